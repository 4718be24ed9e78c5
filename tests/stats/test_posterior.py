"""Chances and quantiles of the mixture against scipy's own t distribution."""

import numpy as np
import pytest
from scipy import stats

from mat_trial.stats.posterior import Posterior

T = np.linspace(-60, 60, 4001)


def make_mixture(dof: int) -> Posterior:
    return Posterior(
        phi=np.array([0.0, 0.3, 0.6]),
        weight=np.array([0.5, 0.3, 0.2]),
        estimate=np.array([-1.0, -0.8, -0.5]),
        scale=np.array([0.4, 0.5, 0.9]),
        dof=np.array([dof]),
        variance=np.ones(3),
    )


@pytest.mark.parametrize("dof", [2, 5, 9, 10, 11, 20, 53, 363, 5000])
def test_chances_are_those_of_the_mixture(dof: int) -> None:
    mixture = make_mixture(dof)
    parts = zip(mixture.weight, mixture.estimate, mixture.scale, strict=True)
    expected = sum(w * stats.t.cdf(T, dof, loc=m, scale=s) for w, m, s in parts)
    np.testing.assert_allclose(mixture.cdf(T), expected, atol=1e-9)


@pytest.mark.parametrize("dof", [2, 9, 10, 53])
def test_quantiles_turn_chances_back(dof: int) -> None:
    mixture, chances = make_mixture(dof), np.array([0.001, 0.025, 0.3, 0.5, 0.95, 0.9999])
    np.testing.assert_allclose(mixture.cdf(mixture.quantile(chances)), chances, atol=1e-10)
