"""A past trial on the Today page: what it was, and the look back that is still to be given."""

import streamlit as st

from mat_trial.language import _, _n
from mat_trial.language.dates import say_date
from mat_trial.model import Plan
from mat_trial.pages._after import ask_follow_up
from mat_trial.pages._layout import page_path, quote


def draw_past(plan: Plan | None, *, n_entries: int) -> None:
    """Say which trial is open, and where its answer stands."""
    if plan is not None:
        ask_follow_up(plan)
    with st.container(key="card_plain"):
        st.caption(_n("{n} day written down", "{n} days written down", n_entries))
        if plan is None:
            st.title(_("Days without a plan"), anchor=False)
        else:
            title = plan.complaint or _("A trial of the mat")
            st.title(quote(title), anchor=False)
            st.markdown(
                _(
                    "Over since {day}. It can be read but no longer changed.",
                    day=say_date(plan.last_day),
                )
            )
    if st.button(_("Read the verdict"), type="primary", width="stretch"):
        st.switch_page(page_path("verdict"))
