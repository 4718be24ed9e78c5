"""Today: what kind of day it is, and a minute to write it down."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from mat_trial.diary import StoredEntry
from mat_trial.errors import DiaryError, MatTrialError, StaleDayError
from mat_trial.language import _, _n
from mat_trial.language.dates import say_weekday
from mat_trial.language.numbers import format_plain
from mat_trial.model import Entry, Plan, PlannedDay
from mat_trial.model.naming import name_outcome
from mat_trial.pages import _state
from mat_trial.pages._after import ask_follow_up
from mat_trial.pages._entry_form import answers_of, draw_questions, make_entry
from mat_trial.pages._language import speak
from mat_trial.pages._layout import page_path, quote, show_told
from mat_trial.pages._missed_days import draw_missed_days, offer_yesterday
from mat_trial.pages._past import draw_past
from mat_trial.pages._plan_amend import draw_stop, may_stop
from mat_trial.pages._plan_day import say_planned_day
from mat_trial.pages._welcome import draw_welcome
from mat_trial.protocol import MOST_MINUTES, STOP_RULE, list_visible_days, rest_minutes_on
from mat_trial.wording.plan import AFTER_STOP

# As in `daily`: the evening's score is still fresh on the next morning.
LATE_AFTER_DAYS = 1


def draw_page() -> None:
    """Draw whichever of the faces of this page the day asks for."""
    show_told()
    plan = _state.open_diary().plan()
    today = _state.read_today()
    if _state.in_past():
        draw_past(plan, n_entries=len(_state.open_diary().entries()))
        return
    if plan is None:
        draw_welcome(n_entries=len(_state.open_diary().entries()))
        return
    entries = _state.open_diary().entries()
    written = {entry.date for entry in entries}
    day = _state.chosen_day()
    planned = plan.find_day(today)
    chosen = None if day is None else plan.find_day(day)
    offer_yesterday(plan, written, today)
    if chosen is not None:
        draw_day(plan, chosen, today)
    elif today < plan.start:
        draw_before(plan, today)
    elif today >= plan.end:
        ask_follow_up(plan)
        draw_after(plan)
    elif planned is None:
        draw_pause(plan, today)
    elif today in written and not _state.is_day_open(today):
        draw_done(plan, planned)
    else:
        draw_day(plan, planned, today)
    draw_safety(plan, entries, today)
    draw_missed_days(plan, written, today)


# A tap draws the questions anew and nothing around them.
@st.fragment
def draw_day(plan: Plan, planned: PlannedDay, today: dt.date) -> None:
    """Draw the day's card and its questions, and save what is handed in."""
    speak()
    draw_day_card(plan, planned, today)
    # What runs around a page does not see what a tap alone draws.
    try:
        draw_day_form(plan, planned, today)
    except MatTrialError as error:
        st.error(quote(str(error)), icon=":material/error:")


def draw_day_form(plan: Plan, planned: PlannedDay, today: dt.date) -> None:
    """Draw the questions of a day with the answers so far, and save what is handed in."""
    day = planned.date
    stored = _state.open_day(day)
    version = 0 if stored is None else stored.version
    kept = _state.read_draft(day)
    if _state.is_draft_outdated(kept, version=version):
        st.info(
            _(
                "This day was changed in another window after you began here. What you had "
                "begun here was let go. This is what is stored now."
            ),
            icon=":material/info:",
        )
        _state.drop_draft(day)
    # A correction keeps the time of the first entry, and with it whether the day was late.
    if stored is None and (today - day).days > LATE_AFTER_DAYS:
        st.info(
            _(
                "This day is more than a day ago, so it will be marked as late. "
                "Leave blank what you do not remember."
            ),
            icon=":material/history:",
        )
    trouble = _state.read_trouble()
    if trouble is not None:
        said = _("Your answers here are not kept until you save. {reason}", reason=trouble)
        st.warning(quote(said), icon=":material/warning:")
    form = f"{day}_{version}_{_state.count_emptied()}"
    before = answers_of(plan, planned, stored)
    draft = _state.draft_of(kept, version=version)
    with st.container(key="day_form"):
        answers = draw_questions(
            plan, planned, before | draft, stored=stored, form=form, version=version
        )
        place = st.container(key="day_problem")
        if st.button(_("Save"), type="primary", width="stretch", key=f"save_{form}"):
            with place:
                save_entry(plan, make_entry(plan, planned, answers, stored), stored)
    with st.container(horizontal=True):
        if draft:
            again = _("Start this day again")
            st.button(again, type="tertiary", on_click=_state.drop_draft, args=(day,))
        leave = _("Leave it empty") if stored is None else _("Leave it as it was")
        if _state.chosen_day() is not None and st.button(leave, type="tertiary"):
            _state.drop_draft(day)
            _state.forget_day()
            st.rerun()


def save_entry(plan: Plan, entry: Entry, stored: StoredEntry | None) -> None:
    """Save what was handed in, or say in plain words why not."""
    # A day that is written down may be emptied: perhaps it was another day's.
    if not entry.scores and stored is None:
        st.error(_("Give at least one score, then save."), icon=":material/error:")
        return
    minutes = entry.minutes
    # What a file brought stays as it is, unless it is changed here.
    is_new = stored is None or minutes != stored.entry.minutes
    if minutes is not None and is_new and not 0 <= minutes <= MOST_MINUTES:
        st.error(
            _(
                "{minutes} minutes cannot be: 0 to {most} at once. Never lie on the mat for "
                "longer. Correct the number or leave it empty, then save.",
                minutes=format_plain(minutes),
                most=MOST_MINUTES,
            ),
            icon=":material/error:",
        )
        return
    try:
        version = None if stored is None else stored.version
        _state.open_diary().save(entry, version=version, at=_state.read_now())
    except StaleDayError as error:
        _state.choose_day(entry.date)
        st.error(quote(str(error)), icon=":material/error:")
        st.button(_("Show what is stored now"))
        return
    except DiaryError as error:
        # The form stays with its answers, and its button tries again.
        st.error(quote(str(error)), icon=":material/error:")
        return
    blank = [
        name_outcome(outcome) for outcome in plan.outcomes if outcome.name not in entry.scores
    ]
    told = [_("{day} is saved.", day=say_weekday(entry.date))]
    if blank:
        told.append(_("Left blank: {names}.", names=", ".join(blank)))
    _state.forget_day()
    _state.tell_next(" ".join(told))
    st.rerun()


