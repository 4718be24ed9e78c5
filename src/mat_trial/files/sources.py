"""From a path or bytes to text: the first step of every reader, and what goes wrong there."""

import codecs
import io
import os
import re
import stat
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from mat_trial.errors import Problem
from mat_trial.files.findings import tell_lines
from mat_trial.language import _

MOST_MEGABYTES = 200
_BYTES_AT_ONCE = 1_000_000
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class TextFormat(NamedTuple):
    """What a kind of file must be, and how to get one, in the words of a problem."""

    allowed: str
    remedy: str


def open_source(
    source: Path | bytes, *, name: str, expected: TextFormat, megabytes: int | None = None
) -> tuple[BinaryIO | None, list[Problem]]:
    """Open a file that is not too large; one that is, is not read at all.

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
    The file, to be read from any place and closed in the end, None where there is any problem,
    and the problems.

    Examples
    --------
    >>> file, problems = open_source(b"date", name="diary.csv",
    ...                              expected=TextFormat("a CSV file", "Save it."))
    >>> file.read(), problems
    (b'date', [])
    """
    most = MOST_MEGABYTES if megabytes is None else megabytes
    limit = most * 1_000_000
    file, wrong = (io.BytesIO(source), "") if isinstance(source, bytes) else _open(source, limit)
    remedy = _("Check the name of the file and the folder it is in.")
    if file is not None and file.seek(0, os.SEEK_END) > limit:
        file.close()
        wrong = _("is larger than {n} MB", n=most)
        remedy = _("Make it smaller: keep one person's days, or split it in two.")
    if wrong or file is None:
        return None, [Problem(where=name, wrong=wrong, allowed=expected.allowed, remedy=remedy)]
    file.seek(0)
    return file, []


def read_bytes(
    source: Path | bytes, *, name: str, expected: TextFormat, megabytes: int | None = None
) -> tuple[bytes, list[Problem]]:
    """Read a whole file that is not too large.

    Parameters
    ----------
    source, name, expected, megabytes
        As in `open_source`.

    Returns
    -------
    The bytes, none where there is any problem, and the problems.

    Examples
    --------
    >>> read_bytes(b"date", name="diary.csv", expected=TextFormat("a CSV file", "Save it."))
    (b'date', [])
    """
    file, problems = open_source(source, name=name, expected=expected, megabytes=megabytes)
    if file is None:
        return b"", problems
    try:
        with file:
            return file.read(), []
    except OSError as error:
        return b"", [refuse_reading(error, name=name, expected=expected)]


def refuse_reading(error: OSError, *, name: str, expected: TextFormat) -> Problem:
    """Say that a file that was opened cannot be read to its end.

    Examples
    --------
    >>> print(refuse_reading(OSError(5, "Input/output error"), name="diary.csv",
    ...                      expected=TextFormat("a CSV file", "Copy it to this machine.")))
    diary.csv: cannot be read to its end (Input/output error). Allowed: a CSV file. Copy it to
    this machine.
    """
    return Problem(
        where=name,
        wrong=_("cannot be read to its end ({reason})", reason=error.strerror or error),
        **expected._asdict(),
    )


def read_stamp(file: BinaryIO) -> tuple[int, int] | None:
    """Read what changes with a file on the disk: its size and when it was written to.

    Examples
    --------
    >>> read_stamp(io.BytesIO(b"date")) is None
    True
    """
    try:
        about = os.fstat(file.fileno())
    except io.UnsupportedOperation:
        return None
    return about.st_size, about.st_mtime_ns


def refuse_change(*, name: str, expected: TextFormat) -> Problem:
    """Say that another program wrote to a file meanwhile, so that its parts may not fit.

    Examples
    --------
    >>> print(refuse_change(name="diary.csv", expected=TextFormat("a CSV file", "Save it.")))
    diary.csv: was changed while it was read. Allowed: a CSV file. Let the other program finish,
    and try again.
    """
    return Problem(
        where=name,
        wrong=_("was changed while it was read"),
        allowed=expected.allowed,
        remedy=_("Let the other program finish, and try again."),
    )


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
    problems = problems or find_unreadable(io.BytesIO(data), name=name, expected=expected)
    return ("", problems) if problems else (data.decode("utf-8-sig"), [])


def find_unreadable(file: BinaryIO, *, name: str, expected: TextFormat) -> list[Problem]:
    r"""Say why a file cannot be read as UTF-8 text, where it cannot; little of it at a time.

    Parameters
    ----------
    file
        Read from its start.
    name, expected
        As in `open_source`.

    Examples
    --------
    >>> [problem] = find_unreadable(io.BytesIO(b"pain\n\xe4\n"), name="diary.csv",
    ...                             expected=TextFormat("a CSV file", "Save it as UTF-8."))
    >>> print(problem)
    diary.csv, line 2: cannot be read as UTF-8 text. Allowed: a CSV file. Save it as UTF-8.
    """
    wrong, lines = _explain_unreadable(file)
    if not wrong:
        return []
    where = f"{name}, {lines}" if lines else name
    return [Problem(where=where, wrong=wrong, **expected._asdict())]


def _open(path: Path, limit: int) -> tuple[BinaryIO | None, str]:
    try:
        file = path.open("rb")
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file, ""
        # What is no plain file tells no size beforehand, and cannot be read twice.
        with file:
            return io.BytesIO(file.read(limit + 1)), ""
    except FileNotFoundError:
        return None, _("is not there")
    except IsADirectoryError:
        return None, _("is a folder")
    except OSError as error:
        return None, _("cannot be opened ({reason})", reason=error.strerror or error)
    except ValueError:
        return None, _("is no name that a file can have")


def _explain_unreadable(file: BinaryIO) -> tuple[str, str]:
    file.seek(0)
    if file.read(2) in _UTF16_MARKS:
        return _("is written in UTF-16, not UTF-8"), ""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    is_utf8, is_blank = True, True
    for data in chain(iter(partial(file.read, _BYTES_AT_ONCE), b""), [b""]):
        if b"\0" in data:
            return _("is no text: it holds NUL bytes, as spreadsheets and pictures do"), ""
        try:
            text = decoder.decode(data, final=not data) if is_utf8 else ""
        except UnicodeDecodeError:
            is_utf8 = False
        else:
            is_blank = is_blank and not text.strip()
    if not is_utf8:
        return _("cannot be read as UTF-8 text"), tell_lines(_find_broken_lines(file))
    return (_("is empty") if is_blank else ""), ""


def _find_broken_lines(file: BinaryIO) -> Iterator[int]:
    file.seek(0)
    # What is no UTF-8 becomes half characters, which UTF-8 itself never holds.
    text = io.TextIOWrapper(file, encoding="utf-8", errors="surrogateescape", newline="")
    for number, line in enumerate(text, 1):
        if _HALF_CHARACTER.search(line):
            yield number
    text.detach()
