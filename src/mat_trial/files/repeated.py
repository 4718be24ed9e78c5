"""Days that stand in a file more than once for the same person."""

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.findings import MOST_TOLD, Finding, Unit, tell_lines
from mat_trial.files.rows import AT_LINE
from mat_trial.language import _

_SAME_DAY = ("person", "date")
_FOUND = {"date": pl.Date, AT_LINE: pl.Int64, "first": pl.Int64}


class RepeatedDays:
    """The rows that score a day which an earlier row of the same person scores.

    Parameters
    ----------
    column, name, unit
        What the file calls the column of dates, what the file is called, and what counts its
        rows.

    Examples
    --------
    >>> import datetime as dt
    >>> repeated = RepeatedDays(column="date", name="diary.csv")
    >>> repeated.add(pl.DataFrame({"person": "", "date": dt.date(2026, 1, 5), " line": [2, 5]}))
    >>> [found] = repeated.list_findings()
    >>> print(found.problem)
    diary.csv, line 5, date: '2026-01-05' is on line 2 already. Allowed: one row a day for each
    person. Keep the row that is right and delete the other.
    """

    def __init__(self, *, column: str, name: str, unit: Unit = "line") -> None:
        self._column, self._name, self._unit = column, name, unit
        self._found = pl.DataFrame(schema=_FOUND)

    def add(self, days: pl.DataFrame) -> None:
        """Look through days that are sorted by person, date and line; no day is parted."""
        is_again = pl.all_horizontal(pl.col(key) == pl.col(key).shift() for key in _SAME_DAY)
        if not days.select(is_again.any()).item():
            return
        found = (
            days.select(*_SAME_DAY, AT_LINE, first=pl.col(AT_LINE).first().over(_SAME_DAY))
            .filter(pl.col(AT_LINE) != pl.col("first"))
            .select(*_FOUND)
        )
        # One more than are told, so that it is known that there are more.
        self._found = pl.concat([self._found, found]).sort(AT_LINE).head(MOST_TOLD + 1)

    def list_findings(self) -> list[Finding]:
        """List the first of them, by the lines of the file."""
        return [
            Finding(
                line,
                Problem(
                    where=f"{self._name}, {tell_lines([line], unit=self._unit)}, {self._column}",
                    value=date.isoformat(),
                    wrong=_("is on {line} already", line=tell_lines([first], unit=self._unit)),
                    allowed=_("one row a day for each person"),
                    remedy=_("Keep the row that is right and delete the other."),
                ),
                (line,),
            )
            for date, line, first in self._found.iter_rows()
        ]
