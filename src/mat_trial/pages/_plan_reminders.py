"""A locked plan outside the app: the calendar that reminds, and the diary on paper."""

import datetime as dt
from functools import partial

import streamlit as st

from mat_trial.language import _, mark
from mat_trial.model import Plan
from mat_trial.pages import _state
from mat_trial.pages._offers import offer_file
from mat_trial.reminders import Paper, write_calendar, write_paper

USUAL_TIME = dt.time(20)
PAPERS: dict[Paper, str] = {"a4": mark("A4"), "us-letter": mark("US Letter")}


def draw_reminders(plan: Plan) -> None:
    """Ask for a time of day and a size of paper, and hand out what follows from them."""
    st.header(_("Be reminded, or write on paper"), anchor=False)
    with st.container(key="reminders"):
        _draw_calendar(plan)
        _draw_paper(plan)


def _draw_calendar(plan: Plan) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="remind"):
        at = st.time_input(
            _("Remind me at"),
            value=USUAL_TIME,
            key="remind_at",
            width=160,
            persist_state="session",
        )
        offer_file(
            _("Download the calendar"),
            partial(write_calendar, plan, at=at, now=_state.read_now()),
            file_name="reminders.ics",
            mime="text/calendar",
            key="reminders_ics",
            icon=":material/notifications:",
        )
    st.caption(
        _(
            "Open the file with your calendar: each day then tells you what to do. After a pause "
            "or a stop, download it again; the days move and do not double."
        )
    )
    if plan.conceal:
        st.caption(
            _(
                "Days that you wished not to see yet only send you to the app. Download the "
                "calendar again when you want it to say more."
            )
        )
    st.caption(
        _(
            "It says when you use the mat, where on your body, and what lies between; never what "
            "hurts, and no scores. A calendar on the internet passes that on to whoever runs it."
        )
    )


def _draw_paper(plan: Plan) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="paper"):
        paper = st.radio(
            _("Paper"),
            list(PAPERS),
            format_func=lambda size: _(PAPERS[size]),
            horizontal=True,
            key="paper_size",
            persist_state="session",
        )
        offer_file(
            _("Download the paper diary"),
            partial(_print, plan, _state.read_today(), paper),
            file_name="diary.pdf",
            mime="application/pdf",
            key="paper_pdf",
            icon=":material/print:",
        )
    st.caption(
        _("A page a fortnight, with large boxes. The Diary page takes its rows in afterwards.")
    )


def _print(plan: Plan, today: dt.date, paper: Paper) -> bytes:
    return write_paper(plan, today=today, paper=paper)[0]
