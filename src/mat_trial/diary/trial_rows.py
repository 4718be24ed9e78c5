"""The trials of one diary file: the latest one is written in, the others are read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from mat_trial.diary import schema
from mat_trial.errors import DiaryError
from mat_trial.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRow:
    """A trial as it lies in the file.

    Parameters
    ----------
    id
        Its number.
    plan_json, sha256
        Of its plan; None before one is locked.
    n_days, first, last
        Days written down, and the first and the last of them.
    """

    id: int
    plan_json: str | None
    sha256: str | None
    n_days: int
    first: dt.date | None
    last: dt.date | None


def find_current(connection: Connection) -> int:
    """Find the trial that is going on or to come: the latest one.

    Parameters
    ----------
    connection
        In a transaction.
    """
    current: int = connection.execute(select(func.max(schema.trial.c.id))).scalar_one()
    return current


def list_trials(connection: Connection) -> list[int]:
    """List the numbers of all trials, the current one last.

    Parameters
    ----------
    connection
        In a transaction.
    """
    return list(
        connection.execute(select(schema.trial.c.id).order_by(schema.trial.c.id)).scalars()
    )


def read_trials(connection: Connection) -> list[TrialRow]:
    """Read all trials at once, the current one last.

    Parameters
    ----------
    connection
        In a transaction.
    """
    date, columns = schema.entry.c.date, schema.trial.c
    chosen = (
        select(
            columns.id,
            columns.plan_json,
            columns.sha256,
            func.count(date).label("n_days"),
            func.min(date).label("first"),
            func.max(date).label("last"),
        )
        .select_from(schema.trial.outerjoin(schema.entry))
        .group_by(columns.id)
        .order_by(columns.id)
    )
    return [TrialRow(**row) for row in connection.execute(chosen).mappings()]


def find_trial(connection: Connection, wanted: int | None) -> int:
    """Find the trial of that number; the current one where none is named.

    Parameters
    ----------
    connection
        In a transaction.
    wanted
        Its number; None for the current one.

    Raises
    ------
    DiaryError
        When the diary has no such trial.
    """
    if wanted is None:
        return find_current(connection)
    there = list_trials(connection)
    if wanted not in there:
        raise DiaryError(
            _(
                "The diary has no trial {wanted}. Allowed: {numbers}. Choose one of these.",
                wanted=wanted,
                numbers=", ".join(map(str, there)),
            )
        )
    return wanted


def refuse_past(connection: Connection, trial: int) -> None:
    """Refuse to write in a trial after which another has begun.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        The trial to be written in.

    Raises
    ------
    DiaryError
        When it is not the current one.
    """
    if trial != find_current(connection):
        raise DiaryError(
            _(
                "Trial {number} is over, and another has begun since. Nothing was changed. Its "
                "days can be read, but no longer changed.",
                number=trial,
            )
        )


def add_trial(connection: Connection) -> int:
    """Begin another trial, which is the current one from then on, and return its number.

    Parameters
    ----------
    connection
        In a transaction for writing.
    """
    number = find_current(connection) + 1
    connection.execute(insert(schema.trial).values(id=number))
    return number


def find_span(connection: Connection, trial: int) -> tuple[int, dt.date | None, dt.date | None]:
    """Count the days written down, and find the first and the last of them.

    Parameters
    ----------
    connection
        In a transaction.
    trial
        Whose days they are.
    """
    date = schema.entry.c.date
    chosen = select(func.count(), func.min(date), func.max(date))
    row = connection.execute(chosen.where(schema.entry.c.trial_id == trial)).one()
    return row[0], row[1], row[2]


def refuse_days_of_past(connection: Connection, trial: int, dates: Iterable[dt.date]) -> None:
    """Refuse new days that are written down in an earlier trial.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        The trial they are to be written in.
    dates
        The new days.

    Raises
    ------
    DiaryError
        When there are any; it names all of them.
    """
    chosen = select(schema.entry.c.date).where(schema.entry.c.trial_id != trial)
    taken = set(connection.execute(chosen).scalars()).intersection(dates)
    if taken:
        raise DiaryError(
            _(
                "These days are written down in an earlier trial: {dates}. Nothing was saved. "
                "Days of an earlier trial can be read, but no longer changed. Leave them out.",
                dates=", ".join(date.isoformat() for date in sorted(taken)),
            )
        )


def remove_everything(connection: Connection) -> None:
    """Take out all trials and leave one without a plan; how the app is to be stays.

    Parameters
    ----------
    connection
        In a transaction for writing.
    """
    # Whatever refers to a trial goes before it does; scores go with their days.
    for table in reversed(schema.metadata.sorted_tables):
        if table is not schema.setting:
            connection.execute(delete(table))
    connection.execute(insert(schema.trial).values(id=1))
