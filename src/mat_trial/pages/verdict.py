"""Verdict: the sentence first, then the pictures, then how sure, then everything else."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from mat_trial.charts import (
    draw_confidence,
    draw_cycles,
    draw_effect,
    draw_sensitivity,
    draw_timeline,
)
from mat_trial.daily import daily_frame
from mat_trial.model import Entry, Plan
from mat_trial.pages import _state
from mat_trial.pages._layout import draw_chart, draw_facts, is_dark, page_path, quote, show_told
from mat_trial.pages._outcomes import list_outcomes
from mat_trial.pages._verdict_wait import draw_peek, draw_progress
from mat_trial.pages._welcome import draw_examples
from mat_trial.results import Call, Verdict
from mat_trial.wording.dates import say_date
from mat_trial.wording.own_days import say_more_cycles
from mat_trial.wording.tables import (
    Line,
    list_days,
    list_figures,
    list_looks,
    list_secondary,
    list_tests,
)
from mat_trial.wording.verdict import (
    NEVER_UPGRADES,
    NOT_ADJUSTED,
    explain_call,
    explain_chances,
    explain_limits,
    explain_look,
    headline,
    name_call,
    say_peeks,
)

ABOUT_TESTS = (
    "The same question in the forms that clinicians know, computed by Pingouin but for the "
    "randomisation test. The verdict does not rest on these. Every p is two-sided."
)


def draw_page() -> None:
    """Draw the verdict, or what is missing for one."""
    show_told()
    diary = _state.open_diary()
    plan, entries = diary.plan(), diary.entries()
    outcomes = list_outcomes(plan, entries)
    if not outcomes or (plan is None and not entries):
        draw_nothing_yet()
        return
    verdict = _state.assess_diary(entries, plan, outcomes, _state.read_today())
    draw_answer(verdict)
    if plan is not None and verdict.call is Call.UNCLEAR and verdict.analysis.effect is not None:
        n_cycles = _state.count_cycles_to_settle(verdict, plan, entries)
        st.markdown(say_more_cycles(n_cycles, plan.design))
    if verdict.call is Call.TOO_EARLY:
        waiting_under = plan if verdict.looks and verdict.looks.next else None
        draw_missing(verdict, waiting_under)
        if waiting_under is not None and verdict.analysis.days.recorded:
            draw_peek(waiting_under, entries, outcomes[0])
        return
    draw_pictures(verdict, entries, plan)
    draw_doubts(verdict, say_peeks([at.date() for at in diary.peeks()]))
    draw_beside(verdict)
    draw_rest(verdict)


def draw_answer(verdict: Verdict) -> None:
    """Say the verdict in words, as large as its length allows."""
    outcome = verdict.analysis.outcome.name
    with st.container(key="card_verdict"):
        st.caption(f"Verdict on your {quote(outcome)}: {name_call(verdict.call).lower()}")
        st.title(quote(headline(verdict)), anchor=False)
        for sentence in (*explain_call(verdict.call), *explain_look(verdict)):
            st.markdown(quote(sentence))


def draw_missing(verdict: Verdict, waiting_under: Plan | None) -> None:
    """Say what is still needed; no effect, and no score of either kind of day.

    Where a look is still to come, `waiting_under` is its plan.
    """
    for sentence in verdict.missing:
        st.markdown(sentence)
    st.header("So far", anchor=False)
    if waiting_under is not None and verdict.looks is not None:
        draw_progress(verdict.analysis.days, verdict.looks, waiting_under)
    draw_lines([*list_looks(verdict), *list_days(verdict)])
    if st.button("Go to today", type="primary", width="stretch"):
        st.switch_page(page_path("today"))


def draw_nothing_yet() -> None:
    """Point to the ways that lead to a verdict."""
    with st.container(key="card_verdict"):
        st.caption("Verdict")
        st.title("There is nothing to judge yet", anchor=False)
        st.markdown("A verdict needs a diary with scores on mat days and on no-mat days.")
        if st.button("Plan my trial", type="primary", width="stretch"):
            st.switch_page(page_path("plan"))
    draw_examples()


def draw_pictures(verdict: Verdict, entries: Sequence[Entry], plan: Plan | None) -> None:
    """Draw every day, the effect, and the cycles; each with its words and its table."""
    dark, analysis = is_dark(), verdict.analysis
    outcome = analysis.outcome
    frame = daily_frame(entries, outcome, plan=plan, as_of=_state.read_today())
    if verdict.looks is not None and verdict.is_early:
        frame = frame.filter(pl.col("date") <= verdict.looks.as_of)
        st.caption(f"Pictures and figures are as of {say_date(verdict.looks.as_of)}.")
    draw_chart(draw_timeline(frame, outcome, dark=dark), key="timeline")
    if analysis.effect is not None:
        draw_chart(
            draw_effect(analysis.effect, analysis.posterior, outcome, dark=dark),
            key="effect",
        )
    if analysis.cycles:
        draw_chart(draw_cycles(analysis.cycles, outcome, dark=dark), key="cycles")


def draw_doubts(verdict: Verdict, peeks: str) -> None:
    """Say how sure the verdict is, what could make it wrong, and whether it holds otherwise."""
    chances = explain_chances(verdict)
    if chances:
        st.header("How sure is this?", anchor=False)
        draw_sentences(chances)
    analysis = verdict.analysis
    st.header("What could make it wrong", anchor=False)
    cautions = [caution.message for caution in analysis.cautions]
    draw_sentences([*filter(None, [peeks]), *cautions, *explain_limits(verdict)])
    if analysis.effect is not None and analysis.sensitivity:
        draw_chart(draw_sensitivity(verdict, analysis.effect, dark=is_dark()), key="sensitivity")


def draw_beside(verdict: Verdict) -> None:
    """Show the outcomes beside the verdict's own, which never change it."""
    beside = list_secondary(verdict)
    if beside:
        names = [line.name.lower() for line in beside]
        st.header(f"Beside it: {' and '.join(names)}", anchor=False)
        st.caption(" ".join([NEVER_UPGRADES, *[NOT_ADJUSTED] * verdict.is_early]))
        draw_lines(beside)


