"""A diary of five years: 1,826 days in twenty trials, the last one going on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from mat_trial.diary import Diary
from mat_trial.model import (
    MOOD,
    PAIN,
    SLEEP,
    Better,
    Condition,
    Design,
    Entry,
    FollowUp,
    Look,
    Outcome,
    PairsDesign,
    Plan,
)
from mat_trial.protocol import make_plan

DAY = dt.timedelta(days=1)
TODAY = dt.date(2027, 1, 4)
N_DAYS = 1826
UNPLANNED_DAYS = 730
"""Of the first trial: two years that another app had kept, taken in from its file."""
SHORT = PairsDesign(period_days=2, cycles=12)
LONG = PairsDesign(period_days=4, cycles=30)
N_SHORT = 18
N_GOING_ON = N_DAYS - UNPLANNED_DAYS - N_SHORT * SHORT.days
STIFFNESS = Outcome(
    name="stiffness",
    question="How stiff were you this morning?",
    better=Better.LOWER,
    worthwhile=1.0,
    minimum=0,
    maximum=10,
)
OUTCOMES = (PAIN, SLEEP, MOOD, STIFFNESS)
NOTE = "Long walk in the rain, then the sofa; woke twice, stiff until ten."


def write_five_years(folder: Path, *, seed: int = 1) -> None:
    """Make the diary as it would have grown: some days corrected, today half filled in.

    Parameters
    ----------
    folder
        Where it is to lie.
    """
    random = np.random.default_rng(seed)
    first = TODAY - N_DAYS * DAY
    with Diary.open(folder) as diary:
        unplanned = [first + day * DAY for day in range(UNPLANNED_DAYS)]
        diary.import_entries(_score(unplanned, [None] * UNPLANNED_DAYS, random))
        start = first + UNPLANNED_DAYS * DAY
        for number in range(N_SHORT):
            diary.begin_trial(today=start)
            _live_through(diary, _plan(SHORT, start, seed=number), SHORT.days, random)
            at = dt.datetime.combine(start + SHORT.days * DAY, dt.time(9), tzinfo=dt.UTC)
            diary.answer_follow_up(FollowUp(at=at, still_used="sometimes", note=NOTE))
            start += SHORT.days * DAY
        diary.begin_trial(today=start)
        _live_through(diary, _plan(LONG, start, seed=N_SHORT), N_GOING_ON, random)
        diary.keep_draft(TODAY, {"version": 0, "score_pain": 4.0, "note": NOTE})


def _plan(design: Design, start: dt.date, *, seed: int) -> Plan:
    eve = dt.datetime.combine(start - DAY, dt.time(20), tzinfo=dt.UTC)
    return make_plan(
        complaint="my lower back, and the neck after a day at the desk",
        outcomes=OUTCOMES,
        primary="pain",
        design=design,
        start=start,
        seed=seed,
        looks=tuple(Look(day=day, boundary=0.99) for day in range(20, design.days + 1, 4)),
        now=eve,
    )


def _live_through(diary: Diary, plan: Plan, n_days: int, random: np.random.Generator) -> None:
    diary.lock_plan(plan)
    days = plan.schedule[:n_days]
    entries = _score([day.date for day in days], [day.condition for day in days], random)
    written = [
        replace(entry, used_mat=entry.condition is Condition.MAT, condition=None)
        for entry in entries
    ]
    diary.save_many([(entry, None) for entry in written], source="form")
    corrected = [replace(entry, scores={**entry.scores, "pain": 5.0}) for entry in written[::4]]
    diary.save_many([(entry, 1) for entry in corrected])
    diary.record_peek(dt.datetime.combine(days[9].date, dt.time(22), tzinfo=dt.UTC))


def _score(
    dates: Iterable[dt.date],
    conditions: Iterable[Condition | None],
    random: np.random.Generator,
) -> list[Entry]:
    entries = []
    for date, condition in zip(dates, conditions, strict=True):
        on_mat = condition is Condition.MAT
        scores = np.clip(np.rint(random.normal(5, 1.5, len(OUTCOMES))) - on_mat, 0, 10)
        entries.append(
            Entry(
                date=date,
                condition=condition,
                scores={
                    outcome.name: float(score)
                    for outcome, score in zip(OUTCOMES, scores, strict=True)
                },
                minutes=20.0 if on_mat else None,
                rescue_medication=bool(random.random() < 0.1),
                note=NOTE if random.random() < 0.3 else "",
                recorded_at=dt.datetime.combine(date, dt.time(21), tzinfo=dt.UTC),
            )
        )
    return entries
