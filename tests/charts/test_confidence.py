"""The confidence curve: every step where the test has one, from tail to tail."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from charts.drawing import PHONE, find_clashes, flip_coins, layers_of, rows_of, spec, texts_of
from mat_trial.charts import draw_confidence
from mat_trial.charts.confidence import N_JUMPS
from mat_trial.model import PAIN, SLEEP
from mat_trial.stats.randomisation import RandomisationTest
from mat_trial.wording.confidence import LEVELS, list_levels


def turn_over(found: RandomisationTest) -> RandomisationTest:
    """Return the test of the same scores with their sign turned."""
    low, high = found.ci95 or (0.0, 0.0)
    return replace(
        found, estimate=-found.estimate, ci95=(-high, -low), thresholds=-found.thresholds[::-1]
    )


@pytest.fixture(scope="module")
def found() -> RandomisationTest:
    return flip_coins(7, effect=-1.5, noise=0.6)


def curve_of(chart: dict[str, Any]) -> list[tuple[float, float]]:
    (curve,) = layers_of(chart, "area")
    assert curve["mark"]["interpolate"] == "step-after"
    assert curve["encoding"]["y"]["scale"]["domain"] == [0, 1]
    return [(row["x"], row["p"]) for row in rows_of(chart, curve)]


def test_the_curve_is_the_tests_own_p_at_every_size(found: RandomisationTest) -> None:
    points = curve_of(spec(draw_confidence(found, PAIN)))
    edges = [x for x, _ in points]
    assert edges == sorted(edges)
    inside = found.thresholds[(edges[0] < found.thresholds) & (found.thresholds < edges[-1])]
    assert len(inside) > 100
    assert edges[1:-1] == inside.tolist()
    for (x, p), (following, _) in itertools.pairwise(points):
        for share in (0.01, 0.99):
            assert p == found.p_value_at(x + share * (following - x))


def test_the_tails_are_drawn_at_the_smallest_p() -> None:
    few = flip_coins(6, effect=-2, noise=0.6)
    points = curve_of(spec(draw_confidence(few, PAIN)))
    assert [points[0][1], points[-2][1], points[-1][1]] == [few.smallest_p] * 3
    assert few.smallest_p == 2 / 64


def test_a_curve_of_many_jumps_is_thinned_to_real_ones() -> None:
    many = flip_coins(12, effect=-1)
    points = curve_of(spec(draw_confidence(many, PAIN)))
    assert 100 < len(points) <= N_JUMPS + 2
    assert {x for x, _ in points[1:-1]} <= set(many.thresholds)
    drawn_x, drawn_p = np.array(points).T
    everywhere = np.linspace(drawn_x[0], drawn_x[-1], 5000)[1:-1]
    drawn = drawn_p[np.searchsorted(drawn_x, everywhere, side="right") - 1]
    # A pixel is 1/140 of the height, or 1/300 of the width: the curve strays by no more than that.
    pixel = (drawn_x[-1] - drawn_x[0]) / 300
    beside = many.p_value_at(everywhere + pixel), many.p_value_at(everywhere - pixel)
    assert (drawn <= np.maximum(*beside) + 1 / 70).all()
    assert (drawn >= np.minimum(*beside) - 1 / 70).all()
    assert max(drawn_p) > 0.98


def test_lines_mark_no_difference_the_worthwhile_side_and_the_95_percent_level(
    found: RandomisationTest,
) -> None:
    chart = spec(draw_confidence(found, PAIN))
    cut, zero, bar = layers_of(chart, "rule")
    assert rows_of(chart, cut) == [{"p": 0.05}]
    assert rows_of(chart, zero) == [{"x": 0}]
    assert cut["mark"]["strokeDash"] != zero["mark"]["strokeDash"]
    assert found.ci95 is not None
    assert [(row["x"], row["end"], row["p"]) for row in rows_of(chart, bar)] == [
        (*found.ci95, 0.05)
    ]
    (region,) = layers_of(chart, "rect")
    domain = region["encoding"]["x"]["scale"]["domain"]
    assert rows_of(chart, region) == [{"x": -1, "end": domain[0]}]
    (diamond,) = layers_of(chart, "point")
    assert [(row["x"], row["p"]) for row in rows_of(chart, diamond)] == [(found.estimate, 1)]
    assert diamond["mark"]["shape"] == "diamond"


def test_it_is_mirrored_where_higher_is_better(found: RandomisationTest) -> None:
    lower, higher = (
        spec(draw_confidence(test, outcome))
        for test, outcome in ((found, PAIN), (turn_over(found), SLEEP))
    )
    low, high = layers_of(lower, "rect")[0]["encoding"]["x"]["scale"]["domain"]
    (region,) = layers_of(higher, "rect")
    assert region["encoding"]["x"]["scale"]["domain"] == [-high, -low]
    assert rows_of(higher, region) == [{"x": 1, "end": -low}]
    assert texts_of(higher)[2:4] == ["← worse on the mat", "better on the mat →"]
    heights = [p for _, p in curve_of(lower)][:-1]
    assert [p for _, p in curve_of(higher)][:-1] == heights[::-1]


def test_words_and_table(found: RandomisationTest) -> None:
    card = draw_confidence(found, PAIN)
    assert card.title == "Your scores fit pain from 0.7 to 2.2 lower on mat days"
    assert card.reading == (
        "The higher the curve, the better a size of effect fits your scores: 1.6 points lower "
        "fits best, and no difference fits poorly (p 0.016)."
    )
    assert "among 128 possible schedules" in card.alt
    assert "A bar there shows the 95% range, −2.2 to −0.7." in card.alt
    assert "the side from −1 down is shaded" in card.alt
    assert card.table.columns == ["What", "Difference (points)", "p, two-sided"]
    assert card.table.rows() == [
        ("Fits best", "−1.6", "1.00"),
        ("No difference", "0", "0.016"),
        ("Just worth it to you", "−1", "0.11"),
        ("50% range", "−1.8 to −1.3", "above 0.5"),
        ("80% range", "−2.0 to −1.1", "above 0.2"),
        ("90% range", "−2.2 to −0.9", "above 0.1"),
        ("95% range", "−2.2 to −0.7", "above 0.05"),
    ]


@pytest.mark.parametrize("n_tied", [0, 1, 5])
@pytest.mark.parametrize("n_cycles", [2, 5, 6, 12])
def test_each_level_holds_exactly_what_the_test_does_not_rule_out(
    n_cycles: int, n_tied: int
) -> None:
    found = flip_coins(n_cycles, effect=-1)
    assert list_levels(found).get(0.95) == found.ci95
    # Schedules that are alike on the scored days are tied with the observed one at every size.
    found = replace(found, n_assignments=found.n_assignments + n_tied)
    levels = list_levels(found)
    for level in LEVELS:
        ruled_out = 1 - level + 1e-12
        if level not in levels:
            assert (found.p_value_at([-1e9, 1e9]) > ruled_out).all()
            continue
        low, high = levels[level]
        assert (found.p_value_at([low, high]) > ruled_out).all()
        assert (found.p_value_at([low - 1e-6, high + 1e-6]) <= ruled_out).all()


def test_only_a_range_that_just_leaves_out_no_difference_has_more_decimals(
    found: RandomisationTest,
) -> None:
    shifted = replace(found, thresholds=found.thresholds - found.thresholds[-32] - 0.004)
    ranges = draw_confidence(shifted, PAIN).table.rows()[3:]
    assert ranges[0][1].endswith(" to −0.004")
    assert all(len(said.split(" to ")[1]) <= 4 for _, said, _ in ranges[1:])


def test_a_sample_of_the_schedules_is_called_one(found: RandomisationTest) -> None:
    card = draw_confidence(replace(found, exact=False), PAIN)
    assert "among 128 sampled schedules" in card.alt


def test_no_difference_is_said_to_be_possible_where_it_is() -> None:
    wide = flip_coins(7, effect=-0.3, noise=2)
    card = draw_confidence(wide, PAIN)
    assert wide.p_value > 0.05
    assert "lower to" in card.title
    assert card.title.endswith("higher on mat days")
    assert "and no difference is not ruled out (p 0." in card.reading


def test_no_difference_may_fit_best() -> None:
    middle = flip_coins(7, effect=0)
    shifted = replace(middle, thresholds=middle.thresholds - middle.estimate, estimate=0.0)
    assert "no difference fits about best" in draw_confidence(shifted, PAIN).reading


@pytest.mark.parametrize("n_cycles", [2, 3, 4])
def test_too_few_schedules_are_drawn_without_a_range(n_cycles: int) -> None:
    few = flip_coins(n_cycles, effect=-1)
    card = draw_confidence(few, PAIN, width=PHONE)
    assert few.ci95 is None
    assert card.title == "These days can rule out no size of effect on pain"
    assert "no 95% range on these days" in texts_of(spec(card))
    assert len(layers_of(spec(card), "rule")) == 2
    assert not any("95%" in name for name in card.table["What"])
    assert "No size falls that low." in card.alt
    assert find_clashes(card) == []


@pytest.mark.parametrize(
    ("effect", "noise", "worthwhile"), [(-6, 0.05, 1), (0, 6, 0.2), (0, 0.02, 1), (9, 1, 3)]
)
def test_labels_stay_clear_of_each_other(effect: float, noise: float, worthwhile: float) -> None:
    test = flip_coins(7, effect=effect, noise=noise)
    for outcome in (PAIN, SLEEP):
        card = draw_confidence(test, replace(outcome, worthwhile=worthwhile), width=PHONE)
        assert find_clashes(card) == []
