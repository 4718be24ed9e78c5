"""What was changed, as rows of the diary file, and back."""

import datetime as dt
import json
from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from mat_trial.diary.schema import change
from mat_trial.model import DAY, Change, ChangeSource, Entry

Answer = str | float | bool | None


def list_changes(
    before: Entry | None, after: Entry, *, at: dt.datetime, source: ChangeSource, version: int
) -> list[Change]:
    """List what is different about a day, a change for each field.

    Parameters
    ----------
    before, after
        The day as it stood and as it is to stand; None where nothing stood there.
    at, source, version
        As in `Change`.

    Examples
    --------
    >>> day = Entry(date=dt.date(2027, 1, 4), scores={"pain": 4.0})
    >>> after = Entry(date=dt.date(2027, 1, 4), scores={"pain": 6.0})
    >>> [change] = list_changes(day, after, at=dt.datetime(2027, 1, 6, tzinfo=dt.UTC),
    ...                         source="form", version=2)
    >>> change.field, change.old, change.new
    ('score pain', 4.0, 6.0)
    """
    if before is None:
        # The form's own first entry says when it was made; of a file, nothing else tells.
        found: list[tuple[str, Answer, Answer]] = [] if source == "form" else [(DAY, None, None)]
    else:
        old, new = dict(_name_answers(before)), dict(_name_answers(after))
        found = [
            (field, old.get(field), new.get(field))
            for field in dict.fromkeys([*old, *new])
            if old.get(field) != new.get(field)
        ]
    return [
        Change(
            date=after.date, at=at, source=source, field=field, old=was, new=is_, version=version
        )
        for field, was, is_ in found
    ]


def add_changes(connection: Connection, trial: int, changes: list[Change]) -> None:
    """Write down changes, in the order they are given.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        Whose days they are about.
    changes
        Any number.
    """
    rows = [
        {
            "trial_id": trial,
            "date": made.date,
            "version": made.version,
            "at": made.at.isoformat(),
            "source": made.source,
            "field": made.field,
            "old": json.dumps(made.old),
            "new": json.dumps(made.new),
        }
        for made in changes
    ]
    if rows:
        connection.execute(insert(change), rows)


def read_changes(
    connection: Connection, trial: int, date: dt.date | None = None
) -> tuple[Change, ...]:
    """Read the changes of one day or of all, in the order they were made.

    Parameters
    ----------
    connection
        In a transaction.
    trial
        Whose days they are about.
    date
        The day wanted; None for all.
    """
    chosen = select(change).where(change.c.trial_id == trial).order_by(change.c.id)
    if date is not None:
        chosen = chosen.where(change.c.date == date)
    return tuple(
        Change(
            date=row["date"],
            at=dt.datetime.fromisoformat(row["at"]),
            source=row["source"],
            field=row["field"],
            old=json.loads(row["old"]),
            new=json.loads(row["new"]),
            version=row["version"],
        )
        for row in connection.execute(chosen).mappings()
    )


def _name_answers(entry: Entry) -> Iterator[tuple[str, Answer]]:
    yield "condition", None if entry.condition is None else entry.condition.value
    yield from ((f"score {name}", value) for name, value in entry.scores.items())
    yield "used_mat", entry.used_mat
    yield "minutes", entry.minutes
    yield "rescue_medication", entry.rescue_medication
    yield "skin_harm", entry.skin_harm
    yield "note", entry.note
    yield "recorded_at", None if entry.recorded_at is None else entry.recorded_at.isoformat()
