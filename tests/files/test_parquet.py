"""Parquet files of other programs, and those that nobody should read."""

import datetime as dt
import io

import polars as pl
import pytest

from mat_trial.files import parquet_rows
from mat_trial.files.diary_file import read_diary
from mat_trial.model import Condition

DAYS = [dt.date(2026, 1, 5), dt.date(2026, 1, 6)]
GOOD = {"date": DAYS, "condition": ["mat", "no_mat"], "pain": [4, 6]}


def write(**columns: object) -> bytes:
    file = io.BytesIO()
    pl.DataFrame({**GOOD, **columns}).write_parquet(file)
    return file.getvalue()


def test_columns_of_any_fitting_kind_are_read() -> None:
    noon = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
    data = write(
        date=[dt.datetime.combine(day, dt.time()) for day in DAYS],
        condition=pl.Series(["mat", "no_mat"], dtype=pl.Categorical),
        sleep=pl.Series([7, None], dtype=pl.Int8),
        mood=pl.Series([0.1, 2], dtype=pl.Float32),
        Used_Mat=[True, None],
        recorded_at=[noon, None],
        note=[None, "ok"],
        nothing=[None, None],
    )
    first, second = read_diary(data).entries
    assert (first.date, second.date) == tuple(DAYS)
    assert (first.condition, second.condition) == (Condition.MAT, Condition.NO_MAT)
    assert dict(first.scores) == {"pain": 4, "sleep": 7, "mood": 0.1}
    assert (first.used_mat, second.used_mat) == (True, None)
    assert (first.recorded_at, first.note, second.note) == (noon, "", "ok")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"pain": [4.0, float("nan")]}, "diary.csv, row 2, pain: 'NaN' is not a finite number"),
        ({"pain": [4, 11]}, "diary.csv, row 2, pain: '11' is above 10"),
        ({"date": [DAYS[0]] * 2}, "diary.csv, row 2, date: '2026-01-05' is on row 1 already"),
        ({"note": ["a\0b", ""]}, "diary.csv, row 1, note: holds a NUL character"),
        (
            {"pain": [[4], [5]]},
            "diary.csv, pain: 'large_list<element: int64>' is a kind of column",
        ),
        ({"note": [b"a", b"b"]}, "is a kind of column that no diary has"),
        ({"date": [dt.datetime.combine(DAYS[0], dt.time(7)), None]}, "is not written as"),
        (
            {"date": pl.Series([20_000, 2**31 - 1]).cast(pl.Int32).cast(pl.Date)},
            "row 2, date: '2147483647' is not written as",
        ),
        (
            {"recorded_at": pl.Series([0, -(2**63) + 1]).cast(pl.Datetime("ms", "UTC"))},
            "row 2, recorded_at: '-9223372036854775807' is no time",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_row(columns: dict[str, object], said: str) -> None:
    diary = read_diary(write(**columns))
    assert said in str(diary.problems[0])
    assert diary.entries == []


def test_a_damaged_file_is_refused() -> None:
    data = write()
    for damaged in (data[:4], data[:-9], data[:60] + b"\xff" * 40 + data[100:], b"PAR1PAR1"):
        [problem] = read_diary(damaged).problems
        assert "cannot be read as Parquet" in problem.wrong


def test_a_file_that_unpacks_to_more_than_a_diary_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = pl.select(date=pl.date_range(DAYS[0], dt.date(2036, 1, 5)))
    file = io.BytesIO()
    bomb = days.with_columns(pain=pl.lit(4), note=pl.lit("x" * 100_000)).with_row_index()
    bomb.write_parquet(file, compression="zstd")
    data = file.getvalue()
    assert len(data) < 1_000_000
    monkeypatch.setattr(parquet_rows, "MOST_UNPACKED_MEGABYTES", 300)
    assert "would unpack to more" in read_diary(data).problems[0].wrong
    monkeypatch.setattr(parquet_rows, "MOST_CELLS", 100)
    assert "would unpack to more" in read_diary(data).problems[0].wrong
    wide = write(**{f"x{i}": [1, 2] for i in range(600)})
    assert read_diary(wide).problems[0].wrong == "has 603 columns"
