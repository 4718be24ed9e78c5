"""Writing days beside those that are in the diary already, so that none is lost unasked."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from mat_trial.diary import rows
from mat_trial.diary.change_rows import add_changes, list_changes
from mat_trial.diary.compare import compare_entries
from mat_trial.diary.draft_rows import remove_draft
from mat_trial.diary.trial_rows import refuse_days_of_past
from mat_trial.errors import DiaryError, StaleDayError
from mat_trial.language import _
from mat_trial.language.dates import say_date
from mat_trial.model import ChangeSource, Entry, StoredEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What became of the days of an import, as numbers of days."""

    added: int
    replaced: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who writes, and when: the same for all that one call writes.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        Whose days are written.
    source
        The way they come in.
    at
        The time, with its zone.
    """

    connection: Connection
    trial: int
    source: ChangeSource
    at: dt.datetime


def write_days(hand: Hand, days: Sequence[tuple[Entry, int | None]]) -> list[int]:
    """Add or change days and return their versions, unless any was changed meanwhile.

    Parameters
    ----------
    hand
        Who writes.
    days
        Each as `rows.as_stored` gives it, with the version it is thought to have; None for a new
        day.

    Raises
    ------
    StaleDayError
        When a day has another version; it names all of them.
    """
    there = {day.entry.date: day for day in _read_those(hand, [entry.date for entry, _v in days])}
    known = {date: day.version for date, day in there.items()}
    stale = [entry.date for entry, version in days if version != known.get(entry.date)]
    if stale:
        raise StaleDayError(_tell_stale(stale))
    return [_write_day(hand, entry, there.get(entry.date)) for entry, _v in days]


def merge_entries(
    hand: Hand, entries: Sequence[Entry], *, replace: bool, before: Callable[[], object]
) -> ImportSummary:
    """Add new days and, where that is wanted, overwrite those that differ.

    Parameters
    ----------
    hand
        Who writes.
    entries
        Each day once.
    replace
        Whether days with other content are overwritten.
    before
        Called before anything is written to a diary that has days.

    Raises
    ------
    DiaryError
        When days differ that must not be overwritten; it names all of them.
    """
    there = {day.entry.date: day for day in rows.read_stored(hand.connection, hand.trial)}
    found = compare_entries(entries, [day.entry for day in there.values()])
    if found.changed and not replace:
        days = ", ".join(sorted(entry.date.isoformat() for entry in found.changed))
        raise DiaryError(
            _(
                "Nothing was imported. Days that are in the diary already, with other content: "
                "{days}. Choose to replace them, or take them out of the file.",
                days=days,
            )
        )
    if there and (found.new or found.changed):
        before()
    _add_days(hand, found.new)
    for entry in found.changed:
        _change_day(hand, entry, there[entry.date])
    return ImportSummary(
        added=len(found.new), replaced=len(found.changed), unchanged=len(found.same)
    )


def _read_those(hand: Hand, dates: Sequence[dt.date]) -> list[StoredEntry]:
    if len(dates) == 1:
        return rows.read_stored(hand.connection, hand.trial, dates[0])
    return rows.read_stored(hand.connection, hand.trial)


def _tell_stale(dates: Sequence[dt.date]) -> str:
    if len(dates) == 1:
        return _(
            "This day, {date}, was changed in another tab or window. What you entered here "
            "was not saved. Look at what stands there now, and enter your change again.",
            date=say_date(dates[0]),
        )
    return _(
        "These days were changed in another tab or window: {dates}. Nothing of what you entered "
        "here was saved. Look at what stands there now, and enter your changes again.",
        dates=", ".join(say_date(date) for date in sorted(dates)),
    )


def _write_day(hand: Hand, entry: Entry, there: StoredEntry | None) -> int:
    if there is None:
        _add_days(hand, [dataclasses.replace(entry, changed_at=None)])
        return 1
    remove_draft(hand.connection, hand.trial, entry.date)
    entry = dataclasses.replace(
        entry, recorded_at=there.entry.recorded_at, changed_at=there.entry.changed_at
    )
    return there.version if entry == there.entry else _change_day(hand, entry, there)


def _add_days(hand: Hand, entries: Sequence[Entry]) -> None:
    refuse_days_of_past(hand.connection, hand.trial, (entry.date for entry in entries))
    days = [StoredEntry(entry=entry, version=1) for entry in entries]
    rows.add_entries(hand.connection, hand.trial, days)
    for entry in entries:
        _keep_changes(hand, None, entry, version=1)
        remove_draft(hand.connection, hand.trial, entry.date)


def _change_day(hand: Hand, entry: Entry, there: StoredEntry) -> int:
    # A file may know of an earlier change of a day that is otherwise just so: that time is kept.
    unchanged = dataclasses.replace(there.entry, changed_at=entry.changed_at)
    if entry != unchanged:
        entry = dataclasses.replace(entry, changed_at=hand.at)
    day = StoredEntry(entry=entry, version=there.version + 1)
    rows.change_entry(hand.connection, hand.trial, day)
    _keep_changes(hand, there.entry, entry, version=day.version)
    remove_draft(hand.connection, hand.trial, entry.date)
    return day.version


def _keep_changes(hand: Hand, before: Entry | None, after: Entry, *, version: int) -> None:
    made = list_changes(before, after, at=hand.at, source=hand.source, version=version)
    add_changes(hand.connection, hand.trial, made)
