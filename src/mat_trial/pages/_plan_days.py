"""The last questions of the Plan page: which days, and what the person expects of them."""

import datetime as dt

import streamlit as st

from mat_trial.designs import design_problems
from mat_trial.language import _, _n, mark
from mat_trial.language.dates import say_weekday, typed_date
from mat_trial.model import DesignKind
from mat_trial.pages import _state
from mat_trial.pages._after import ask_decision
from mat_trial.pages._design_help import show_design_help
from mat_trial.pages._plan_draft import NO_ANSWERS, Draft, key_of, looks_early
from mat_trial.pages._plan_fields import choose, count, tick
from mat_trial.wording.designs import DESIGN_NAMES, say_design, warn_of_chance

# Which numbers a design is made of: the answer, its label and its step.
NUMBERS: dict[DesignKind, list[tuple[str, str, int]]] = {
    "pairs": [("period_days", mark("Days in a row"), 1), ("cycles", mark("Pairs"), 1)],
    "days": [
        ("total_days", mark("Days in all"), 2),
        ("max_run", mark("Most of a kind in a row"), 1),
    ],
    "change_points": [
        ("total_days", mark("Days in all"), 1),
        ("phases", mark("Blocks"), 2),
        ("min_phase_days", mark("Fewest days in each"), 1),
    ],
    "fixed": [("phases", mark("Blocks"), 2), ("phase_days", mark("Days in a block"), 1)],
}
# The shares are from docs/validity.md, for 56 days and a day much like the one before (φ = .3).
TRUTHS: dict[DesignKind, str] = {
    "pairs": mark(
        "Short stretches and many pairs find more in the same number of days. In simulated "
        "diaries of 56 days, pairs of 2 days noticed a change of 1 point for about 8 people in 10."
    ),
    "days": mark(
        "This finds the most if the mat works on the same day: in simulated diaries of 56 "
        "days, a change of 1 point for 8 or 9 people in 10. But if its effect lasts into the next "
        "day, this hides it more than pairs do."
    ),
    "change_points": mark(
        "Long blocks find less. In simulated diaries of 56 days they noticed a "
        "change of 1 point for about 5 people in 10, pairs of 2 days for about 8 in 10. They suit "
        "a mat that you do not want to put away every other day."
    ),
    "fixed": mark(
        "Blocks find less. In simulated diaries of 56 days they noticed a change of 1 point "
        "for about 5 people in 10, pairs of 2 days for about 8 in 10; and no draw by chance "
        "stands behind them."
    ),
}
EXPECTATION_WORDS = {0: mark("none"), 10: mark("very much")}


def draw_days(draft: Draft, today: dt.date) -> None:
    """Ask for the design, the first day, and what the person expects."""
    choose("kind", _("How do mat days and no-mat days take turns?"), DESIGN_NAMES)
    numbers = NUMBERS[draft.kind]
    for column, (answer, label, step) in zip(st.columns(len(numbers)), numbers, strict=True):
        with column:
            count(answer, _(label), step=step)
    _draw_length(draft)
    if draft.kind != "fixed":
        _draw_early(draft)
    from mat_trial.pages._plan_power import show_comparison  # noqa: PLC0415 - it takes a second

    show_comparison(draft, _state.open_diary().entries())
    first = st.date_input(
        _("First day"),
        value=today + dt.timedelta(days=1),
        key=key_of("start"),
        format=typed_date(),
        persist_state="session",
    )
    if first is not None:
        st.caption(_("{weekday} {year}", weekday=say_weekday(first), year=first.year))
    st.segmented_control(
        _("How much help do you expect from the mat?"),
        range(11),
        default=NO_ANSWERS.expectation,
        format_func=_say_expectation,
        key=key_of("expectation"),
        width="stretch",
        persist_state="session",
    )
    st.caption(_("Asked now because hope changes how we feel; the report will tell it."))
    ask_decision()
    with st.expander(_("More choices"), key="plan_more"):
        count("washout_days", _("Days after each switch that do not count"))
        st.caption(
            _("0 suits most. With a day or two left out, an effect that lingers matters less.")
        )
        tick("conceal", _("Show me no further than the stretch of days I am in"))
        st.caption(
            _(
                "What you do not know ahead, you cannot look forward to or dread. The plan file "
                "holds all days, so leave it closed."
            )
        )
    show_design_help()


def _say_expectation(number: int) -> str:
    word = EXPECTATION_WORDS.get(number)
    return str(number) if word is None else f"{number} :small[{_(word)}]"


def _draw_early(draft: Draft) -> None:
    tick("look_early", _("Let the verdict come early if it is sure by then"))
    design = draft.design
    if not looks_early(draft) or design_problems(design):
        return
    from mat_trial.power import choose_look_days  # noqa: PLC0415 - the first pages start faster

    days = choose_look_days(design)
    if len(days) > 1:
        st.caption(
            _(
                "Your verdict may come as early as day {day}; the plan fixes when, so that "
                "looking does not fool you.",
                day=days[0],
            )
        )


def _draw_length(draft: Draft) -> None:
    design = draft.design
    if design_problems(design):
        return
    with st.container(key="card_length"):
        length = _n(
            "**{n} day in all:** {how}.",
            "**{n} days in all:** {how}.",
            design.days,
            how=say_design(design),
        )
        st.markdown(length)
        if warning := warn_of_chance(design):
            st.markdown(f"**{warning}**")
        else:
            st.markdown(_(TRUTHS[draft.kind]))
