"""How much: the hump, its interval, and the worthwhile side."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.drawing import (
    HOURS,
    PHONE,
    find_clashes,
    layers_of,
    make_effect,
    rows_of,
    spec,
    texts_of,
    wobble,
)
from mat_trial.charts import draw_effect
from mat_trial.charts.difference import WORSE_SHARE, WORTH_SHARE, choose_domain
from mat_trial.model import MOOD, PAIN, SLEEP, Better, Outcome
from mat_trial.results import Interval
from mat_trial.stats.ar1 import fit_posterior
from mat_trial.stats.posterior import Posterior


@pytest.fixture(scope="module")
def posterior() -> Posterior:
    conditions = "nnmm" * 5
    scores = wobble(conditions, on_mat=4.7, off=6)
    return fit_posterior(range(20), scores, [letter == "m" for letter in conditions])


def test_effect_draws_the_worthwhile_side(posterior: Posterior) -> None:
    chart = spec(draw_effect(make_effect(-1.3, 0.6), posterior, PAIN))
    (region,) = layers_of(chart, "rect")
    (row,) = rows_of(chart, region)
    low, high = region["encoding"]["x"]["scale"]["domain"]
    assert (row["x"], row["end"]) == (-1, low)
    zero, bar = layers_of(chart, "rule")
    assert rows_of(chart, zero) == [{"x": 0}]
    assert zero["mark"]["strokeDash"]
    assert [(row["x"], row["end"]) for row in rows_of(chart, bar)] == [(-1.9, -1.3 + 0.6)]
    (diamond,) = layers_of(chart, "point")
    assert diamond["mark"]["shape"] == "diamond"
    assert rows_of(chart, diamond)[0]["x"] == -1.3
    (hump,) = layers_of(chart, "area")
    points = rows_of(chart, hump)
    assert low <= points[0]["x"] < points[-1]["x"] <= high
    best = max(points, key=lambda point: point["density"])
    assert best["x"] == pytest.approx(float(posterior.mean), abs=0.1)
    assert texts_of(chart) == [
        "worth it to you",
        "no difference",
        "← better on the mat",
        "worse on the mat →",
        "90 chances in 100: −1.9 to −0.7",
    ]
    assert hump["encoding"]["x"]["title"] == [
        "difference in pain,",
        "mat days minus no-mat days (points)",
    ]


def test_effect_is_mirrored_where_higher_is_better() -> None:
    lower = spec(draw_effect(make_effect(-1.3, 0.6), None, PAIN))
    higher = spec(draw_effect(make_effect(1.3, 0.6), None, SLEEP))
    (left,), (right,) = layers_of(lower, "rect"), layers_of(higher, "rect")
    low, high = left["encoding"]["x"]["scale"]["domain"]
    assert right["encoding"]["x"]["scale"]["domain"] == [-high, -low]
    assert rows_of(higher, right) == [{"x": 1, "end": -low}]
    assert texts_of(higher)[2:4] == ["← worse on the mat", "better on the mat →"]


def test_effect_without_posterior_keeps_its_bar() -> None:
    card = draw_effect(make_effect(-1.3, 0.6), None, PAIN)
    assert layers_of(spec(card), "area") == []
    assert len(layers_of(spec(card), "rule")) == 2
    assert "hump" not in card.alt


@pytest.mark.parametrize(
    ("mean", "half_width", "outcome", "title"),
    [
        (-1.3, 0.6, PAIN, "Pain about 1.3 points lower on mat days"),
        (1.3, 0.6, PAIN, "Pain about 1.3 points higher on mat days"),
        (1.3, 0.6, SLEEP, "Sleep about 1.3 points higher on mat days"),
        (-0.5, 0.9, PAIN, "Not clear: pain 1.4 lower to 0.4 higher on mat days"),
        (0.5, 0.9, MOOD, "Not clear: mood 0.4 lower to 1.4 higher on mat days"),
        (-0.1, 0.6, PAIN, "Any benefit is likely below the 1 point worth it to you"),
        (0.1, 0.6, SLEEP, "Any benefit is likely below the 1 point worth it to you"),
        (-3.0, 1.2, HOURS, "Headache hours about 3.0 hours lower on mat days"),
    ],
)
def test_effect_title(mean: float, half_width: float, outcome: Outcome, title: str) -> None:
    assert draw_effect(make_effect(mean, half_width), None, outcome).title == title


def test_effect_reading_and_table() -> None:
    card = draw_effect(make_effect(-1.3, 0.6), None, PAIN)
    assert card.reading == (
        "Most likely your pain score was 1.3 points lower on mat days, and the chance that the "
        "mat is worth it to you (1 point or more) is 74 in 100."
    )
    assert card.table.rows() == [
        ("Most likely difference (points)", "−1.3"),
        ("Range with 90 chances in 100", "−1.9 to −0.7"),
        ("Range with 95 chances in 100", "−2.0 to −0.6"),
        ("Chance of any benefit", "97 in 100"),
        ("Chance of 1 point or more", "74 in 100"),
    ]


def test_effect_never_promises_certainty() -> None:
    sure = make_effect(-1.3, 0.6, interval=Interval(level=0.99996, low=-2, high=-0.6))
    assert texts_of(spec(draw_effect(sure, None, PAIN)))[-1].startswith("99.9 chances in 100")


@given(
    mean=st.floats(-80, 80),
    half_width=st.floats(0.01, 40),
    worthwhile=st.floats(0.05, 30),
    better=st.sampled_from(Better),
)
def test_effect_leaves_room_for_its_labels(
    mean: float, half_width: float, worthwhile: float, better: Better
) -> None:
    outcome = replace(PAIN, worthwhile=worthwhile, better=better)
    reach = 1.2 * half_width
    low, high = choose_domain([mean - reach, mean + reach], outcome)
    worse, best = sorted((outcome.benefit(low), outcome.benefit(high)))
    assert -worse >= WORSE_SHARE * (best - worse) * (1 - 1e-9)
    assert best - worthwhile >= WORTH_SHARE * (best - worse) * (1 - 1e-9)
    assert low <= mean - reach < mean + reach <= high


@pytest.mark.parametrize(
    ("mean", "half_width", "worthwhile", "better"),
    [
        (-6, 0.1, 1, Better.LOWER),
        (5, 0.3, 0.2, Better.LOWER),
        (0, 0.02, 1, Better.LOWER),
        (0, 20, 1, Better.HIGHER),
        (-60, 10, 10, Better.HIGHER),
        (8, 0.5, 3, Better.HIGHER),
    ],
)
def test_effect_labels_stay_clear_of_each_other(
    mean: float, half_width: float, worthwhile: float, better: Better
) -> None:
    outcome = replace(PAIN, worthwhile=worthwhile, better=better)
    assert (
        find_clashes(draw_effect(make_effect(mean, half_width), None, outcome, width=PHONE)) == []
    )
