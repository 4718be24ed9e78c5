"""Plan: is it safe, what is asked, what is done, on which days; then it is locked."""

import datetime as dt
import secrets
from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from mat_trial.errors import DiaryError, Problem
from mat_trial.language import _, mark
from mat_trial.model import Look, Plan
from mat_trial.pages import _state
from mat_trial.pages._layout import (
    draw_facts,
    draw_problems,
    quote,
    scroll_up,
    show_told,
)
from mat_trial.pages._plan_amend import draw_changes
from mat_trial.pages._plan_checks import (
    list_all_problems,
    list_mat_problems,
    list_question_problems,
    list_safety_problems,
)
from mat_trial.pages._plan_days import draw_days
from mat_trial.pages._plan_draft import Draft, looks_early, make_plan_of, read_draft
from mat_trial.pages._plan_steps import draw_mat, draw_questions, draw_safety
from mat_trial.pages._plan_view import draw_locked_plan
from mat_trial.pages._trials import draw_trials, offer_plan_again
from mat_trial.wording.plan import describe_plan


class Step(NamedTuple):
    """One screen of questions, and what must be right before the next."""

    title: str
    draw: Callable[[Draft, dt.date], None]
    check: Callable[[Draft, dt.date], list[Problem]]


def draw_check(draft: Draft, today: dt.date) -> None:
    """Show the answers in words before they are locked."""
    if not list_all_problems(draft, today):
        plan = make_plan_of(draft, seed=0, now=_state.read_now())
        days = list_look_days(draft)
        draw_facts(describe_plan(plan, drawn=False, look_days=days))
        st.markdown(
            _(
                "**Locking draws the order of the days by chance, once.** After that the plan "
                "stays as it is. That is what makes your answer worth trusting."
            )
        )


STEPS = (
    Step(mark("Is it safe for you?"), draw_safety, list_safety_problems),
    Step(mark("What hurts?"), draw_questions, list_question_problems),
    Step(mark("A mat day and a no-mat day"), draw_mat, list_mat_problems),
    Step(mark("Which days?"), draw_days, list_all_problems),
    Step(mark("Look it over, then lock it"), draw_check, list_all_problems),
)


def draw_step(number: int) -> None:
    """Draw one step, and go on once nothing is wrong with it."""
    step, draft, today = STEPS[number], read_draft(), _state.read_today()
    scroll_up(f"step {number}")
    st.caption(_("Plan my trial · step {n} of {all}", n=number + 1, all=len(STEPS)))
    bars = "".join(
        f'<span class="{"done" if n <= number else ""}"></span>' for n in range(len(STEPS))
    )
    st.html(f'<div class="steps" aria-hidden="true">{bars}</div>')
    st.title(_(step.title), anchor=False)
    step.draw(draft, today)
    if draft.safety.stop:
        return
    is_last = number == len(STEPS) - 1
    place = st.container()
    with st.container(horizontal=True, key="plan_move"):
        if number and st.button(_("Back")):
            _move(number - 1)
        if st.button(_("Lock my plan") if is_last else _("Next"), type="primary", key="plan_next"):
            problems = step.check(draft, today)
            with place:
                if problems:
                    draw_problems(problems, heading=_("Not yet. Please look at this again:"))
                elif is_last:
                    lock(draft)
                else:
                    _move(number + 1)


def list_look_days(draft: Draft) -> tuple[int, ...]:
    """List the days on which the verdict may be read."""
    if not looks_early(draft):
        return (draft.design.days,)
    from mat_trial.power import choose_look_days  # noqa: PLC0415 - the other steps start faster

    return choose_look_days(draft.design)


def fix_looks(draft: Draft) -> tuple[Look, ...] | None:
    """Work out how sure each look must be, while a bar tells how far that is."""
    if not looks_early(draft):
        return None
    from mat_trial.power import choose_looks  # noqa: PLC0415 - as above

    saying = _("Working out when your verdict may come. This takes some seconds …")
    bar = st.progress(0.0, text=saying)
    looks = choose_looks(draft.design, progress=lambda share: bar.progress(share, text=saying))
    bar.empty()
    return looks


def lock(draft: Draft) -> None:
    """Draw the schedule once, keep the plan, and show it."""
    looks = fix_looks(draft)
    plan = make_plan_of(draft, seed=secrets.randbits(32), now=_state.read_now(), looks=looks)
    try:
        _state.open_diary().lock_plan(plan)
    except DiaryError as error:
        st.error(quote(str(error)), icon=":material/error:")
        return
    _state.tell_next(_("Your plan is locked."))
    st.rerun()


def draw_past_plan(plan: Plan | None) -> None:
    """Show the plan of a past trial, to be read and to begin another from."""
    if plan is None:
        st.title(_("These days had no plan"), anchor=False)
        return
    draw_locked_plan(plan, _state.read_today())
    offer_plan_again(plan)


def _move(number: int) -> None:
    st.session_state[_state.Key.PLAN_STEP] = number
    st.rerun()


show_told()
locked = _state.open_diary().plan()
if _state.in_past():
    draw_past_plan(locked)
elif locked is not None:
    draw_locked_plan(locked, _state.read_today())
    if not _state.in_example():
        draw_changes(locked, _state.read_today())
        draw_trials(locked)
else:
    draw_step(st.session_state.get(_state.Key.PLAN_STEP, 0))
    draw_trials(None)
