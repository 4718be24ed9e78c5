"""One look for every chart: two palettes, fonts, and the frame that each chart is set into."""

from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import polars as pl
from babel.numbers import get_decimal_symbol, get_group_symbol

from mat_trial.language import ENGLISH, _, language, mark
from mat_trial.wording.charts import ChartWords

Align = Literal["left", "center", "right"]
# The pages' own font where it is loaded, as it is beside these charts in Streamlit.
FONT = (
    '"Source Sans", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, '
    '"Liberation Sans", sans-serif'
)
TEXT_SIZE = 13
"""In pixels; nothing in a chart is written smaller."""
TITLE_SIZE = 16
TITLE_LETTER_PIXELS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours for one kind of page, as ``#rrggbb``.

    Parameters
    ----------
    page
        What the charts are drawn for; they are themselves transparent.
    ink, muted
        Text, and text that stands back.
    line
        Grid and axis lines.
    mat, no_mat, neutral
        Marks of mat days, of no-mat days, and of days whose condition nobody wrote down.
    shade
        Ground of mat phases and of worthwhile effects.
    heat
        Ground of the highest score, fading for lower ones; every text and mark is legible on it.
    """

    page: str
    ink: str
    muted: str
    line: str
    mat: str
    no_mat: str
    neutral: str
    shade: str
    heat: str


LIGHT = Palette(
    page="#ffffff",
    ink="#1f2937",
    muted="#4b5563",
    line="#d1d5db",
    mat="#0f766e",
    no_mat="#b45309",
    neutral="#6b7280",
    shade="#d9f2ec",
    heat="#c0ceee",
)
"""What charts are drawn in; a page puts those of `DARK` beside them."""
DARK = Palette(
    page="#171614",
    ink="#f3f4f6",
    muted="#b6bcc8",
    line="#3f4551",
    mat="#2dd4bf",
    no_mat="#fb923c",
    neutral="#9ca3af",
    shade="#123a3a",
    heat="#3d4b75",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartCard:
    """A chart with everything that stands around it on a page.

    Parameters
    ----------
    chart
        The chart, on a transparent ground, without its title.
    title
        The finding, as a heading.
    reading
        The finding, as one plain sentence.
    alt
        What is drawn, for a screen reader.
    table
        The chart's figures as they are to be shown, under names for people.
    ground
        Colour of the page that the chart is drawn for, as ``#rrggbb``.
    """

    chart: alt.LayerChart
    title: str
    reading: str
    alt: str
    table: pl.DataFrame
    ground: str


TOLD = (
    mark("Average"),
    mark("Counted"),
    mark("Cycle"),
    mark("Day"),
    mark("Days"),
    mark("Diary"),
    mark("Finds it"),
    mark("Kind"),
    mark("Most likely"),
    mark("Most likely and range"),
    mark("Plan"),
    mark("Range"),
    mark("Score"),
)
"""Every name of a column that a tooltip shows."""


def tell(*fields: str) -> list[alt.Tooltip]:
    """Return tooltips that show columns under their own names, said in the language."""
    return [alt.Tooltip(field, type="nominal", title=_(field)) for field in fields]


def write_text(text: str, *, x: str, y: str, colour: str, align: Align = "center") -> alt.Chart:
    """Write one line at a place in the plot.

    Parameters
    ----------
    x, y
        Vega expressions of pixels from the plot's left and top; they may use its ``width``.
    """
    return alt.Chart(
        pl.DataFrame({"text": [text]}),
        mark=alt.MarkDef(
            "text", align=align, baseline="middle", color=colour, fontSize=TEXT_SIZE, tooltip=None
        ),
    ).encode(
        x=alt.value(alt.ExprRef(x)),
        y=alt.value(alt.ExprRef(y)),
        text=alt.Text("text", type="nominal"),
    )


def frame_card(
    layers: list[alt.Chart],
    *,
    words: ChartWords,
    table: pl.DataFrame,
    palette: Palette,
    width: int | None,
    height: int,
) -> ChartCard:
    """Set layers into the common frame.

    Parameters
    ----------
    width
        Of the whole picture, in pixels; None to fill what it stands in.
    height
        Of the plot without axis and key, in pixels.
    """
    chart = alt.LayerChart(
        layer=layers,
        description=words.alt,
        width="container" if width is None else width,
        height=height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        # Streamlit adds 20 pixels below unless told otherwise.
        padding={"left": 2, "right": 6, "top": 6, "bottom": 4},
        background="transparent",
        usermeta={"embedOptions": {"renderer": "svg", "actions": False}},
    )
    chart.config = _configure(palette)
    return ChartCard(
        chart=chart,
        title=words.title,
        reading=words.reading,
        alt=words.alt,
        table=table,
        ground=palette.page,
    )


def _configure(palette: Palette) -> dict[str, Any]:
    settings = _style(palette)
    if language() != ENGLISH:
        # Vega writes an axis's numbers itself; it says no dates, those are said before.
        locale = language()
        settings["locale"] = {
            "number": {
                "decimal": get_decimal_symbol(locale),
                "thousands": get_group_symbol(locale),
                "grouping": [3],
                "currency": ["", ""],
            }
        }
    return settings


def _style(palette: Palette) -> dict[str, Any]:
    # Marks, axes and keys are kept from screen readers: description and table say it better.
    return {
        "font": FONT,
        "view": {"stroke": None},
        "mark": {"aria": False},
        "axis": {
            "aria": False,
            "labelColor": palette.ink,
            "labelFontSize": TEXT_SIZE,
            "titleColor": palette.muted,
            "titleFontSize": TEXT_SIZE,
            "titleFontWeight": "normal",
            "titlePadding": 8,
            "domainColor": palette.line,
            "tickColor": palette.line,
            "gridColor": palette.line,
            "gridOpacity": 0.6,
        },
        "legend": {
            "aria": False,
            "orient": "top",
            "direction": "horizontal",
            "title": None,
            "labelColor": palette.ink,
            "labelFontSize": TEXT_SIZE,
            "labelLimit": 0,
            "symbolStrokeWidth": 0,
            "labelOffset": 6,
            "columnPadding": 10,
            "rowPadding": 4,
            "offset": 10,
        },
        "text": {"fontSize": TEXT_SIZE, "color": palette.ink},
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "color": palette.ink,
            "fontSize": TITLE_SIZE,
            "fontWeight": 600,
            "offset": 12,
        },
    }
