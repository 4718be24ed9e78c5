"""What comes of a trial: the decision set before it, and the look back four weeks later."""

import streamlit as st

from mat_trial.errors import DiaryError
from mat_trial.language import _, mark
from mat_trial.language.dates import say_date
from mat_trial.model import FollowUp, Plan, StillUsed
from mat_trial.pages import _state
from mat_trial.pages._layout import quote
from mat_trial.pages._plan_fields import write
from mat_trial.protocol import is_follow_up_due
from mat_trial.results import Call
from mat_trial.wording.after import choose_decision, say_follow_up

ANSWERS: dict[StillUsed, str] = {
    "yes": mark("Yes"),
    "sometimes": mark("Sometimes"),
    "no": mark("No"),
}


def ask_decision() -> None:
    """Ask, before day one, what the person will do with each answer."""
    with st.expander(_("What will you do with the answer?"), key="plan_decision"):
        st.caption(_("Decided now, it is you who decides, and not the mood of the day."))
        write("decide_helps", _("When the mat helps"), placeholder=_("For example: keep it"))
        write("decide_not", _("When it does not"), placeholder=_("For example: give it away"))
        write("decide_unclear", _("When it stays unclear"), placeholder=_("May stay empty"))


def draw_outcome(plan: Plan | None, call: Call, answer: FollowUp | None) -> None:
    """Show what the person decided for this answer, and what has become of the mat since."""
    decided = choose_decision(None if plan is None else plan.decision, call)
    if decided:
        with st.container(key="card_decision"):
            st.caption(_("What you decided before day one"))
            st.markdown(quote(decided))
    since = say_follow_up(answer)
    if answer is not None and since:
        with st.container(key="card_follow_up"):
            st.caption(_("What you said on {day}", day=say_date(answer.at.date())))
            for sentence in since:
                st.markdown(quote(sentence))


def ask_follow_up(plan: Plan) -> None:
    """Ask once, four weeks after the end, whether the mat is still in use."""
    diary = _state.open_diary()
    if _state.in_example() or not is_follow_up_due(plan, diary.follow_up(), _state.read_today()):
        return
    with st.form("follow_up", border=True):
        st.markdown(_("**Do you still use the mat?**"))
        st.caption(_("Your trial ended four weeks ago or more. You are asked this once."))
        answer = st.segmented_control(
            _("Do you still use the mat?"),
            list(ANSWERS),
            format_func=lambda code: _(ANSWERS[code]),
            key="follow_up_answer",
            label_visibility="collapsed",
            width="stretch",
        )
        note = st.text_input(_("Anything to add?"), placeholder=_("May stay empty"))
        with st.container(horizontal=True):
            saved = st.form_submit_button(_("Save"), type="primary")
            dismissed = st.form_submit_button(_("Do not ask me again"))
    if saved and answer is None:
        st.error(_("Choose an answer first, or do not be asked again."), icon=":material/error:")
    elif saved or dismissed:
        given = FollowUp(
            at=_state.read_now(), still_used=None if dismissed else answer, note=note.strip()
        )
        try:
            diary.answer_follow_up(given)
        except DiaryError as error:
            st.error(quote(str(error)), icon=":material/error:")
            return
        _state.tell_next(_("Thank you. This is kept."))
        st.rerun()
