"""The calendar: weeks in rows, kind of day and its fate by shape."""

import datetime as dt
from dataclasses import replace

import polars as pl

from charts.drawing import (
    MONDAY,
    PHONE,
    enter,
    find_clashes,
    labels_of,
    layers_of,
    paths_of,
    rows_of,
    spec,
)
from mat_trial.charts import draw_calendar
from mat_trial.daily import daily_frame
from mat_trial.model import PAIN, SHARE_OF_DAYS


def test_calendar_shows_kind_and_fate_by_shape() -> None:
    entries = enter("nnmmnn", [6, None, 4, 3, None, None], late=(3,))
    frame = daily_frame(entries, PAIN, as_of=MONDAY + dt.timedelta(days=4))
    card = draw_calendar(frame, PAIN)
    chart = spec(card)
    (marks,) = layers_of(chart, "point")
    assert [row["mark"] for row in rows_of(chart, marks)] == [
        "no-mat day, filled in",
        "no-mat day, missing",
        "mat day, filled in",
        "mat day, late entry",
        "no-mat day, missing",
        "no-mat day, to come",
    ]
    drawn = {row["mark"] for row in rows_of(chart, marks)}
    paths = {kind: path for kind, path in paths_of(marks).items() if kind in drawn}
    assert len(set(paths.values())) == len(paths) == 5
    assert marks["encoding"]["shape"]["legend"]["values"] == [
        "mat day",
        "no-mat day",
        "missing",
        "to come",
        "late entry",
    ]
    assert card.title == "3 of 6 days filled in, 2 missing, 1 to come"
    assert card.reading == (
        "3 of 5 days so far are filled in, 2 are missing and 1 was filled in late. "
        "The number in a day is its score for pain; the stronger the shade, the higher."
    )


def test_calendar_puts_weeks_in_rows() -> None:
    start = dt.date(2026, 12, 26)
    entries = enter("nnmm" * 9, [5.0] * 36, start=start)
    chart = spec(draw_calendar(daily_frame(entries, PAIN)))
    (numbers,) = layers_of(chart, "text")
    encoding = numbers["encoding"]
    assert encoding["x"]["scale"]["domain"] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert labels_of(encoding["y"]) == {
        "0": "Dec",
        "1": "",
        "2": "Jan 2027",
        "3": "",
        "4": "",
        "5": "",
    }
    rows = rows_of(chart, numbers)
    placed = {row["Day"]: (row["week"], row["weekday"], row["number"]) for row in rows}
    assert placed["Sat 26 Dec 2026"] == (0, "Sat", "26")
    assert placed["Fri 1 Jan 2027"] == (1, "Fri", "1")
    assert placed["Sat 30 Jan 2027"] == (5, "Sat", "30")


def test_calendar_of_a_plan_that_nobody_has_begun() -> None:
    entries = enter("nnmm" * 2, [None] * 8)
    frame = daily_frame(entries, PAIN, as_of=MONDAY - dt.timedelta(days=1))
    card = draw_calendar(frame, width=PHONE)
    assert card.title == "8 days: 4 mat days and 4 no-mat days"
    assert card.reading == (
        "The plan runs from 4 January 2027 to 11 January 2027, with 4 mat days and 4 no-mat days."
    )
    (marks,) = layers_of(spec(card), "point")
    assert marks["encoding"]["shape"]["legend"]["values"] == ["mat day", "no-mat day"]
    assert set(card.table["Diary"]) == {"to come"}
    assert find_clashes(card) == []


def test_calendar_leaves_out_days_outside_the_plan() -> None:
    frame = daily_frame(enter("nnmm", [5.0] * 4), PAIN)
    outside = pl.when(pl.col("day") == 3).then(pl.lit("outside the plan"))
    card = draw_calendar(frame.with_columns(excluded_because=outside))
    assert card.table["Day"].to_list() == [
        "Mon 4 Jan 2027",
        "Tue 5 Jan 2027",
        "Wed 6 Jan 2027",
    ]
    assert card.title == "All 3 days filled in"


def test_calendar_of_more_than_a_year() -> None:
    entries = enter("nnmm" * 100, [5.0] * 400)
    card = draw_calendar(daily_frame(entries, PAIN), PAIN, width=PHONE)
    assert find_clashes(card) == []
    assert card.table.height == 400


def test_calendar_shades_days_by_score_with_the_number_in_them() -> None:
    entries = enter("nm?m", [0, 4.5, None, 10])
    card = draw_calendar(daily_frame(entries, PAIN), PAIN, width=PHONE)
    chart = spec(card)
    heat = layers_of(chart, "rect")[1]
    assert [row["score"] for row in rows_of(chart, heat)] == [0, 4.5, 10]
    # The scale's own ends, whatever was scored: a calm week does not look like a bad one.
    assert heat["encoding"]["fillOpacity"]["scale"]["domain"] == [0, 10]
    scores, numbers = layers_of(chart, "text")
    assert [row["Score"] for row in rows_of(chart, scores)] == ["0", "4.5", "10"]
    assert scores["encoding"]["y"]["bandPosition"] != numbers["encoding"]["y"]["bandPosition"]
    assert find_clashes(card) == []


def test_calendar_says_yes_and_no() -> None:
    headache = replace(PAIN, name="headache", maximum=1, unit=SHARE_OF_DAYS)
    entries = enter("nm", [0, 1], name="headache")
    card = draw_calendar(daily_frame(entries, headache), headache)
    assert card.table["Score"].to_list() == ["no", "yes"]


def test_calendar_marks_changed_days_by_shape() -> None:
    entries = enter("nmn", [6, 4, 3])
    later = dt.datetime(2027, 1, 9, tzinfo=dt.UTC)
    entries[1] = replace(entries[1], changed_at=later)
    card = draw_calendar(daily_frame(entries, PAIN), PAIN)
    chart = spec(card)
    marks, wedges = layers_of(chart, "point")
    assert [row["number"] for row in rows_of(chart, wedges)] == ["5"]
    assert "changed later" in marks["encoding"]["shape"]["legend"]["values"]
    assert card.table["Diary"].to_list() == ["filled in", "filled in, changed later", "filled in"]
    assert "1 was changed later" in card.reading
    assert "A turned-down corner marks 1 day that was changed later." in card.alt


def test_calendar_table() -> None:
    entries = enter("m?", [4, 5], late=(0,))
    assert draw_calendar(daily_frame(entries, PAIN)).table.rows() == [
        ("Mon 4 Jan 2027", "mat day", "late entry"),
        ("Tue 5 Jan 2027", "not known", "filled in"),
    ]
