"""All six verdicts as they are told and drawn, held to files: a change of words or marks is seen.

``MAT_TRIAL_GOLDEN=write uv run pytest tests/test_golden.py`` writes the files anew; read the
difference before you commit it. The figures are given, not computed, so that no other machine's
arithmetic breaks them.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from charts.drawing import enter
from every_verdict import SIZES, make_effect, make_verdict, say_all
from mat_trial.charts import (
    ChartCard,
    draw_cycles,
    draw_effect,
    draw_sensitivity,
    draw_spread,
    draw_timeline,
)
from mat_trial.daily import daily_frame
from mat_trial.model import PAIN
from mat_trial.results import Call, CyclePair, SensitivityLine, Verdict
from mat_trial.wording.tables import list_days, list_figures, list_secondary, list_sensitivity
from mat_trial.wording.verdict import name_verdict

FOLDER = Path(__file__).parent / "golden"
DIGITS = 3
CYCLES = (
    CyclePair(cycle=1, mat=4.0, no_mat=6.0),
    CyclePair(cycle=2, mat=5.5, no_mat=5.0),
    CyclePair(cycle=3, mat=5.0, no_mat=5.0),
)


def hold(name: str, told: str) -> None:
    """Compare with the file, or write it where that was asked for."""
    path = FOLDER / name
    if os.environ.get("MAT_TRIAL_GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def judge(call: Call) -> Verdict:
    return make_verdict(call, PAIN, SIZES[call][0])


def tell(verdict: Verdict, cards: Iterator[ChartCard]) -> str:
    """Write down all that stands on the page, pictures as their words and tables."""
    lines = [name_verdict(verdict), *say_all(verdict), ""]
    figures = (
        *list_days(verdict),
        *list_figures(verdict),
        *list_secondary(verdict),
        *list_sensitivity(verdict),
    )
    lines += [" | ".join(filter(None, (line.name, line.value, line.reading))) for line in figures]
    for card in cards:
        rows = [" | ".join(row) for row in (card.table.columns, *card.table.rows())]
        lines += ["", f"# {card.title}", card.reading, card.alt, *rows]
    return "\n".join(lines) + "\n"


def settle(node: Any) -> Any:
    """Round what is drawn, and name sets of data in order rather than by their digits."""
    if isinstance(node, dict):
        return {key: settle(value) for key, value in node.items()}
    if isinstance(node, list):
        return [settle(value) for value in node]
    return round(node, DIGITS) + 0.0 if isinstance(node, float) else node


def draw(card: ChartCard) -> str:
    """Write down a chart's marks, encodings and data; the theme has tests of its own."""
    spec = card.chart.to_dict()
    for key in ("config", "usermeta", "$schema", "description"):
        spec.pop(key, None)
    text = json.dumps(spec, ensure_ascii=False)
    for number, name in enumerate(spec["datasets"]):
        text = text.replace(name, f"data-{number}")
    return json.dumps(settle(json.loads(text)), ensure_ascii=False, indent=1) + "\n"


def draw_verdict(verdict: Verdict) -> Iterator[ChartCard]:
    effect = verdict.analysis.effect
    if verdict.call is not Call.TOO_EARLY and effect is not None:
        yield draw_effect(effect, None, PAIN)


@pytest.mark.parametrize("call", Call)
def test_a_verdict_is_told_as_before(call: Call) -> None:
    verdict = judge(call)
    hold(f"{call}.txt", tell(verdict, draw_verdict(verdict)))


@pytest.mark.parametrize("call", sorted(set(Call) - {Call.TOO_EARLY}))
def test_a_verdict_is_drawn_as_before(call: Call) -> None:
    (card,) = draw_verdict(judge(call))
    hold(f"{call}.json", draw(card))


def test_the_days_are_drawn_as_before() -> None:
    entries = enter("nnmmmmnn", [6, 5, 4, None, 3, 4, 6, 7], late=(2,))
    frame = daily_frame(entries, PAIN)
    unclear = SIZES[Call.UNCLEAR][0]
    line = SensitivityLine(
        code="without_late", n_days=54, effect=make_effect(PAIN, unclear), call=Call.UNCLEAR
    )
    verdict = make_verdict(Call.HELPS, PAIN, SIZES[Call.HELPS][0], line)
    effect = verdict.analysis.effect
    assert effect is not None
    cards = [
        draw_timeline(frame, PAIN),
        draw_spread(frame, PAIN),
        draw_cycles(CYCLES, PAIN),
        draw_sensitivity(verdict, effect),
    ]
    hold("days.txt", tell(verdict, iter(cards)))
    for name, card in zip(("timeline", "spread", "cycles", "sensitivity"), cards, strict=True):
        hold(f"{name}.json", draw(card))
