"""The trial as a calendar: a row for each week, and in each day its kind and what became of it."""

from collections.abc import Sequence

import altair as alt
import polars as pl

from mat_trial.charts.axes import look_up
from mat_trial.charts.glyphs import Fill, Glyph, choose_colour, draw_path, encode_glyphs
from mat_trial.charts.theme import LIGHT, TEXT_SIZE, ChartCard, Palette, frame_card, tell
from mat_trial.language import _
from mat_trial.language.dates import list_weekdays, say_month, say_whole_day
from mat_trial.model import Outcome
from mat_trial.wording.calendar import (
    list_statuses,
    say_changed,
    say_fate,
    say_score,
    say_status,
    word_calendar,
)
from mat_trial.wording.phrases import MAT, NO_MAT, say_kind

ROW_PIXELS, LOW_ROW_PIXELS = 34, 26
SCORED_ROW_PIXELS, LOW_SCORED_ROW_PIXELS = 48, 40
"""Where the score stands below the number of the day."""
LONG_WEEKS = 13
"""A calendar longer than this has lower rows."""
FILLS = {
    "done": Fill.FILLED,
    "late": Fill.FILLED,
    "missing": Fill.STRUCK,
    "to come": Fill.HOLLOW,
}
TOLD, TOLD_WITH_SCORE = ("Day", "Kind", "Diary"), ("Day", "Kind", "Score", "Diary")
MARK_PIXELS, WEDGE_PIXELS, SCORE_SIZE = 12, 10, 16
WEDGE = "M1,-1L1,1L-1,1Z"
"""Turns down the corner of a day that was changed later, as one does with a page."""
FAINTEST = 0.15
"""How much of its shade the lowest score has."""
UPPER, MIDDLE, LOWER = 0.28, 0.5, 0.72
"""Heights within a day, as shares of it."""


def draw_calendar(
    frame: pl.DataFrame,
    outcome: Outcome | None = None,
    *,
    width: int | None = None,
) -> ChartCard:
    """Draw the planned days as a calendar: filled in or not, and shaded by their scores.

    Parameters
    ----------
    frame
        The DAILY frame, 1 to 5000 days; of a plan without entries, its schedule is drawn. Days
        outside the plan are left out.
    outcome
        The one whose scores the frame has, to show them; None to show none.
    width
        In pixels; None to fill what the chart stands in.

    Examples
    --------
    >>> from mat_trial.daily import daily_frame
    >>> from mat_trial.model import PAIN, Entry
    >>> import datetime as dt
    >>> entry = Entry(date=dt.date(2027, 1, 4), condition="mat", scores={"pain": 4.0})
    >>> draw_calendar(daily_frame([entry], PAIN), PAIN).title
    'The one day filled in'
    """
    palette = LIGHT
    days = _lay_out_weeks(frame, outcome)
    n_weeks = days["week"].n_unique()
    if outcome is None:
        heights, level = (ROW_PIXELS, LOW_ROW_PIXELS), MIDDLE
        told: Sequence[str] = TOLD
        grounds = [_draw_kinds(days, palette)]
    else:
        heights, level = (SCORED_ROW_PIXELS, LOW_SCORED_ROW_PIXELS), UPPER
        told = TOLD_WITH_SCORE
        scored = days.filter(pl.col("score").is_not_null())
        grounds = [
            _draw_ground(days, palette),
            _draw_heat(scored, days, outcome, palette),
            _draw_scores(scored, days, palette),
        ]
    layers = [
        *grounds,
        _draw_numbers(days, palette, level),
        _draw_marks(days, palette, level),
    ]
    if days["changed"].any():
        layers.append(_draw_wedges(days, palette))
    return frame_card(
        [layer.encode(tooltip=tell(*told)) for layer in layers],
        words=word_calendar(frame, outcome),
        table=days.select(pl.col(name).alias(_(name)) for name in told),
        palette=palette,
        width=width,
        height=n_weeks * heights[n_weeks > LONG_WEEKS],
    )


