"""A verdict on the terminal: the sentence first, then a small table."""

from rich.console import Console
from rich.table import Table

from mat_trial.results import Call, Verdict
from mat_trial.wording.tables import list_days, list_figures, list_secondary
from mat_trial.wording.verdict import NOT_ADVICE, NOT_BLIND, ONE_PERSON, explain_call, headline


def print_verdict(console: Console, verdict: Verdict, *, title: str = "") -> None:
    """Print one verdict: the sentence, a small table, and what could make it wrong.

    Parameters
    ----------
    title
        Whose verdict it is, where there are several; empty for none.
    """
    if title:
        console.print(title, style="bold")
    console.print(headline(verdict))
    for sentence in (*verdict.missing, *explain_call(verdict.call)):
        console.print(sentence)
    table = Table(box=None, show_header=False, pad_edge=False)
    for line in (*list_figures(verdict), *list_days(verdict), *list_secondary(verdict)):
        table.add_row(line.name, line.value)
    console.print(table)
    # What is missing has been said; that nothing can be computed yet would only repeat it.
    cautions = () if verdict.call is Call.TOO_EARLY else verdict.analysis.cautions
    for caution in cautions:
        console.print(f"Caution: {caution.message}")
    console.print()


def print_limits(console: Console) -> None:
    """Print what no verdict of this kind shows: once, below all of them."""
    for sentence in (NOT_BLIND, ONE_PERSON, NOT_ADVICE):
        console.print(sentence)
