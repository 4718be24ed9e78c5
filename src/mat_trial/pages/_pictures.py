"""Pictures drawn once: the same picture again, in whichever window, costs next to nothing."""

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, ParamSpec

import polars as pl
import streamlit as st

from mat_trial.charts import ChartCard
from mat_trial.charts.theme import DARK, LIGHT
from mat_trial.language import language
from mat_trial.stats.pingouin_tests import load_pingouin

P = ParamSpec("P")

MOST_KEPT = 64
"""Six pictures of a verdict and two calendars, for some trials and languages."""

# Drawn again for the other theme, a picture would keep the old colours until the page runs anew.
COLOURS = {
    light: f"light-dark({light}, {dark})"
    for light, dark in zip(asdict(LIGHT).values(), asdict(DARK).values(), strict=True)
}
"""Of a colour of the light palette: what lets the page choose between it and its dark one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart with what stands around it, as Streamlit takes it.

    Parameters
    ----------
    spec
        In Vega-Lite, its data as frames, its colours those of whichever theme the page is in.
    """

    card: ChartCard
    spec: dict[str, Any]


def draw_once(draw: Callable[P, ChartCard], *given: P.args, **named: P.kwargs) -> Picture:
    """Draw a chart, or take the one that was drawn from the very same before.

    Parameters
    ----------
    draw
        One of `mat_trial.charts`; it knows no more than what it is given, and the language.
    """
    name = digest(draw.__qualname__, given, named, language())
    return _draw(name, partial(draw, *given, **named))


def digest(*parts: object) -> str:
    """Name what something is made from, down to the last score, in a few letters."""
    # Much faster than Streamlit's own way through every field of every day. Equal parts that are
    # pickled differently cost a drawing; different ones are never taken for equal.
    return hashlib.sha256(pickle.dumps(parts)).hexdigest()


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _draw(name: str, _draw_card: Callable[[], ChartCard]) -> Picture:
    del name
    # Altair looks at pandas, and trips over one that another window's thread is still loading.
    load_pingouin()
    card = _draw_card()
    spec = _colour(card.chart.to_dict())
    # Streamlit says the alt for screen readers; a description besides would only be a warning.
    spec.pop("description", None)
    frames = {
        data: pl.DataFrame(rows, infer_schema_length=None)
        for data, rows in spec.get("datasets", {}).items()
    }
    return Picture(card=card, spec=spec | {"datasets": frames})


def _colour(part: Any) -> Any:
    """Put the colours of both themes in place of those of the light one."""
    if isinstance(part, dict):
        # A person's own words may look like a colour; data never are one.
        return {
            name: value if name == "datasets" else _colour(value) for name, value in part.items()
        }
    if isinstance(part, list):
        return [_colour(value) for value in part]
    return COLOURS.get(part, part) if isinstance(part, str) else part
