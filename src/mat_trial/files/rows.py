"""What every kind of diary file is cut into: cells of text that know the line they stand on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.findings import Finding, Unit
from mat_trial.language import _, _n

LINE = "line"
AT_LINE = " line"
"""The same beside a diary's own columns, whose names begin with no blank."""
MOST_COLUMNS = 500
"""More than any diary has; a file with more is none, and would only take the machine's memory."""
CELLS_AT_ONCE = 500_000
"""So many cells of a table are made at a time."""

Tell = Callable[[float], object]
"""Is told again and again which share of the work is done, from 0 to 1."""


def say_nothing(_share: float) -> None:
    """Tell nobody."""


class CutError(Exception):
    """A file turns out to be unreadable while it is cut; carries the problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


class Piece(NamedTuple):
    """Some rows of a file, cut into cells.

    Parameters
    ----------
    cells
        As in `Rows`.
    share
        How much of the file is cut by now, from 0 to 1.
    findings
        Rows that could not be cut as the header is, and are in no piece's cells; they may come
        with a later piece than their neighbours.
    """

    cells: pl.DataFrame
    share: float = 1.0
    findings: tuple[Finding, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPieces:
    """As `Rows`, for a file of any length: its cells come in pieces.

    Parameters
    ----------
    header, header_line, unit, is_marked
        As in `Rows`.
    cut
        Cuts the file anew from its start; gives one piece at least, and raises `CutError` where
        it comes upon what cannot be read.
    """

    header: tuple[str, ...]
    header_line: int
    cut: Callable[[], Iterator[Piece]]
    unit: Unit = "line"
    is_marked: bool = False

    def join(self) -> Rows:
        """Return the whole file at once.

        Raises
        ------
        CutError
            When it cannot be read to its end.
        """
        pieces = list(self.cut())
        return Rows(
            header=self.header,
            header_line=self.header_line,
            cells=pl.concat([piece.cells for piece in pieces]),
            findings=tuple(finding for piece in pieces for finding in piece.findings),
            unit=self.unit,
            is_marked=self.is_marked,
        )


def frame_cells(lines: list[int], columns: Iterable[Sequence[str]]) -> pl.DataFrame:
    """Make the frame of cells of `Rows` from lines and columns.

    Examples
    --------
    >>> frame_cells([2], [["2026-01-05"], ["4"]]).rows()
    [(2, '2026-01-05', '4')]
    """
    return pl.DataFrame(
        [pl.Series(LINE, lines, dtype=pl.Int64)]
        + [pl.Series(str(i), column, dtype=pl.String) for i, column in enumerate(columns)]
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
