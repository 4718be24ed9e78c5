"""What a plan finds is what its verdict rule would say, look by look."""

import numpy as np
import pytest

from mat_trial.model import Look, PairsDesign
from mat_trial.operating import Person, judge_trials, lay_out_people, simulate_trials
from mat_trial.power import fit_people, measure_power, stop_people
from mat_trial.results import Call
from mat_trial.rule import decide
from mat_trial.stats.simulate import PLAIN

DESIGN = PairsDesign(period_days=2, cycles=7)
LOOKS = (Look(day=12, boundary=0.995), Look(day=20, boundary=0.98), Look(day=28, boundary=0.96))
PERSON = Person(autocorrelation=0.3, sd=1.2, worthwhile=0.8)
DECISIVE = set(Call) - {Call.UNCLEAR, Call.TOO_EARLY}


def test_with_one_look_it_agrees_with_trials_simulated_one_by_one() -> None:
    layouts = lay_out_people(DESIGN, n_people=3_000, seed=2)
    for benefit in (0.0, 0.8, 1.6):
        trials = simulate_trials(
            layouts, PLAIN, benefit=benefit, autocorrelation=0.3, sd=1.2, seed=3
        )
        judged = judge_trials(trials, worthwhile=0.8, boundary=0.95)
        (found,) = measure_power(
            DESIGN, PERSON, [Look(day=28, boundary=0.95)], benefits=[benefit], n_people=3_000
        )
        assert found.mean_days == 28
        for call, share in judged.calls.items():
            # Four standard errors of the difference.
            assert found.calls[call] == pytest.approx(share, abs=0.052)
        assert found.power == pytest.approx(judged.finds_benefit, abs=0.052)


@pytest.mark.parametrize("benefit", [-1.5, 0.0, 0.8, 2.0])
def test_each_person_stops_at_the_first_look_that_decides(benefit: float) -> None:
    days = tuple(look.day for look in LOOKS)
    people = fit_people(DESIGN, days, autocorrelation=0.3, n_people=120, seed=4)
    stops = stop_people(people, PERSON, LOOKS, benefit)
    chance = people.chance_above(benefit / 1.2)
    worthwhile = people.chance_above(benefit / 1.2, at_least=0.8 / 1.2)
    estimate = 1.2 * people.mean_benefit(benefit / 1.2)

    def call_at(person: int, number: int) -> Call:
        return decide(
            chance_benefit=chance[person, number],
            chance_worthwhile=worthwhile[person, number],
            benefit=estimate[person, number],
            worthwhile=0.8,
            boundary=LOOKS[number].boundary,
        )

    for person in range(120):
        expected = next((k for k in (0, 1) if call_at(person, k) in DECISIVE), 2)
        assert stops.look[person] == expected
        assert stops.calls[person] == call_at(person, expected)
        assert stops.benefit[person] == estimate[person, expected]


def test_a_benefit_moves_the_posterior_and_an_sd_stretches_it() -> None:
    people = fit_people(DESIGN, (28,), autocorrelation=0.3, n_people=50, seed=4)
    np.testing.assert_allclose(people.mean_benefit(2.0) - people.mean_benefit(0.5), 1.5)
    # A benefit of 1 that must be above 1 is no better known than one of 0 above 0.
    np.testing.assert_allclose(
        people.chance_above(1.0, at_least=1.0), people.chance_above(0.0), atol=1e-12
    )


def test_more_benefit_is_found_more_often_and_sooner() -> None:
    findings = measure_power(DESIGN, PERSON, LOOKS, benefits=[0.0, 0.8, 1.6, 3.2])
    powers = [finding.power for finding in findings]
    assert powers == sorted(powers)
    assert powers[0] < 0.07
    assert powers[-1] > 0.95
    assert findings[-1].mean_days < findings[1].mean_days <= 28
