"""Half-filled forms as rows of the diary file, and back."""

import datetime as dt
import json
from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from mat_trial.diary.schema import draft


def write_draft(
    connection: Connection, trial: int, date: dt.date, answers: Mapping[str, object]
) -> None:
    """Write the form of one day in place of the one that was kept of it.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        Whose form it is.
    date
        The day that the form is about.
    answers
        What is filled in so far: values that JSON has.

    Raises
    ------
    TypeError, ValueError
        When there is a value that JSON does not have.
    """
    text = json.dumps(dict(answers), allow_nan=False)
    remove_draft(connection, trial, date)
    connection.execute(insert(draft).values(trial_id=trial, date=date, answers=text))


def read_draft(connection: Connection, trial: int, date: dt.date) -> dict[str, object] | None:
    """Read the form of one day; None where none is kept.

    Parameters
    ----------
    connection
        In a transaction.
    trial
        Whose form it is.
    date
        The day that the form is about.
    """
    chosen = select(draft.c.answers).where(*_of_day(trial, date))
    text = connection.execute(chosen).scalar()
    answers: dict[str, object] | None = None if text is None else json.loads(text)
    return answers


def read_drafts(connection: Connection, trial: int) -> dict[dt.date, dict[str, object]]:
    """Read every form of a trial, by day.

    Parameters
    ----------
    connection
        In a transaction.
    trial
        Whose forms they are.
    """
    chosen = select(draft).where(draft.c.trial_id == trial).order_by(draft.c.date)
    rows = connection.execute(chosen).mappings()
    return {row["date"]: json.loads(row["answers"]) for row in rows}


def remove_draft(connection: Connection, trial: int, date: dt.date) -> None:
    """Take out the form of one day, if one is kept.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        Whose form it is.
    date
        The day that the form is about.
    """
    connection.execute(delete(draft).where(*_of_day(trial, date)))


def _of_day(trial: int, date: dt.date) -> tuple[ColumnElement[bool], ...]:
    return draft.c.trial_id == trial, draft.c.date == date
