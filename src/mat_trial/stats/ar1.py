"""The primary analysis: AR(1) regression with the autocorrelation integrated out.

Scores follow y = Xβ + δ·z + e with X an intercept and linear time, z = 1 on mat days, and noise
e ~ N(0, σ²R(φ)), R_ij = φ^|day_i − day_j|. With flat β and δ, p(σ²) ∝ 1/σ² and φ uniform, δ at a φ
is a t distribution; the posterior of δ is their mixture over φ, exact up to the quadrature. AR(1)
noise is Markov, so R is never built: each row is whitened from the one before it.
"""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
from scipy import special

from mat_trial.errors import AnalysisError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

LOWEST_PHI = -0.3
"""The uniform prior reaches below zero: from 0 it would lose power where φ is 0."""
HIGHEST_PHI = 0.95
NODES = ((64, 16), (366, 32))
"""Nodes that are within 1e-5 of a fine grid for diaries of up to so many analysed days."""
MOST_NODES = 64
MOST_STEPS = 100
CHANCE_TOLERANCE = 1e-12
N_COLUMNS = 3
"""Intercept, time and mat."""


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
    Leading axes hold several posteriors at once, from `fit_posteriors`.

    Examples
    --------
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
        return np.asarray((self.weight * special.stdtr(self.dof, standard)).sum(-1))

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
        x = np.asarray((self.weight * parts).sum(-1))
        for _ in range(MOST_STEPS):
            miss = self.cdf(x) - chance
            if (np.abs(miss) < CHANCE_TOLERANCE).all():
                break
            low, high = np.where(miss < 0, x, low), np.where(miss < 0, high, x)
            newton = x - miss / self.density(x)
            # A Newton step that leaves the bracket is replaced by a bisection.
            x = np.where((newton >= low) & (newton <= high), newton, (low + high) / 2)
        return x


def fit_posterior(day: npt.ArrayLike, score: npt.ArrayLike, on_mat: npt.ArrayLike) -> Posterior:
    """Fit the AR(1) regression to one diary and integrate φ out.

    Parameters
    ----------
    day
        Calendar day of each analysed score, whole numbers in rising order, shape (days,);
        gaps are missing days and need no filling in.
    score
        The scores, finite, shape (days,).
    on_mat
        Whether the day is assigned to the mat, shape (days,).

    Returns
    -------
    Posterior
        Of δ = mat − no mat, in score units.

    Raises
    ------
    AnalysisError
        When fewer than five days, one condition only, or scores that the trend and the condition
        explain without any spread leave nothing to compute from.

    References
    ----------
    Zellner A, Tiao GC (1964). Bayesian analysis of the regression model with autocorrelated
    errors. J Am Stat Assoc 59:763–778. doi:10.1080/01621459.1964.10480727

    Examples
    --------
    >>> posterior = fit_posterior(range(8), [6, 7, 4, 3, 6, 5, 3, 4], [0, 0, 1, 1, 0, 0, 1, 1])
    >>> round(float(posterior.mean), 2), round(float(posterior.cdf(0.0)), 3)
    (-2.47, 0.996)
    """
    rows = [np.asarray(values)[None, :] for values in (day, score, on_mat)]
    batch = fit_posteriors(*rows, included=np.ones(rows[0].shape, bool))
    return Posterior(
        phi=batch.phi,
        weight=batch.weight[0],
        estimate=batch.estimate[0],
        scale=batch.scale[0],
        dof=batch.dof[0],
        variance=batch.variance[0],
    )


def fit_posteriors(
    day: npt.ArrayLike, score: npt.ArrayLike, on_mat: npt.ArrayLike, *, included: npt.ArrayLike
) -> Posterior:
    """Fit many diaries, or many subsets of one diary, in one array operation.

    Parameters
    ----------
    day, score, on_mat
        As in `fit_posterior`, shape (diaries, days), or (1, days) to be shared by all.
    included
        Which days to analyse, shape (diaries, days); the others are passed over, whatever they
        hold.

    Returns
    -------
    Posterior
        With a leading axis of diaries.

    Raises
    ------
    AnalysisError
        As in `fit_posterior`, when any of the diaries cannot be fitted.

    Examples
    --------
    >>> included = [[True] * 8, [False] + [True] * 7]
    >>> both = fit_posteriors([range(8)], [[6, 7, 4, 3, 6, 5, 3, 4]], [[0, 0, 1, 1, 0, 0, 1, 1]],
    ...                       included=included)
    >>> both.mean.shape
    (2,)
    """
    keep = np.asarray(included, bool)
    days = np.broadcast_to(np.asarray(day, np.int64), keep.shape)
    scores = np.where(keep, np.asarray(score, float), 0.0)
    mat = np.broadcast_to(np.asarray(on_mat, float), keep.shape)
    n = keep.sum(-1)
    if (n < N_COLUMNS + 2).any():
        raise AnalysisError(
            f"{n.min()} scored days are too few for a figure. "
            f"At least {N_COLUMNS + 2} are needed. Go on with the diary."
        )
    columns = _design_columns(days, scores, mat, keep)
    _refuse_unfittable(columns, scores)
    phi, quadrature_weight = _phi_nodes(_count_nodes(int(n.max())))
    products, log_det_r = _sum_whitened(days, columns, keep, phi)
    return _mix(products, log_det_r, n, phi, quadrature_weight)


