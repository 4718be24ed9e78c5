"""The backup to go back to: the latest that is whole, and what it holds."""

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mat_trial.diary.backups import Backup, list_backups
from mat_trial.diary.connection import tell_failures
from mat_trial.diary.whole_file import check_whole, refuse_newer
from mat_trial.errors import DiaryError


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeBackup:
    """A backup that can take the place of the diary.

    Parameters
    ----------
    backup
        Its file, and when it was made.
    n_days
        Days written down in it, in all its trials; None for a locked one, which nobody can look
        into without its passphrase.
    last_day
        The last of them; None where there is none.
    passed_over
        Files of later backups that are not whole.
    """

    backup: Backup
    n_days: int | None
    last_day: dt.date | None
    passed_over: tuple[Path, ...]


def find_latest_whole(folder: Path) -> WholeBackup | None:
    """Find the latest backup that is whole, or locked; nothing is written, wherever it lies.

    Parameters
    ----------
    folder
        Where the diary lies.

    Returns
    -------
    found
        None where there is no backup, or none is whole.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from mat_trial.diary import Diary, make_backup
    >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
    ...     made = make_backup(Path(folder))
    ...     found = find_latest_whole(Path(folder))
    ...     found.backup.path == made, found.n_days
    (True, 0)
    """
    passed_over: list[Path] = []
    for backup in list_backups(folder):
        try:
            n_days, last = (None, None) if backup.locked else _read_days(backup.path)
        except (DiaryError, sqlite3.Error):
            passed_over.append(backup.path)
        else:
            return WholeBackup(
                backup=backup,
                n_days=n_days,
                last_day=None if last is None else dt.date.fromisoformat(last),
                passed_over=tuple(passed_over),
            )
    return None


def _read_days(path: Path) -> tuple[int, str | None]:
    # A backup is one file that nobody writes to: SQLite need neither lock it nor seek a log.
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with tell_failures(path), closing(sqlite3.connect(address, uri=True)) as connection:
        check_whole(connection, path)
        refuse_newer(connection, path)
        n_days, last = connection.execute("SELECT count(*), max(date) FROM entry").fetchone()
        return n_days, last
