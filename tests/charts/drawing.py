"""Diaries and effects to draw, and what can be read back from the drawing."""

import datetime as dt
import itertools
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import vl_convert

from mat_trial.charts import ChartCard
from mat_trial.model import PAIN, Better, Condition, Entry, Outcome
from mat_trial.results import Analysis, Call, DayCounts, Effect, Interval, SensitivityLine, Verdict
from mat_trial.stats.randomisation import RandomisationTest, run_randomisation

MONDAY = dt.date(2027, 1, 4)
PHONE = 358
PAGE_LETTER = 0.46
"""Width of an average letter of the pages' own font, in parts of its height."""
HOURS = Outcome(
    name="headache_hours", question="?", unit="hours", better=Better.LOWER, worthwhile=2, minimum=0
)


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


def flip_coins(n_cycles: int, *, effect: float, noise: float = 1.0) -> RandomisationTest:
    """Test a diary of that many cycles of two days, with every order that coins could give."""
    coins = np.arange(2**n_cycles)[:, None] >> np.arange(n_cycles) & 1
    schedules = np.stack([coins, 1 - coins], axis=2).reshape(2**n_cycles, 2 * n_cycles)
    observed = 0b0110_0101_1001 % 2**n_cycles
    random = np.random.default_rng(4)
    scores = 5 + effect * schedules[observed] + random.normal(0, noise, 2 * n_cycles)
    return run_randomisation(range(2 * n_cycles), scores, schedules, observed=observed)


_DAYS = DayCounts(planned=56, recorded=56, analysed=(28, 27), missing=(0, 1), phases=(9, 9))


def make_line(code: str, mean: float, call: Call, n_days: int = 56) -> SensitivityLine:
    return SensitivityLine(code=code, n_days=n_days, effect=make_effect(mean, 0.6), call=call)


def make_missing_line(code: str, reason: str) -> SensitivityLine:
    return SensitivityLine(code=code, n_days=0, effect=None, call=None, reason=reason)


def judge(*lines: SensitivityLine, outcome: Outcome = PAIN, mean: float = -1.3) -> Verdict:
    analysis = Analysis(
        outcome=outcome,
        boundary=0.95,
        days=_DAYS,
        effect=make_effect(mean, 0.6),
        sensitivity=lines,
    )
    return Verdict(call=Call.HELPS, analysis=analysis)


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


def texts_of(chart: dict[str, Any]) -> list[str]:
    return [rows_of(chart, layer)[0]["text"] for layer in layers_of(chart, "text")]


def text_boxes(
    card: ChartCard, *, letter: float = 0.58
) -> list[tuple[str, float, float, float, float]]:
    """Return every drawn text with its left, top, right and bottom, in pixels of the picture.

    What we place by pixels has to fit in a wide system font, such as DejaVu Sans, unless
    `letter`, the width of one in parts of its height, says otherwise.
    """
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
                each = letter if mark["role"] == "mark" else min(letter, 0.5)
                wide = max(len(str(line)) for line in lines) * item["fontSize"] * each
                share = {"left": 0.0, "center": 0.5, "right": 1.0}[item.get("align", "left")]
                x += item.get("dx", 0) - share * wide
                high = item["fontSize"] * 0.8
                above = {"top": 0.0, "middle": 0.5}.get(item.get("baseline", "alphabetic"), 1.0)
                y_top = y - above * high
                y_bottom = y_top + high + (len(lines) - 1) * item["fontSize"]
                boxes.append((" ".join(map(str, lines)), x, y_top, x + wide, y_bottom))

    walk(drawn["scenegraph"], *drawn["origin"])
    return boxes


def find_clashes(card: ChartCard, *, letter: float = 0.58) -> list[str]:
    boxes = text_boxes(card, letter=letter)
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
