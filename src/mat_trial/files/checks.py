"""Rules for cells, and the search for every cell that breaks one."""

from dataclasses import dataclass

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.findings import MOST_TOLD, Finding, Unit, suggest, tell_lines
from mat_trial.files.rows import LINE
from mat_trial.language import _

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


def find_broken(
    cells: pl.DataFrame,
    cell: str,
    rules: tuple[Rule, ...],
    *,
    column: str,
    name: str,
    unit: Unit = "line",
) -> list[Finding]:
    """Find every cell of a column that breaks a rule.

    Parameters
    ----------
    cells
        A row for each row of the file, its line in the column `line`.
    cell
        The column.
    rules
        Of that column alone, tried in order.
    column, name, unit
        What the file calls the column, what the file is called, and what counts its rows.

    Examples
    --------
    >>> cells = pl.DataFrame({"line": [2, 3], "0": ["4", "11"]})
    >>> rule = Rule(broken=pl.col("0") == "11", wrong="is above 10", allowed="0 to 10",
    ...             remedy="Correct the score.")
    >>> [found] = find_broken(cells, "0", (rule,), column="pain", name="diary.csv")
    >>> print(found.problem)
    diary.csv, line 3, pain: '11' is above 10. Allowed: 0 to 10. Correct the score.
    """
    if not rules:
        return []
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
        return []
    alike = (
        cells.select(LINE, cell)
        .join(broken, on=cell, maintain_order="left")
        .group_by("value", "rule", maintain_order=True)
        .agg(LINE)
    )
    findings = []
    # One more than are told, so that it is known that there are more.
    for value, i, lines in alike.head(MOST_TOLD + 1).iter_rows():
        rule = rules[i]
        remedy = suggest(value.casefold(), rule.choices) + rule.remedy
        for told in [lines] if len(lines) > _MOST_APART else [[line] for line in lines]:
            problem = Problem(
                where=f"{name}, {tell_lines(told, unit=unit)}, {column}",
                value=value or None,
                wrong=rule.wrong,
                allowed=rule.allowed,
                remedy=remedy,
            )
            findings.append(Finding(told[0], problem, tuple(told)))
    return findings


def find_repeated_days(
    cells: pl.DataFrame,
    day: pl.Expr,
    person: pl.Expr,
    *,
    column: str,
    name: str,
    unit: Unit = "line",
) -> list[Finding]:
    """Find the rows that score a day which an earlier row of the same person scores.

    Parameters
    ----------
    cells
        A row for each row of the file, in its order, its line in the column `line`.
    day
        Dates; null where a row has none that can be read.
    person
        Whose row it is.
    column, name, unit
        What the file calls the column of dates, what the file is called, and what counts its
        rows.

    Examples
    --------
    >>> import datetime as dt
    >>> cells = pl.DataFrame({"line": [2, 5], "day": [dt.date(2026, 1, 5)] * 2})
    >>> [found] = find_repeated_days(cells, pl.col("day"), pl.lit(""), column="date",
    ...                              name="diary.csv")
    >>> print(found.problem)
    diary.csv, line 5, date: '2026-01-05' is on line 2 already. Allowed: one row a day for each
    person. Keep the row that is right and delete the other.
    """
    repeated = (
        cells.select(LINE, day=day, person=person)
        .filter(pl.col("day").is_not_null())
        # Days of the same hash first, and among those few the same days: where each row is a day
        # of its own, as in nearly every file, to group them all takes more memory than the file.
        .filter(pl.struct("day", "person").hash().is_duplicated())
        .with_columns(first=pl.col(LINE).first().over("day", "person"))
        .filter(pl.col(LINE) != pl.col("first"))
        .head(MOST_TOLD + 1)
    )
    return [
        Finding(
            line,
            Problem(
                where=f"{name}, {tell_lines([line], unit=unit)}, {column}",
                value=day.isoformat(),
                wrong=_("is on {line} already", line=tell_lines([first], unit=unit)),
                allowed=_("one row a day for each person"),
                remedy=_("Keep the row that is right and delete the other."),
            ),
            (line,),
        )
        for line, day, first in repeated.select(LINE, "day", "first").iter_rows()
    ]
