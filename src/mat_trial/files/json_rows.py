"""From JSON, a list of days, to a frame of strings that knows the row each day stands on."""

from typing import Any

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.findings import Finding, tell_lines
from mat_trial.files.json_text import is_whole
from mat_trial.files.rows import LINE, MOST_COLUMNS, Rows, too_many_columns
from mat_trial.language import _

_MOST_CELLS = 20_000_000


def lay_out_records(records: list[Any], *, name: str) -> tuple[Rows | None, list[Problem]]:
    """Lay out a list of objects, one a day, as cells.

    Parameters
    ----------
    records
        Parsed with numbers as they are written; an object may lack keys that another has.
    name
        What the file is called in problems.

    Examples
    --------
    >>> rows, problems = lay_out_records([{"date": "2026-01-05", "used_mat": True}],
    ...                                  name="diary.json")
    >>> rows.header, rows.cells.rows()
    (('date', 'used_mat'), [(1, '2026-01-05', 'yes')])
    """
    days = [(i, day) for i, day in enumerate(records, 1) if isinstance(day, dict)]
    keys = dict.fromkeys(key for _i, day in days for key in day)
    if len(keys) > MOST_COLUMNS or len(keys) * len(days) > _MOST_CELLS:
        return None, [too_many_columns(len(keys), name=name)]
    findings = [
        _refuse_row(i, name) for i, day in enumerate(records, 1) if not isinstance(day, dict)
    ]
    broken = [key for key in keys if not is_whole(key)]
    if broken:
        return None, [_refuse_text(f"{name}, {key!a}") for key in broken]
    columns = []
    for key in keys:
        cells = []
        for i, day in days:
            cell, finding = _read_cell(day.get(key), i, key, name)
            cells.append(cell)
            findings += finding
        columns.append(cells)
    frame = pl.DataFrame(
        [pl.Series(LINE, [i for i, _day in days], dtype=pl.Int64)]
        + [pl.Series(str(i), cells, dtype=pl.String) for i, cells in enumerate(columns)]
    )
    header = tuple(key.strip() for key in keys)
    rows = Rows(header=header, header_line=0, cells=frame, findings=tuple(findings), unit="row")
    return rows, []


def _read_cell(value: Any, row: int, key: str, name: str) -> tuple[str, list[Finding]]:
    if value is None:
        return "", []
    if isinstance(value, bool):
        return ("yes" if value else "no"), []
    where = f"{name}, {tell_lines([row], unit='row')}, {key}"
    if not isinstance(value, str):
        problem = Problem(
            where=where,
            wrong=_("is a list or an object"),
            allowed=_("a text, a number, true, false or null"),
            remedy=_("Put one value there, or take the key out."),
        )
        return "", [Finding(row, problem, (row,))]
    if not is_whole(value):
        return "", [Finding(row, _refuse_text(where), (row,))]
    return value, []


def _refuse_row(row: int, name: str) -> Finding:
    problem = Problem(
        where=f"{name}, {tell_lines([row], unit='row')}",
        wrong=_("is no object"),
        allowed=_("an object with the day's date, condition and scores"),
        remedy=_("Write it as an object, or take it out."),
    )
    return Finding(row, problem, (row,))


def _refuse_text(where: str) -> Problem:
    return Problem(
        where=where,
        wrong=_("holds a NUL character or half a character"),
        allowed=_("any whole characters"),
        remedy=_("Type it anew."),
    )