def draw_day_card(plan: Plan, planned: PlannedDay, today: dt.date) -> None:
    """Say what kind of day it is, in words, shape and colour."""
    values = {
        "day": say_weekday(planned.date),
        "n": plan.schedule.index(planned) + 1,
        "all": len(plan.schedule),
    }
    if planned.date == today:
        when = _("Today · {day} · day {n} of {all}", **values)
    else:
        when = _("An earlier day · {day} · day {n} of {all}", **values)
    with st.container(key=f"card_{planned.condition.value}"):
        st.caption(when)
        st.title(say_planned_day(plan, planned), anchor=False)
        minutes = rest_minutes_on(plan, planned.date)
        if minutes is not None:
            st.markdown(_("Lie down for {n} minutes, as on a mat day.", n=minutes))
        if planned.date != today:
            # The questions are asked in the plan's own words.
            day = say_weekday(planned.date)
            st.markdown(_("In the questions, “today” means {day}.", day=day))


def draw_done(plan: Plan, planned: PlannedDay) -> None:
    """Say that today is written down, and what tomorrow will be."""
    today = planned.date
    draw_day_card(plan, planned, today)
    with st.container(key="card_done"):
        st.header(_("Today is written down"), anchor=False)
        st.markdown(say_tomorrow(plan, today))
        if st.button(_("Correct today's entry")):
            _state.choose_day(today)
            st.rerun()


def say_tomorrow(plan: Plan, today: dt.date) -> str:
    """Say what kind of day tomorrow is, as far as the person wishes to know."""
    tomorrow = today + dt.timedelta(days=1)
    if tomorrow >= plan.end:
        if plan.stopped_on is not None:
            return _("You stopped your trial today. Your verdict can be read now.")
        return _("That was the last day of your trial. Your verdict can be read now.")
    planned = plan.find_day(tomorrow)
    if planned is None:
        return _("Tomorrow your trial pauses.")
    if planned not in list_visible_days(plan, today):
        return _("What kind of day tomorrow is shows tomorrow.")
    return _("Tomorrow: {day}.", day=say_planned_day(plan, planned))


def draw_pause(plan: Plan, today: dt.date) -> None:
    """Say until when the trial pauses."""
    again = next(day.date for day in plan.schedule if day.date > today)
    with st.container(key="card_plain"):
        st.caption(_("Today · {day}", day=say_weekday(today)))
        st.title(_("Your trial pauses"), anchor=False)
        st.markdown(
            _(
                "It starts again on {day}. Nothing to write down until then.",
                day=say_weekday(again),
            )
        )


def draw_safety(plan: Plan, entries: Sequence[Entry], today: dt.date) -> None:
    """Say the stop rule on every day of the trial, and open the way out where harm was told."""
    if not may_stop(plan, today):
        return
    told = [entry for entry in entries if entry.date <= today and entry.skin_harm is not None]
    hurt = bool(told) and bool(told[-1].skin_harm)
    if hurt:
        said = _("**Your skin is hurt.** {rule}", rule=_(STOP_RULE))
        st.error(said, icon=":material/front_hand:")
    else:
        st.caption(_(STOP_RULE))
    if not _state.in_example():
        with st.expander(_("My skin or my pain got worse"), key="today_stop", expanded=hurt):
            draw_stop(plan, today, cause="skin" if hurt else None)


def draw_before(plan: Plan, today: dt.date) -> None:
    """Say when the trial begins."""
    days = (plan.start - today).days
    with st.container(key="card_plain"):
        st.caption(_("Today · {day}", day=say_weekday(today)))
        if days == 1:
            title = _("Your trial begins tomorrow")
        else:
            title = _n("Your trial begins in {n} day", "Your trial begins in {n} days", days)
        st.title(title, anchor=False)
        first = plan.schedule[0]
        known = first in list_visible_days(plan, today)
        told = [_("On {day}.", day=say_weekday(first.date))]
        if known:
            told.append(_("First: {day}.", day=say_planned_day(plan, first)))
        st.markdown(" ".join(told))
    st.markdown(_("Nothing to write down until then. Come back on that day."))


def draw_after(plan: Plan) -> None:
    """Say that the trial is over and where its answer stands."""
    n_days = sum(day.date <= plan.last_day for day in plan.schedule)
    with st.container(key="card_plain"):
        last = say_weekday(plan.last_day)
        st.caption(_n("{n} day, until {last}", "{n} days, until {last}", n_days, last=last))
        st.title(_("Your trial is over"), anchor=False)
        if plan.stopped_on is not None:
            st.markdown(" ".join([_("You stopped it before its time."), _(AFTER_STOP)]))
        st.markdown(_("Thank you for every day of it. Now read what it found."))
    if st.button(_("Read the verdict"), type="primary", width="stretch"):
        st.switch_page(page_path("verdict"))


draw_page()
