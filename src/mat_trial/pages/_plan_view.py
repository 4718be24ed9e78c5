"""A plan in words, its days as a calendar and a table, and its hash."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

import polars as pl
import streamlit as st

from mat_trial.charts import draw_calendar
from mat_trial.daily import daily_frame
from mat_trial.files.plan_json import write_plan
from mat_trial.language import _
from mat_trial.language.dates import say_weekday, say_whole_day
from mat_trial.model import Condition, Plan, PlannedDay
from mat_trial.pages import _state
from mat_trial.pages._layout import draw_chart, draw_facts, page_path
from mat_trial.pages._offers import offer_file
from mat_trial.pages._pictures import draw_once
from mat_trial.pages._plan_amend import draw_amendments
from mat_trial.pages._plan_reminders import draw_reminders
from mat_trial.protocol import list_visible_days, minutes_on, plan_digest
from mat_trial.wording.phrases import open_sentence, say_kind
from mat_trial.wording.plan import describe_plan
from mat_trial.wording.plan_sheet import write_plan_sheet

SHOWN_OF_HASH = 12


def draw_locked_plan(plan: Plan, today: dt.date) -> None:
    """Show a locked plan, its days as far as they may be seen, and what was added to it."""
    locked = plan.locked_at
    st.caption(
        _("Locked on {weekday} {year}", weekday=say_weekday(locked.date()), year=locked.year)
    )
    st.title(_("Your plan"), anchor=False)
    # What comes next after the lock; at the foot, it would lie three screens of a phone below.
    if not _state.in_past() and st.button(_("Go to today"), type="primary", width="stretch"):
        st.switch_page(page_path("today"))
    draw_facts(describe_plan(plan, drawn=True))

    draw_amendments(plan)
    _draw_days(plan, today)
    if not _state.in_past():
        draw_reminders(plan)

    st.header(_("Proof that it stayed as it was"), anchor=False)
    digest = plan_digest(plan)
    st.markdown(
        _(
            "This plan's fingerprint (SHA-256) begins with {digest}. Keep the file, or show it "
            "to someone: if a letter of the plan changes, so does the fingerprint.",
            digest=f"`{digest[:SHOWN_OF_HASH]}`",
        )
    )
    if plan.conceal:
        st.caption(_("The file holds all days, those you wished not to see too. Leave it closed."))
    offer_file(
        _("Download the plan"),
        partial(write_plan, plan),
        file_name="plan.json",
        mime="application/json",
        key="plan_json",
        icon=":material/download:",
    )
    offer_file(
        _("Plan to print"),
        partial(write_plan_sheet, plan, today),
        file_name="plan.html",
        mime="text/html",
        key="plan_html",
        icon=":material/print:",
    )
    with st.expander(_("The whole fingerprint"), key="plan_digest"):
        st.code(digest, language=None, wrap_lines=True)


def _draw_days(plan: Plan, today: dt.date) -> None:
    shown = list_visible_days(plan, today)
    if len(shown) < len(plan.schedule):
        st.markdown(_("As you wished, the days to come show one stretch at a time."))
    if not shown:
        return
    # As on the eve of the trial: what was planned, whatever has been written down since.
    eve = plan.start - dt.timedelta(days=1)
    frame = daily_frame([], plan.primary_outcome, plan=plan, as_of=eve)
    frame = frame.filter(pl.col("date") <= shown[-1].date)
    calendar = draw_once(draw_calendar, frame)
    draw_chart(calendar, key="plan", table=_tabulate(plan, shown))


def _tabulate(plan: Plan, shown: Sequence[PlannedDay]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            _("Day"): [str(number) for number in range(1, len(shown) + 1)],
            _("Date"): [say_whole_day(day.date) for day in shown],
            _("Kind"): [open_sentence(say_kind(day.condition)) for day in shown],
            _("Minutes"): [
                str(minutes_on(plan, day.date)) if day.condition is Condition.MAT else "–"
                for day in shown
            ],
        }
    )
