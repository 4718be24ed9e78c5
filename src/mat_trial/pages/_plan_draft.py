"""What has been answered so far on the Plan page, and the plan it makes."""

import datetime as dt
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import streamlit as st

from mat_trial.language import mark
from mat_trial.model import (
    MOOD,
    PAIN,
    SLEEP,
    STANDARD_OUTCOMES,
    ChangePointsDesign,
    DaysDesign,
    Decision,
    Design,
    DesignKind,
    FixedDesign,
    Look,
    MinutesRamp,
    Outcome,
    PairsDesign,
    Plan,
    Protocol,
    SafetyAnswers,
)
from mat_trial.pages import _state
from mat_trial.pages._plan_own import OwnAnswer, list_own_outcomes, read_own
from mat_trial.protocol import SAFETY_ITEMS, make_plan

HIGHEST_SCORE = 10


def is_worthwhile(change: float) -> bool:
    """Whether a change can be had on the scale of the scores."""
    return 0 < change <= HIGHEST_SCORE


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The answers; a number is None while its field is empty."""

    read_all: bool = False
    doctor_agreed: bool = False
    complaint: str = ""
    pain_question: str = PAIN.question
    pain_worthwhile: float | None = PAIN.worthwhile
    time_of_day: str = mark("In the evening, before bed")
    ask_sleep: bool = True
    sleep_question: str = SLEEP.question
    sleep_worthwhile: float | None = SLEEP.worthwhile
    ask_mood: bool = True
    mood_question: str = MOOD.question
    mood_worthwhile: float | None = MOOD.worthwhile
    no_mat_day: Literal["usual", "same_rest"] = "same_rest"
    body_area: str = ""
    place: Literal["bed", "floor"] = "bed"
    cover: str = mark("A thin T-shirt")
    start_minutes: int | None = 10
    goal_minutes: int | None = 20
    ramp_days: int | None = 5
    kind: DesignKind = "pairs"
    period_days: int | None = 2
    cycles: int | None = 14
    total_days: int | None = 56
    max_run: int | None = 3
    phases: int | None = 4
    min_phase_days: int | None = 7
    phase_days: int | None = 14
    start: dt.date | None = None
    washout_days: int | None = 0
    look_early: bool = True
    conceal: bool = False
    expectation: int | None = None
    decide_helps: str = ""
    decide_not: str = ""
    decide_unclear: str = ""
    primary: str = PAIN.name
    own: tuple[OwnAnswer, ...] = ()
    own_numbers: tuple[int, ...] = ()
    safety: SafetyAnswers = field(default_factory=SafetyAnswers)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes to be scored; a worthwhile effect that cannot be stays the usual one."""
        asked = [(PAIN, self.pain_question, self.pain_worthwhile)]
        if self.ask_sleep:
            asked.append((SLEEP, self.sleep_question, self.sleep_worthwhile))
        if self.ask_mood:
            asked.append((MOOD, self.mood_question, self.mood_worthwhile))
        usual = (
            replace(
                outcome,
                question=question.strip(),
                worthwhile=worthwhile
                if worthwhile is not None and is_worthwhile(worthwhile)
                else outcome.worthwhile,
            )
            for outcome, question, worthwhile in asked
        )
        return (*usual, *list_own_outcomes(self.own))

    @property
    def candidates(self) -> dict[str, Outcome]:
        """The outcomes that the verdict may be about, by the code of the choice.

        Those answered by yes or no are not among them: a verdict is told on a scale of points.
        """
        own = {
            f"own_{number}": answer.outcome
            for number, answer in zip(self.own_numbers, self.own, strict=True)
            if answer.kind == "score"
        }
        asked = {outcome.name: outcome for outcome in self.outcomes}
        usual = {name: asked[name] for name in STANDARD_OUTCOMES if name in asked}
        return usual | {
            code: outcome for code, outcome in own.items() if asked.get(outcome.name) == outcome
        }

    @property
    def primary_outcome(self) -> Outcome:
        """The outcome that the verdict is about; pain while the chosen one cannot be had."""
        return self.candidates.get(self.primary, self.outcomes[0])

    @property
    def decision(self) -> Decision | None:
        """What is to be done with each answer; None where nothing was said."""
        said = Decision(
            if_helps=self.decide_helps.strip(),
            if_not=self.decide_not.strip(),
            if_unclear=self.decide_unclear.strip(),
        )
        return None if said == Decision() else said

    @property
    def design(self) -> Design:
        """The design asked for; an empty number counts as 0, which no design allows."""
        match self.kind:
            case "pairs":
                return PairsDesign(period_days=self.period_days or 0, cycles=self.cycles or 0)
            case "days":
                return DaysDesign(days=self.total_days or 0, max_run=self.max_run or 0)
            case "change_points":
                return ChangePointsDesign(
                    days=self.total_days or 0,
                    phases=self.phases or 0,
                    min_phase_days=self.min_phase_days or 0,
                )
            case "fixed":
                return FixedDesign(phases=self.phases or 0, phase_days=self.phase_days or 0)

    @property
    def minutes(self) -> MinutesRamp:
        """The minutes asked for; an empty number counts as 0, which no ramp allows."""
        return MinutesRamp(
            start_minutes=self.start_minutes or 0,
            goal_minutes=self.goal_minutes or 0,
            ramp_days=self.ramp_days or 0,
        )


NO_ANSWERS = Draft()


def key_of(name: str) -> str:
    """Return the session key of an answer."""
    return f"plan_{name}"


def read_draft() -> Draft:
    """Gather the answers from the session."""
    answers: dict[str, Any] = {
        answer.name: st.session_state[key_of(answer.name)]
        for answer in fields(Draft)
        if key_of(answer.name) in st.session_state
    }
    ticked = [item for item in SAFETY_ITEMS if st.session_state.get(key_of(item.code))]
    safety = SafetyAnswers(
        stop=tuple(item.code for item in ticked if item.kind == "stop"),
        ask_first=tuple(item.code for item in ticked if item.kind == "ask_first"),
        doctor_agreed=answers.get("doctor_agreed", NO_ANSWERS.doctor_agreed),
    )
    return Draft(**answers, own=read_own(), own_numbers=_state.list_own_outcomes(), safety=safety)


def looks_early(draft: Draft) -> bool:
    """Whether the verdict may come early: only where chance draws the days."""
    return draft.look_early and draft.kind != "fixed"


def make_plan_of(
    draft: Draft, *, seed: int, now: dt.datetime, looks: tuple[Look, ...] | None = None
) -> Plan:
    """Draw the schedule and make the plan of a draft with a usable design and a first day."""
    if draft.start is None:
        raise ValueError("a draft without a first day makes no plan")
    return make_plan(
        complaint=draft.complaint.strip(),
        outcomes=draft.outcomes,
        primary=draft.primary_outcome.name,
        design=draft.design,
        start=draft.start,
        seed=seed,
        washout_days=draft.washout_days or 0,
        looks=looks,
        conceal=draft.conceal,
        protocol=Protocol(
            minutes=draft.minutes,
            no_mat_day=draft.no_mat_day,
            body_area=draft.body_area.strip(),
            place=draft.place,
            cover=draft.cover.strip(),
            time_of_day=draft.time_of_day.strip(),
        ),
        safety=draft.safety,
        expectation=draft.expectation,
        decision=draft.decision,
        now=now,
    )
