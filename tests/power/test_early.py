"""The corrected benefit of an early verdict leans neither way."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from mat_trial.model import PAIN, Better, Condition, Entry, Look, Outcome, PairsDesign
from mat_trial.operating import Person
from mat_trial.power import correct_benefit, correct_verdict, early, fit_people, stop_people
from mat_trial.protocol import make_plan
from mat_trial.verdict import assess

DESIGN = PairsDesign(period_days=2, cycles=7)
LOOKS = tuple(
    Look(day=day, boundary=boundary)
    for day, boundary in ((12, 0.995), (16, 0.99), (20, 0.985), (24, 0.98), (28, 0.96))
)
PERSON = Person(autocorrelation=0.3, sd=1.5, worthwhile=1.0)


def test_with_one_look_there_is_nothing_to_correct() -> None:
    look = (Look(day=28, boundary=0.95),)
    people = fit_people(DESIGN, (28,), autocorrelation=0.3, n_people=4_000, seed=11)
    benefit = correct_benefit(DESIGN, look, number=0, chance=0.99, person=PERSON)
    assert benefit is not None
    # Half of the people at that benefit have at least that chance.
    assert (people.chance_above(benefit / 1.5) >= 0.99).mean() == pytest.approx(0.5, abs=0.03)


def test_a_later_look_is_corrected_downwards_more_than_the_first() -> None:
    first = correct_benefit(DESIGN, LOOKS, number=0, chance=0.996, person=PERSON)
    later = correct_benefit(DESIGN, LOOKS, number=3, chance=0.981, person=PERSON)
    assert first is not None
    assert later is not None
    assert 0 < later < first


def test_benefit_and_harm_mirror_each_other() -> None:
    helped = correct_benefit(DESIGN, LOOKS[-1:], number=0, chance=0.97, person=PERSON)
    harmed = correct_benefit(DESIGN, LOOKS[-1:], number=0, chance=0.03, person=PERSON)
    assert helped is not None
    assert harmed is not None
    assert helped == pytest.approx(-harmed, abs=0.15)


def test_it_is_too_high_for_half_of_the_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(early, "N_PEOPLE", 250)
    days = tuple(look.day for look in LOOKS)
    people = fit_people(DESIGN, days, autocorrelation=0.3, n_people=40, seed=21)
    stops = stop_people(people, PERSON, LOOKS, 1.5)
    corrected = [
        correct_benefit(DESIGN, LOOKS, number=look, chance=chance, person=PERSON)
        for look, chance in zip(stops.look.tolist(), stops.chance.tolist(), strict=True)
    ]
    too_high = np.mean([value is None or value > 1.5 for value in corrected])
    # Four standard errors of 40 people.
    assert too_high == pytest.approx(0.5, abs=0.32)


def test_a_result_beyond_all_telling_has_no_correction() -> None:
    assert correct_benefit(DESIGN, LOOKS, number=0, chance=1.0, person=PERSON) is None


@pytest.mark.parametrize("better", [Better.LOWER, Better.HIGHER])
def test_the_corrected_effect_has_the_sign_of_the_effect(better: Better) -> None:
    outcome = Outcome(name="calm", question="How calm?", better=better, worthwhile=1.0)
    made = make_plan(
        outcomes=(outcome,),
        primary="calm",
        design=DESIGN,
        start=dt.date(2027, 1, 4),
        seed=3,
        looks=LOOKS,
        now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )
    random = np.random.default_rng(5)
    good = -4.0 if better is Better.LOWER else 4.0
    entries = [
        Entry(
            date=day.date,
            scores={"calm": 6 + good * (day.condition is Condition.MAT) + random.normal(0, 1)},
        )
        for day in made.schedule
    ]
    verdict = assess(entries, plan=made, outcome=outcome)
    assert verdict.is_early
    corrected = correct_verdict(verdict, made).corrected
    assert corrected is not None
    assert corrected * good > 0


def test_a_verdict_of_the_last_look_is_left_as_it_is() -> None:
    plan = make_plan(
        outcomes=(PAIN,),
        primary="pain",
        design=DESIGN,
        start=dt.date(2027, 1, 4),
        seed=3,
        now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )
    entries = [
        Entry(date=day.date, scores={"pain": 5.0 + number % 3})
        for number, day in enumerate(plan.schedule)
    ]
    verdict = assess(entries, plan=plan)
    assert correct_verdict(verdict, plan) is verdict


def test_likeness_of_days_is_not_rounded_away() -> None:
    # Said to one decimal, so the grid of autocorrelations must not move it by more.
    corrected = [
        correct_benefit(
            DESIGN, LOOKS, number=0, chance=0.9987, person=replace(PERSON, autocorrelation=phi)
        )
        for phi in (0.3, 0.37)
    ]
    assert None not in corrected
    assert corrected[0] != corrected[1]
