"""Many models of one diary at the price of one: each asks the same scores another question."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mat_trial.errors import AnalysisError
from mat_trial.stats.ar1 import fit_posteriors
from mat_trial.stats.posterior import Posterior

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Variant:
    """One model of the scores.

    Parameters
    ----------
    included
        Which days to analyse, shape (days,).
    target
        The column whose coefficient is wanted, shape (days,).
    beside
        Columns to adjust for besides the intercept, shape (days,) each.
    """

    included: Bools
    target: Floats
    beside: tuple[Floats, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FittedVariants:
    """Posteriors by name; a variant that could not be fitted is not there.

    Parameters
    ----------
    names
        The variants, in order.
    posterior
        With a leading axis of variants.
    """

    names: tuple[str, ...]
    posterior: Posterior

    def pick(self, name: str) -> Posterior | None:
        """Return the posterior of that name; None where there is none."""
        return self.posterior[self.names.index(name)] if name in self.names else None

    def select(self, wanted: Container[str]) -> "FittedVariants":
        """Return only the variants that are wanted, in the same order."""
        rows = [row for row, name in enumerate(self.names) if name in wanted]
        return FittedVariants(
            names=tuple(self.names[row] for row in rows), posterior=self.posterior[rows]
        )


def fit_variants(
    day: npt.ArrayLike, score: npt.ArrayLike, variants: Mapping[str, Variant]
) -> FittedVariants:
    """Fit all variants of one diary in one array operation, and pass over those that cannot be.

    Parameters
    ----------
    day, score
        As in `ar1.fit_posterior`, shape (days,).

    Raises
    ------
    AnalysisError
        When none of them can be fitted.

    Examples
    --------
    >>> on_mat, all_days = np.array([0.0, 0.0, 1.0, 1.0] * 3), np.ones(12, bool)
    >>> day = np.arange(12.0)
    >>> fitted = fit_variants(day, [6, 7, 4, 3, 6, 5, 3, 4, 6, 6, 2, 3], {
    ...     "plain": Variant(included=all_days, target=on_mat, beside=(day,)),
    ...     "without_trend": Variant(included=all_days, target=on_mat, beside=()),
    ...     "unfittable": Variant(included=on_mat > 0, target=on_mat, beside=(day,)),
    ... })
    >>> fitted.names, float(fitted.pick("without_trend").mean.round(1))
    (('plain', 'without_trend'), -2.8)
    """
    try:
        return _fit(day, score, variants)
    except AnalysisError:
        kept = {name: one for name, one in variants.items() if _can_fit(day, score, one)}
        if not kept:
            raise
        return _fit(day, score, kept)


def _can_fit(day: npt.ArrayLike, score: npt.ArrayLike, variant: Variant) -> bool:
    try:
        _fit(day, score, {"": variant})
    except AnalysisError:
        return False
    return True


def _fit(
    day: npt.ArrayLike, score: npt.ArrayLike, variants: Mapping[str, Variant]
) -> FittedVariants:
    models = list(variants.values())
    included = np.stack([model.included for model in models])
    # Narrower models are filled up with columns of zeros, which do not count.
    beside = np.zeros((*included.shape, max(len(model.beside) for model in models)))
    for row, model in enumerate(models):
        for column, values in enumerate(model.beside):
            beside[row, :, column] = values
    posterior = fit_posteriors(
        np.asarray(day)[None],
        np.asarray(score)[None],
        np.stack([model.target for model in models]),
        included=included,
        beside=beside,
    )
    return FittedVariants(names=tuple(variants), posterior=posterior)
