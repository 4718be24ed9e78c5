"""The marks of days: diamond for mat, circle for no mat, square for unknown; and what befell them.

Each glyph is one closed path for Vega, filled by the nonzero rule: outer outlines run clockwise,
holes the other way. A glyph of radius 1 is drawn √size pixels wide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import altair as alt

from mat_trial.charts.theme import Palette
from mat_trial.wording.phrases import MAT, NO_MAT

KEY_SIZE = 110
SHORT_NAME = 13
"""Letters of a name that three stand beside each other with on a phone."""
SQUARE_REACH = 0.8
DIAMOND_REACH = 1.15
"""These make the three shapes look alike in size."""
WALL = 0.32
"""Thickness of a hollow shape's outline."""
RING = (1.36, 1.56)
STRIKE_REACH = 1.4
STRIKE_HALF = 0.14
AVERAGE_PATH = "M-1.3,-0.3L1.3,-0.3L1.3,0.3L-1.3,0.3Z"


class Fill(StrEnum):
    """How the glyph of a day is drawn."""

    FILLED = "filled"
    HOLLOW = "hollow"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A path and the colour to fill it with."""

    path: str
    colour: str


def choose_colour(condition: str | None, palette: Palette) -> str:
    """Return the colour of a condition's marks, the neutral one for an unknown condition."""
    return {MAT: palette.mat, NO_MAT: palette.no_mat, None: palette.neutral}[condition]


def encode_glyphs(
    field: str, glyphs: Mapping[str, Glyph], key: Mapping[str, Glyph], *, columns: int
) -> dict[str, Any]:
    """Return the encodings that draw each value of a column as its glyph, with one common key.

    Parameters
    ----------
    field
        Name of the column.
    glyphs
        What each value is drawn as.
    key
        The values to explain; they need not stand in the column.
    columns
        How many stand side by side in the key where their names are short.
    """
    known = {**glyphs, **key}
    values = list(known)
    if max(map(len, key), default=0) > SHORT_NAME:
        columns -= 1
    legend = alt.Legend(values=list(key), symbolSize=KEY_SIZE, columns=columns) if key else None
    paths = alt.Scale(domain=values, range=[glyph.path for glyph in known.values()])
    colours = alt.Scale(domain=values, range=[glyph.colour for glyph in known.values()])
    return {
        "shape": alt.Shape(field, type="nominal", scale=paths, legend=legend),
        "fill": alt.Fill(field, type="nominal", scale=colours, legend=legend),
    }


def draw_path(condition: str | None, fill: Fill, *, ringed: bool = False) -> str:
    """Return the path of a day's glyph.

    Parameters
    ----------
    condition
        ``"mat"``, ``"no_mat"`` or None.
    ringed
        Whether a ring marks the day as filled in late.

    Examples
    --------
    >>> draw_path("mat", Fill.FILLED)
    'M0,-1.15L1.15,0L0,1.15L-1.15,0Z'
    """
    path = _outline(condition, 1.0)
    if fill is not Fill.FILLED:
        path += _outline(condition, 1.0 - WALL, hole=True)
    if fill is Fill.STRUCK:
        path += _strike()
    if ringed:
        path += _circle(RING[1]) + _circle(RING[0], hole=True)
    return path


def _outline(condition: str | None, scale: float, *, hole: bool = False) -> str:
    if condition == NO_MAT:
        return _circle(scale, hole=hole)
    if condition == MAT:
        reach = DIAMOND_REACH * scale
        corners = [(0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0)]
    else:
        reach = SQUARE_REACH * scale
        corners = [(-reach, -reach), (reach, -reach), (reach, reach), (-reach, reach)]
    return _polygon(corners[::-1] if hole else corners)


def _circle(radius: float, *, hole: bool = False) -> str:
    sweep = 0 if hole else 1
    arc = f"A{radius:g},{radius:g},0,1,{sweep}"
    return f"M{-radius:g},0{arc},{radius:g},0{arc},{-radius:g},0Z"


def _strike() -> str:
    x, y = STRIKE_REACH, STRIKE_HALF
    return _polygon([(-x, -y), (x, -y), (x, y), (-x, y)])


def _polygon(corners: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in corners) + "Z"
