"""Every day of the trial: what was scored when, and on which kind of day."""

from typing import NamedTuple

import altair as alt
import polars as pl

from mat_trial.charts.axes import ScoreAxis, choose_dates, choose_score_axis, look_up
from mat_trial.charts.glyphs import (
    AVERAGE_PATH,
    Fill,
    Glyph,
    choose_colour,
    draw_path,
    encode_glyphs,
)
from mat_trial.charts.theme import LIGHT, ChartCard, Palette, frame_card, tell, write_text
from mat_trial.language import _, mark
from mat_trial.language.dates import say_date, say_span
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import Outcome
from mat_trial.model.naming import name_outcome
from mat_trial.wording.charts import word_timeline
from mat_trial.wording.phrases import (
    MAT,
    NO_MAT,
    open_sentence,
    say_kind,
)

HEIGHT = 220
POINT_PIXELS = ((35, 9.5), (70, 8.0), (140, 6.5))
"""How wide a day's mark is, for trials of up to so many days."""
SMALLEST_PIXELS = 4.5
KEY_PIXELS = 130
LATE, LEFT_OUT, AVERAGE = mark("late entry"), mark("not counted"), mark("average")
NOTHING_YET = mark("no scores yet; mat days are shaded")
UNKNOWN_ROW_DAYS = 14
"""Days of unknown condition have no phase to share a row of the table; two weeks make one."""


def draw_timeline(
    frame: pl.DataFrame,
    outcome: Outcome,
    *,
    width: int | None = None,
    height: int = HEIGHT,
    palette: Palette = LIGHT,
) -> ChartCard:
    """Draw every day's score over the dates, with the average of each phase as a bar.

    Nothing is joined or smoothed: a day without a score is a gap.

    Parameters
    ----------
    frame
        The DAILY frame, 1 to 5000 days.
    width
        In pixels; None to fill what the chart stands in.
    height
        Of the plot, in pixels.
    palette
        Colours in place of the pages' own, as for print.

    Examples
    --------
    >>> from mat_trial.daily import daily_frame
    >>> from mat_trial.model import PAIN, Entry
    >>> import datetime as dt
    >>> entry = Entry(date=dt.date(2027, 1, 4), condition="mat", scores={"pain": 4.0})
    >>> draw_timeline(daily_frame([entry], PAIN), PAIN).title
    'Pain averaged 4.0 on mat days'
    """
    days = frame.with_columns(
        # A score of a day to come has been written too soon: it is not looked at.
        score=pl.when(pl.col("excluded_because").ne_missing("not yet")).then("score"),
        condition=pl.col("condition").cast(pl.String),
        late=pl.col("late").fill_null(value=False),
        day=pl.col("day") - pl.col("day").min(),
        Day=pl.Series([say_date(day) for day in frame["date"]], dtype=pl.String),
    )
    x = _encode_dates(days)
    axis = choose_score_axis(outcome, days["score"].drop_nulls().to_list())
    averages = _average_phases(days)
    layers = [
        _draw_ground(days, palette),
        _draw_averages(averages, axis, palette),
        _draw_days(days, axis, palette, averaged=averages.height > 0, columns=_count_keys(width)),
    ]
    note = (
        []
        if days["score"].count()
        else [write_text(_(NOTHING_YET), x="width / 2", y="height / 4", colour=palette.ink)]
    )
    return frame_card(
        [*(layer.encode(x=x) for layer in layers), *note],
        words=word_timeline(frame, outcome),
        table=_tabulate(days, outcome),
        palette=palette,
        width=width,
        height=height,
    )


def _encode_dates(days: pl.DataFrame) -> alt.X:
    dates = choose_dates(days["date"][0], days.height)
    # A day is drawn from its number to the next, so its date stands at the half.
    middles = [day + 0.5 for day in dates]
    return alt.X(
        "start",
        type="quantitative",
        title=None,
        scale=alt.Scale(domain=[0, days.height], nice=False, zero=False),
        axis=alt.Axis(
            values=middles,
            labelExpr=look_up(middles, list(dates.values())),
            grid=False,
            labelPadding=6,
            labelFlush=False,
        ),
    )


def _draw_ground(days: pl.DataFrame, palette: Palette) -> alt.Chart:
    on_mat = pl.col("condition").eq_missing(MAT)
    stretches = (
        days.with_columns(stretch=on_mat.rle_id())
        .filter(on_mat)
        .group_by("stretch", maintain_order=True)
        .agg(start=pl.col("day").min(), end=pl.col("day").max() + 1)
    )
    return alt.Chart(stretches, mark=alt.MarkDef("rect", color=palette.shade)).encode(
        x2=alt.X2("end")
    )


def _average_phases(days: pl.DataFrame) -> pl.DataFrame:
    averages = (
        days.filter("analysed")
        .group_by("phase", "condition", maintain_order=True)
        .agg(
            start=pl.col("day").min(),
            end=pl.col("day").max() + 1,
            score=pl.col("score").mean(),
            Days=pl.col("score").len(),
        )
        .with_columns(
            Kind=pl.col("condition").replace_strict({MAT: say_kind(MAT), NO_MAT: say_kind(NO_MAT)})
        )
    )
    said = [format_number(score) for score in averages["score"]]
    return averages.with_columns(Average=pl.Series(said, dtype=pl.String))


