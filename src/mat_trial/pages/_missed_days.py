"""Days that went by without an entry: yesterday offered once, the others below the day."""

import datetime as dt
from collections.abc import Collection, Sequence

import streamlit as st

from mat_trial.language import _, _n
from mat_trial.language.dates import say_short_weekday
from mat_trial.model import Plan
from mat_trial.pages import _state

DAY = dt.timedelta(days=1)


def offer_yesterday(plan: Plan, written: Collection[dt.date], today: dt.date) -> None:
    """Offer to fill in yesterday, until it is filled in or waved away."""
    yesterday = today - DAY
    if (
        plan.find_day(yesterday) is None
        or yesterday in written
        or _state.chosen_day() is not None
        or _state.is_waved_away(yesterday)
    ):
        return
    with st.container(key="yesterday", horizontal=True, vertical_alignment="center"):
        st.markdown(_("**Yesterday is empty.**"), width="stretch")
        if st.button(_("Fill it in")):
            _state.choose_day(yesterday)
            st.rerun()
        if st.button(_("Not now"), type="tertiary"):
            _state.wave_away(yesterday)
            st.rerun()


def draw_missed_days(plan: Plan, written: Collection[dt.date], today: dt.date) -> None:
    """Draw the ways to all days that went by without an entry; nothing where there are none."""
    chosen = _state.chosen_day()
    missed = [
        day.date
        for day in reversed(plan.schedule)
        if day.date < min(today, plan.end) and day.date not in written and day.date != chosen
    ]
    if not missed:
        return
    count = _n("{n} earlier day is empty", "{n} earlier days are empty", len(missed))
    with st.expander(count, icon=":material/history:", key="missed"):
        _offer_days(missed, today)


def _offer_days(missed: Sequence[dt.date], today: dt.date) -> None:
    st.caption(_("Fill in one that you still remember."))
    with st.container(horizontal=True, key="missed_days"):
        for day in missed:
            name = say_short_weekday(day)
            label = _("Yesterday, {day}", day=name) if today - day == DAY else name
            if st.button(label, key=f"missed_{day}"):
                _state.choose_day(day)
                st.rerun()
