"""Short phrases that several pages say alike."""

from mat_trial.model import Condition, Plan

CONDITION_WORDS = {Condition.MAT: "Mat day", Condition.NO_MAT: "No-mat day"}


def say_number(number: float, unit: str) -> str:
    """Say a number with its unit, in the plural where it is due."""
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


def say_no_mat_day(plan: Plan) -> str:
    """Say what is done on a no-mat day of this plan."""
    if plan.protocol.no_mat_day == "same_rest":
        return "the same rest without the mat"
    return "your usual day"
