"""From Parquet to a frame of strings: declared sizes are checked before anything is unpacked."""

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.findings import Finding, tell_lines
from mat_trial.files.rows import LINE, MOST_COLUMNS, Rows, too_many_columns
from mat_trial.files.sources import TextFormat
from mat_trial.language import _

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

MAGIC = b"PAR1"
MOST_UNPACKED_MEGABYTES = 500
MOST_CELLS = 20_000_000
_EPOCH = dt.date(1970, 1, 1).toordinal()
_CALENDAR = (dt.date.min.toordinal() - _EPOCH, dt.date.max.toordinal() - _EPOCH)
"""First and last day that a date can be, counted from 1970; beyond its own, Polars panics."""
# What the footer may say of itself, so that a forged one cannot claim the machine's memory.
_FOOTER_LIMITS = {"thrift_string_size_limit": 10_000_000, "thrift_container_size_limit": 1_000_000}


def lay_out_parquet(
    data: bytes, *, name: str, expected: TextFormat
) -> tuple[Rows | None, list[Problem]]:
    """Lay out a Parquet file as cells.

    Parameters
    ----------
    data
        The file.
    name
        What it is called in problems.
    expected
        Words for what is allowed and what to do.

    Examples
    --------
    >>> file = io.BytesIO()
    >>> pl.DataFrame({"pain": [4.5], "used_mat": [True]}).write_parquet(file)
    >>> rows, problems = lay_out_parquet(file.getvalue(), name="diary.parquet",
    ...                                  expected=TextFormat("a Parquet file", "Save it anew."))
    >>> rows.header, rows.cells.rows()
    (('pain', 'used_mat'), [(1, '4.5', 'yes')])
    """
    # Slow to import, and few files are of this kind. Polars' own reader ends the whole process on
    # some damaged files; Arrow's tells them.
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        file = ParquetFile(io.BytesIO(data), **_FOOTER_LIMITS)
        problems = _find_too_large(file, name)
        if problems:
            return None, problems
        schema = file.schema_arrow
        problems = [
            _refuse_column(field.name, str(field.type), name)
            for field in schema
            if not _is_flat(field.type)
        ]
        if problems:
            return None, problems
        table = file.read(use_threads=False)
        table.validate(full=True)
        frame = pl.DataFrame(
            [pl.Series(str(i), pl.from_arrow(column)) for i, column in enumerate(table.columns)]
        )
    except (pa.ArrowException, OSError, ValueError, TypeError, MemoryError) as error:
        return None, [
            Problem(
                where=name,
                wrong=_("cannot be read as Parquet ({reason})", reason=_first_line(error)),
                **expected._asdict(),
            )
        ]
    return _lay_out_frame(frame, tuple(schema.names), name)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__).rstrip(".")


def _find_too_large(file: "ParquetFile", name: str) -> list[Problem]:
    about = file.metadata
    if about.num_columns > MOST_COLUMNS:
        return [too_many_columns(about.num_columns, name=name)]
    sizes = [about.row_group(i).total_byte_size for i in range(about.num_row_groups)]
    unpacked = sum(sizes)
    if about.num_rows * about.num_columns <= MOST_CELLS and (
        unpacked <= MOST_UNPACKED_MEGABYTES * 1_000_000
    ):
        return []
    return [_refuse_size(name)]


def _refuse_size(name: str) -> Problem:
    return Problem(
        where=name,
        wrong=_("would unpack to more than a diary can be"),
        allowed=_(
            "at most {n} MB unpacked, and {cells} cells",
            n=MOST_UNPACKED_MEGABYTES,
            cells=MOST_CELLS,
        ),
        remedy=_("Make it smaller: keep one person's days, or split it in two."),
    )


def _is_flat(kind: Any) -> bool:
    from pyarrow import types  # noqa: PLC0415 - as above

    if types.is_dictionary(kind):
        kind = kind.value_type
    tests = (
        types.is_string,
        types.is_large_string,
        types.is_string_view,
        types.is_integer,
        types.is_floating,
        types.is_decimal,
        types.is_date,
        types.is_timestamp,
        types.is_boolean,
        types.is_null,
    )
    return any(test(kind) for test in tests)


def _refuse_column(column: str, kind: str, name: str) -> Problem:
    return Problem(
        where=f"{name}, {column}",
        value=kind,
        wrong=_("is a kind of column that no diary has"),
        allowed=_("texts, numbers, dates, times, and yes or no"),
        remedy=_("Save the column as text, or take it out."),
    )


def _lay_out_frame(
    frame: pl.DataFrame, header: tuple[str, ...], name: str
) -> tuple[Rows | None, list[Problem]]:
    cells = frame.select(_write_cells(column) for column in frame.iter_columns())
    # A text that stands once in the file may stand in a million rows.
    n_bytes = sum(column.str.len_bytes().sum() for column in cells.iter_columns())
    if n_bytes > MOST_UNPACKED_MEGABYTES * 1_000_000:
        return None, [_refuse_size(name)]
    findings = [
        _refuse_nul(row, header[i], name)
        for i, column in enumerate(cells.iter_columns())
        for row in (column.str.contains("\0", literal=True).arg_true() + 1).head(10)
    ]
    rows = Rows(
        header=tuple(column.strip() for column in header),
        header_line=0,
        cells=cells.with_row_index(LINE, 1).with_columns(pl.col(LINE).cast(pl.Int64)),
        findings=tuple(findings),
        unit="row",
    )
    return rows, []


def _write_cells(column: pl.Series) -> pl.Series:
    kind = column.dtype
    if kind == pl.Boolean:
        text = column.replace_strict({True: "yes", False: "no"}, return_dtype=pl.String)
    elif kind in (pl.Date, pl.Datetime):
        stored = column.to_physical()
        fits = (stored // _steps_a_day(kind)).is_between(*_CALENDAR)
        known = pl.select(pl.when(fits).then(column)).to_series()
        # What no calendar reaches stays the number that it is, to be told as no date.
        said = pl.coalesce(_write_times(known), stored.cast(pl.String))
        text = pl.select(said).to_series()
    else:
        text = column.cast(pl.String)
    return text.fill_null("").alias(column.name)


def _steps_a_day(kind: pl.DataType) -> int:
    if not isinstance(kind, pl.Datetime):
        return 1
    return 86_400 * {"ms": 10**3, "us": 10**6, "ns": 10**9}[kind.time_unit]


def _write_times(column: pl.Series) -> pl.Series:
    if column.dtype == pl.Date:
        return column.dt.to_string("iso")
    zone = getattr(column.dtype, "time_zone", None)
    if zone is None and (column.dt.truncate("1d") == column).all():
        # Programs that know no dates write a day as its midnight.
        return column.dt.date().dt.to_string("iso")
    return column.dt.to_string("iso:strict")


def _refuse_nul(row: int, column: str, name: str) -> Finding:
    problem = Problem(
        where=f"{name}, {tell_lines([row], unit='row')}, {column}",
        wrong=_("holds a NUL character or half a character"),
        allowed=_("any whole characters"),
        remedy=_("Type it anew."),
    )
    return Finding(row, problem, (row,))
