"""What is agreed before day one: safety screen, minutes ramp, locking and its hash."""

from mat_trial.protocol.minutes import MOST_MINUTES, minutes_on, minutes_problems
from mat_trial.protocol.plan import (
    make_plan,
    plan_digest,
    plan_document,
    plan_from_document,
    plan_problems,
)
from mat_trial.protocol.safety import SAFETY_ITEMS, STOP_RULE, SafetyItem, safety_problems

__all__ = [
    "MOST_MINUTES",
    "SAFETY_ITEMS",
    "STOP_RULE",
    "SafetyItem",
    "make_plan",
    "minutes_on",
    "minutes_problems",
    "plan_digest",
    "plan_document",
    "plan_from_document",
    "plan_problems",
    "safety_problems",
]
