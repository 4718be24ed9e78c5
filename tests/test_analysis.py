"""Many diaries analysed together: each comes out as it does alone."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

from mat_trial import verdict
from mat_trial.model import MOOD, SLEEP, Condition, Entry
from mat_trial.verdict import assess_people
from mat_trial.verdict_json import verdict_document

MONDAY = dt.date(2027, 1, 4)
DAYS = (3, 9, 12, 20, 28, 56, 63, 64, 65, 70, 90)
"""Too few for anything, too few for the rule, and around the 64 that finer nodes begin beyond."""


def keep_diary(person: int) -> list[Entry]:
    """Keep a diary unlike the others: its length, gaps, stretches, and scores without spread."""
    random = np.random.default_rng(person)
    days, run = DAYS[person % len(DAYS)], 1 + person % 4
    missing = random.choice([0.0, 0.1, 0.3])
    # Of some nothing can be fitted, of others not what is left without the first stretch.
    flat_from = {3: 0, 4: run}.get(person % 7, days)
    entries = []
    for day in range(days):
        on_mat = day // run % 2 == 1 and person % 13 != 5
        date = MONDAY + dt.timedelta(days=day)
        pain = float(np.clip(np.rint(5 - on_mat + random.normal(0, 1.5)), 0, 10))
        entry = Entry(
            person=f"person {person:02}",
            date=date,
            condition=Condition.MAT if on_mat else Condition.NO_MAT,
            scores={
                "pain": 4.0 if day >= flat_from else pain,
                "sleep": float(random.integers(0, 11)),
            }
            | ({"mood": float(random.integers(0, 11))} if random.random() < 0.5 else {}),
            used_mat=None if person % 3 else bool(on_mat) != (random.random() < 0.1),
            rescue_medication=None if person % 5 else bool(random.random() < 0.3),
            recorded_at=dt.datetime.combine(
                date + dt.timedelta(days=3 * (day % 9 == 4)), dt.time(20), tzinfo=dt.UTC
            ),
        )
        if day == 0 or random.random() >= missing:
            entries.append(entry)
    return entries


def describe(entries: list[Entry]) -> dict[str | None, dict[str, Any]]:
    return {
        person: verdict_document(found)
        for person, found in assess_people(entries, others=[SLEEP, MOOD])
    }


@pytest.mark.parametrize("at_once", [32, 5])
def test_each_person_comes_out_as_alone(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdict, "PEOPLE_AT_ONCE", at_once)
    diaries = [keep_diary(person) for person in range(33)]
    together = describe([entry for diary in diaries for entry in diary])
    assert {found["verdict"] for found in together.values()} >= {"helps", "unclear", "too_early"}
    for diary in diaries:
        ((person, alone),) = describe(diary).items()
        assert together[person] == alone, person
