"""What a person sees before there is a plan: what this is, and the ways in."""

import streamlit as st

from mat_trial.errors import MatTrialError
from mat_trial.language import _, _n
from mat_trial.pages import _state
from mat_trial.pages._layout import page_path, quote


def draw_welcome(*, n_entries: int) -> None:
    """Draw the way to a plan, to a finished example, and to a diary that exists already."""
    with st.container(key="card_plain"):
        st.title(_("Does the mat help you?"), anchor=False)
        st.markdown(
            _(
                "Some days with your acupressure mat, some days without, in an order drawn by "
                "chance, and a minute a day to write down how you feel. "
                "At the end you read whether it helped *you*, and by how much."
            )
        )
        if st.button(_("Plan my trial"), type="primary", width="stretch"):
            st.switch_page(page_path("plan"))
        st.caption(_("Everything stays on this computer. No account, no internet."))
    if n_entries:
        said = _n(
            "Your diary holds {n} day without a plan.",
            "Your diary holds {n} days without a plan.",
            n_entries,
        )
        st.info(said, icon=":material/menu_book:")
        if st.button(_("See what they say"), width="stretch"):
            st.switch_page(page_path("verdict"))

    draw_examples()

    st.header(_("Already have a diary?"), anchor=False)
    if st.button(_("Open a diary or plan file"), icon=":material/upload_file:", width="stretch"):
        st.switch_page(page_path("diary"))


def draw_examples() -> None:
    """Draw the ways to the finished examples."""
    st.header(_("Look at a finished trial first"), anchor=False)
    st.markdown(_("Three simulated diaries. They never mix with yours."))
    for name, label in _state.EXAMPLES.items():
        if st.button(
            _(label), key=f"example_{name}", icon=":material/visibility:", width="stretch"
        ):
            try:
                _state.load_example(name)
            except MatTrialError as error:
                st.error(quote(str(error)), icon=":material/error:")
            else:
                st.switch_page(page_path("verdict"))
