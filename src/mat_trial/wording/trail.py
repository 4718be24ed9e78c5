"""What was changed in a diary, in plain words: what, from what to what, when and by which way."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from mat_trial.language import _, _n, mark
from mat_trial.language.dates import say_date, say_short_weekday, say_span
from mat_trial.model import DAY, Change, Outcome
from mat_trial.model.naming import name_outcome
from mat_trial.wording.calendar import say_score
from mat_trial.wording.phrases import open_sentence, say_kind

SCORE = "score "
NAMES = {
    "condition": mark("Kind of day"),
    "used_mat": mark("Mat used"),
    "minutes": mark("Minutes on the mat"),
    "rescue_medication": mark("Painkillers"),
    "skin_harm": mark("Skin hurt"),
    "note": mark("Note"),
    "recorded_at": mark("Time of the first entry"),
}
CHANGED = {
    "form": mark("{what}: {old} → {new}, changed on {when}, in the form"),
    "bulk": mark("{what}: {old} → {new}, changed on {when}, with many days at once"),
    "import": mark("{what}: {old} → {new}, changed on {when}, by a file"),
    "restore": mark("{what}: {old} → {new}, changed on {when}, by a whole diary taken in"),
}
FIRST = {
    "form": mark("First written down on {when}, in the form"),
    "bulk": mark("First written down on {when}, with many days at once"),
    "import": mark("First taken in on {when}, from a file"),
    "restore": mark("First taken in on {when}, with a whole diary"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One line of what was changed.

    Parameters
    ----------
    days
        The day or days it is about, in words.
    said
        What was changed, when and how, in a sentence without its full stop.
    """

    days: str
    said: str


def tell_trail(changes: Sequence[Change], outcomes: Sequence[Outcome]) -> list[TrailLine]:
    """Tell what was changed, the newest first; days first written down together make one line.

    Parameters
    ----------
    changes
        In the order they were made.
    outcomes
        Those that may have been scored.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> change = Change(date=dt.date(2027, 1, 4), at=dt.datetime(2027, 1, 9, 8, tzinfo=dt.UTC),
    ...                 source="form", field="score pain", old=4.0, new=6.0, version=2)
    >>> tell_trail([change], [PAIN])[0].said
    'Pain: 4 → 6, changed on 9 January 2027 at 08:00, in the form'
    """
    told: list[TrailLine] = []
    for (field, _at, _source), run in groupby(changes, _say_what_when_and_how):
        if field == DAY:
            told.append(_tell_first(list(run)))
        else:
            told += [_tell_change(change, outcomes) for change in run]
    return told[::-1]


def name_field(field: str, outcomes: Sequence[Outcome]) -> str:
    """Name a field of a day, as a heading.

    >>> from mat_trial.model import PAIN
    >>> name_field("score pain", [PAIN]), name_field("used_mat", [])
    ('Pain', 'Mat used')
    """
    outcome = _find_outcome(field, outcomes)
    if outcome is not None:
        return open_sentence(name_outcome(outcome))
    if field.startswith(SCORE):
        return open_sentence(field.removeprefix(SCORE).replace("_", " "))
    return _(NAMES[field])


def say_answer(field: str, answer: object, outcomes: Sequence[Outcome]) -> str:
    """Say what stood in a field of a day; a dash for nothing.

    >>> say_answer("used_mat", True, []), say_answer("note", "", [])
    ('yes', '–')
    """
    match field, answer:
        case _field, None | "":
            said = "–"
        case "condition", str():
            said = say_kind(answer)
        case "recorded_at", str():
            said = _say_time(dt.datetime.fromisoformat(answer))
        case _field, bool():
            said = _("yes") if answer else _("no")
        case _field, int() | float():
            said = say_score(float(answer), _find_outcome(field, outcomes))
        case _:
            said = str(answer)
    return said


def _tell_change(change: Change, outcomes: Sequence[Outcome]) -> TrailLine:
    said = _(
        CHANGED[change.source],
        what=name_field(change.field, outcomes),
        old=say_answer(change.field, change.old, outcomes),
        new=say_answer(change.field, change.new, outcomes),
        when=_say_time(change.at),
    )
    return TrailLine(days=say_short_weekday(change.date), said=said)


def _tell_first(changes: Sequence[Change]) -> TrailLine:
    dates = [change.date for change in changes]
    days = say_short_weekday(dates[0])
    if len(dates) > 1:
        days = _n(
            "{n} day, {span}",
            "{n} days, {span}",
            len(dates),
            span=say_span(min(dates), max(dates)),
        )
    said = _(FIRST[changes[0].source], when=_say_time(changes[0].at))
    return TrailLine(days=days, said=said)


def _say_time(time: dt.datetime) -> str:
    return _("{date} at {time}", date=say_date(time.date()), time=f"{time:%H:%M}")


def _say_what_when_and_how(change: Change) -> tuple[str, dt.datetime, str]:
    return change.field, change.at, change.source


def _find_outcome(field: str, outcomes: Sequence[Outcome]) -> Outcome | None:
    name = field.removeprefix(SCORE)
    return next((outcome for outcome in outcomes if field != name and outcome.name == name), None)
