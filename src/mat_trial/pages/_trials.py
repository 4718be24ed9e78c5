"""The trials of the diary: those that are over, to be read, and the way to another one."""

import streamlit as st

from mat_trial.errors import DiaryError
from mat_trial.language import _, _n
from mat_trial.language.dates import say_date
from mat_trial.model import Plan, TrialSummary
from mat_trial.pages import _state
from mat_trial.pages._layout import page_path, quote
from mat_trial.pages._plan_again import fill_in


def draw_trials(plan: Plan | None) -> None:
    """List past trials, and let another begin when the present one is over or stopped."""
    diary, today = _state.open_diary(), _state.read_today()
    past = [trial for trial in diary.trials() if not trial.is_current]
    if past:
        st.header(_("Your trials before"), anchor=False)
        for trial in reversed(past):
            _draw_past(trial)
    if plan is None or (today < plan.end and plan.stopped_on is None):
        return
    st.header(_("Another trial"), anchor=False)
    st.markdown(
        _(
            "This one stays in your diary, to be read but no longer changed. Fill in first what "
            "you still want to. The new one begins with the answers of this plan, and you can "
            "change each of them."
        )
    )
    if st.button(_("Begin another trial"), width="stretch"):
        try:
            diary.begin_trial(today=today)
        except DiaryError as error:
            st.error(quote(str(error)), icon=":material/error:")
            return
        _state.forget_day()
        fill_in(plan)
        st.rerun()


def offer_plan_again(plan: Plan) -> None:
    """Let a new plan begin from that of a past trial, where none is locked yet."""
    if _state.is_trial_open():
        return
    if st.button(_("Begin my new plan from this one"), width="stretch"):
        _state.leave_past()
        fill_in(plan)
        st.rerun()


def _draw_past(trial: TrialSummary) -> None:
    if st.button(
        _say_trial(trial),
        key=f"trial_{trial.id}",
        icon=":material/visibility:",
        width="stretch",
    ):
        _state.open_past(trial)
        st.switch_page(page_path("verdict"))


def _say_trial(trial: TrialSummary) -> str:
    days = _n("{n} day written down", "{n} days written down", trial.n_days)
    about = quote(trial.complaint) or _("Days without a plan")
    if trial.start is None or trial.last_day is None:
        return _("{about}: {days}", about=about, days=days)
    return _(
        "{about}: {first} to {last}, {days}",
        about=about,
        first=say_date(trial.start),
        last=say_date(trial.last_day),
        days=days,
    )
