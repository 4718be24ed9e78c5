"""Dated copies of the diary: made before every import, restore and change of the tables."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from mat_trial.diary.cipher import LockedError, LockKey
from mat_trial.diary.place import diary_file, is_locked, make_folder
from mat_trial.diary.whole_file import copy_whole, sync
from mat_trial.errors import DiaryError
from mat_trial.language import _

BACKUPS_KEPT = 10
_NAME = "diary-%Y-%m-%dT%H%M%S.%fZ"
_LOCKED = "-locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One copy of the diary.

    Parameters
    ----------
    path
        Its file.
    made_at
        When it was made, in UTC.
    locked
        Whether it asks for the passphrase that the diary had then.
    """

    path: Path
    made_at: dt.datetime
    locked: bool = False


def backups_folder(folder: Path) -> Path:
    """Name the folder of the backups.

    Parameters
    ----------
    folder
        Where the diary lies.

    Examples
    --------
    >>> backups_folder(Path("diary")).name
    'backups'
    """
    return folder / "backups"


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """List the backups of a diary, the latest first.

    Parameters
    ----------
    folder
        Where the diary lies.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     list_backups(Path(folder))
    ()
    """
    found = [
        Backup(path=path, made_at=made_at, locked=path.stem.endswith(_LOCKED))
        for path in backups_folder(folder).glob("diary-*.db")
        if (made_at := _read_name(path)) is not None
    ]
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def make_backup(folder: Path, *, out: Path | None = None, key: LockKey | None = None) -> Path:
    """Copy the diary, whole and checked, while others may go on writing in it.

    Parameters
    ----------
    folder
        Where the diary lies.
    out
        The file to write; None for a dated one among the backups, of which the last ten are kept.
    key
        Of a locked diary; the copy is locked by it, too.

    Returns
    -------
    path
        The backup.

    Raises
    ------
    DiaryError
        When there is no diary, it is damaged, or the copy cannot be written; when the file to
        write is there already.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from mat_trial.diary import Diary
    >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
    ...     make_backup(Path(folder)).parent.name
    'backups'
    """
    source = diary_file(folder, None)
    if not source.exists():
        raise DiaryError(
            _("There is no diary in {folder} yet, so there is nothing to back up.", folder=folder)
        )
    if key is None and is_locked(folder):
        raise ask_passphrase(source)
    if out is not None:
        return _write_backup(source, out.absolute(), key)
    kept = backups_folder(source.parent)
    try:
        make_folder(kept)
    except OSError as error:
        raise DiaryError(
            _(
                "The folder {folder} cannot be made: {reason}. Nothing was changed. Allow writing "
                "to the folder it lies in.",
                folder=kept,
                reason=error.strerror,
            )
        ) from error
    made = _write_backup(source, name_backup(kept, locked=key is not None), key)
    # By name, which a clock that went back can leave behind: the one just made always stays.
    others = [backup.path for backup in list_backups(folder) if backup.path != made]
    for path in others[BACKUPS_KEPT - 1 :]:
        path.unlink(missing_ok=True)
    return made


def name_backup(kept: Path, *, locked: bool, made_at: dt.datetime | None = None) -> Path:
    """Name the file of a dated backup.

    Parameters
    ----------
    kept
        The folder of the backups.
    locked
        Whether it asks for a passphrase.
    made_at
        In UTC; None for now.

    Examples
    --------
    >>> made_at = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)
    >>> name_backup(Path("backups"), locked=True, made_at=made_at).name
    'diary-2027-01-04T210000.000000Z-locked.db'
    """
    made_at = dt.datetime.now(dt.UTC) if made_at is None else made_at
    return kept / f"{made_at:{_NAME}}{_LOCKED if locked else ''}.db"


def ask_passphrase(path: Path) -> LockedError:
    """Say that the passphrase is needed.

    Parameters
    ----------
    path
        The locked file.
    """
    return LockedError(
        _("The diary {path} is locked. Nothing was changed. Give its passphrase.", path=path)
    )


def _write_backup(source: Path, path: Path, key: LockKey | None) -> Path:
    if path.exists():
        raise DiaryError(
            _(
                "The file {path} is there already. Nothing was changed. Choose another name, or "
                "move it away first.",
                path=path,
            )
        )
    with copy_whole(source, path.parent, key) as part:
        part.rename(path)
        sync(path.parent)
    return path


def _read_name(path: Path) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(path.stem.removesuffix(_LOCKED), _NAME).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
