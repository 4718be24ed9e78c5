"""From the columns of a Parquet file to texts, as a person would write them."""

import datetime as dt
from collections.abc import Iterable

import polars as pl

_EPOCH = dt.date(1970, 1, 1).toordinal()
_CALENDAR = (dt.date.min.toordinal() - _EPOCH, dt.date.max.toordinal() - _EPOCH)
"""First and last day that a date can be, counted from 1970; beyond its own, Polars panics."""


def find_days(pieces: Iterable[list[pl.Series]]) -> frozenset[str]:
    """Name the columns whose times, without a zone, are midnights all of them.

    Programs that know no dates write a day as its midnight.

    Parameters
    ----------
    pieces
        The columns, some rows at a time.

    Examples
    --------
    >>> noon = dt.datetime(2027, 1, 4, 12)
    >>> find_days([[pl.Series("0", [noon]), pl.Series("1", [noon.replace(hour=0)])]])
    frozenset({'1'})
    """
    found: dict[str, bool] = {}
    for columns in pieces:
        for column in columns:
            if isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone is None:
                known = _keep_known(column)
                are_days = bool((known.dt.truncate("1d") == known).all())
                found[column.name] = found.get(column.name, True) and are_days
    return frozenset(name for name, are_days in found.items() if are_days)


def write_cells(column: pl.Series, *, are_days: bool) -> pl.Series:
    """Write a column as texts; what is missing is blank.

    Parameters
    ----------
    column
        Texts, numbers, dates, times, or yes and no.
    are_days
        Whether its times are to be written as days.

    Examples
    --------
    >>> write_cells(pl.Series([True, None]), are_days=False).to_list()
    ['yes', '']
    """
    kind = column.dtype
    if kind == pl.Boolean:
        text = column.replace_strict({True: "yes", False: "no"}, return_dtype=pl.String)
    elif kind in (pl.Date, pl.Datetime):
        known, stored = _keep_known(column), column.to_physical()
        # What no calendar reaches stays the number that it is, to be told as no date.
        said = pl.coalesce(_write_times(known, are_days=are_days), stored.cast(pl.String))
        text = pl.select(said).to_series()
    else:
        text = column.cast(pl.String)
    return text.fill_null("").alias(column.name)


def _steps_a_day(kind: pl.DataType) -> int:
    if not isinstance(kind, pl.Datetime):
        return 1
    return 86_400 * {"ms": 10**3, "us": 10**6, "ns": 10**9}[kind.time_unit]


def _keep_known(column: pl.Series) -> pl.Series:
    fits = (column.to_physical() // _steps_a_day(column.dtype)).is_between(*_CALENDAR)
    return pl.select(pl.when(fits).then(column)).to_series()


def _write_times(column: pl.Series, *, are_days: bool) -> pl.Series:
    if column.dtype == pl.Date:
        return column.dt.to_string("iso")
    if are_days:
        return column.dt.date().dt.to_string("iso")
    return column.dt.to_string("iso:strict")
