"""The days of a diary as columns: what every format writes, each in its own way."""

import datetime as dt
import math
from collections.abc import Iterable

from mat_trial.errors import DiaryError
from mat_trial.files.json_text import is_whole
from mat_trial.files.names import FIXED_COLUMNS, clean_name, fold_name
from mat_trial.language import _
from mat_trial.model import STANDARD_OUTCOMES, Entry

Cell = str | float | bool | None
"""A text, a number, yes or no, or nothing; dates and times are ISO texts."""

_OPTIONAL = ("person", "skin_harm", "changed_at")


def tabulate_days(entries: Iterable[Entry]) -> dict[str, list[Cell]]:
    """Lay out days as columns by name, in the order they are written in.

    Parameters
    ----------
    entries
        In the order to be written.

    Raises
    ------
    DiaryError
        When a text, number or name is none that a file can hold: NUL, half a surrogate pair, NaN,
        infinity, an outcome called as another column or not in lower case.

    Examples
    --------
    >>> columns = tabulate_days([Entry(date=dt.date(2026, 1, 5), scores={"pain": 4.0})])
    >>> columns["date"], columns["pain"], columns["used_mat"]
    (['2026-01-05'], [4.0], [None])
    """
    days = list(entries)
    scored = dict.fromkeys(name for day in days for name in day.scores)
    # Where nothing is scored yet, the usual columns stand there to be filled in.
    outcomes = sorted(scored, key=_rank) or list(STANDARD_OUTCOMES)
    _check_names(outcomes)
    columns: dict[str, list[Cell]] = {
        "person": [day.person for day in days],
        "date": [day.date.isoformat() for day in days],
        "condition": [day.condition and day.condition.value for day in days],
        **{name: [day.scores.get(name) for day in days] for name in outcomes},
        "used_mat": [day.used_mat for day in days],
        "minutes": [day.minutes for day in days],
        "rescue_medication": [day.rescue_medication for day in days],
        "skin_harm": [day.skin_harm for day in days],
        "note": [day.note for day in days],
        "recorded_at": [_write_time(day.recorded_at) for day in days],
        "changed_at": [_write_time(day.changed_at) for day in days],
    }
    # A file without these is the same as ever: one person's, nobody asked about skin, no changes.
    kept = {
        name: column
        for name, column in columns.items()
        if name not in _OPTIONAL or any(cell is not None for cell in column)
    }
    _check_cells(kept)
    return kept


def _write_time(time: dt.datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _rank(name: str) -> int:
    usual = list(STANDARD_OUTCOMES)
    return usual.index(name) if name in usual else len(usual)


def _check_names(outcomes: list[str]) -> None:
    taken = {fold_name(name) for name in FIXED_COLUMNS}
    for name in outcomes:
        if not is_whole(name) or clean_name(name) != name or fold_name(name) in taken:
            raise DiaryError(
                _(
                    "An outcome cannot be written as the column {name}. Allowed: lower case, with "
                    "underscores between words, and unlike every other column. Rename it.",
                    name=ascii(name),
                )
            )
        taken.add(fold_name(name))


def _check_cells(columns: dict[str, list[Cell]]) -> None:
    for name, column in columns.items():
        for cell in column:
            if isinstance(cell, str) and not is_whole(cell):
                raise DiaryError(
                    _(
                        "A text under {name} holds a NUL character or half a character, which no "
                        "file may. Type it anew.",
                        name=name,
                    )
                )
            if isinstance(cell, int | float) and not math.isfinite(cell):
                raise DiaryError(
                    _(
                        "{number} under {name} is no score or time of a diary. Allowed: finite "
                        "numbers. Correct it.",
                        number=cell,
                        name=name,
                    )
                )
