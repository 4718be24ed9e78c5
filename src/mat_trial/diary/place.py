"""Where the diary lies on the disk, and who may read it there."""

import os
import re
import stat
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from platformdirs import user_data_path

from mat_trial.errors import DiaryError, LostDiaryError
from mat_trial.language import _

_making = threading.Lock()


def data_folder() -> Path:
    """Name the folder of the person's diary; `Diary.open` makes it.

    Returns
    -------
    folder
        What the environment variable ``MAT_TRIAL_DATA`` names, else the platform's own place.

    Examples
    --------
    >>> import os
    >>> from unittest.mock import patch
    >>> with patch.dict(os.environ, MAT_TRIAL_DATA="/media/stick/diary"):
    ...     data_folder().name
    'diary'
    """
    named = os.environ.get("MAT_TRIAL_DATA")
    if named:
        return Path(named).expanduser()
    return user_data_path("mat-trial", appauthor=False)


def diary_file(folder: Path, scratch: str | None) -> Path:
    """Name the database file, so that a scratch diary never meets the person's own.

    A locked diary has a name of its own: whether it is locked is seen without opening it.

    Parameters
    ----------
    folder
        Where it lies.
    scratch
        Name of a scratch diary; None for the person's own.

    Raises
    ------
    DiaryError
        When the name has other letters than a–z, 0–9, ``-`` and ``_``.

    Examples
    --------
    >>> diary_file(Path("/home/anna"), None).name, diary_file(Path("/home/anna"), "helps").name
    ('diary.db', 'scratch-helps.db')
    """
    if scratch is None:
        locked = locked_file(folder)
        return locked if locked.exists() else plain_file(folder)
    if not re.fullmatch(r"[a-z0-9_-]{1,60}", scratch):
        raise DiaryError(
            _(
                "A scratch diary cannot be called {scratch!r}. Allowed: 1 to 60 of the small "
                "letters a to z, digits, - and _. Choose another name.",
                scratch=scratch,
            )
        )
    return folder.absolute() / f"scratch-{scratch}.db"


def plain_file(folder: Path) -> Path:
    """Name the database file of a diary that is not locked.

    Parameters
    ----------
    folder
        Where it lies.

    Examples
    --------
    >>> plain_file(Path("/home/anna")).name
    'diary.db'
    """
    return folder.absolute() / "diary.db"


def locked_file(folder: Path) -> Path:
    """Name the database file of a locked diary; where there is one, it is the diary.

    Parameters
    ----------
    folder
        Where it lies.

    Examples
    --------
    >>> locked_file(Path("/home/anna")).name
    'diary-locked.db'
    """
    return folder.absolute() / "diary-locked.db"


def is_locked(folder: Path) -> bool:
    """Whether the diary in a folder is locked.

    Parameters
    ----------
    folder
        Where it lies.

    Examples
    --------
    >>> is_locked(Path("/home/anna"))
    False
    """
    return locked_file(folder).exists()


def prepare_file(path: Path) -> None:
    """Make the folder and an empty file where missing, readable by their owner alone.

    Parameters
    ----------
    path
        The database file; its log files lie beside it.

    Raises
    ------
    DiaryError
        When they cannot be made, or a log lies there whose database is gone.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "mine" / "diary.db"
    ...     prepare_file(path)
    ...     path.stat().st_size
    0
    """
    _refuse_lone_log(path)
    try:
        make_folder(path.parent)
        _make_file(path)
        for part in list_parts(path):
            _make_private(part)
    except OSError as error:
        raise DiaryError(
            _(
                "The diary {path} cannot be made or kept private: {strerror}. "
                "Set MAT_TRIAL_DATA to a folder that is yours to write to.",
                path=path,
                strerror=error.strerror,
            )
        ) from error


def refuse_gone(path: Path, backups: Sequence[Path]) -> None:
    """Refuse to begin an empty diary where there was one before, as its backups show.

    Parameters
    ----------
    path
        The database file.
    backups
        Those there are of it.

    Raises
    ------
    LostDiaryError
        When there is a backup, but no diary.

    Examples
    --------
    >>> refuse_gone(Path("diary.db"), backups=[])
    """
    # SQLite takes a file of one byte for an empty one.
    if backups and _size(path) <= 1:
        raise LostDiaryError(
            _(
                "The diary {path} is empty or gone, but backups of it are there. Nothing was "
                "changed.",
                path=path,
            ),
            _(
                "To begin a new diary, move the folder {folder} away first.",
                folder=backups[0].parent,
            ),
        )


def list_parts(path: Path) -> tuple[Path, Path, Path]:
    """Name the database file, its log and the log's index.

    Parameters
    ----------
    path
        The database file.

    Examples
    --------
    >>> [part.name for part in list_parts(Path("diary.db"))]
    ['diary.db', 'diary.db-wal', 'diary.db-shm']
    """
    return path, _beside(path, "-wal"), _beside(path, "-shm")


def make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in, for their owner alone; one that is there stays.

    Parameters
    ----------
    folder
        The folder.

    Raises
    ------
    OSError
        When it cannot be made.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as there:
    ...     make_folder(Path(there) / "mine" / "backups")
    ...     (Path(there) / "mine" / "backups").is_dir()
    True
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _refuse_lone_log(path: Path) -> None:
    # SQLite deletes a log whose database is empty or gone, and the latest days with it. The log
    # is looked at first: it is only ever filled after the database, so another window that is
    # just making both cannot be taken for a loss.
    if _size(_beside(path, "-wal")) and not _size(path):
        raise LostDiaryError(
            _(
                "The diary {path} is empty or gone, but its log {name}-wal is there and may "
                "hold days of yours. Nothing was changed.",
                path=path,
                name=path.name,
            ),
            _(
                "If you have the database file elsewhere, put it back beside the log. To begin a "
                "new diary, move the log to another folder."
            ),
        )


def is_cut(path: Path, page_bytes: int) -> bool:
    """Whether a database ends within a page, which SQLite reads as if the rest were noughts.

    Parameters
    ----------
    path
        The database file; where its log holds anything, the end may still be in there.
    page_bytes
        Bytes of each of its pages.

    Examples
    --------
    >>> is_cut(Path("gone.db"), 4096)
    False
    """
    return bool(_size(path) % page_bytes) and not _size(_beside(path, "-wal"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _make_file(path: Path) -> None:
    # Closing a file drops every lock this process holds on it, SQLite's own among them. So no
    # thread goes on to SQLite before the new file is closed, and one that is there stays unopened.
    with _making, suppress(FileExistsError):
        path.touch(mode=0o600, exist_ok=False)


def _make_private(path: Path) -> None:
    with suppress(FileNotFoundError):
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) and mode & 0o077:
            path.chmod(0o600)
