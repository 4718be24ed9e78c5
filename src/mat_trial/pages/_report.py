"""The report for the doctor, one tap from the verdict: made when it is asked for, not before."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from mat_trial.diary import Diary
from mat_trial.language import _
from mat_trial.model import DAY, Entry, Plan
from mat_trial.pages import _state
from mat_trial.pages._offers import offer_file
from mat_trial.report import Case, write_html, write_pdf
from mat_trial.results import Verdict

LONGEST_NAME = 80
REPORT_ANCHOR = "report"
"""Where a link to it leads, in every language."""


def draw_report(
    verdict: Verdict, plan: Plan | None, entries: Sequence[Entry], diary: Diary
) -> None:
    """Offer the trial as one page, with the person's name only if they type it."""
    st.header(_("For your doctor"), anchor=REPORT_ANCHOR)
    if plan is None:
        st.markdown(_("A report tells what was planned beforehand, and this diary has no plan."))
        return
    st.markdown(
        _(
            "One page with the question, every day, the result and its limits. It stays with you "
            "until you hand it on."
        )
    )
    name = st.text_input(
        _("Your name, if you want it on the page"),
        max_chars=LONGEST_NAME,
        key="report_name",
        autocomplete="name",
    )
    changed = {change.date for change in diary.history() if change.field != DAY}
    case = Case(
        plan=plan,
        entries=tuple(entries),
        verdict=verdict,
        today=_state.read_today(),
        made_at=_state.read_now(),
        name=name,
        peeks=diary.peeks(),
        changed=tuple(sorted(changed)),
        follow_up=diary.follow_up(),
    )
    with st.container(horizontal=True):
        offer_file(
            _("Report as PDF"),
            partial(write_pdf, case),
            file_name="report.pdf",
            mime="application/pdf",
            key="report_pdf",
            width="stretch",
        )
        offer_file(
            _("Report as web page"),
            partial(write_html, case),
            file_name="report.html",
            mime="text/html",
            key="report_html",
            width="stretch",
        )
