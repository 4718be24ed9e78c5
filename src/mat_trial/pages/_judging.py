"""The verdict of the diary, worked out once: again, in whichever window, only after a change."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from mat_trial.language import _, language
from mat_trial.model import Entry, Outcome, Plan
from mat_trial.pages._pictures import digest
from mat_trial.power import correct_verdict, settle
from mat_trial.results import Verdict
from mat_trial.verdict import assess

MOST_VERDICTS = 8
"""Kept: the present trial and some past ones, each as of a day and in a language."""


def assess_diary(
    entries: Sequence[Entry], plan: Plan | None, outcomes: Sequence[Outcome], as_of: dt.date
) -> Verdict:
    """Return the verdict on the first outcome; kept while what it is made from stays the same."""
    with st.spinner(_("Working out the verdict …")):
        # The cautions in it are sentences, so that each language has a verdict of its own.
        name = digest(entries, plan, outcomes, as_of, language())
        return _assess(name, entries, plan, outcomes, as_of)


def count_cycles_to_settle(verdict: Verdict, plan: Plan, entries: Sequence[Entry]) -> int | None:
    """Count the cycles that would settle an unclear verdict; kept as long as the diary."""
    with st.spinner(_("Working out what would settle it …")):
        return _count_cycles_to_settle(digest(plan, entries), verdict, plan)


@st.cache_data(max_entries=MOST_VERDICTS, show_spinner=False)
def _assess(
    name: str,
    _entries: Sequence[Entry],
    _plan: Plan | None,
    _outcomes: Sequence[Outcome],
    _as_of: dt.date,
) -> Verdict:
    del name
    first, *others = _outcomes
    verdict = assess(_entries, plan=_plan, outcome=first, others=others, as_of=_as_of)
    return verdict if _plan is None else correct_verdict(verdict, _plan)


@st.cache_data(max_entries=MOST_VERDICTS, show_spinner=False)
def _count_cycles_to_settle(name: str, _verdict: Verdict, _plan: Plan) -> int | None:
    del name
    return settle.count_cycles_to_settle(_verdict, _plan)
