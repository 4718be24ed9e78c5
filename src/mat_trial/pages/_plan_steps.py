"""The first questions of the Plan page, one function a step."""

import datetime as dt

import streamlit as st

from mat_trial.language import _
from mat_trial.model import STANDARD_OUTCOMES
from mat_trial.model.naming import name_outcome
from mat_trial.pages._plan_draft import Draft, key_of
from mat_trial.pages._plan_fields import choose, count, points, tick, write
from mat_trial.pages._plan_own import draw_own
from mat_trial.protocol import SAFETY_ITEMS
from mat_trial.wording.phrases import open_sentence
from mat_trial.wording.plan import NO_MAT_WORDS, PLACE_WORDS


def draw_safety(draft: Draft, _today: dt.date) -> None:
    """Ask what speaks against a mat, before anything else."""
    st.markdown(_("Tick what is true for you. A mat of spikes is not for everyone."))
    st.header(_("These mean: do not use it"), anchor=False)
    _draw_items("stop")
    if draft.safety.stop:
        st.error(
            _(
                "**Please do not use the mat.** It could harm you while this is so. "
                "Let it heal, or ask a doctor. You can come back when it no longer applies."
            ),
            icon=":material/front_hand:",
        )
        return
    st.header(_("With these, ask a doctor first"), anchor=False)
    _draw_items("ask_first")
    if draft.safety.ask_first:
        with st.container(key="card_doctor"):
            tick("doctor_agreed", _("I have asked a doctor and they agreed"))
    st.header(_("Before you go on"), anchor=False)
    tick("read_all", _("I have read both lists. What I left empty does not apply to me"))
    st.caption(
        _(
            "This is not medical advice, and the mat is not a medical device. Keep up the "
            "treatment you have, and tell those who treat you what you try."
        )
    )


def draw_questions(draft: Draft, _today: dt.date) -> None:
    """Ask what hurts, how it is asked about, and what change would matter."""
    write("complaint", _("What hurts?"), placeholder=_("For example: my lower back"))
    write("pain_question", _("The question you will answer every day"))
    write("time_of_day", _("When you will answer it — the same time every day"))
    points("pain_worthwhile", _("Smallest drop in pain that is worth the mat to you"))
    st.caption(
        _(
            "On a scale from 0 to 10, about 1 point is felt as slightly better; 2 points, or a "
            "third of your pain, as much better."
        )
    )
    st.header(_("Beside the pain"), anchor=False)
    with st.container(gap=None):
        tick("ask_sleep", _("Sleep"))
        tick("ask_mood", _("Mood"))
    asked = [name for name in ("sleep", "mood") if getattr(draft, f"ask_{name}")]
    if asked:
        with st.expander(_("Their wording, and what would matter"), key="plan_beside"):
            for name in asked:
                said = name_outcome(STANDARD_OUTCOMES[name])
                write(f"{name}_question", _("Question about {name}", name=said))
                points(
                    f"{name}_worthwhile", _("Smallest rise in {name} that would matter", name=said)
                )
    draw_own()
    _draw_primary(draft)


def draw_mat(_draft: Draft, _today: dt.date) -> None:
    """Ask what a day of each kind looks like."""
    choose("no_mat_day", _("What will you do on a no-mat day?"), NO_MAT_WORDS)
    st.caption(
        _(
            "The same rest is the fairer comparison: lying still helps too, and only this way do "
            "you learn what the mat itself adds. Keep all else alike on both kinds of day."
        )
    )
    st.header(_("Your mat"), anchor=False)
    write("body_area", _("Where on your body?"), placeholder=_("For example: back and neck"))
    choose("place", _("Where does the mat lie?"), PLACE_WORDS)
    write("cover", _("What is between you and the spikes?"))
    st.header(_("Minutes on a mat day"), anchor=False)
    left, middle, right = st.columns(3)
    with left:
        count("start_minutes", _("Start with"))
    with middle:
        count("goal_minutes", _("Work up to"))
    with right:
        count("ramp_days", _("Over how many mat days"))
    st.caption(
        _("Start with 5 to 10 minutes and work up to 20 or 30. Never more than 30 at once.")
    )


def _draw_primary(draft: Draft) -> None:
    names = {code: name_outcome(outcome) for code, outcome in draft.candidates.items()}
    key = key_of("primary")
    # What it was about may have been taken out since.
    if st.session_state.get(key) not in names:
        st.session_state[key] = draft.primary_outcome.name
    st.header(_("What is the verdict about?"), anchor=False)
    st.radio(
        _("The one thing that the verdict is about"),
        list(names),
        format_func=lambda code: open_sentence(names[code]),
        key=key,
        horizontal=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    st.caption(
        _(
            "Choose it now: the rest stands beside the verdict. What is answered by yes or no is "
            "not in this list, because a verdict is told on a scale of points so far."
        )
    )


def _draw_items(kind: str) -> None:
    with st.container(gap=None, key=f"items_{kind}"):
        for item in SAFETY_ITEMS:
            if item.kind == kind:
                st.checkbox(_(item.text), key=key_of(item.code), persist_state="session")
