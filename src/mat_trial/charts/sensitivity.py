"""The same question with one choice made otherwise: small pictures of the effect, on one axis."""

import altair as alt
import polars as pl

from mat_trial.charts.difference import (
    NO_DIFFERENCE_DASH,
    choose_domain,
    encode_difference,
    label_axis,
    span_worthwhile,
)
from mat_trial.charts.theme import LIGHT, TEXT_SIZE, ChartCard, Palette, frame_card, tell
from mat_trial.language import _, mark
from mat_trial.model import Outcome
from mat_trial.model.naming import name_unit
from mat_trial.results import Effect, Verdict
from mat_trial.wording.phrases import (
    count_days,
    open_sentence,
)
from mat_trial.wording.sensitivity import (
    AS_PLANNED,
    describe_effect,
    list_checks,
    name_way,
    say_answer,
    word_sensitivity,
)
from mat_trial.wording.tables import list_sensitivity

FIRST_ROW, LABEL, GAP, NOTE, SIDES, FOOT = 32, 20, 12, 18, 12, 28
"""Heights in pixels: above the rows, a row's label, below a row, a note, and below all rows."""
TALL, FIRST_TALL = 20, 28
"""Heights of the pictures, in pixels: the verdict's own stands out."""
SOLID, DASHED = "same", "another"


def draw_sensitivity(
    verdict: Verdict,
    effect: Effect,
    *,
    width: int | None = None,
) -> ChartCard:
    """Draw the effect that the verdict rests on, and below it the same counted in other ways.

    Parameters
    ----------
    verdict
        Its sensitivity lines that could not be computed stand in the table only.
    effect
        The effect that the verdict rests on.
    width
        In pixels; None to fill what the chart stands in.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import Analysis, Call, DayCounts, Interval, SensitivityLine
    >>> effect = Effect(mean=-1.31, ci95=Interval(level=0.95, low=-2.0, high=-0.6),
    ...                 interval=Interval(level=0.9, low=-1.9, high=-0.7), chance_benefit=0.998,
    ...                 chance_worthwhile=0.86, autocorrelation=0.3, sd=1.4)
    >>> days = DayCounts(planned=56, recorded=56, analysed=(28, 28), missing=(0, 0), phases=(9, 9))
    >>> line = SensitivityLine(code="as_used", n_days=54, effect=effect, call=Call.HELPS)
    >>> analysis = Analysis(outcome=PAIN, boundary=0.95, days=days, effect=effect,
    ...                     sensitivity=(line,))
    >>> draw_sensitivity(Verdict(call=Call.HELPS, analysis=analysis), effect).title
    'The answer stays the same in the one check'
    """
    palette, outcome = LIGHT, verdict.analysis.outcome
    rows = _lay_out(verdict, effect)
    domain = choose_domain([*rows["low"], *rows["high"]], outcome)
    height = int(rows["foot"][-1]) + FOOT
    x = encode_difference(outcome, domain)
    pictures = [
        _draw_worthwhile(rows, outcome, domain, palette),
        _draw_no_difference(rows, palette),
        *_draw_intervals(rows, palette),
    ]
    return frame_card(
        [
            *(layer.encode(x=x) for layer in pictures),
            *_write_rows(rows, palette),
            *label_axis(outcome, palette, sides=height - SIDES),
        ],
        words=word_sensitivity(verdict, effect),
        table=_tabulate(verdict),
        palette=palette,
        width=width,
        height=height,
    )


def _lay_out(verdict: Verdict, effect: Effect) -> pl.DataFrame:
    """Return a row a picture, the verdict's own first, with its place in pixels from the top."""
    own = (_(AS_PLANNED), sum(verdict.analysis.days.analysed), effect, verdict.call)
    others = [
        (open_sentence(name_way(line.code)), line.n_days, found, call)
        for line, found, call in list_checks(verdict)
    ]
    rows: list[dict[str, object]] = []
    y = FIRST_ROW
    for name, n_days, found, call in (own, *others):
        top = y + LABEL
        bottom = top + (TALL if rows else FIRST_TALL)
        same = call is verdict.call
        rows.append(
            {
                "own": not rows,
                "x": found.mean,
                "low": found.interval.low,
                "high": found.interval.high,
                "kind": SOLID if same else DASHED,
                "note": "" if same else say_answer(call, verdict),
                "name": y + LABEL / 2,
                "top": top,
                "middle": (top + bottom) / 2,
                "bottom": bottom,
                "below": bottom + NOTE / 2,
                "foot": bottom + (0 if same else NOTE),
                "Counted": name,
                "Days": count_days(n_days),
                "Most likely and range": describe_effect(found, beside=effect),
            }
        )
        y = bottom + (0 if same else NOTE) + GAP
    return pl.DataFrame(rows)


