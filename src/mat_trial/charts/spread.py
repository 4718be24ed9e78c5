"""Mat days beside no-mat days: one mark a day, nothing binned and nothing smoothed."""

import altair as alt
import polars as pl

from mat_trial.charts.axes import ScoreAxis, choose_score_axis, look_up
from mat_trial.charts.glyphs import Fill, choose_colour, draw_path
from mat_trial.charts.theme import LIGHT, ChartCard, Palette, frame_card, tell
from mat_trial.language import _, mark
from mat_trial.language.dates import say_date
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import Outcome
from mat_trial.model.naming import name_outcome
from mat_trial.wording.phrases import (
    MAT,
    NO_MAT,
    open_sentence,
    say_kind,
)
from mat_trial.wording.spread import word_spread

HEIGHT = 240
COLUMNS = {NO_MAT: 0.0, MAT: 1.0}
"""Where each kind of day stands: without the mat first, as among the cycles."""
REACH, GAP = 0.44, 0.06
"""How far to either side of its column a mark may stand, and what is left free at its edge."""
STEP = 0.066
"""Between the middles of two marks side by side: on a phone they just do not touch."""
PIXELS = 8.0
ROOM = PIXELS / HEIGHT
"""Share of the axis within which two marks would lie over each other."""
MOST_ROWS = 21


def draw_spread(
    frame: pl.DataFrame,
    outcome: Outcome,
    *,
    width: int | None = None,
) -> ChartCard:
    """Draw every analysed day's score in the column of its kind of day.

    Parameters
    ----------
    frame
        The DAILY frame.
    width
        In pixels; None to fill what the chart stands in.

    Examples
    --------
    >>> from mat_trial.daily import daily_frame
    >>> from mat_trial.model import PAIN, Entry
    >>> import datetime as dt
    >>> entries = [
    ...     Entry(date=dt.date(2027, 1, 4 + day), condition=kind, scores={"pain": score})
    ...     for day, (kind, score) in enumerate([("mat", 4.0), ("no_mat", 6.0)])
    ... ]
    >>> draw_spread(daily_frame(entries, PAIN), PAIN).title
    'Pain of 6 or less on 1 of 1 mat days and 1 of 1 no-mat days'
    """
    palette = LIGHT
    scored = frame.filter("analysed").select(
        "date", "score", condition=pl.col("condition").cast(pl.String)
    )
    axis = choose_score_axis(outcome, scored["score"].to_list())
    x = _encode_columns(scored)
    layers = [
        _draw_days(scored, kind, axis, palette)
        for kind in COLUMNS
        if scored.filter(condition=kind).height
    ]
    return frame_card(
        [layer.encode(x=x) for layer in (*layers, _draw_averages(scored, axis, palette))],
        words=word_spread(scored, outcome),
        table=_tabulate(scored, outcome),
        palette=palette,
        width=width,
        height=HEIGHT,
    )


def _encode_columns(scored: pl.DataFrame) -> alt.X:
    values = list(COLUMNS.values())
    labels = [_name_column(kind, scored.filter(condition=kind)["score"]) for kind in COLUMNS]
    return alt.X(
        "x",
        type="quantitative",
        title=None,
        scale=alt.Scale(domain=[-0.5, 1.5], nice=False, zero=False),
        axis=alt.Axis(
            values=values,
            labelExpr=look_up(values, labels),
            grid=False,
            ticks=False,
            domain=False,
            labelPadding=8,
        ),
    )


def _name_column(kind: str, scores: pl.Series) -> list[str]:
    name = _("mat days") if kind == MAT else _("no-mat days")
    if not len(scores):
        return [name]
    return [name, _("average {score}", score=format_number(float(scores.to_numpy().mean())))]


def _draw_days(scored: pl.DataFrame, kind: str, axis: ScoreAxis, palette: Palette) -> alt.Chart:
    days = scored.filter(condition=kind).sort("score", "date")
    steps = _set_apart(days["score"].to_list(), (axis.high - axis.low) * ROOM)
    step = min(STEP, REACH / max(1.0, *map(abs, steps)))
    points = days.select(
        "score",
        x=COLUMNS[kind] + step * pl.Series(steps, dtype=pl.Float64),
        Day=pl.Series([say_date(day) for day in days["date"]], dtype=pl.String),
        Score=pl.Series([format_plain(round(score, 2)) for score in days["score"]]),
        Kind=pl.lit(say_kind(kind)),
    )
    return alt.Chart(
        points,
        mark=alt.MarkDef(
            "point",
            shape=draw_path(kind, Fill.FILLED),
            size=PIXELS**2,
            filled=True,
            fill=choose_colour(kind, palette),
            opacity=1,
            strokeWidth=0,
        ),
    ).encode(y=axis.encode(), tooltip=tell(mark("Day"), mark("Score"), mark("Kind")))


def _set_apart(scores: list[float], room: float) -> list[float]:
    """Return how many steps aside each of the rising scores stands, so that none hides another."""
    placed: list[tuple[float, float]] = []
    for score in scores:
        near = {steps for other, steps in placed if score - other < room}
        tries = (side * n for n in range(len(near) + 1) for side in (1.0, -1.0))
        placed.append((score, next(steps for steps in tries if steps not in near)))
    return [steps for _score, steps in placed]


def _draw_averages(scored: pl.DataFrame, axis: ScoreAxis, palette: Palette) -> alt.Chart:
    column = pl.col("condition").replace_strict(COLUMNS, return_dtype=pl.Float64)
    averages = (
        scored.group_by("condition", maintain_order=True)
        .agg(pl.col("score").mean())
        .select("score", x=column - 0.5 + GAP, end=column + 0.5 - GAP)
    )
    return alt.Chart(
        averages, mark=alt.MarkDef("rule", stroke=palette.ink, strokeWidth=2, tooltip=None)
    ).encode(x2=alt.X2("end"), y=axis.encode())


def _tabulate(scored: pl.DataFrame, outcome: Outcome) -> pl.DataFrame:
    heading = open_sentence(name_outcome(outcome))
    levels = sorted(set(scored["score"].to_list()))
    if len(levels) <= MOST_ROWS:
        counts = {kind: scored.filter(condition=kind)["score"].to_list() for kind in (NO_MAT, MAT)}
        return pl.DataFrame(
            {
                heading: [format_plain(round(level, 2)) for level in levels],
                _("No-mat days"): [str(counts[NO_MAT].count(level)) for level in levels],
                _("Mat days"): [str(counts[MAT].count(level)) for level in levels],
            },
            schema_overrides={heading: pl.String},
        )
    rows = [
        (
            say_kind(kind),
            ", ".join(
                format_plain(round(score, 2))
                for score in sorted(scored.filter(condition=kind)["score"].to_list())
            ),
        )
        for kind in COLUMNS
    ]
    return pl.DataFrame(
        rows,
        schema={_("Kind"): pl.String, _("{name}, lowest first", name=heading): pl.String},
        orient="row",
    )
