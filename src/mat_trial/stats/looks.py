"""Early looks: one diary read several times, and boundaries that keep false verdicts rare.

The boundary of a look is z_k = c·(1 + 0.6·√(1 − t_k)), t_k the share of the planned days gone by,
at the last look 0.97·c, and as a chance Φ(z_k): high at first and lower towards the end. c is
found by simulation.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import special

from mat_trial.stats.mixture import mix_nodes, place_nodes
from mat_trial.stats.posterior import Posterior

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STEEPNESS = 0.6
LAST = 0.97
SUREST = 8.0
"""Beyond so many standard errors chances are not told apart."""


def fit_at_looks(score: npt.ArrayLike, on_mat: npt.ArrayLike, n_days: Sequence[int]) -> Posterior:
    """Fit every diary at every look, each on the days up to it.

    Parameters
    ----------
    score
        Scores of whole diaries, no day missing, shape (people, days).
    on_mat
        Whether the day is a mat day, shape (people, days).
    n_days
        Days gone by at each look, rising, 5 or more.

    Returns
    -------
    Posterior
        With leading axes (people, looks). Where the days up to a look are of one kind only, its
        figures are NaN.

    Notes
    -----
    The same model as `ar1.fit_posteriors`; as no day is missing, the sums of one look go on into
    the next.

    Examples
    --------
    >>> scores = [[6, 7, 4, 3, 6, 5, 3, 4]]
    >>> fitted = fit_at_looks(scores, [[0, 0, 1, 1, 0, 0, 1, 1]], [6, 8])
    >>> fitted.mean.round(2).tolist()
    [[-2.72, -2.47]]
    """
    scores = np.asarray(score, float)
    mat = np.asarray(on_mat, float)
    days = np.asarray(n_days, np.int64)
    time = np.broadcast_to(np.linspace(-1.0, 1.0, scores.shape[1]), scores.shape)
    centred = scores - scores.mean(-1, keepdims=True)
    columns = (np.ones_like(scores), time, mat, centred)
    phi, weight = place_nodes(scores.shape[1])
    left_over = 1 - phi**2
    products = {}
    for i, left in enumerate(columns):
        for j, right in enumerate(columns[: i + 1]):
            own = left * right
            # Whitened products from the second row on; see `ar1`.
            within = (own[:, 1:] + own[:, :-1]).cumsum(-1)[:, days - 2, None]
            across = (left[:, 1:] * right[:, :-1] + left[:, :-1] * right[:, 1:]).cumsum(-1)
            products[i, j] = (
                own.cumsum(-1)[:, days - 1, None]
                + phi**2 / left_over * within
                - phi / left_over * across[:, days - 2, None]
            )
    log_det_r = np.asarray((days[:, None] - 1) * np.log(left_over), float)
    with np.errstate(invalid="ignore", divide="ignore"):
        return mix_nodes(products, log_det_r, (days - len(columns) + 1)[:, None], phi, weight)


def measure_evidence(chance: npt.ArrayLike) -> Floats:
    """Turn chances into standard normal units; NaN, where there is no figure, counts as none.

    Examples
    --------
    >>> measure_evidence([0.5, 0.975, 1.0, float("nan")]).round(2).tolist()
    [0.0, 1.96, 8.0, 0.0]
    """
    z: Floats = special.ndtri(np.asarray(chance, float))
    return np.nan_to_num(np.clip(z, -SUREST, SUREST), nan=0.0)


def shape_boundaries(share: npt.ArrayLike) -> Floats:
    """Give the shape of the boundaries for shares of the planned days gone by, 1 at the end.

    Examples
    --------
    >>> shape_boundaries([0.25, 0.99, 1.0]).round(3).tolist()
    [1.52, 1.06, 0.97]
    """
    gone_by = np.asarray(share, float)
    return np.where(gone_by < 1, 1 + STEEPNESS * np.sqrt(1 - gone_by), LAST)


def calibrate_boundaries(
    evidence: Sequence[npt.ArrayLike], share: npt.ArrayLike, *, level: float
) -> Floats:
    """Find the boundaries that people without an effect ever reach with chance `level`.

    Parameters
    ----------
    evidence
        For each truth tried, the evidence for benefit at each look of people for whom the mat
        does nothing, from `measure_evidence`, shape (people, looks). The worst truth counts.
    share
        Share of the planned days gone by at each look, shape (looks,).
    level
        Chance of ever reaching the boundary on one side, above 0 and below 0.5.

    Returns
    -------
    numpy.ndarray
        The boundary of each look as a chance, above 0.5 and below 1, shape (looks,).

    Notes
    -----
    Without an effect, benefit and harm are equally likely, so both sides are counted: twice the
    people for the same time.

    References
    ----------
    Wang SK, Tsiatis AA (1987). Approximately optimal one-parameter boundaries for group
    sequential trials. Biometrics 43:193–199. doi:10.2307/2531959

    Examples
    --------
    >>> evidence = np.random.default_rng(1).normal(size=(20_000, 1))
    >>> calibrate_boundaries([evidence], [1.0], level=0.05).round(2).tolist()
    [0.95]
    """
    shape = shape_boundaries(share)
    steps = []
    for one in evidence:
        z = np.asarray(one, float) / shape
        furthest = np.concatenate([z.max(-1), (-z).max(-1)])
        steps.append(np.quantile(furthest, 1 - level))
    return np.asarray(special.ndtr(max(steps) * shape), float)
