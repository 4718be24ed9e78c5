"""Drift, carry-over, likeness and coarseness against their definitions."""

import numpy as np
import pytest

from mat_trial.stats import patterns
from mat_trial.stats.variants import FittedVariants, fit_variants
from mat_trial.stats.worst_case import bound_missing
from stats.definition import fit_by_definition

DAY = np.arange(48.0)
ON_MAT = np.tile([0, 0, 0, 1, 1, 1], 8)
SWITCHED = np.append(0, np.diff(ON_MAT) != 0)


def fit(score: np.ndarray, switched: np.ndarray = SWITCHED) -> FittedVariants:
    return fit_variants(DAY, score, patterns.ask_patterns(DAY, ON_MAT, switched))


def draw_noise(seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 1, 48)


def test_drift_is_the_change_from_the_first_day_to_the_last() -> None:
    score = 5 - 3 * DAY / 47 - ON_MAT + draw_noise()
    drift = patterns.read_drifts(fit(score))[0]
    columns = np.column_stack([np.ones(48), ON_MAT, DAY / 47])
    mean, _ = fit_by_definition(DAY, score, columns)
    assert drift.change == pytest.approx(mean, abs=1e-5)
    for end, chance in ((drift.low, 0.025), (drift.high, 0.975)):
        _, below = fit_by_definition(DAY, score - end * DAY / 47, columns)
        assert below == pytest.approx(chance, abs=1e-4)
    assert patterns.read_drifts(fit(score + 3 * DAY / 47)) == {}


def test_carry_over_parts_the_first_day_behind_a_switch_from_the_others() -> None:
    first, z = SWITCHED == 1, ON_MAT - 0.5
    score = 5 - 3 * ON_MAT + 3 * z * first + 0.5 * draw_noise()
    found = patterns.read_carry_overs(fit(score))[0]
    ones = np.ones(48)
    just_switched, _ = fit_by_definition(
        DAY, score, np.column_stack([ones, DAY, z * ~first, z * first])
    )
    other_days, _ = fit_by_definition(
        DAY, score, np.column_stack([ones, DAY, z * first, z * ~first])
    )
    assert found.just_switched == pytest.approx(just_switched, abs=1e-5)
    assert found.other_days == pytest.approx(other_days, abs=1e-5)
    assert patterns.read_carry_overs(fit(score - 3 * z * first)) == {}


@pytest.mark.parametrize("switched", [np.zeros(48), np.append(0, np.ones(47))])
def test_carry_over_needs_days_of_both_sorts(switched: np.ndarray) -> None:
    assert list(patterns.ask_patterns(DAY, ON_MAT, switched)) == ["drift"]


def test_unrelated_days_are_those_that_give_the_same_standard_error() -> None:
    columns = np.column_stack([np.ones(48), DAY, ON_MAT])
    covariance = 0.7 ** np.abs(np.subtract.outer(DAY, DAY))
    alike = np.linalg.inv(columns.T @ np.linalg.inv(covariance) @ columns)[2, 2]
    unrelated = np.linalg.inv(columns.T @ columns)[2, 2]
    expected = 48 * unrelated / alike
    assert patterns.count_unrelated_days(DAY, ON_MAT, 0.7) == pytest.approx(expected)
    assert patterns.count_unrelated_days(DAY, ON_MAT, 0.0) == pytest.approx(48)


@pytest.mark.parametrize(
    ("scores", "step"),
    [
        ([0, 5, 10, 5], 5.0),
        ([2, 4, 7], 1.0),
        ([0.1, 0.4, 0.6], 0.1),
        ([1e6, 1.5e6, 3e6], 5e5),
        ([4, 4, 4], None),
        ([], None),
        (draw_noise().tolist(), None),
    ],
)
def test_a_step_is_what_all_scores_have_in_common(scores: list[float], step: float | None) -> None:
    assert patterns.find_step(scores) == (None if step is None else pytest.approx(step))


@pytest.mark.parametrize("sd", [0.2, 0.3, 0.4])
@pytest.mark.parametrize("effect", [0.25, 0.5, 0.75])
def test_no_rounding_moves_an_effect_by_more_than_the_bound(sd: float, effect: float) -> None:
    random = np.random.default_rng(1)
    noise = random.normal(0, sd, 20_000)
    for level in np.arange(0, 1, 0.1):
        off, on = np.rint(level + noise), np.rint(level - effect + noise)
        moved = abs(on.mean() - off.mean() + effect)
        assert moved < patterns.bound_rounding(1.0, np.hypot(sd, 12**-0.5)) + 0.01


def test_missing_days_are_bounded_by_filling_them_in() -> None:
    score = 5 - ON_MAT + draw_noise()
    missing = np.isin(DAY, [3, 10, 11, 17, 30])
    low, high = bound_missing(
        DAY[~missing], score[~missing], ON_MAT[~missing], DAY[missing], ON_MAT[missing]
    )
    columns = np.column_stack([np.ones(48), DAY, ON_MAT])
    smallest, largest = score[~missing].min(), score[~missing].max()
    for found, mat, no_mat in ((low, smallest, largest), (high, largest, smallest)):
        filled = np.where(missing, np.where(ON_MAT == 1, mat, no_mat), score)
        assert found == pytest.approx(fit_by_definition(DAY, filled, columns)[0], abs=1e-5)
    assert low < fit_by_definition(DAY[~missing], score[~missing], columns[~missing])[0] < high
