"""A verdict on the terminal: the sentence first, then a small table."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from mat_trial.language import _
from mat_trial.model import Plan
from mat_trial.power.settle import count_cycles_to_settle
from mat_trial.results import Call, Verdict
from mat_trial.wording.looks import explain_look
from mat_trial.wording.own_days import say_more_cycles
from mat_trial.wording.sensitivity import say_changes, sum_up_checks
from mat_trial.wording.tables import (
    list_days,
    list_figures,
    list_looks,
    list_secondary,
    list_sensitivity,
)
from mat_trial.wording.verdict import (
    NEVER_UPGRADES,
    NOT_ADVICE,
    NOT_BLIND,
    ONE_PERSON,
    explain_call,
    headline,
)


def print_verdict(
    console: Console, verdict: Verdict, *, plan: Plan | None = None, title: str = ""
) -> None:
    """Print one verdict: the sentence, its figures, what could make it wrong, and what is beside.

    Parameters
    ----------
    plan
        The plan of the trial, where there is one.
    title
        Whose verdict it is, where there are several; empty for none.
    """
    if title:
        console.print(title, style="bold")
    console.print(headline(verdict))
    for sentence in (*verdict.missing, *explain_look(verdict), *explain_call(verdict)):
        console.print(sentence)
    if plan is not None and verdict.call is Call.UNCLEAR and verdict.analysis.effect is not None:
        console.print(say_more_cycles(count_cycles_to_settle(verdict, plan), plan.design))
    figures = (*list_figures(verdict), *list_days(verdict), *list_looks(verdict))
    _print_rows(console, [(line.name, line.value) for line in figures])
    # What is missing has been said; that nothing can be computed yet would only repeat it.
    cautions = () if verdict.call is Call.TOO_EARLY else verdict.analysis.cautions
    for caution in cautions:
        console.print(_("Caution: {what}", what=caution.message))
    if ways := list_sensitivity(verdict):
        console.print(f"{sum_up_checks(verdict)}. {say_changes(verdict)}")
        _print_rows(console, [(line.name, f"{line.value}; {line.reading}") for line in ways])
    if beside := list_secondary(verdict):
        console.print(_(NEVER_UPGRADES))
        _print_rows(console, [(line.name, line.value) for line in beside])
    console.print()


def _print_rows(console: Console, rows: Sequence[tuple[str, str]]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def print_limits(console: Console) -> None:
    """Print what no verdict of this kind shows: once, below all of them."""
    for sentence in (NOT_BLIND, ONE_PERSON, NOT_ADVICE):
        console.print(_(sentence))
