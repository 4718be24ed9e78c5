"""From sums of products at each φ to the mixture over φ: the end of every fit."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt

from mat_trial.stats.posterior import Posterior

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Triangle = dict[tuple[int, int], Floats]
"""Entries of the lower triangles of many small matrices, by row and column."""

LOWEST_PHI = -0.3
"""The uniform prior reaches below zero: from 0 it would lose power where φ is 0."""
HIGHEST_PHI = 0.95
NODES = ((64, 16), (366, 32))
"""Nodes that are within 1e-5 of a fine grid for diaries of up to so many analysed days."""
MOST_NODES = 64


def place_nodes(n_days: int) -> tuple[Floats, Floats]:
    """Place the nodes of the quadrature over φ (Gauss–Legendre) for so many analysed days.

    Returns
    -------
    numpy.ndarray
        Autocorrelations, −0.3 to 0.95, shape (nodes,).
    numpy.ndarray
        Their weights under the uniform prior, summing to one, shape (nodes,).

    Examples
    --------
    >>> phi, weight = place_nodes(56)
    >>> len(phi), round(float(weight.sum()), 12)
    (16, 1.0)
    """
    return _place(_count_nodes(n_days))


def group_by_nodes(n_days: Iterable[int]) -> list[list[int]]:
    """Group diaries whose quadrature has the same nodes, so that they can be fitted together.

    Parameters
    ----------
    n_days
        Analysed days of each diary.

    Returns
    -------
    list of list of int
        Positions of the diaries, each in one group.

    Examples
    --------
    >>> group_by_nodes([56, 200, 28])
    [[0, 2], [1]]
    """
    groups: dict[int, list[int]] = defaultdict(list)
    for position, days in enumerate(n_days):
        groups[_count_nodes(days)].append(position)
    return list(groups.values())


def mix_nodes(
    products: Triangle,
    log_det_r: Floats,
    dof: npt.ArrayLike,
    phi: Floats,
    quadrature_weight: Floats,
) -> Posterior:
    """Turn the sums of whitened products at each φ into the posterior.

    Parameters
    ----------
    products
        Sums of products of the whitened columns, entries of shape (..., nodes); the last column
        but one is the target, the last the score.
    log_det_r
        Log determinant of R, shape (..., nodes).
    dof
        Degrees of freedom, shape (..., 1).
    phi, quadrature_weight
        From `place_nodes`.

    Examples
    --------
    >>> phi, weight = place_nodes(8)
    >>> sums = {(0, 0): 2.0, (1, 0): -3.0, (1, 1): 6.0}
    >>> products = {place: np.full(16, value) for place, value in sums.items()}
    >>> posterior = mix_nodes(products, np.zeros(16), [5], phi, weight)
    >>> round(float(posterior.mean), 6), round(float(posterior.sd ** 2), 6)
    (-1.5, 0.3)
    """
    factor = _factorise(products)
    # With the target and the score as the last two columns, the last two rows of the Cholesky
    # factor are the regression: its effect, its standard error and its residuals.
    score, _ = max(factor)
    target = score - 1
    rss, spread = factor[score, score] ** 2, factor[target, target]
    freedom = np.asarray(dof, np.int64)
    log_det_inner = 2 * sum(np.log(factor[column, column]) for column in range(score))
    log_weight = np.log(quadrature_weight) - 0.5 * (
        log_det_r + log_det_inner + freedom * np.log(rss)
    )
    weight = np.exp(log_weight - log_weight.max(-1, keepdims=True))
    variance = rss / freedom
    return Posterior(
        phi=phi,
        weight=weight / weight.sum(-1, keepdims=True),
        estimate=factor[score, target] / spread,
        scale=np.sqrt(variance) / spread,
        dof=freedom,
        variance=variance,
    )


def _count_nodes(n_days: int) -> int:
    return next((nodes for most, nodes in NODES if n_days <= most), MOST_NODES)


@cache
def _place(n_nodes: int) -> tuple[Floats, Floats]:
    node, weight = np.polynomial.legendre.leggauss(n_nodes)
    middle, half = (HIGHEST_PHI + LOWEST_PHI) / 2, (HIGHEST_PHI - LOWEST_PHI) / 2
    return middle + half * node, weight / 2


def _factorise(products: Triangle) -> Triangle:
    # Cholesky's lower factor of all matrices at once: ten times as fast as one after the other.
    factor: Triangle = {}
    for row, column in sorted(products, key=lambda place: place[::-1]):
        left = products[row, column]
        for before in range(column):
            left = left - factor[row, before] * factor[column, before]
        factor[row, column] = np.sqrt(left) if row == column else left / factor[column, column]
    return factor
