"""How much the mat changed the score, and how sure that is."""

import altair as alt
import numpy as np
import polars as pl

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
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import Outcome
from mat_trial.model.naming import count_units, name_outcome, name_unit
from mat_trial.results import Effect
from mat_trial.stats.posterior import Posterior
from mat_trial.wording.charts import word_effect
from mat_trial.wording.numbers import choose_digits, format_chance
from mat_trial.wording.phrases import (
    open_sentence,
    say_interval,
    say_level,
    say_reach,
)

HUMP_TOP, HUMP_FOOT, BAR, BAR_LABEL, SIDES, HEIGHT = 32, 132, 148, 168, 196, 210
"""Rows of the picture, in pixels from its top: each label has a row to itself, or a side."""
TAIL = 0.003
N_POINTS = 161


def draw_effect(
    effect: Effect,
    posterior: Posterior | None,
    outcome: Outcome,
    *,
    width: int | None = None,
) -> ChartCard:
    """Draw how likely each size of the effect is, beside no difference and a worthwhile one.

    Parameters
    ----------
    effect
        Mat − no mat, in outcome units.
    posterior
        Gives the hump; None leaves only the bar of the interval.
    width
        In pixels; None to fill what the chart stands in.

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
    palette = LIGHT
    ends = [effect.ci95.low, effect.ci95.high, effect.interval.low, effect.interval.high]
    if posterior is not None:
        ends += posterior.quantile([TAIL, 1 - TAIL]).tolist()
    domain = choose_domain(ends, outcome)
    x = encode_difference(outcome, domain)
    hump = [] if posterior is None else [_draw_hump(posterior, domain, palette).encode(x=x)]
    return frame_card(
        [
            draw_worthwhile(outcome, domain, palette, height=HEIGHT),
            *hump,
            draw_no_difference(outcome, domain, palette, foot=BAR + 8),
            *(layer.encode(x=x) for layer in _draw_interval(effect, palette)),
            *label_axis(outcome, palette, sides=SIDES),
            write_below(say_interval(effect.interval), effect.mean, y=BAR_LABEL, palette=palette),
        ],
        words=word_effect(effect, outcome, hump=posterior is not None),
        table=_tabulate(effect, outcome),
        palette=palette,
        width=width,
        height=HEIGHT,
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
    told = tell(mark("Most likely"), mark("Range"))
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


def _tabulate(effect: Effect, outcome: Outcome) -> pl.DataFrame:
    digits = choose_digits(effect.interval.low, effect.interval.high)
    worthwhile = count_units(format_plain(outcome.worthwhile), outcome)
    mean, any_benefit = format_number(effect.mean, digits), format_chance(effect.chance_benefit)
    enough = format_chance(effect.chance_worthwhile)
    rows = {
        _("Most likely difference ({unit})", unit=name_unit(outcome)): mean,
        _("Range with {chances}", chances=say_level(effect.interval)): say_reach(effect.interval),
        _("Range with {chances}", chances=say_level(effect.ci95)): say_reach(effect.ci95),
        _("Chance of any benefit"): any_benefit,
        _("Chance of {worthwhile} or more", worthwhile=worthwhile): enough,
    }
    return pl.DataFrame(
        {
            _("Mat days minus no-mat days"): list(rows),
            open_sentence(name_outcome(outcome)): list(rows.values()),
        }
    )
