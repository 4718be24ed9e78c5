"""One trial after another in the same diary."""

import datetime as dt

from mat_trial.diary.opened import OpenedDiary
from mat_trial.diary.plan_row import parse_plan, read_plan
from mat_trial.diary.trial_rows import TrialRow, add_trial, find_span, read_trials
from mat_trial.errors import DiaryError
from mat_trial.language import _
from mat_trial.model import TrialSummary


class TrialCalls(OpenedDiary):
    """What a diary does with several trials."""

    def trials(self) -> tuple[TrialSummary, ...]:
        """List every trial of the diary, the current one last.

        Raises
        ------
        DiaryError
            When a plan is no longer the one that was locked, or cannot be read.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     [(trial.id, trial.n_days, trial.is_current) for trial in diary.trials()]
        [(1, 0, True)]
        """
        with self._reading() as (connection, _trial):
            rows = read_trials(connection)
        return tuple(_summarise(row, is_current=row is rows[-1]) for row in rows)

    def begin_trial(self, *, today: dt.date) -> int:
        """Begin another trial; the one before can be read from then on, but no longer changed.

        Where the current trial is without a plan and without days, it is the new one already.

        Parameters
        ----------
        today
            The day by the person's clock.

        Returns
        -------
        trial
            The number of the trial that is current now.

        Raises
        ------
        DiaryError
            When the current trial is still going on or to come.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> from mat_trial.model import Entry
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     summary = diary.import_entries([Entry(date=dt.date(2027, 1, 4))])
        ...     diary.begin_trial(today=dt.date(2027, 1, 5))
        2
        """
        with self._writing() as (connection, trial):
            plan = read_plan(connection, trial)
            if plan is None and not find_span(connection, trial)[0]:
                return trial
            if plan is not None and today < plan.end and plan.stopped_on is None:
                raise DiaryError(
                    _(
                        "The trial that is going on ends with {day}. Nothing was changed. Begin "
                        "another when it is over, or stop it first.",
                        day=plan.last_day,
                    )
                )
            return add_trial(connection)


def _summarise(row: TrialRow, *, is_current: bool) -> TrialSummary:
    plan = parse_plan(row.plan_json, row.sha256)
    return TrialSummary(
        id=row.id,
        complaint=plan.complaint if plan else "",
        start=plan.start if plan else row.first,
        last_day=plan.last_day if plan else row.last,
        n_days=row.n_days,
        is_current=is_current,
    )