def _draw_averages(averages: pl.DataFrame, axis: ScoreAxis, palette: Palette) -> alt.Chart:
    # A column of its own: sharing the days' column would merge their key with this one's absence.
    colour = alt.Stroke(
        "condition",
        type="nominal",
        legend=None,
        scale=alt.Scale(domain=[MAT, NO_MAT], range=[palette.mat, palette.no_mat]),
    )
    return alt.Chart(averages, mark=alt.MarkDef("rule", strokeWidth=3.5, strokeCap="butt")).encode(
        x2=alt.X2("end"),
        y=axis.encode(),
        stroke=colour,
        tooltip=tell(mark("Kind"), mark("Average"), mark("Days")),
    )


def _draw_days(
    days: pl.DataFrame, axis: ScoreAxis, palette: Palette, *, averaged: bool, columns: int
) -> alt.Chart:
    scored = days.filter(pl.col("score").is_not_null())
    marks = [_Mark(*facts) for facts in scored.select("condition", "analysed", "late").iter_rows()]
    glyphs = {mark.kind: mark.draw(palette) for mark in marks}
    pixels = next((size for most, size in POINT_PIXELS if days.height <= most), SMALLEST_PIXELS)
    points = scored.select(
        "Day",
        start=pl.col("day") + 0.5,
        score="score",
        Score=pl.Series(
            [format_plain(round(score, 2)) for score in scored["score"]], dtype=pl.String
        ),
        Kind=pl.Series([mark.kind for mark in marks], dtype=pl.String),
    )
    return alt.Chart(
        points, mark=alt.MarkDef("point", opacity=1, size=pixels**2, strokeWidth=0)
    ).encode(
        y=axis.encode(),
        tooltip=tell(mark("Day"), mark("Score"), mark("Kind")),
        **encode_glyphs(
            "Kind", glyphs, _make_key(marks, palette, averaged=averaged), columns=columns
        ),
    )


def _count_keys(width: int | None) -> int:
    # Three fit a phone; where the width is not known it may be one.
    return max(3, (width or 0) // KEY_PIXELS)


class _Mark(NamedTuple):
    """What a scored day is drawn by; hollow says that it could count and does not."""

    condition: str | None
    counted: bool = True
    late: bool = False

    @property
    def hollow(self) -> bool:
        return self.condition is not None and not self.counted

    @property
    def kind(self) -> str:
        notes = [_(LEFT_OUT)] * self.hollow + [_(LATE)] * self.late
        return ", ".join([say_kind(self.condition), *notes])

    def draw(self, palette: Palette) -> Glyph:
        fill = Fill.HOLLOW if self.hollow else Fill.FILLED
        path = draw_path(self.condition, fill, ringed=self.late)
        return Glyph(path=path, colour=choose_colour(self.condition, palette))


def _make_key(marks: list[_Mark], palette: Palette, *, averaged: bool) -> dict[str, Glyph]:
    conditions = {mark.condition for mark in marks}
    key = {
        say_kind(condition): _Mark(condition).draw(palette)
        for condition in (MAT, NO_MAT, None)
        if condition in conditions
    }
    if averaged:
        key[_(AVERAGE)] = Glyph(path=AVERAGE_PATH, colour=palette.neutral)
    if any(mark.hollow for mark in marks):
        key[_(LEFT_OUT)] = Glyph(path=draw_path(NO_MAT, Fill.HOLLOW), colour=palette.neutral)
    if any(mark.late for mark in marks):
        path = draw_path(NO_MAT, Fill.FILLED, ringed=True)
        key[_(LATE)] = Glyph(path=path, colour=palette.neutral)
    return key


def _tabulate(days: pl.DataFrame, outcome: Outcome) -> pl.DataFrame:
    shown = [
        _show_score(score, counted=counted, late=late)
        for score, counted, late in days.select("score", "analysed", "late").iter_rows()
    ]
    two_weeks = pl.when(pl.col("phase").is_null()).then(pl.col("day") // UNKNOWN_ROW_DAYS)
    stretches = (
        days.with_columns(
            shown=pl.Series(shown, dtype=pl.String),
            stretch=pl.struct("phase", "condition").rle_id(),
            part=two_weeks,
        )
        .group_by("stretch", "part", "condition", maintain_order=True)
        .agg(
            first=pl.col("date").min(),
            last=pl.col("date").max(),
            scores=pl.col("shown").str.join(", "),
            average=pl.col("score").filter("analysed").mean(),
        )
    )
    rows = [
        (
            say_span(first, last),
            say_kind(condition),
            scores,
            "–" if average is None else format_number(average),
        )
        for condition, first, last, scores, average in stretches.drop(
            "stretch", "part"
        ).iter_rows()
    ]
    meanings = {"*": _("* late"), "–": _("– missing"), "(": _("( ) not counted")}
    text = "".join(shown)
    notes = ", ".join(meaning for mark, meaning in meanings.items() if mark in text)
    name = open_sentence(name_outcome(outcome))
    heading = _("{Name} each day", Name=name)
    if notes:
        heading = _("{Name} each day ({notes})", Name=name, notes=notes)
    names = [_("Days"), _("Kind"), heading, _("Average")]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _show_score(score: float | None, *, counted: bool, late: bool) -> str:
    if score is None:
        return "–"
    text = format_plain(round(score, 1)) + "*" * late
    return text if counted else f"({text})"
