"""From a path or bytes to text: the first step of every reader, and what goes wrong there."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from mat_trial.errors import Problem
from mat_trial.files.findings import tell_lines
from mat_trial.language import _

MOST_MEGABYTES = 200
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class TextFormat(NamedTuple):
    """What a kind of file must be, and how to get one, in the words of a problem."""

    allowed: str
    remedy: str


def read_bytes(
    source: Path | bytes, *, name: str, expected: TextFormat, megabytes: int | None = None
) -> tuple[bytes, list[Problem]]:
    """Read a file that is not too large; one that is, is not read at all.

    Parameters
    ----------
    source
        A file, or the bytes of one.
    name
        What the file is called in problems.
    expected
        Words for what is allowed and what to do.
    megabytes
        How large it may be; None for `MOST_MEGABYTES`.

    Returns
    -------
    The bytes, none where there is any problem, and the problems.

    Examples
    --------
    >>> read_bytes(b"date", name="diary.csv", expected=TextFormat("a CSV file", "Save it."))
    (b'date', [])
    """
    most = MOST_MEGABYTES if megabytes is None else megabytes
    limit = most * 1_000_000
    data, wrong = (source, "") if isinstance(source, bytes) else _open_file(source, limit)
    remedy = _("Check the name of the file and the folder it is in.")
    if data is None or len(data) > limit:
        wrong = _("is larger than {n} MB", n=most)
        remedy = _("Make it smaller: keep one person's days, or split it in two.")
    if wrong or data is None:
        return b"", [Problem(where=name, wrong=wrong, allowed=expected.allowed, remedy=remedy)]
    return data, []


def read_text(
    source: Path | bytes, *, name: str, expected: TextFormat, megabytes: int | None = None
) -> tuple[str, list[Problem]]:
    r"""Read UTF-8 text, with or without a byte order mark.

    Parameters
    ----------
    source, name, expected, megabytes
        As in `read_bytes`.

    Returns
    -------
    The text, empty where there is any problem, and the problems.

    Examples
    --------
    >>> read_text(b"date,pain\n", name="diary.csv", expected=TextFormat("a CSV file", "Save it."))
    ('date,pain\n', [])
    """
    data, problems = read_bytes(source, name=name, expected=expected, megabytes=megabytes)
    if problems:
        return "", problems
    wrong, lines = _explain_unreadable(data)
    if wrong:
        where = f"{name}, {tell_lines(lines)}" if lines else name
        return "", [Problem(where=where, wrong=wrong, **expected._asdict())]
    return data.decode("utf-8-sig"), []


def _open_file(path: Path, limit: int) -> tuple[bytes | None, str]:
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if stat.S_ISREG(about.st_mode) and about.st_size > limit:
                return None, ""
            # What is no plain file tells no size beforehand.
            return file.read(limit + 1), ""
    except FileNotFoundError:
        return b"", _("is not there")
    except IsADirectoryError:
        return b"", _("is a folder")
    except OSError as error:
        return b"", _("cannot be opened ({reason})", reason=error.strerror or error)
    except ValueError:
        return b"", _("is no name that a file can have")


def _explain_unreadable(data: bytes) -> tuple[str, list[int]]:
    if data.startswith(_UTF16_MARKS):
        return _("is written in UTF-16, not UTF-8"), []
    if b"\0" in data:
        return _("is no text: it holds NUL bytes, as spreadsheets and pictures do"), []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        lines = [number for number, line in enumerate(data.splitlines(), 1) if _is_broken(line)]
        return _("cannot be read as UTF-8 text"), lines
    return ("", []) if text.strip() else (_("is empty"), [])


def _is_broken(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
