"""What is known about mats: the studies, what nobody knows, the harms, what a trial can add."""

import streamlit as st

from mat_trial.language import _
from mat_trial.pages._design_help import list_design_help
from mat_trial.pages._layout import draw_facts, page_path, quote
from mat_trial.protocol import SAFETY_ITEMS, STOP_RULE
from mat_trial.wording.known import (
    ANSWER,
    GENTLE_USE,
    HARMS,
    HOW_IT_MIGHT_WORK,
    LIMITS,
    OWN_TRIAL,
    PAIN_SCORES,
    SMALL_STUDIES_MISS,
    STUDIES,
    UNKNOWN,
    WHO_SHOULD_NOT,
    list_study,
    say_fact,
)


def draw_studies() -> None:
    """Draw each study under what it found."""
    st.header(_("What studies found"), anchor=False)
    for study in STUDIES:
        st.subheader(_(study.finding), anchor=False)
        st.markdown(_(study.details))
        draw_facts(list_study(study))
    st.markdown(_(HOW_IT_MIGHT_WORK))


def draw_harms() -> None:
    """Draw what went wrong for others, and who should stay off the mat."""
    st.header(_("What harm it can do"), anchor=False)
    _draw_list([*map(say_fact, HARMS), _(SMALL_STUDIES_MISS)])
    st.markdown(f"**{_(STOP_RULE)}** {_(GENTLE_USE)}")
    st.header(_("Who should not lie on a mat"), anchor=False)
    st.markdown(_("Do not use it while one of these is true:"))
    _draw_list([_(item.text) for item in SAFETY_ITEMS if item.kind == "stop"])
    st.markdown(_("Ask a doctor first with one of these:"))
    _draw_list([_(item.text) for item in SAFETY_ITEMS if item.kind == "ask_first"])
    st.caption(_(WHO_SHOULD_NOT))


def draw_own_trial() -> None:
    """Draw what a trial of one's own adds, and why it is made as it is."""
    st.header(_("What your own trial can add"), anchor=False)
    for paragraph in OWN_TRIAL:
        st.markdown(_(paragraph))
    if st.button(_("Go to my plan"), type="primary", width="stretch"):
        st.switch_page(page_path("plan"))
    st.header(_("Why a trial is made like this"), anchor=False)
    list_design_help()


def _draw_list(texts: list[str]) -> None:
    st.markdown("\n".join(f"- {quote(text)}" for text in texts))


st.title(_("What is known about mats"), anchor=False)
with st.container(key="card_plain"):
    for sentence in ANSWER:
        st.markdown(_(sentence))
draw_studies()
st.header(_("What nobody knows"), anchor=False)
_draw_list([_(text) for text in UNKNOWN])
draw_harms()
st.header(_("What a change in pain means"), anchor=False)
_draw_list([say_fact(fact) for fact in PAIN_SCORES])
draw_own_trial()
st.caption(_(LIMITS))
