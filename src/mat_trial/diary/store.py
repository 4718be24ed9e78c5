"""The diary as programs use it: one person's plan and days."""

import datetime as dt
from pathlib import Path
from typing import Self

from mat_trial import protocol
from mat_trial.diary.backups import list_backups
from mat_trial.diary.checks import refuse
from mat_trial.diary.cipher import LockKey
from mat_trial.diary.connection import open_engine, tell_failures
from mat_trial.diary.days import DayCalls
from mat_trial.diary.drafts import DraftCalls
from mat_trial.diary.follow_ups import FollowUpCalls
from mat_trial.diary.locking import finish_locking
from mat_trial.diary.peeks import add_peek, read_peeks
from mat_trial.diary.place import data_folder, diary_file, prepare_file, refuse_gone
from mat_trial.diary.plan_row import change_plan, read_plan, write_plan
from mat_trial.diary.schema import bring_up_to_date
from mat_trial.diary.settings import SettingCalls
from mat_trial.diary.trial_rows import remove_everything
from mat_trial.diary.trials import TrialCalls
from mat_trial.diary.whole import WholeCalls
from mat_trial.errors import DiaryError
from mat_trial.language import _
from mat_trial.model import Plan


class Diary(DayCalls, DraftCalls, TrialCalls, FollowUpCalls, SettingCalls, WholeCalls):
    """One person's plan and days, kept in one SQLite file; made by `Diary.open`.

    Threads and processes may use the same diary at once: each call is one transaction.

    Parameters
    ----------
    path
        The database file.
    engine
        Its engine, for reading.
    scratch
        Name of a scratch diary; None for the person's own.
    trial
        Number of the trial it is about; None for the latest one, whichever that is by then.
    key
        Of a locked diary.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from tempfile import TemporaryDirectory
    >>> from mat_trial.model import Entry
    >>> day = Entry(date=dt.date(2027, 1, 4), scores={"pain": 4},
    ...             recorded_at=dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC))
    >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
    ...     version = diary.save(day, version=None)
    ...     version = diary.save(replace(day, note="slept badly"), version=version)
    ...     print(version, diary.entries()[0].note)
    2 slept badly
    """

    @classmethod
    def open(
        cls,
        folder: Path | None = None,
        *,
        scratch: str | None = None,
        trial: int | None = None,
        key: LockKey | None = None,
    ) -> Self:
        """Open a diary, and make it where there is none.

        Parameters
        ----------
        folder
            Where it lies; None for `data_folder`.
        scratch
            Name of a diary to try things in, kept in a file of its own; None for the person's own.
        trial
            Number of the trial it is about, from `trials`; None for the latest one, whichever
            that is by then. Earlier ones can be read, but not changed.
        key
            Of a locked diary, from `unlocking_key`.

        Raises
        ------
        LockedError
            When the diary is locked and the key is not given, or another one.
        DiaryError
            When the file cannot be made or opened, or is newer than this program; when the name
            has other letters than a–z, 0–9, ``-`` and ``_``, or there is no such trial. When the
            file is damaged, another program's, or gone while its backups are there, it is a
            `LostDiaryError`.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     Diary.open(Path(folder), scratch="helps").path.name
        'scratch-helps.db'
        """
        folder = data_folder() if folder is None else folder
        if scratch is None:
            finish_locking(folder, key)
        path = diary_file(folder, scratch)
        if scratch is None:
            refuse_gone(path, [backup.path for backup in list_backups(path.parent)])
        prepare_file(path)
        engine = open_engine(path, key if scratch is None else None)
        with tell_failures(path):
            diary = cls(path, engine, scratch=scratch, trial=trial, key=key)
            bring_up_to_date(engine, path, before=diary._back_up)
        with diary._reading():
            return diary

    def plan(self) -> Plan | None:
        """Return the locked plan, its hash checked; None before one is locked.

        Raises
        ------
        DiaryError
            When the plan is no longer the one that was locked, or cannot be read.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.plan() is None
        True
        """
        with self._reading() as (connection, trial):
            return read_plan(connection, trial)

    def lock_plan(self, plan: Plan) -> None:
        """Keep the plan for good, as canonical JSON with its hash.

        Parameters
        ----------
        plan
            A plan that `protocol.plan_problems` finds nothing wrong with.

        Raises
        ------
        DiaryError
            When the plan may not be locked, with all reasons; or when one is locked already,
            which then stays.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.model import PAIN, PairsDesign
        >>> plan = protocol.make_plan(outcomes=(PAIN,), primary="pain", seed=1,
        ...                           design=PairsDesign(period_days=2, cycles=6),
        ...                           start=dt.date(2027, 1, 4),
        ...                           now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.lock_plan(plan)
        ...     diary.plan() == plan
        True
        """
        refuse(_("The plan was not locked."), protocol.plan_problems(plan))
        with self._writing() as (connection, trial):
            write_plan(connection, trial, plan)

    def amend_plan(self, plan: Plan) -> None:
        """Keep the plan with the amendments that it has more than the locked one.

        Parameters
        ----------
        plan
            The locked plan after `protocol.amend_plan`.

        Raises
        ------
        DiaryError
            When an amendment may not be made, with all reasons; when anything else differs; or
            when a pause would put off days that are written down. Nothing is changed then.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.model import PAIN, PairsDesign
        >>> friday = dt.datetime(2027, 1, 1, 20, tzinfo=dt.UTC)
        >>> plan = protocol.make_plan(outcomes=(PAIN,), primary="pain", seed=1,
        ...                           design=PairsDesign(period_days=2, cycles=6),
        ...                           start=dt.date(2027, 1, 4), now=friday)
        >>> later = protocol.amend_plan(plan, kind="pause", date=plan.start, days=7,
        ...                             reason="the mat comes late", now=friday)
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.lock_plan(plan)
        ...     diary.amend_plan(later)
        ...     diary.plan().start.isoformat()
        '2027-01-11'
        """
        refuse(_("The plan was not changed."), protocol.plan_problems(plan))
        with self._writing() as (connection, trial):
            change_plan(connection, trial, plan)

    def record_peek(self, at: dt.datetime) -> None:
        """Keep that the person looked at the numbers before a look of the plan.

        Parameters
        ----------
        at
            When, with a zone.

        Raises
        ------
        DiaryError
            When the time has no zone.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.record_peek(dt.datetime(2027, 1, 9, 8, tzinfo=dt.UTC))
        ...     len(diary.peeks())
        1
        """
        with self._writing() as (connection, trial):
            add_peek(connection, trial, at)

    def peeks(self) -> tuple[dt.datetime, ...]:
        """Return when the numbers were looked at before a look of the plan, in order.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.peeks()
        ()
        """
        with self._reading() as (connection, trial):
            return read_peeks(connection, trial)

    def clear(self) -> None:
        """Empty a scratch diary: one trial without days, without a plan.

        Raises
        ------
        DiaryError
            When this is the person's own diary.

        Examples
        --------
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.clear()
        Traceback (most recent call last):
        mat_trial.errors.DiaryError: Only a scratch diary can be emptied. ...
        """
        if self.scratch is None:
            raise DiaryError(
                _(
                    "Only a scratch diary can be emptied. Nothing was changed. "
                    "To begin again, set MAT_TRIAL_DATA to a new folder."
                )
            )
        with self._writing() as (connection, _trial):
            remove_everything(connection)
