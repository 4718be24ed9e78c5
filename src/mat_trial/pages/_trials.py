"""The trials of the diary: those that are over, and the way to another one."""

import streamlit as st

from mat_trial.errors import DiaryError
from mat_trial.language import _, _n
from mat_trial.model import Plan, TrialSummary
from mat_trial.pages import _state
from mat_trial.pages._layout import quote
from mat_trial.wording.dates import say_date


def draw_trials(plan: Plan | None) -> None:
    """List past trials, and let another begin when the present one is over or stopped."""
    diary, today = _state.open_diary(), _state.read_today()
    past = [trial for trial in diary.trials() if not trial.is_current]
    if past:
        st.header(_("Your trials before"), anchor=False)
        st.markdown("\n".join(f"- {_say_trial(trial)}" for trial in reversed(past)))
    if plan is None or (today < plan.end and plan.stopped_on is None):
        return
    st.header(_("Another trial"), anchor=False)
    st.markdown(
        _(
            "This one stays in your diary, to be read but no longer changed. Fill in first what "
            "you still want to."
        )
    )
    if st.button(_("Begin another trial"), width="stretch"):
        try:
            diary.begin_trial(today=today)
        except DiaryError as error:
            st.error(quote(str(error)), icon=":material/error:")
            return
        _state.forget_day()
        st.session_state.pop(_state.Key.PLAN_STEP, None)
        st.rerun()


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
