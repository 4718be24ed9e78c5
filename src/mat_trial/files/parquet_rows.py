"""From Parquet to a frame of strings: declared sizes are checked before anything is unpacked."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.findings import Finding, tell_lines
from mat_trial.files.parquet_cells import find_days, write_cells
from mat_trial.files.rows import (
    CELLS_AT_ONCE,
    LINE,
    MOST_COLUMNS,
    CutError,
    Piece,
    RowPieces,
    too_many_columns,
)
from mat_trial.files.sources import TextFormat
from mat_trial.language import _, _n

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

MAGIC = b"PAR1"
MOST_UNPACKED_MEGABYTES = 500
MOST_CELLS = 20_000_000
# What the footer may say of itself, so that a forged one cannot claim the machine's memory.
_FOOTER_LIMITS = {"thrift_string_size_limit": 10_000_000, "thrift_container_size_limit": 1_000_000}
_BYTES_AT_ONCE = 1_000_000
_MOST_NULS_TOLD = 10


def lay_out_parquet(
    file: BinaryIO, *, name: str, expected: TextFormat
) -> tuple[RowPieces | None, list[Problem]]:
    """Lay out a Parquet file as cells.

    Parameters
    ----------
    file
        It is read anew whenever pieces are cut, so it must stay open.
    name
        What it is called in problems.
    expected
        Words for what is allowed and what to do.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO()
    >>> pl.DataFrame({"pain": [4.5], "used_mat": [True]}).write_parquet(file)
    >>> pieces, problems = lay_out_parquet(file, name="diary.parquet",
    ...                                    expected=TextFormat("a Parquet file", "Save it anew."))
    >>> pieces.header, pieces.join().cells.rows()
    (('pain', 'used_mat'), [(1, '4.5', 'yes')])
    """
    # Slow to import, and few files are of this kind. Polars' own reader ends the whole process on
    # some damaged files; Arrow's tells them.
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        with _telling_damage(name, expected):
            parquet = ParquetFile(file, buffer_size=_BYTES_AT_ONCE, **_FOOTER_LIMITS)
            problems = _find_too_large(parquet, name)
            if problems:
                return None, problems
            schema = parquet.schema_arrow
            problems = [
                _refuse_column(field.name, str(field.type), name)
                for field in schema
                if not _is_flat(field.type)
            ]
            if problems:
                return None, problems
            has_times = any(_is_local_time(field.type) for field in schema)
            days = find_days(_read_batches(parquet)) if has_times else frozenset()
    except CutError as error:
        return None, error.problems

    def cut() -> Iterator[Piece]:
        with _telling_damage(name, expected):
            yield from _cut_batches(parquet, days, name)

    header = tuple(column.strip() for column in schema.names)
    return RowPieces(header=header, header_line=0, cut=cut, unit="row"), []


@contextmanager
def _telling_damage(name: str, expected: TextFormat) -> Iterator[None]:
    import pyarrow as pa  # noqa: PLC0415 - as above

    try:
        yield
    except (pa.ArrowException, OSError, ValueError, TypeError, MemoryError) as error:
        raise CutError(
            [
                Problem(
                    where=name,
                    wrong=_("cannot be read as Parquet ({reason})", reason=_first_line(error)),
                    **expected._asdict(),
                )
            ]
        ) from error


def _read_batches(parquet: "ParquetFile") -> Iterator[list[pl.Series]]:
    about = parquet.metadata
    size = max(1, CELLS_AT_ONCE // max(1, about.num_columns))
    n_missing = about.num_rows
    for batch in parquet.iter_batches(size, use_threads=False):
        batch.validate(full=True)
        n_missing -= batch.num_rows
        yield [pl.Series(str(i), pl.from_arrow(column)) for i, column in enumerate(batch.columns)]
    # Arrow ends at the first column that ends, without a word.
    if n_missing:
        raise ValueError(_n("{n} row is missing", "{n} rows are missing", n_missing))


def _cut_batches(parquet: "ParquetFile", days: Collection[str], name: str) -> Iterator[Piece]:
    header = parquet.schema_arrow.names
    n_all, n_rows, n_bytes = parquet.metadata.num_rows, 0, 0
    n_nuls = Counter[int]()
    # A table without any row has columns all the same.
    empty = [pl.Series(str(i), dtype=pl.String) for i in range(len(header))]
    for columns in chain(_read_batches(parquet), [empty]):
        cells = pl.DataFrame(
            [write_cells(column, are_days=column.name in days) for column in columns]
        )
        # A text that stands once in the file may stand in a million rows.
        n_bytes += sum(int(column.str.len_bytes().sum()) for column in cells.iter_columns())
        if n_bytes > MOST_UNPACKED_MEGABYTES * 1_000_000:
            raise CutError([_refuse_size(name)])
        findings = []
        for i, column in enumerate(cells.iter_columns()):
            rows = column.str.contains("\0", literal=True).arg_true() + (n_rows + 1)
            told = rows.head(_MOST_NULS_TOLD - n_nuls[i])
            n_nuls[i] += len(told)
            findings += [_refuse_nul(row, header[i], name) for row in told]
        lines = pl.int_range(n_rows + 1, n_rows + 1 + cells.height, eager=True).alias(LINE)
        n_rows += cells.height
        yield Piece(cells.insert_column(0, lines), n_rows / max(1, n_all), tuple(findings))


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


def _is_local_time(kind: Any) -> bool:
    from pyarrow import types  # noqa: PLC0415 - as above

    return types.is_timestamp(kind) and kind.tz is None


def _refuse_column(column: str, kind: str, name: str) -> Problem:
    return Problem(
        where=f"{name}, {column}",
        value=kind,
        wrong=_("is a kind of column that no diary has"),
        allowed=_("texts, numbers, dates, times, and yes or no"),
        remedy=_("Save the column as text, or take it out."),
    )


def _refuse_nul(row: int, column: str, name: str) -> Finding:
    problem = Problem(
        where=f"{name}, {tell_lines([row], unit='row')}, {column}",
        wrong=_("holds a NUL character or half a character"),
        allowed=_("any whole characters"),
        remedy=_("Type it anew."),
    )
    return Finding(row, problem, (row,))
