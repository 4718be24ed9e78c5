"""Which outcomes a diary is about: the plan's, or the usual ones that its days hold."""

from collections.abc import Iterable

from mat_trial.model import STANDARD_OUTCOMES, Entry, Outcome, Plan


def list_outcomes(plan: Plan | None, entries: Iterable[Entry]) -> list[Outcome]:
    """List the outcomes, the one that the verdict is about first."""
    if plan is not None:
        beside = [outcome for outcome in plan.outcomes if outcome.name != plan.primary]
        return [plan.primary_outcome, *beside]
    scored = {name for entry in entries for name in entry.scores}
    return [outcome for name, outcome in STANDARD_OUTCOMES.items() if name in scored]
