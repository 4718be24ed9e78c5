"""When the person looked at the numbers before the plan allowed it."""

import datetime as dt

from sqlalchemy import Connection, insert, select

from mat_trial.diary.schema import peek
from mat_trial.errors import DiaryError
from mat_trial.language import _


def add_peek(connection: Connection, trial: int, at: dt.datetime) -> None:
    """Keep the time of one peek.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        Whose numbers were looked at.
    at
        With a zone.

    Raises
    ------
    DiaryError
        When the time has no zone.
    """
    if at.utcoffset() is None:
        raise DiaryError(
            _("The peek at {at} was not kept: its time has no zone. Give the zone.", at=at)
        )
    connection.execute(insert(peek).values(trial_id=trial, at=at.isoformat()))


def read_peeks(connection: Connection, trial: int) -> tuple[dt.datetime, ...]:
    """Read the times of all peeks, in the order they were kept.

    Parameters
    ----------
    connection
        In a transaction.
    trial
        Whose numbers were looked at.
    """
    chosen = select(peek.c.at).where(peek.c.trial_id == trial).order_by(peek.c.id)
    return tuple(dt.datetime.fromisoformat(at) for at in connection.execute(chosen).scalars())
