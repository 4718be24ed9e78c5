"""A diary to print and fill in by hand: a page a fortnight, typed in afterwards."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from mat_trial.language import _
from mat_trial.language.dates import say_short_date, say_short_weekday
from mat_trial.language.numbers import format_plain
from mat_trial.model import Condition, Outcome, Plan, PlannedDay
from mat_trial.model.naming import name_outcome, say_question
from mat_trial.protocol import (
    MOST_MINUTES,
    STOP_RULE,
    list_visible_days,
    minutes_on,
    rest_minutes_on,
)
from mat_trial.wording.phrases import open_sentence, say_ends

Paper = Literal["a4", "us-letter"]
FORTNIGHT = 14


def list_fortnights(plan: Plan) -> list[tuple[PlannedDay, ...]]:
    """Split the planned days, as far as a stop lets them come, into the pages of the paper diary.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=8),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> [len(days) for days in list_fortnights(plan)]
    [14, 14, 4]
    """
    days = [day for day in plan.schedule if day.date <= plan.last_day]
    return [tuple(days[first : first + FORTNIGHT]) for first in range(0, len(days), FORTNIGHT)]


def say_fortnight(plan: Plan, days: tuple[PlannedDay, ...]) -> str:
    """Name a page by its days.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=8),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> say_fortnight(plan, list_fortnights(plan)[0])
    'Days 1 to 14: 4 Jan to 17 Jan'
    """
    first = plan.schedule.index(days[0]) + 1
    return _(
        "Days {first} to {last}: {start} to {end}",
        first=first,
        last=first + len(days) - 1,
        start=say_short_date(days[0].date),
        end=say_short_date(days[-1].date),
    )


def name_columns(outcomes: tuple[Outcome, ...]) -> list[str]:
    """Name what is written down each day, in the order of the paper and of typing it in.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> name_columns((PAIN,))
    ['Pain', 'Mat used', 'Painkillers', 'Minutes', 'Skin hurt', 'Note']
    """
    return [
        *(open_sentence(name_outcome(outcome)) for outcome in outcomes),
        _("Mat used"),
        _("Painkillers"),
        _("Minutes"),
        _("Skin hurt"),
        _("Note"),
    ]


def write_paper(
    plan: Plan, *, today: dt.date, paper: Paper, made_at: dt.datetime | None = None
) -> tuple[bytes, tuple[str, ...]]:
    """Write the paper diary of a plan as PDF, for screen readers too.

    Parameters
    ----------
    today
        The day on which it is made: what the plan conceals then stays blank.
    paper
        Size of the paper; its long side lies across.
    made_at
        The time written into the file, with a zone; None for now.

    Returns
    -------
    tuple of bytes, tuple of str
        The file, and the characters of the plan that cannot be printed, by code point and name.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=8),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> pdf, lacking = write_paper(plan, today=plan.start, paper="a4")
    >>> pdf[:4], lacking
    (b'%PDF', ())
    """
    from mat_trial.typeset import STAND_IN, make_printable, typeset_pdf  # noqa: PLC0415 - slow

    data, lacking = make_printable(_lay_out(plan, today, paper))
    if lacking:
        letters = ", ".join(lacking)
        data["care"] += " " + _(
            "{box} stands for what cannot be printed: {letters}.", box=STAND_IN, letters=letters
        )
    pdf = typeset_pdf("reminders/paper.typ", data, title=data["heading"], made_at=made_at)
    return pdf, lacking


def _lay_out(plan: Plan, today: dt.date, paper: Paper) -> dict[str, Any]:
    visible = frozenset(list_visible_days(plan, today))
    return {
        "paper": paper,
        "fortnight": FORTNIGHT,
        "are_yes_no": [outcome.is_yes_no for outcome in plan.outcomes],
        "columns": [_("Day"), _("Kind of day"), *name_columns(plan.outcomes)],
        "heading": _("My paper diary"),
        "legend": [_explain(outcome) for outcome in plan.outcomes],
        "care": _say_when(plan),
        "yes": _("yes"),
        "no": _("no"),
        "foot": _(
            "Leave blank what you do not know. To type a page in later, open the Diary page of "
            "the app and choose “Type in from paper”: a line a day, in the order of these boxes."
        ),
        "sheets": [
            {
                "heading": say_fortnight(plan, days),
                "days": [_lay_out_day(plan, day, is_known=day in visible) for day in days],
            }
            for days in list_fortnights(plan)
        ],
    }


def _lay_out_day(plan: Plan, day: PlannedDay, *, is_known: bool) -> Mapping[str, str]:
    kind, says = "", _("see the app")
    if is_known and day.condition is Condition.MAT:
        kind, says = "mat", _("mat, {n} min", n=minutes_on(plan, day.date))
    elif is_known:
        rest = rest_minutes_on(plan, day.date)
        kind = "no_mat"
        says = _("no mat, rest {n} min", n=rest) if rest else _("no mat")
    number = _("day {n}", n=plan.schedule.index(day) + 1)
    return {"date": say_short_weekday(day.date), "number": number, "kind": kind, "says": says}


def _explain(outcome: Outcome) -> str:
    name = open_sentence(name_outcome(outcome))
    if outcome.minimum is None or outcome.maximum is None or outcome.is_yes_no:
        return _("{name}: {question}", name=name, question=say_question(outcome))
    low_word, high_word = say_ends(outcome)
    return _(
        "{name}: {question} {low} ({low_word}) to {high} ({high_word}).",
        name=name,
        question=say_question(outcome),
        low=format_plain(outcome.minimum),
        low_word=low_word,
        high=format_plain(outcome.maximum),
        high_word=high_word,
    )


def _say_when(plan: Plan) -> str:
    limit = _("Never more than {n} minutes at once.", n=MOST_MINUTES)
    when = plan.protocol.time_of_day
    parts = [_("When: {when}.", when=when.rstrip(".")) if when else "", limit, _(STOP_RULE)]
    return " ".join(part for part in parts if part)
