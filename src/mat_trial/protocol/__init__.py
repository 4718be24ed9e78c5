"""What is agreed before day one, and what may change after: safety, minutes, lock, amendments."""

from mat_trial.protocol.amendments import (
    LONGEST_PAUSE_DAYS,
    STOP_CAUSES,
    amend_plan,
    apply_amendment,
)
from mat_trial.protocol.concealment import list_visible_days
from mat_trial.protocol.documents import (
    digest_document,
    plan_digest,
    plan_document,
    plan_from_document,
)
from mat_trial.protocol.follow_up import FOLLOW_UP_DAYS, is_follow_up_due
from mat_trial.protocol.minutes import (
    MOST_MINUTES,
    minutes_on,
    minutes_problems,
    rest_minutes_on,
)
from mat_trial.protocol.plan import make_plan, plan_problems
from mat_trial.protocol.safety import SAFETY_ITEMS, STOP_RULE, SafetyItem, safety_problems

__all__ = [
    "FOLLOW_UP_DAYS",
    "LONGEST_PAUSE_DAYS",
    "MOST_MINUTES",
    "SAFETY_ITEMS",
    "STOP_CAUSES",
    "STOP_RULE",
    "SafetyItem",
    "amend_plan",
    "apply_amendment",
    "digest_document",
    "is_follow_up_due",
    "list_visible_days",
    "make_plan",
    "minutes_on",
    "minutes_problems",
    "plan_digest",
    "plan_document",
    "plan_from_document",
    "plan_problems",
    "rest_minutes_on",
    "safety_problems",
]
