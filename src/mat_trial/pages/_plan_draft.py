"""What has been answered so far on the Plan page, what is wrong with it, and the plan it makes."""

import datetime as dt
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import streamlit as st

from mat_trial.designs import design_problems
from mat_trial.errors import Problem
from mat_trial.model import (
    MOOD,
    PAIN,
    SLEEP,
    Design,
    FixedDesign,
    MinutesRamp,
    Outcome,
    PairsDesign,
    Plan,
    Protocol,
    SafetyAnswers,
)
from mat_trial.protocol import (
    SAFETY_ITEMS,
    make_plan,
    minutes_problems,
    plan_problems,
    safety_problems,
)

HIGHEST_SCORE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The answers; a number is None while its field is empty."""

    read_all: bool = False
    doctor_agreed: bool = False
    complaint: str = ""
    pain_question: str = PAIN.question
    pain_worthwhile: float | None = PAIN.worthwhile
    time_of_day: str = "In the evening, before bed"
    ask_sleep: bool = True
    sleep_question: str = SLEEP.question
    sleep_worthwhile: float | None = SLEEP.worthwhile
    ask_mood: bool = True
    mood_question: str = MOOD.question
    mood_worthwhile: float | None = MOOD.worthwhile
    no_mat_day: Literal["usual", "same_rest"] = "same_rest"
    body_area: str = ""
    place: Literal["bed", "floor"] = "bed"
    cover: str = "A thin T-shirt"
    start_minutes: int | None = 10
    goal_minutes: int | None = 20
    ramp_days: int | None = 5
    kind: Literal["pairs", "fixed"] = "pairs"
    period_days: int | None = 2
    cycles: int | None = 14
    phases: int | None = 4
    phase_days: int | None = 14
    start: dt.date | None = None
    washout_days: int | None = 0
    expectation: int | None = None
    safety: SafetyAnswers = field(default_factory=SafetyAnswers)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes to be scored; a worthwhile effect that cannot be stays the usual one."""
        asked = [(PAIN, self.pain_question, self.pain_worthwhile)]
        if self.ask_sleep:
            asked.append((SLEEP, self.sleep_question, self.sleep_worthwhile))
        if self.ask_mood:
            asked.append((MOOD, self.mood_question, self.mood_worthwhile))
        return tuple(
            replace(
                outcome,
                question=question.strip(),
                worthwhile=worthwhile
                if worthwhile is not None and _is_worthwhile(worthwhile)
                else outcome.worthwhile,
            )
            for outcome, question, worthwhile in asked
        )

    @property
    def design(self) -> Design:
        """The design asked for; an empty number counts as 0, which no design allows."""
        if self.kind == "fixed":
            return FixedDesign(phases=self.phases or 0, phase_days=self.phase_days or 0)
        return PairsDesign(period_days=self.period_days or 0, cycles=self.cycles or 0)

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
    return Draft(**answers, safety=safety)


def list_safety_problems(draft: Draft, _today: dt.date) -> list[Problem]:
    """List what keeps the person from going on after the safety screen."""
    problems = safety_problems(draft.safety)
    if not problems and not draft.read_all:
        problems.append(
            Problem(
                where="safety",
                wrong="both lists are not confirmed yet",
                allowed="a start after reading them",
                remedy="Read both lists, then tick the last box.",
            )
        )
    return problems


def list_question_problems(draft: Draft, _today: dt.date) -> list[Problem]:
    """List what is wrong with the complaint, the questions and what is worthwhile."""
    problems = []
    if not draft.complaint.strip():
        problems.append(
            Problem(
                where="what hurts",
                wrong="is empty",
                allowed="a few words of your own",
                remedy="Write for example: my lower back.",
            )
        )
    problems += [
        Problem(
            where=f"question about {outcome.name}",
            wrong="is empty",
            allowed="the words you want to be asked",
            remedy="Write the question you will answer every day.",
        )
        for outcome in draft.outcomes
        if not outcome.question
    ]
    asked = {"pain": True, "sleep": draft.ask_sleep, "mood": draft.ask_mood}
    for name in (name for name in asked if asked[name]):
        worthwhile = getattr(draft, f"{name}_worthwhile")
        if worthwhile is None or not _is_worthwhile(worthwhile):
            problems.append(
                Problem(
                    where=f"smallest change in {name} that is worth it",
                    value=None if worthwhile is None else f"{worthwhile:g}",
                    wrong="is empty" if worthwhile is None else "is not a change on this scale",
                    allowed=f"above 0, up to {HIGHEST_SCORE}",
                    remedy="If you are not sure, take 1.",
                )
            )
    return problems


def list_mat_problems(draft: Draft, _today: dt.date) -> list[Problem]:
    """List what is wrong with the minutes on the mat."""
    return minutes_problems(draft.minutes)


def list_all_problems(draft: Draft, today: dt.date) -> list[Problem]:
    """List everything that keeps this draft from being locked."""
    problems = [
        *list_safety_problems(draft, today),
        *list_question_problems(draft, today),
        *list_mat_problems(draft, today),
        *design_problems(draft.design),
    ]
    if draft.start is None or draft.start < today:
        problems.append(
            Problem(
                where="first day",
                value=None if draft.start is None else draft.start.isoformat(),
                wrong="is empty" if draft.start is None else "has gone by",
                allowed="today or later",
                remedy="Choose the day you want to begin.",
            )
        )
    if not design_problems(draft.design) and draft.start is not None:
        tried = make_plan_of(draft, seed=0, now=dt.datetime.now(dt.UTC))
        problems += [problem for problem in plan_problems(tried) if problem not in problems]
    return problems


def make_plan_of(draft: Draft, *, seed: int, now: dt.datetime) -> Plan:
    """Draw the schedule and make the plan of a draft with a usable design and a first day."""
    if draft.start is None:
        raise ValueError("a draft without a first day makes no plan")
    return make_plan(
        complaint=draft.complaint.strip(),
        outcomes=draft.outcomes,
        primary=PAIN.name,
        design=draft.design,
        start=draft.start,
        seed=seed,
        washout_days=draft.washout_days or 0,
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
        now=now,
    )


def _is_worthwhile(change: float) -> bool:
    return 0 < change <= HIGHEST_SCORE
