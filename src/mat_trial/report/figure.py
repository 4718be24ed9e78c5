"""The one figure of a report: every day's score, drawn as lines and letters, not as pixels."""

from typing import NamedTuple

import polars as pl
import vl_convert

from mat_trial.charts import draw_timeline
from mat_trial.charts.theme import Palette
from mat_trial.model import Outcome

WIDTH, HEIGHT = 780, 112
PRINT_FONT = "Libertinus Serif, DejaVu Sans"
# Where none of the reader's own fonts would be as wide as what is measured here.
SCREEN_FONT = 'Arial, "Liberation Sans", "Helvetica Neue", sans-serif'
PRINT = Palette(
    page="#ffffff",
    ink="#111111",
    muted="#333333",
    line="#c8c8c8",
    # Far apart in grey as well: a dark one, and a middling one.
    mat="#0b4a45",
    no_mat="#c05f10",
    neutral="#555555",
    shade="#e3ebe9",
    heat="#c8c8c8",
)


class Figure(NamedTuple):
    """A picture as SVG, with its words."""

    svg: str
    caption: str
    alt: str


def draw_figure(
    frame: pl.DataFrame, outcome: Outcome, *, palette: Palette = PRINT, font: str = PRINT_FONT
) -> Figure:
    """Draw every day of the trial.

    Parameters
    ----------
    frame
        The DAILY frame, with one day at least.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.daily import daily_frame
    >>> from mat_trial.model import PAIN, Entry
    >>> entry = Entry(date=dt.date(2027, 1, 4), condition="mat", scores={"pain": 4.0})
    >>> draw_figure(daily_frame([entry], PAIN), PAIN).svg[:4]
    '<svg'
    """
    card = draw_timeline(frame, outcome, width=WIDTH, height=HEIGHT, palette=palette)
    spec = card.chart.to_dict()
    spec["config"]["font"] = font
    svg: str = vl_convert.vegalite_to_svg(spec)
    return Figure(svg=svg, caption=card.title, alt=card.alt)
