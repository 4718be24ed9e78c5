"""Make the sample diaries: simulated people under a locked plan, the same at every run.

The seeds were chosen so that each diary ends in the verdict it is named for; how often such a
person gets that verdict is what benchmarks are for.

Run it from the top of the project: ``python sample_data/make.py``.
"""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from mat_trial.files.diary_csv import write_diary
from mat_trial.files.plan_json import write_plan
from mat_trial.model import (
    MOOD,
    PAIN,
    SLEEP,
    Condition,
    Entry,
    MinutesRamp,
    PairsDesign,
    Plan,
    PlannedDay,
    Protocol,
)
from mat_trial.protocol import make_plan, minutes_on

FOLDER = Path(__file__).parent
ZONE = dt.timezone(dt.timedelta(hours=1))
START = dt.date(2026, 1, 5)
SIMULATED = "simulated person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A simulated person.

    Parameters
    ----------
    benefit
        How much the mat lowers pain, in points; sleep and mood gain half of it.
    autocorrelation, sd
        Of the day-to-day noise in pain, in points.
    missing, late
        Shares of days without an entry, and of entries made three days after.
    """

    name: str
    seed: int
    design: PairsDesign
    benefit: float
    autocorrelation: float = 0.3
    sd: float = 1.4
    missing: float = 0.0
    late: float = 0.0


PEOPLE = (
    Person(name="helps", seed=11, design=PairsDesign(period_days=2, cycles=14), benefit=1.7),
    Person(
        name="no_worthwhile_effect",
        seed=26,
        design=PairsDesign(period_days=2, cycles=14),
        benefit=0.0,
        sd=1.1,
    ),
    Person(
        name="unclear",
        seed=39,
        design=PairsDesign(period_days=3, cycles=6),
        benefit=0.6,
        autocorrelation=0.5,
        sd=2.0,
        missing=0.22,
        late=0.2,
    ),
)


def plan_trial(person: Person) -> Plan:
    """Lock a plan for a simulated person."""
    plan = make_plan(
        complaint="lower back (simulated)",
        outcomes=(PAIN, SLEEP, MOOD),
        primary="pain",
        design=person.design,
        start=START,
        seed=person.seed,
        protocol=Protocol(
            minutes=MinutesRamp(start_minutes=10, goal_minutes=25, ramp_days=6),
            body_area="lower back",
            cover="thin cotton shirt",
            time_of_day="before going to bed",
        ),
        expectation=5,
        now=dt.datetime(2026, 1, 3, 18, 30, tzinfo=ZONE),
    )
    return replace(plan, simulated=True)


def keep_diary(person: Person, plan: Plan) -> list[Entry]:
    """Simulate the entries of a whole trial."""
    random = np.random.default_rng(person.seed)
    days = len(plan.schedule)
    on_mat = np.array([day.condition is Condition.MAT for day in plan.schedule])
    pain = 5.6 - person.benefit * on_mat + _simulate_noise(random, person, days)
    sleep = 5.5 + 0.5 * person.benefit * on_mat - 0.3 * (pain - 5.5) + random.normal(0, 1, days)
    mood = 6.0 + 0.5 * person.benefit * on_mat - 0.3 * (pain - 5.5) + random.normal(0, 1, days)
    kept = random.random(days) >= person.missing
    late = random.random(days) < person.late
    skipped = random.random(days) < 0.03
    rescue = random.random(days) < 0.04 + 0.03 * np.clip(pain - 4, 0, 5)
    scores = [
        {name: float(value) for name, value in zip(("pain", "sleep", "mood"), row, strict=True)}
        for row in np.clip(np.round(np.column_stack([pain, sleep, mood])), 0, 10)
    ]
    return [
        _write_down(
            plan,
            day,
            scores[i],
            used=bool(on_mat[i] and not skipped[i]),
            rescue=bool(rescue[i]),
            late=bool(late[i]),
        )
        for i, day in enumerate(plan.schedule)
        if kept[i]
    ]


def _simulate_noise(
    random: np.random.Generator, person: Person, days: int
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    noise = random.normal(0, person.sd, days)
    phi = person.autocorrelation
    for day in range(1, days):
        noise[day] = phi * noise[day - 1] + np.sqrt(1 - phi**2) * noise[day]
    return noise


def _write_down(
    plan: Plan,
    day: PlannedDay,
    scores: dict[str, float],
    *,
    used: bool,
    rescue: bool,
    late: bool,
) -> Entry:
    evening = dt.datetime.combine(day.date, dt.time(21, 40), tzinfo=ZONE)
    minutes = minutes_on(plan, day.date)
    return Entry(
        person=SIMULATED,
        date=day.date,
        condition=day.condition,
        scores=scores,
        used_mat=used,
        minutes=float(minutes) if used and minutes is not None else None,
        rescue_medication=rescue,
        recorded_at=evening + dt.timedelta(days=3 if late else 0),
    )


def main() -> None:
    """Write each person's plan and diary beside this script."""
    for person in PEOPLE:
        plan = plan_trial(person)
        (FOLDER / f"{person.name}.plan.json").write_bytes(write_plan(plan))
        (FOLDER / f"{person.name}.csv").write_bytes(write_diary(keep_diary(person, plan)))


if __name__ == "__main__":
    main()
