"""Backups made before the diary was locked: locked as well, or removed."""

from contextlib import closing
from pathlib import Path

from mat_trial.diary.backups import Backup, list_backups, name_backup
from mat_trial.diary.cipher import LockKey
from mat_trial.diary.connection import tell_failures
from mat_trial.diary.converting import copy_content
from mat_trial.diary.locking import wipe
from mat_trial.diary.whole_file import check_whole, connect, filling, name_part, sync, take_whole


def list_plain_backups(folder: Path) -> tuple[Backup, ...]:
    """List the backups that anyone can read who has the disk.

    Parameters
    ----------
    folder
        Where the diary lies.

    Examples
    --------
    >>> list_plain_backups(Path("nowhere"))
    ()
    """
    return tuple(backup for backup in list_backups(folder) if not backup.locked)


def lock_backups(folder: Path, key: LockKey) -> int:
    """Lock the backups that are not; each keeps its date.

    Parameters
    ----------
    folder
        Where the diary lies.
    key
        Of the diary.

    Returns
    -------
    number
        Of those that were locked.

    Raises
    ------
    DiaryError
        When one cannot be read or written. It stays as it was then.

    Examples
    --------
    >>> lock_backups(Path("nowhere"), LockKey(secret=bytes(32), salt=bytes(16)))
    0
    """
    plain = list_plain_backups(folder)
    for backup in plain:
        kept = backup.path.parent
        with take_whole(backup.path, kept) as copy, name_part(kept) as part:
            with (
                tell_failures(backup.path),
                closing(connect(copy)) as source,
                filling(part, key) as target,
            ):
                copy_content(source, target)
                check_whole(target, backup.path)
            sync(part)
            part.replace(name_backup(kept, locked=True, made_at=backup.made_at))
            wipe(copy)
        wipe(backup.path)
    return len(plain)


def delete_plain_backups(folder: Path) -> int:
    """Remove the backups that are not locked.

    Parameters
    ----------
    folder
        Where the diary lies.

    Returns
    -------
    number
        Of those that were removed.

    Examples
    --------
    >>> delete_plain_backups(Path("nowhere"))
    0
    """
    plain = list_plain_backups(folder)
    for backup in plain:
        wipe(backup.path)
    return len(plain)
