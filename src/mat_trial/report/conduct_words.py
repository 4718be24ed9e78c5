"""What a report says of how the trial was kept to, and of what was changed or looked at."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from mat_trial.language import _, _n
from mat_trial.language.dates import say_date, say_short_date
from mat_trial.model import Condition
from mat_trial.protocol import MOST_MINUTES
from mat_trial.report.case import Case
from mat_trial.report.days import find_condition, list_dates
from mat_trial.wording.looks import say_lean
from mat_trial.wording.phrases import join_parts
from mat_trial.wording.plan import say_amendment

MOST_DATES = 8
_MAT = pl.col("condition") == Condition.MAT.value


def list_harms(case: Case) -> list[str]:
    """List the days on which the skin was hurt, those outside the plan too."""
    hurt = [entry for entry in case.entries if entry.skin_harm]
    if not any(entry.skin_harm is not None for entry in case.entries):
        return [_("Skin: nothing was written down about it.")]
    if not hurt:
        return [_("Skin: never sore, broken or blistered on the days that were asked about.")]
    said = [
        _n(
            "Skin sore, broken or blistered on {n} day: {dates}.",
            "Skin sore, broken or blistered on {n} days: {dates}.",
            len(hurt),
            dates=_list_dates([entry.date for entry in hurt]),
        )
    ]
    outside = [entry.date for entry in hurt if find_condition(case, entry) is None]
    if outside:
        said.append(
            _n(
                "{n} of these days is outside the plan: {dates}.",
                "{n} of these days are outside the plan: {dates}.",
                len(outside),
                dates=_list_dates(outside),
            )
        )
    return said


def list_deviations(case: Case, frame: pl.DataFrame) -> list[str]:
    """List where the plan was not kept to, with the days."""
    skipped = list_dates(frame, _MAT & ~pl.col("used_mat"))
    extra = list_dates(frame, ~_MAT & pl.col("used_mat"))
    long = list_dates(frame, pl.col("minutes") > MOST_MINUTES)
    planned = {day.date for day in case.plan.schedule if day.date <= case.plan.last_day}
    beside = sorted(entry.date for entry in case.entries if entry.date not in planned)
    said = [
        _n(
            "The mat was left out on {n} mat day: {dates}.",
            "The mat was left out on {n} mat days: {dates}.",
            len(skipped),
            dates=_list_dates(skipped),
        )
        if skipped
        else "",
        _n(
            "The mat was used on {n} no-mat day: {dates}.",
            "The mat was used on {n} no-mat days: {dates}.",
            len(extra),
            dates=_list_dates(extra),
        )
        if extra
        else "",
        _n(
            "More than {most} minutes on {n} day: {dates}.",
            "More than {most} minutes on {n} days: {dates}.",
            len(long),
            most=MOST_MINUTES,
            dates=_list_dates(long),
        )
        if long
        else "",
        _n(
            "{n} day outside the plan was written down and does not count: {dates}.",
            "{n} days outside the plan were written down and do not count: {dates}.",
            len(beside),
            dates=_list_dates(beside),
        )
        if beside
        else "",
    ]
    return [sentence for sentence in said if sentence] or [
        _("No day is known on which the plan was not kept to.")
    ]


def list_records(case: Case, frame: pl.DataFrame) -> list[str]:
    """Say what was written down late, changed, or looked at before its time."""
    n_known = frame["late"].count()
    late = list_dates(frame, pl.col("late"))
    if not n_known:
        told = _("When the days were written down is not known.")
    elif late:
        told = _n(
            "{n} day was written down more than a day later: {dates}.",
            "{n} days were written down more than a day later: {dates}.",
            len(late),
            dates=_list_dates(late),
        )
    else:
        told = _("No day was written down more than a day later.")
    if case.changed is None and case.peeks is None:
        unknown = _(
            "Whether days were changed, or the raw scores looked at before the verdict, is not "
            "known: a diary file does not say."
        )
        return [told, unknown, *_list_looks(case)]
    return [told, _say_changed(case), _say_peeks(case), *_list_looks(case)]


def _say_changed(case: Case) -> str:
    if case.changed is None:
        return _("Whether days were changed afterwards is not known.")
    if not case.changed:
        return _("No day was changed after it was written down.")
    return _n(
        "{n} day was changed after it was first written down: {dates}.",
        "{n} days were changed after they were first written down: {dates}.",
        len(case.changed),
        dates=_list_dates(case.changed),
    )


def _say_peeks(case: Case) -> str:
    if case.peeks is None:
        return _("Whether the raw scores were looked at before the verdict is not known.")
    if not case.peeks:
        return _("The raw scores were not looked at before the verdict.")
    return _n(
        "The raw scores were looked at once before the verdict: on {dates}.",
        "The raw scores were looked at {n} times before the verdict: on {dates}.",
        len(case.peeks),
        dates=join_parts([say_date(day) for day in sorted({at.date() for at in case.peeks})]),
    )


def _list_looks(case: Case) -> list[str]:
    looks = case.verdict.looks
    if looks is None:
        return []
    n_looks = len(looks.looks)
    if looks.stands is None:
        return [
            _(
                "Looks at the verdict so far: {done} of {n_looks} planned.",
                done=looks.n_undecided,
                n_looks=n_looks,
            )
        ]
    said = _(
        "The verdict stands at look {number} of {n_looks}: {date}, day {day} of {n_days}.",
        number=looks.n_undecided + 1,
        n_looks=n_looks,
        date=say_date(looks.stands.date),
        day=looks.stands.day,
        n_days=looks.looks[-1].day,
    )
    if not looks.is_early:
        return [said]
    went_on = _n(
        "The person went on for {n} more scored day; that does not change the verdict.",
        "The person went on for {n} more scored days; that does not change the verdict.",
        looks.n_days_after,
    )
    # With the corrected figure among the results, that it leans is said there.
    lean = [] if case.verdict.corrected is not None else [say_lean(case.verdict)]
    return [said, *lean, *[went_on] * (looks.n_days_after > 0)]


def list_amendments(case: Case) -> list[str]:
    """List what was changed after the lock, pauses and a stop too, and how far it has come."""
    plan = case.plan
    said = [f"{say_amendment(change)}." for change in plan.amendments]
    if not said:
        said = [_("The plan was not changed after its lock.")]
    if plan.stopped_on is not None:
        return said
    last = say_date(plan.last_day)
    if case.today < plan.last_day:
        return [*said, _("It is still going on, until {date}.", date=last)]
    return [*said, _("It ran to its planned end on {date}.", date=last)]


def list_notes(case: Case) -> list[tuple[dt.date, str]]:
    """List what the person noted, by day."""
    entries = sorted(case.entries, key=lambda entry: entry.date)
    return [(entry.date, entry.note) for entry in entries if entry.note.strip()]


def _list_dates(dates: Sequence[dt.date]) -> str:
    shown = ", ".join(say_short_date(date) for date in sorted(dates)[:MOST_DATES])
    n_more = len(dates) - MOST_DATES
    if n_more <= 0:
        return shown
    return _n("{shown} and {n} more", "{shown} and {n} more", n_more, shown=shown)