def _lay_out_weeks(frame: pl.DataFrame, outcome: Outcome | None) -> pl.DataFrame:
    days = frame.filter(pl.col("excluded_because").ne_missing("outside the plan"))
    days = days.with_columns(
        pl.col("changed").fill_null(value=False),
        status=pl.Series(list_statuses(days), dtype=pl.String),
    )
    monday = pl.col("date").dt.truncate("1w")
    weekdays = [list_weekdays()[day.weekday()] for day in days["date"]]
    said = [say_whole_day(day) for day in days["date"]]
    conditions = days["condition"].cast(pl.String)
    fates = [
        say_fate(status, changed=changed)
        for status, changed in days.select("status", "changed").iter_rows()
    ]
    return days.select(
        *("date", "score", "status", "changed"),
        condition=conditions,
        week=(monday - monday.min()).dt.total_days() // 7,
        weekday=pl.Series(weekdays, dtype=pl.String),
        number=pl.col("date").dt.day().cast(pl.String),
        Day=pl.Series(said, dtype=pl.String),
        Kind=pl.Series([say_kind(condition) for condition in conditions], dtype=pl.String),
        Score=pl.Series([say_score(score, outcome) for score in days["score"]], dtype=pl.String),
        Diary=pl.Series(fates, dtype=pl.String),
    )


def _draw_ground(days: pl.DataFrame, palette: Palette) -> alt.Chart:
    ground = alt.MarkDef(
        "rect", stroke=palette.line, strokeWidth=1, cornerRadius=4, fill="transparent"
    )
    return alt.Chart(days, mark=ground).encode(x=_encode_weekdays(), y=_encode_weeks(days))


def _draw_kinds(days: pl.DataFrame, palette: Palette) -> alt.Chart:
    return alt.Chart(
        days, mark=alt.MarkDef("rect", stroke=palette.line, strokeWidth=1, cornerRadius=4)
    ).encode(
        x=_encode_weekdays(),
        y=_encode_weeks(days),
        color=alt.Color(
            "Kind",
            type="nominal",
            legend=None,
            scale=alt.Scale(
                domain=[say_kind(condition) for condition in (MAT, NO_MAT, None)],
                range=[palette.shade, "transparent", "transparent"],
            ),
        ),
    )


def _draw_heat(
    scored: pl.DataFrame, days: pl.DataFrame, outcome: Outcome, palette: Palette
) -> alt.Chart:
    scores = scored["score"].to_list() or [0.0]
    low = min(scores) if outcome.minimum is None else outcome.minimum
    high = max(scores) if outcome.maximum is None else outcome.maximum
    shades = alt.Scale(domain=[low, high], range=[FAINTEST, 1], clamp=True)
    return alt.Chart(
        scored,
        mark=alt.MarkDef(
            "rect", fill=palette.heat, stroke=palette.line, strokeWidth=1, cornerRadius=4
        ),
    ).encode(
        x=_encode_weekdays(),
        y=_encode_weeks(days),
        fillOpacity=alt.FillOpacity("score", type="quantitative", legend=None, scale=shades),
    )


def _draw_scores(scored: pl.DataFrame, days: pl.DataFrame, palette: Palette) -> alt.Chart:
    return alt.Chart(
        scored,
        mark=alt.MarkDef("text", fontSize=SCORE_SIZE, fontWeight="bold", color=palette.ink),
    ).encode(
        x=_encode_weekdays(position=MIDDLE),
        y=_encode_weeks(days, position=LOWER),
        text=alt.Text("Score", type="nominal"),
    )


def _draw_numbers(days: pl.DataFrame, palette: Palette, level: float) -> alt.Chart:
    return alt.Chart(
        days,
        mark=alt.MarkDef(
            "text", align="left", baseline="middle", dx=4, fontSize=TEXT_SIZE, color=palette.ink
        ),
    ).encode(
        x=_encode_weekdays(position=0),
        y=_encode_weeks(days, position=level),
        text=alt.Text("number", type="nominal"),
    )


