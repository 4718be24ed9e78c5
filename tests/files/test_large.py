"""A file is read in pieces; how small they are, and where they lie meanwhile, changes nothing."""

import datetime as dt
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow.parquet import ParquetFile

from files.diaries import diaries
from fuzz_readers import damage
from mat_trial.files import (
    csv_rows,
    day_order,
    entry_table,
    json_rows,
    parquet_rows,
    shelf,
    sources,
)
from mat_trial.files.cutting import cut_file
from mat_trial.files.day_order import DayOrder
from mat_trial.files.diary_file import DiaryFile, read_diary, scan_diary
from mat_trial.files.diary_formats import WRITERS, Format, write_parquet
from mat_trial.model import Condition, Entry

MONDAY = dt.date(2027, 1, 4)
PEOPLE = ("ann", "bo", None, "zoë", "somebody of a long name")
DAYS = [
    Entry(
        date=MONDAY + dt.timedelta(days=i // len(PEOPLE)),
        condition=Condition.MAT if i % 2 else Condition.NO_MAT,
        scores={"pain": 4.5 + i % 5, "stiffness": -1e-7 * i},
        note="" if i % 4 else f"a long note, of day {i}",
        person=PEOPLE[i % len(PEOPLE)],
        recorded_at=dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC) + dt.timedelta(days=i),
    )
    for i in range(25)
]


@contextmanager
def small_pieces() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_rows, "BYTES_AT_ONCE", 90)
        patch.setattr(json_rows, "CELLS_AT_ONCE", 40)
        patch.setattr(parquet_rows, "CELLS_AT_ONCE", 40)
        patch.setattr(sources, "_BYTES_AT_ONCE", 7)
        patch.setattr(day_order, "ROWS_A_RUN", 6)
        patch.setattr(day_order, "ROWS_A_BLOCK", 2)
        yield


def tell(file: DiaryFile) -> tuple[list[Entry], list[str], list[str]]:
    return file.entries, [str(problem) for problem in file.problems], file.ignored_columns


def tell_cells(data: bytes) -> object:
    rows, problems = cut_file(data, name="diary.csv")
    if rows is None:
        return problems
    # Problems are sorted by their line later on.
    found = sorted(f"{finding.line} {finding.problem}" for finding in rows.findings)
    return rows.header, rows.header_line, rows.cells.rows(), found


@settings(max_examples=25)
@given(diaries(), st.sampled_from([*WRITERS]))
def test_a_file_read_in_small_pieces_is_the_same(entries: list[Entry], kind: Format) -> None:
    with small_pieces():
        assert read_diary(WRITERS[kind](entries), condition_needed=False).entries == entries


@pytest.mark.parametrize("kind", WRITERS)
def test_all_problems_are_told_alike_however_small_the_pieces(kind: Format) -> None:
    n_refused = 0
    for i in range(40):
        chance = random.Random(f"{kind} {i}")  # noqa: S311 - repeatable, not secret
        days = chance.choice([DAYS, DAYS[:1], DAYS + DAYS[3:9]])
        data = damage(WRITERS[kind](days), chance)
        whole, cells = read_diary(data), tell_cells(data)
        with small_pieces():
            assert tell(read_diary(data)) == tell(whole)
            assert tell_cells(data) == cells
        n_refused += bool(whole.problems)
    assert 5 < n_refused < 40


def test_many_days_lie_in_a_file_without_a_name_until_they_are_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[int] = []
    lay = shelf.Shelf.lay

    def count(self: shelf.Shelf, table: pl.DataFrame) -> shelf.Laid:
        laid.append(table.height)
        return lay(self, table)

    monkeypatch.setattr(shelf.Shelf, "lay", count)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data = WRITERS["csv"](DAYS[::-1])
    with small_pieces():
        table, problems, _ignored = scan_diary(data)
        assert problems == []
        assert [*tmp_path.iterdir()] == []
        # Once as they come and once in order.
        assert sum(laid) == 2 * len(DAYS)
        assert max(laid) < len(DAYS)
        people = [*table.part_people(2)]
    assert [{day.person for day in some} for some in people] == [
        {None, "ann"},
        {"bo", "somebody of a long name"},
        {"zoë"},
    ]
    assert [day for some in people for day in some] == read_diary(data).entries
    monkeypatch.setattr(entry_table, "_MOST_DAYS", 5)
    assert [len(some) for some in table.part_people(2)] == [5, 5, 5, 5, 5]
    assert (table.n_people, table.last_day, table.scored) == (
        5,
        DAYS[-1].date,
        ("pain", "stiffness"),
    )


def test_a_full_disk_costs_memory_and_no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    whole = read_diary(WRITERS["csv"](DAYS)).entries
    opened: list[Any] = []

    def open_full(*, buffering: int) -> Any:
        opened.append(full.open("r+b", buffering=buffering))
        return opened[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", open_full)
    with small_pieces():
        assert read_diary(WRITERS["csv"](DAYS)).entries == whole
    assert opened


def test_a_parquet_file_that_lost_the_rows_of_a_column_is_refused() -> None:
    good = write_parquet(DAYS[:1])
    # A page of a kind that nobody knows is passed over by Arrow.
    damaged = good.replace(b"no_mat\x15\x00", b"no_mat\x15\x0f")
    assert damaged != good
    assert read_diary(good).problems == []
    [problem] = read_diary(damaged).problems
    assert problem.wrong == "cannot be read as Parquet (1 row is missing)"


def test_rows_that_a_reader_drops_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    batches = ParquetFile.iter_batches
    monkeypatch.setattr(ParquetFile, "iter_batches", lambda *a, **k: [*batches(*a, **k)][:-1])
    with small_pieces():
        [problem] = read_diary(write_parquet(DAYS)).problems
    assert problem.wrong == "cannot be read as Parquet (1 row is missing)"


def test_a_disk_that_fails_while_a_file_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "diary.csv"
    path.write_bytes(WRITERS["csv"](DAYS))

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(DayOrder, "add", fail)
    [problem] = read_diary(path).problems
    assert str(problem).startswith(
        "diary.csv: cannot be read to its end (Input/output error). Allowed: "
    )


@pytest.mark.parametrize("added", [b"2027-03-01,mat,4,,,,,,,\n", b"\xff\n"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    added: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "diary.csv"
    path.write_bytes(WRITERS["csv"](DAYS * 40))
    add = DayOrder.add

    def add_and_write(self: DayOrder, days: pl.DataFrame) -> None:
        add(self, days)
        with path.open("ab") as file:
            file.write(added)

    monkeypatch.setattr(DayOrder, "add", add_and_write)
    with small_pieces():
        [problem] = read_diary(path).problems
    assert problem.wrong == "was changed while it was read"


def test_the_share_that_is_read_rises_to_the_whole() -> None:
    shares: list[float] = []
    with small_pieces():
        scan_diary(WRITERS["json"](DAYS), tell=shares.append)
    assert len(shares) > 10
    assert shares == sorted(shares)
    assert (shares[0] < 0.2, shares[-1]) == (True, 1.0)
