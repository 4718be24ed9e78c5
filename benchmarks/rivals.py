"""What other tools do with the same diaries, and what an oracle could do.

Each takes simulated trials of pain and returns, for each person, whether it would say at the
one-sided 5% level that the mat helps, shape (people,).
"""

import numpy as np
import numpy.typing as npt
from scipy import stats

from mat_trial.operating import Trials

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

LEVEL = 0.05
EXACT = 1e-12
"""Spread that is rounding error alone: nothing can be tested then."""


def find_by_welch(trials: Trials) -> Bools:
    """Welch's t test on days: what most apps do."""
    groups = []
    for mat in (True, False):
        mine = trials.analysed & (trials.layouts.on_mat == mat)
        n = np.maximum(mine.sum(-1), 2)
        mean = (trials.score * mine).sum(-1) / n
        variance = (((trials.score - mean[:, None]) * mine) ** 2).sum(-1) / (n - 1)
        groups.append((n, mean, variance / n))
    (n_mat, mat_mean, mat_error), (n_no_mat, no_mat_mean, no_mat_error) = groups
    squared = np.maximum(mat_error + no_mat_error, EXACT)
    dof = squared**2 / np.maximum(
        mat_error**2 / (n_mat - 1) + no_mat_error**2 / (n_no_mat - 1), EXACT
    )
    return _is_low((mat_mean - no_mat_mean) / np.sqrt(squared), dof)


def find_by_newey_west(trials: Trials) -> Bools:
    """Least squares on trend and condition, with Newey–West errors (Bartlett weights)."""
    columns, score, keep = _pack(trials)
    n = keep.sum(-1)
    inverse = np.linalg.inv(np.swapaxes(columns, -1, -2) @ columns)
    beta = (inverse @ np.swapaxes(columns, -1, -2) @ score[..., None])[..., 0]
    moments = columns * ((score - (columns @ beta[..., None])[..., 0]) * keep)[..., None]
    middle = np.swapaxes(moments, -1, -2) @ moments
    # The usual rule of thumb for the number of lags.
    lags = int(4 * (n.mean() / 100) ** (2 / 9))
    for lag in range(1, lags + 1):
        cross = np.swapaxes(moments[:, lag:], -1, -2) @ moments[:, :-lag]
        middle += (1 - lag / (lags + 1)) * (cross + np.swapaxes(cross, -1, -2))
    dof = n - columns.shape[-1]
    variance = (inverse @ middle @ inverse)[:, 2, 2] * n / dof
    return _is_low(beta[:, 2] / np.sqrt(np.maximum(variance, EXACT)), dof)


def find_by_pairs(trials: Trials) -> Bools:
    """Paired t test on cycle means: the textbook n-of-1 analysis."""
    cycles = np.arange(1, trials.layouts.cycle.max() + 1)
    halves = []
    for mat in (True, False):
        mine = trials.analysed & (trials.layouts.on_mat == mat)
        belongs = (trials.layouts.cycle[:, None] == cycles[:, None]) & mine[:, None]
        n = belongs.sum(-1)
        means = (belongs * trials.score[:, None]).sum(-1) / np.maximum(n, 1)
        halves.append(np.where(n > 0, means, np.nan))
    difference = halves[0] - halves[1]
    complete = np.isfinite(difference)
    n = np.maximum(complete.sum(-1), 2)
    mean = np.nansum(difference, -1) / n
    variance = np.nansum((difference - mean[:, None]) ** 2, -1) / (n - 1)
    return _is_low(mean / np.sqrt(np.maximum(variance / n, EXACT)), n - 1)


def find_by_oracle(trials: Trials, *, autocorrelation: float, sd: float) -> Bools:
    """Generalised least squares on the same columns, told the true φ and SD."""
    day = np.arange(trials.score.shape[1])
    covariance = autocorrelation ** np.abs(day[:, None] - day)
    keep = trials.analysed
    columns = _stack_columns(trials) * keep[..., None]
    if keep.all():
        solved = np.asarray(np.linalg.inv(covariance) @ columns, float)
    else:
        # A day without a score becomes a row of zeros with noise of its own: it weighs nothing.
        both = keep[:, :, None] & keep[:, None, :]
        solved = np.linalg.solve(np.where(both, covariance, np.eye(len(day))), columns)
    inverse = np.linalg.inv(np.swapaxes(columns, -1, -2) @ solved)
    beta = inverse @ np.swapaxes(solved, -1, -2) @ (trials.score * keep)[..., None]
    z = beta[:, 2, 0] / (sd * np.sqrt(inverse[:, 2, 2]))
    return np.asarray(z < stats.norm.ppf(LEVEL))


def _stack_columns(trials: Trials) -> Floats:
    mat = trials.layouts.on_mat.astype(float)
    time = np.broadcast_to(np.linspace(-1, 1, mat.shape[1]), mat.shape)
    return np.stack([np.ones_like(mat), time, mat], axis=-1)


def _pack(trials: Trials) -> tuple[Floats, Floats, Bools]:
    # Rows follow each other as in a table without the missing days; the rest are zeros.
    order = np.argsort(~trials.analysed, axis=-1, kind="stable")
    keep = np.take_along_axis(trials.analysed, order, -1)
    columns = np.take_along_axis(_stack_columns(trials), order[..., None], -2)
    score = np.take_along_axis(trials.score, order, -1)
    return columns * keep[..., None], score * keep, keep


def _is_low(t: Floats, dof: Floats) -> Bools:
    return np.asarray(stats.t.cdf(t, dof) < LEVEL)
