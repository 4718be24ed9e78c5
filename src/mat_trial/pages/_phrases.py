"""Short phrases that several pages say alike."""

import datetime as dt

from mat_trial.model import Condition, Plan
from mat_trial.protocol import minutes_on

CONDITION_WORDS = {Condition.MAT: "Mat day", Condition.NO_MAT: "No-mat day"}


def say_number(number: float, unit: str) -> str:
    """Say a number with its unit, in the plural where it is due."""
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


def say_no_mat_day(plan: Plan) -> str:
    """Say what is done on a no-mat day of this plan."""
    if plan.protocol.no_mat_day == "same_rest":
        return "the same rest without the mat"
    return "your usual day"


def say_day_kind(plan: Plan, day: dt.date) -> str:
    """Say what kind of day a planned day is, and how long the mat is used."""
    if plan.schedule[(day - plan.start).days].condition is Condition.NO_MAT:
        return f"No-mat day — {say_no_mat_day(plan)}"
    return f"Mat day — {minutes_on(plan, day)} minutes"
