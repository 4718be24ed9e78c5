"""Half-filled forms that outlive a page change and a reload, each call one transaction."""

import datetime as dt
from collections.abc import Mapping

from mat_trial.diary.draft_rows import read_draft, remove_draft, write_draft
from mat_trial.diary.opened import OpenedDiary


class DraftCalls(OpenedDiary):
    """What a diary does with half-filled forms; saving a day drops its form."""

    def keep_draft(self, date: dt.date, answers: Mapping[str, object]) -> None:
        """Keep the half-filled form of one day, in place of the one that was kept of it.

        Parameters
        ----------
        date
            The day that the form is about.
        answers
            What is filled in so far, by names that are the caller's own: values that JSON has.

        Raises
        ------
        TypeError, ValueError
            When there is a value that JSON does not have.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> monday = dt.date(2027, 1, 4)
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.keep_draft(monday, {"pain": 4, "note": "slept b"})
        ...     diary.draft(monday)
        {'pain': 4, 'note': 'slept b'}
        """
        with self._writing() as (connection, trial):
            write_draft(connection, trial, date, answers)

    def draft(self, date: dt.date) -> dict[str, object] | None:
        """Return the half-filled form of one day; None where none is kept.

        Parameters
        ----------
        date
            The day that the form is about.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.draft(dt.date(2027, 1, 4)) is None
        True
        """
        with self._reading() as (connection, trial):
            return read_draft(connection, trial, date)

    def drop_draft(self, date: dt.date) -> None:
        """Let go of the half-filled form of one day, if one is kept.

        Parameters
        ----------
        date
            The day that the form is about.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> monday = dt.date(2027, 1, 4)
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.keep_draft(monday, {"pain": 4})
        ...     diary.drop_draft(monday)
        ...     diary.draft(monday) is None
        True
        """
        with self._writing() as (connection, trial):
            remove_draft(connection, trial, date)
