"""The look back of four weeks later, in the diary file."""

import datetime as dt

from sqlalchemy import Connection, insert, select

from mat_trial.diary.checks import is_unicode, refuse, time_problems
from mat_trial.diary.opened import OpenedDiary
from mat_trial.diary.schema import follow_up
from mat_trial.errors import DiaryError, Problem
from mat_trial.language import _
from mat_trial.model import FollowUp


class FollowUpCalls(OpenedDiary):
    """What a diary does with the look back; a past trial takes it too."""

    def follow_up(self) -> FollowUp | None:
        """Return what the person answered four weeks after the trial; None before that.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.follow_up() is None
        True
        """
        with self._reading() as (connection, trial):
            return read_follow_up(connection, trial)

    def answer_follow_up(self, answer: FollowUp) -> None:
        """Keep what the person answered; the question is asked once.

        Parameters
        ----------
        answer
            With None for `FollowUp.still_used` where the person did not wish to say.

        Raises
        ------
        DiaryError
            When there is an answer already, which then stays, or this one cannot be stored.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> answer = FollowUp(at=dt.datetime(2027, 4, 1, 20, tzinfo=dt.UTC), still_used="yes")
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.answer_follow_up(answer)
        ...     diary.follow_up().still_used
        'yes'
        """
        refuse(_("The answer was not saved."), follow_up_problems(answer))
        with self._writing(past=True) as (connection, trial):
            if read_follow_up(connection, trial) is not None:
                raise DiaryError(
                    _("The question was answered already, and that answer stays as it is.")
                )
            write_follow_up(connection, trial, answer)


def follow_up_problems(answer: FollowUp) -> list[Problem]:
    """Find what keeps an answer from being stored.

    Parameters
    ----------
    answer
        As the person gave it.

    Examples
    --------
    >>> answer = FollowUp(at=dt.datetime(2027, 4, 1, 20, tzinfo=dt.UTC), still_used="yes")
    >>> follow_up_problems(answer)
    []
    """
    problems = time_problems(answer.at)
    if not is_unicode(answer.note):
        problems.append(
            Problem(
                where=_("note"),
                value=ascii(answer.note),
                wrong=_("has half a character in it"),
                allowed=_("any whole characters"),
                remedy=_("Type it anew."),
            )
        )
    return problems


def read_follow_up(connection: Connection, trial: int) -> FollowUp | None:
    """Read the answer; None where there is none.

    Parameters
    ----------
    connection
        In a transaction.
    trial
        The trial it looks back on.
    """
    chosen = select(follow_up).where(follow_up.c.trial_id == trial)
    row = connection.execute(chosen).mappings().first()
    if row is None:
        return None
    at = dt.datetime.fromisoformat(row["at"])
    return FollowUp(at=at, still_used=row["still_used"], note=row["note"])


def write_follow_up(connection: Connection, trial: int, answer: FollowUp) -> None:
    """Write the answer down.

    Parameters
    ----------
    connection
        In a transaction for writing.
    trial
        The trial it looks back on.
    answer
        One that `follow_up_problems` finds nothing wrong with.
    """
    values = {"at": answer.at.isoformat(), "still_used": answer.still_used, "note": answer.note}
    connection.execute(insert(follow_up).values(trial_id=trial, **values))
