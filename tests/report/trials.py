"""Simulated trials to report: one for each verdict, and some that hold more than a page does."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np

from mat_trial.model import (
    MOOD,
    PAIN,
    SLEEP,
    Better,
    Condition,
    DaysDesign,
    Design,
    Entry,
    MinutesRamp,
    Outcome,
    PairsDesign,
    Plan,
    Protocol,
    SafetyAnswers,
)
from mat_trial.power import correct_verdict
from mat_trial.protocol import amend_plan, make_plan, minutes_on
from mat_trial.report import Case
from mat_trial.results import Call
from mat_trial.verdict import assess

ZONE = dt.timezone(dt.timedelta(hours=1))
START = dt.date(2027, 1, 4)
LOCKED = dt.datetime(2027, 1, 2, 18, 30, tzinfo=ZONE)
NOTES = {
    2: "Slept badly, <script>alert(1)</script> & *so* #panic() $x$ tired",
    9: "\N{RIGHT-TO-LEFT OVERRIDE}turned around",
    15: "long walk \N{PARTY POPPER} 5 km; שלום",
    30: "headache in the evening",
}


def lock(
    design: Design = PairsDesign(period_days=2, cycles=14),  # noqa: B008 - frozen
    outcomes: tuple[Outcome, ...] = (PAIN, SLEEP, MOOD),
    **more: str,
) -> Plan:
    return make_plan(
        complaint=more.get("complaint", "lower back"),
        outcomes=outcomes,
        primary="pain",
        design=design,
        start=START,
        seed=11,
        protocol=Protocol(
            minutes=MinutesRamp(start_minutes=10, goal_minutes=25, ramp_days=6),
            body_area=more.get("body_area", "lower back"),
            cover=more.get("cover", "thin cotton shirt"),
            time_of_day="before going to bed",
        ),
        safety=SafetyAnswers(ask_first=("blood_thinners",), doctor_agreed=True),
        expectation=5,
        now=LOCKED,
    )


def keep(
    plan: Plan,
    *,
    benefit: float,
    sd: float,
    seed: int = 3,
    until: int | None = None,
    note: Callable[[int], str] = lambda day: NOTES.get(day, ""),
) -> tuple[Entry, ...]:
    """Simulate entries, with every kind of slip there is."""
    random = np.random.default_rng(seed)
    entries = []
    for number, day in enumerate(plan.schedule[:until], start=1):
        if number % 17 == 5:
            continue
        on_mat = day.condition is Condition.MAT
        scores = {
            outcome.name: float(
                np.clip(np.round(5.5 + turn * benefit * on_mat + random.normal(0, sd), 1), 0, 10)
            )
            for outcome in plan.outcomes
            for turn in [-1 if outcome.better is Better.LOWER else 1]
        }
        late = number % 19 == 0
        evening = dt.datetime.combine(day.date, dt.time(21, 40), tzinfo=ZONE)
        entries.append(
            Entry(
                date=day.date,
                scores=scores,
                used_mat=on_mat != (number % 23 == 0),
                minutes=float(minutes_on(plan, day.date) or 0) if on_mat else None,
                rescue_medication=number % 9 == 0,
                skin_harm=number in {12, 13},
                note=note(number),
                recorded_at=evening + dt.timedelta(days=3 if late else 0),
            )
        )
    return tuple(entries)


def report_case(plan: Plan, entries: tuple[Entry, ...], *, today: dt.date | None = None) -> Case:
    today = today or plan.end
    verdict = correct_verdict(assess(entries, plan=plan, as_of=today), plan)
    return Case(
        plan=plan,
        entries=entries,
        verdict=verdict,
        today=today,
        made_at=dt.datetime(2027, 3, 3, 9, 0, tzinfo=ZONE),
    )


@cache
def trial_of(call: Call) -> Case:
    """Return a trial that ends in this verdict."""
    if call is Call.TOO_EARLY:
        plan = lock()
        return report_case(
            plan, keep(plan, benefit=2, sd=1, until=10), today=plan.schedule[9].date
        )
    if call is Call.UNCLEAR:
        plan = lock(PairsDesign(period_days=2, cycles=6))
        return report_case(plan, keep(plan, benefit=0.7, sd=2))
    benefit, sd = {
        Call.HELPS: (1.8, 0.9),
        Call.HELPS_A_LITTLE: (0.6, 0.6),
        Call.MAKES_WORSE: (-1.2, 0.9),
        Call.NO_WORTHWHILE_EFFECT: (0.0, 0.8),
    }[call]
    plan = lock()
    return report_case(plan, keep(plan, benefit=benefit, sd=sd))


@cache
def long_trial(cycles: int) -> Case:
    """Return a trial with more to say than a page holds."""
    own = tuple(
        Outcome(
            name=name,
            question=f"How was your {name} today?",
            better=Better.LOWER,
            worthwhile=1.0,
            minimum=0,
            maximum=10,
        )
        for name in ("stiffness", "stress_at_work", "tiredness_in_the_evening")
    )
    words = "a long account of what was different on that day, " * 8
    plan = lock(
        PairsDesign(period_days=2, cycles=cycles),
        (PAIN, SLEEP, MOOD, *own),
        complaint="lower back, neck and both shoulders since a fall from a ladder, " * 4,
        body_area="from the neck to the lower back",
        cover="x" * 300,
    )
    for number in range(12):
        at = dt.datetime.combine(START + dt.timedelta(days=3 * number), dt.time(20), tzinfo=ZONE)
        plan = amend_plan(plan, kind="note", date=at.date(), reason=words[:190], now=at)
    return report_case(plan, keep(plan, benefit=1, sd=1.5, note=lambda day: f"{day}: {words}"))


@cache
def drawn_days() -> Case:
    """Return a trial whose every day was drawn."""
    plan = lock(DaysDesign(days=56, max_run=3))
    return report_case(plan, keep(plan, benefit=1, sd=1))


def rename(case: Case, name: str) -> Case:
    return replace(case, name=name)
