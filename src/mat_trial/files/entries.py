"""From cells to entries, or to everything that stands in their way."""

import datetime as dt
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
from mat_trial.files.checks import Reading, find_broken, find_repeated_days
from mat_trial.files.columns import Columns
from mat_trial.files.entry_table import EntryTable
from mat_trial.files.findings import Finding, Unit
from mat_trial.files.names import FIXED_COLUMNS
from mat_trial.model import Outcome

_TIMES = ("recorded_at", "changed_at")


def read_entries(
    cells: pl.DataFrame,
    columns: Columns,
    *,
    ranges: Mapping[str, Outcome],
    condition_needed: bool,
    name: str,
    unit: Unit = "line",
) -> tuple[EntryTable, list[Finding]]:
    """Read every cell of a diary file, once its columns are known.

    Parameters
    ----------
    cells
        As in `Rows.cells`.
    columns
        Which column is which.
    ranges
        Outcomes by name, for the ends of their scales; a column not among them has none.
    condition_needed
        Whether a blank condition is refused.
    name, unit
        What the file is called in problems, and what counts its rows.

    Returns
    -------
    Entries sorted by person and date, and what is wrong with the cells; no entries where anything
    is, or where there are no dates or no scores.

    Examples
    --------
    >>> from mat_trial.files.columns import Column
    >>> columns = Columns(fixed={"date": Column(name="date", header="date", cell="0")},
    ...                   outcomes=(Column(name="pain", header="pain", cell="1"),), ignored=())
    >>> cells = pl.DataFrame({"line": [2], "0": ["2026-01-05"], "1": ["4"]})
    >>> table, findings = read_entries(cells, columns, ranges={}, condition_needed=False,
    ...                                  name="diary.csv")
    >>> table.make_entries()[0].scores
    {'pain': 4.0}
    """
    timed = [columns.fixed[name] for name in _TIMES if name in columns.fixed]
    times = {
        written: time
        for column in timed
        for written, time in parse_times(cells[column.cell]).items()
    }
    readings = _choose_readings(columns, ranges, times, condition_needed=condition_needed)
    return collect_entries(cells, columns, readings, times, name=name, unit=unit)


def collect_entries(
    cells: pl.DataFrame,
    columns: Columns,
    readings: dict[str, Reading],
    times: dict[str, dt.datetime | None],
    *,
    name: str,
    unit: Unit,
) -> tuple[EntryTable, list[Finding]]:
    """Read every cell in the way that was settled for its column.

    Parameters
    ----------
    cells, columns, name, unit
        As in `read_entries`.
    readings
        How each column is read, by the diary's name of it.
    times
        What the texts of the times mean, from `parse_times`.

    Returns
    -------
    As `read_entries`.

    Examples
    --------
    >>> cells = pl.DataFrame({"line": [2]})
    >>> table, findings = collect_entries(cells, Columns(fixed={}, outcomes=(), ignored=()), {},
    ...                                   {}, name="diary.csv", unit="line")
    >>> table.make_entries(), findings
    ([], [])
    """
    findings = _check_cells(cells, columns, readings, name, unit)
    if findings or "date" not in columns.fixed or not columns.outcomes:
        return EntryTable(), findings
    return _lay_out(cells, columns, readings, times), []


def _choose_readings(
    columns: Columns,
    ranges: Mapping[str, Outcome],
    times: dict[str, dt.datetime | None],
    *,
    condition_needed: bool,
) -> dict[str, Reading]:
    kinds: dict[str, Callable[[str], Reading]] = {
        "date": read_date,
        "condition": lambda cell: read_condition(cell, needed=condition_needed),
        "used_mat": read_yes_no,
        "minutes": read_minutes,
        "rescue_medication": read_yes_no,
        "skin_harm": read_yes_no,
        "note": read_note,
        **dict.fromkeys(_TIMES, lambda cell: read_time(cell, times)),
        "person": read_person,
    }
    readings = {name: kinds[name](column.cell) for name, column in columns.fixed.items()}
    for column in columns.outcomes:
        readings[column.name] = read_score(column.cell, ranges.get(column.name))
    return readings


def _check_cells(
    cells: pl.DataFrame, columns: Columns, readings: dict[str, Reading], name: str, unit: Unit
) -> list[Finding]:
    findings = []
    for column in (*columns.fixed.values(), *columns.outcomes):
        findings += find_broken(
            cells,
            column.cell,
            readings[column.name].rules,
            column=column.header,
            name=name,
            unit=unit,
        )
    if "date" in readings:
        findings += find_repeated_days(
            cells,
            readings["date"].value,
            readings["person"].value if "person" in readings else pl.lit(None),
            column=columns.fixed["date"].header,
            name=name,
            unit=unit,
        )
    return findings


def _lay_out(
    cells: pl.DataFrame,
    columns: Columns,
    readings: dict[str, Reading],
    times: dict[str, dt.datetime | None],
) -> EntryTable:
    frame = cells.select(
        *(reading.value.alias(name) for name, reading in readings.items()),
        *(pl.lit(None).alias(name) for name in FIXED_COLUMNS if name not in readings),
    )
    frame = frame.cast({"person": pl.String}).sort("person", "date")
    outcomes = tuple(column.name for column in columns.outcomes)
    return EntryTable(frame=frame, outcomes=outcomes, times=times)
