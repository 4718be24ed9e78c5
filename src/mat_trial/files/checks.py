"""Rules for cells, and the search for every cell that breaks one."""

from array import array
from dataclasses import dataclass

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.findings import MOST_TOLD, Finding, Unit, suggest, tell_lines
from mat_trial.files.rows import LINE

# Lines with the same mistake are told one by one up to here, together beyond it.
_MOST_APART = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a cell must not be, in Polars and in words.

    Parameters
    ----------
    broken
        True where a cell breaks the rule.
    wrong, allowed, remedy
        As in `Problem`.
    choices
        Words that the person may have meant.
    """

    broken: pl.Expr
    wrong: str
    allowed: str
    remedy: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a column is read.

    Parameters
    ----------
    value
        The cells' values, null where blank or unreadable.
    rules
        Tried in order: a cell is told by the first that it breaks.
    """

    value: pl.Expr
    rules: tuple[Rule, ...]


def strip_cell(cell: str) -> pl.Expr:
    """Take the blanks around a cell off.

    Examples
    --------
    >>> pl.DataFrame({"0": [" 4 "]}).select(strip_cell("0")).item()
    '4'
    """
    return pl.col(cell).str.strip_chars()


class BrokenCells:
    """The cells of one column that break a rule, gathered over the pieces of a file.

    Parameters
    ----------
    column, name, unit
        What the file calls the column, what the file is called, and what counts its rows.

    Examples
    --------
    >>> cells = pl.DataFrame({"line": [2, 3], "0": ["4", "11"]})
    >>> rule = Rule(broken=pl.col("0") == "11", wrong="is above 10", allowed="0 to 10",
    ...             remedy="Correct the score.")
    >>> broken = BrokenCells(column="pain", name="diary.csv")
    >>> broken.add(cells, "0", (rule,))
    >>> [found] = broken.list_findings()
    >>> print(found.problem)
    diary.csv, line 3, pain: '11' is above 10. Allowed: 0 to 10. Correct the score.
    """

    def __init__(self, *, column: str, name: str, unit: Unit = "line") -> None:
        self._column, self._name, self._unit = column, name, unit
        self._rules: tuple[Rule, ...] = ()
        # By value and rule; as an array, for there may be as many as the file has.
        self._lines: dict[tuple[str, int], array[int]] = {}

    def add(self, cells: pl.DataFrame, cell: str, rules: tuple[Rule, ...]) -> None:
        """Look through a piece.

        Parameters
        ----------
        cells
            A row for each row of the file, its line in the column `line`.
        cell
            The column.
        rules
            Of that column alone, tried in order; the same for every piece.
        """
        if not rules:
            return
        self._rules = rules
        first_broken = pl.coalesce(
            pl.when(rule.broken).then(pl.lit(i, pl.Int8)) for i, rule in enumerate(rules)
        )
        # A diary says few different things many times, so each is checked once.
        broken = (
            cells.select(pl.col(cell).unique())
            .with_columns(value=strip_cell(cell), rule=first_broken)
            .filter(pl.col("rule").is_not_null())
        )
        if broken.is_empty():
            return
        alike = (
            cells.select(LINE, cell)
            .join(broken, on=cell, maintain_order="left")
            .group_by("value", "rule", maintain_order=True)
            .agg(LINE)
        )
        for value, i, lines in alike.iter_rows():
            # One more than are told, so that it is known that there are more.
            if (value, i) in self._lines or len(self._lines) <= MOST_TOLD:
                self._lines.setdefault((value, i), array("I")).extend(lines)

    def list_findings(self) -> list[Finding]:
        """List what is broken, the same mistake on many lines as one."""
        findings = []
        for (value, i), lines in self._lines.items():
            rule = self._rules[i]
            remedy = suggest(value.casefold(), rule.choices) + rule.remedy
            for told in [lines] if len(lines) > _MOST_APART else [[line] for line in lines]:
                problem = Problem(
                    where=f"{self._name}, {tell_lines(told, unit=self._unit)}, {self._column}",
                    value=value or None,
                    wrong=rule.wrong,
                    allowed=rule.allowed,
                    remedy=remedy,
                )
                findings.append(Finding(told[0], problem, told))
        return findings
