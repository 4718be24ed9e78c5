"""The days of a diary: written, changed and taken in, each call one transaction."""

import datetime as dt
from collections.abc import Iterable

from mat_trial.diary import rows
from mat_trial.diary.change_rows import read_changes
from mat_trial.diary.checks import entry_problems, no_time, refuse, time_problems
from mat_trial.diary.opened import OpenedDiary
from mat_trial.diary.writing import Hand, ImportSummary, merge_entries, write_days
from mat_trial.language import _
from mat_trial.model import Change, ChangeSource, Entry, StoredEntry


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
        with self._reading() as (connection, trial):
            return [stored.entry for stored in rows.read_stored(connection, trial)]

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
        with self._reading() as (connection, trial):
            return next(iter(rows.read_stored(connection, trial, date)), None)

    def stored_days(self) -> list[StoredEntry]:
        """Return every day with its version, in order of date.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.stored_days()
        []
        """
        with self._reading() as (connection, trial):
            return rows.read_stored(connection, trial)

    def save(
        self,
        entry: Entry,
        *,
        version: int | None,
        source: ChangeSource = "form",
        at: dt.datetime | None = None,
    ) -> int:
        """Write one day, unless another window has changed it meanwhile.

        Its half-filled form is let go of. The time of the first entry stays, whatever later ones
        carry; when a day was changed, and what was there before, is kept beside it. Not kept is
        `Entry.person`: a diary is one person's.

        Parameters
        ----------
        entry
            The whole day as it is to stand. The first time, it carries the time it was recorded
            at; a named time zone is kept as its distance to UTC.
        version
            The version that was on screen, from `stored`; None where there was no entry.
        source
            The way it comes in.
        at
            When it is changed, with a zone; None for now.

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
        (now,) = self._write_days(
            [(entry, version)], _("The day was not saved."), source=source, at=at
        )
        return now

    def save_many(
        self,
        days: Iterable[tuple[Entry, int | None]],
        *,
        source: ChangeSource = "bulk",
        at: dt.datetime | None = None,
    ) -> tuple[int, ...]:
        """Write several days as `save` writes one: all of them, or none.

        Parameters
        ----------
        days
            Each day once, with the version that was on screen; None where there was no entry.
        source
            The way they come in.
        at
            When they are changed, with a zone; None for now.

        Returns
        -------
        versions
            The version that each day has now, in the order they were given.

        Raises
        ------
        DiaryError
            When any day has another version by now, or cannot be stored: all of them are named,
            and nothing is written.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> evening = dt.datetime(2027, 1, 6, 21, tzinfo=dt.UTC)
        >>> days = [Entry(date=dt.date(2027, 1, day), recorded_at=evening) for day in (4, 5)]
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.save_many([(day, None) for day in days])
        (1, 1)
        """
        return tuple(self._write_days(list(days), _("Nothing was saved."), source=source, at=at))

    def history(self, date: dt.date | None = None) -> tuple[Change, ...]:
        """Return what was changed after it was first written down, in the order it was.

        Parameters
        ----------
        date
            The day wanted; None for all.

        Examples
        --------
        >>> from dataclasses import replace
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> day = Entry(date=dt.date(2027, 1, 4), scores={"pain": 4},
        ...             recorded_at=dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC))
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     version = diary.save(day, version=None)
        ...     version = diary.save(replace(day, scores={"pain": 6}), version=version)
        ...     [(change.field, change.old, change.new) for change in diary.history()]
        [('score pain', 4.0, 6.0)]
        """
        with self._reading() as (connection, trial):
            return read_changes(connection, trial, date)

    def import_entries(
        self,
        entries: Iterable[Entry],
        *,
        replace: bool = False,
        source: ChangeSource = "import",
        at: dt.datetime | None = None,
    ) -> ImportSummary:
        """Take in the days of a file: all of them, or none; what is there is backed up first.

        A file that does not say when a day was recorded does not contradict a diary that does:
        the diary's time stays.

        Parameters
        ----------
        entries
            Days of one person, each once.
        replace
            Whether days that stand in the diary with other content are overwritten.
        source
            The way they come in.
        at
            When they are taken in, with a zone; None for now.

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
        problems = [*entry_problems(given), *time_problems(at)]
        refuse(_("Nothing was imported."), problems)
        with self._writing() as (connection, trial):
            hand = Hand(connection=connection, trial=trial, source=source, at=at or _read_clock())
            return merge_entries(hand, given, replace=replace, before=self._back_up)

    def _write_days(
        self,
        days: list[tuple[Entry, int | None]],
        outcome: str,
        *,
        source: ChangeSource,
        at: dt.datetime | None,
    ) -> list[int]:
        problems = [*entry_problems([entry for entry, _v in days]), *time_problems(at)]
        problems += [
            no_time(entry) for entry, version in days if version is None and not entry.recorded_at
        ]
        refuse(outcome, problems)
        with self._writing() as (connection, trial):
            hand = Hand(connection=connection, trial=trial, source=source, at=at or _read_clock())
            return write_days(hand, [(rows.as_stored(entry), version) for entry, version in days])


def _read_clock() -> dt.datetime:
    return dt.datetime.now(dt.UTC).astimezone()
