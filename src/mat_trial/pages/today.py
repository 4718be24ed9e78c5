"""Today: what kind of day it is, and a minute to write it down."""

import datetime as dt
from collections.abc import Collection, Sequence

import streamlit as st

from mat_trial.errors import DiaryError
from mat_trial.model import Entry, Plan, PlannedDay
from mat_trial.pages import _state
from mat_trial.pages._entry_form import draw_entry_form
from mat_trial.pages._layout import page_path, quote, show_told
from mat_trial.pages._phrases import say_day_kind
from mat_trial.pages._welcome import draw_welcome
from mat_trial.protocol import STOP_RULE
from mat_trial.wording.dates import say_short_weekday, say_weekday

# As in `daily`: the evening's score is still fresh on the next morning.
LATE_AFTER_DAYS = 1


def draw_page() -> None:
    """Draw whichever of the faces of this page the day asks for."""
    show_told()
    plan = _state.open_diary().plan()
    today = _state.read_today()
    if plan is None:
        draw_welcome(n_entries=len(_state.open_diary().entries()))
        return
    written = {entry.date for entry in _state.open_diary().entries()}
    day = _state.chosen_day()
    if day is not None:
        draw_day(plan, day, today)
    elif today < plan.start:
        draw_before(plan, today)
    elif today >= plan.end:
        draw_after(plan)
    elif today in written and not _state.is_day_open(today):
        draw_done(plan, today)
    else:
        draw_day(plan, today, today)
    draw_missed_days(plan, written, today, day)


def draw_day(plan: Plan, day: dt.date, today: dt.date) -> None:
    """Draw the day's card and its form, and save what is handed in."""
    draw_day_card(plan, plan.schedule[(day - plan.start).days], today)
    stored = _state.open_day(day)
    # A correction keeps the time of the first entry, and with it whether the day was late.
    if stored is None and (today - day).days > LATE_AFTER_DAYS:
        st.info(
            "This day is more than a day ago, so it will be marked as late. "
            "Leave blank what you do not remember.",
            icon=":material/history:",
        )
    entry = draw_entry_form(plan, day, stored)
    if entry is not None:
        save_entry(plan, entry, None if stored is None else stored.version)
    st.caption(STOP_RULE)
    if _state.chosen_day() is not None and st.button("Leave it as it was", type="tertiary"):
        _state.forget_day()
        st.rerun()


def save_entry(plan: Plan, entry: Entry, version: int | None) -> None:
    """Save what was handed in, or say in plain words why not."""
    if not entry.scores:
        st.error("Give at least one score, then save.", icon=":material/error:")
        return
    try:
        _state.open_diary().save(entry, version=version)
    except DiaryError as error:
        _state.choose_day(entry.date)
        st.error(quote(str(error)), icon=":material/error:")
        st.button("Show what is stored now")
        return
    blank = [outcome.name for outcome in plan.outcomes if outcome.name not in entry.scores]
    left = f" Left blank: {', '.join(blank)}." if blank else ""
    _state.forget_day()
    _state.tell_next(f"{say_weekday(entry.date)} is saved.{left}")
    st.rerun()


def draw_day_card(plan: Plan, planned: PlannedDay, today: dt.date) -> None:
    """Say what kind of day it is, in words, shape and colour."""
    number = (planned.date - plan.start).days + 1
    when = "Today" if planned.date == today else "An earlier day"
    with st.container(key=f"card_{planned.condition.value}"):
        st.caption(f"{when} · {say_weekday(planned.date)} · day {number} of {len(plan.schedule)}")
        st.title(say_day_kind(plan, planned.date), anchor=False)


def draw_done(plan: Plan, today: dt.date) -> None:
    """Say that today is written down, and what tomorrow will be."""
    draw_day_card(plan, plan.schedule[(today - plan.start).days], today)
    tomorrow = today + dt.timedelta(days=1)
    with st.container(key="card_done"):
        st.header("Today is written down", anchor=False)
        if tomorrow < plan.end:
            st.markdown(f"Tomorrow: {say_day_kind(plan, tomorrow)}.")
        else:
            st.markdown("That was the last day of your trial. Your verdict can be read now.")
        if st.button("Correct today's entry"):
            _state.choose_day(today)
            st.rerun()
    st.caption(STOP_RULE)


def draw_before(plan: Plan, today: dt.date) -> None:
    """Say when the trial begins."""
    days = (plan.start - today).days
    with st.container(key="card_plain"):
        st.caption(f"Today · {say_weekday(today)}")
        st.title(
            f"Your trial begins {'tomorrow' if days == 1 else f'in {days} days'}", anchor=False
        )
        st.markdown(f"On {say_weekday(plan.start)}. First: {say_day_kind(plan, plan.start)}.")
    st.markdown("Nothing to write down until then. Come back on that day.")


def draw_after(plan: Plan) -> None:
    """Say that the trial is over and where its answer stands."""
    last = plan.end - dt.timedelta(days=1)
    with st.container(key="card_plain"):
        st.caption(f"{len(plan.schedule)} days, until {say_weekday(last)}")
        st.title("Your trial is over", anchor=False)
        st.markdown("Thank you for every day of it. Now read what it found.")
    if st.button("Read the verdict", type="primary", width="stretch"):
        st.switch_page(page_path("verdict"))


def draw_missed_days(
    plan: Plan, written: Collection[dt.date], today: dt.date, chosen: dt.date | None
) -> None:
    """Offer the days that went by without an entry."""
    missed = [
        day.date
        for day in reversed(plan.schedule)
        if day.date < today and day.date not in written and day.date != chosen
    ]
    if not missed:
        return
    count = (
        "1 earlier day is empty" if len(missed) == 1 else f"{len(missed)} earlier days are empty"
    )
    with st.expander(count, icon=":material/history:", key="missed"):
        _offer_days(missed, today)


def _offer_days(missed: Sequence[dt.date], today: dt.date) -> None:
    st.caption("Fill in one that you still remember.")
    with st.container(horizontal=True, key="missed_days"):
        for day in missed:
            yesterday = "Yesterday, " if (today - day).days == 1 else ""
            if st.button(f"{yesterday}{say_short_weekday(day)}", key=f"missed_{day}"):
                _state.choose_day(day)
                st.rerun()


draw_page()
