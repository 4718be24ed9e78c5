"""What each plan of so many days can find, on the Plan page, from the person's own days."""

from collections.abc import Iterable, Sequence

import polars as pl
import streamlit as st

from mat_trial import power
from mat_trial.charts.power import draw_power
from mat_trial.designs import design_problems
from mat_trial.errors import AnalysisError
from mat_trial.files.diary_file import read_diary
from mat_trial.language import _, mark
from mat_trial.language.numbers import format_plain
from mat_trial.model import (
    ChangePointsDesign,
    DaysDesign,
    Design,
    Entry,
    FixedDesign,
    Look,
    Outcome,
    PairsDesign,
)
from mat_trial.model.naming import name_outcome
from mat_trial.operating import Person
from mat_trial.pages._layout import draw_chart, draw_problems, quote
from mat_trial.pages._pictures import draw_once
from mat_trial.pages._plan_draft import Draft, key_of, looks_early
from mat_trial.power import Finding, measure_power
from mat_trial.power.compare import (
    Option,
    compare_designs,
    list_designs,
    order_options,
    recommend,
)
from mat_trial.power.runin import FEWEST_DAYS, RunIn, choose_run_in, estimate_run_in
from mat_trial.wording.own_days import say_run_in
from mat_trial.wording.power import (
    CHANCE_COLUMNS,
    CHANCE_LEGEND,
    COST_COLUMNS,
    COST_LEGEND,
    explain_recommendation,
    explain_rule,
    list_chances,
    list_cost,
    say_cost,
    say_soon,
)

DAYS = (28, 42, 56, 84)
"""What a person may have; the chart shows them all."""
N_PEOPLE = 500
"""Simulated people a design: enough to two points in 100, and quick."""
USUAL = Person()
HIGHEST_SD = 5.0
"""Of scores from 0 to 10 none can spread more."""
CAVEAT = mark("From {n} simulated people a plan, so a figure may be off by 3 or 4.")
SOON = "power_soon_of"
"""Session key of the plan that was asked about, and its looks."""


def show_comparison(draft: Draft, entries: Sequence[Entry]) -> None:
    """Show all plans that fit the person's days side by side, the recommended one first.

    Parameters
    ----------
    entries
        What is in the diary already; days without the mat serve as a run-in.
    """
    st.header(_("What can a plan find?"), anchor=False)
    days = st.segmented_control(
        _("Days you can give"),
        DAYS,
        default=min(DAYS, key=lambda number: abs(number - draft.design.days)),
        key="power_days",
        required=True,
        width="stretch",
        persist_state="session",
    )
    # What it says depends on what is asked below it.
    card = st.container(key="card_power")
    person = _ask_person(draft, _read_run_in(entries, draft.primary_outcome))
    options = order_options(_compare(list_designs(days), person))
    best = recommend(options)
    with card:
        first, *more = explain_recommendation(best)
        st.markdown(f"**{quote(first)}**")
        for sentence in more:
            st.markdown(quote(sentence))
        if own := _find_own(draft, person, options, best):
            st.markdown(_("Your plan as it stands, {cost}", cost=quote(say_cost(own))))
        if best is not None and best.design != draft.design:
            st.button(_("Take this plan"), key="power_take", on_click=_take, args=(best.design,))
    _draw_soon(draft, person)
    with st.expander(_("What more days would bring"), key="power_days_chart"):
        by_days = {number: _compare(list_designs(number), person) for number in DAYS}
        draw_chart(draw_once(draw_power, by_days), key="power")
    with st.expander(_("All plans side by side"), key="power_all"):
        st.markdown(_(COST_LEGEND))
        _draw_table(
            COST_COLUMNS, map(list_cost, options), _("Plans of up to {days} days", days=days)
        )
        st.markdown(_(CHANCE_LEGEND))
        _draw_table(CHANCE_COLUMNS, map(list_chances, options), _("If the mat does nothing"))
        st.caption(explain_rule())
        st.caption(_(CAVEAT, n=N_PEOPLE))


def _draw_table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> None:
    table = pl.DataFrame(list(rows), schema=[_(column) for column in columns], orient="row")
    st.table(table, hide_index=True, border="horizontal", alt=title)


