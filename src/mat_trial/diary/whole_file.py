"""Whole copies of a diary file: made through SQLite, checked, and only then given their name."""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from mat_trial.diary.cipher import LockKey, connect_locked
from mat_trial.diary.connection import APPLICATION_ID, tell_failures
from mat_trial.diary.place import is_cut, list_parts
from mat_trial.diary.schema import STEPS
from mat_trial.errors import DiaryError, LostDiaryError
from mat_trial.language import _

_WAIT_SECONDS = 10.0
_DAY_SECONDS = 86_400

PART = ".mat-trial-"
"""How the names begin of files that are not yet what they are to be."""


@contextmanager
def copy_whole(source: Path, folder: Path, key: LockKey | None = None) -> Iterator[Path]:
    """Copy a diary that may be in use into a file of its own, checked and on the disk.

    Parameters
    ----------
    source
        The database file.
    folder
        Where the copy lies, under a name that nobody looks for; it is gone afterwards, unless
        it was given another.
    key
        Of a locked diary; the copy is locked by it, too.

    Raises
    ------
    DiaryError
        When the diary cannot be read whole, or the copy not written.
    """
    with name_part(folder) as part:
        with (
            tell_failures(source),
            closing(connect(source, key)) as reader,
            filling(part, key) as writer,
        ):
            # SQLCipher's copying does not say what was wrong; reading does.
            reader.execute("PRAGMA schema_version").fetchone()
            reader.backup(writer)
            check_whole(writer, source)
        sync(part)
        yield part


@contextmanager
def take_whole(source: Path, folder: Path, key: LockKey | None = None) -> Iterator[Path]:
    """Copy a file that somebody calls a diary, its log with it, and check the copy.

    The file itself is not opened by SQLite, which would write beside it.

    Parameters
    ----------
    source
        The file, perhaps on a medium that cannot be written to.
    folder
        As in `copy_whole`.
    key
        Of a locked file.

    Raises
    ------
    DiaryError
        When it is no whole diary, or one of a newer version.
    """
    with name_part(folder) as part:
        parts = list(zip(list_parts(source), list_parts(part), strict=True))
        try:
            # The third part is the log's index, which SQLite makes anew.
            for there, here in parts[:2]:
                if there == source or there.exists():
                    shutil.copyfile(there, here)
        except OSError as error:
            raise DiaryError(
                _(
                    "The backup {path} cannot be read: {reason}. Nothing was changed. Give the "
                    "file of a backup.",
                    path=source,
                    reason=error.strerror,
                )
            ) from error
        try:
            with tell_failures(source), closing(connect(part, key)) as connection:
                check_whole(connection, source)
                refuse_newer(connection, source)
                _make_single(connection)
        except LostDiaryError as error:
            # Said of the person's own diary, it would send them to its backups.
            raise DiaryError(
                _(
                    "The file {path} is damaged, locked by another passphrase, or no backup at "
                    "all. Nothing was changed. Give the file of a backup; mat-trial import takes "
                    "in what mat-trial export wrote.",
                    path=source,
                )
            ) from error
        finally:
            for _there, here in parts[1:]:
                here.unlink(missing_ok=True)
        sync(part)
        yield part


def connect(path: Path, key: LockKey | None = None) -> sqlite3.Connection:
    """Open a database file that is there, outside of the engine, to copy it whole.

    Parameters
    ----------
    path
        The file.
    key
        Of a locked file.
    """
    if key is not None:
        # It has the same calls, but no common type.
        locked: sqlite3.Connection = connect_locked(path, key, timeout=_WAIT_SECONDS)
        return locked
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=_WAIT_SECONDS,
        isolation_level=None,
    )


def check_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what is no whole diary.

    Parameters
    ----------
    connection
        To it or to its copy.
    path
        The file to be named in what is said.

    Raises
    ------
    DiaryError
        When it is another program's, or damaged.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise DiaryError(
            _(
                "The file {path} is no diary of Mat Trial. Nothing was changed. Give the file of "
                "a backup.",
                path=path,
            )
        )
    found = [line for (line,) in connection.execute("PRAGMA integrity_check")]
    # SQLCipher gives it as text.
    (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    if is_cut(path, int(page_bytes)):
        found = [_("its end is missing")]
    if found != ["ok"]:
        raise DiaryError(
            _(
                "The file {path} is damaged ({found}). Nothing in it was changed. Keep it, and "
                "use another backup.",
                path=path,
                found=found[0],
            )
        )


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk.

    Parameters
    ----------
    path
        The file or folder.
    """
    if path.is_dir() and os.name != "posix":
        return  # Only POSIX systems open folders.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what a later version of the program wrote.

    Parameters
    ----------
    connection
        To it or to its copy.
    path
        The file to be named in what is said.

    Raises
    ------
    DiaryError
        When its tables are newer than this program.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(STEPS):
        raise DiaryError(
            _(
                "The diary {path} was written by a newer Mat Trial (file version {version}; this "
                "one knows up to {known}). Nothing was changed. Update Mat Trial and try again.",
                path=path,
                version=version,
                known=len(STEPS),
            )
        )


@contextmanager
def filling(part: Path, key: LockKey | None = None) -> Iterator[sqlite3.Connection]:
    """Open a new file to be filled; afterwards it is all there is, without a log.

    Parameters
    ----------
    part
        An empty file.
    key
        That locks it; None for a plain one.
    """
    with tell_failures(part), closing(connect(part, key)) as writer:
        yield writer
        _make_single(writer)


def _make_single(connection: sqlite3.Connection) -> None:
    # Without a log of its own, the file is all there is to keep or to carry.
    connection.execute("PRAGMA journal_mode = DELETE").fetchone()


@contextmanager
def name_part(folder: Path) -> Iterator[Path]:
    """Make an empty private file under a name that nobody looks for; it is gone afterwards.

    Parameters
    ----------
    folder
        Where it lies.

    Raises
    ------
    DiaryError
        When it cannot be made.
    """
    _clear_leftovers(folder)
    try:
        # Made for the owner alone, whatever the umask.
        handle, name = tempfile.mkstemp(dir=folder, prefix=PART, suffix=".part")
    except OSError as error:
        raise DiaryError(
            _(
                "No file can be made in {folder}: {reason}. Nothing was changed. Free some space "
                "there, or allow writing to the folder.",
                folder=folder,
                reason=error.strerror,
            )
        ) from error
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _clear_leftovers(folder: Path) -> None:
    # Of a program that was cut short; one that is at work makes its file in much less than a day.
    # By our own beginning of the name alone, for the folder may hold anybody's files.
    for part in folder.glob(f"{PART}*.part*"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _DAY_SECONDS:
                part.unlink()
