"""Putting a backup in the place of the diary, without losing what is there."""

import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import sqlcipher3.dbapi2 as sqlcipher

from mat_trial.diary.backups import make_backup
from mat_trial.diary.cipher import LockKey
from mat_trial.diary.connection import tell_failures
from mat_trial.diary.converting import copy_content
from mat_trial.diary.locking import finish_locking
from mat_trial.diary.place import (
    diary_file,
    list_parts,
    locked_file,
    make_folder,
    plain_file,
)
from mat_trial.diary.whole_file import (
    PART,
    check_whole,
    connect,
    filling,
    name_part,
    sync,
    take_whole,
)
from mat_trial.errors import DiaryError
from mat_trial.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What became of the diary that was there.

    Parameters
    ----------
    backup
        The copy made of it first; None where there was none, or it was damaged.
    set_aside
        Where the damaged file lies now; None where it was not damaged.
    """

    backup: Path | None = None
    set_aside: Path | None = None


def restore_backup(
    folder: Path, backup: Path, *, key: LockKey | None = None, backup_key: LockKey | None = None
) -> Restored:
    """Put a backup in the place of the diary; the diary that is there is backed up first.

    A locked diary stays locked, and a readable one readable. Where there is none, or it is
    readable but damaged, the new one is locked as the backup is.

    A damaged diary is set aside, beside the new one and under a dated name.

    Parameters
    ----------
    folder
        Where the diary lies.
    backup
        The file of a backup; it stays where it is.
    key
        Of a locked diary.
    backup_key
        Of a locked backup.

    Raises
    ------
    LockedError
        When one of them is locked and its key not given, or another one.
    DiaryError
        When the backup is no whole diary, or what is there cannot be kept. The diary is
        unchanged then.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from mat_trial.diary import Diary
    >>> from mat_trial.model import Entry
    >>> with TemporaryDirectory() as folder, Diary.open(Path(folder)) as diary:
    ...     backup = make_backup(Path(folder))
    ...     summary = diary.import_entries([Entry(date=dt.date(2027, 1, 4))])
    ...     restored = restore_backup(Path(folder), backup)
    ...     diary.entries()
    []
    """
    path = diary_file(folder, None)
    try:
        make_folder(path.parent)
        finish_locking(folder, key)
        with take_whole(backup, path.parent, backup_key) as part, _copy_parts(path) as copies:
            if _is_whole(path, key):
                made = make_backup(path.parent, key=key)
                with _under_lock(part, backup_key, key) as content:
                    _write_into(content, path, key)
                return Restored(backup=made)
            lock = backup_key if key is None else key
            with _under_lock(part, backup_key, lock) as content:
                aside = _set_aside(path, copies)
                wanted = plain_file(folder) if lock is None else locked_file(folder)
                if wanted != path:
                    # What was damaged is kept aside; beside the other one it would be a second.
                    path.unlink(missing_ok=True)
                    sync(path.parent)
                content.replace(wanted)
            sync(path.parent)
            return Restored(set_aside=aside)
    except OSError as error:
        raise DiaryError(
            _(
                "The backup was not restored: {reason}. Free some space in {folder}, or allow "
                "writing to it, then try again.",
                reason=error.strerror,
                folder=path.parent,
            )
        ) from error


@contextmanager
def _under_lock(part: Path, key: LockKey | None, wanted: LockKey | None) -> Iterator[Path]:
    if key == wanted:
        yield part
        return
    with name_part(part.parent) as other:
        with closing(connect(part, key)) as source, filling(other, wanted) as target:
            copy_content(source, target)
        yield other


def _is_whole(path: Path, key: LockKey | None) -> bool:
    if not path.exists():
        return False
    try:
        with closing(connect(path, key)) as connection:
            check_whole(connection, path)
    except DiaryError:
        return False
    except (sqlite3.DatabaseError, sqlcipher.DatabaseError) as error:
        # A wrong passphrase looks like a damaged first page: nothing is set aside on that ground.
        damages = {sqlite3.SQLITE_CORRUPT} | ({sqlite3.SQLITE_NOTADB} if key is None else set())
        if error.sqlite_errorcode & 0xFF in damages:
            return False
        with tell_failures(path):
            raise
    return True


def _write_into(part: Path, path: Path, key: LockKey | None) -> None:
    # Through SQLite and not by a new file under the old name: another window that has the old
    # one open would go on writing where nobody reads. Cut short, SQLite takes it all back.
    with (
        tell_failures(path),
        closing(connect(part, key)) as source,
        closing(connect(path, key)) as target,
    ):
        target.execute("PRAGMA synchronous = FULL")
        # A copy waits for a lock without end, this only for a while.
        target.execute("BEGIN IMMEDIATE")
        target.execute("COMMIT")
        source.backup(target)


@contextmanager
def _copy_parts(path: Path) -> Iterator[list[tuple[Path, Path]]]:
    # Before SQLite looks at it: opening a damaged database may throw its log away.
    hidden = path.with_name(f"{PART}{uuid4().hex}.part")
    copies = [
        (there, here)
        for there, here in zip(list_parts(path), list_parts(hidden), strict=True)
        if there.exists()
    ]
    try:
        for there, here in copies:
            here.touch(mode=0o600)
            shutil.copyfile(there, here)
            sync(here)
        yield copies
    finally:
        for _there, here in copies:
            here.unlink(missing_ok=True)


def _set_aside(path: Path, copies: list[tuple[Path, Path]]) -> Path | None:
    stamp = f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H%M%S.%fZ}"
    aside = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    names = dict(zip(list_parts(path), list_parts(aside), strict=True))
    for there, here in copies:
        here.rename(names[there])
    sync(path.parent)
    # Only now may the log go, before SQLite plays it into the database that is put in place.
    for part in list_parts(path)[1:]:
        part.unlink(missing_ok=True)
    sync(path.parent)
    return aside if copies else None