def _ask_person(draft: Draft, run_in: RunIn | None) -> Person:
    if run_in is not None:
        for sentence in say_run_in(run_in):
            st.markdown(quote(sentence))
    sd, phi = (
        (USUAL.sd, USUAL.autocorrelation)
        if run_in is None
        else (round(run_in.sd, 1), round(run_in.autocorrelation, 1))
    )
    with st.expander(_("How your days vary"), key="power_person"):
        # Another run-in is another start, so the keys change with it and the sliders move.
        chosen_sd = st.slider(
            _("Spread from day to day, in points (SD)"),
            min_value=0.1,
            max_value=max(HIGHEST_SD, sd),
            value=sd,
            step=0.1,
            format="localized",
            key=f"power_sd_{sd}",
            persist_state="session",
        )
        chosen_phi = st.slider(
            _("How much a day is like the one before (autocorrelation)"),
            min_value=-0.3,
            max_value=0.9,
            value=phi,
            step=0.1,
            format="localized",
            key=f"power_phi_{phi}",
            persist_state="session",
        )
        st.caption(
            _(
                "Without days of your own, {sd} and {phi} are usual for pain. At 0 each day "
                "stands for itself.",
                sd=format_plain(USUAL.sd),
                phi=format_plain(USUAL.autocorrelation),
            )
        )
    return Person(
        sd=chosen_sd,
        # The slider counts its steps in fractions that are not quite tenths.
        autocorrelation=round(chosen_phi, 1),
        worthwhile=draft.primary_outcome.worthwhile,
    )


def _read_run_in(entries: Sequence[Entry], outcome: Outcome) -> RunIn | None:
    with st.expander(_("Days of your own, without the mat"), key="power_run_in"):
        st.markdown(
            _(
                "Have you written down your {name} on {n} days or more without the mat? "
                "Then the plan can be sized from how your own days vary. A week says little; two "
                "or three weeks say more.",
                name=quote(name_outcome(outcome)),
                n=FEWEST_DAYS,
            )
        )
        file = st.file_uploader(_("A diary of days without the mat (CSV)"), type=["csv"])
        if file is not None:
            found = read_diary(
                file.getvalue(),
                name=file.name,
                outcomes={outcome.name: outcome},
                condition_needed=False,
            )
            if found.problems:
                draw_problems(found.problems, heading=_("This file was not taken in:"))
                return None
            entries = found.entries
        day, score = choose_run_in(entries, name=outcome.name)
        if not score and file is None:
            return None
        try:
            return _estimate(tuple(day), tuple(score))
        except AnalysisError as error:
            st.markdown(quote(str(error)))
            return None


def _draw_soon(draft: Draft, person: Person) -> None:
    if not looks_early(draft) or design_problems(draft.design):
        return
    design = draft.design
    if st.button(_("How soon may the verdict of my plan come?"), key="power_soon"):
        saying = _("Working out how sure each look must be. This takes some seconds …")
        bar = st.progress(0.0, text=saying)
        looks = power.choose_looks(design, progress=lambda share: bar.progress(share, text=saying))
        bar.empty()
        st.session_state[SOON] = (design, looks)
    of, looks = st.session_state.get(SOON, (None, ()))
    if of == design:
        for sentence in say_soon(_measure_soon(design, looks, person)):
            st.markdown(quote(sentence))


def _find_own(
    draft: Draft, person: Person, options: Sequence[Option], best: Option | None
) -> Option | None:
    design = draft.design
    if design_problems(design) or (best is not None and best.design == design):
        return None
    known = (option for option in options if option.design == design)
    return next(known, None) or _compare((design,), person)[0]


def _take(design: Design) -> None:
    # A callback runs before the fields are drawn, so they start from what is set here.
    for answer, value in {"kind": design.kind, **_list_numbers(design)}.items():
        st.session_state[key_of(answer)] = value


def _list_numbers(design: Design) -> dict[str, int]:
    match design:
        case PairsDesign():
            return {"period_days": design.period_days, "cycles": design.cycles}
        case DaysDesign():
            return {"total_days": design.days, "max_run": design.max_run}
        case ChangePointsDesign():
            return {
                "total_days": design.days,
                "phases": design.phases,
                "min_phase_days": design.min_phase_days,
            }
        case FixedDesign():
            return {"phases": design.phases, "phase_days": design.phase_days}


def _compare(designs: tuple[Design, ...], person: Person) -> list[Option]:
    with st.spinner(_("Trying the plans on simulated people …")):
        return _try_designs(designs, person)


def _measure_soon(design: Design, looks: tuple[Look, ...], person: Person) -> list[Finding]:
    with st.spinner(_("Trying your plan on simulated people …")):
        return _try_looks(design, looks, person)


@st.cache_data(max_entries=64, show_spinner=False)
def _try_designs(designs: tuple[Design, ...], person: Person) -> list[Option]:
    return compare_designs(designs, person, n_people=N_PEOPLE)


@st.cache_data(max_entries=8, show_spinner=False)
def _estimate(day: tuple[int, ...], score: tuple[float, ...]) -> RunIn:
    return estimate_run_in(day, score)


@st.cache_data(max_entries=8, show_spinner=False)
def _try_looks(design: Design, looks: tuple[Look, ...], person: Person) -> list[Finding]:
    benefits = [0.0, person.worthwhile, 2 * person.worthwhile]
    return measure_power(design, person, looks, benefits=benefits, n_people=N_PEOPLE)
