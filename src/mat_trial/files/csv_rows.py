"""From CSV text to cells; a row that is not like the header is told with its line."""

import csv
import io
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, TextIO, TypeVar

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.findings import Finding, tell_lines
from mat_trial.files.rows import (
    MOST_COLUMNS,
    Piece,
    RowPieces,
    frame_cells,
    too_many_columns,
)
from mat_trial.language import _, _n, mark

_DELIMITERS = {",": mark("comma"), ";": mark("semicolon"), "\t": mark("tab")}
# Rows with the same mistake are told one by one up to here, together beyond it.
_MOST_APART = 3
# A file with more rows than this that cannot be cut is read no further.
_MOST_BROKEN = 10_000
BYTES_AT_ONCE = 2_000_000
"""So much of a file is cells at a time."""
_T = TypeVar("_T")


def cut_csv(
    file: BinaryIO, *, name: str, is_known: Callable[[str], bool]
) -> tuple[RowPieces | None, list[Problem]]:
    r"""Cut CSV text into cells: comma, semicolon or tab, whichever the header is written with.

    Parameters
    ----------
    file
        UTF-8 text, with or without a byte order mark; not blank. It is read anew whenever pieces
        are cut, so it must stay open.
    name
        What the file is called in problems.
    is_known
        Whether a name is one of a diary's: tells the delimiter where a header fits several.

    Returns
    -------
    The pieces, None where the file is none of a diary, and why it is not.

    Examples
    --------
    >>> pieces, problems = cut_csv(io.BytesIO(b"date;pain\n\n2026-01-05;4\n"), name="diary.csv",
    ...                            is_known=lambda name: name == "date")
    >>> pieces.header, pieces.join().cells.rows()
    (('date', 'pain'), [(3, '2026-01-05', '4')])
    """
    size = file.seek(0, os.SEEK_END)
    # A note may be of any length. The limit belongs to the process and is only ever raised here,
    # so that another thread never finds it lower than it set it.
    csv.field_size_limit(max(csv.field_size_limit(), size))
    with _open_text(file) as lines:
        delimiter = _sniff_delimiter(lines, is_known)
    with closing(_cut_rows(file, _Broken(delimiter=delimiter, name=name))) as rows:
        header_line, first = next(rows, (1, []))
    if len(first) > MOST_COLUMNS:
        return None, [too_many_columns(len(first), name=name)]

    def cut() -> Iterator[Piece]:
        broken = _Broken(delimiter=delimiter, name=name, width=len(first))
        rows = _cut_rows(file, broken)
        next(rows, None)
        while not (cells := _collect(file, rows, broken)).is_empty():
            yield Piece(cells, file.tell() / size)
        # Mistakes that are alike are told together, so only when all are known.
        yield Piece(cells, findings=tuple(broken.list_findings()))

    header = tuple(cell.strip() for cell in first)
    return RowPieces(header=header, header_line=header_line, cut=cut, is_marked=True), []


def _sniff_delimiter(lines: TextIO, is_known: Callable[[str], bool]) -> str:
    blank = "".join(_DELIMITERS) + " \r\n"
    first = next((line for line in lines if line.strip(blank)), "").rstrip("\r\n")

    def count_fit(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(map(is_known, cells[:MOST_COLUMNS])), len(cells)

    return max(_DELIMITERS, key=count_fit)


@dataclass(slots=True, kw_only=True)
class _Broken:
    """Rows that are not as the header, gathered while the file is cut."""

    delimiter: str
    name: str
    width: int = 0
    quotes: list[int] = field(default_factory=list)
    ragged: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    n_rows: int = 0
    stopped: int | None = None

    def add_ragged(self, line: int, row: list[str]) -> None:
        self.n_rows += 1
        alike = self.ragged.setdefault(min(len(row), 2 * MOST_COLUMNS), [])
        # Beyond these the row itself is not shown.
        alike.append((line, self.delimiter.join(row) if len(alike) < _MOST_APART else ""))

    def add_quotes(self, line: int) -> None:
        self.n_rows += 1
        self.quotes.append(line)

    def list_findings(self) -> Iterator[Finding]:
        for lines in _part(self.quotes):
            yield Finding(lines[0], _describe_quotes(lines, self.name), tuple(lines))
        for n_cells, rows in self.ragged.items():
            for alike in _part(rows):
                value = alike[0][1]
                lines = [line for line, _row in alike]
                problem = self._describe_ragged(lines, value, n_cells)
                yield Finding(lines[0], problem, tuple(lines))
        if self.stopped is not None:
            yield Finding(self.stopped, _describe_stop(self.stopped, self.name))

    def _describe_ragged(self, lines: list[int], value: str, n_cells: int) -> Problem:
        delimiter = _(_DELIMITERS[self.delimiter])
        return Problem(
            where=f"{self.name}, {tell_lines(lines)}",
            value=value,
            wrong=_n("has {n} cell", "has {n} cells", n_cells),
            allowed=_("{n}, as in the header", n=self.width),
            remedy=(
                _(
                    "Put in the {delimiter} that is missing; it stands for a blank cell too.",
                    delimiter=delimiter,
                )
                if n_cells < self.width
                else _(
                    "Take out the {delimiter} too many, or put quotation marks around a cell that "
                    "holds one; write decimals with a point.",
                    delimiter=delimiter,
                )
            ),
        )


def _part(found: list[_T]) -> list[list[_T]]:
    return [found] if len(found) > _MOST_APART else [[one] for one in found]


@contextmanager
def _open_text(file: BinaryIO) -> Iterator[TextIO]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        yield text
    finally:
        # Or the file would be closed with it.
        text.detach()


def _cut_rows(file: BinaryIO, broken: _Broken) -> Generator[tuple[int, list[str]], None, None]:
    # Polars fills a short row with nulls, stops at the first long one and knows no line numbers;
    # the csv module tells all three.
    with _open_text(file) as lines:
        reader = csv.reader(lines, delimiter=broken.delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            if broken.n_rows > _MOST_BROKEN:
                broken.stopped = line
                return
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                broken.add_quotes(line)
                continue
            if "".join(row).strip():
                yield line, row


def _collect(
    file: BinaryIO, rows: Iterator[tuple[int, list[str]]], broken: _Broken
) -> pl.DataFrame:
    end = file.tell() + BYTES_AT_ONCE
    lines: list[int] = []
    whole: list[list[str]] = []
    for line, row in rows:
        if len(row) != broken.width:
            broken.add_ragged(line, row)
            continue
        lines.append(line)
        whole.append(row)
        if file.tell() >= end:
            break
    return frame_cells(lines, zip(*whole, strict=True) if whole else [()] * broken.width)


def _describe_quotes(lines: list[int], name: str) -> Problem:
    return Problem(
        where=f"{name}, {tell_lines(lines)}",
        wrong=_("has a quotation mark that is not closed where the cell ends"),
        allowed=_(
            'a cell wholly in quotation marks, with "" for a mark inside it, or one without'
        ),
        remedy=_("Close the quotation mark or take it out."),
    )


def _describe_stop(line: int, name: str) -> Problem:
    return Problem(
        where=f"{name}, {tell_lines([line])}",
        wrong=_(
            "is where reading stopped: more than {n} rows are unlike the header", n=_MOST_BROKEN
        ),
        allowed=_("rows with as many cells as the header"),
        remedy=_("Put these right first; perhaps it is not the file you meant."),
    )
