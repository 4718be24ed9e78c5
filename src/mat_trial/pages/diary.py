"""Diary: every day as a calendar and a table; a day chosen to be corrected; files out and in."""

import datetime as dt

import polars as pl
import streamlit as st

from mat_trial.charts import draw_calendar
from mat_trial.daily import daily_frame, lay_out_days
from mat_trial.model import Entry, Outcome, Plan
from mat_trial.pages import _state
from mat_trial.pages._diary_export import draw_export
from mat_trial.pages._diary_import import draw_import
from mat_trial.pages._diary_typing import draw_typing
from mat_trial.pages._layout import draw_chart, is_dark, page_path, quote, show_told
from mat_trial.pages._outcomes import list_outcomes
from mat_trial.protocol import list_visible_days
from mat_trial.wording.dates import say_short_weekday, say_weekday

DAYS_A_PAGE = 14
KIND_MARKS = {"mat": "◆\u00a0mat", "no_mat": "●\u00a0no\u00a0mat", None: "not known"}


def draw_page() -> None:
    """Draw the days that are there, then the ways out and in."""
    show_told()
    diary, today = _state.open_diary(), _state.read_today()
    plan, entries = diary.plan(), diary.entries()
    st.title("Diary", anchor=False)
    outcomes = list_outcomes(plan, entries)
    if not outcomes:
        st.markdown("Nothing here yet.")
    else:
        draw_weeks(plan, entries, outcomes[0], today)
    if plan is not None or entries:
        draw_days(plan, entries, [outcome.name for outcome in outcomes], today)
    if plan is not None and plan.start <= today and not _state.in_past():
        draw_correction(plan, today)
        if not _state.in_example():
            draw_typing(diary, plan, today)
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
    draw_chart(draw_calendar(frame, outcome, dark=is_dark()), key="calendar")


def draw_days(plan: Plan | None, entries: list[Entry], names: list[str], today: dt.date) -> None:
    """Show all days up to today, the newest first, a fortnight at a time."""
    days = lay_out_days(entries, names, plan=plan).filter(pl.col("date") <= today)
    if days.is_empty():
        return
    st.header("Day by day", anchor=False)
    n_pages = -(-days.height // DAYS_A_PAGE)
    place = st.container()
    page = st.pagination(n_pages, key="diary_page", max_visible_pages=5) if n_pages > 1 else 1
    shown = days.reverse().slice((page - 1) * DAYS_A_PAGE, DAYS_A_PAGE)
    last, first = shown["date"].to_list()[0], shown["date"].to_list()[-1]
    place.table(
        tabulate_days(shown, names),
        hide_index=True,
        border="horizontal",
        alt=f"Days {say_weekday(first)} to {say_weekday(last)}, the last one on top",
    )
    place.markdown("\n".join(f"- {line}" for line in list_oddities(shown)))


def tabulate_days(days: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Turn days into what a person reads; a blank score is a dash."""
    rows = days.to_dicts()
    scores = {name: [_say_score(row[f"score {name}"]) for row in rows] for name in names}
    return pl.DataFrame(
        {
            "Day": [say_short_weekday(row["date"]) for row in rows],
            "Kind": [KIND_MARKS[row["condition"]] for row in rows],
            **{name.capitalize(): column for name, column in scores.items()},
        }
    )


def list_oddities(days: pl.DataFrame) -> list[str]:
    """Say what was unlike the plan or noted, a line for each such day."""
    said = ((row["date"], _say_besides(row)) for row in days.to_dicts())
    return [f"**{say_short_weekday(day)}:** {besides}" for day, besides in said if besides]


def draw_correction(plan: Plan, today: dt.date) -> None:
    """Let any day up to today be filled in or corrected, on the page that knows how."""
    last = min(today, plan.last_day)
    days = [day.date for day in reversed(plan.schedule) if day.date <= last]
    with st.container(horizontal=True, vertical_alignment="bottom", key="correct"):
        day = st.selectbox(
            "Fill in or correct a day",
            days,
            format_func=say_weekday,
            filter_mode=None,
            key="correct_day",
        )
        if st.button("Open this day", key="correct_open"):
            _state.choose_day(day)
            st.switch_page(page_path("today"))


def _say_score(score: float | None) -> str:
    return "–" if score is None else f"{score:g}"


def _say_besides(row: dict[str, object]) -> str:
    parts = []
    if row["late"]:
        parts.append("late")
    if row["used_mat"] is not None and row["used_mat"] != (row["condition"] == "mat"):
        parts.append("mat used" if row["used_mat"] else "mat not used")
    if row["rescue_medication"]:
        parts.append("painkillers")
    if row["note"]:
        parts.append(quote(str(row["note"])))
    return ", ".join(parts)


draw_page()
