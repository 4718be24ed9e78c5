"""How much the mat changed the score, and how sure that is."""

import altair as alt
import numpy as np
import polars as pl

from mat_trial.charts.theme import (
    Align,
    ChartCard,
    Palette,
    choose_palette,
    frame_card,
    tell,
    write_text,
)
from mat_trial.model import Better, Outcome
from mat_trial.results import Effect
from mat_trial.stats.ar1 import Posterior
from mat_trial.wording.charts import word_effect
from mat_trial.wording.numbers import (
    choose_digits,
    count_units,
    format_chance,
    format_number,
    format_plain,
)
from mat_trial.wording.phrases import say_interval, say_level, say_reach

WORTH_IT, NO_DIFFERENCE = "worth it to you", "no difference"
TOP_LABEL, HUMP_TOP, HUMP_FOOT, BAR, BAR_LABEL, SIDES, HEIGHT = 14, 32, 132, 148, 168, 196, 210
"""Rows of the picture, in pixels from its top: each label has a row to itself, or a side."""
WORTH_SHARE, WORSE_SHARE = 0.36, 0.32
"""Least shares of the width beyond the worthwhile effect and on the worse side: on a phone the
labels fit in."""
EDGE = 6
"""Pixels between a label and what it stands beside."""
LETTER_PIXELS = 7.2
"""A wide system font's average letter at this size, to keep a label off the edges."""
MARGIN = 0.04
TAIL = 0.003
N_POINTS = 161


def draw_effect(
    effect: Effect,
    posterior: Posterior | None,
    outcome: Outcome,
    *,
    dark: bool = False,
    width: int | None = None,
    titled: bool = False,
) -> ChartCard:
    """Draw how likely each size of the effect is, beside no difference and a worthwhile one.

    Parameters
    ----------
    effect
        Mat − no mat, in outcome units.
    posterior
        Gives the hump; None leaves only the bar of the interval.
    dark
        Whether the page is light on dark.
    width
        In pixels; None to fill what the chart stands in.
    titled
        Whether the title is drawn in the picture as well.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import Interval
    >>> effect = Effect(mean=-1.31, ci95=Interval(level=0.95, low=-2.0, high=-0.6),
    ...                 interval=Interval(level=0.9, low=-1.9, high=-0.7), chance_benefit=0.998,
    ...                 chance_worthwhile=0.86, autocorrelation=0.3, sd=1.4)
    >>> draw_effect(effect, None, PAIN).title
    'Pain about 1.3 points lower on mat days'
    """
    palette = choose_palette(dark=dark)
    domain = _choose_domain(effect, posterior, outcome)
    hump = [] if posterior is None else [_draw_hump(posterior, domain, palette)]
    layers = [
        _draw_worthwhile(outcome, domain, palette),
        *hump,
        _draw_no_difference(palette),
        *_draw_interval(effect, palette),
    ]
    x = alt.X(
        "x",
        type="quantitative",
        title=_title_axis(outcome),
        scale=alt.Scale(domain=list(domain), nice=False, zero=False),
        axis=alt.Axis(grid=False, tickCount=5, labelFlush=False),
    )
    return frame_card(
        [layer.encode(x=x) for layer in layers] + _draw_labels(effect, outcome, palette),
        words=word_effect(effect, outcome, hump=posterior is not None),
        table=_tabulate(effect, outcome),
        palette=palette,
        width=width,
        height=HEIGHT,
        titled=titled,
    )


def _choose_domain(
    effect: Effect, posterior: Posterior | None, outcome: Outcome
) -> tuple[float, float]:
    """Return the axis' ends, with room for the labels on both sides.

    All is reckoned in benefit, where the worthwhile side is always above.
    """
    ends = [effect.ci95.low, effect.ci95.high, effect.interval.low, effect.interval.high, 0.0]
    if posterior is not None:
        ends += posterior.quantile([TAIL, 1 - TAIL]).tolist()
    benefits = [outcome.benefit(end) for end in ends]
    worse, better = min(benefits), max(*benefits, outcome.worthwhile)
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


def _draw_worthwhile(outcome: Outcome, domain: tuple[float, float], palette: Palette) -> alt.Chart:
    edge = outcome.benefit(outcome.worthwhile)
    end = domain[0] if outcome.better is Better.LOWER else domain[1]
    region = pl.DataFrame({"x": [float(edge)], "end": [end]})
    return alt.Chart(region, mark=alt.MarkDef("rect", color=palette.shade)).encode(
        x2=alt.X2("end"), y=alt.value(0), y2=alt.value(HEIGHT)
    )


