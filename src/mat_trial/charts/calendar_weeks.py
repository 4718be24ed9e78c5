"""The trial as a calendar: a row for each week, and in each day its kind and what became of it."""

import altair as alt
import polars as pl

from mat_trial.charts.axes import look_up
from mat_trial.charts.glyphs import Fill, Glyph, choose_colour, draw_path, encode_glyphs
from mat_trial.charts.theme import TEXT_SIZE, ChartCard, Palette, choose_palette, frame_card, tell
from mat_trial.language import _, mark
from mat_trial.wording.calendar import list_statuses, word_calendar
from mat_trial.wording.dates import list_weekdays, say_date, say_month
from mat_trial.wording.phrases import MAT, NO_MAT, say_kind

ROW_PIXELS, LOW_ROW_PIXELS = 34, 26
LONG_WEEKS = 13
"""A calendar longer than this has lower rows."""
FILLS = {
    "done": Fill.FILLED,
    "late": Fill.FILLED,
    "missing": Fill.STRUCK,
    "to come": Fill.HOLLOW,
}
SAID = {
    "done": mark("filled in"),
    "late": mark("late entry"),
    "missing": mark("missing"),
    "to come": mark("to come"),
}
TOLD = ["Day", "Kind", "Diary"]
MARK_PIXELS = 12


def draw_calendar(
    frame: pl.DataFrame,
    *,
    dark: bool = False,
    width: int | None = None,
    titled: bool = False,
) -> ChartCard:
    """Draw the planned days as a calendar, filled in or not.

    Parameters
    ----------
    frame
        The DAILY frame, 1 to 5000 days; of a plan without entries, its schedule is drawn. Days
        outside the plan are left out.
    dark
        Whether the page is light on dark.
    width
        In pixels; None to fill what the chart stands in.
    titled
        Whether the title is drawn in the picture as well.

    Examples
    --------
    >>> from mat_trial.daily import daily_frame
    >>> from mat_trial.model import PAIN, Entry
    >>> import datetime as dt
    >>> entry = Entry(date=dt.date(2027, 1, 4), condition="mat", scores={"pain": 4.0})
    >>> draw_calendar(daily_frame([entry], PAIN)).title
    'The one day filled in'
    """
    palette = choose_palette(dark=dark)
    days = _lay_out_weeks(frame)
    n_weeks = days["week"].n_unique()
    row_pixels = ROW_PIXELS if n_weeks <= LONG_WEEKS else LOW_ROW_PIXELS
    return frame_card(
        [
            _draw_ground(days, palette),
            _draw_numbers(days, palette),
            _draw_marks(days, palette),
        ],
        words=word_calendar(frame),
        table=days.select(pl.col(name).alias(_(name)) for name in TOLD),
        palette=palette,
        width=width,
        height=n_weeks * row_pixels,
        titled=titled,
    )


def _lay_out_weeks(frame: pl.DataFrame) -> pl.DataFrame:
    days = frame.filter(pl.col("excluded_because").ne_missing("outside the plan"))
    monday = pl.col("date").dt.truncate("1w")
    weekdays = [list_weekdays()[day.weekday()] for day in days["date"]]
    said = [f"{name} {say_date(day)}" for name, day in zip(weekdays, days["date"], strict=True)]
    conditions = days["condition"].cast(pl.String)
    return days.select(
        "date",
        condition=conditions,
        status=pl.Series(list_statuses(days), dtype=pl.String),
        week=(monday - monday.min()).dt.total_days() // 7,
        weekday=pl.Series(weekdays, dtype=pl.String),
        number=pl.col("date").dt.day().cast(pl.String),
        Day=pl.Series(said, dtype=pl.String),
        Kind=pl.Series([say_kind(condition) for condition in conditions], dtype=pl.String),
        Diary=pl.Series([_(SAID[status]) for status in list_statuses(days)], dtype=pl.String),
    )


def _draw_ground(days: pl.DataFrame, palette: Palette) -> alt.Chart:
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
        tooltip=tell(*TOLD),
    )


def _draw_numbers(days: pl.DataFrame, palette: Palette) -> alt.Chart:
    return alt.Chart(
        days,
        mark=alt.MarkDef(
            "text", align="left", baseline="middle", dx=4, fontSize=TEXT_SIZE, color=palette.ink
        ),
    ).encode(
        x=_encode_weekdays(position=0),
        y=_encode_weeks(days, position=0.5),
        text=alt.Text("number", type="nominal"),
        tooltip=tell(*TOLD),
    )


def _draw_marks(days: pl.DataFrame, palette: Palette) -> alt.Chart:
    facts = list(days.select("condition", "status").iter_rows())
    kinds = [f"{say_kind(condition)}, {_(SAID[status])}" for condition, status in facts]
    glyphs = {
        kind: _choose_glyph(condition, status, palette)
        for kind, (condition, status) in zip(kinds, facts, strict=True)
    }
    marks = days.with_columns(mark=pl.Series(kinds, dtype=pl.String))
    return alt.Chart(
        marks, mark=alt.MarkDef("point", opacity=1, size=MARK_PIXELS**2, strokeWidth=0)
    ).encode(
        x=_encode_weekdays(position=0.7),
        y=_encode_weeks(days, position=0.5),
        tooltip=tell(*TOLD),
        **encode_glyphs("mark", glyphs, _make_key(facts, palette), columns=3),
    )


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
            key[_(SAID[status])] = Glyph(path=path, colour=palette.neutral)
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
