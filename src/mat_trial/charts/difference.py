"""The axis that every picture of an effect lies on: mat − no mat, and what is marked along it."""

from collections.abc import Iterable

import altair as alt
import polars as pl

from mat_trial.charts.theme import Align, Palette, write_text
from mat_trial.language import _, mark
from mat_trial.model import Better, Outcome
from mat_trial.model.naming import name_outcome, name_unit

WORTH_IT, NO_DIFFERENCE = mark("worth it to you"), mark("no difference")
TOP_LABEL = 14
"""Row of the labels above the picture, in pixels from its top."""
WORTH_SHARE, WORSE_SHARE = 0.36, 0.32
"""Least shares of the width beyond the worthwhile effect and on the worse side: on a phone the
labels fit in."""
EDGE = 6
"""Pixels between a label and what it stands beside."""
LETTER_PIXELS = 7.2
"""A wide system font's average letter at this size, to keep a label off the edges."""
MARGIN = 0.04
NO_DIFFERENCE_DASH = [4, 3]


def choose_domain(effects: Iterable[float], outcome: Outcome) -> tuple[float, float]:
    """Choose the axis' ends, with room for the labels on both sides.

    Parameters
    ----------
    effects
        What has to be in sight besides no difference and the worthwhile effect.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> low, high = choose_domain([-2.0, -0.7], PAIN)
    >>> round(low, 2), round(high, 2)
    (-2.12, 1.0)
    """
    # In benefit the worthwhile side is always above.
    benefits = [outcome.benefit(effect) for effect in effects]
    worse, better = min(0.0, *benefits), max(outcome.worthwhile, *benefits)
    margin = MARGIN * (better - worse)
    worse, better = worse - margin, better + margin
    # Widening one side takes from the other's share, so both are solved for together.
    middle = 1 - WORTH_SHARE - WORSE_SHARE
    span = max(
        better - worse,
        outcome.worthwhile / middle,
        better / (1 - WORSE_SHARE),
        (outcome.worthwhile - worse) / (1 - WORTH_SHARE),
    )
    worse = min(worse, -WORSE_SHARE * span)
    better = max(better, outcome.worthwhile + WORTH_SHARE * span)
    low, high = sorted((outcome.benefit(worse), outcome.benefit(better)))
    return low, high


def encode_difference(outcome: Outcome, domain: tuple[float, float]) -> alt.X:
    """Return the x encoding of a column `x` of effects."""
    return alt.X(
        "x",
        type="quantitative",
        title=[
            _("difference in {name},", name=name_outcome(outcome)),
            _("mat days minus no-mat days ({unit})", unit=name_unit(outcome)),
        ],
        scale=alt.Scale(domain=list(domain), nice=False, zero=False),
        axis=alt.Axis(grid=False, tickCount=5, labelFlush=False),
    )


def span_worthwhile(outcome: Outcome, domain: tuple[float, float]) -> tuple[float, float]:
    """Return the worthwhile effect and the axis' end on its far side."""
    edge = float(outcome.benefit(outcome.worthwhile))
    return edge, domain[0] if outcome.better is Better.LOWER else domain[1]


def draw_worthwhile(
    outcome: Outcome, domain: tuple[float, float], palette: Palette, *, height: int
) -> alt.Chart:
    """Shade the worthwhile side from the picture's top to its foot."""
    edge, end = span_worthwhile(outcome, domain)
    region = pl.DataFrame({"x": [edge], "end": [end]})
    return alt.Chart(region, mark=alt.MarkDef("rect", color=palette.shade)).encode(
        x=encode_difference(outcome, domain),
        x2=alt.X2("end"),
        y=alt.value(0),
        y2=alt.value(height),
    )


def draw_no_difference(
    outcome: Outcome, domain: tuple[float, float], palette: Palette, *, foot: int
) -> alt.Chart:
    """Draw the dashed line at no difference, from the labels down to `foot` pixels."""
    return alt.Chart(
        pl.DataFrame({"x": [0.0]}),
        mark=alt.MarkDef(
            "rule", stroke=palette.ink, strokeWidth=1.5, strokeDash=NO_DIFFERENCE_DASH
        ),
    ).encode(x=encode_difference(outcome, domain), y=alt.value(4), y2=alt.value(foot))


def label_axis(outcome: Outcome, palette: Palette, *, sides: int) -> list[alt.Chart]:
    """Name the worthwhile side and no difference above, and the better and worse side below.

    Parameters
    ----------
    sides
        Row of the labels below, in pixels from the picture's top.
    """
    lower = outcome.better is Better.LOWER
    better, worse = _("better on the mat"), _("worse on the mat")
    beside_zero = f"scale('x', 0) {'+' if lower else '-'} {EDGE}"
    left: tuple[str, Align] = (f"{EDGE}", "left")
    right: tuple[str, Align] = (f"width - {EDGE}", "right")
    labels: list[tuple[str, tuple[str, Align], int, str]] = [
        (_(WORTH_IT), left if lower else right, TOP_LABEL, palette.ink),
        (_(NO_DIFFERENCE), (beside_zero, "left" if lower else "right"), TOP_LABEL, palette.ink),
        (f"← {better if lower else worse}", left, sides, palette.muted),
        (f"{worse if lower else better} →", right, sides, palette.muted),
    ]
    return [
        write_text(text, x=x, y=f"{y}", colour=colour, align=align)
        for text, (x, align), y, colour in labels
    ]


def write_below(text: str, effect: float, *, y: int, palette: Palette) -> alt.Chart:
    """Write one line centred below an effect, and as far off it as the edges make it."""
    half = LETTER_PIXELS * len(text) / 2
    x = f"clamp(scale('x', {effect!r}), {half:g}, max({half:g}, width - {half:g}))"
    return write_text(text, x=x, y=f"{y}", colour=palette.ink)