def _draw_hump(posterior: Posterior, domain: tuple[float, float], palette: Palette) -> alt.Chart:
    low, high = np.clip(posterior.quantile([TAIL / 10, 1 - TAIL / 10]), *domain).tolist()
    x = np.linspace(low, high, N_POINTS)
    density = posterior.density(x)
    points = pl.DataFrame({"x": x, "density": density})
    y = alt.Y(
        "density",
        type="quantitative",
        title=None,
        axis=None,
        scale=alt.Scale(domain=[0, float(density.max())], range=[HUMP_FOOT, HUMP_TOP]),
    )
    return alt.Chart(
        points,
        mark=alt.MarkDef(
            "area",
            fill=palette.mat,
            fillOpacity=0.35,
            line={"stroke": palette.mat, "strokeWidth": 1.5},
            tooltip=None,
        ),
    ).encode(y=y)


def _draw_no_difference(palette: Palette) -> alt.Chart:
    return alt.Chart(
        pl.DataFrame({"x": [0.0]}),
        mark=alt.MarkDef("rule", stroke=palette.ink, strokeWidth=1.5, strokeDash=[4, 3]),
    ).encode(y=alt.value(4), y2=alt.value(BAR + 8))


def _draw_interval(effect: Effect, palette: Palette) -> list[alt.Chart]:
    digits = choose_digits(effect.interval.low, effect.interval.high)
    row = pl.DataFrame(
        {
            "x": [effect.interval.low],
            "end": [effect.interval.high],
            "Most likely": [format_number(effect.mean, digits)],
            "Range": [say_interval(effect.interval)],
        }
    )
    told = tell("Most likely", "Range")
    bar = alt.Chart(row, mark=alt.MarkDef("rule", stroke=palette.mat, strokeWidth=6)).encode(
        x2=alt.X2("end"), y=alt.value(BAR), tooltip=told
    )
    diamond = alt.Chart(
        row.with_columns(x=pl.lit(effect.mean)),
        mark=alt.MarkDef(
            "point",
            shape="diamond",
            size=140,
            filled=True,
            opacity=1,
            fill=palette.mat,
            stroke=palette.page,
            strokeWidth=1.5,
        ),
    ).encode(y=alt.value(BAR), tooltip=told)
    return [bar, diamond]


def _draw_labels(effect: Effect, outcome: Outcome, palette: Palette) -> list[alt.Chart]:
    lower = outcome.better is Better.LOWER
    better, worse = "better on the mat", "worse on the mat"
    range_text = say_interval(effect.interval)
    half = LETTER_PIXELS * len(range_text) / 2
    beside_zero = f"scale('x', 0) {'+' if lower else '-'} {EDGE}"
    below_bar = f"clamp(scale('x', {effect.mean!r}), {half:g}, max({half:g}, width - {half:g}))"
    left: tuple[str, Align] = (f"{EDGE}", "left")
    right: tuple[str, Align] = (f"width - {EDGE}", "right")
    labels: list[tuple[str, tuple[str, Align], int, str]] = [
        (WORTH_IT, left if lower else right, TOP_LABEL, palette.ink),
        (NO_DIFFERENCE, (beside_zero, "left" if lower else "right"), TOP_LABEL, palette.ink),
        (range_text, (below_bar, "center"), BAR_LABEL, palette.ink),
        (f"← {better if lower else worse}", left, SIDES, palette.muted),
        (f"{worse if lower else better} →", right, SIDES, palette.muted),
    ]
    return [
        write_text(text, x=x, y=f"{y}", colour=colour, align=align)
        for text, (x, align), y, colour in labels
    ]


def _title_axis(outcome: Outcome) -> list[str]:
    return [f"difference in {outcome.label},", f"mat days minus no-mat days ({outcome.unit})"]


def _tabulate(effect: Effect, outcome: Outcome) -> pl.DataFrame:
    digits = choose_digits(effect.interval.low, effect.interval.high)
    worthwhile = count_units(format_plain(outcome.worthwhile), outcome)
    rows = {
        f"Most likely difference ({outcome.unit})": format_number(effect.mean, digits),
        f"Range with {say_level(effect.interval)}": say_reach(effect.interval),
        f"Range with {say_level(effect.ci95)}": say_reach(effect.ci95),
        "Chance of any benefit": format_chance(effect.chance_benefit),
        f"Chance of {worthwhile} or more": format_chance(effect.chance_worthwhile),
    }
    return pl.DataFrame(
        {
            "Mat days minus no-mat days": list(rows),
            outcome.label.capitalize(): list(rows.values()),
        }
    )