def whiten(day: npt.ArrayLike, values: npt.ArrayLike, phi: float) -> Floats:
    """Turn AR(1) rows into independent ones of equal variance (Prais–Winsten, with gaps).

    Parameters
    ----------
    day
        Calendar days in rising order, shape (days,).
    values
        Columns to whiten, shape (days, columns).
    phi
        Autocorrelation from one day to the next, above −1 and below 1.

    Returns
    -------
    numpy.ndarray
        The whitened columns, shape (days, columns).

    Examples
    --------
    >>> whiten([0, 1, 3], [[1.0], [1.0], [1.0]], 0.5).round(3).ravel().tolist()
    [1.0, 0.577, 0.775]
    """
    days, rows = np.asarray(day, np.int64), np.asarray(values, float)
    rho = phi ** np.diff(days)[:, None]
    later = (rows[1:] - rho * rows[:-1]) / np.sqrt(1 - rho**2)
    return np.concatenate([rows[:1], later])


def _count_nodes(n_days: int) -> int:
    return next((nodes for most, nodes in NODES if n_days <= most), MOST_NODES)


@cache
def _phi_nodes(n_nodes: int) -> tuple[Floats, Floats]:
    node, weight = np.polynomial.legendre.leggauss(n_nodes)
    middle, half = (HIGHEST_PHI + LOWEST_PHI) / 2, (HIGHEST_PHI - LOWEST_PHI) / 2
    return middle + half * node, weight / 2


def _design_columns(days: Ints, scores: Floats, mat: Floats, keep: Bools) -> Floats:
    # Time and scores are centred and time is scaled: the same model, better conditioned.
    n = keep.sum(-1, keepdims=True)
    time = days - (days * keep).sum(-1, keepdims=True) / n
    time = time / np.maximum(np.abs(time * keep).max(-1, keepdims=True), 1)
    centred = scores - scores.sum(-1, keepdims=True) / n
    columns = np.stack([np.ones_like(time), time, mat, centred], axis=-1)
    return columns * keep[..., None]


def _refuse_unfittable(columns: Floats, scores: Floats) -> None:
    upper = np.linalg.qr(columns, mode="r")
    diagonal = np.abs(np.diagonal(upper, axis1=-2, axis2=-1))
    if (diagonal[..., 2] < 1e-9).any():
        raise AnalysisError(
            "Mat days and no-mat days cannot be told apart from the passing of time. "
            "Both kinds of day are needed, in turns. Go on with the diary."
        )
    if (diagonal[..., 3] < 1e-7 * np.maximum(np.abs(scores).max(-1), 1e-300)).any():
        raise AnalysisError(
            "The scores show no day-to-day spread at all, so chance cannot be judged. "
            "Scores that vary are needed. Check that each day was scored on its own."
        )


def _sum_whitened(days: Ints, columns: Floats, keep: Bools, phi: Floats) -> tuple[Floats, Floats]:
    # A whitened row is (v − ρu)/√(1 − ρ²), u the analysed row before it and ρ = φ^gap. So its
    # products are sums of vv', uv' + vu' and uu' over the rows of each gap, taken once, and
    # weighted for each φ: the cost hardly grows with the number of nodes.
    position = np.where(keep, np.arange(keep.shape[-1]), -1)
    before = np.maximum.accumulate(position, axis=-1)
    before = np.concatenate([np.full_like(before[:, :1], -1), before[:, :-1]], axis=-1)
    source = np.maximum(before, 0)
    # Gap 0 stands for a row without a row before it.
    gap = np.where(keep & (before >= 0), days - np.take_along_axis(days, source, -1), 0)
    gaps = np.unique(gap)
    rho = np.where(gaps > 0, phi[:, None] ** gaps, 0.0)
    own = columns
    previous = np.take_along_axis(columns, source[..., None], axis=-2)
    belongs = np.swapaxes((gap[..., None] == gaps) & keep[..., None], -1, -2).astype(float)

    def sum_products(left: Floats, right: Floats) -> Floats:
        products = (left[..., :, None] * right[..., None, :]).reshape(*left.shape[:-1], -1)
        return np.asarray(belongs @ products)

    mixed = sum_products(own, previous)
    size = columns.shape[-1]
    square = (*mixed.shape[:-1], size, size)
    mixed = mixed + np.swapaxes(mixed.reshape(square), -1, -2).reshape(mixed.shape)
    left_over = 1 - rho**2
    summed = (
        (1 / left_over) @ sum_products(own, own)
        - (rho / left_over) @ mixed
        + (rho**2 / left_over) @ sum_products(previous, previous)
    )
    return summed.reshape(*summed.shape[:-1], size, size), belongs.sum(-1) @ np.log(left_over).T


def _mix(
    products: Floats, log_det_r: Floats, n: Ints, phi: Floats, quadrature_weight: Floats
) -> Posterior:
    # With the columns in the order intercept, time, mat, score, the last two rows of the
    # Cholesky factor are the regression: its effect, its standard error and its residuals.
    factor = np.linalg.cholesky(products)
    diagonal = np.diagonal(factor, axis1=-2, axis2=-1)
    rss, spread = diagonal[..., 3] ** 2, diagonal[..., 2]
    log_det_inner = 2 * np.log(diagonal[..., :3]).sum(-1)
    dof = (n - N_COLUMNS)[..., None]
    log_weight = np.log(quadrature_weight) - 0.5 * (log_det_r + log_det_inner + dof * np.log(rss))
    weight = np.exp(log_weight - log_weight.max(-1, keepdims=True))
    variance = rss / dof
    return Posterior(
        phi=phi,
        weight=weight / weight.sum(-1, keepdims=True),
        estimate=factor[..., 3, 2] / spread,
        scale=np.sqrt(variance) / spread,
        dof=dof,
        variance=variance,
    )
