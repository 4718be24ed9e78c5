"""The questions of the Plan page, one function a step; each answer keeps itself in the session."""

import datetime as dt

import streamlit as st

from mat_trial.designs import FEWEST_PAIRS_FOR_P05
from mat_trial.model import FixedDesign
from mat_trial.pages._phrases import say_design
from mat_trial.pages._plan_draft import NO_ANSWERS, Draft, key_of
from mat_trial.protocol import SAFETY_ITEMS
from mat_trial.wording.dates import say_weekday

NO_MAT_WORDS = {
    "same_rest": "The same rest, lying down without the mat",
    "usual": "My usual day",
}
PLACE_WORDS = {"bed": "On the bed", "floor": "On the floor"}
KIND_WORDS = {
    "pairs": "Pairs in an order drawn by chance",
    "fixed": "Fixed blocks, taking turns",
}

EXPECTATION_WORDS = {0: "0 :small[none]", 10: "10 :small[very much]"}


def draw_safety(draft: Draft, _today: dt.date) -> None:
    """Ask what speaks against a mat, before anything else."""
    st.markdown("Tick what is true for you. A mat of spikes is not for everyone.")
    st.header("These mean: do not use it", anchor=False)
    _draw_items("stop")
    if draft.safety.stop:
        st.error(
            "**Please do not use the mat.** It could harm you while this is so. "
            "Let it heal, or ask a doctor. You can come back when it no longer applies.",
            icon=":material/front_hand:",
        )
        return
    st.header("With these, ask a doctor first", anchor=False)
    _draw_items("ask_first")
    if draft.safety.ask_first:
        with st.container(key="card_doctor"):
            _tick("doctor_agreed", "I have asked a doctor and they agreed")
    st.header("And then", anchor=False)
    _tick("read_all", "I have read both lists. What I left empty does not apply to me")
    st.caption(
        "This is no medical advice, and the mat is no medical device. Keep up the treatment you "
        "have, and tell those who treat you what you try."
    )


def draw_questions(draft: Draft, _today: dt.date) -> None:
    """Ask what hurts, how it is asked about, and what change would matter."""
    _write("complaint", "What hurts?", placeholder="For example: my lower back")
    _write("pain_question", "The question you will answer every day")
    _write("time_of_day", "When you will answer it — the same time every day")
    _points("pain_worthwhile", "Smallest drop in pain that is worth the mat to you")
    st.caption(
        "On a scale from 0 to 10, about 1 point is felt as slightly better; 2 points, or a "
        "third of your pain, as much better. The verdict is measured against this number."
    )
    st.header("Beside the pain", anchor=False)
    with st.container(gap=None):
        _tick("ask_sleep", "Sleep")
        _tick("ask_mood", "Mood")
    asked = [name for name in ("sleep", "mood") if getattr(draft, f"ask_{name}")]
    if asked:
        with st.expander("Their wording, and what would matter", key="plan_beside"):
            for name in asked:
                _write(f"{name}_question", f"Question about {name}")
                _points(f"{name}_worthwhile", f"Smallest rise in {name} that would matter")


def draw_mat(_draft: Draft, _today: dt.date) -> None:
    """Ask what a day of each kind looks like."""
    _choose("no_mat_day", "What will you do on a no-mat day?", NO_MAT_WORDS)
    st.caption(
        "The same rest is the fairer comparison: lying still helps too, and only this way do "
        "you learn what the mat itself adds. Keep all else alike on both kinds of day."
    )
    st.header("Your mat", anchor=False)
    _write("body_area", "Where on your body?", placeholder="For example: back and neck")
    _choose("place", "Where does the mat lie?", PLACE_WORDS)
    _write("cover", "What is between you and the spikes?")
    st.header("Minutes on a mat day", anchor=False)
    left, middle, right = st.columns(3)
    with left:
        _count("start_minutes", "Start with")
    with middle:
        _count("goal_minutes", "Work up to")
    with right:
        _count("ramp_days", "Over how many mat days")
    st.caption("Start with 5 to 10 minutes and work up to 20 or 30. Never more than 30 at once.")


def draw_days(draft: Draft, today: dt.date) -> None:
    """Ask for the design, the first day, and what the person expects."""
    _choose("kind", "How do mat days and no-mat days take turns?", KIND_WORDS)
    left, right = st.columns(2)
    if draft.kind == "fixed":
        with left:
            _count("phases", "Blocks in all", step=2)
        with right:
            _count("phase_days", "Days in a block")
    else:
        with left:
            _count("period_days", "Days in a row")
        with right:
            _count("cycles", "Pairs")
    _draw_length(draft)
    first = st.date_input(
        "First day",
        value=today + dt.timedelta(days=1),
        key=key_of("start"),
        format="DD/MM/YYYY",
        persist_state="session",
    )
    if first is not None:
        st.caption(f"{say_weekday(first)} {first.year}")
    st.segmented_control(
        "How much help do you expect from the mat?",
        range(11),
        default=NO_ANSWERS.expectation,
        format_func=lambda number: EXPECTATION_WORDS.get(number, str(number)),
        key=key_of("expectation"),
        width="stretch",
        persist_state="session",
    )
    st.caption("Asked now because hope changes how we feel; the report will tell it.")
    with st.expander("More choices", key="plan_more"):
        _count("washout_days", "Days after each switch that do not count")
        st.caption(
            "0 suits most. With a day or two left out, an effect that lingers matters less."
        )


def _draw_length(draft: Draft) -> None:
    design = draft.design
    with st.container(key="card_length"):
        st.markdown(f"**{design.days} days in all:** {say_design(design)}.")
        if isinstance(design, FixedDesign):
            st.markdown(
                "Blocks find less. In simulated diaries of 56 days they noticed a change of 1 "
                "point for about 5 people in 10, pairs of 2 days for about 8 in 10; and no draw "
                "by chance stands behind them."
            )
        elif 0 < design.cycles < FEWEST_PAIRS_FOR_P05:
            st.markdown(
                f"**With fewer than {FEWEST_PAIRS_FOR_P05} pairs, chance alone can always explain "
                "the result:** the strictest test of it can never reach p = .05. Take more pairs."
            )
        else:
            st.markdown("Short stretches and many pairs find the most in the same number of days.")


def _draw_items(kind: str) -> None:
    with st.container(gap=None, key=f"items_{kind}"):
        for item in SAFETY_ITEMS:
            if item.kind == kind:
                st.checkbox(item.text, key=key_of(item.code), persist_state="session")


def _tick(field: str, label: str) -> None:
    st.checkbox(
        label, value=getattr(NO_ANSWERS, field), key=key_of(field), persist_state="session"
    )


def _write(field: str, label: str, *, placeholder: str | None = None) -> None:
    st.text_input(
        label,
        value=getattr(NO_ANSWERS, field),
        key=key_of(field),
        placeholder=placeholder,
        persist_state="session",
    )


def _points(field: str, label: str) -> None:
    # No limits here, nor below: a widget would cut a number down without a word.
    value: float = getattr(NO_ANSWERS, field)
    key = key_of(field)
    st.number_input(label, value=value, step=0.5, format="%.1f", key=key, persist_state="session")


def _count(field: str, label: str, *, step: int = 1) -> None:
    value: int = getattr(NO_ANSWERS, field)
    st.number_input(label, value=value, step=step, key=key_of(field), persist_state="session")


def _choose(field: str, label: str, words: dict[str, str]) -> None:
    st.radio(
        label,
        list(words),
        index=list(words).index(getattr(NO_ANSWERS, field)),
        format_func=words.__getitem__,
        key=key_of(field),
        persist_state="session",
    )
