"""A run of days without the mat: what it tells of a person, and how little a week tells."""

import datetime as dt

import numpy as np
import pytest
from scipy import integrate

from mat_trial.errors import AnalysisError
from mat_trial.model import Condition, Entry
from mat_trial.power.runin import RunIn, choose_run_in, estimate_run_in
from mat_trial.stats.simulate import simulate_noise

MONDAY = dt.date(2027, 1, 4)
WEEK = [5, 6, 4, 5, 7, 5, 6]


def simulate(n_days: int, *, sd: float, phi: float, n_people: int = 100) -> list[RunIn]:
    noise = simulate_noise(np.random.default_rng(5), (n_people, n_days), autocorrelation=phi)
    return [estimate_run_in(range(n_days), 5 + sd * scores) for scores in noise]


def width(found: RunIn) -> float:
    low, high = found.sd_range
    return float(np.log(high / low))


@pytest.mark.parametrize(("sd", "phi"), [(1.5, 0.3), (0.8, 0.3), (2.5, 0.0), (1.5, 0.6)])
def test_the_intervals_hold_the_truth_nearly_as_often_as_they_say(sd: float, phi: float) -> None:
    found = simulate(28, sd=sd, phi=phi)
    assert np.mean([one.sd_range[0] <= sd <= one.sd_range[1] for one in found]) > 0.8
    inside = [one.autocorrelation_range[0] <= phi <= one.autocorrelation_range[1] for one in found]
    assert np.mean(inside) > 0.8


def test_over_people_as_the_prior_has_them_the_intervals_keep_their_promise() -> None:
    random = np.random.default_rng(8)
    held = []
    for _ in range(300):
        sd = float(np.exp(random.normal(np.log(1.5), 0.5)))
        phi = 2.0
        while not -0.3 < phi < 0.95:
            phi = float(random.normal(0.3, 0.25))
        scores = sd * simulate_noise(random, (1, 14), autocorrelation=phi)[0]
        found = estimate_run_in(range(14), scores)
        held.append(
            (
                found.sd_range[0] <= sd <= found.sd_range[1],
                found.autocorrelation_range[0] <= phi <= found.autocorrelation_range[1],
            )
        )
    # 90% of 300 people, give or take three standard errors.
    assert np.mean(held, axis=0) == pytest.approx([0.9, 0.9], abs=0.052)


def test_a_week_says_little_and_a_month_says_more() -> None:
    week, month = simulate(7, sd=0.7, phi=0.3), simulate(28, sd=0.7, phi=0.3)
    assert np.mean([width(one) for one in week]) > 1.5 * np.mean([width(one) for one in month])
    # Both lean towards the usual spread of 1.5, the week by far more.
    week_sd, month_sd = (np.median([one.sd for one in found]) for found in (week, month))
    assert 0.7 < month_sd < week_sd < 1.5
    spread = np.mean([one.autocorrelation_range[1] - one.autocorrelation_range[0] for one in week])
    assert spread > 0.6
    assert np.std([one.autocorrelation for one in week]) < 0.2


def test_the_posterior_is_the_one_that_is_described() -> None:
    day = np.array([0, 1, 2, 4, 5, 6, 9, 10])
    score = np.array([5.0, 6, 4, 5, 7, 5, 6, 3])
    design = np.column_stack([np.ones(8), day])

    def density(log_sd: float, phi: float) -> float:
        covariance = np.exp(2 * log_sd) * phi ** np.abs(day[:, None] - day)
        inverse = np.linalg.inv(covariance)
        inner = design.T @ inverse @ design
        beta = np.linalg.solve(inner, design.T @ inverse @ score)
        rest = score - design @ beta
        prior = np.exp(-0.5 * ((log_sd - np.log(1.5)) / 0.5) ** 2)
        prior *= np.exp(-0.5 * ((phi - 0.3) / 0.25) ** 2)
        scale = np.linalg.det(covariance) * np.linalg.det(inner)
        return float(prior * np.exp(-0.5 * rest @ inverse @ rest) / np.sqrt(scale))

    found = estimate_run_in(day, score)
    # φ = 0 would make 0 ** 0 of the diagonal, which numpy takes for 1, as is meant.
    whole, _ = integrate.dblquad(
        density, -0.3, 0.95, np.log(0.1), np.log(10), epsabs=1e-7, epsrel=1e-4
    )
    for sd, chance in ((found.sd_range[0], 0.05), (found.sd, 0.5), (found.sd_range[1], 0.95)):
        below, _ = integrate.dblquad(
            density, -0.3, 0.95, np.log(0.1), np.log(sd), epsabs=1e-7, epsrel=1e-4
        )
        assert below / whole == pytest.approx(chance, abs=0.004)
    phi = found.autocorrelation
    below, _ = integrate.dblquad(
        density, -0.3, phi, np.log(0.1), np.log(10), epsabs=1e-7, epsrel=1e-4
    )
    assert below / whole == pytest.approx(0.5, abs=0.004)


def test_level_trend_and_first_day_change_nothing() -> None:
    plain = estimate_run_in(range(7), WEEK)
    moved = estimate_run_in(range(40, 47), [score + 2 + 0.4 * n for n, score in enumerate(WEEK)])
    assert moved.sd == pytest.approx(plain.sd)
    assert moved.autocorrelation == pytest.approx(plain.autocorrelation)


def test_a_gap_is_no_neighbour() -> None:
    scores = [3, 3.4, 3.2, 6.5, 6.9, 6.6, 3.1]
    together = estimate_run_in(range(7), scores)
    apart = estimate_run_in([0, 1, 2, 20, 21, 22, 40], scores)
    assert together.autocorrelation != pytest.approx(apart.autocorrelation, abs=0.005)


def test_six_days_are_too_few() -> None:
    with pytest.raises(AnalysisError, match="6 scored days without the mat is too little"):
        estimate_run_in(range(6), WEEK[:6])


@pytest.mark.parametrize("scores", [[5] * 7, [1, 2, 3, 4, 5, 6, 7]])
def test_scores_without_spread_say_nothing(scores: list[int]) -> None:
    with pytest.raises(AnalysisError, match="do not vary"):
        estimate_run_in(range(7), scores)


def test_only_days_without_the_mat_are_chosen_in_order() -> None:
    def enter(day: int, pain: float | None, **more: object) -> Entry:
        scores = {} if pain is None else {"pain": pain}
        return Entry(date=MONDAY + dt.timedelta(days=day), scores=scores, **more)  # type: ignore[arg-type] # any field

    entries = [
        enter(3, 6, condition=Condition.NO_MAT),
        enter(0, 5),
        enter(1, 4, condition=Condition.MAT),
        enter(2, 3, used_mat=True),
        enter(4, None),
        enter(6, 7, used_mat=False),
    ]
    first = MONDAY.toordinal()
    assert choose_run_in(entries) == ([first, first + 3, first + 6], [5, 6, 7])
    assert choose_run_in(entries, name="sleep") == ([], [])
