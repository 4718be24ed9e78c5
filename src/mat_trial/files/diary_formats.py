"""The diary as Parquet and as JSON, for programs: columns of their own types, nothing marked."""

import io
import json
from collections.abc import Callable, Iterable
from typing import Literal

import polars as pl

from mat_trial.files.days_table import tabulate_days
from mat_trial.files.diary_csv import write_diary
from mat_trial.model import Entry

Format = Literal["csv", "parquet", "json"]

_TEXTS = ("person", "date", "condition", "note", "recorded_at", "changed_at")
_YES_NO = ("used_mat", "rescue_medication", "skin_harm")


def write_parquet(entries: Iterable[Entry]) -> bytes:
    """Write a diary as Parquet that `read_diary` reads back as it was.

    Times stay texts: a column of times would have one zone, and a person who travels has several.

    Parameters
    ----------
    entries
        In the order to be written.

    Raises
    ------
    DiaryError
        As `tabulate_days` does.

    Examples
    --------
    >>> import datetime as dt
    >>> data = write_parquet([Entry(date=dt.date(2026, 1, 5), scores={"pain": 4.0})])
    >>> pl.read_parquet(data).schema["date"], pl.read_parquet(data)["pain"].to_list()
    (Date, [4.0])
    """
    columns = tabulate_days(entries)
    frame = pl.DataFrame(
        [
            pl.Series(name, cells, dtype=_choose_type(name), strict=False)
            for name, cells in columns.items()
        ]
    ).with_columns(pl.col("date").str.to_date("%Y-%m-%d"))
    file = io.BytesIO()
    frame.write_parquet(file)
    return file.getvalue()


def write_json(entries: Iterable[Entry]) -> bytes:
    """Write a diary as JSON, a list of days, that `read_diary` reads back as it was.

    Parameters
    ----------
    entries
        In the order to be written.

    Raises
    ------
    DiaryError
        As `tabulate_days` does.

    Examples
    --------
    >>> import datetime as dt
    >>> json.loads(write_json([Entry(date=dt.date(2026, 1, 5), scores={"pain": 4.0})]))[0]["pain"]
    4.0
    """
    columns = tabulate_days(entries)
    days = [
        json.dumps(dict(zip(columns, cells, strict=True)), ensure_ascii=False)
        for cells in zip(*columns.values(), strict=True)
    ]
    return ("[" + ",".join(f"\n{day}" for day in days) + "\n]\n").encode()


WRITERS: dict[Format, Callable[[Iterable[Entry]], bytes]] = {
    "csv": write_diary,
    "parquet": write_parquet,
    "json": write_json,
}
"""How the days are written, by format."""


def _choose_type(name: str) -> type[pl.DataType]:
    if name in _TEXTS:
        return pl.String
    return pl.Boolean if name in _YES_NO else pl.Float64
