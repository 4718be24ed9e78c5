"""From CSV text to a Polars frame of strings that knows the line each row stands on."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.findings import Finding, Unit, tell_lines
from mat_trial.language import _, _n, mark

LINE = "line"
MOST_COLUMNS = 500
"""More than any diary has; a file with more is none, and would only take the machine's memory."""

_DELIMITERS = {",": mark("comma"), ";": mark("semicolon"), "\t": mark("tab")}
# Rows with the same mistake are told one by one up to here, together beyond it.
_MOST_APART = 3
# A file with more rows than this that cannot be cut is read no further.
_MOST_BROKEN = 10_000
_ROWS_AT_ONCE = 50_000
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A file of days, cut into cells and not yet understood.

    Parameters
    ----------
    header
        Names as written, outer blanks taken off; blank where a column has none.
    header_line
        Line the header stands on; lines count from 1. 0 where the names stand in no line.
    cells
        A row for every row that is not blank and as long as the header: `line`, then one string
        column a header cell, called ``"0"``, ``"1"`` and so on, so that no name can clash.
    findings
        Rows that could not be cut as the header is.
    unit
        What `line` counts.
    is_marked
        Whether texts may carry the mark of `formulas`.
    """

    header: tuple[str, ...]
    header_line: int
    cells: pl.DataFrame
    findings: tuple[Finding, ...] = ()
    unit: Unit = "line"
    is_marked: bool = False


def split_rows(text: str, *, name: str, is_known: Callable[[str], bool]) -> Rows:
    r"""Cut CSV text into cells: comma, semicolon or tab, whichever the header is written with.

    Parameters
    ----------
    text
        The whole file; not blank.
    name
        What the file is called in problems.
    is_known
        Whether a name is one of a diary's: tells the delimiter where a header fits several.

    Examples
    --------
    >>> rows = split_rows("date;pain\n\n2026-01-05;4\n", name="diary.csv",
    ...                   is_known=lambda name: name == "date")
    >>> rows.header, rows.cells.rows()
    (('date', 'pain'), [(3, '2026-01-05', '4')])
    """
    # A note may be of any length. The limit belongs to the process and is only ever raised here,
    # so that another thread never finds it lower than it set it.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    delimiter = _sniff_delimiter(text, is_known)
    broken = _Broken(delimiter=delimiter, name=name)
    cut = _cut(text, delimiter, broken)
    header_line, first = next(cut, (1, []))
    header = tuple(cell.strip() for cell in first)
    broken.width = len(header)
    if broken.width > MOST_COLUMNS:
        return Rows(
            header=(),
            header_line=header_line,
            cells=_frame([], [], 0),
            findings=(Finding(header_line, too_many_columns(len(header), name=name)),),
            is_marked=True,
        )
    return Rows(
        header=header,
        header_line=header_line,
        cells=_collect(cut, broken),
        findings=tuple(broken.list_findings()),
        is_marked=True,
    )


def too_many_columns(n_columns: int, *, name: str) -> Problem:
    """Say that a file has more columns than any diary.

    Examples
    --------
    >>> print(too_many_columns(1000, name="diary.csv"))
    diary.csv: has 1000 columns. Allowed: 500 at most. Keep the columns of the diary and take out
    the others.
    """
    return Problem(
        where=name,
        wrong=_n("has {n} column", "has {n} columns", n_columns),
        allowed=_("{n} at most", n=MOST_COLUMNS),
        remedy=_("Keep the columns of the diary and take out the others."),
    )


def _sniff_delimiter(text: str, is_known: Callable[[str], bool]) -> str:
    blank = re.escape("".join(_DELIMITERS))
    found = re.search(rf"[^{blank} \r\n][^\r\n]*", text)
    at = found.start() if found else 0
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    first = text[start : found.end()] if found else ""

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


def _cut(text: str, delimiter: str, broken: _Broken) -> Iterator[tuple[int, list[str]]]:
    # Polars fills a short row with nulls, stops at the first long one and knows no line numbers;
    # the csv module tells all three.
    # Encoded, as a StringIO would take four times the memory of the file.
    lines = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
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


def _collect(rows: Iterator[tuple[int, list[str]]], broken: _Broken) -> pl.DataFrame:
    # In pieces: Python's strings take several times the memory of Polars'.
    frames = []
    lines: list[int] = []
    whole: list[list[str]] = []
    for line, row in rows:
        if len(row) != broken.width:
            broken.add_ragged(line, row)
            continue
        lines.append(line)
        whole.append(row)
        if len(whole) == _ROWS_AT_ONCE:
            frames.append(_frame(lines, whole, broken.width))
            lines, whole = [], []
    frames.append(_frame(lines, whole, broken.width))
    return pl.concat(frames) if len(frames) > 1 else frames[0]


def _frame(lines: list[int], rows: list[list[str]], width: int) -> pl.DataFrame:
    columns = zip(*rows, strict=True) if rows else ((),) * width
    return pl.DataFrame(
        [pl.Series(LINE, lines, dtype=pl.Int64)]
        + [pl.Series(str(i), column, dtype=pl.String) for i, column in enumerate(columns)]
    )


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
