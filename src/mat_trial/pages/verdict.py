"""Verdict: the sentence, one picture, how sure, what could make it wrong, the report, the rest."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from mat_trial.charts import (
    draw_confidence,
    draw_cycles,
    draw_effect,
    draw_sensitivity,
    draw_spread,
    draw_timeline,
)
from mat_trial.daily import daily_frame
from mat_trial.language import _, language, mark, use_language
from mat_trial.language.dates import say_date
from mat_trial.model import Entry, Plan
from mat_trial.model.naming import name_outcome
from mat_trial.pages import _state
from mat_trial.pages._after import draw_outcome
from mat_trial.pages._judging import assess_diary, count_cycles_to_settle
from mat_trial.pages._layout import draw_chart, draw_facts, page_path, quote, show_told
from mat_trial.pages._outcomes import list_outcomes
from mat_trial.pages._pictures import draw_once
from mat_trial.pages._report import REPORT_ANCHOR, draw_report
from mat_trial.pages._verdict_wait import draw_peek, draw_progress
from mat_trial.pages._welcome import draw_examples
from mat_trial.results import Call, Verdict
from mat_trial.wording.beside import say_beside
from mat_trial.wording.looks import NOT_ADJUSTED, explain_look, say_peeks
from mat_trial.wording.own_days import say_more_cycles
from mat_trial.wording.phrases import join_parts
from mat_trial.wording.tables import (
    Line,
    list_days,
    list_figures,
    list_looks,
    list_secondary,
    list_tests,
)
from mat_trial.wording.verdict import (
    BESIDE_ONLY,
    NEVER_UPGRADES,
    explain_blinding,
    explain_call,
    explain_chances,
    explain_limits,
    headline,
    name_verdict,
)

ABOUT_TESTS = mark(
    "The same question in the forms that clinicians know, computed by Pingouin but for the "
    "randomisation test. The verdict does not rest on these. Every p is two-sided."
)
NOT_THE_GAP = mark(
    "The difference in the verdict allows for slow drift and for days that are like their "
    "neighbours. So it need not be the gap between the averages here."
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
    verdict = assess_diary(entries, plan, outcomes, _state.read_today())
    with st.container(key="card_verdict"):
        draw_answer(verdict)
        if plan is not None and verdict.call is not Call.TOO_EARLY:
            draw_way_on(verdict, plan, entries)
    if verdict.call is Call.TOO_EARLY:
        waiting_under = plan if verdict.looks and verdict.looks.next else None
        draw_missing(verdict, waiting_under)
        has_scores = bool(verdict.analysis.days.recorded)
        if waiting_under is not None and has_scores and not _state.in_past():
            draw_peek(waiting_under, entries, outcomes[0])
        return
    draw_outcome(plan, verdict.call, diary.follow_up())
    draw_picture(verdict)
    draw_doubts(verdict, say_peeks([at.date() for at in diary.peeks()]))
    draw_report(verdict, plan, entries, diary)
    draw_beside(verdict)
    draw_days(verdict, entries, plan)
    draw_rest(verdict)


def draw_answer(verdict: Verdict) -> None:
    """Say the verdict in words, as large as its length allows."""
    st.caption(quote(name_verdict(verdict)))
    st.title(quote(headline(verdict)), anchor=False)
    call = verdict.call
    for sentence in (*explain_call(verdict), *explain_blinding(call), *explain_look(verdict)):
        st.markdown(quote(sentence))


def draw_way_on(verdict: Verdict, plan: Plan, entries: Sequence[Entry]) -> None:
    """Say what would settle an unclear verdict, and lead to the report for the doctor."""
    if verdict.call is Call.UNCLEAR and verdict.analysis.effect is not None:
        n_cycles = count_cycles_to_settle(verdict, plan, entries)
        st.markdown(say_more_cycles(n_cycles, plan.design))
    way = quote(_("Take it to your doctor"))
    with st.container(key="to_report"):
        st.markdown(f"[{way}](#{REPORT_ANCHOR})")


def draw_missing(verdict: Verdict, waiting_under: Plan | None) -> None:
    """Say what is still needed; no effect, and no score of either kind of day.

    Where a look is still to come, `waiting_under` is its plan.
    """
    for sentence in verdict.missing:
        st.markdown(sentence)
    st.header(_("So far"), anchor=False)
    if waiting_under is not None and verdict.looks is not None:
        draw_progress(verdict.analysis.days, verdict.looks, waiting_under)
    draw_lines([*list_looks(verdict), *list_days(verdict)])
    if not _state.in_past() and st.button(_("Go to today"), type="primary", width="stretch"):
        st.switch_page(page_path("today"))


def draw_nothing_yet() -> None:
    """Point to the ways that lead to a verdict."""
    with st.container(key="card_verdict"):
        st.caption(_("Verdict"))
        st.title(_("There is nothing to judge yet"), anchor=False)
        st.markdown(_("A verdict needs a diary with scores on mat days and on no-mat days."))
        if st.button(_("Plan my trial"), type="primary", width="stretch"):
            st.switch_page(page_path("plan"))
    draw_examples()


def draw_picture(verdict: Verdict) -> None:
    """Draw the one picture that shows the sentence: the effect, no difference, and what counts."""
    analysis = verdict.analysis
    if verdict.looks is not None and verdict.is_early:
        day = say_date(verdict.looks.as_of)
        st.caption(_("Pictures and figures are as of {day}.", day=day))
    if analysis.effect is not None:
        parts = (analysis.effect, analysis.posterior, analysis.outcome)
        draw_chart(draw_once(draw_effect, *parts), key="effect")


def draw_doubts(verdict: Verdict, peeks: str) -> None:
    """Say how sure the verdict is, what could make it wrong, and whether it holds otherwise."""
    chances = explain_chances(verdict)
    if chances:
        st.header(_("How sure is this?"), anchor=False)
        draw_sentences(chances)
    analysis = verdict.analysis
    st.header(_("What could make it wrong"), anchor=False)
    cautions = [caution.message for caution in analysis.cautions]
    draw_sentences([*filter(None, [peeks]), *cautions, *explain_limits(verdict)])
    if analysis.effect is not None and analysis.sensitivity:
        picture = draw_once(draw_sensitivity, verdict, analysis.effect)
        draw_chart(picture, key="sensitivity", below=True)


def draw_beside(verdict: Verdict) -> None:
    """Say what the outcomes beside the verdict's own were like; they never change it."""
    beside = say_beside(verdict)
    if beside:
        names = [name_outcome(result.outcome) for result in verdict.analysis.secondary]
        st.header(_("Beside it: {names}", names=join_parts(names)), anchor=False)
        draw_sentences(beside)
        st.caption(_(BESIDE_ONLY))


