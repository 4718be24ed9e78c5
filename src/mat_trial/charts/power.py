"""How often each plan finds the worthwhile benefit, by its days.

Not in the list of the package: the simulation it draws takes a second to load, for one page only.
"""

from collections.abc import Mapping, Sequence

import altair as alt
import polars as pl

from mat_trial.charts.axes import look_up
from mat_trial.charts.theme import LIGHT, ChartCard, Palette, frame_card, tell
from mat_trial.language import _, mark
from mat_trial.power.compare import Option, recommend
from mat_trial.wording.power import name_design, say_odds
from mat_trial.wording.power_chart import name_family, word_power

HEIGHT = 240
TICKS = {0.0: mark("none"), 0.5: mark("1 of 2"), 0.8: mark("4 of 5"), 1.0: mark("all")}
SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-left",
    "triangle-right",
)
SOLID = [1, 0]
DASHES = ([6, 3], [2, 2], [8, 2, 2, 2], [10, 4], [4, 4], [3, 1], [1, 3], [12, 2])


def draw_power(
    by_days: Mapping[int, Sequence[Option]],
    *,
    width: int | None = None,
) -> ChartCard:
    """Draw a line a plan; the one recommended for most of the lengths stands out.

    Parameters
    ----------
    by_days
        The options for each number of days a person may have.
    width
        In pixels; None to fill what the chart stands in.

    Examples
    --------
    >>> from mat_trial.operating import Person
    >>> from mat_trial.power.compare import compare_designs, list_designs
    >>> by_days = {days: compare_designs(list_designs(days), Person(), n_people=500)
    ...            for days in (28, 56)}
    >>> draw_power(by_days).title
    '56 days find it in 4 of 5 trials'
    """
    palette = LIGHT
    rows = _lay_out(by_days)
    return frame_card(
        _draw_lines(rows, list(by_days), _find_best(by_days), palette),
        words=word_power(by_days),
        table=_tabulate(rows),
        palette=palette,
        width=width,
        height=HEIGHT,
    )


def _lay_out(by_days: Mapping[int, Sequence[Option]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "days": days,
                "power": option.power,
                "family": name_family(option.design),
                "Plan": name_design(option.design),
                "Finds it": _(
                    "{odds} trials ({n} in 100)",
                    odds=say_odds(option.power),
                    n=f"{option.power * 100:.0f}",
                ),
            }
            for days, options in by_days.items()
            for option in options
        ]
    )


def _find_best(by_days: Mapping[int, Sequence[Option]]) -> str | None:
    best = [recommend(options) for options in by_days.values()]
    named = [name_family(option.design) for option in best if option is not None]
    return max(named, key=named.count) if named else None


def _draw_lines(
    rows: pl.DataFrame, days: list[int], best: str | None, palette: Palette
) -> list[alt.Chart]:
    families = rows["family"].unique(maintain_order=True).to_list()
    legend = alt.Legend(columns=2)
    x = alt.X(
        "days",
        type="quantitative",
        title=_("days"),
        scale=alt.Scale(domain=[min(days), max(days)], nice=False, zero=False, padding=10),
        axis=alt.Axis(values=days, grid=False),
    )
    y = alt.Y(
        "power",
        type="quantitative",
        title=None,
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(
            values=list(TICKS),
            labelExpr=look_up(list(TICKS), [_(tick) for tick in TICKS.values()]),
            domain=False,
        ),
    )
    colour = alt.Color(
        "family",
        type="nominal",
        scale=alt.Scale(
            domain=families,
            range=[palette.mat if family == best else palette.muted for family in families],
        ),
        legend=legend,
    )
    dash = alt.StrokeDash(
        "family",
        type="nominal",
        scale=alt.Scale(
            domain=families,
            range=[
                SOLID if family == best else dash
                for family, dash in zip(families, DASHES, strict=False)
            ],
        ),
        legend=legend,
    )
    shape = alt.Shape(
        "family",
        type="nominal",
        scale=alt.Scale(domain=families, range=list(SHAPES[: len(families)])),
        legend=legend,
    )
    told = tell(mark("Plan"), mark("Finds it"))
    layers = []
    for drawn, weight, size in (
        (rows.filter(pl.col("family") != (best or "")), 1.2, 50),
        (rows.filter(pl.col("family") == (best or "")), 3.0, 110),
    ):
        lines = alt.Chart(drawn, mark=alt.MarkDef("line", strokeWidth=weight)).encode(
            x=x, y=y, color=colour, strokeDash=dash
        )
        points = alt.Chart(
            drawn, mark=alt.MarkDef("point", filled=True, opacity=1, size=size)
        ).encode(x=x, y=y, color=colour, shape=shape, tooltip=told)
        layers += [lines, points]
    return layers


def _tabulate(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort("days", "power", descending=[False, True]).select(
        pl.col("days").cast(pl.String).alias(_("Days")),
        pl.col("Plan").alias(_("Plan")),
        pl.col("Finds it").alias(_("Finds it")),
    )
