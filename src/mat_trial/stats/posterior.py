"""What an analysis knows of one coefficient: a mixture of t distributions over φ."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_STEPS = 100
FEWEST_DOF_FOR_SERIES = 10
CHANCE_TOLERANCE = 1e-10
"""Below what `cdf` itself is exact to."""


# No slots: the mean and friends are computed once, when first asked for.
@dataclass(frozen=True, kw_only=True, eq=False)
class Posterior:
    """What the scores say of δ = mat − no mat: a mixture of t distributions over φ.

    Parameters
    ----------
    phi
        Quadrature nodes of the autocorrelation, shape (nodes,).
    weight
        Posterior weight of each node, shape (..., nodes), summing to one.
    estimate, scale
        Centre and scale of δ at each node, in score units, shape (..., nodes).
    dof
        Degrees of freedom, shape (..., 1).
    variance
        Day-to-day variance estimate at each node, in squared score units, shape (..., nodes).

    Notes
    -----
    Leading axes hold several posteriors at once, from `fit_posteriors`; an index picks among them.

    Examples
    --------
    >>> from mat_trial.stats.ar1 import fit_posterior
    >>> posterior = fit_posterior(range(8), [6, 7, 4, 3, 6, 5, 3, 4], [0, 0, 1, 1, 0, 0, 1, 1])
    >>> posterior.quantile([0.05, 0.95]).round(1).tolist()
    [-3.7, -1.3]
    >>> float(posterior.cdf(posterior.quantile(0.3)).round(6))
    0.3
    """

    phi: Floats
    weight: Floats
    estimate: Floats
    scale: Floats
    dof: Ints
    variance: Floats

    def __getitem__(self, index: int | list[int] | Ints | None) -> "Posterior":
        return Posterior(
            phi=self.phi,
            weight=self.weight[index],
            estimate=self.estimate[index],
            scale=self.scale[index],
            dof=self.dof[index],
            variance=self.variance[index],
        )

    @cached_property
    def mean(self) -> Floats:
        """Posterior mean of δ, in score units, shape (...)."""
        return np.asarray((self.weight * self.estimate).sum(-1))

    @cached_property
    def autocorrelation(self) -> Floats:
        """Posterior mean of φ, −0.3 to 0.95, shape (...)."""
        return np.asarray((self.weight * self.phi).sum(-1))

    @cached_property
    def sd(self) -> Floats:
        """Day-to-day standard deviation, in score units, shape (...)."""
        return np.asarray(np.sqrt((self.weight * self.variance).sum(-1)))

    def cdf(self, x: npt.ArrayLike) -> Floats:
        """Chance, 0 to 1, that δ is at most `x`; one for each posterior, or for each `x`."""
        standard = (np.asarray(x, float)[..., None] - self.estimate) / self.scale
        return np.asarray((self.weight * _t_cdf(standard, self.dof)).sum(-1))

    def density(self, x: npt.ArrayLike) -> Floats:
        """Posterior density of δ at `x`, per score unit."""
        standard = (np.asarray(x, float)[..., None] - self.estimate) / self.scale
        half = self.dof / 2
        log_peak = special.gammaln(half + 0.5) - special.gammaln(half)
        log_peak = log_peak - 0.5 * np.log(self.dof * np.pi) - np.log(self.scale)
        log_density = log_peak - (half + 0.5) * np.log1p(standard**2 / self.dof)
        return np.asarray((self.weight * np.exp(log_density)).sum(-1))

    def quantile(self, p: npt.ArrayLike) -> Floats:
        """Value of δ that it stays below with chance `p`, 0 < p < 1, in score units."""
        chance = np.asarray(p, float)
        # Every quantile of a mixture lies between the same quantiles of its parts.
        parts = self.estimate + self.scale * special.stdtrit(self.dof, chance[..., None])
        low, high = parts.min(-1), parts.max(-1)
        # A single t of the same mean and variance is near enough for two or three steps.
        inner = self.scale**2 + (self.estimate - self.mean[..., None]) ** 2 * (1 - 2 / self.dof)
        spread = np.sqrt((self.weight * inner).sum(-1))
        x: Floats = self.mean + spread * special.stdtrit(self.dof[..., 0], chance)
        for _ in range(MOST_STEPS):
            miss = self.cdf(x) - chance
            found = np.abs(miss) < CHANCE_TOLERANCE
            if found.all():
                break
            low, high = np.where(miss < 0, x, low), np.where(miss < 0, high, x)
            newton = x - miss / self.density(x)
            # A Newton step that leaves the bracket is replaced by a bisection.
            step = np.where((newton >= low) & (newton <= high), newton, (low + high) / 2)
            # What is found stays, so that no figure depends on those computed beside it.
            x = np.where(found, x, step)
        return x


def join_posteriors(parts: Sequence[Posterior]) -> Posterior:
    """Join posteriors with the same nodes along their leading axis.

    Examples
    --------
    >>> from mat_trial.stats.ar1 import fit_posterior
    >>> posterior = fit_posterior(range(8), [6, 7, 4, 3, 6, 5, 3, 4], [0, 0, 1, 1, 0, 0, 1, 1])
    >>> join_posteriors([posterior[None], posterior[None]]).mean.round(1).tolist()
    [-2.5, -2.5]
    """
    return Posterior(
        phi=parts[0].phi,
        weight=np.concatenate([part.weight for part in parts]),
        estimate=np.concatenate([part.estimate for part in parts]),
        scale=np.concatenate([part.scale for part in parts]),
        dof=np.concatenate([part.dof for part in parts]),
        variance=np.concatenate([part.variance for part in parts]),
    )


def _t_cdf(t: Floats, dof: Ints) -> Floats:
    # From ten degrees of freedom on, Hill's series is within 5e-10 of scipy's `stdtr`, in an
    # eighth of its time. Hill GW (1970). Algorithm 395: Student's t-distribution. Commun ACM
    # 13:617–619. doi:10.1145/355598.355599
    is_few = dof < FEWEST_DOF_FOR_SERIES
    if is_few.all():
        return np.asarray(special.stdtr(dof, t))
    a = dof - 0.5
    b = 48 * a**2
    y = a * np.log1p(t**2 / dof)
    series = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y**2 + 100 + b)
    normal = ((series + y + 3) / b + 1) * np.sqrt(y)
    chance: Floats = special.ndtr(np.copysign(normal, t))
    if is_few.any():
        is_few, freedom = np.broadcast_arrays(is_few, dof, t)[:2]
        chance[is_few] = special.stdtr(freedom[is_few], t[is_few])
    return chance
