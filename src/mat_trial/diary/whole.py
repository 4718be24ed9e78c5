"""Everything that a diary holds, taken out as data and taken in again."""

import dataclasses
import json

from sqlalchemy import Connection, insert, update

from mat_trial import protocol
from mat_trial.diary import rows, schema
from mat_trial.diary.change_rows import add_changes, read_changes
from mat_trial.diary.checks import refuse
from mat_trial.diary.draft_rows import read_drafts, write_draft
from mat_trial.diary.follow_ups import read_follow_up, write_follow_up
from mat_trial.diary.opened import OpenedDiary
from mat_trial.diary.peeks import add_peek, read_peeks
from mat_trial.diary.plan_row import read_plan_text
from mat_trial.diary.trial_rows import list_trials, remove_everything
from mat_trial.diary.whole_checks import whole_problems
from mat_trial.errors import DiaryError
from mat_trial.language import _
from mat_trial.model import WholeDiary, WholeTrial


class WholeCalls(OpenedDiary):
    """What a diary does with all that it holds, whichever trial it is about."""

    def take_out(self) -> WholeDiary:
        """Return everything that the diary holds, all of one moment.

        Examples
        --------
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
        ...     diary.take_out() == WholeDiary()
        True
        """
        with self._reading() as (connection, _trial):
            return _read_whole(connection)

    def take_in(self, whole: WholeDiary, *, replace: bool = False) -> None:
        """Make the diary hold just this: all of it, or none; what it holds is backed up first.

        Parameters
        ----------
        whole
            From `take_out`, of any diary.
        replace
            Whether it may take the place of what the diary holds now.

        Raises
        ------
        DiaryError
            When it cannot be stored as it is, with all reasons; or when the diary holds anything
            else, which must not be replaced. Nothing is changed then.

        Examples
        --------
        >>> import datetime as dt
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from mat_trial.diary import Diary
        >>> from mat_trial.model import Entry
        >>> with TemporaryDirectory() as folder, TemporaryDirectory() as other:
        ...     with Diary.open(Path(folder)) as diary, Diary.open(Path(other)) as copy:
        ...         summary = diary.import_entries([Entry(date=dt.date(2027, 1, 4))])
        ...         copy.take_in(diary.take_out())
        ...         copy.take_out() == diary.take_out()
        True
        """
        refuse(_("Nothing was taken in."), whole_problems(whole))
        given = _as_stored(whole)
        with self._writing(past=True) as (connection, _trial):
            there = _read_whole(connection)
            if there == given and _list_unseen(there) == _list_unseen(given):
                return
            if not there.is_empty and not replace:
                raise DiaryError(
                    _(
                        "Nothing was taken in: this diary holds days or a plan already. Choose to "
                        "replace all that it holds, or take the file in where there is no diary "
                        "yet."
                    )
                )
            if not there.is_empty:
                self._back_up()
            remove_everything(connection)
            _write_whole(connection, given)


def _read_whole(connection: Connection) -> WholeDiary:
    return WholeDiary(
        trials=tuple(_read_trial(connection, trial) for trial in list_trials(connection))
    )


def _read_trial(connection: Connection, trial: int) -> WholeTrial:
    text, digest = read_plan_text(connection, trial)
    return WholeTrial(
        plan_json=text,
        sha256=digest,
        days=tuple(rows.read_stored(connection, trial)),
        changes=read_changes(connection, trial),
        peeks=read_peeks(connection, trial),
        follow_up=read_follow_up(connection, trial),
        drafts=read_drafts(connection, trial),
    )


def _list_unseen(whole: WholeDiary) -> list[object]:
    # What equality does not see: on whose clock a time was, and 0 told from no.
    return [
        (
            [(made.at.isoformat(), json.dumps([made.old, made.new])) for made in trial.changes],
            [(str(day.entry.recorded_at), str(day.entry.changed_at)) for day in trial.days],
            [peek.isoformat() for peek in trial.peeks],
            trial.follow_up and trial.follow_up.at.isoformat(),
            {day: json.dumps(draft, sort_keys=True) for day, draft in trial.drafts.items()},
        )
        for trial in whole.trials
    ]


def _as_stored(whole: WholeDiary) -> WholeDiary:
    return WholeDiary(
        trials=tuple(
            dataclasses.replace(
                trial,
                days=tuple(
                    sorted(
                        (
                            dataclasses.replace(day, entry=rows.as_stored(day.entry))
                            for day in trial.days
                        ),
                        key=lambda day: day.entry.date,
                    )
                ),
            )
            for trial in whole.trials
        )
    )


def _write_whole(connection: Connection, whole: WholeDiary) -> None:
    for number, trial in enumerate(whole.trials, start=1):
        if number > 1:
            connection.execute(insert(schema.trial).values(id=number))
        if trial.plan_json is not None:
            locked = protocol.plan_from_document(json.loads(trial.plan_json)).locked_at
            values = {
                "plan_json": trial.plan_json,
                "sha256": trial.sha256,
                "locked_at": locked.isoformat(),
            }
            connection.execute(
                update(schema.trial).where(schema.trial.c.id == number).values(values)
            )
        rows.add_entries(connection, number, trial.days)
        add_changes(connection, number, list(trial.changes))
        for at in trial.peeks:
            add_peek(connection, number, at)
        if trial.follow_up is not None:
            write_follow_up(connection, number, trial.follow_up)
        for date, answers in trial.drafts.items():
            write_draft(connection, number, date, answers)
