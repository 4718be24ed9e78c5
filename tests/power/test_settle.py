"""How many more cycles settle a trial: found by simulation, and kept in a second simulation."""

import datetime as dt

import numpy as np
import pytest

from mat_trial.designs import design_problems
from mat_trial.errors import AnalysisError
from mat_trial.model import (
    PAIN,
    ChangePointsDesign,
    DaysDesign,
    Design,
    Entry,
    FixedDesign,
    PairsDesign,
)
from mat_trial.operating import Person
from mat_trial.power.settle import count_cycles_to_settle, count_more_cycles, list_longer
from mat_trial.protocol import make_plan
from mat_trial.stats.ar1 import fit_posteriors
from mat_trial.stats.simulate import simulate_noise
from mat_trial.verdict import assess
from mat_trial.wording.own_days import say_more_cycles

PAIRS = PairsDesign(period_days=2, cycles=14)


def test_it_holds_in_a_simulation_of_its_own() -> None:
    """People of unknown truth, uniform a priori, whose trial ended unclear near this estimate."""
    person, benefit = Person(sd=1.8), 0.5
    more = count_more_cycles(PAIRS, person, benefit=benefit)
    assert more is not None
    random, n_people = np.random.default_rng(77), 20_000
    mat_first = random.random((n_people, 14 + more)) < 0.5
    periods = np.stack([mat_first, ~mat_first], axis=-1).reshape(n_people, -1)
    on_mat = np.repeat(periods, 2, axis=1)
    truth = random.uniform(-2, 3, n_people)
    scores = 1.8 * simulate_noise(random, on_mat.shape, autocorrelation=0.3)
    scores -= truth[:, None] * on_mat

    def judge(n_days: int, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        found = fit_posteriors(
            np.arange(n_days)[None],
            scores[people, :n_days],
            on_mat[people, :n_days],
            included=np.ones((len(people), n_days), bool),
        )
        above = found.cdf(0.0)
        settled = (above >= 0.95) | (above <= 0.05) | (found.cdf(-1.0) <= 0.05)
        return -found.mean, settled

    estimate, settled = judge(56, np.arange(n_people))
    like_this = np.flatnonzero(~settled & (np.abs(estimate - benefit) < 0.1))
    assert len(like_this) > 500

    _, later = judge(56 + 4 * more, like_this)
    assert later.mean() > 0.74
    _, sooner = judge(56 + 4 * (more - 2), like_this)
    assert sooner.mean() < 0.82


def test_days_that_vary_more_need_more_cycles() -> None:
    counts = [count_more_cycles(PAIRS, Person(sd=sd), benefit=0.5) for sd in (1.5, 1.8, 2.0)]
    assert None not in counts
    assert counts == sorted(set(counts), key=lambda count: count or 0)


def test_half_way_between_nothing_and_worthwhile_is_hardest_to_settle() -> None:
    person = Person(sd=2.0)
    middle, good = (count_more_cycles(PAIRS, person, benefit=b) for b in (0.5, 1.0))
    assert middle is not None
    assert good is not None
    assert middle > good


def test_a_spread_that_no_such_plan_overcomes_is_told_as_such() -> None:
    assert count_more_cycles(PAIRS, Person(sd=4.0), benefit=0.5) is None


def test_those_who_have_an_answer_already_do_not_make_it_look_easy() -> None:
    """At 1 point most people have one: who has none is further from it than they were."""
    more = count_more_cycles(PAIRS, Person(sd=1.8), benefit=1.0)
    assert more is not None
    assert more > 3


def test_a_stricter_boundary_needs_more() -> None:
    usual, strict = (
        count_more_cycles(PAIRS, Person(), benefit=0.5, boundary=boundary)
        for boundary in (0.95, 0.97)
    )
    assert usual is not None
    assert strict is not None
    assert usual < strict


def test_a_plan_of_the_greatest_length_cannot_be_made_longer() -> None:
    longest = PairsDesign(period_days=3, cycles=60)
    assert list_longer(longest) == []
    assert count_more_cycles(longest, Person(), benefit=0.5) is None


@pytest.mark.parametrize(
    ("design", "cycle_days"),
    [
        (PAIRS, 4),
        (DaysDesign(days=20), 2),
        (FixedDesign(phases=4, phase_days=7), 14),
        (ChangePointsDesign(days=56, phases=4, min_phase_days=7), 28),
    ],
)
def test_each_design_grows_by_its_own_cycles(design: Design, cycle_days: int) -> None:
    longer = list_longer(design)
    assert [one.days for one in longer] == list(
        range(design.days + cycle_days, 3 * design.days + 1, cycle_days)
    )
    assert not any(design_problems(one) for one in longer)
    assert count_more_cycles(design, Person(sd=0.5), benefit=2.0) == 1
    assert f"({cycle_days} days)" in say_more_cycles(1, design)


def test_a_verdict_that_is_not_unclear_has_nothing_to_settle() -> None:
    plan = make_plan(
        outcomes=(PAIN,),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=6),
        start=dt.date(2027, 1, 4),
        seed=1,
        now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )
    entries = [
        Entry(date=day.date, scores={"pain": float(4 + number % 3)})
        for number, day in enumerate(plan.schedule)
    ]
    verdict = assess(entries, plan=plan)
    assert verdict.call == "no_worthwhile_effect"
    with pytest.raises(AnalysisError, match="no_worthwhile_effect has nothing to settle"):
        count_cycles_to_settle(verdict, plan)
