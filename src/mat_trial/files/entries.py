"""From cells to entries, or to everything that stands in their way."""

from collections.abc import Callable, Mapping

import polars as pl

from mat_trial.files.cells import (
    parse_times,
    read_condition,
    read_date,
    read_minutes,
    read_note,
    read_person,
    read_score,
    read_time,
    read_yes_no,
)
from mat_trial.files.checks import BrokenCells, Reading
from mat_trial.files.columns import Columns
from mat_trial.files.day_order import DayOrder
from mat_trial.files.entry_table import EntryTable, TableMaker
from mat_trial.files.findings import Finding, Unit
from mat_trial.files.names import FIXED_COLUMNS, TIMES
from mat_trial.files.repeated import RepeatedDays
from mat_trial.files.rows import AT_LINE, LINE, Tell, say_nothing
from mat_trial.model import Condition, Outcome

_CONDITION = pl.Enum([condition.value for condition in Condition])


def choose_readings(
    cells: pl.DataFrame,
    columns: Columns,
    *,
    ranges: Mapping[str, Outcome],
    condition_needed: bool,
) -> dict[str, Reading]:
    """Choose how each column of a diary file is read.

    Parameters
    ----------
    cells
        The rows to be read, as in `Rows.cells`.
    columns
        Which column is which.
    ranges
        Outcomes by name, for the ends of their scales; a column not among them has none.
    condition_needed
        Whether a blank condition is refused.

    Examples
    --------
    >>> from mat_trial.files.columns import Column
    >>> columns = Columns(fixed={"date": Column(name="date", header="date", cell="0")},
    ...                   outcomes=(), ignored=())
    >>> cells = pl.DataFrame({"line": [2], "0": ["2026-01-05"]})
    >>> readings = choose_readings(cells, columns, ranges={}, condition_needed=False)
    >>> cells.select(readings["date"].value).item()
    datetime.date(2026, 1, 5)
    """
    kinds: dict[str, Callable[[str], Reading]] = {
        "date": read_date,
        "condition": lambda cell: read_condition(cell, needed=condition_needed),
        "used_mat": read_yes_no,
        "minutes": read_minutes,
        "rescue_medication": read_yes_no,
        "skin_harm": read_yes_no,
        "note": read_note,
        **dict.fromkeys(TIMES, lambda cell: read_time(cell, parse_times(cells[cell]))),
        "person": read_person,
    }
    readings = {name: kinds[name](column.cell) for name, column in columns.fixed.items()}
    for column in columns.outcomes:
        readings[column.name] = read_score(column.cell, ranges.get(column.name))
    return readings


class EntryReader:
    """Reads the cells of a file piece by piece, once its columns are known.

    Parameters
    ----------
    columns
        Which column is which.
    name, unit
        What the file is called in problems, and what counts its rows.

    Examples
    --------
    >>> from mat_trial.files.columns import Column
    >>> columns = Columns(fixed={"date": Column(name="date", header="date", cell="0")},
    ...                   outcomes=(Column(name="pain", header="pain", cell="1"),), ignored=())
    >>> reader = EntryReader(columns, name="diary.csv")
    >>> cells = pl.DataFrame({"line": [2], "0": ["2026-01-05"], "1": ["4"]})
    >>> reader.add(cells, choose_readings(cells, columns, ranges={}, condition_needed=False))
    >>> table, findings = reader.finish()
    >>> table.make_entries()[0].scores, findings
    ({'pain': 4.0}, [])
    """

    def __init__(self, columns: Columns, *, name: str, unit: Unit = "line") -> None:
        self._columns = columns
        self._outcomes = tuple(column.name for column in columns.outcomes)
        self._name, self._unit = name, unit
        self._broken = {
            column.name: BrokenCells(column=column.header, name=name, unit=unit)
            for column in (*columns.fixed.values(), *columns.outcomes)
        }
        self._order = DayOrder()

    def add(self, cells: pl.DataFrame, readings: Mapping[str, Reading]) -> None:
        """Read some rows.

        Parameters
        ----------
        cells
            As in `Rows.cells`, those that follow on the ones before.
        readings
            How each column is read, by the diary's name of it.
        """
        for column in (*self._columns.fixed.values(), *self._columns.outcomes):
            self._broken[column.name].add(cells, column.cell, readings[column.name].rules)
        if "date" in readings:
            self._order.add(_read_values(cells, readings))

    def finish(self, tell: Tell = say_nothing) -> tuple[EntryTable, list[Finding]]:
        """Put the days in order and check them.

        Parameters
        ----------
        tell
            Called again and again with the share that is done.

        Returns
        -------
        Entries sorted by person and date, and what is wrong with the cells; no entries where
        anything is, or where there are no dates or no scores.
        """
        findings = [found for broken in self._broken.values() for found in broken.list_findings()]
        if "date" not in self._broken:
            return EntryTable(), findings
        date = self._columns.fixed["date"].header
        repeated = RepeatedDays(column=date, name=self._name, unit=self._unit)
        kept = TableMaker(outcomes=self._outcomes)
        n_done = 0
        for days in self._order.give():
            repeated.add(days)
            if self._outcomes and not findings:
                kept.add(days.drop(AT_LINE), self._order.keep)
            n_done += days.height
            tell(n_done / self._order.n_days)
        findings += repeated.list_findings()
        return (EntryTable() if findings else kept.table), findings


def _read_values(cells: pl.DataFrame, readings: Mapping[str, Reading]) -> pl.DataFrame:
    return (
        cells.select(
            pl.col(LINE).alias(AT_LINE),
            *(reading.value.alias(name) for name, reading in readings.items()),
            *(pl.lit(None).alias(name) for name in FIXED_COLUMNS if name not in readings),
        )
        .cast({"condition": _CONDITION, "person": pl.String})
        .with_columns(pl.col("person").fill_null(""))
        # A row whose date is none is told as such, and is no day twice.
        .filter(pl.col("date").is_not_null())
    )
