"""A diary file that is open: its transactions, on which every call builds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from mat_trial.diary.backups import make_backup
from mat_trial.diary.cipher import LockKey
from mat_trial.diary.connection import for_writing, tell_failures
from mat_trial.diary.trial_rows import find_trial, refuse_past


class OpenedDiary:
    """An open diary file, for reading and for writing.

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
    """

    def __init__(
        self,
        path: Path,
        engine: Engine,
        *,
        scratch: str | None,
        trial: int | None,
        key: LockKey | None = None,
    ) -> None:
        self.path = path
        self.scratch = scratch
        self._key = key
        self._trial = trial
        self._reader = engine
        self._writer = for_writing(engine)

    def close(self) -> None:
        """Let go of the file; nothing is pending, since each call saves before it returns."""
        self._reader.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _back_up(self) -> None:
        # What is tried out in a scratch diary is not worth one.
        if self.scratch is None:
            make_backup(self.path.parent, key=self._key)

    @contextmanager
    def _reading(self) -> Iterator[tuple[Connection, int]]:
        with tell_failures(self.path), self._reader.begin() as connection:
            yield connection, find_trial(connection, self._trial)

    @contextmanager
    def _writing(self, *, past: bool = False) -> Iterator[tuple[Connection, int]]:
        with tell_failures(self.path), self._writer.begin() as connection:
            trial = find_trial(connection, self._trial)
            if not past:
                refuse_past(connection, trial)
            yield connection, trial
