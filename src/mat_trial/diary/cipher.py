"""The key of a locked diary: made from the passphrase as SQLCipher 4 makes it, once a process."""

import hashlib
import os
import threading
import unicodedata
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from mat_trial.errors import DiaryError
from mat_trial.language import _

ROUNDS = 256_000
KEY_BYTES = 32
SALT_BYTES = 16
_PAGE_BYTES = 4096
_FEWEST_KINDS = 240
PLAIN_HEADER = b"SQLite format 3\0"
FEWEST_LETTERS = 12
"""Of a new passphrase."""

_reading = threading.Lock()
_salts: dict[tuple[int, int], bytes] = {}


class LockedError(DiaryError):
    """The diary is locked: its passphrase was not given, or another one was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockKey:
    """What opens a locked file: 256 bits and the salt they were made with.

    Parameters
    ----------
    secret
        Never shown, also not where the key is printed.
    salt
        The first bytes of the file.
    """

    secret: bytes = field(repr=False)
    salt: bytes

    def pragma(self) -> str:
        """Return what SQLCipher takes as the raw key with its salt."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


def derive_key(passphrase: str, salt: bytes | None = None) -> LockKey:
    """Make the key from a passphrase, slowly: each guess costs as much.

    Parameters
    ----------
    passphrase
        As typed; letters that can be written in two ways count as one.
    salt
        Of the file, from `read_salt`; None for a new one.

    Examples
    --------
    >>> key = derive_key("a mat of many spikes", bytes(16))
    >>> len(key.secret), "secret" in repr(key)
    (32, False)
    """
    salt = os.urandom(SALT_BYTES) if salt is None else salt
    typed = unicodedata.normalize("NFC", passphrase).encode()
    secret = hashlib.pbkdf2_hmac("sha512", typed, salt, ROUNDS, dklen=KEY_BYTES)
    return LockKey(secret=secret, salt=salt)


def read_salt(path: Path) -> bytes:
    """Return the salt at the start of a locked file.

    Parameters
    ----------
    path
        The file, which may be in use.
    """
    there = path.stat()
    with _reading:
        known = (there.st_dev, there.st_ino)
        if known not in _salts:
            # Closing a file drops every lock that this process holds on it, SQLite's among them.
            # So on POSIX it stays open, which also keeps its number from being used again.
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            _salts[known] = os.read(handle, SALT_BYTES)
            if os.name != "posix":
                os.close(handle)
        return _salts[known]


def looks_locked(path: Path) -> bool:
    """Whether a file at rest may be a locked diary: not plain, and not plainly something else.

    Parameters
    ----------
    path
        The file; one that cannot be read is left to its reader.
    """
    try:
        with path.open("rb") as file:
            page = file.read(_PAGE_BYTES)
    except OSError:
        return False
    # What is locked looks like chance: nearly every byte there is comes up in a page of it.
    return not page.startswith(PLAIN_HEADER) and len(set(page)) >= _FEWEST_KINDS


def opens(path: Path, key: LockKey) -> bool:
    """Whether a key opens a locked file at rest.

    Parameters
    ----------
    path
        The file.
    key
        From `unlocking_key`.
    """
    if read_salt(path) != key.salt:
        return False
    with closing(
        sqlcipher.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    ) as connection:
        give_key(connection, key)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.DatabaseError:
            return False
    return True


def unlocking_key(path: Path, passphrase: str) -> LockKey:
    """Make the key that this passphrase gives for a file; the file is not tried.

    Parameters
    ----------
    path
        A locked file.
    passphrase
        As typed.

    Raises
    ------
    DiaryError
        When the file cannot be read.
    """
    try:
        return derive_key(passphrase, read_salt(path))
    except OSError as error:
        raise DiaryError(
            _(
                "The file {path} cannot be read: {reason}. Nothing was changed.",
                path=path,
                reason=error.strerror,
            )
        ) from error


def connect_locked(path: Path, key: LockKey, *, timeout: float) -> sqlcipher.Connection:
    """Open a locked file that is there.

    Parameters
    ----------
    path
        The file; an empty one becomes a locked one.
    key
        From `derive_key`.
    timeout
        Seconds to wait for another program's lock.
    """
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None
    )
    give_key(connection, key)
    return connection


def give_key(connection: sqlcipher.Connection, key: LockKey) -> None:
    """Give a new connection its key, before anything else.

    Parameters
    ----------
    connection
        One that nothing was asked of.
    key
        From `derive_key`.
    """
    # It would write to standard error that a passphrase was wrong, in words for programmers.
    with closing(connection.execute("PRAGMA cipher_log_level = NONE")) as answer:
        answer.fetchall()
    with closing(connection.execute(f'PRAGMA key = "{key.pragma()}"')) as answer:
        answer.fetchall()
