"""Why a trial is made as it is, for the pages that ask a person to make one."""

import streamlit as st

from mat_trial.language import _
from mat_trial.wording.help import TOPICS, Topic


def show_design_help() -> None:
    """Draw all questions behind one tap, for a page that has something else to do."""
    with st.expander(_("Why is a trial made like this?"), key="design_help"):
        for topic in TOPICS:
            st.header(_(topic.question), anchor=False)
            _draw_answer(topic)


def list_design_help() -> None:
    """Draw each question behind a tap of its own, for a page to read."""
    for number, topic in enumerate(TOPICS):
        with st.expander(_(topic.question), key=f"topic_{number}"):
            _draw_answer(topic)


def _draw_answer(topic: Topic) -> None:
    st.markdown(f"**{_(topic.answer)}**")
    for paragraph in topic.reasons:
        st.markdown(_(paragraph))
    st.caption(_("From: {basis}", basis=_(topic.basis)))
