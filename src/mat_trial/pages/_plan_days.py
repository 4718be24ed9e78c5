"""The last questions of the Plan page: which days, and what the person expects of them."""

import datetime as dt

import streamlit as st

from mat_trial.designs import design_problems
from mat_trial.model import DesignKind
from mat_trial.pages import _state
from mat_trial.pages._after import ask_decision
from mat_trial.pages._design_help import show_design_help
from mat_trial.pages._plan_draft import NO_ANSWERS, Draft, key_of, looks_early
from mat_trial.pages._plan_fields import choose, count, tick
from mat_trial.wording.dates import say_weekday
from mat_trial.wording.designs import DESIGN_NAMES, say_design, warn_of_chance

# Which numbers a design is made of: the answer, its label and its step.
NUMBERS: dict[DesignKind, list[tuple[str, str, int]]] = {
    "pairs": [("period_days", "Days in a row", 1), ("cycles", "Pairs", 1)],
    "days": [("total_days", "Days in all", 2), ("max_run", "Most of a kind in a row", 1)],
    "change_points": [
        ("total_days", "Days in all", 1),
        ("phases", "Blocks", 2),
        ("min_phase_days", "Fewest days in each", 1),
    ],
    "fixed": [("phases", "Blocks", 2), ("phase_days", "Days in a block", 1)],
}
# The shares are from docs/validity.md, for 56 days and a day much like the one before (φ = .3).
TRUTHS: dict[DesignKind, str] = {
    "pairs": "Short stretches and many pairs find more in the same number of days. In simulated "
    "diaries of 56 days, pairs of 2 days noticed a change of 1 point for about 8 people in 10.",
    "days": "This finds the most if the mat works on the same day: in simulated diaries of 56 "
    "days, a change of 1 point for 8 or 9 people in 10. But if its effect lasts into the next "
    "day, this hides it more than pairs do.",
    "change_points": "Long blocks find less. In simulated diaries of 56 days they noticed a "
    "change of 1 point for about 5 people in 10, pairs of 2 days for about 8 in 10. They suit a "
    "mat that you do not want to put away every other day.",
    "fixed": "Blocks find less. In simulated diaries of 56 days they noticed a change of 1 point "
    "for about 5 people in 10, pairs of 2 days for about 8 in 10; and no draw by chance stands "
    "behind them.",
}
EXPECTATION_WORDS = {0: "0 :small[none]", 10: "10 :small[very much]"}


def draw_days(draft: Draft, today: dt.date) -> None:
    """Ask for the design, the first day, and what the person expects."""
    choose("kind", "How do mat days and no-mat days take turns?", DESIGN_NAMES)
    numbers = NUMBERS[draft.kind]
    for column, (answer, label, step) in zip(st.columns(len(numbers)), numbers, strict=True):
        with column:
            count(answer, label, step=step)
    _draw_length(draft)
    if draft.kind != "fixed":
        _draw_early(draft)
    from mat_trial.pages._plan_power import show_comparison  # noqa: PLC0415 - it takes a second

    show_comparison(draft, _state.open_diary().entries())
    first = st.date_input(
        "First day",
        value=today + dt.timedelta(days=1),
        key=key_of("start"),
        format="DD/MM/YYYY",
        persist_state="session",
    )
    if first is not None:
        st.caption(f"{say_weekday(first)} {first.year}")
    st.segmented_control(
        "How much help do you expect from the mat?",
        range(11),
        default=NO_ANSWERS.expectation,
        format_func=lambda number: EXPECTATION_WORDS.get(number, str(number)),
        key=key_of("expectation"),
        width="stretch",
        persist_state="session",
    )
    st.caption("Asked now because hope changes how we feel; the report will tell it.")
    ask_decision()
    with st.expander("More choices", key="plan_more"):
        count("washout_days", "Days after each switch that do not count")
        st.caption(
            "0 suits most. With a day or two left out, an effect that lingers matters less."
        )
        tick("conceal", "Show me no further than the stretch of days I am in")
        st.caption(
            "What you do not know ahead, you cannot look forward to or dread. The plan file holds "
            "all days, so leave it closed."
        )
    show_design_help()


def _draw_early(draft: Draft) -> None:
    tick("look_early", "Let the verdict come early if it is sure by then")
    design = draft.design
    if not looks_early(draft) or design_problems(design):
        return
    from mat_trial.power import choose_look_days  # noqa: PLC0415 - the first pages start faster

    days = choose_look_days(design)
    if len(days) > 1:
        st.caption(
            f"Your verdict may come as early as day {days[0]}; the plan fixes when, so that "
            "looking does not fool you."
        )


def _draw_length(draft: Draft) -> None:
    design = draft.design
    if design_problems(design):
        return
    with st.container(key="card_length"):
        st.markdown(f"**{design.days} days in all:** {say_design(design)}.")
        if warning := warn_of_chance(design):
            st.markdown(f"**{warning}**")
        else:
            st.markdown(TRUTHS[draft.kind])
