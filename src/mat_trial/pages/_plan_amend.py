"""What may still be changed after the lock: a pause, a note, a stop; each appended for good."""

import datetime as dt
from typing import Literal

import streamlit as st

from mat_trial.errors import DiaryError, PlanError
from mat_trial.language import _, mark
from mat_trial.language.dates import typed_date
from mat_trial.model import Plan, StopCause
from mat_trial.pages import _state
from mat_trial.pages._layout import quote
from mat_trial.protocol import LONGEST_PAUSE_DAYS, STOP_CAUSES, STOP_RULE, amend_plan
from mat_trial.wording.plan import AFTER_STOP, say_amendment

SAID = {
    "note": mark("The note is in your plan."),
    "pause": mark("The days are put off. Their order stays as it was drawn."),
    "stop": mark("Your trial is stopped. Please put the mat away until this is better."),
}


def draw_amendments(plan: Plan) -> None:
    """List what was changed since the lock, oldest first."""
    if not plan.amendments:
        return
    st.header(_("Changed since the lock"), anchor=False)
    st.markdown("\n".join(f"- {quote(say_amendment(change))}" for change in plan.amendments))


def draw_changes(plan: Plan, today: dt.date) -> None:
    """Offer what may be changed at this stage of the trial."""
    st.header(_("If something comes up"), anchor=False)
    st.caption(_("The plan stays as it is. What changes is added to it, with the date and why."))
    if today < plan.end and plan.stopped_on is None:
        with st.expander(_("Pause"), icon=":material/pause:", key="amend_pause"):
            _draw_pause(plan, today)
    with st.expander(_("Note a change"), icon=":material/edit_note:", key="amend_note"):
        _draw_note(plan, today)
    if may_stop(plan, today):
        with st.expander(_("Stop the trial"), icon=":material/front_hand:", key="amend_stop"):
            st.markdown(_(STOP_RULE))
            draw_stop(plan, today)


def may_stop(plan: Plan, today: dt.date) -> bool:
    """Whether there is a trial under way that can be stopped."""
    return plan.stopped_on is None and plan.start <= today < plan.end


def draw_stop(plan: Plan, today: dt.date, *, cause: StopCause | None = None) -> None:
    """Ask why, say what can still be concluded, and stop once that is confirmed."""
    causes = list(STOP_CAUSES)
    chosen = st.radio(
        _("Why do you stop?"),
        causes,
        index=None if cause is None else causes.index(cause),
        format_func=lambda code: _(STOP_CAUSES[code]),
        # Under another name the field takes up what was told meanwhile.
        key=_key(f"stop_cause_{cause or 'open'}", plan),
    )
    reason = st.text_input(
        _("In your words"),
        key=_key("stop_reason", plan),
        placeholder=_("Needed only for something else"),
    )
    st.caption(_(AFTER_STOP))
    sure = st.checkbox(
        _("Yes, end my trial today. I know that this cannot be undone"),
        key=_key("stop_sure", plan),
    )
    if sure and st.button(_("Stop my trial"), type="primary", key="stop_go"):
        _amend(plan, "stop", today, cause=chosen, reason=reason)


def _draw_pause(plan: Plan, today: dt.date) -> None:
    st.markdown(
        _(
            "For a trip, an illness or a new treatment that would blur the comparison. All days "
            "from the first one on are put off; which of them are mat days stays as it was drawn."
        )
    )
    is_written = _state.open_diary().stored(today) is not None
    first = st.date_input(
        _("First day of the pause"),
        value=today + dt.timedelta(days=1) if is_written else today,
        key=_key("pause_date", plan),
        format=typed_date(),
    )
    # No limits here: a widget would cut a number down without a word.
    days = st.number_input(
        _("Days, up to {most}", most=LONGEST_PAUSE_DAYS),
        value=7,
        step=1,
        key=_key("pause_days", plan),
    )
    reason = st.text_input(_("Why?"), key=_key("pause_reason", plan))
    sure = st.checkbox(_("Yes, put the days off"), key=_key("pause_sure", plan))
    if sure and st.button(_("Pause"), type="primary", key="pause_go"):
        _amend(plan, "pause", first, days=days, reason=reason)


def _draw_note(plan: Plan, today: dt.date) -> None:
    st.markdown(_("Whatever could change your scores besides the mat. The report will tell it."))
    day = st.date_input(
        _("From which day?"), value=today, key=_key("note_date", plan), format=typed_date()
    )
    reason = st.text_input(
        _("What changed?"),
        key=_key("note_reason", plan),
        placeholder=_("For example: the pain clinic doubled my tablets"),
    )
    if st.button(_("Add the note"), key="note_go"):
        _amend(plan, "note", day, reason=reason)


def _amend(
    plan: Plan,
    kind: Literal["note", "pause", "stop"],
    date: dt.date,
    *,
    days: int = 0,
    cause: StopCause | None = None,
    reason: str,
) -> None:
    try:
        amended = amend_plan(
            plan,
            kind=kind,
            date=date,
            days=days,
            cause=cause,
            reason=reason,
            now=_state.read_now(),
        )
        _state.open_diary().amend_plan(amended)
    except (DiaryError, PlanError) as error:
        st.error(quote(str(error)), icon=":material/error:")
        return
    _state.tell_next(_(SAID[kind]))
    st.rerun()


def _key(field: str, plan: Plan) -> str:
    # With their number in it, the fields are empty again after each amendment.
    return f"{field}_{len(plan.amendments)}"