def _place(rows: pl.DataFrame, field: str) -> alt.Y:
    span = [0, int(rows["foot"][-1]) + FOOT]
    return alt.Y(
        field,
        type="quantitative",
        title=None,
        axis=None,
        scale=alt.Scale(domain=span, range=span, nice=False, zero=False),
    )


def _draw_worthwhile(
    rows: pl.DataFrame, outcome: Outcome, domain: tuple[float, float], palette: Palette
) -> alt.Chart:
    edge, end = span_worthwhile(outcome, domain)
    grounds = rows.select("top", "bottom", x=pl.lit(edge), end=pl.lit(end))
    return alt.Chart(grounds, mark=alt.MarkDef("rect", color=palette.shade)).encode(
        x2=alt.X2("end"), y=_place(rows, "top"), y2=alt.Y2("bottom")
    )


def _draw_no_difference(rows: pl.DataFrame, palette: Palette) -> alt.Chart:
    lines = rows.select("top", "bottom", x=pl.lit(0.0))
    return alt.Chart(
        lines,
        mark=alt.MarkDef(
            "rule", stroke=palette.ink, strokeWidth=1.5, strokeDash=NO_DIFFERENCE_DASH
        ),
    ).encode(y=_place(rows, "top"), y2=alt.Y2("bottom"))


def _draw_intervals(rows: pl.DataFrame, palette: Palette) -> list[alt.Chart]:
    """Draw bars and diamonds, heavy and filled for the verdict's own, light and hollow below."""
    told = tell(mark("Counted"), mark("Days"), mark("Most likely and range"))
    dash = alt.StrokeDash(
        "kind",
        type="nominal",
        legend=None,
        scale=alt.Scale(domain=[SOLID, DASHED], range=[[1, 0], [5, 3]]),
    )
    charts = []
    for own, weight, size, fill in ((True, 6, 140, palette.mat), (False, 3, 80, palette.page)):
        drawn = rows.filter(own=own)
        bars = alt.Chart(
            drawn.with_columns(x="low"),
            mark=alt.MarkDef("rule", stroke=palette.mat, strokeWidth=weight),
        ).encode(x2=alt.X2("high"), y=_place(rows, "middle"), strokeDash=dash, tooltip=told)
        diamonds = alt.Chart(
            drawn,
            mark=alt.MarkDef(
                "point",
                shape="diamond",
                size=size,
                opacity=1,
                fill=fill,
                stroke=palette.page if own else palette.mat,
                strokeWidth=1.5,
            ),
        ).encode(y=_place(rows, "middle"), tooltip=told)
        charts += [bars, diamonds]
    return charts


def _write_rows(rows: pl.DataFrame, palette: Palette) -> list[alt.Chart]:
    own, others = rows.filter("own"), rows.filter(~pl.col("own"))
    return [
        _write(own, "Counted", rows, palette.ink, bold=True),
        _write(others, "Counted", rows, palette.ink),
        _write(rows, "Days", rows, palette.muted),
        _write(others.filter(kind=DASHED), "note", rows, palette.ink),
    ]


def _write(
    drawn: pl.DataFrame, field: str, rows: pl.DataFrame, colour: str, *, bold: bool = False
) -> alt.Chart:
    at_right = field == "Days"
    return alt.Chart(
        drawn,
        mark=alt.MarkDef(
            "text",
            align="right" if at_right else "left",
            baseline="middle",
            color=colour,
            fontSize=TEXT_SIZE,
            fontWeight="bold" if bold else "normal",
            tooltip=None,
        ),
    ).encode(
        x=alt.value("width" if at_right else 0),
        y=_place(rows, "below" if field == "note" else "name"),
        text=alt.Text(field, type="nominal"),
    )


def _tabulate(verdict: Verdict) -> pl.DataFrame:
    difference = _("Difference ({unit})", unit=name_unit(verdict.analysis.outcome))
    rows = [(line.name, line.value, line.reading) for line in list_sensitivity(verdict)]
    columns = [_("Counted"), difference, _("Answer")]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
