"""The days of a diary: written, changed and taken in, each call one transaction."""

import datetime as dt
from collections.abc import Iterable

from mat_trial.diary import rows
from mat_trial.diary.checks import entry_problems, no_time, refuse
from mat_trial.diary.draft_rows import remove_draft
from mat_trial.diary.opened import OpenedDiary
from mat_trial.diary.rows import StoredEntry
from mat_trial.diary.writing import ImportSummary, merge_entries, write_day
from mat_trial.model import Entry


class DayCalls(OpenedDiary):
    """What a diary does with days."""

    def entries(self) -> list[Entry]:
        """Return every day written down, in order of date.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.entries()
        []
        """
        with self._reading() as connection:
            return [stored.entry for stored in rows.read_stored(connection)]

    def stored(self, date: dt.date) -> StoredEntry | None:
        """Return one day with its version; None if nothing is written down for it.

        Parameters
        ----------
        date
            The day scored.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.stored(dt.date(2027, 1, 4)) is None
        True
        """
        with self._reading() as connection:
            return next(iter(rows.read_stored(connection, date)), None)

    def save(self, entry: Entry, *, version: int | None) -> int:
        """Write one day, unless another window has changed it meanwhile.

        Its half-filled form is let go of. The time of the first entry stays, whatever later ones
        carry; when a day was changed is kept beside it. Not kept is `Entry.person`: a diary is
        one person's.

        Parameters
        ----------
        entry
            The whole day as it is to stand. The first time, it carries the time it was recorded
            at; a named time zone is kept as its distance to UTC.
        version
            The version that was on screen, from `stored`; None where there was no entry.

        Returns
        -------
        version
            The version the day has now: the same as before if nothing was different.

        Raises
        ------
        DiaryError
            When the day has another version by now, or the entry cannot be stored; nothing is
            written then.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> day = Entry(date=dt.date(2027, 1, 4),
        ...             recorded_at=dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC))
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.save(day, version=None)
        1
        """
        problems = entry_problems([entry])
        if version is None and entry.recorded_at is None:
            problems.append(no_time(entry))
        refuse("The day was not saved.", problems)
        with self._writing() as connection:
            remove_draft(connection, entry.date)
            return write_day(connection, rows.as_stored(entry), version=version)

    def import_entries(self, entries: Iterable[Entry], *, replace: bool = False) -> ImportSummary:
        """Take in the days of a file: all of them, or none.

        A file that does not say when a day was recorded does not contradict a diary that does:
        the diary's time stays.

        Parameters
        ----------
        entries
            Days of one person, each once.
        replace
            Whether days that stand in the diary with other content are overwritten.

        Raises
        ------
        DiaryError
            When days cannot be stored, or would be overwritten unasked: all of them are named,
            and nothing is written.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.import_entries([Entry(date=dt.date(2027, 1, 4), scores={"pain": 4})])
        ImportSummary(added=1, replaced=0, unchanged=0)
        """
        given = list(entries)
        refuse("Nothing was imported.", entry_problems(given))
        with self._writing() as connection:
            return merge_entries(connection, given, replace=replace)
