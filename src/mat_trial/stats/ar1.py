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
from mat_trial.language import _, mark
from mat_trial.stats.mixture import Triangle, mix_nodes, place_nodes
from mat_trial.stats.posterior import Posterior

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

TOO_FEW = mark(
    "{n_days} scored days are too few for a figure. "
    "At least {fewest} are needed. Go on with the diary."
)
NOT_APART = mark(
    "Mat days and no-mat days cannot be told apart from the passing of time. "
    "Both kinds of day are needed, in turns. Go on with the diary."
)
NO_SPREAD = mark(
    "The scores show no day-to-day spread at all, so chance cannot be judged. "
    "Scores that vary are needed. Check that each day was scored on its own."
)


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
    posterior, reasons = fit_each(day, score, target, included=included, beside=beside)
    for reason in filter(None, reasons):
        raise AnalysisError(reason)
    return posterior


def fit_each(
    day: npt.ArrayLike,
    score: npt.ArrayLike,
    target: npt.ArrayLike,
    *,
    included: npt.ArrayLike,
    beside: npt.ArrayLike | None = None,
    n_days: int | None = None,
) -> tuple[Posterior, list[str]]:
    """Fit many diaries as `fit_posteriors` does, and pass over those that cannot be fitted.

    Parameters
    ----------
    n_days
        Analysed days that the nodes over φ are placed for; None for those of the longest diary.

    Returns
    -------
    Posterior
        With a leading axis of the diaries that could be fitted, in their order.
    list of str
        Why a diary could not be, in sentences, and nothing where it could, shape (diaries,).

    Examples
    --------
    >>> included = [[True] * 8, [True] * 2 + [False] * 6]
    >>> fitted, reasons = fit_each([range(8)], [[6, 7, 4, 3, 6, 5, 3, 4]],
    ...                            [[0, 0, 1, 1, 0, 0, 1, 1]], included=included)
    >>> fitted.mean.shape, reasons[0], reasons[1].partition(".")[0]
    ((1,), '', '2 scored days are too few for a figure')
    """
    keep = np.asarray(included, bool)
    days = np.broadcast_to(np.asarray(day, np.int64), keep.shape)
    scores = np.where(keep, np.asarray(score, float), 0.0)
    adjusted = np.asarray(days[..., None] if beside is None else beside, float)
    columns = _join_columns(np.moveaxis(adjusted, -1, 0), target, scores, keep)
    absent = (columns[1:-2] == 0).all(-1)
    n, n_columns = keep.sum(-1), len(columns) - 1
    phi, quadrature_weight = place_nodes(n_days or int(n.max(initial=0)))
    reasons = _say_why_not(columns, absent, scores, n)
    fitted = np.array([not reason for reason in reasons], bool)
    if not fitted.all():
        keep, days, n = keep[fitted], days[fitted], n[fitted]
        columns, absent = columns[:, fitted], absent[:, fitted]
    products, log_det_r = _sum_whitened(days, columns, keep, phi)
    for column, is_absent in enumerate(absent, start=1):
        # As if it had a row of its own: that keeps the algebra going and changes no figure.
        products[column, column] = products[column, column] + is_absent[:, None]
    dof = n - n_columns + absent.sum(0)
    return mix_nodes(products, log_det_r, dof[:, None], phi, quadrature_weight), reasons


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


def _join_columns(adjusted: Floats, target: npt.ArrayLike, scores: Floats, keep: Bools) -> Floats:
    # Shape (columns, diaries, days): the intercept first, the target and the score last.
    columns = np.zeros((len(adjusted) + 3, *keep.shape))
    columns[0] = keep
    columns[1:-2] = _center(adjusted, keep)
    columns[-2] = np.where(keep, np.asarray(target, float), 0.0)
    columns[-1] = _subtract_mean(scores, keep)
    return columns


def _center(values: Floats, keep: Bools) -> Floats:
    # Centred and scaled columns make the same model, better conditioned.
    values = np.where(keep, values, 0.0)
    centred = _subtract_mean(values, keep)
    reach = np.abs(centred).max(-1, keepdims=True, initial=0.0)
    varies = reach > 1e-9 * np.abs(values).max(-1, keepdims=True, initial=0.0)
    scaled: Floats = np.where(varies, centred / np.maximum(reach, 1), 0.0)
    return scaled


def _subtract_mean(values: Floats, keep: Bools) -> Floats:
    n = np.maximum(keep.sum(-1, keepdims=True), 1)
    # Summed day by day, so that the days after a diary's last change no rounding.
    total = values.cumsum(-1)[..., -1:]
    centred: Floats = (values - total / n) * keep
    return centred


def _say_why_not(columns: Floats, absent: Bools, scores: Floats, n: Ints) -> list[str]:
    fewest = len(columns) + 1
    own = _measure_own_lengths(columns)
    is_explained = own[:-1] < 1e-9
    is_explained[1:-1] &= ~absent
    is_flat = own[-1] < 1e-7 * np.maximum(np.abs(scores).max(-1, initial=0.0), 1e-300)
    which = np.select([n < fewest, np.any(is_explained, axis=0), is_flat], [1, 2, 3])
    reasons = ("", TOO_FEW, NOT_APART, NO_SPREAD)
    return [
        _(reasons[reason], n_days=n_days, fewest=fewest)
        for reason, n_days in zip(which.tolist(), n.tolist(), strict=True)
    ]


def _measure_own_lengths(columns: Floats) -> Floats:
    # What is left of each column beside those before it: the diagonal of R in QR, by modified
    # Gram–Schmidt, for all diaries at once.
    left = columns.copy()
    lengths = np.empty(columns.shape[:2])
    for number, column in enumerate(left):
        lengths[number] = np.sqrt((column**2).sum(-1))
        unit = column / np.where(lengths[number] > 0, lengths[number], 1)[:, None]
        after = left[number + 1 :]
        after -= (unit * after).sum(-1, keepdims=True) * unit
    return lengths


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
        return sums.reshape(len(values) * len(gaps), len(keep), 1)

    cells = columns.reshape(len(columns), -1)
    # Unlike an index, `take` keeps each column in one piece.
    rows, previous = (np.take(cells, at[order], axis=1) for at in (flat, np.roll(flat, 1)))
    rho = np.where(gaps[:, None] > 0, phi ** gaps[:, None], 0.0)
    left_over = 1 - rho**2
    weights = np.concatenate([np.ones_like(rho), rho**2 / left_over, -rho / left_over])
    products = {}
    for i, j in combinations_with_replacement(range(len(rows)), 2):
        plain = rows[i] * rows[j]
        within = plain + previous[i] * previous[j]
        across = rows[i] * previous[j] + previous[i] * rows[j]
        products[j, i] = _weigh(weights, sum_groups(np.stack([plain, within, across])))
    return products, _weigh(np.log(left_over), sum_groups(np.ones((1, len(group)))))


def _weigh(weights: Floats, sums: Floats) -> Floats:
    # One after the other and not as a matrix product, which would round the sums of a diary
    # otherwise when others, with other gaps, are fitted beside it.
    total = np.zeros((sums.shape[1], weights.shape[1]))
    for weight, summed in zip(weights, sums, strict=True):
        total += weight * summed
    return total
