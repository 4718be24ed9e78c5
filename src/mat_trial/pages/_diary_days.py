"""Every day as a table, the newest first, and the way from each to its form."""

import datetime as dt
from collections.abc import Sequence

import polars as pl
import streamlit as st

from mat_trial.daily import lay_out_days
from mat_trial.language import _, mark
from mat_trial.language.dates import say_short_weekday, say_weekday, typed_date
from mat_trial.model import Entry, Outcome, Plan
from mat_trial.model.naming import name_outcome
from mat_trial.pages import _state
from mat_trial.pages._layout import page_path, quote
from mat_trial.wording.calendar import say_score
from mat_trial.wording.phrases import open_sentence

DAYS_A_PAGE = 14
KIND_MARKS = {"mat": mark("◆\u00a0mat"), "no_mat": mark("●\u00a0no\u00a0mat"), None: mark("–")}
LATE, CHANGED = mark("◎\u00a0late"), mark("◢\u00a0changed")
"""Marked as in the calendar: a ring, and a corner turned down."""


def draw_days(
    plan: Plan | None, entries: list[Entry], outcomes: Sequence[Outcome], today: dt.date
) -> None:
    """Show all days up to today, a fortnight at a time, and open those that are asked for."""
    names = [outcome.name for outcome in outcomes]
    shown = pl.DataFrame()
    if plan is not None or entries:
        days = lay_out_days(entries, names, plan=plan).filter(pl.col("date") <= today)
        if not days.is_empty():
            shown = _draw_table(days, outcomes)
    if not _state.in_past():
        _draw_ways(plan, shown["date"].to_list() if shown.height else [], today)


def opens_here(plan: Plan | None, day: dt.date) -> bool:
    """Whether a day has its form on the Diary page, being none that the plan asks about."""
    return plan is None or plan.find_day(day) is None or day > plan.last_day


def _draw_table(days: pl.DataFrame, outcomes: Sequence[Outcome]) -> pl.DataFrame:
    st.header(_("Day by day"), anchor=False)
    n_pages = -(-days.height // DAYS_A_PAGE)
    place = st.container()
    page = st.pagination(n_pages, key="diary_page", max_visible_pages=5) if n_pages > 1 else 1
    shown = days.reverse().slice((page - 1) * DAYS_A_PAGE, DAYS_A_PAGE)
    dates = shown["date"].to_list()
    span = {"first": say_weekday(dates[-1]), "last": say_weekday(dates[0])}
    place.table(
        _tabulate(shown, outcomes),
        hide_index=True,
        border="horizontal",
        alt=_("Days {first} to {last}, the last one on top", **span),
    )
    place.markdown("\n".join(f"- {line}" for line in _list_oddities(shown)))
    return shown


def _tabulate(days: pl.DataFrame, outcomes: Sequence[Outcome]) -> pl.DataFrame:
    rows = days.to_dicts()
    columns = {
        _("Day"): [say_short_weekday(row["date"]) for row in rows],
        _("Kind"): [_(KIND_MARKS[row["condition"]]) for row in rows],
    }
    for outcome in outcomes:
        scores = [say_score(row[f"score {outcome.name}"], outcome) for row in rows]
        columns[quote(open_sentence(name_outcome(outcome)))] = scores
    marks = [_mark_entry(late=row["late"], changed=row["changed"]) for row in rows]
    if any(marks):
        columns[_("Entry")] = marks
    return pl.DataFrame(columns)


def _mark_entry(*, late: bool | None, changed: bool | None) -> str:
    return " ".join([_(LATE)] * bool(late) + [_(CHANGED)] * bool(changed))


def _list_oddities(days: pl.DataFrame) -> list[str]:
    said = ((row["date"], _say_besides(row)) for row in days.to_dicts())
    return [f"**{say_short_weekday(day)}:** {besides}" for day, besides in said if besides]


def _say_besides(row: dict[str, object]) -> str:
    parts = []
    if not row["in_plan"]:
        parts.append(_("outside the plan, not counted"))
    if row["used_mat"] is not None and row["used_mat"] != (row["condition"] == "mat"):
        parts.append(_("mat used") if row["used_mat"] else _("mat not used"))
    if row["rescue_medication"]:
        parts.append(_("painkillers"))
    if row["note"]:
        parts.append(quote(str(row["note"])))
    return ", ".join(parts)


def _draw_ways(plan: Plan | None, shown: Sequence[dt.date], today: dt.date) -> None:
    title = _("Fill in or correct a day")
    with st.expander(title, icon=":material/edit:", key="open_days", expanded=not shown):
        if shown:
            st.caption(_("The days of the table above:"))
        with st.container(horizontal=True, key="open_day_buttons"):
            for day in shown:
                if st.button(say_short_weekday(day), key=f"open_{day}"):
                    _open(plan, day)
        with st.container(horizontal=True, vertical_alignment="bottom", key="open_other"):
            # No limits: the field would put a later date back without a word.
            label = _("Another day")
            other = st.date_input(label, value=None, format=typed_date(), key="open_other_day")
            if st.button(_("Open this day"), key="open_other_go"):
                _open_other(plan, other, today)


def _open_other(plan: Plan | None, day: dt.date | None, today: dt.date) -> None:
    if day is None:
        st.error(_("Choose a day first, then open it."), icon=":material/error:")
    elif day > today:
        st.error(
            _("{day} is still to come. Choose today or an earlier day.", day=say_weekday(day)),
            icon=":material/error:",
        )
    else:
        _open(plan, day)


def _open(plan: Plan | None, day: dt.date) -> None:
    _state.choose_day(day)
    if opens_here(plan, day):
        st.rerun()
    st.switch_page(page_path("today"))