def draw_days(verdict: Verdict, entries: Sequence[Entry], plan: Plan | None) -> None:
    """Draw the days themselves: in order, kind beside kind, and cycle by cycle."""
    analysis = verdict.analysis
    outcome = analysis.outcome
    frame = daily_frame(entries, outcome, plan=plan, as_of=_state.read_today())
    st.header(_("The days behind it"), anchor=False)
    if analysis.effect is not None:
        st.caption(_(NOT_THE_GAP))
    if verdict.looks is not None and verdict.is_early:
        frame = frame.filter(pl.col("date") <= verdict.looks.as_of)
    draw_chart(draw_once(draw_timeline, frame, outcome), key="timeline", below=True)
    if sum(analysis.days.analysed):
        draw_chart(draw_once(draw_spread, frame, outcome), key="spread", below=True)
    if analysis.cycles:
        picture = draw_once(draw_cycles, analysis.cycles, outcome)
        draw_chart(picture, key="cycles", below=True)


def draw_rest(verdict: Verdict) -> None:
    """Show every figure there is, for those who want it."""
    st.header(_("For those who want all of it"), anchor=False)
    not_adjusted = [_(NOT_ADJUSTED)] * verdict.is_early
    with st.expander(_("The days, counted"), key="verdict_days"):
        draw_lines([*list_looks(verdict), *list_days(verdict)])
    with st.expander(_("The main analysis"), key="verdict_figures"):
        draw_lines(list_figures(verdict))
        if beside := list_secondary(verdict):
            st.caption(" ".join([_(NEVER_UPGRADES), *not_adjusted]))
            draw_lines(beside)
    draw_tests(verdict, language())


# As with the tables of the pictures: most readers never open it.
@st.fragment
def draw_tests(verdict: Verdict, code: str) -> None:
    """Show every test once that is asked for, with the picture of the randomisation test."""
    use_language(code)
    tests = st.expander(_("All tests"), key="verdict_tests", on_change="rerun")
    if not tests.open:
        return
    with tests:
        st.caption(" ".join([_(ABOUT_TESTS), *[_(NOT_ADJUSTED)] * verdict.is_early]))
        st.table(
            tabulate_tests(list_tests(verdict)),
            hide_index=True,
            border="horizontal",
            alt=_("Tests, each with its result and how to read it"),
        )
        found = verdict.analysis.randomisation
        if found is not None:
            outcome = verdict.analysis.outcome
            picture = draw_once(draw_confidence, found, outcome)
            draw_chart(picture, key="confidence", below=True)


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
    test, result = _("Test"), _("Result")
    return pl.DataFrame(
        {
            test: [f"**{quote(line.name)}.** {quote(line.reading)}" for line in lines],
            result: [quote(line.value) for line in lines],
        },
        schema={test: pl.String, result: pl.String},
    )


draw_page()