def _draw_marks(days: pl.DataFrame, palette: Palette, level: float) -> alt.Chart:
    facts = list(days.select("condition", "status").iter_rows())
    kinds = [f"{say_kind(condition)}, {say_status(status)}" for condition, status in facts]
    key = _make_key(facts, palette)
    if days["changed"].any():
        key[say_changed()] = Glyph(path=WEDGE, colour=palette.ink)
    glyphs = {
        kind: _choose_glyph(condition, status, palette)
        for kind, (condition, status) in zip(kinds, facts, strict=True)
    }
    marks = days.with_columns(mark=pl.Series(kinds, dtype=pl.String))
    return alt.Chart(
        marks, mark=alt.MarkDef("point", opacity=1, size=MARK_PIXELS**2, strokeWidth=0)
    ).encode(
        x=_encode_weekdays(position=0.7),
        y=_encode_weeks(days, position=level),
        **encode_glyphs("mark", glyphs, key, columns=3),
    )


def _draw_wedges(days: pl.DataFrame, palette: Palette) -> alt.Chart:
    inset = WEDGE_PIXELS / 2 + 2
    return alt.Chart(
        days.filter("changed"),
        mark=alt.MarkDef(
            "point",
            shape=WEDGE,
            size=WEDGE_PIXELS**2,
            filled=True,
            opacity=1,
            color=palette.ink,
            xOffset=-inset,
            yOffset=-inset,
        ),
    ).encode(x=_encode_weekdays(position=1), y=_encode_weeks(days, position=1))


def _choose_glyph(condition: str | None, status: str, palette: Palette) -> Glyph:
    path = draw_path(condition, FILLS[status], ringed=status == "late")
    return Glyph(path=path, colour=choose_colour(condition, palette))


def _make_key(facts: list[tuple[str | None, str]], palette: Palette) -> dict[str, Glyph]:
    conditions, statuses = ({fact[part] for fact in facts} for part in (0, 1))
    ahead = statuses == {"to come"}
    key = {
        say_kind(condition): _choose_glyph(condition, "to come" if ahead else "done", palette)
        for condition in (MAT, NO_MAT, None)
        if condition in conditions
    }
    for status in ("missing", "to come", "late"):
        if status in statuses and not ahead:
            path = draw_path(NO_MAT, FILLS[status], ringed=status == "late")
            key[say_status(status)] = Glyph(path=path, colour=palette.neutral)
    return key


def _encode_weekdays(*, position: float | None = None) -> alt.X:
    return alt.X(
        "weekday",
        type="ordinal",
        title=None,
        bandPosition=alt.Undefined if position is None else position,
        scale=alt.Scale(domain=list(list_weekdays()), paddingInner=0.06, paddingOuter=0),
        axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False, labelPadding=6),
    )


def _encode_weeks(days: pl.DataFrame, *, position: float | None = None) -> alt.Y:
    labels = _label_weeks(days)
    return alt.Y(
        "week",
        type="ordinal",
        title=None,
        bandPosition=alt.Undefined if position is None else position,
        scale=alt.Scale(domain=list(labels), paddingInner=0.08, paddingOuter=0),
        axis=alt.Axis(
            labelExpr=look_up(list(labels), list(labels.values())),
            domain=False,
            ticks=False,
            labelPadding=6,
            labelOverlap=False,
        ),
    )


def _label_weeks(days: pl.DataFrame) -> dict[int, str]:
    """Name the month beside the first week that starts in it, and the year where it turns."""
    firsts = days.group_by("week", maintain_order=True).agg(pl.col("date").min())
    labels, before = {}, None
    for week, first in firsts.iter_rows():
        label = ""
        if before is None or first.month != before.month:
            label = say_month(first)
        if before is not None and first.year != before.year:
            label = f"{label} {first.year}"
        labels[week], before = label, first
    return labels
