"""What all charts share: one frame, readable colours, no label cut off or over another."""

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import astuple
from functools import partial
from typing import Any

import polars as pl
import pytest
import vl_convert

from charts.drawing import (
    HOURS,
    PAGE_LETTER,
    PHONE,
    enter,
    find_clashes,
    flip_coins,
    judge,
    make_effect,
    make_line,
    spec,
    wobble,
)
from mat_trial.charts import (
    ChartCard,
    draw_calendar,
    draw_confidence,
    draw_cycles,
    draw_effect,
    draw_sensitivity,
    draw_spread,
    draw_timeline,
)
from mat_trial.charts.theme import DARK, LIGHT, Palette
from mat_trial.daily import daily_frame
from mat_trial.language import speaking
from mat_trial.model import PAIN, SLEEP
from mat_trial.pages._pictures import draw_once
from mat_trial.results import Call
from mat_trial.verdict import assess

COLOUR = re.compile(r"#|light-dark")
PAIR = re.compile(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
BOTH_PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


# Contrast, by the formula of WCAG 2.2


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@BOTH_PALETTES
@pytest.mark.parametrize(
    ("name", "least", "grounds"),
    [
        ("ink", 4.5, ("page", "shade", "heat")),
        ("muted", 4.5, ("page", "shade")),
        ("mat", 3.0, ("page", "shade", "heat")),
        ("no_mat", 3.0, ("page", "shade", "heat")),
        ("neutral", 3.0, ("page", "shade")),
    ],
)
def test_contrast(palette: Palette, name: str, least: float, grounds: tuple[str, ...]) -> None:
    for ground in grounds:
        assert contrast(getattr(palette, name), getattr(palette, ground)) >= least


def sample_drawings() -> Iterator[partial[ChartCard]]:
    """Draw every chart for trials that benefit, do nothing, run long, run short and turn round."""
    trials = [
        (enter("nnmmmmnn" * 7, wobble("nnmmmmnn" * 7, on_mat=3, off=6), late=(4, 9)), PAIN, 1),
        (enter("nnmm" * 14, wobble("nnmm" * 14, on_mat=5, off=5.2)), PAIN, 0),
        (enter("nnmm" * 30, wobble("nnmm" * 30, on_mat=4, off=5)), PAIN, 0),
        (enter("nnmm" * 2, wobble("nnmm" * 2, on_mat=4, off=6)), PAIN, 0),
        (enter("mmmnnn" * 8, wobble("mmmnnn" * 8, on_mat=7, off=5), name="sleep"), SLEEP, 0),
        (enter("nnmm" * 6, wobble("nnmm" * 6, on_mat=12, off=9), name="headache_hours"), HOURS, 0),
    ]
    effect = make_effect(-1.3, 0.6)
    verdict = judge(make_line("without_late", -0.4, Call.UNCLEAR))
    yield partial(draw_confidence, flip_coins(7, effect=-1), PAIN)
    yield partial(draw_sensitivity, verdict, effect)
    for entries, outcome, washout_days in trials:
        frame = daily_frame(entries, outcome, washout_days=washout_days)
        found = assess(entries, outcome=outcome, washout_days=washout_days).analysis
        yield partial(draw_timeline, frame, outcome)
        yield partial(draw_spread, frame, outcome)
        if found.effect is not None:
            yield partial(draw_effect, found.effect, found.posterior, outcome)
        yield partial(draw_cycles, found.cycles, outcome)
        yield partial(draw_calendar, frame, outcome)


def sample_cards(*, width: int | None = PHONE) -> Iterator[ChartCard]:
    return (drawing(width=width) for drawing in sample_drawings())


def test_no_label_is_cut_off_or_overlaps_on_a_phone() -> None:
    clashes = {card.title: find_clashes(card) for card in sample_cards()}
    assert {title: found for title, found in clashes.items() if found} == {}


@pytest.mark.parametrize("code", ["de", "es"])
def test_no_label_does_in_other_languages_either(code: str) -> None:
    with speaking(code):
        clashes = {
            card.title: find_clashes(card, letter=PAGE_LETTER)
            for card in itertools.islice(sample_cards(), 7)
        }
    assert {title: found for title, found in clashes.items() if found} == {}


def test_every_chart_keeps_to_the_frame() -> None:
    for card in itertools.islice(sample_cards(width=None), 7):
        chart = spec(card)
        assert chart["description"] == card.alt
        assert chart["background"] == "transparent"
        assert chart["width"] == "container"
        assert "title" not in chart
        assert chart["config"]["mark"] == {"aria": False}
        assert card.reading.endswith(".")
        assert "  " not in card.reading + card.title + card.alt
        assert card.table.height > 0
        assert all(kind == pl.String for kind in card.table.dtypes)
        sizes = [float(value) for key, value in walk_items(chart) if key.endswith("ontSize")]
        assert min(sizes) >= 12


@BOTH_PALETTES
def test_all_that_a_page_draws_is_seen_on_its_ground(palette: Palette) -> None:
    behind = {palette.page, palette.line, palette.shade, palette.heat}
    for drawing in itertools.islice(sample_drawings(), 7):
        chart = in_theme(draw_once(drawing.func, *drawing.args).spec, palette)
        drawn = {value for _, value in walk_items(chart) if COLOUR.match(str(value))}
        assert drawn <= set(astuple(palette)), "the other theme's, or no theme's"
        written = set(find_inks(chart))
        assert written
        assert min(contrast(ink, palette.page) for ink in written) >= 4.5
        marked = drawn - written - behind
        assert min((contrast(mark, palette.page) for mark in marked), default=21) >= 3


def in_theme(drawn: dict[str, Any], palette: Palette) -> dict[str, Any]:
    """Take of each pair of colours the one that the browser takes in this theme."""
    side = [LIGHT, DARK].index(palette)
    without_data = {name: part for name, part in drawn.items() if name != "datasets"}
    chosen: dict[str, Any] = json.loads(
        PAIR.sub(lambda pair: pair.group(side + 1), json.dumps(without_data))
    )
    return chosen


def find_inks(chart: dict[str, Any]) -> Iterator[str]:
    """Find the colours of all that is written."""
    config = chart["config"]
    yield from (config[part]["labelColor"] for part in ("axis", "legend"))
    yield config["axis"]["titleColor"]
    yield config["text"]["color"]
    for layer in chart["layer"]:
        if layer["mark"]["type"] == "text" and "color" in layer["mark"]:
            yield layer["mark"]["color"]


def walk_items(node: Any) -> Iterator[tuple[str, Any]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from walk_items(value)
        else:
            yield str(key), value


def test_what_a_tooltip_tells_has_the_form_of_the_language() -> None:
    for card in itertools.islice(sample_cards(), 7):
        chart = spec(card)
        for layer in chart["layer"]:
            for told in layer["encoding"].get("tooltip") or ():
                rows = chart["datasets"][layer["data"]["name"]]
                assert not any(isinstance(row.get(told["field"]), float) for row in rows), told


def test_every_chart_has_at_most_one_key() -> None:
    cards = list(itertools.islice(sample_cards(), 7))
    keys = [len(vl_convert.vegalite_to_vega(spec(card)).get("legends", [])) for card in cards]
    assert keys == [0, 0, 1, 0, 0, 1, 1]


def test_no_column_has_its_key_drawn_and_left_out() -> None:
    """Vega-Lite 6.4 in Streamlit merges keys by column: one left out takes the other with it."""
    for card in itertools.islice(sample_cards(), 7):
        encodings = [
            encoding
            for layer in spec(card)["layer"]
            for encoding in layer["encoding"].values()
            if "legend" in encoding
        ]
        drawn = {encoding["field"] for encoding in encodings if encoding["legend"]}
        left_out = {encoding["field"] for encoding in encodings if not encoding["legend"]}
        assert drawn.isdisjoint(left_out)
