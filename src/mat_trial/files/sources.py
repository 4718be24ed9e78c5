"""From a path or bytes to text: the first step of every reader, and what goes wrong there."""

from pathlib import Path
from typing import NamedTuple

from mat_trial.errors import Problem
from mat_trial.files.findings import tell_lines

MOST_MEGABYTES = 200
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class TextFormat(NamedTuple):
    """What a kind of file must be, and how to get one, in the words of a problem."""

    allowed: str
    remedy: str


def read_text(
    source: Path | bytes, *, name: str, expected: TextFormat
) -> tuple[str, list[Problem]]:
    r"""Read UTF-8 text, with or without a byte order mark.

    Parameters
    ----------
    source
        A file, or the bytes of one.
    name
        What the file is called in problems.
    expected
        Words for what is allowed and what to do.

    Returns
    -------
    The text, empty where there is any problem, and the problems.

    Examples
    --------
    >>> read_text(b"date,pain\n", name="diary.csv", expected=TextFormat("a CSV file", "Save it."))
    ('date,pain\n', [])
    """
    data, wrong = (source, "") if isinstance(source, bytes) else _read_bytes(source)
    if wrong:
        remedy = "Check the name of the file and the folder it is in."
        return "", [Problem(where=name, wrong=wrong, allowed=expected.allowed, remedy=remedy)]
    wrong, lines = _explain_unreadable(data)
    if wrong:
        where = f"{name}, {tell_lines(lines)}" if lines else name
        return "", [Problem(where=where, wrong=wrong, **expected._asdict())]
    return data.decode("utf-8-sig"), []


def _read_bytes(path: Path) -> tuple[bytes, str]:
    try:
        with path.open("rb") as file:
            return file.read(MOST_MEGABYTES * 1_000_000 + 1), ""
    except FileNotFoundError:
        return b"", "is not there"
    except IsADirectoryError:
        return b"", "is a folder"
    except OSError as error:
        return b"", f"cannot be opened ({error.strerror or error})"
    except ValueError:
        return b"", "is no name that a file can have"


def _explain_unreadable(data: bytes) -> tuple[str, list[int]]:
    if len(data) > MOST_MEGABYTES * 1_000_000:
        return f"is larger than {MOST_MEGABYTES} MB", []
    if data.startswith(_UTF16_MARKS):
        return "is written in UTF-16, not UTF-8", []
    if b"\0" in data:
        return "is no text: it holds NUL bytes, as spreadsheets and pictures do", []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        lines = [number for number, line in enumerate(data.splitlines(), 1) if _is_broken(line)]
        return "cannot be read as UTF-8 text", lines
    return ("", []) if text.strip() else ("is empty", [])


def _is_broken(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
