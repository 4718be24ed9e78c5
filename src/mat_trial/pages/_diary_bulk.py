"""Many days changed at once on a wide screen: shown before it is saved, all or nothing."""

import datetime as dt
from collections.abc import Sequence

import polars as pl
import streamlit as st

from mat_trial.diary import StoredEntry
from mat_trial.errors import DiaryError, Problem
from mat_trial.language import _, _n
from mat_trial.language.dates import say_short_weekday, say_weekday
from mat_trial.model import Entry, Outcome, Plan
from mat_trial.pages import _state
from mat_trial.pages._diary_cells import list_fields, read_cells, read_field, write_cell
from mat_trial.pages._layout import draw_problems, quote
from mat_trial.pages._state import Bulk, Cells
from mat_trial.wording.phrases import say_kind
from mat_trial.wording.trail import name_field, say_answer

DAY, KIND = "day", "kind"


def draw_bulk(plan: Plan | None, outcomes: Sequence[Outcome]) -> None:
    """Offer the table of many days; once it is asked for, show it and what it would change."""
    with st.container(key="bulk"):
        bulk = _state.opened_bulk()
        if bulk is None:
            if st.button(_("Change many days at once"), icon=":material/table_edit:"):
                _begin({})
                st.rerun()
            return
        st.subheader(_("Change many days at once"), anchor=False)
        st.caption(
            _(
                "Type into the table. An emptied cell takes its answer back. Nothing is saved "
                "before you have seen below what would change. Save before you leave this page."
            )
        )
        cells = _draw_editor(bulk, plan, outcomes)
        found, problems = _read(bulk, plan, cells, outcomes)
        if problems:
            draw_problems(problems, heading=_("Nothing is saved yet. Please put this right:"))
        elif found:
            _draw_difference(bulk, found, plan, outcomes)
            label = _n("Save {n} changed day", "Save {n} changed days", len(found))
            if st.button(label, type="primary", key="bulk_save"):
                _save(bulk, found, cells, outcomes)
        if st.button(_("Leave all days as they were"), type="tertiary", key="bulk_leave"):
            _state.close_bulk()
            st.rerun()


def _begin(typed: Cells) -> None:
    diary, today = _state.open_diary(), _state.read_today()
    plan = diary.plan()
    there = {stored.entry.date: stored for stored in diary.stored_days()}
    last = today if plan is None else min(today, plan.last_day)
    planned = [] if plan is None else [day.date for day in plan.schedule if day.date <= last]
    dates = sorted({*planned, *(day for day in there if day <= today)}, reverse=True)
    stored = {day: there.get(day) for day in dates}
    _state.open_bulk(stored, typed)


def _draw_editor(bulk: Bulk, plan: Plan | None, outcomes: Sequence[Outcome]) -> Cells:
    fields = list_fields(plan, outcomes)
    columns: dict[str, list[str]] = {DAY: [say_short_weekday(day) for day in bulk.stored]}
    if plan is not None:
        columns[KIND] = [_say_kind(plan, day) for day in bulk.stored]
    for field in fields:
        columns[field] = [
            bulk.typed.get(day, {}).get(field, write_cell(_entry(stored), field, outcomes))
            for day, stored in bulk.stored.items()
        ]
    # Text in every cell: a column of numbers would cut what is typed down without a word.
    labels = {DAY: _("Day"), KIND: _("Kind")}
    labels |= {field: name_field(field, outcomes) for field in fields}
    edited = st.data_editor(
        pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)),
        key=f"bulk_{bulk.number}",
        column_config={
            name: st.column_config.TextColumn(labels[name], pinned=name == DAY or None)
            for name in columns
        },
        disabled=[DAY, KIND],
        hide_index=True,
        num_rows="fixed",
        alt=_("The days as a table to type into, the newest on top"),
    )
    rows = edited.select(pl.col(fields).fill_null("")).iter_rows(named=True)
    return dict(zip(bulk.stored, rows, strict=True))


def _read(
    bulk: Bulk, plan: Plan | None, cells: Cells, outcomes: Sequence[Outcome]
) -> tuple[list[Entry], list[Problem]]:
    found: list[Entry] = []
    problems: list[Problem] = []
    for day, stored in bulk.stored.items():
        before = _entry(stored) or _begin_day(plan, day)
        entry, wrong = read_cells(before, cells[day], outcomes)
        problems += wrong
        if entry == before or wrong:
            continue
        if stored is None and not entry.scores:
            problems.append(
                Problem(
                    where=say_weekday(day),
                    wrong=_("has no score"),
                    allowed=_("at least one score, or a line left blank"),
                    remedy=_("Type one, or empty the line."),
                )
            )
        found.append(entry)
    return found, problems


def _begin_day(plan: Plan | None, day: dt.date) -> Entry:
    planned = None if plan is None else plan.find_day(day)
    # With the condition in it, the diary can be read without its plan.
    condition = None if planned is None else planned.condition
    return Entry(date=day, condition=condition, recorded_at=_state.read_now())


def _draw_difference(
    bulk: Bulk, found: Sequence[Entry], plan: Plan | None, outcomes: Sequence[Outcome]
) -> None:
    rows: list[tuple[dt.date, str, str, str]] = []
    for entry in found:
        before = _entry(bulk.stored[entry.date])
        for field in list_fields(plan, outcomes):
            if write_cell(before, field, outcomes) != write_cell(entry, field, outcomes):
                answers = (read_field(before, field), read_field(entry, field))
                old, new = (say_answer(field, answer, outcomes) for answer in answers)
                rows.append((entry.date, field, old, new))
    table = pl.DataFrame(
        {
            _("Day"): [say_short_weekday(row[0]) for row in rows],
            _("What"): [quote(name_field(row[1], outcomes)) for row in rows],
            _("Before"): [quote(row[2]) for row in rows],
            _("After"): [quote(row[3]) for row in rows],
        }
    )
    st.markdown(_("**This would change.** Nothing is saved yet."))
    alt = _("What would change: day, field, before and after")
    st.table(table, hide_index=True, border="horizontal", alt=alt)


def _save(bulk: Bulk, found: Sequence[Entry], cells: Cells, outcomes: Sequence[Outcome]) -> None:
    stored = [bulk.stored[entry.date] for entry in found]
    versions = [None if there is None else there.version for there in stored]
    # Only what was typed: the rest of a day is then what another window made of it.
    typed = {
        day: {
            field: text
            for field, text in cells[day].items()
            if text != write_cell(_entry(there), field, outcomes)
        }
        for day, there in bulk.stored.items()
    }
    try:
        _state.open_diary().save_many(
            zip(found, versions, strict=True), source="bulk", at=_state.read_now()
        )
    except DiaryError as error:
        st.error(quote(str(error)), icon=":material/error:")
        st.button(
            _("Compare with what is stored now"),
            on_click=_begin,
            args=(typed,),
        )
        return
    _state.close_bulk()
    _state.tell_next(_n("{n} day saved.", "{n} days saved.", len(found)))
    st.rerun()


def _say_kind(plan: Plan, day: dt.date) -> str:
    planned = plan.find_day(day)
    return _("outside the plan") if planned is None else say_kind(planned.condition.value)


def _entry(stored: StoredEntry | None) -> Entry | None:
    return None if stored is None else stored.entry
