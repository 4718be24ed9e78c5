"""Entries as rows of the diary file, and back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, delete, insert, select, update

from mat_trial.diary import schema
from mat_trial.model import Condition, Entry, StoredEntry


def as_stored(entry: Entry) -> Entry:
    """Give an entry as it will read back: fixed offset for a named zone, and no person.

    Parameters
    ----------
    entry
        One that `checks.entry_problems` finds nothing wrong with.

    Examples
    --------
    >>> as_stored(Entry(date=dt.date(2027, 1, 4), person="anna")).person is None
    True
    """
    return replace(
        entry,
        scores={name: float(entry.scores[name]) for name in sorted(entry.scores)},
        recorded_at=_read_time(_write_time(entry.recorded_at)),
        changed_at=_read_time(_write_time(entry.changed_at)),
        person=None,
    )


def read_stored(
    connection: Connection, trial: int, date: dt.date | None = None
) -> list[StoredEntry]:
    """Read one day or all, in order of date.

    Parameters
    ----------
    connection
        In a transaction, so that days and scores are of one moment.
    trial
        Whose days they are.
    date
        The day wanted; None for all.
    """
    scores: dict[dt.date, dict[str, float]] = defaultdict(dict)
    chosen = (
        select(schema.score)
        .where(*_which(schema.score, trial, date))
        .order_by(schema.score.c.outcome)
    )
    for row in connection.execute(chosen).mappings():
        scores[row["date"]][row["outcome"]] = row["value"]
    chosen = (
        select(schema.entry)
        .where(*_which(schema.entry, trial, date))
        .order_by(schema.entry.c.date)
    )
    return [
        StoredEntry(
            entry=_entry(row, scores[row["date"]]),
            version=row["version"],
        )
        for row in connection.execute(chosen).mappings()
    ]


def add_entries(connection: Connection, trial: int, days: Iterable[StoredEntry]) -> None:
    """Write days that are not in the diary yet.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        Whose days they are.
    days
        Entries as `as_stored` gives them, each with its version.
    """
    days = list(days)
    if days:
        rows = [_row(day.entry) | {"trial_id": trial, "version": day.version} for day in days]
        connection.execute(insert(schema.entry), rows)
    _add_scores(connection, trial, [day.entry for day in days])


def change_entry(connection: Connection, trial: int, day: StoredEntry) -> None:
    """Write a day anew that is in the diary already.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        Whose day it is.
    day
        An entry as `as_stored` gives it, with the version it becomes.
    """
    entry = day.entry
    where = _which(schema.entry, trial, entry.date)
    values = _row(entry) | {"version": day.version}
    connection.execute(update(schema.entry).where(*where).values(values))
    connection.execute(delete(schema.score).where(*_which(schema.score, trial, entry.date)))
    _add_scores(connection, trial, [entry])


def _add_scores(connection: Connection, trial: int, entries: Iterable[Entry]) -> None:
    rows = [
        {"trial_id": trial, "date": entry.date, "outcome": name, "value": value}
        for entry in entries
        for name, value in entry.scores.items()
    ]
    if rows:
        connection.execute(insert(schema.score), rows)


def _which(table: Table, trial: int, date: dt.date | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [table.c.trial_id == trial]
    return found if date is None else [*found, table.c.date == date]


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "date": entry.date,
        "condition": entry.condition,
        "used_mat": entry.used_mat,
        "minutes": entry.minutes,
        "rescue_medication": entry.rescue_medication,
        "skin_harm": entry.skin_harm,
        "note": entry.note,
        "recorded_at": _write_time(entry.recorded_at),
        "changed_at": _write_time(entry.changed_at),
    }


def _entry(row: RowMapping, scores: dict[str, float]) -> Entry:
    return Entry(
        date=row["date"],
        condition=None if row["condition"] is None else Condition(row["condition"]),
        scores=scores,
        used_mat=row["used_mat"],
        minutes=row["minutes"],
        rescue_medication=row["rescue_medication"],
        skin_harm=row["skin_harm"],
        note=row["note"],
        recorded_at=_read_time(row["recorded_at"]),
        changed_at=_read_time(row["changed_at"]),
    )


def _write_time(time: dt.datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _read_time(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)
