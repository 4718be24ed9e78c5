"""The trials of one diary file."""

from sqlalchemy import Connection, func, select

from mat_trial.diary.schema import trial


def find_current(connection: Connection) -> int:
    """Find the trial that is going on or to come: the latest one.

    Parameters
    ----------
    connection
        In a transaction.
    """
    current: int = connection.execute(select(func.max(trial.c.id))).scalar_one()
    return current
