"""What a trial is made of: every frozen type of the plan and the diary.

Conventions, stated here once. A day is a `datetime.date`; an interval of days includes its start
and excludes its end; times carry a zone; an effect is always mat − no mat, in outcome units.
"""

from mat_trial.model.change import CHANGE_SOURCES, DAY, Change, ChangeSource
from mat_trial.model.condition import Condition
from mat_trial.model.design import (
    ChangePointsDesign,
    DaysDesign,
    Design,
    DesignKind,
    FixedDesign,
    PairsDesign,
)
from mat_trial.model.entry import Entry, StoredEntry
from mat_trial.model.follow_up import FollowUp, StillUsed
from mat_trial.model.outcome import (
    MOOD,
    PAIN,
    SHARE_OF_DAYS,
    SLEEP,
    STANDARD_OUTCOMES,
    Better,
    Outcome,
)
from mat_trial.model.plan import (
    Amendment,
    Decision,
    DecisionRule,
    Look,
    MinutesRamp,
    Plan,
    PlannedDay,
    Protocol,
    SafetyAnswers,
    StopCause,
)
from mat_trial.model.whole import TrialSummary, WholeDiary, WholeTrial

__all__ = [
    "CHANGE_SOURCES",
    "DAY",
    "MOOD",
    "PAIN",
    "SHARE_OF_DAYS",
    "SLEEP",
    "STANDARD_OUTCOMES",
    "Amendment",
    "Better",
    "Change",
    "ChangePointsDesign",
    "ChangeSource",
    "Condition",
    "DaysDesign",
    "Decision",
    "DecisionRule",
    "Design",
    "DesignKind",
    "Entry",
    "FixedDesign",
    "FollowUp",
    "Look",
    "MinutesRamp",
    "Outcome",
    "PairsDesign",
    "Plan",
    "PlannedDay",
    "Protocol",
    "SafetyAnswers",
    "StillUsed",
    "StopCause",
    "StoredEntry",
    "TrialSummary",
    "WholeDiary",
    "WholeTrial",
]
