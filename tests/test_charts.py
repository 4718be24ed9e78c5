"""Charts: what is encoded, what is said, and that nothing overlaps or is cut off on a phone."""

import datetime as dt
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from mat_trial.charts import ChartCard, draw_calendar, draw_cycles, draw_effect, draw_timeline
from mat_trial.charts.axes import choose_dates, choose_score_axis
from mat_trial.charts.effect import WORSE_SHARE, WORTH_SHARE, _choose_domain
from mat_trial.charts.theme import DARK, LIGHT, Palette
from mat_trial.daily import daily_frame
from mat_trial.model import MOOD, PAIN, SLEEP, Better, Condition, Entry, Outcome
from mat_trial.results import CyclePair, Effect, Interval
from mat_trial.stats.ar1 import Posterior, fit_posterior
from mat_trial.verdict import assess

MONDAY = dt.date(2027, 1, 4)
PHONE = 358
HOURS = Outcome(
    name="headache_hours", question="?", unit="hours", better=Better.LOWER, worthwhile=2, minimum=0
)
BOTH_PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def enter(
    conditions: str,
    scores: Sequence[float | None],
    *,
    late: tuple[int, ...] = (),
    name: str = "pain",
    start: dt.date = MONDAY,
) -> list[Entry]:
    """Make entries from one letter a day: m mat, n no mat, ? unknown."""
    known = {"m": Condition.MAT, "n": Condition.NO_MAT, "?": None}
    entries = []
    for day, (letter, score) in enumerate(zip(conditions, scores, strict=True)):
        date = start + dt.timedelta(days=day)
        evening = dt.datetime.combine(date, dt.time(21), tzinfo=dt.UTC)
        entries.append(
            Entry(
                date=date,
                condition=known[letter],
                scores={} if score is None else {name: score},
                recorded_at=evening + dt.timedelta(days=3 if day in late else 0),
            )
        )
    return entries


def wobble(conditions: str, *, on_mat: float, off: float) -> list[float]:
    """Make scores that differ by condition and from day to day, the same every time."""
    return [
        (on_mat if letter == "m" else off) + (day * 7 % 5 - 2) / 2
        for day, letter in enumerate(conditions)
    ]


def make_effect(mean: float, half_width: float, **more: Any) -> Effect:
    low, high = mean - half_width, mean + half_width
    figures: dict[str, Any] = {
        "mean": mean,
        "ci95": Interval(level=0.95, low=mean - 1.2 * half_width, high=mean + 1.2 * half_width),
        "interval": Interval(level=0.9, low=low, high=high),
        "chance_benefit": 0.97,
        "chance_worthwhile": 0.74,
        "autocorrelation": 0.3,
        "sd": 1.4,
    }
    return Effect(**(figures | more))


@pytest.fixture(scope="module")
def posterior() -> Posterior:
    conditions = "nnmm" * 5
    scores = wobble(conditions, on_mat=4.7, off=6)
    return fit_posterior(range(20), scores, [letter == "m" for letter in conditions])


def spec(card: ChartCard) -> dict[str, Any]:
    return card.chart.to_dict()


