"""One planned day in words."""

from mat_trial.model import Condition, Plan, PlannedDay
from mat_trial.pages._phrases import say_no_mat_day
from mat_trial.protocol import minutes_on


def say_planned_day(plan: Plan, day: PlannedDay) -> str:
    """Say what kind of day a planned day is, and how long the mat is used."""
    if day.condition is Condition.NO_MAT:
        return f"No-mat day — {say_no_mat_day(plan)}"
    return f"Mat day — {minutes_on(plan, day.date)} minutes"
