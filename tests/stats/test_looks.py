"""Every look is the fit of the days so far, and boundaries keep the chance they promise."""

import numpy as np
import pytest
from scipy import stats

from mat_trial.stats.ar1 import fit_posteriors
from mat_trial.stats.looks import (
    calibrate_boundaries,
    fit_at_looks,
    measure_evidence,
    shape_boundaries,
)

RANDOM = np.random.default_rng(5)
ON_MAT = np.tile(np.repeat([0, 1, 1, 0, 0, 1, 0, 1], 3), (6, 1))
SCORE = 5 + RANDOM.normal(size=ON_MAT.shape).cumsum(-1) * 0.3 - ON_MAT


@pytest.mark.parametrize("n_days", [6, 11, 24])
def test_a_look_is_the_fit_of_the_days_up_to_it(n_days: int) -> None:
    looked = fit_at_looks(SCORE, ON_MAT, [6, 11, 24])
    number = [6, 11, 24].index(n_days)
    alone = fit_posteriors(
        np.arange(n_days)[None],
        SCORE[:, :n_days],
        ON_MAT[:, :n_days],
        included=np.ones((6, n_days), bool),
    )
    np.testing.assert_allclose(looked.mean[:, number], alone.mean, rtol=1e-8)
    np.testing.assert_allclose(looked.sd[:, number], alone.sd, rtol=1e-8)
    np.testing.assert_allclose(looked.cdf(-0.4)[:, number], alone.cdf(-0.4), atol=1e-8)


def test_days_of_one_kind_only_are_no_evidence() -> None:
    on_mat = np.array([[0] * 6 + [1, 0, 1, 1, 0, 1]])
    chance = fit_at_looks(SCORE[:1, :12], on_mat, [6, 12]).cdf(0.0)
    evidence = measure_evidence(chance)
    assert evidence[0, 0] == 0
    assert evidence[0, 1] != 0


def test_boundaries_fall_and_only_the_last_is_below_the_end_of_the_curve() -> None:
    shape = shape_boundaries([0.2, 0.5, 0.99, 1.0])
    assert (np.diff(shape) < 0).all()
    assert shape[-1] < 1 < shape[-2]


def test_people_without_an_effect_reach_a_boundary_as_often_as_promised() -> None:
    # A random walk seen four times, as in a textbook group sequential trial.
    share = np.array([0.25, 0.5, 0.75, 1.0])

    def walk(seed: int) -> np.ndarray:
        steps = np.random.default_rng(seed).normal(size=(100_000, 4))
        return steps.cumsum(-1) / np.sqrt(np.arange(1, 5))

    boundaries = calibrate_boundaries([walk(1)], share, level=0.05)
    z = stats.norm.ppf(boundaries)
    assert (walk(2) >= z).any(-1).mean() == pytest.approx(0.05, abs=0.003)
    # With one look it is the plain one-sided test.
    (alone,) = calibrate_boundaries([walk(1)[:, -1:]], [1.0], level=0.05)
    assert alone == pytest.approx(0.95, abs=0.002)


def test_the_worst_truth_decides() -> None:
    calm = np.random.default_rng(1).normal(size=(20_000, 2))
    together = calibrate_boundaries([calm, 2 * calm], [0.5, 1.0], level=0.05)
    alone = calibrate_boundaries([2 * calm], [0.5, 1.0], level=0.05)
    np.testing.assert_array_equal(together, alone)
