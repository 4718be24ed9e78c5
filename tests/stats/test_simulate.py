"""Simulated people are what their scenario says they are."""

import numpy as np
import pytest

from mat_trial.stats.simulate import PLAIN, SCENARIOS, Scenario, simulate_noise, simulate_scores

BY_CODE = {scenario.code: scenario for scenario in SCENARIOS}
NO_MAT = np.zeros((4000, 56), bool)
SEED = 1


def simulate(
    scenario: Scenario, *, effect: float = 0.0, on_mat: np.ndarray = NO_MAT, sd: float = 1.5
) -> tuple[np.ndarray, np.ndarray]:
    return simulate_scores(
        on_mat,
        effect=effect,
        autocorrelation=0.3,
        sd=sd,
        scenario=scenario,
        random=np.random.default_rng(SEED),
    )


@pytest.mark.parametrize("phi", [-0.2, 0.0, 0.6, 0.85])
@pytest.mark.parametrize("heavy_tails", [False, True])
def test_noise_is_stationary_with_its_own_autocorrelation(
    phi: float, *, heavy_tails: bool
) -> None:
    noise = simulate_noise(
        np.random.default_rng(SEED), (20_000, 12), autocorrelation=phi, heavy_tails=heavy_tails
    )
    # The variance of t with 3 degrees of freedom settles slowly.
    assert noise[:, 0].std() == pytest.approx(1.0, abs=0.15 if heavy_tails else 0.02)
    assert noise[:, -1].std() == pytest.approx(1.0, abs=0.15 if heavy_tails else 0.02)
    # Two days apart the correlation is φ².
    assert np.corrcoef(noise[:, 8], noise[:, 9])[0, 1] == pytest.approx(phi, abs=0.03)
    assert np.corrcoef(noise[:, 7], noise[:, 9])[0, 1] == pytest.approx(phi**2, abs=0.03)


def test_the_same_people_live_through_every_effect() -> None:
    on_mat = np.random.default_rng(2).random((50, 56)) < 0.5
    without, _ = simulate(BY_CODE["drift"], on_mat=on_mat)
    with_effect, _ = simulate(BY_CODE["drift"], on_mat=on_mat, effect=-1.3)
    np.testing.assert_allclose(with_effect, without - 1.3 * on_mat)


def test_plain_days_have_the_level_and_spread_asked_for_and_none_missing() -> None:
    score, has_score = simulate(PLAIN)
    assert score.mean() == pytest.approx(5.5, abs=0.02)
    assert score.std() == pytest.approx(1.5, abs=0.02)
    assert has_score.all()


def test_whole_scores_stay_on_the_scale() -> None:
    score, _ = simulate(BY_CODE["whole_scores"], sd=4.0)
    assert set(np.unique(score)) == set(range(11))


def test_near_the_floor_many_days_are_the_best_there_is() -> None:
    score, _ = simulate(BY_CODE["near_floor"])
    assert score.min() == 0
    assert (score == 0).mean() > 0.15


@pytest.mark.parametrize("code", ["missing", "missing_when_bad"])
def test_a_fifth_of_the_days_is_missing(code: str) -> None:
    _, has_score = simulate(BY_CODE[code])
    assert has_score.mean() == pytest.approx(0.8, abs=0.01)


def test_bad_days_are_missing_more_often_only_where_the_scenario_says_so() -> None:
    def compare(code: str) -> float:
        score, has_score = simulate(BY_CODE[code])
        return float(score[~has_score].mean() - score[has_score].mean())

    assert compare("missing") == pytest.approx(0.0, abs=0.05)
    assert compare("missing_when_bad") > 1.0


def test_a_trend_runs_from_the_first_day_to_the_last() -> None:
    by_day = simulate(BY_CODE["linear_trend"])[0].mean(0)
    assert by_day[0] - by_day[-1] == pytest.approx(1.5 * 1.5, abs=0.15)
    curved = simulate(BY_CODE["curved_trend"])[0].mean(0)
    assert curved[[0, -1]].mean() - curved[27:29].mean() == pytest.approx(1.5, abs=0.15)


def test_a_weekly_wave_repeats_after_seven_days_and_starts_anywhere() -> None:
    steady = Scenario(code="wave", title="", weekly_cycle=1.0)
    waves, _ = simulate(steady, sd=1.0)
    plain, _ = simulate(PLAIN, sd=1.0)
    # The same noise lies under both: what is left is the wave alone.
    wave = waves - plain
    np.testing.assert_allclose(wave[:, 7:], wave[:, :-7], atol=1e-9)
    assert len(np.unique(wave[:, 0].round(6))) == 7


def test_a_wandering_level_ends_as_far_off_as_asked() -> None:
    drift = simulate(BY_CODE["drift"])[0] - simulate(PLAIN)[0]
    assert drift[:, -1].std() == pytest.approx(0.75 * 1.5, abs=0.1)
    assert drift[:, 0].std() < 0.3
