"""Dated copies of the diary: made before every import, restore and change of the tables."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from mat_trial.diary.place import diary_file, make_folder
from mat_trial.diary.whole_file import copy_whole, sync
from mat_trial.errors import DiaryError
from mat_trial.language import _

BACKUPS_KEPT = 10
_NAME = "diary-%Y-%m-%dT%H%M%S.%fZ.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One copy of the diary.

    Parameters
    ----------
    path
        Its file.
    made_at
        When it was made, in UTC.
    """

    path: Path
    made_at: dt.datetime


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
        Backup(path=path, made_at=made_at)
        for path in backups_folder(folder).glob("diary-*.db")
        if (made_at := _read_name(path.name)) is not None
    ]
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def make_backup(folder: Path, *, out: Path | None = None) -> Path:
    """Copy the diary, whole and checked, while others may go on writing in it.

    Parameters
    ----------
    folder
        Where the diary lies.
    out
        The file to write; None for a dated one among the backups, of which the last ten are kept.

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
    if out is not None:
        return _write_backup(source, out.absolute())
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
    made = _write_backup(source, kept / f"{dt.datetime.now(dt.UTC):{_NAME}}")
    # By name, which a clock that went back can leave behind: the one just made always stays.
    others = [backup.path for backup in list_backups(folder) if backup.path != made]
    for path in others[BACKUPS_KEPT - 1 :]:
        path.unlink(missing_ok=True)
    return made


def _write_backup(source: Path, path: Path) -> Path:
    if path.exists():
        raise DiaryError(
            _(
                "The file {path} is there already. Nothing was changed. Choose another name, or "
                "move it away first.",
                path=path,
            )
        )
    with copy_whole(source, path.parent) as part:
        part.rename(path)
        sync(path.parent)
    return path


def _read_name(name: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(name, _NAME).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
