"""Splits of a trial into phases of a least length: how many there are, and the k-th of them."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from mat_trial.model import ChangePointsDesign, Condition

Bools = npt.NDArray[np.bool_]
Ranks = npt.NDArray[Any]


def count_splits(design: ChangePointsDesign) -> int:
    """Count the splits that the design allows.

    Examples
    --------
    >>> count_splits(ChangePointsDesign(days=56))
    4495
    """
    return math.comb(_count_places(design), design.phases - 1)


def unrank_splits(design: ChangePointsDesign, ranks: Ranks) -> Bools:
    """Give the splits with these numbers, as whether each day is a mat day.

    Parameters
    ----------
    ranks
        From 0 to `count_splits` − 1, shape (assignments,).

    Returns
    -------
    numpy.ndarray
        Shape (assignments, days).

    Examples
    --------
    >>> design = ChangePointsDesign(days=9, min_phase_days=2)
    >>> unrank_splits(design, np.array([0, 3])).astype(int).tolist()
    [[0, 0, 1, 1, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 0, 0, 1, 1]]
    """
    n, left = count_splits(design), ranks.copy()
    switches = np.zeros((len(ranks), design.days), bool)
    # The days beyond each phase's least length and the switches stand in one row; a split is a
    # choice of the switches' places in it. The last place is found first: as many choices lie
    # wholly before place p as there are ways to choose i of p.
    for i in range(design.phases - 1, 0, -1):
        # No number reaches the count, so what lies beyond it need not be kept apart.
        ways = [min(math.comb(p, i), n) for p in range(_count_places(design))]
        before = np.array(ways, ranks.dtype)
        place = np.searchsorted(before, left, side="right") - 1
        left -= before[place]
        day = i * design.min_phase_days + place - (i - 1)
        switches[np.arange(len(ranks)), day] = True
    turned = np.logical_xor.accumulate(switches, axis=1)
    return turned ^ (design.first is Condition.MAT)


def _count_places(design: ChangePointsDesign) -> int:
    return design.days - design.phases * design.min_phase_days + design.phases - 1
