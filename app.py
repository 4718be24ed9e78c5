"""The app's entry: which pages there are, in the order of the bar."""

import streamlit as st

from mat_trial.language import _
from mat_trial.pages._language import speak
from mat_trial.pages._layout import draw_foot, draw_frame, page_path, run_page
from mat_trial.pages._rescue import stop_without_diary
from mat_trial.pages._state import warm_up

speak()
PAGES = [
    st.Page(page_path("today"), title=_("Today"), default=True),
    st.Page(page_path("plan"), title=_("Plan")),
    st.Page(page_path("diary"), title=_("Diary")),
    st.Page(page_path("verdict"), title=_("Verdict")),
    st.Page(page_path("mats"), title=_("What is known about mats")),
    st.Page(page_path("phone"), title=_("Use it on your phone")),
    st.Page(page_path("about"), title=_("What this program is, and is not")),
]

page = st.navigation(PAGES, position="hidden")
draw_frame(page, in_bar=PAGES[:4])
stop_without_diary()
run_page(page)
draw_foot(page, links=PAGES[4:])
warm_up()
