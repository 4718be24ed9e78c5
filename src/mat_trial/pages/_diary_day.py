"""The form of a day that no plan asks about: each answer as text, blank where there is none."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError, StaleDayError
from mat_trial.language import _
from mat_trial.language.dates import say_weekday
from mat_trial.language.numbers import format_plain
from mat_trial.model import Entry, Outcome, Plan
from mat_trial.pages import _state
from mat_trial.pages._diary_cells import list_fields, read_cells, write_cell
from mat_trial.pages._diary_trail import draw_trail
from mat_trial.pages._layout import draw_problems, quote
from mat_trial.wording.trail import name_field


def draw_own_day(
    diary: Diary, plan: Plan | None, outcomes: Sequence[Outcome], day: dt.date
) -> None:
    """Ask for one day that is outside the plan, or of a diary without one."""
    stored = _state.open_day(day)
    before = Entry(date=day, recorded_at=_state.read_now()) if stored is None else stored.entry
    with st.container(key="card_plain"):
        st.title(say_weekday(day), anchor=False)
        if plan is not None:
            st.markdown(_("This day is outside your plan. It is kept, but not counted."))
    with st.form(f"own_day_{day}", border=False):
        st.caption(_("Leave blank what is not known. Emptying a field takes its answer back."))
        cells = {
            field: st.text_input(
                _ask(field, outcomes),
                value=write_cell(before, field, outcomes),
                key=f"own_{field}_{day}_{0 if stored is None else stored.version}",
                autocomplete="off",
            )
            for field in list_fields(plan, outcomes)
        }
        wants = st.form_submit_button(_("Save"), type="primary", width="stretch")
    if wants:
        entry, problems = read_cells(before, cells, outcomes)
        if problems:
            draw_problems(problems, heading=_("Nothing is saved yet. Please put this right:"))
        elif stored is None and not entry.scores:
            st.error(_("Give at least one score, then save."), icon=":material/error:")
        else:
            _save(diary, entry, None if stored is None else stored.version)
    if st.button(_("Leave it as it was"), type="tertiary"):
        _state.forget_day()
        st.rerun()
    draw_trail(diary.history(day), outcomes, key="own_day")


def _ask(field: str, outcomes: Sequence[Outcome]) -> str:
    name = quote(name_field(field, outcomes))
    for outcome in outcomes:
        if field == f"score {outcome.name}" and not outcome.is_yes_no:
            if outcome.minimum is None or outcome.maximum is None:
                return name
            ends = {"low": format_plain(outcome.minimum), "high": format_plain(outcome.maximum)}
            return _("{name} ({low} to {high})", name=name, **ends)
    if field in ("minutes", "note"):
        return name
    if field == "condition":
        return _("{name} (mat or no_mat)", name=name)
    return _("{name} (yes or no)", name=name)


def _save(diary: Diary, entry: Entry, version: int | None) -> None:
    try:
        diary.save(entry, version=version, at=_state.read_now())
    except StaleDayError as error:
        st.error(quote(str(error)), icon=":material/error:")
        st.button(_("Show what is stored now"), on_click=_state.choose_day, args=(entry.date,))
        return
    except DiaryError as error:
        st.error(quote(str(error)), icon=":material/error:")
        return
    _state.forget_day()
    _state.tell_next(_("{day} is saved.", day=say_weekday(entry.date)))
    st.rerun()
