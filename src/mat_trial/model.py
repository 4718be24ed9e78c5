"""What a trial is made of: every frozen type of the plan and the diary.

Conventions, stated here once. A day is a `datetime.date`; an interval of days includes its start
and excludes its end; times carry a zone; an effect is always mat − no mat, in outcome units.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from mat_trial.errors import PlanError


class Condition(StrEnum):
    """What a day is assigned to: the mat, or its comparator."""

    MAT = "mat"
    NO_MAT = "no_mat"

    @property
    def other(self) -> "Condition":
        """The condition that this one is compared with."""
        return Condition.NO_MAT if self is Condition.MAT else Condition.MAT


class Better(StrEnum):
    """The good direction of an outcome."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A daily score with a good direction and the person's smallest worthwhile effect.

    Signs turn here and nowhere else.

    Parameters
    ----------
    name
        Lower-case name of the diary column: ``"pain"``.
    question
        The exact wording the person answers each day.
    unit
        What one step of the score is called: ``"points"``.
    better
        The good direction.
    worthwhile
        Smallest worthwhile effect, in outcome units, above zero; fixed before day one.
    minimum, maximum
        Ends of the scale; None where the scale has no such end.

    Raises
    ------
    PlanError
        When the worthwhile effect is not above zero or the scale's ends are out of order.

    Examples
    --------
    >>> pain = Outcome(name="pain", question="How bad?", better=Better.LOWER, worthwhile=1.0,
    ...                minimum=0, maximum=10)
    >>> pain.benefit(-1.3)
    1.3
    >>> round(pain.chance_better(0.2), 1)
    0.8
    """

    name: str
    question: str
    unit: str = "points"
    better: Better
    worthwhile: float
    minimum: float | None = None
    maximum: float | None = None

    def __post_init__(self) -> None:
        """Refuse an outcome that no score could be judged by."""
        if not 0 < self.worthwhile < float("inf"):
            raise PlanError(
                f"{self.name}: a smallest worthwhile effect of {self.worthwhile:g} is not above "
                "zero. Allowed: any number above 0. Give the change that would matter to you."
            )
        if self.minimum is not None and self.maximum is not None and self.minimum >= self.maximum:
            raise PlanError(
                f"{self.name}: the scale runs from {self.minimum:g} to {self.maximum:g}. "
                "Allowed: a lowest score below the highest. Swap or correct the two ends."
            )

    def benefit(self, effect: float) -> float:
        """Turn an effect (mat − no mat) so that positive is good; turning again turns it back."""
        return -effect if self.better is Better.LOWER else effect

    def chance_better(self, chance_higher: float) -> float:
        """Turn the chance that the mat scores higher into the chance that it scores better."""
        return 1 - chance_higher if self.better is Better.LOWER else chance_higher


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDesign:
    """ABAB: phases of equal length that alternate, no mat first unless told otherwise.

    Parameters
    ----------
    phases
        Number of phases: even, 4 to 40.
    phase_days
        Days in each phase: 1 to 60.
    first
        Condition of the first phase.
    """

    kind: Literal["fixed"] = "fixed"
    phases: int
    phase_days: int
    first: Condition = Condition.NO_MAT

    @property
    def days(self) -> int:
        """Planned days in all."""
        return self.phases * self.phase_days


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsDesign:
    """Randomised pairs: each cycle is AB or BA by a fair coin.

    Parameters
    ----------
    period_days
        Days in each period: 1 to 60.
    cycles
        Number of cycles, two periods each: 2 to 60.
    """

    kind: Literal["pairs"] = "pairs"
    period_days: int
    cycles: int

    @property
    def days(self) -> int:
        """Planned days in all."""
        return 2 * self.period_days * self.cycles


Design = FixedDesign | PairsDesign


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """One day of a schedule; cycles and periods count from 1."""

    date: dt.date
    condition: Condition
    cycle: int
    period: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A day on which the verdict may be read, and how sure it must then be.

    Parameters
    ----------
    day
        Planned days gone by: 1 to the length of the trial.
    boundary
        Chance that must be reached: above 0.5, below 1.
    """

    day: int
    boundary: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesRamp:
    """How long to lie on the mat: few minutes first, more from mat day to mat day.

    Parameters
    ----------
    start_minutes, goal_minutes
        Minutes on the first mat day, and those worked up to; never over 30 at once.
    ramp_days
        Mat days until the goal is reached: 1 means the goal from the first day on.
    """

    start_minutes: int = 10
    goal_minutes: int = 20
    ramp_days: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """What is done on a day of each kind, so that only the mat differs.

    Parameters
    ----------
    no_mat_day
        ``"usual"``: the usual day; ``"same_rest"``: the same rest lying down without the mat.
    body_area, place, cover
        Where on the body, on what (``"bed"`` or ``"floor"``), and what lies between.
    time_of_day
        When the score is entered, in the person's words.
    """

    minutes: MinutesRamp = field(default_factory=MinutesRamp)
    no_mat_day: Literal["usual", "same_rest"] = "same_rest"
    body_area: str = ""
    place: Literal["bed", "floor"] = "bed"
    cover: str = ""
    time_of_day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyAnswers:
    """What the person said to the safety screen, by the codes of `protocol.SAFETY_ITEMS`.

    Parameters
    ----------
    stop, ask_first
        Codes of the items that apply to the person.
    doctor_agreed
        Whether a doctor was asked and agreed; needed when anything in `ask_first` applies.
    """

    stop: tuple[str, ...] = ()
    ask_first: tuple[str, ...] = ()
    doctor_agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change after the plan was locked: appended with its reason, never overwriting."""

    at: dt.datetime
    change: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule:
    """The rule that turns figures into a verdict, fixed before day one.

    Parameters
    ----------
    chance
        How likely a benefit (or harm) must be to be called one.
    text
        The same in words, for the printed plan.
    """

    chance: float = 0.95
    text: str = (
        "helps: chance of any benefit at least the boundary of the look and mean benefit at least "
        "the smallest worthwhile effect; helps_a_little: the same chance, mean benefit below it; "
        "makes_worse: chance of harm at least the boundary; no_worthwhile_effect: none of these, "
        "and the chance of a worthwhile benefit at most 1 − boundary; unclear: otherwise; "
        "too_early: before the first look, or fewer than 4 analysed days in either condition, "
        "or fewer than 2 phases of each"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole trial, settled before day one.

    Parameters
    ----------
    complaint
        What hurts, in the person's words.
    outcomes
        Daily scores, the primary one among them.
    primary
        Name of the outcome that the verdict is about.
    seed
        Seed of the one draw that made the schedule.
    schedule
        Every planned day, in order, without gaps.
    washout_days
        Days after each switch that are recorded but not analysed.
    looks
        Days on which a verdict may be read; the last is the last planned day.
    expectation
        How much the person expects the mat to help, 0 (not at all) to 10; None if not said.
    created_at, locked_at
        Times with a zone.
    """

    format_version: Literal[1] = 1
    complaint: str = ""
    outcomes: tuple[Outcome, ...]
    primary: str
    design: Design
    seed: int
    schedule: tuple[PlannedDay, ...]
    washout_days: int = 0
    looks: tuple[Look, ...]
    protocol: Protocol = field(default_factory=Protocol)
    safety: SafetyAnswers = field(default_factory=SafetyAnswers)
    expectation: int | None = None
    decision_rule: DecisionRule = field(default_factory=DecisionRule)
    created_at: dt.datetime
    locked_at: dt.datetime
    amendments: tuple[Amendment, ...] = ()
    simulated: bool = False

    @property
    def primary_outcome(self) -> Outcome:
        """The outcome that the verdict is about."""
        return self.outcome(self.primary)

    def outcome(self, name: str) -> Outcome:
        """Return the outcome of that name.

        Raises
        ------
        PlanError
            When the plan has no such outcome; the message lists those it has.
        """
        for outcome in self.outcomes:
            if outcome.name == name:
                return outcome
        names = ", ".join(outcome.name for outcome in self.outcomes)
        raise PlanError(
            f"The plan has no outcome {name!r}. Allowed: {names}. Choose one of these."
        )

    @property
    def start(self) -> dt.date:
        """First planned day."""
        return self.schedule[0].date

    @property
    def end(self) -> dt.date:
        """Day after the last planned day."""
        return self.schedule[-1].date + dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was written down for one day.

    Parameters
    ----------
    date
        The day scored.
    condition
        The condition assigned; None where the file leaves it to the plan.
    scores
        Score by outcome name; an outcome not scored is absent.
    used_mat, rescue_medication
        What was really done; None where not said.
    minutes
        Minutes on the mat; None where not said.
    recorded_at
        When the entry was first made, with a zone; None where not known.
    person
        Whose diary it is, where a file holds several.
    """

    date: dt.date
    condition: Condition | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    used_mat: bool | None = None
    minutes: float | None = None
    rescue_medication: bool | None = None
    note: str = ""
    recorded_at: dt.datetime | None = None
    person: str | None = None


PAIN = Outcome(
    name="pain",
    question="How bad was your pain today, on average?",
    better=Better.LOWER,
    worthwhile=1.0,
    minimum=0,
    maximum=10,
)
SLEEP = Outcome(
    name="sleep",
    question="How well did you sleep last night?",
    better=Better.HIGHER,
    worthwhile=1.0,
    minimum=0,
    maximum=10,
)
MOOD = Outcome(
    name="mood",
    question="How was your mood today?",
    better=Better.HIGHER,
    worthwhile=1.0,
    minimum=0,
    maximum=10,
)
STANDARD_OUTCOMES = {outcome.name: outcome for outcome in (PAIN, SLEEP, MOOD)}
