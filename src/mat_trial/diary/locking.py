"""Locking the diary by a passphrase, another passphrase, and taking the lock off for good.

Each makes a new file, compares it with the old one, and only then gives it the name that counts;
meanwhile nobody can write. Cut short, the diary is whole under the old lock or the new one. A
plain file that is left over then is known by a mark, and removed when the diary is next opened.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from mat_trial.diary.backups import ask_passphrase
from mat_trial.diary.cipher import LockKey, derive_key, read_salt
from mat_trial.diary.connection import IN_USE, tell_failures
from mat_trial.diary.converting import copy_content, is_same
from mat_trial.diary.place import diary_file, is_locked, list_parts, locked_file, plain_file
from mat_trial.diary.whole_file import check_whole, connect, filling, name_part, sync
from mat_trial.errors import DiaryError
from mat_trial.language import _

_WAIT_SECONDS = 10.0
_BLOCK = bytes(1 << 16)


def lock_diary(folder: Path, passphrase: str) -> LockKey:
    """Lock the diary: from now on its file is noise to who has no passphrase.

    Parameters
    ----------
    folder
        Where the diary lies.
    passphrase
        Whoever forgets it has lost the diary.

    Returns
    -------
    key
        That opens it.

    Raises
    ------
    DiaryError
        When there is no diary, it is locked, in use or damaged. It is unchanged then.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from mat_trial.diary import Diary
    >>> with TemporaryDirectory() as folder:
    ...     Diary.open(Path(folder)).close()
    ...     key = lock_diary(Path(folder), "a mat of many spikes")
    ...     Diary.open(Path(folder), key=key).path.name
    'diary-locked.db'
    """
    path = plain_file(folder)
    if is_locked(folder):
        raise DiaryError(
            _("The diary {path} is locked already. Nothing was changed.", path=locked_file(folder))
        )
    if not path.exists():
        raise DiaryError(
            _("There is no diary in {folder} yet, so there is nothing to lock.", folder=folder)
        )
    key = derive_key(passphrase)
    with _hold(path) as source, _make_other(source, path, key) as part:
        read_salt(part)
        _leaving(folder).touch(mode=0o600)
        _put(part, locked_file(folder))
        _remove_plain(source, path)
    _forget_leaving(folder)
    return key


def unlock_diary(folder: Path, key: LockKey) -> None:
    """Take the lock off for good.

    Parameters
    ----------
    folder
        Where the diary lies.
    key
        That opens it.

    Raises
    ------
    LockedError
        When the key is another's.
    DiaryError
        When the diary is not locked, in use or damaged. It is unchanged then.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from mat_trial.diary import Diary
    >>> with TemporaryDirectory() as folder:
    ...     Diary.open(Path(folder)).close()
    ...     unlock_diary(Path(folder), lock_diary(Path(folder), "a mat of many spikes"))
    ...     Diary.open(Path(folder)).path.name
    'diary.db'
    """
    path = _find_locked(folder)
    finish_locking(folder, key)
    with _hold(path, key) as source, _make_other(source, path, None) as part:
        _leaving(folder).touch(mode=0o600)
        _put(part, plain_file(folder))
        if os.name != "posix":
            source.close()
        path.unlink()
        sync(folder)
    _forget_leaving(folder)


def change_passphrase(folder: Path, key: LockKey, passphrase: str) -> LockKey:
    """Lock the diary anew, by another passphrase.

    Parameters
    ----------
    folder
        Where the diary lies.
    key
        That opens it now.
    passphrase
        The new one.

    Returns
    -------
    key
        That opens it from now on.

    Raises
    ------
    LockedError
        When the key is another's.
    DiaryError
        When the diary is not locked, in use or damaged. It is unchanged then.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from mat_trial.diary import Diary
    >>> with TemporaryDirectory() as folder:
    ...     Diary.open(Path(folder)).close()
    ...     old = lock_diary(Path(folder), "a mat of many spikes")
    ...     new = change_passphrase(Path(folder), old, "many spikes on a mat")
    ...     Diary.open(Path(folder), key=old)
    Traceback (most recent call last):
    mat_trial.diary.cipher.LockedError: This passphrase does not open ...
    """
    path = _find_locked(folder)
    new = derive_key(passphrase)
    with _hold(path, key) as source, _make_other(source, path, new) as part:
        read_salt(part)
        replace_file(source, part, path)
    return new


def finish_locking(folder: Path, key: LockKey | None) -> None:
    """Remove a plain file that locking or unlocking left behind when it was cut short.

    Parameters
    ----------
    folder
        Where the diary lies.
    key
        Of a locked diary.

    Raises
    ------
    LockedError
        When the diary is locked and the key is not given, or another one.
    DiaryError
        When there are two diaries, and not for this reason.
    """
    path = diary_file(folder, None)
    if is_locked(folder) and key is None:
        raise ask_passphrase(path)
    if not _leaving(folder).exists():
        if is_locked(folder) and plain_file(folder).exists():
            raise DiaryError(
                _(
                    "There are two diaries in {folder}: {plain}, and the locked {locked}. Nothing "
                    "was changed. Move one of them to another folder, then try again.",
                    folder=folder,
                    plain=plain_file(folder).name,
                    locked=locked_file(folder).name,
                )
            )
        return
    if not path.exists():
        _forget_leaving(folder)
        return
    # Held, because the window that works on it holds it, too: what it needs is not taken away.
    with _hold(path, key if is_locked(folder) else None) as source:
        if path == diary_file(folder, None) and _leaving(folder).exists():
            if is_locked(folder) and plain_file(folder).exists():
                check_whole(source, path)
                wipe(plain_file(folder))
            _forget_leaving(folder)


def replace_file(source: sqlite3.Connection, part: Path, path: Path) -> None:
    """Put a new file in the place of one that is held, and make the old one unreadable.

    Parameters
    ----------
    source
        That holds it.
    part
        The new file.
    path
        The old one.
    """
    if os.name != "posix":
        source.close()  # An open file cannot be replaced there.
        _put(part, path)
        return
    # Who waits for it has it open: they must find nothing there to write in.
    handle = os.open(path, os.O_WRONLY)
    try:
        _put(part, path)
        _blank(handle)
    finally:
        os.close(handle)


def wipe(path: Path) -> None:
    """Overwrite a database file and its log, then remove them.

    Parameters
    ----------
    path
        The file; a disk may keep what was written over.
    """
    for part in list_parts(path):
        if part.exists():
            handle = os.open(part, os.O_WRONLY)
            try:
                _blank(handle)
                if os.name == "posix":
                    part.unlink()
            finally:
                os.close(handle)
            part.unlink(missing_ok=True)
    sync(path.parent)


@contextmanager
def _hold(path: Path, key: LockKey | None = None) -> Iterator[sqlite3.Connection]:
    # Without a log, because its name would be that of the new file's.
    with tell_failures(path), closing(connect(path, key)) as connection:
        ends = time.monotonic() + _WAIT_SECONDS
        while not _is_held(connection, path, patient=time.monotonic() < ends):
            time.sleep(0.02)
        check_whole(connection, path)
        yield connection


def _is_held(connection: sqlite3.Connection, path: Path, *, patient: bool) -> bool:
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("BEGIN EXCLUSIVE")
    except (sqlite3.OperationalError, sqlcipher.OperationalError) as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY and patient:
            return False
        raise
    if mode == "delete":
        return True
    connection.execute("ROLLBACK")
    if not patient:
        raise DiaryError(_(IN_USE, path=path))
    return False


@contextmanager
def _make_other(source: sqlite3.Connection, path: Path, key: LockKey | None) -> Iterator[Path]:
    with name_part(path.parent) as part:
        with filling(part, key) as target:
            copy_content(source, target)
        with tell_failures(part), closing(connect(part, key)) as target:
            check_whole(target, part)
            if not is_same(source, target):
                raise DiaryError(
                    _(
                        "The copy of {path} is not the same as the diary. Nothing was changed. "
                        "Try again.",
                        path=path,
                    )
                )
        sync(part)
        yield part


def _find_locked(folder: Path) -> Path:
    if not is_locked(folder):
        raise DiaryError(
            _("The diary in {folder} is not locked. Nothing was changed.", folder=folder)
        )
    return locked_file(folder)


def _leaving(folder: Path) -> Path:
    return folder.absolute() / ".diary.db.leaving"


def _forget_leaving(folder: Path) -> None:
    _leaving(folder).unlink(missing_ok=True)
    sync(folder)


def _put(part: Path, path: Path) -> None:
    sync(path.parent)
    part.replace(path)
    sync(path.parent)


def _remove_plain(source: sqlite3.Connection, path: Path) -> None:
    if os.name != "posix":
        source.close()
    wipe(path)


def _blank(handle: int) -> None:
    left = os.fstat(handle).st_size
    while left > 0:
        left -= os.write(handle, _BLOCK[:left])
    os.fsync(handle)
