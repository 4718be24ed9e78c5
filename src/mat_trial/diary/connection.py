"""How the diary file is connected to: settings, transactions, and what is said when it fails."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from mat_trial.diary.cipher import LockedError, LockKey, give_key
from mat_trial.diary.place import locked_file
from mat_trial.errors import DiaryError, LostDiaryError
from mat_trial.language import _, mark

# Stands in the file's header and tells a diary from other programs' databases.
APPLICATION_ID = int.from_bytes(b"MatT")

_WAIT_MS = 10_000
# The least that the index of a log takes on the disk.
_INDEX_BYTES = 32_768

IN_USE = mark(
    "The diary {path} is in use by another program. Nothing was saved. Close other windows that "
    "use it, wait a moment and try again."
)

_SAID = {
    sqlite3.SQLITE_NOTADB: mark(
        "The file {path} is no diary that can be read: it is damaged, or made by another program, "
        "or locked by a passphrase. Nothing in it was changed."
    ),
    sqlite3.SQLITE_CORRUPT: mark("The diary {path} is damaged. Nothing in it was changed."),
    sqlite3.SQLITE_BUSY: IN_USE,
    sqlite3.SQLITE_READONLY: mark(
        "The diary {path} may not be written to. Nothing was saved. Allow writing to the file and "
        "its folder, then try again."
    ),
    sqlite3.SQLITE_CANTOPEN: mark(
        "The diary {path} cannot be opened. Nothing was changed. Check that its folder is there "
        "and yours to read and write, then try again."
    ),
    sqlite3.SQLITE_FULL: mark(
        "The diary {path} cannot be written to: the disk is full. Nothing was saved. Free some "
        "space and try again."
    ),
    sqlite3.SQLITE_IOERR: mark(
        "The diary {path} cannot be read or written: the disk reports an error. Nothing was "
        "saved. Copy the folder to another disk before you try again."
    ),
}
_LOST = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def open_engine(path: Path, key: LockKey | None = None) -> Engine:
    """Make the engine of a diary file; each transaction opens the file and closes it again.

    Parameters
    ----------
    path
        The database file, made already.
    key
        Of a locked file; None for a plain one.

    Returns
    -------
    engine
        Its transactions are for reading; `for_writing` gives the other kind.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "diary.db"
    ...     path.touch()
    ...     engine = open_engine(path)
    ...     with engine.connect() as connection:
    ...         connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    1
    """
    # No pool, because closing the last connection folds the log into the database file: whoever
    # copies that file while nothing is being saved has every day. Nor do threads share anything.
    # Mode rw, because a diary that vanished meanwhile must not be made anew, empty, by a read.
    url = URL.create(
        "sqlite+pysqlite",
        database=path.absolute().as_uri(),
        query={"uri": "true", "mode": "rw"},
    )
    # SQLCipher is SQLite with a key. The two know nothing of each other's locks within a process,
    # so a file is only ever opened by one of them: the locked diary has another name.
    engine = create_engine(url, poolclass=NullPool, module=sqlcipher if key else sqlite3)
    if key is not None:
        event.listen(engine, "connect", partial(_give_key, key))
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """Give the same engine with transactions that take the write lock at once.

    A transaction that reads first and asks for the lock later can find that another window has
    written in between; SQLite then refuses without waiting.

    Parameters
    ----------
    engine
        One from `open_engine`.

    Examples
    --------
    >>> for_writing(open_engine(Path("diary.db"))).get_execution_options()["begin"]
    'IMMEDIATE'
    """
    return engine.execution_options(begin="IMMEDIATE")


@contextmanager
def tell_failures(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the file into a sentence for people.

    Parameters
    ----------
    path
        The file, to be named in the sentence.

    Raises
    ------
    DiaryError
        When the file cannot be read or written; a `LostDiaryError` when a backup had better take
        its place. Errors of the program itself pass unchanged.

    Examples
    --------
    >>> with tell_failures(Path("gone/diary.db")), open_engine(Path("gone/diary.db")).connect():
    ...     pass
    Traceback (most recent call last):
    mat_trial.errors.DiaryError: The diary gone/diary.db cannot be opened. ...
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error, sqlcipher.Error) as error:
        # The lower byte is the kind of failure; the rest, its finer cause.
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_IOERR and _is_full(path.parent):
            # The log's index found no room: SQLite calls that a failure of the disk.
            code = sqlite3.SQLITE_FULL
        _tell_lock(path, cause, code)
        if code not in _SAID:
            raise
        # Where the folder is gone as well, a disk may only have to be put in again.
        is_gone = code == sqlite3.SQLITE_CANTOPEN and path.parent.exists() and not path.exists()
        kind = LostDiaryError if code in _LOST or is_gone else DiaryError
        raise kind(_(_SAID[code], path=path)) from error


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _INDEX_BYTES
    except OSError:
        return False


def _tell_lock(path: Path, cause: BaseException | None, code: int) -> None:
    locked = locked_file(path.parent)
    keyed, is_there = isinstance(cause, sqlcipher.Error), path.exists()
    if keyed and is_there and code == sqlite3.SQLITE_NOTADB:
        # Nobody can tell a wrong key from a damaged first page: each is noise.
        raise LockedError(
            _(
                "This passphrase does not open {path}. Or the file is damaged, or was not made by "
                "Mat Trial. Nothing in it was changed. Type the passphrase again. If you are sure "
                "of it, put back a backup: first move that file to another folder, then run "
                "mat-trial restore latest.",
                path=path,
            )
        ) from cause
    # What an open file that was taken away answers differs: it may even be a failure of the disk.
    if not is_there and (keyed or locked.exists()):
        raise LockedError(
            _(
                "The diary was locked, or its lock taken off, by another window just now. Nothing "
                "was saved. Load the page again, or start again."
            )
        ) from cause


def _give_key(key: LockKey, connection: sqlcipher.Connection, _record: object) -> None:
    give_key(connection, key)


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions leave out reads and changes of the tables: `_begin` opens all.
    connection.isolation_level = None
    try:
        _ask(connection, f"busy_timeout = {_WAIT_MS}")
        _ask(connection, "foreign_keys = ON")
        # FULL: an entry that was said to be saved is on the disk, even if the power fails now.
        _ask(connection, "synchronous = FULL")
        # The journal mode is written into the file, so another program's file is left alone.
        if _ask(connection, "application_id") == APPLICATION_ID:
            _keep_log(connection)
    except (sqlite3.Error, sqlcipher.Error):
        connection.close()
        raise


def _keep_log(connection: sqlite3.Connection) -> None:
    try:
        _ask(connection, "journal_mode = WAL")
    except (sqlite3.OperationalError, sqlcipher.OperationalError) as error:
        # Two windows that open a new diary at once: SQLite does not wait for this lock. The older
        # journal is as safe, and the next connection finds the switch made.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise


def _ask(connection: sqlite3.Connection, pragma: str) -> object:
    row = connection.execute(f"PRAGMA {pragma}").fetchone()
    return row and row[0]


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
