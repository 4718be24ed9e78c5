"""About: what this program does, what it is not, and where the data stay."""

import streamlit as st

from mat_trial.language import _
from mat_trial.pages._layout import show_told
from mat_trial.pages._lock import draw_lock
from mat_trial.protocol import STOP_RULE

show_told()
st.title(_("What this program is, and is not"), anchor=False)
st.markdown(
    _(
        "It helps you find out **whether an acupressure mat helps you.** It draws by chance which "
        "days are mat days and keeps your scores. At the end it says what the mat changed, and "
        "how sure that is."
    )
)
st.header(_("What this is not"), anchor=False)
st.markdown(
    _(
        "It is not medical advice, the mat is not a medical device, and neither replaces a "
        "treatment. Tell those who treat you what you try. {rule}",
        rule=_(STOP_RULE),
    )
)
st.header(_("Your data"), anchor=False)
st.markdown(
    _(
        "All of it stays on this computer, in one file. There is no account, and nothing is sent "
        "anywhere. You can take everything out as a file on the Diary page."
    )
)
draw_lock()
