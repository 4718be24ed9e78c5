"""Simulated people at every look of a plan, ready to be asked about any effect.

The noise has SD 1 and no effect in it. As the model is linear, an effect only moves the posterior
and an SD only stretches it, so one fit answers for every effect, SD and worthwhile effect.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mat_trial.designs import sample_assignments
from mat_trial.model import Design
from mat_trial.stats.looks import fit_at_looks
from mat_trial.stats.posterior import Posterior
from mat_trial.stats.simulate import simulate_noise

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FittedPeople:
    """People for whom the mat does nothing, fitted at every look, in units of their SD.

    Parameters
    ----------
    n_days
        Days gone by at each look.
    posterior
        With leading axes (people, looks).
    """

    n_days: tuple[int, ...]
    posterior: Posterior

    def chance_above(self, benefit: float, *, at_least: float = 0.0) -> Floats:
        """Chance that the benefit is above `at_least`, where it truly is `benefit`, both in SDs.

        Returns
        -------
        numpy.ndarray
            Shape (people, looks); 0.5 where the days so far are of one kind only.
        """
        return np.nan_to_num(self.posterior.cdf(benefit - at_least), nan=0.5)

    def mean_benefit(self, benefit: float) -> Floats:
        """Posterior mean of the benefit, in SDs, shape (people, looks)."""
        return np.nan_to_num(benefit - self.posterior.mean, nan=0.0)


@lru_cache(maxsize=6)
def fit_people(
    design: Design, n_days: tuple[int, ...], *, autocorrelation: float, n_people: int, seed: int
) -> FittedPeople:
    """Simulate and fit people; the same arguments give the same people at once.

    Parameters
    ----------
    n_days
        Days gone by at each look.
    autocorrelation
        Of the noise, above −1 and below 1.

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> people = fit_people(PairsDesign(period_days=2, cycles=14), (28, 56), autocorrelation=0.3,
    ...                     n_people=500, seed=1)
    >>> (people.chance_above(1.0) > 0.95).mean(0).round(1).tolist()
    [0.9, 1.0]
    """
    on_mat = sample_assignments(design, n_people, seed)
    noise = simulate_noise(
        np.random.default_rng([seed, 1]), on_mat.shape, autocorrelation=autocorrelation
    )
    return FittedPeople(n_days=n_days, posterior=fit_at_looks(noise, on_mat, n_days))
