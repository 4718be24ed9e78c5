"""Verdict page, between the looks: how far the trial has come, and the raw scores if need be."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from mat_trial.daily import daily_frame
from mat_trial.language import _
from mat_trial.language.dates import say_short_weekday
from mat_trial.language.numbers import format_plain
from mat_trial.model import Entry, Outcome, Plan
from mat_trial.model.naming import name_outcome
from mat_trial.pages import _state
from mat_trial.pages._layout import quote
from mat_trial.results import DayCounts, LooksSoFar
from mat_trial.wording.looks import PEEKING_FOOLS, say_peeks, say_progress
from mat_trial.wording.phrases import open_sentence, say_kind


def draw_progress(days: DayCounts, looks: LooksSoFar, plan: Plan) -> None:
    """Show how many of the planned days have gone by, as a bar and in words."""
    n_gone = sum(day.date <= looks.as_of for day in plan.schedule)
    st.progress(n_gone / len(plan.schedule), text=say_progress(n_gone, days))


def draw_peek(plan: Plan, entries: Sequence[Entry], outcome: Outcome) -> None:
    """Show the raw scores behind a warning; every look at them is written down first."""
    diary = _state.open_diary()
    # What is shown is gone with the next tap, so that each time is a tap of its own.
    with st.expander(_("Look at the raw scores anyway"), icon=":material/visibility:", key="peek"):
        st.markdown(_(PEEKING_FOOLS))
        if st.button(_("Show them, and write down that I looked"), key="peek_show"):
            diary.record_peek(_state.read_now())
            draw_raw_scores(plan, entries, outcome)
    told = say_peeks([at.date() for at in diary.peeks()])
    if told:
        st.markdown(told)


def draw_raw_scores(plan: Plan, entries: Sequence[Entry], outcome: Outcome) -> None:
    """Show each scored day with its kind, the newest on top; no average of either kind."""
    frame = daily_frame(entries, outcome, plan=plan, as_of=_state.read_today())
    scored = frame.filter("analysed").reverse()
    heading = open_sentence(name_outcome(outcome))
    st.table(
        pl.DataFrame(
            {
                _("Day"): [say_short_weekday(day) for day in scored["date"]],
                _("Kind"): [say_kind(condition) for condition in scored["condition"]],
                quote(heading): [format_plain(score) for score in scored["score"]],
            }
        ),
        hide_index=True,
        border="horizontal",
        alt=_("{Name} on each scored day with its kind of day, the last day on top", Name=heading),
    )
