"""A file of days of any kind, CSV, Parquet or JSON, cut into cells, whatever its columns mean."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from mat_trial.errors import Problem
from mat_trial.files import json_text, parquet_rows
from mat_trial.files.csv_rows import cut_csv
from mat_trial.files.json_rows import lay_out_records
from mat_trial.files.names import FIXED_COLUMNS, fold_name
from mat_trial.files.rows import CutError, RowPieces, Rows
from mat_trial.files.sources import (
    TextFormat,
    find_unreadable,
    open_source,
    read_stamp,
    read_text,
    refuse_change,
    refuse_reading,
)
from mat_trial.language import _
from mat_trial.model import STANDARD_OUTCOMES

_T = TypeVar("_T")
_KNOWN = {fold_name(name) for name in (*FIXED_COLUMNS, *STANDARD_OUTCOMES)}


def cut_file(source: Path | bytes, *, name: str) -> tuple[Rows | None, list[Problem]]:
    r"""Cut a file of days into cells, whatever its columns mean.

    Parameters
    ----------
    source, name
        As in `read_diary`.

    Returns
    -------
    The cells, None where the file cannot be cut at all, and why it cannot.

    Examples
    --------
    >>> rows, problems = cut_file(b'[{"pain": 4.0}]', name="diary.json")
    >>> rows.header, rows.cells.rows()
    (('pain',), [(1, '4.0')])
    """
    return use_pieces(source, name=name, use=RowPieces.join)


def has_own_columns(rows: Rows, *, condition_needed: bool) -> bool:
    r"""Tell whether the columns of a file are named as a diary's are.

    Parameters
    ----------
    rows
        The file, cut into cells.
    condition_needed
        Whether a diary must have conditions.

    Examples
    --------
    >>> rows, _problems = cut_file(b"Tag;Schmerz\n5.1.2026;4\n", name="app.csv")
    >>> has_own_columns(rows, condition_needed=False)
    False
    """
    names = {fold_name(name) for name in rows.header}
    needed = {"date", "condition"} if condition_needed else {"date"}
    return needed <= names and bool(names & set(STANDARD_OUTCOMES))


def use_pieces(
    source: Path | bytes, *, name: str, use: Callable[[RowPieces], _T]
) -> tuple[_T | None, list[Problem]]:
    r"""Cut a file of days into pieces, use them, and close it.

    Parameters
    ----------
    source, name
        As in `read_diary`.
    use
        What is done with the pieces while the file is open.

    Returns
    -------
    What comes of the use, None where the file cannot be cut, and why it cannot.

    Examples
    --------
    >>> use_pieces(b"date,pain\n2026-01-05,4\n", name="diary.csv", use=lambda cut: cut.header)
    (('date', 'pain'), [])
    """
    expected = _describe_expected()
    file, problems = open_source(source, name=name, expected=expected)
    if file is None:
        return None, problems
    try:
        with file:
            stamp = read_stamp(file)
            pieces, problems = _open_pieces(file, name, expected)
            used = None if pieces is None else use(pieces)
            if read_stamp(file) != stamp:
                return None, [refuse_change(name=name, expected=expected)]
            return used, problems
    except CutError as error:
        return None, error.problems
    except UnicodeDecodeError:
        # It was UTF-8 when it was looked through.
        return None, [refuse_change(name=name, expected=expected)]
    except OSError as error:
        return None, [refuse_reading(error, name=name, expected=expected)]


def _open_pieces(
    file: BinaryIO, name: str, expected: TextFormat
) -> tuple[RowPieces | None, list[Problem]]:
    first = file.read(100)
    if first.startswith(parquet_rows.MAGIC):
        return parquet_rows.lay_out_parquet(file, name=name, expected=expected)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        file.seek(0)
        text, problems = read_text(
            file.read(), name=name, expected=expected, megabytes=json_text.MOST_MEGABYTES
        )
        return (None, problems) if problems else _open_json(text, name, expected)
    problems = find_unreadable(file, name=name, expected=expected)
    if problems:
        return None, problems
    return cut_csv(file, name=name, is_known=lambda header: fold_name(header) in _KNOWN)


def _describe_expected() -> TextFormat:
    return TextFormat(
        allowed=_("a diary as CSV, Parquet or JSON, text in UTF-8, of at most 200 MB"),
        remedy=_("Save the diary as 'CSV UTF-8' and give that file."),
    )


def _open_json(
    text: str, name: str, expected: TextFormat
) -> tuple[RowPieces | None, list[Problem]]:
    document, problems = json_text.parse_json(text, expected=expected, as_written=True)
    if not problems and not isinstance(document, list):
        wrong, words = _("is no list of days"), expected
        if isinstance(document, dict) and "design" in document:
            wrong = _("is a plan, not a diary")
            remedy = _(
                "Give it to a command with --plan, or on the Diary page as long as there is no "
                "plan yet."
            )
            words = expected._replace(remedy=remedy)
        problems = [Problem(where="", wrong=wrong, **words._asdict())]
    if problems:
        return None, [json_text.place(problem, name) for problem in problems]
    return lay_out_records(document, name=name)
