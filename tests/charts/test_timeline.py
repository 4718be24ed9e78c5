"""Every day: kinds of day, averages, and days that are not counted."""

import datetime as dt

import pytest

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
    wobble,
)
from mat_trial.charts import draw_timeline
from mat_trial.daily import daily_frame
from mat_trial.model import PAIN


def test_timeline_keeps_days_apart() -> None:
    entries = enter("nnmmm", [6, None, 4, 3, None], late=(3,))
    chart = spec(draw_timeline(daily_frame(entries, PAIN, washout_days=1), PAIN))
    (days,) = layers_of(chart, "point")
    drawn = {row["start"]: (row["score"], row["Kind"]) for row in rows_of(chart, days)}
    assert drawn == {
        0.5: (6, "no-mat day"),
        2.5: (4, "mat day, not counted"),
        3.5: (3, "mat day, late entry"),
    }
    assert {layer["mark"]["type"] for layer in chart["layer"]} == {"rect", "rule", "point"}


def test_timeline_tells_days_apart_without_colour() -> None:
    entries = enter("nnmmn", [6, 7, 4, 3, 5], late=(4,))
    chart = spec(draw_timeline(daily_frame(entries, PAIN, washout_days=1), PAIN))
    (days,) = layers_of(chart, "point")
    paths = paths_of(days)
    assert len(set(paths.values())) == len(paths)
    assert days["encoding"]["fill"]["scale"]["domain"] == list(paths)
    assert days["encoding"]["shape"]["legend"]["values"] == [
        "mat day",
        "no-mat day",
        "average",
        "not counted",
        "late entry",
    ]


def test_timeline_is_drawn_on_the_scale_of_the_outcome() -> None:
    entries = enter("nnmm", [6, 7, 4, 3])
    chart = spec(draw_timeline(daily_frame(entries, PAIN), PAIN))
    (days,) = layers_of(chart, "point")
    y = days["encoding"]["y"]
    assert y["scale"]["domain"] == [0, 10]
    assert labels_of(y) == {"0": "0 none", "5": "5", "10": "10 worst"}
    assert days["encoding"]["x"]["scale"]["domain"] == [0, 4]


def test_timeline_shades_mat_days_and_averages_counted_ones() -> None:
    entries = enter("nnmmmn", [6, 8, 9, 4, 3, 5])
    chart = spec(draw_timeline(daily_frame(entries, PAIN, washout_days=1), PAIN))
    (ground,) = layers_of(chart, "rect")
    assert [(row["start"], row["end"]) for row in rows_of(chart, ground)] == [(2, 5)]
    (averages,) = layers_of(chart, "rule")
    bars = [
        (row["start"], row["end"], row["score"], row["condition"])
        for row in rows_of(chart, averages)
    ]
    assert bars == [(0, 2, 7, "no_mat"), (3, 5, 3.5, "mat")]


def test_timeline_of_unknown_days_has_neither_ground_nor_bars() -> None:
    card = draw_timeline(daily_frame(enter("???", [6, None, 4]), PAIN), PAIN)
    chart = spec(card)
    assert rows_of(chart, layers_of(chart, "rect")[0]) == []
    assert rows_of(chart, layers_of(chart, "rule")[0]) == []
    (days,) = layers_of(chart, "point")
    assert days["encoding"]["shape"]["legend"]["values"] == ["not known"]
    assert card.title == "Pain averaged 5.0 over 2 days"
    assert "no day counts" in card.reading


def test_timeline_without_scores_says_so() -> None:
    card = draw_timeline(daily_frame(enter("nnmm", [None] * 4), PAIN), PAIN, width=PHONE)
    assert card.title == "No pain scores yet"
    assert [row["text"] for row in rows_of(spec(card), layers_of(spec(card), "text")[0])] == [
        "no scores yet; mat days are shaded"
    ]
    assert find_clashes(card) == []


def test_timeline_does_not_look_ahead() -> None:
    frame = daily_frame(enter("nnmm", [6, 7, 4, 3]), PAIN, as_of=MONDAY + dt.timedelta(days=2))
    card = draw_timeline(frame, PAIN)
    (days,) = layers_of(spec(card), "point")
    assert [row["score"] for row in rows_of(spec(card), days)] == [6, 7, 4]
    assert card.table["Average"].to_list() == ["6.5", "4.0"]


@pytest.mark.parametrize("n_days", [1, 8, 60, 130, 400])
def test_timeline_of_any_length(n_days: int) -> None:
    conditions = ("nnnmmm" * 67)[:n_days]
    entries = enter(conditions, wobble(conditions, on_mat=4, off=6))
    card = draw_timeline(daily_frame(entries, PAIN), PAIN, width=PHONE)
    assert find_clashes(card) == []
    assert len(rows_of(spec(card), layers_of(spec(card), "point")[0])) == n_days


def test_timeline_words_and_table() -> None:
    entries = enter("nnmmmn?", [6, 8, 9, 4, None, 5.25, 2], late=(3,))
    card = draw_timeline(daily_frame(entries, PAIN, washout_days=1), PAIN)
    assert card.title == "Pain averaged 4.0 on mat days and 7.0 on no-mat days"
    assert card.reading == (
        "Your pain averaged 4.0 on 1 mat day (always 4) and 7.0 on 2 no-mat days (scores from 6 "
        "to 8)."
    )
    assert card.alt.startswith("Daily pain from 4 January 2027 to 10 January 2027, from none (0)")
    assert card.table.rows() == [
        ("4–5 Jan", "no-mat day", "6, 8", "7.0"),
        ("6–8 Jan", "mat day", "(9), 4*, –", "4.0"),
        ("9 Jan", "no-mat day", "(5.2)", "–"),
        ("10 Jan", "not known", "(2)", "–"),
    ]
    assert card.table.columns[2] == "Pain each day (* late, – missing, ( ) not counted)"
