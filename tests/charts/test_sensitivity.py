"""Small multiples: the verdict's own effect on top, other ways to count it below, one axis."""

from dataclasses import replace
from typing import Any

import pytest

from charts.drawing import (
    PAGE_LETTER,
    PHONE,
    find_clashes,
    judge,
    layers_of,
    make_effect,
    make_line,
    make_missing_line,
    rows_of,
    spec,
)
from mat_trial.charts import ChartCard, draw_sensitivity
from mat_trial.language import speaking
from mat_trial.model import SLEEP
from mat_trial.results import Call, SensitivityLine, Verdict

SAME = make_line("as_used", -1.5, Call.HELPS, 54)
CHANGED = make_line("without_late", -0.4, Call.UNCLEAR, 41)
NOT_HAD = make_missing_line("adjusted_for_rescue", "extra painkillers were never written down")


def draw(verdict: Verdict, *, width: int | None = None) -> ChartCard:
    assert verdict.analysis.effect is not None
    return draw_sensitivity(verdict, verdict.analysis.effect, width=width)


def drawn_in(chart: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [row for layer in layers_of(chart, mark) for row in rows_of(chart, layer)]


def test_the_verdicts_own_effect_stands_out_on_top() -> None:
    chart = spec(draw(judge(SAME, CHANGED)))
    own, others = layers_of(chart, "rule")[1:]
    assert own["mark"]["strokeWidth"] > others["mark"]["strokeWidth"]
    bars = [(row["x"], row["high"]) for row in rows_of(chart, own) + rows_of(chart, others)]
    assert bars == [(-1.3 - 0.6, -1.3 + 0.6), (-1.5 - 0.6, -1.5 + 0.6), (-0.4 - 0.6, -0.4 + 0.6)]
    filled, hollow = layers_of(chart, "point")
    assert filled["mark"]["fill"] == hollow["mark"]["stroke"]
    assert filled["mark"]["fill"] != hollow["mark"]["fill"]
    assert filled["mark"]["size"] > hollow["mark"]["size"]
    assert [row["x"] for row in drawn_in(chart, "point")] == [-1.3, -1.5, -0.4]
    tops = [row["top"] for row in drawn_in(chart, "point")]
    assert tops == sorted(set(tops))
    bold, plain = layers_of(chart, "text")[:2]
    assert [row["Counted"] for row in rows_of(chart, bold)] == ["As planned: this is the verdict"]
    assert bold["mark"]["fontWeight"] == "bold"
    assert [row["Counted"] for row in rows_of(chart, plain)] == [
        "Going by when the mat was used",
        "Without days written down late",
    ]


def test_every_row_has_the_same_axis_and_its_own_lines_and_days() -> None:
    chart = spec(draw(judge(SAME, CHANGED)))
    (grounds,) = layers_of(chart, "rect")
    low, _ = grounds["encoding"]["x"]["scale"]["domain"]
    assert [(row["x"], row["end"]) for row in rows_of(chart, grounds)] == [(-1, low)] * 3
    zeros = layers_of(chart, "rule")[0]
    assert [row["x"] for row in rows_of(chart, zeros)] == [0] * 3
    assert zeros["mark"]["strokeDash"]
    domains = {
        tuple(layer["encoding"]["x"]["scale"]["domain"])
        for layer in chart["layer"]
        if "scale" in layer["encoding"]["x"]
    }
    assert len(domains) == 1
    days = layers_of(chart, "text")[2]
    assert days["encoding"]["text"]["field"] == "Days"
    assert [row["Days"] for row in rows_of(chart, days)] == ["55 days", "54 days", "41 days"]


def test_another_answer_is_dashed_and_told_in_words() -> None:
    chart = spec(draw(judge(SAME, CHANGED)))
    for bars in layers_of(chart, "rule")[1:]:
        dash = bars["encoding"]["strokeDash"]
        assert dash["scale"]["domain"] == ["same", "another"]
        assert dash["scale"]["range"] == [[1, 0], [5, 3]]
    kinds = [row["kind"] for row in drawn_in(chart, "point")]
    assert kinds == ["same", "same", "another"]
    notes = layers_of(chart, "text")[3]
    assert [row["note"] for row in rows_of(chart, notes)] == ["would be “unclear”"]


def test_a_line_that_cannot_be_had_stands_in_the_table_with_its_reason() -> None:
    card = draw(judge(SAME, CHANGED, NOT_HAD))
    assert len(drawn_in(spec(card), "point")) == 3
    assert card.table.columns == ["Counted", "Difference (points)", "Answer"]
    assert card.table.rows() == [
        ("As planned: this is the verdict", "−1.3 (90%: −1.9 to −0.7)", "55 days"),
        (
            "Going by when the mat was used",
            "−1.5 (90%: −2.1 to −0.9)",
            "54 days; the same answer",
        ),
        (
            "Without days written down late",
            "−0.4 (90%: −1.0 to 0.2)",
            "41 days; would be “unclear”",
        ),
        (
            "Allowing for extra painkillers",
            "not computed",
            "extra painkillers were never written down",
        ),
    ]


@pytest.mark.parametrize(
    ("lines", "title", "reading"),
    [
        (
            [SAME, CHANGED, NOT_HAD],
            "The answer stays the same in 1 of 2 checks",
            "Without days written down late it would be “unclear”; the verdict stays as planned, "
            "and other ways only show how firm it is.",
        ),
        (
            [SAME, make_line("without_trend", -1.2, Call.HELPS)],
            "The answer stays the same in both checks",
            "The verdict stays as planned, and other ways only show how firm it is.",
        ),
        (
            [CHANGED, make_line("longer_washout", -0.6, Call.HELPS_A_LITTLE)],
            "The answer changes in both checks",
            "Without days written down late it would be “unclear” and leaving out one more day "
            "per switch it would be “helps, but less than you asked for”; the verdict stays as "
            "planned, and other ways only show how firm it is.",
        ),
        (
            [NOT_HAD],
            "No other way to count the days could be computed",
            "The verdict stays as planned, and other ways only show how firm it is.",
        ),
    ],
)
def test_words(lines: list[SensitivityLine], title: str, reading: str) -> None:
    card = draw(judge(*lines))
    assert (card.title, card.reading) == (title, reading)


def test_alternative_text_counts_what_is_drawn() -> None:
    alt = draw(judge(SAME, CHANGED, NOT_HAD)).alt
    assert "The first and heaviest is the verdict: −1.3, 90 chances in 100: −1.9 to −0.7." in alt
    assert "2 other ways: 1 solid (the same answer), 1 dashed (another answer)" in alt
    assert "the side from −1 down is shaded" in alt


def test_without_any_line_to_draw_the_verdicts_own_stays() -> None:
    card = draw(judge(NOT_HAD), width=PHONE)
    assert [row["x"] for row in drawn_in(spec(card), "point")] == [-1.3]
    assert "0 other ways" in card.alt
    assert card.table.height == 2
    assert find_clashes(card) == []


def test_it_is_mirrored_where_higher_is_better() -> None:
    lower = spec(draw(judge(SAME, CHANGED)))
    turned = [
        replace(SAME, effect=make_effect(1.5, 0.6)),
        replace(CHANGED, effect=make_effect(0.4, 0.6)),
    ]
    higher = spec(draw(judge(*turned, outcome=SLEEP, mean=1.3)))
    low, high = layers_of(lower, "rect")[0]["encoding"]["x"]["scale"]["domain"]
    (grounds,) = layers_of(higher, "rect")
    assert grounds["encoding"]["x"]["scale"]["domain"] == [-high, -low]
    assert [(row["x"], row["end"]) for row in rows_of(higher, grounds)] == [(1, -low)] * 3


CODES = (
    "as_used",
    "without_late",
    "without_changed",
    "adjusted_for_rescue",
    "without_trend",
    "longer_washout",
)


@pytest.mark.parametrize("call", list(Call))
def test_labels_stay_clear_of_each_other(call: Call) -> None:
    lines = [make_line(code, -1.0, call, n_days=1000) for code in CODES]
    assert find_clashes(draw(judge(*lines), width=PHONE)) == []


@pytest.mark.parametrize("code", ["de", "es"])
def test_labels_stay_clear_in_other_languages_too(code: str) -> None:
    with speaking(code):
        card = draw(judge(*(make_line(way, -1.0, Call.UNCLEAR, 54) for way in CODES)), width=PHONE)
        assert find_clashes(card, letter=PAGE_LETTER) == []
