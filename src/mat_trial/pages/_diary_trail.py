"""What was changed in the diary, when and by which way, the newest first."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from mat_trial.language import _, _n
from mat_trial.model import Change, Outcome
from mat_trial.pages._layout import quote
from mat_trial.wording.trail import tell_trail

LINES_A_PAGE = 20


def draw_trail(changes: Sequence[Change], outcomes: Sequence[Outcome], *, key: str) -> None:
    """Show what was changed as a table; nothing where nothing was.

    Parameters
    ----------
    key
        Names this one among those of the app.
    """
    lines = tell_trail(changes, outcomes)
    if not lines:
        return
    title = _n("What was changed: {n} line", "What was changed: {n} lines", len(lines))
    with st.expander(title, icon=":material/history:", key=f"trail_{key}"):
        st.caption(_("Nothing that once stood in the diary is lost. The newest change is on top."))
        place = st.container()
        n_pages = -(-len(lines) // LINES_A_PAGE)
        page = 1
        if n_pages > 1:
            page = st.pagination(n_pages, key=f"trail_page_{key}", max_visible_pages=5)
        shown = lines[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE]
        table = pl.DataFrame(
            {
                _("Day"): [line.days for line in shown],
                _("What was changed"): [quote(line.said) for line in shown],
            }
        )
        alt = _("What was changed in the diary, the newest on top")
        place.table(table, hide_index=True, border="horizontal", alt=alt)
