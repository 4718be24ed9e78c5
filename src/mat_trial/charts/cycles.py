"""Cycle by cycle: the average without the mat, joined to the average on it."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from mat_trial.charts.axes import ScoreAxis, choose_score_axis
from mat_trial.charts.theme import LIGHT, ChartCard, Palette, frame_card, tell, write_text
from mat_trial.language import _, mark
from mat_trial.language.numbers import format_number
from mat_trial.model import Outcome
from mat_trial.results import CyclePair
from mat_trial.wording.charts import compare_halves, word_cycles
from mat_trial.wording.phrases import say_comparisons

HEIGHT = 220
ON, OFF = mark("mat"), mark("no mat")
DASHES: dict[str, list[float]] = {"better": [1, 0], "worse": [6, 4], "same": [1.5, 3]}
MANY_CYCLES = 20
NOTHING_YET = mark("no full cycle yet")


def draw_cycles(
    cycles: Sequence[CyclePair],
    outcome: Outcome,
    *,
    width: int | None = None,
) -> ChartCard:
    """Draw one line a cycle, from its average on no-mat days to its average on mat days.

    Parameters
    ----------
    cycles
        At most 2500; none at all draws an empty frame.
    width
        In pixels; None to fill what the chart stands in.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> cycles = [CyclePair(cycle=1, mat=4.0, no_mat=6.0), CyclePair(cycle=2, mat=5.0, no_mat=4.5)]
    >>> draw_cycles(cycles, PAIN).title
    'Less pain on the mat in 1 of 2 cycles'
    """
    palette = LIGHT
    axis = choose_score_axis(
        outcome, [score for pair in cycles for score in (pair.mat, pair.no_mat)]
    )
    lines = [_draw_lines(cycles, outcome, axis, palette)] if cycles else []
    note = (
        []
        if cycles
        else [write_text(_(NOTHING_YET), x="width / 2", y="height / 4", colour=palette.ink)]
    )
    return frame_card(
        [*lines, *_draw_ends(cycles, outcome, axis, palette), *note],
        words=word_cycles(cycles, outcome),
        table=_tabulate(cycles, outcome),
        palette=palette,
        width=width,
        height=HEIGHT,
    )


def _list_halves(cycles: Sequence[CyclePair], outcome: Outcome) -> pl.DataFrame:
    said = _say_kinds(cycles, outcome)
    rows = [
        (pair.cycle, half, score, said[compare_halves(pair, outcome)], format_number(score))
        for pair in cycles
        for half, score in ((_(OFF), pair.no_mat), (_(ON), pair.mat))
    ]
    schema = {
        "Cycle": pl.Int64,
        "half": pl.String,
        "score": pl.Float64,
        "Kind": pl.String,
        "Average": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _say_kinds(cycles: Sequence[CyclePair], outcome: Outcome) -> dict[str, str]:
    """Return the key's text for each kind of cycle there is."""
    kinds = [compare_halves(pair, outcome) for pair in cycles]
    said = {
        "better": _("better: {n}", n=kinds.count("better")),
        "worse": _("worse: {n}", n=kinds.count("worse")),
        "same": _("same: {n}", n=kinds.count("same")),
    }
    return {kind: said[kind] for kind in DASHES if kind in kinds}


def _draw_lines(
    cycles: Sequence[CyclePair], outcome: Outcome, axis: ScoreAxis, palette: Palette
) -> alt.Chart:
    said = _say_kinds(cycles, outcome)
    colours = {"better": palette.mat, "worse": palette.no_mat, "same": palette.neutral}
    legend = alt.Legend(columns=3, symbolType="stroke", symbolSize=400, symbolStrokeWidth=2.5)
    return alt.Chart(
        _list_halves(cycles, outcome),
        mark=alt.MarkDef("line", strokeWidth=2.2 if len(cycles) <= MANY_CYCLES else 1.4),
    ).encode(
        x=_encode_halves(),
        y=axis.encode(),
        detail=alt.Detail("Cycle", type="nominal"),
        stroke=alt.Stroke(
            "Kind",
            type="nominal",
            legend=legend,
            scale=alt.Scale(domain=list(said.values()), range=[colours[kind] for kind in said]),
        ),
        strokeDash=alt.StrokeDash(
            "Kind",
            type="nominal",
            legend=legend,
            scale=alt.Scale(domain=list(said.values()), range=[DASHES[kind] for kind in said]),
        ),
    )


def _draw_ends(
    cycles: Sequence[CyclePair], outcome: Outcome, axis: ScoreAxis, palette: Palette
) -> list[alt.Chart]:
    """Draw the ends in the marks of their days: circles off the mat, diamonds on it."""
    halves = _list_halves(cycles, outcome)
    marks = ((_(OFF), "circle", palette.no_mat), (_(ON), "diamond", palette.mat))
    return [
        alt.Chart(
            halves.filter(pl.col("half") == half),
            mark=alt.MarkDef(
                "point",
                shape=shape,
                filled=True,
                opacity=1,
                size=60 if len(cycles) <= MANY_CYCLES else 36,
                color=colour,
            ),
        ).encode(
            x=_encode_halves(),
            y=axis.encode(),
            tooltip=tell(mark("Cycle"), mark("Average"), mark("Kind")),
        )
        for half, shape, colour in marks
    ]


def _encode_halves() -> alt.X:
    return alt.X(
        "half",
        type="nominal",
        title=None,
        scale=alt.Scale(domain=[_(OFF), _(ON)], type="point", padding=0.3),
        axis=alt.Axis(labelAngle=0, domain=False, ticks=False, labelPadding=8, grid=True),
    )


def _tabulate(cycles: Sequence[CyclePair], outcome: Outcome) -> pl.DataFrame:
    less, more = say_comparisons(outcome)
    said = {"better": less, "worse": more, "same": _("no change")}
    rows = [
        (
            str(pair.cycle),
            format_number(pair.no_mat),
            format_number(pair.mat),
            format_number(pair.difference),
            said[compare_halves(pair, outcome)],
        )
        for pair in cycles
    ]
    columns = [_("Cycle"), _("No mat"), _("Mat"), _("Difference"), _("On the mat")]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
