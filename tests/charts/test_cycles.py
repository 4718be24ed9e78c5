"""Cycle by cycle: better, worse and the same, by dash and by word."""

from dataclasses import replace

import pytest

from charts.drawing import HOURS, PHONE, find_clashes, layers_of, rows_of, spec, texts_of
from mat_trial.charts import draw_cycles
from mat_trial.model import PAIN, SLEEP, Better, Outcome
from mat_trial.results import CyclePair


def pair_up(*halves: tuple[float, float]) -> list[CyclePair]:
    return [CyclePair(cycle=n, no_mat=a, mat=b) for n, (a, b) in enumerate(halves, start=1)]


def test_cycles_are_told_apart_by_dash() -> None:
    chart = spec(draw_cycles(pair_up((6, 4), (4, 5), (5, 5), (7, 3)), PAIN))
    (lines,) = layers_of(chart, "line")
    dashes = lines["encoding"]["strokeDash"]["scale"]
    assert dashes["domain"] == ["better: 2", "worse: 1", "same: 1"]
    assert dashes["range"] == [[1, 0], [6, 4], [1.5, 3]]
    assert lines["encoding"]["stroke"]["scale"]["domain"] == dashes["domain"]
    assert lines["encoding"]["y"]["scale"]["domain"] == [0, 10]
    assert lines["encoding"]["x"]["scale"]["domain"] == ["no mat", "mat"]
    drawn = [(row["Cycle"], row["half"], row["score"]) for row in rows_of(chart, lines)][:2]
    assert drawn == [(1, "no mat", 6), (1, "mat", 4)]
    assert [layer["mark"]["shape"] for layer in layers_of(chart, "point")] == ["circle", "diamond"]


def test_cycles_swap_with_the_direction() -> None:
    halves = pair_up((6, 4), (4, 5), (7, 3))
    for outcome, counts in ((PAIN, ["better: 2", "worse: 1"]), (SLEEP, ["better: 1", "worse: 2"])):
        (lines,) = layers_of(spec(draw_cycles(halves, outcome)), "line")
        assert lines["encoding"]["stroke"]["scale"]["domain"] == counts


def test_cycle_means_that_differ_by_rounding_are_the_same() -> None:
    card = draw_cycles(pair_up((0.1 + 0.2, 0.3), (5, 4)), PAIN)
    assert card.reading == (
        "Of 2 full cycles, 1 had less pain on the mat than off it and 1 had the same."
    )


@pytest.mark.parametrize(
    ("halves", "outcome", "title", "reading"),
    [
        (
            [(6, 4), (4, 5), (5, 5)],
            PAIN,
            "Less pain on the mat in 1 of 3 cycles",
            "Of 3 full cycles, 1 had less pain on the mat than off it, 1 had more pain and 1 had "
            "the same.",
        ),
        (
            [(4, 6), (4, 5)],
            PAIN,
            "Less pain on the mat in none of 2 cycles",
            "Of 2 full cycles, none had less pain on the mat than off it and 2 had more pain.",
        ),
        (
            [(4, 6), (4, 5)],
            SLEEP,
            "Better sleep on the mat in both cycles",
            "Both full cycles had better sleep on the mat than off it.",
        ),
        (
            [(6, 4)] * 3,
            HOURS,
            "Lower headache hours on the mat in all 3 cycles",
            "All 3 full cycles had lower headache hours on the mat than off it.",
        ),
        (
            [(6, 4)],
            replace(HOURS, better=Better.HIGHER),
            "Lower headache hours on the mat in the one full cycle",
            "The one full cycle had lower headache hours on the mat than off it.",
        ),
        (
            [(6, 6)],
            PAIN,
            "The same pain on the mat in the one full cycle",
            "The one full cycle had the same pain on and off the mat.",
        ),
        (
            [],
            PAIN,
            "No full cycle yet",
            "No cycle has a score that counts both on and off the mat yet.",
        ),
    ],
)
def test_cycles_words(
    halves: list[tuple[float, float]], outcome: Outcome, title: str, reading: str
) -> None:
    card = draw_cycles(pair_up(*halves), outcome)
    assert (card.title, card.reading) == (title, reading)


def test_no_cycle_draws_an_empty_frame() -> None:
    card = draw_cycles((), PAIN, width=PHONE)
    assert texts_of(spec(card)) == ["no full cycle yet"]
    assert layers_of(spec(card), "line") == []
    assert card.table.height == 0
    assert find_clashes(card) == []


def test_cycles_table() -> None:
    table = draw_cycles(pair_up((6, 4.25), (4, 5), (5, 5)), PAIN).table
    assert table.columns == ["Cycle", "No mat", "Mat", "Difference", "On the mat"]
    assert table.rows() == [
        ("1", "6.0", "4.2", "−1.8", "less pain"),
        ("2", "4.0", "5.0", "1.0", "more pain"),
        ("3", "5.0", "5.0", "0.0", "no change"),
    ]
