"""From JSON, a list of days, to a frame of strings that knows the row each day stands on."""

from collections.abc import Iterator
from typing import Any

from mat_trial.errors import Problem
from mat_trial.files.findings import Finding, tell_lines
from mat_trial.files.json_text import is_whole
from mat_trial.files.rows import (
    CELLS_AT_ONCE,
    MOST_COLUMNS,
    Piece,
    RowPieces,
    frame_cells,
    too_many_columns,
)
from mat_trial.language import _

_MOST_CELLS = 20_000_000


def lay_out_records(records: list[Any], *, name: str) -> tuple[RowPieces | None, list[Problem]]:
    """Lay out a list of objects, one a day, as cells.

    Parameters
    ----------
    records
        Parsed with numbers as they are written; an object may lack keys that another has.
    name
        What the file is called in problems.

    Examples
    --------
    >>> pieces, problems = lay_out_records([{"date": "2026-01-05", "used_mat": True}],
    ...                                    name="diary.json")
    >>> pieces.header, pieces.join().cells.rows()
    (('date', 'used_mat'), [(1, '2026-01-05', 'yes')])
    """
    days = [day for day in records if isinstance(day, dict)]
    keys = tuple(dict.fromkeys(key for day in days for key in day))
    if len(keys) > MOST_COLUMNS or len(keys) * len(days) > _MOST_CELLS:
        return None, [too_many_columns(len(keys), name=name)]
    broken = [key for key in keys if not is_whole(key)]
    if broken:
        return None, [_refuse_text(f"{name}, {key!a}") for key in broken]

    def cut() -> Iterator[Piece]:
        n_rows = max(1, CELLS_AT_ONCE // max(1, len(keys)))
        for start in range(0, max(1, len(records)), n_rows):
            end = start + n_rows
            some = list(enumerate(records[start:end], start + 1))
            share = min(1, end / max(1, len(records)))
            yield _cut_piece(some, keys, share, name)

    header = tuple(key.strip() for key in keys)
    return RowPieces(header=header, header_line=0, cut=cut, unit="row"), []


def _cut_piece(
    records: list[tuple[int, Any]], keys: tuple[str, ...], share: float, name: str
) -> Piece:
    findings = [_refuse_row(i, name) for i, day in records if not isinstance(day, dict)]
    days = [(i, day) for i, day in records if isinstance(day, dict)]
    columns = []
    for key in keys:
        cells = []
        for i, day in days:
            cell, finding = _read_cell(day.get(key), i, key, name)
            cells.append(cell)
            findings += finding
        columns.append(cells)
    return Piece(frame_cells([i for i, _day in days], columns), share, tuple(findings))


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
