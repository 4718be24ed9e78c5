"""A whole trial, settled before day one."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from mat_trial.errors import PlanError
from mat_trial.language import _, mark
from mat_trial.model.condition import Condition
from mat_trial.model.design import Design
from mat_trial.model.outcome import Outcome


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


StopCause = Literal["skin", "worse", "other"]
"""Why a trial ends before its time: skin harm, pain clearly worse, or anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change after the plan was locked: appended with its reason, never overwriting.

    Parameters
    ----------
    at
        When it was written down, with a zone.
    kind
        ``"note"``: something else changed; ``"pause"``: all planned days from `date` on come
        `days` later, each with the condition it had; ``"stop"``: the trial ends with `date`.
    date
        The day that a note is about; the first day put off; the last day that counts.
    days
        Length of a pause; 0 for the other kinds.
    cause
        Why the trial was stopped; None for the other kinds.
    reason
        Why, or what changed, in the person's own words.
    previous_sha256
        Hash of the plan as it was before, so that a printed one can still be checked.
    """

    at: dt.datetime
    kind: Literal["note", "pause", "stop"]
    date: dt.date
    days: int = 0
    cause: StopCause | None = None
    reason: str = ""
    previous_sha256: str


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
    text: str = mark(
        "helps: chance of any benefit at least the boundary of the look and mean benefit at least "
        "the smallest worthwhile effect; helps_a_little: the same chance, mean benefit below it; "
        "makes_worse: chance of harm at least the boundary; no_worthwhile_effect: none of these, "
        "and the chance of a worthwhile benefit at most 1 − boundary; unclear: otherwise; "
        "too_early: before the first look, or fewer than 4 analysed days in either condition, "
        "or fewer than 2 phases of each"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the person means to do with each answer, in their own words, set before day one.

    Parameters
    ----------
    if_helps, if_not, if_unclear
        What they will do when the mat helps, when it does not, and when it stays unclear; empty
        where they did not say.

    Examples
    --------
    >>> Decision(if_helps="keep it", if_not="give it away").if_unclear
    ''
    """

    if_helps: str = ""
    if_not: str = ""
    if_unclear: str = ""


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
        Every planned day, in order; without gaps but for pauses.
    washout_days
        Days after each switch that are recorded but not analysed.
    looks
        Days on which a verdict may be read; the last is the last planned day.
    conceal
        Whether the person wishes to see no further than the period that today belongs to.
    safety
        What the person said to the safety screen; None where nobody asked.
    expectation
        How much the person expects the mat to help, 0 (not at all) to 10; None if not said.
    decision
        What the person means to do with each answer; None if not said.
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
    conceal: bool = False
    protocol: Protocol = field(default_factory=Protocol)
    safety: SafetyAnswers | None = field(default_factory=SafetyAnswers)
    expectation: int | None = None
    decision: Decision | None = None
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
            _(
                "The plan has no outcome {name!r}. Allowed: {names}. Choose one of these.",
                name=name,
                names=names,
            )
        )

    @property
    def start(self) -> dt.date:
        """First planned day."""
        return self.schedule[0].date

    @property
    def stopped_on(self) -> dt.date | None:
        """The day with which the person ended the trial before its time; None if they did not."""
        return next((change.date for change in self.amendments if change.kind == "stop"), None)

    @property
    def last_day(self) -> dt.date:
        """The last day that counts: the last planned one, or the one it was stopped on."""
        last = self.schedule[-1].date
        return last if self.stopped_on is None else min(last, self.stopped_on)

    @property
    def end(self) -> dt.date:
        """Day after the last one that counts."""
        return self.last_day + dt.timedelta(days=1)

    def find_day(self, date: dt.date) -> PlannedDay | None:
        """Return the planned day of that date; None outside the plan, in a pause, after a stop."""
        if date > self.last_day:
            return None
        return next((day for day in self.schedule if day.date == date), None)
