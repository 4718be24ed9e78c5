"""Diary: every day as a calendar and a table, each to be changed; what was; files out and in."""

import datetime as dt
from collections.abc import Sequence

import polars as pl
import streamlit as st

from mat_trial.charts import draw_calendar
from mat_trial.daily import daily_frame
from mat_trial.diary import Diary
from mat_trial.language import _
from mat_trial.model import STANDARD_OUTCOMES, Entry, Outcome, Plan
from mat_trial.pages import _state
from mat_trial.pages._diary_bulk import draw_bulk
from mat_trial.pages._diary_day import draw_own_day
from mat_trial.pages._diary_days import draw_days, opens_here
from mat_trial.pages._diary_export import draw_export
from mat_trial.pages._diary_import import draw_import
from mat_trial.pages._diary_trail import draw_trail
from mat_trial.pages._diary_typing import draw_typing
from mat_trial.pages._layout import draw_chart, show_told
from mat_trial.pages._outcomes import list_outcomes
from mat_trial.pages._pictures import draw_once
from mat_trial.protocol import list_visible_days


def draw_page() -> None:
    """Draw the one day that is open here, or all of them and the ways out and in."""
    show_told()
    diary, today = _state.open_diary(), _state.read_today()
    plan, entries = diary.plan(), diary.entries()
    outcomes = list_outcomes(plan, entries)
    day = _state.chosen_day()
    if day is not None and opens_here(plan, day) and not _state.in_past():
        draw_own_day(diary, plan, outcomes or list(STANDARD_OUTCOMES.values()), day)
        return
    st.title(_("Diary"), anchor=False)
    if not outcomes:
        st.markdown(_("Nothing here yet."))
    else:
        draw_weeks(plan, entries, outcomes[0], today)
    draw_days(plan, entries, outcomes, today)
    draw_changes(diary, plan, entries, outcomes, today)
    if entries:
        draw_export(diary, entries)
    if not (_state.in_example() or _state.in_past()):
        draw_import(diary, plan, entries)


def draw_weeks(plan: Plan | None, entries: list[Entry], outcome: Outcome, today: dt.date) -> None:
    """Draw the calendar; today is empty only once it has gone by."""
    is_written = any(entry.date == today for entry in entries)
    as_of = today if is_written else today - dt.timedelta(days=1)
    frame = daily_frame(entries, outcome, plan=plan, as_of=as_of)
    if plan is not None:
        shown = [today, *(day.date for day in list_visible_days(plan, today))]
        frame = frame.filter(pl.col("date") <= max(shown))
    calendar = draw_once(draw_calendar, frame, outcome)
    draw_chart(calendar, key="calendar")


def draw_changes(
    diary: Diary,
    plan: Plan | None,
    entries: Sequence[Entry],
    outcomes: Sequence[Outcome],
    today: dt.date,
) -> None:
    """Offer the ways to change many days, and tell what was changed so far."""
    has_begun = plan is not None and plan.start <= today
    if (has_begun or entries) and not _state.in_past():
        draw_bulk(plan, outcomes)
    if plan is not None and has_begun and not (_state.in_example() or _state.in_past()):
        draw_typing(diary, plan, today)
    draw_trail(diary.history(), outcomes, key="diary")


draw_page()
