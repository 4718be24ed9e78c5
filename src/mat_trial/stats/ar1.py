"""The primary analysis: AR(1) regression with the autocorrelation integrated out.

Scores follow y = Xβ + δ·z + e with X an intercept and linear time, z = 1 on mat days, and noise
e ~ N(0, σ²R(φ)), R_ij = φ^|day_i − day_j|. With flat β and δ, p(σ²) ∝ 1/σ² and φ uniform, δ at a φ
is a t distribution; the posterior of δ is their mixture over φ, exact up to the quadrature. AR(1)
noise is Markov, so R is never built: each row is whitened from the one before it. Any other column
can take the place of z, or stand in X beside it.
"""

from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt

from mat_trial.errors import AnalysisError
from mat_trial.stats.mixture import Triangle, mix_nodes, place_nodes
from mat_trial.stats.posterior import Posterior

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


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
    rows = [np.asarray(values)[None] for values in (day, score, on_mat)]
    return fit_posteriors(*rows, included=np.ones(rows[0].shape, bool))[0]


def fit_posteriors(
    day: npt.ArrayLike,
    score: npt.ArrayLike,
    target: npt.ArrayLike,
    *,
    included: npt.ArrayLike,
    beside: npt.ArrayLike | None = None,
) -> Posterior:
    """Fit many diaries, or many models and subsets of one diary, in one array operation.

    Parameters
    ----------
    day, score
        As in `fit_posterior`, shape (diaries, days), or (1, days) to be shared by all.
    target
        The column whose coefficient is wanted, shaped alike: for the effect, 1 on mat days.
    included
        Which days to analyse, shape (diaries, days); the others are passed over, whatever they
        hold.
    beside
        Columns to adjust for besides the intercept, shape (diaries, days, columns) or
        (1, days, columns); one that does not vary over a diary's included days says nothing
        there and does not count. None for a linear trend.

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
    wanted = np.broadcast_to(np.asarray(target, float), keep.shape)
    adjusted = days[..., None] if beside is None else np.asarray(beside, float)
    n, most_columns = keep.sum(-1), adjusted.shape[-1] + 2
    _refuse_too_few(int(n.min()), most_columns + 2)
    adjusted = _center(np.broadcast_to(adjusted, (*keep.shape, adjusted.shape[-1])), keep)
    columns = _join_columns(adjusted, wanted, scores, keep)
    # A row of its own for each absent column keeps the algebra going and changes no figure.
    absent = np.abs(adjusted).max(-2) == 0
    anchors = np.eye(columns.shape[-1])[1:-2] * absent[..., None]
    anchored = np.concatenate([columns, anchors], axis=-2) if absent.any() else columns
    _refuse_unfittable(anchored, scores)
    phi, quadrature_weight = place_nodes(int(n.max()))
    products, log_det_r = _sum_whitened(days, columns, keep, phi)
    for column, is_absent in enumerate(absent.T, start=1):
        products[column, column] = products[column, column] + is_absent[:, None]
    dof = n - most_columns + absent.sum(-1)
    return mix_nodes(products, log_det_r, dof[:, None], phi, quadrature_weight)


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


def _center(values: Floats, keep: Bools) -> Floats:
    # Centred and scaled columns make the same model, better conditioned.
    kept = keep[..., None]
    values = np.where(kept, values, 0.0)
    centred = (values - values.sum(-2, keepdims=True) / kept.sum(-2, keepdims=True)) * kept
    reach = np.abs(centred).max(-2, keepdims=True)
    varies = reach > 1e-9 * np.abs(values).max(-2, keepdims=True)
    return np.where(varies, centred / np.maximum(reach, 1), 0.0)


def _join_columns(adjusted: Floats, wanted: Floats, scores: Floats, keep: Bools) -> Floats:
    centred = scores - scores.sum(-1, keepdims=True) / keep.sum(-1, keepdims=True)
    ones, wanted, centred = (
        column[..., None] for column in (np.ones_like(wanted), wanted, centred)
    )
    columns = np.concatenate([ones, adjusted, wanted, centred], axis=-1)
    return np.where(keep[..., None], columns, 0.0)


def _refuse_too_few(n_days: int, fewest: int) -> None:
    if n_days < fewest:
        raise AnalysisError(
            f"{n_days} scored days are too few for a figure. "
            f"At least {fewest} are needed. Go on with the diary."
        )


def _refuse_unfittable(columns: Floats, scores: Floats) -> None:
    diagonal = np.abs(np.diagonal(np.linalg.qr(columns, mode="r"), axis1=-2, axis2=-1))
    if (diagonal[..., :-1] < 1e-9).any():
        raise AnalysisError(
            "Mat days and no-mat days cannot be told apart from the passing of time. "
            "Both kinds of day are needed, in turns. Go on with the diary."
        )
    if (diagonal[..., -1] < 1e-7 * np.maximum(np.abs(scores).max(-1), 1e-300)).any():
        raise AnalysisError(
            "The scores show no day-to-day spread at all, so chance cannot be judged. "
            "Scores that vary are needed. Check that each day was scored on its own."
        )


def _sum_whitened(
    days: Ints, columns: Floats, keep: Bools, phi: Floats
) -> tuple[Triangle, Floats]:
    # A whitened row is (v − ρu)/√(1 − ρ²), u the analysed row before it and ρ = φ^gap; its product
    # is vv' + (vv' + uu')·ρ²/(1 − ρ²) − (uv' + vu')·ρ/(1 − ρ²). So both sums are taken once over
    # the rows of each gap, and weighted for each φ: the cost hardly grows with the nodes.
    flat = np.flatnonzero(keep)
    diary = flat // keep.shape[1]
    starts_diary = np.diff(diary, prepend=-1) > 0
    # Gap 0 stands for a row without a row before it, whatever stands there.
    gap = np.where(starts_diary, 0, np.diff(days[keep], prepend=0))
    gaps = np.flatnonzero(np.bincount(gap))
    # In the order of their groups, one for each gap of each diary, sums are sums of slices.
    group = np.searchsorted(gaps, gap) * len(keep) + diary
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    present = group[order][starts]

    def sum_groups(values: Floats) -> Floats:
        sums = np.zeros((len(values), len(gaps) * len(keep)))
        sums[:, present] = np.add.reduceat(values, starts, axis=1)
        return sums.reshape(-1, len(keep))

    cells = columns.reshape(-1, columns.shape[-1])
    rows = np.ascontiguousarray(cells[flat[order]].T)
    previous = np.ascontiguousarray(cells[np.roll(flat, 1)[order]].T)
    plain = np.swapaxes(columns, -1, -2) @ columns
    rho = np.where(gaps > 0, phi[:, None] ** gaps, 0.0)
    left_over = 1 - rho**2
    weights = np.hstack([rho**2 / left_over, -rho / left_over])
    products = {}
    for i, j in combinations_with_replacement(range(len(rows)), 2):
        within = rows[i] * rows[j] + previous[i] * previous[j]
        across = rows[i] * previous[j] + previous[i] * rows[j]
        products[j, i] = (
            plain[:, i, j, None] + (weights @ sum_groups(np.stack([within, across]))).T
        )
    n_rows = sum_groups(np.ones((1, len(group))))
    return products, (np.log(left_over) @ n_rows).T