def draw_rest(verdict: Verdict) -> None:
    """Show every figure there is, for those who want it."""
    st.header("For those who want all of it", anchor=False)
    with st.expander("The days", key="verdict_days"):
        draw_lines([*list_looks(verdict), *list_days(verdict)])
    with st.expander("The main analysis", key="verdict_figures"):
        draw_lines(list_figures(verdict))
    with st.expander("All tests", key="verdict_tests"):
        st.caption(" ".join([ABOUT_TESTS, *[NOT_ADJUSTED] * verdict.is_early]))
        st.table(
            tabulate_tests(list_tests(verdict)),
            hide_index=True,
            border="horizontal",
            alt="Tests, each with its result and how to read it",
        )
        found = verdict.analysis.randomisation
        if found is not None:
            draw_chart(
                draw_confidence(found, verdict.analysis.outcome, dark=is_dark()), key="confidence"
            )


def draw_sentences(sentences: Sequence[str]) -> None:
    """Show sentences as a list."""
    st.markdown("\n".join(f"- {quote(sentence)}" for sentence in sentences))


def draw_lines(lines: Sequence[Line]) -> None:
    """Show the lines of a table as terms and what stands for them."""
    draw_facts(
        [(line.name, ". ".join(filter(None, (line.value, line.reading)))) for line in lines]
    )


def tabulate_tests(lines: Sequence[Line]) -> pl.DataFrame:
    """Put each test's reading under its name: three columns do not fit a phone."""
    return pl.DataFrame(
        {
            "Test": [f"**{quote(line.name)}.** {quote(line.reading)}" for line in lines],
            "Result": [quote(line.value) for line in lines],
        },
        schema={"Test": pl.String, "Result": pl.String},
    )


draw_page()
