"""Every day of a trial as a line of a table: what was scored, what was done, what was noted."""

import datetime as dt

from mat_trial.language import _
from mat_trial.language.dates import say_short_date
from mat_trial.language.numbers import format_plain
from mat_trial.model import Condition, Entry
from mat_trial.model.naming import name_outcome
from mat_trial.report.case import Case, Table
from mat_trial.report.days import find_condition
from mat_trial.report.result_words import NONE
from mat_trial.wording.phrases import open_sentence


def tabulate_days(case: Case) -> Table:
    """Set every day into a table: those that were due, and those that were written down besides.

    The scores stay out while they may not be seen by kind of day.
    """
    entries = {entry.date: entry for entry in case.entries}
    due = {
        day.date for day in case.plan.schedule if day.date <= min(case.today, case.plan.last_day)
    }
    outcomes = () if case.is_hidden else case.plan.outcomes
    rows = []
    for date in sorted(due | set(entries)):
        entry = entries.get(date, Entry(date=date))
        rows.append(
            (
                say_short_date(date),
                _name_kind(find_condition(case, entry)),
                *(_score(entry.scores.get(outcome.name)) for outcome in outcomes),
                _answer(entry.used_mat),
                _score(entry.minutes),
                NONE if case.is_hidden else _answer(entry.rescue_medication),
                _answer(entry.skin_harm),
                _lateness(entry, date),
                entry.note,
            )
        )
    columns = (
        _("Date"),
        _("Kind"),
        *(open_sentence(name_outcome(outcome)) for outcome in outcomes),
        *(_("Mat used"), _("Minutes"), _("Painkillers"), _("Skin sore"), _("Late")),
        _("Note"),
    )
    return Table(columns=columns, rows=tuple(rows), left=2, right=1)


def _name_kind(condition: Condition | None) -> str:
    if condition is None:
        return _("outside")
    return _("mat") if condition is Condition.MAT else _("no mat")


def _score(value: float | None) -> str:
    return NONE if value is None else format_plain(value)


def _answer(value: bool | None) -> str:  # noqa: FBT001 - it is an answer, not a switch
    if value is None:
        return NONE
    return _("yes") if value else _("no")


def _lateness(entry: Entry, date: dt.date) -> str:
    if entry.recorded_at is None:
        return NONE
    return _("yes") if entry.recorded_at.date() > date + dt.timedelta(days=1) else _("no")
