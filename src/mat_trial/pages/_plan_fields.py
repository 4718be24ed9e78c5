"""Fields of the Plan page; each answer keeps itself in the session."""

import streamlit as st

from mat_trial.language import _
from mat_trial.pages._plan_draft import NO_ANSWERS, key_of


def tick(field: str, label: str) -> None:
    """Ask for a tick."""
    _prefill(field)
    st.checkbox(label, key=key_of(field), persist_state="session")


def write(field: str, label: str, *, placeholder: str | None = None) -> None:
    """Ask for a few words."""
    usual: str = getattr(NO_ANSWERS, field)
    st.session_state.setdefault(key_of(field), _(usual))
    st.text_input(
        label,
        key=key_of(field),
        placeholder=placeholder,
        persist_state="session",
    )


def points(field: str, label: str) -> None:
    """Ask for a number of points."""
    # No limits here, nor below: a widget would cut a number down without a word.
    _prefill(field)
    st.number_input(label, step=0.5, format="%.1f", key=key_of(field), persist_state="session")


def count(field: str, label: str, *, step: int = 1) -> None:
    """Ask for a whole number."""
    _prefill(field)
    st.number_input(label, step=step, key=key_of(field), persist_state="session")


def choose(field: str, label: str, words: dict[str, str]) -> None:
    """Ask for one of several, said in words."""
    _prefill(field)
    st.radio(
        label,
        list(words),
        format_func=lambda code: _(words[code]),
        key=key_of(field),
        persist_state="session",
    )


def _prefill(field: str) -> None:
    # A button or an old plan may fill these in too, and Streamlit wants one source for a value.
    st.session_state.setdefault(key_of(field), getattr(NO_ANSWERS, field))
