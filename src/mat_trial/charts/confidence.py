"""How well each size of the effect fits the scores, by the randomisation test."""

import altair as alt
import numpy as np
import polars as pl

from mat_trial.charts.axes import look_up
from mat_trial.charts.difference import (
    choose_domain,
    draw_no_difference,
    draw_worthwhile,
    encode_difference,
    label_axis,
    write_below,
)
from mat_trial.charts.theme import LIGHT, ChartCard, Palette, frame_card, tell
from mat_trial.language import _, mark
from mat_trial.language.numbers import format_plain
from mat_trial.model import Outcome
from mat_trial.model.naming import name_unit
from mat_trial.stats.randomisation import RandomisationTest
from mat_trial.wording.confidence import (
    RULED_OUT,
    list_curve,
    list_levels,
    say_range,
    word_confidence,
)

TOP, FOOT, RANGE_LABEL, SIDES, HEIGHT = 36, 176, 196, 224, 238
"""Rows of the picture, in pixels from its top: p = 1, p = 0, and the labels below."""
N_JUMPS = 241
"""More jumps than the picture is pixels high could not be told apart; odd, to keep the middle."""
TICKS = {RULED_OUT: "{p}", 0.5: "{p}", 1.0: "p = {p}"}


def draw_confidence(
    found: RandomisationTest,
    outcome: Outcome,
    *,
    width: int | None = None,
) -> ChartCard:
    """Draw the two-sided p of every size of the effect: the confidence curve.

    Parameters
    ----------
    found
        Of the outcome's scores, in its units.
    width
        In pixels; None to fill what the chart stands in.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.stats.randomisation import run_randomisation
    >>> coins = np.arange(2**6)[:, None] >> np.arange(6) & 1
    >>> schedules = np.stack([coins, 1 - coins], axis=2).reshape(2**6, 12)
    >>> scores = [6, 4, 3, 6, 5, 3, 6, 3, 2, 5, 3, 6]
    >>> found = run_randomisation(range(12), scores, schedules, observed=0b110010)
    >>> draw_confidence(found, PAIN).title
    'Your scores fit pain from 1.8 to 3.4 lower on mat days'
    """
    palette = LIGHT
    outermost = float(found.thresholds[0]), float(found.thresholds[-1])
    widest = next(reversed(list_levels(found).values()), outermost)
    domain = choose_domain(widest, outcome)
    x = encode_difference(outcome, domain)
    return frame_card(
        [
            draw_worthwhile(outcome, domain, palette, height=HEIGHT),
            _draw_curve(found, domain, palette).encode(x=x),
            _draw_cut(palette),
            draw_no_difference(outcome, domain, palette, foot=FOOT),
            *(layer.encode(x=x) for layer in _draw_range(found, palette)),
            *label_axis(outcome, palette, sides=SIDES),
            write_below(say_range(found), found.estimate, y=RANGE_LABEL, palette=palette),
        ],
        words=word_confidence(found, outcome),
        table=_tabulate(found, outcome),
        palette=palette,
        width=width,
        height=HEIGHT,
    )


def _trace_curve(found: RandomisationTest, domain: tuple[float, float]) -> pl.DataFrame:
    """Return effects, rising from end to end of the axis, each with the p from there to the next.

    All between the first and the last are jumps of the curve. Where there are too many, those
    kept are closest together towards the ends, where the curve is flat.
    """
    low, high = domain
    jumps = found.thresholds[(low < found.thresholds) & (found.thresholds < high)]
    share = (1 - np.cos(np.linspace(0, np.pi, N_JUMPS))) / 2
    kept = np.unique((share * (len(jumps) - 1)).round().astype(int))
    edges = np.array([low, *jumps[kept], high])
    p_values = found.p_value_at((edges[1:] + edges[:-1]) / 2)
    return pl.DataFrame({"x": edges, "p": [*p_values, p_values[-1]]})


def _encode_p() -> alt.Y:
    return alt.Y(
        "p",
        type="quantitative",
        title=None,
        scale=alt.Scale(domain=[0, 1], range=[FOOT, TOP]),
        axis=alt.Axis(
            values=list(TICKS),
            labelExpr=look_up(
                list(TICKS), [label.format(p=format_plain(p)) for p, label in TICKS.items()]
            ),
            grid=False,
            domain=False,
            ticks=False,
            labelPadding=6,
        ),
    )


def _draw_curve(
    found: RandomisationTest, domain: tuple[float, float], palette: Palette
) -> alt.Chart:
    return alt.Chart(
        _trace_curve(found, domain),
        mark=alt.MarkDef(
            "area",
            interpolate="step-after",
            fill=palette.mat,
            fillOpacity=0.35,
            line={"stroke": palette.mat, "strokeWidth": 1.5},
            tooltip=None,
        ),
    ).encode(y=_encode_p())


def _draw_cut(palette: Palette) -> alt.Chart:
    """Draw the level below which a size is left out of the range."""
    return alt.Chart(
        pl.DataFrame({"p": [RULED_OUT]}),
        mark=alt.MarkDef("rule", stroke=palette.muted, strokeWidth=1.5, strokeDash=[1.5, 3]),
    ).encode(x=alt.value(0), x2=alt.value("width"), y=_encode_p())


def _draw_range(found: RandomisationTest, palette: Palette) -> list[alt.Chart]:
    """Draw the 95% range at its own height, and the size that fits best at the top."""
    points = pl.DataFrame({"x": [found.estimate], "p": [1.0], "Range": [say_range(found)]})
    diamond = alt.Chart(
        points,
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
    ).encode(y=_encode_p(), tooltip=tell(mark("Range")))
    if found.ci95 is None:
        return [diamond]
    low, high = found.ci95
    ends = pl.DataFrame({"x": [low], "end": [high], "p": [RULED_OUT], "Range": [say_range(found)]})
    bar = alt.Chart(ends, mark=alt.MarkDef("rule", stroke=palette.mat, strokeWidth=6)).encode(
        x2=alt.X2("end"), y=_encode_p(), tooltip=tell(mark("Range"))
    )
    return [bar, diamond]


def _tabulate(found: RandomisationTest, outcome: Outcome) -> pl.DataFrame:
    difference = _("Difference ({unit})", unit=name_unit(outcome))
    columns = [_("What"), difference, _("p, two-sided")]
    return pl.DataFrame(
        list_curve(found, outcome), schema=dict.fromkeys(columns, pl.String), orient="row"
    )
