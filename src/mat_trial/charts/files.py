"""A chart as files of its own, to keep or to send: SVG, PNG, and the table as CSV."""

import textwrap
from typing import Any

import polars as pl
import vl_convert

from mat_trial.charts.theme import TITLE_LETTER_PIXELS, ChartCard
from mat_trial.files.formulas import mark_cells, mark_formula

WIDTH = 720
"""In pixels: fills half a printed page."""
PNG_SCALE = 2
MARGIN = 16


def write_svg(card: ChartCard) -> bytes:
    """Return the chart with its title on a ground of its own, as SVG.

    Examples
    --------
    >>> from mat_trial.charts import draw_cycles
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import CyclePair
    >>> card = draw_cycles([CyclePair(cycle=1, mat=4.0, no_mat=6.0)], PAIN)
    >>> write_svg(card)[:4]
    b'<svg'
    """
    return vl_convert.vegalite_to_svg(_stand_alone(card)).encode()


def write_png(card: ChartCard) -> bytes:
    """Return the same as PNG, sharp on screens of two pixels a point.

    Examples
    --------
    >>> from mat_trial.charts import draw_cycles
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import CyclePair
    >>> write_png(draw_cycles([CyclePair(cycle=1, mat=4.0, no_mat=6.0)], PAIN))[1:4]
    b'PNG'
    """
    return vl_convert.vegalite_to_png(_stand_alone(card), scale=PNG_SCALE)


def write_csv(table: pl.DataFrame) -> bytes:
    """Return a chart's table as CSV that spreadsheets read as UTF-8, its formulas marked as text.

    Examples
    --------
    >>> write_csv(pl.DataFrame({"Cycle": ["1"], "Mat": ["−1.3"]})).decode("utf-8-sig").splitlines()
    ['Cycle,Mat', '1,−1.3']
    """
    marked = table.with_columns(
        mark_cells(name) for name in table.select(pl.col(pl.String)).columns
    )
    named = marked.rename(mark_formula)
    return named.write_csv(include_bom=True).encode()


def _stand_alone(card: ChartCard) -> dict[str, Any]:
    drawn: dict[str, Any] = card.chart.to_dict()
    lines = textwrap.wrap(card.title, WIDTH // TITLE_LETTER_PIXELS)
    return drawn | {
        "width": WIDTH,
        "title": {"text": lines},
        "background": card.ground,
        "padding": MARGIN,
    }
