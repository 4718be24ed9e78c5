"""From CSV text to a Polars frame of strings that knows the line each row stands on."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.findings import Finding

LINE = "line"
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A CSV file, cut into cells and not yet understood.

    Parameters
    ----------
    header
        Names as written, outer blanks taken off; blank where a column has none.
    header_line
        Line the header stands on; lines count from 1.
    cells
        A row for every row that is not blank and as long as the header: `line`, then one string
        column a header cell, called ``"0"``, ``"1"`` and so on, so that no name can clash.
    findings
        Rows that could not be cut as the header is.
    """

    header: tuple[str, ...]
    header_line: int
    cells: pl.DataFrame
    findings: tuple[Finding, ...]


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
    lines, rows, findings = _cut(text, delimiter, name)
    header = tuple(cell.strip() for cell in rows[0]) if rows else ()
    width = len(header)
    whole: list[list[str]] = []
    whole_lines: list[int] = []
    for line, row in zip(lines[1:], rows[1:], strict=True):
        if len(row) == width:
            whole_lines.append(line)
            whole.append(row)
        else:
            problem = _describe_ragged(row, line=line, width=width, mark=delimiter, name=name)
            findings.append(Finding(line, problem))
    columns = zip(*whole, strict=True) if whole else ((),) * width
    cells = pl.DataFrame(
        [pl.Series(LINE, whole_lines, dtype=pl.Int64)]
        + [pl.Series(str(i), column, dtype=pl.String) for i, column in enumerate(columns)]
    )
    return Rows(
        header=header,
        header_line=lines[0] if lines else 1,
        cells=cells,
        findings=tuple(findings),
    )


def _sniff_delimiter(text: str, is_known: Callable[[str], bool]) -> str:
    lines = io.StringIO(text, newline="")
    first = next((line for line in lines if line.strip(_DELIMITERS + " \r\n")), "")

    def count_fit(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(map(is_known, cells)), len(cells)

    return max(_DELIMITERS, key=count_fit)


def _cut(text: str, delimiter: str, name: str) -> tuple[list[int], list[list[str]], list[Finding]]:
    # Polars fills a short row with nulls, stops at the first long one and knows no line numbers;
    # the csv module tells all three.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    findings: list[Finding] = []
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return lines, rows, findings
        except csv.Error:
            findings.append(Finding(line, _describe_quotes(line, name)))
            continue
        if "".join(row).strip():
            lines.append(line)
            rows.append(row)


def _describe_quotes(line: int, name: str) -> Problem:
    return Problem(
        where=f"{name}, line {line}",
        wrong="has a quotation mark that is not closed where the cell ends",
        allowed='a cell wholly in quotation marks, with "" for a mark inside it, or one without',
        remedy="Close the quotation mark or take it out.",
    )


def _describe_ragged(row: list[str], *, line: int, width: int, mark: str, name: str) -> Problem:
    delimiter = {",": "comma", ";": "semicolon", "\t": "tab"}[mark]
    n_cells = len(row)
    return Problem(
        where=f"{name}, line {line}",
        value=mark.join(row),
        wrong=f"has {n_cells} cell{'' if n_cells == 1 else 's'}",
        allowed=f"{width}, as in the header",
        remedy=(
            f"Put in the {delimiter} that is missing; it stands for a blank cell too."
            if n_cells < width
            else f"Take out the {delimiter} too many, or put quotation marks around a cell that "
            "holds one; write decimals with a point."
        ),
    )