def rows_of(chart: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = chart["datasets"][layer["data"]["name"]]
    return rows


def layers_of(chart: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [layer for layer in chart["layer"] if layer["mark"]["type"] == mark]


def labels_of(encoding: dict[str, Any]) -> dict[str, str]:
    """Read back the table of labels that an axis looks its values up in."""
    labels: dict[str, str] = json.loads(
        encoding["axis"]["labelExpr"].removesuffix("[datum.value]")
    )
    return labels


def paths_of(layer: dict[str, Any]) -> dict[str, str]:
    scale = layer["encoding"]["shape"]["scale"]
    return dict(zip(scale["domain"], scale["range"], strict=True))


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
@pytest.mark.parametrize("ground", ["page", "shade"])
@pytest.mark.parametrize(
    ("name", "least"),
    [("ink", 4.5), ("muted", 4.5), ("mat", 3.0), ("no_mat", 3.0), ("neutral", 3.0)],
)
def test_contrast(palette: Palette, name: str, least: float, ground: str) -> None:
    assert contrast(getattr(palette, name), getattr(palette, ground)) >= least


# What all charts share


def sample_cards(*, dark: bool = False, width: int | None = PHONE) -> Iterator[ChartCard]:
    """Draw every chart for trials that benefit, do nothing, run long, run short and turn round."""
    trials = [
        (enter("nnmmmmnn" * 7, wobble("nnmmmmnn" * 7, on_mat=3, off=6), late=(4, 9)), PAIN, 1),
        (enter("nnmm" * 14, wobble("nnmm" * 14, on_mat=5, off=5.2)), PAIN, 0),
        (enter("nnmm" * 30, wobble("nnmm" * 30, on_mat=4, off=5)), PAIN, 0),
        (enter("nnmm" * 2, wobble("nnmm" * 2, on_mat=4, off=6)), PAIN, 0),
        (enter("mmmnnn" * 8, wobble("mmmnnn" * 8, on_mat=7, off=5), name="sleep"), SLEEP, 0),
        (enter("nnmm" * 6, wobble("nnmm" * 6, on_mat=12, off=9), name="headache_hours"), HOURS, 0),
    ]
    for entries, outcome, washout_days in trials:
        frame = daily_frame(entries, outcome, washout_days=washout_days)
        found = assess(entries, outcome=outcome, washout_days=washout_days).analysis
        yield draw_timeline(frame, outcome, dark=dark, width=width)
        if found.effect is not None:
            yield draw_effect(found.effect, found.posterior, outcome, dark=dark, width=width)
        yield draw_cycles(found.cycles, outcome, dark=dark, width=width)
        yield draw_calendar(frame, dark=dark, width=width)


def text_boxes(card: ChartCard) -> list[tuple[str, float, float, float, float]]:
    """Return every drawn text with its left, top, right and bottom, in pixels of the picture."""
    drawn = vl_convert.vegalite_to_scenegraph(spec(card))
    boxes = []

    def walk(mark: dict[str, Any], left: float, top: float) -> None:
        for item in mark.get("items", []):
            x, y = left + item.get("x", 0), top + item.get("y", 0)
            if mark["marktype"] == "group":
                for inside in item.get("items", []):
                    walk(inside, x, y)
            elif mark["marktype"] == "text" and item.get("text"):
                lines = item["text"] if isinstance(item["text"], list) else [item["text"]]
                # What we place by pixels has to fit in a wide system font, such as DejaVu Sans.
                letter = 0.58 if mark["role"] == "mark" else 0.5
                wide = max(len(str(line)) for line in lines) * item["fontSize"] * letter
                share = {"left": 0.0, "center": 0.5, "right": 1.0}[item.get("align", "left")]
                x += item.get("dx", 0) - share * wide
                high = item["fontSize"] * 0.8
                above = {"top": 0.0, "middle": 0.5}.get(item.get("baseline", "alphabetic"), 1.0)
                y_top = y - above * high
                y_bottom = y_top + high + (len(lines) - 1) * item["fontSize"]
                boxes.append((" ".join(map(str, lines)), x, y_top, x + wide, y_bottom))

    walk(drawn["scenegraph"], *drawn["origin"])
    return boxes


def find_clashes(card: ChartCard) -> list[str]:
    boxes = text_boxes(card)
    assert boxes
    cut_off = [
        f"{text!r} leaves the picture"
        for text, left, _, right, _ in boxes
        if left < -4 or right > PHONE + 4
    ]
    overlaps = [
        f"{one[0]!r} over {other[0]!r}"
        for one, other in itertools.combinations(boxes, 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]
    return cut_off + overlaps


def test_no_label_is_cut_off_or_overlaps_on_a_phone() -> None:
    clashes = {card.title: find_clashes(card) for card in sample_cards()}
    assert {title: found for title, found in clashes.items() if found} == {}


@BOTH_PALETTES
def test_every_chart_keeps_to_the_frame(palette: Palette) -> None:
    for card in itertools.islice(sample_cards(dark=palette is DARK, width=None), 4):
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
        colours = {value for _, value in walk_items(chart) if str(value).startswith("#")}
        assert colours <= {getattr(palette, name) for name in palette.__slots__}


def walk_items(node: Any) -> Iterator[tuple[str, Any]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from walk_items(value)
        else:
            yield str(key), value


def test_title_is_drawn_where_asked_for() -> None:
    card = draw_cycles([CyclePair(cycle=1, mat=3, no_mat=5)], PAIN, width=PHONE, titled=True)
    assert " ".join(spec(card)["title"]["text"]) == card.title
    assert spec(card)["width"] == PHONE


def test_every_chart_has_at_most_one_key() -> None:
    cards = list(itertools.islice(sample_cards(), 4))
    keys = [len(vl_convert.vegalite_to_vega(spec(card)).get("legends", [])) for card in cards]
    assert keys == [1, 0, 1, 1]


def test_no_column_has_its_key_drawn_and_left_out() -> None:
    """Vega-Lite 6.4 in Streamlit merges keys by column: one left out takes the other with it."""
    for card in itertools.islice(sample_cards(), 4):
        encodings = [
            encoding
            for layer in spec(card)["layer"]
            for encoding in layer["encoding"].values()
            if "legend" in encoding
        ]
        drawn = {encoding["field"] for encoding in encodings if encoding["legend"]}
        left_out = {encoding["field"] for encoding in encodings if not encoding["legend"]}
        assert drawn.isdisjoint(left_out)


# Axes


@pytest.mark.parametrize(
    ("outcome", "scores", "domain", "ends"),
    [
        (PAIN, [3, 4], (0, 10), ("0 none", "10 worst")),
        (SLEEP, [3, 4], (0, 10), ("0 worst", "10 best")),
        (PAIN, [3, 12], (0, 15), ("0 none", "15 worst")),
        (PAIN, [], (0, 10), ("0 none", "10 worst")),
        (HOURS, [1.5, 7.2], (0, 8), ("0 best", "8 worse")),
        (HOURS, [0, 0], (0, 0.5), ("0 best", "0.5 worse")),
        (HOURS, [], (0, 1), ("0 best", "1 worse")),
        (replace(HOURS, minimum=None), [21, 38], (20, 40), ("20 better", "40 worse")),
        (replace(HOURS, minimum=None), [7, 7], (6.5, 7.5), ("6.5 better", "7.5 worse")),
        (replace(HOURS, minimum=None, better=Better.HIGHER), [], (0, 1), ("0 worse", "1 better")),
        (replace(HOURS, minimum=None, maximum=-2), [], (-3, -2), ("−3 better", "−2 worst")),
    ],
)
def test_score_axis(
    outcome: Outcome,
    scores: list[float],
    domain: tuple[float, float],
    ends: tuple[str, str],
) -> None:
    axis = choose_score_axis(outcome, scores)
    assert (axis.low, axis.high) == domain
    assert (axis.labels[0], axis.labels[-1]) == ends
    assert list(axis.ticks) == sorted(set(axis.ticks))
    assert all(axis.low <= score <= axis.high for score in scores)


@pytest.mark.parametrize(
    ("first", "n_days", "expected"),
    [
        (MONDAY, 1, {0: "4 Jan"}),
        (MONDAY, 8, {0: "4 Jan", 2: "6 Jan", 4: "8 Jan", 6: "10 Jan"}),
        (dt.date(2026, 12, 25), 21, {0: "25 Dec", 7: "1 Jan", 14: "8 Jan"}),
        (dt.date(2026, 9, 15), 130, {16: "Oct", 47: "Nov", 77: "Dec", 108: "Jan 2027"}),
        (dt.date(2026, 9, 15), 200, {47: "Nov", 108: "Jan 2027", 167: "Mar"}),
        (dt.date(2026, 9, 15), 400, {16: "Oct", 108: "Jan 2027", 198: "Apr", 289: "Jul"}),
    ],
)
def test_dates_below(first: dt.date, n_days: int, expected: dict[int, str]) -> None:
    assert choose_dates(first, n_days) == expected


# Every day


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
        "Your pain averaged 4.0 on 1 mat day (always 4) and 7.0 on 2 no-mat days (6 to 8)."
    )
    assert card.alt.startswith("Daily pain from 4 January 2027 to 10 January 2027, from none (0)")
    assert card.table.rows() == [
        ("4–5 Jan", "no-mat day", "6, 8", "7.0"),
        ("6–8 Jan", "mat day", "(9), 4*, –", "4.0"),
        ("9 Jan", "no-mat day", "(5.2)", "–"),
        ("10 Jan", "not known", "(2)", "–"),
    ]
    assert card.table.columns[2] == "Pain each day (* late, – missing, ( ) not counted)"


# How much


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
        "90 chances in 100: −1.9 to −0.7",
        "← better on the mat",
        "worse on the mat →",
    ]
    assert hump["encoding"]["x"]["title"] == [
        "difference in pain,",
        "mat days minus no-mat days (points)",
    ]


def texts_of(chart: dict[str, Any]) -> list[str]:
    return [rows_of(chart, layer)[0]["text"] for layer in layers_of(chart, "text")]


def test_effect_is_mirrored_where_higher_is_better() -> None:
    lower = spec(draw_effect(make_effect(-1.3, 0.6), None, PAIN))
    higher = spec(draw_effect(make_effect(1.3, 0.6), None, SLEEP))
    (left,), (right,) = layers_of(lower, "rect"), layers_of(higher, "rect")
    low, high = left["encoding"]["x"]["scale"]["domain"]
    assert right["encoding"]["x"]["scale"]["domain"] == [-high, -low]
    assert rows_of(higher, right) == [{"x": 1, "end": -low}]
    assert texts_of(higher)[3:] == ["← worse on the mat", "better on the mat →"]


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
    assert texts_of(spec(draw_effect(sure, None, PAIN)))[2].startswith("99.9 chances in 100")


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
    low, high = _choose_domain(make_effect(mean, half_width), None, outcome)
    worse, best = sorted((outcome.benefit(low), outcome.benefit(high)))
    assert -worse >= WORSE_SHARE * (best - worse) * (1 - 1e-9)
    assert best - worthwhile >= WORTH_SHARE * (best - worse) * (1 - 1e-9)
    assert low <= mean - 1.2 * half_width < mean + 1.2 * half_width <= high


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


# Cycle by cycle


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


# The calendar


def test_calendar_shows_kind_and_fate_by_shape() -> None:
    entries = enter("nnmmnn", [6, None, 4, 3, None, None], late=(3,))
    frame = daily_frame(entries, PAIN, as_of=MONDAY + dt.timedelta(days=4))
    card = draw_calendar(frame)
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
    assert (
        card.reading == "3 of 5 days so far are filled in, 2 are missing and 1 was filled in late."
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
    assert placed["Sat 26 December 2026"] == (0, "Sat", "26")
    assert placed["Fri 1 January 2027"] == (1, "Fri", "1")
    assert placed["Sat 30 January 2027"] == (5, "Sat", "30")


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
        "Mon 4 January 2027",
        "Tue 5 January 2027",
        "Wed 6 January 2027",
    ]
    assert card.title == "All 3 days filled in"


def test_calendar_of_more_than_a_year() -> None:
    entries = enter("nnmm" * 100, [5.0] * 400)
    card = draw_calendar(daily_frame(entries, PAIN), width=PHONE)
    assert find_clashes(card) == []
    assert card.table.height == 400


def test_calendar_table() -> None:
    entries = enter("m?", [4, 5], late=(0,))
    assert draw_calendar(daily_frame(entries, PAIN)).table.rows() == [
        ("Mon 4 January 2027", "mat day", "late entry"),
        ("Tue 5 January 2027", "not known", "filled in"),
    ]
