"""What is said around the calendar of a trial: what became of each day."""

import polars as pl

from mat_trial.language import _, _n, mark
from mat_trial.language.dates import say_date
from mat_trial.language.numbers import format_plain
from mat_trial.model import Outcome
from mat_trial.model.naming import name_outcome
from mat_trial.wording.charts import ChartWords
from mat_trial.wording.phrases import (
    MAT,
    NO_MAT,
    count_days,
    count_mat_days,
    count_no_mat_days,
    join_parts,
    open_sentence,
)

SAID = {
    "done": mark("filled in"),
    "late": mark("late entry"),
    "missing": mark("missing"),
    "to come": mark("to come"),
}


def word_calendar(frame: pl.DataFrame, outcome: Outcome | None = None) -> ChartWords:
    """Say what the calendar shows.

    Parameters
    ----------
    frame
        The DAILY frame; days outside the plan are left out.
    outcome
        The one whose scores stand in the days; None where none do.
    """
    days = frame.filter(pl.col("excluded_because").ne_missing("outside the plan"))
    statuses = list_statuses(days)
    n_days, late = len(statuses), statuses.count("late")
    missing, to_come = statuses.count("missing"), statuses.count("to come")
    done = statuses.count("done") + late
    changed = int(days["changed"].sum())
    kinds = days["condition"].cast(pl.String).to_list()
    mixed = {
        "mat_days": count_mat_days(kinds.count(MAT)),
        "no_mat_days": count_no_mat_days(kinds.count(NO_MAT)),
    }
    span = {"first": say_date(days["date"][0]), "last": say_date(days["date"][-1])}
    if to_come == n_days:
        title = _("{days}: {mat_days} and {no_mat_days}", days=count_days(n_days), **mixed)
        reading = _(
            "The plan runs from {first} to {last}, with {mat_days} and {no_mat_days}.",
            **span,
            **mixed,
        )
    else:
        parts = [_("{share} filled in", share=_share_days(done, n_days))]
        parts += [_("{n} missing", n=missing)] * (missing > 0)
        parts += [_("{n} to come", n=to_come)] * (to_come > 0)
        title = open_sentence(", ".join(parts))
        due = n_days - to_come
        parts = [
            _n(
                "{share} so far is filled in",
                "{share} so far are filled in",
                done,
                share=_share_days(done, due),
            )
        ]
        parts += [_n("{n} is missing", "{n} are missing", missing)] * (missing > 0)
        parts += [_n("{n} was filled in late", "{n} were filled in late", late)] * (late > 0)
        parts += [_n("{n} was changed later", "{n} were changed later", changed)] * (changed > 0)
        reading = f"{open_sentence(join_parts(parts))}."
    alt = _(
        "Calendar from {first} to {last}, one row for each week, with {mat_days} and "
        "{no_mat_days}. Mat days are diamonds, no-mat days are circles: {done} "
        "filled (done; {late} of them ringed, filled in late), {missing} struck through "
        "(missing), {to_come} hollow (to come).",
        done=done,
        late=late,
        missing=missing,
        to_come=to_come,
        **span,
        **mixed,
    )
    if changed:
        alt += " " + _n(
            "A turned-down corner marks {n} day that was changed later.",
            "A turned-down corner marks {n} days that were changed later.",
            changed,
        )
    if outcome is not None and done:
        shading = _(
            "The number in a day is its score for {name}; the stronger the shade, the higher.",
            name=name_outcome(outcome),
        )
        reading, alt = f"{reading} {shading}", f"{alt} {shading}"
    return ChartWords(title=title, reading=reading, alt=alt)


def say_status(status: str) -> str:
    """Say what became of a day, by one of `list_statuses`.

    >>> say_status("late")
    'late entry'
    """
    return _(SAID[status])


def say_changed() -> str:
    """Say that a day was changed more than a day later.

    >>> say_changed()
    'changed later'
    """
    return _("changed later")


def say_fate(status: str, *, changed: bool) -> str:
    """Say all that became of a day.

    >>> say_fate("done", changed=True)
    'filled in, changed later'
    """
    return f"{say_status(status)}, {say_changed()}" if changed else say_status(status)


def say_score(score: float | None, outcome: Outcome | None) -> str:
    """Say a day's score as it stands in a table; a dash for none.

    >>> from mat_trial.model import PAIN
    >>> say_score(4.5, PAIN), say_score(None, PAIN)
    ('4.5', '–')
    """
    if score is None:
        return "–"
    if outcome is not None and outcome.is_yes_no and score in (0, 1):
        return _("yes") if score else _("no")
    return format_plain(score)


def list_statuses(frame: pl.DataFrame) -> list[str]:
    """Return what became of each day: ``done``, ``late``, ``missing`` or ``to come``.

    Parameters
    ----------
    frame
        The DAILY frame.
    """
    status = (
        pl.when(pl.col("excluded_because") == "not yet")
        .then(pl.lit("to come"))
        .when(pl.col("score").is_null())
        .then(pl.lit("missing"))
        .when(pl.col("late"))
        .then(pl.lit("late"))
        .otherwise(pl.lit("done"))
    )
    return frame.select(status=status)["status"].to_list()


def _share_days(part: int, whole: int) -> str:
    if part < whole:
        days = count_days(whole)
        return _("{n} of {days}", n=part, days=days) if part else _("none of {days}", days=days)
    if whole == 1:
        return _("the one day")
    return _("both days") if whole == 2 else _("all {n} days", n=whole)
