"""Paper pages typed in: a line a day, read back and shown before anything is saved."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.language import _, _n
from mat_trial.language.dates import say_short_weekday
from mat_trial.model import Condition, Entry, Plan, PlannedDay
from mat_trial.pages import _state
from mat_trial.pages._layout import draw_problems, quote
from mat_trial.reminders import (
    TypedLine,
    explain_line,
    list_changes,
    list_fortnights,
    read_lines,
    say_fortnight,
    write_example,
    write_line,
)

# As on the Today page: the evening's score is still fresh on the next morning.
LATE_AFTER_DAYS = 1


def draw_typing(diary: Diary, plan: Plan, today: dt.date) -> None:
    """Ask for a page of the paper diary and its lines, and save them once they are confirmed."""
    pages = [days for days in list_fortnights(plan) if days[0].date <= today]
    if not pages:
        return
    with st.expander(_("Type in from paper"), icon=":material/edit_note:", key="typing"):
        _explain(plan)
        written = {entry.date for entry in diary.entries()}
        page = st.selectbox(
            _("Page of the paper diary"),
            range(len(pages)),
            index=_find_first_unfinished(pages, written, today),
            format_func=lambda number: say_fortnight(plan, pages[number]),
            filter_mode=None,
            key="typing_page",
        )
        days = [day for day in pages[page] if day.date <= today]
        with st.form("typing_lines", border=False):
            lines = [_ask_line(plan, day) for day in days]
            st.form_submit_button(_("Check these days"), width="stretch")
        entries, problems = read_lines(lines, plan, now=_state.read_now())
        if problems:
            draw_problems(problems, heading=_("Nothing is saved yet. Please put this right:"))
        elif entries:
            _draw_changes(plan, entries, today)
            said = _n("Save {n} day", "Save {n} days", len(entries))
            if st.button(said, type="primary", key="typing_save"):
                _save(diary, entries)


def _explain(plan: Plan) -> None:
    st.markdown(
        _("A line a day. Type what stands in the boxes, in their order, with blanks between:")
    )
    st.markdown(f"**{quote(explain_line(plan.outcomes))}**")
    st.markdown(
        _(
            "Type y for yes, n for no, and - for an empty box. Empty boxes at the end may be left "
            "out. For example: {line}",
            line=f"`{write_example(plan.outcomes)}`",
        )
    )


def _ask_line(plan: Plan, day: PlannedDay) -> TypedLine:
    key = f"typing_line_{plan.seed}_{day.date}"
    before = _read_before(day.date)
    if st.session_state.get(key) in (None, write_line(before, plan.outcomes)):
        # Nothing is typed yet: what another page or window saved meanwhile is shown.
        before = _read_before(day.date, afresh=True)
        st.session_state[key] = write_line(before, plan.outcomes)
    kind = _("◆ mat") if day.condition is Condition.MAT else _("● no mat")
    text = st.text_input(
        f"{say_short_weekday(day.date)} · {kind}",
        key=key,
        autocomplete="off",
        persist_state="session",
    )
    return TypedLine(day=day, text=text, before=before)


def _read_before(day: dt.date, *, afresh: bool = False) -> Entry | None:
    stored = _state.open_line(day, afresh=afresh)
    return None if stored is None else stored.entry


def _draw_changes(plan: Plan, entries: Sequence[Entry], today: dt.date) -> None:
    told, n_late = [], 0
    for entry in entries:
        before = _read_before(entry.date)
        changes = list_changes(before, entry, plan.outcomes)
        said = " · ".join(f"{quote(box)}\u00a0{quote(text)}" for box, text in changes)
        told.append(f"- **{say_short_weekday(entry.date)}:** {said}")
        n_late += before is None and (today - entry.date).days > LATE_AFTER_DAYS
    with st.container(key="card_typed"):
        st.markdown(_("**This is what was understood.** Nothing is saved yet."))
        st.markdown("\n".join(told))
        if n_late:
            st.markdown(
                _n(
                    "{n} day is more than a day ago, so it will be marked as late.",
                    "{n} days are more than a day ago, so they will be marked as late.",
                    n_late,
                )
            )


def _save(diary: Diary, entries: Sequence[Entry]) -> None:
    days = [entry.date for entry in entries]
    stored = [_state.open_line(day) for day in days]
    versions = [None if there is None else there.version for there in stored]
    try:
        diary.save_many(zip(entries, versions, strict=True))
    except DiaryError as error:
        st.error(quote(str(error)), icon=":material/error:")
        # What was typed stays; it is compared with what stands there by now.
        st.button(_("Compare with what is stored now"), on_click=_reopen, args=(days,))
        return
    _reopen(days)
    _state.tell_next(_n("{n} day saved.", "{n} days saved.", len(entries)))
    st.rerun()


def _reopen(days: Sequence[dt.date]) -> None:
    for day in days:
        _state.open_line(day, afresh=True)


def _find_first_unfinished(
    pages: Sequence[Sequence[PlannedDay]], written: set[dt.date], today: dt.date
) -> int:
    for number, days in enumerate(pages):
        if any(day.date <= today and day.date not in written for day in days):
            return number
    return len(pages) - 1
