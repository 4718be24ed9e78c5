"""One planned day in words."""

from mat_trial.language import _, _n
from mat_trial.model import Plan, PlannedDay
from mat_trial.protocol import minutes_on


def say_planned_day(plan: Plan, day: PlannedDay) -> str:
    """Say what kind of day a planned day is, and how long the mat is used."""
    minutes = minutes_on(plan, day.date)
    if minutes is not None:
        return _n("Mat day — {n} minute", "Mat day — {n} minutes", minutes)
    if plan.protocol.no_mat_day == "same_rest":
        return _("No-mat day — the same rest without the mat")
    return _("No-mat day — your usual day")
