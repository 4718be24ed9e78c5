"""Mat days beside no-mat days: every day once, none over another, and words that count them."""

import itertools

import pytest

from charts.drawing import HOURS, enter, find_clashes, layers_of, rows_of, spec, wobble
from mat_trial.charts import draw_spread
from mat_trial.charts.spread import HEIGHT, PIXELS
from mat_trial.daily import daily_frame
from mat_trial.model import PAIN, SLEEP, Outcome


def test_every_analysed_day_is_drawn_once_in_the_column_of_its_kind() -> None:
    scores: list[float | None] = [6, 6, 6, 4, 4, 3, None, 5]
    card = draw_spread(daily_frame(enter("nnnmmmmm", scores), PAIN), PAIN)
    chart = spec(card)
    off, on = (rows_of(chart, layer) for layer in layers_of(chart, "point"))
    assert [row["score"] for row in off] == [6, 6, 6]
    assert [row["score"] for row in on] == [3, 4, 4, 5], "a day without a score is not drawn"
    assert [round(row["x"], 3) for row in off] == [0, 0.066, -0.066], "alike, so side by side"
    assert all(0.5 < row["x"] < 1.5 for row in on)
    shapes = {layer["mark"]["shape"] for layer in layers_of(chart, "point")}
    assert len(shapes) == 2, "told apart by shape, not by colour alone"
    (bars,) = (rows_of(chart, layer) for layer in layers_of(chart, "rule"))
    assert {row["score"] for row in bars} == {6, 4}


@pytest.mark.parametrize("n_days", [40, 400])
def test_no_mark_lies_on_another(n_days: int) -> None:
    conditions = "nnmm" * (n_days // 4)
    scores = [round(score / 3, 2) for score in wobble(conditions, on_mat=13, off=16)]
    card = draw_spread(daily_frame(enter(conditions, scores), PAIN), PAIN)
    chart = spec(card)
    for layer in layers_of(chart, "point"):
        places = [(row["x"], row["score"] / 10 * HEIGHT) for row in rows_of(chart, layer)]
        assert len(set(places)) == len(places)
        for (x, y), (other_x, other_y) in itertools.combinations(places, 2):
            assert x != other_x or abs(y - other_y) >= PIXELS - 1e-9
    assert find_clashes(draw_spread(daily_frame(enter(conditions, scores), PAIN), PAIN)) == []


@pytest.mark.parametrize(
    ("outcome", "title"),
    [
        (PAIN, "Pain of 5 or less on 3 of 4 mat days and 2 of 4 no-mat days"),
        (SLEEP, "Sleep of 6 or more on 1 of 4 mat days and 2 of 4 no-mat days"),
        (HOURS, "Headache hours of 5 or less on 3 of 4 mat days and 2 of 4 no-mat days"),
    ],
)
def test_the_title_counts_both_kinds_by_one_line(outcome: Outcome, title: str) -> None:
    entries = enter("nmnmnmnm", [6, 2, 5, 5, 4, 4, 7, 8], name=outcome.name)
    assert draw_spread(daily_frame(entries, outcome), outcome).title == title


def test_the_table_counts_every_score_and_lists_them_where_they_are_many() -> None:
    card = draw_spread(daily_frame(enter("nmnm", [6, 2, 6, 5]), PAIN), PAIN)
    assert card.table.rows() == [("2", "0", "1"), ("5", "0", "1"), ("6", "2", "0")]
    many = [day / 10 for day in range(60)]
    card = draw_spread(daily_frame(enter("nm" * 30, many), PAIN), PAIN)
    assert card.table.height == 2
    assert card.table.row(0)[1].startswith("0, 0.2, 0.4")


def test_apart_and_lonely_kinds_are_said_so() -> None:
    apart = draw_spread(daily_frame(enter("nmnm", [6, 2, 7, 3]), PAIN), PAIN)
    assert apart.reading == "The two kinds of day do not overlap: no score was given on both."
    lonely = draw_spread(daily_frame(enter("mm", [6, 2]), PAIN), PAIN)
    assert lonely.title == "Scores of one kind of day only"
    assert find_clashes(lonely) == []
