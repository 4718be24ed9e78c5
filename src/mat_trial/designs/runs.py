"""Balanced sequences of days without long runs: how many there are, and the k-th of them.

Days are taken one by one. Say that the present run has lasted for r days, and that a more days of
its condition and b of the other are still to come. Then the rest can be laid out in

    stay(r, a, b) = stay(0, b, a − 1) + stay(r + 1, a − 1, b)

ways that begin with one more day of the run: after it, the run either ends or goes on. A run of 0
days is one that is about to begin, so stay(0, b, a) ways begin with the other condition.
"""

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from mat_trial.model import DaysDesign

Bools = npt.NDArray[np.bool_]
Ranks = npt.NDArray[Any]
"""Whole numbers: int64 where all fit, else Python's own, which know no largest one."""


def count_sequences(design: DaysDesign) -> int:
    """Count the sequences that the design allows.

    Examples
    --------
    >>> count_sequences(DaysDesign(days=8, max_run=2)), count_sequences(DaysDesign(days=56))
    (34, 142803342108762)
    """
    half = design.days // 2
    # One condition begins as often as the other.
    return 2 * int(_count_ways(half, design.max_run)[0, half, half])


def unrank_sequences(design: DaysDesign, ranks: Ranks) -> Bools:
    """Give the sequences with these numbers; those that begin with the mat come first.

    Parameters
    ----------
    ranks
        From 0 to `count_sequences` − 1, shape (assignments,).

    Returns
    -------
    numpy.ndarray
        Whether each day is a mat day, shape (assignments, days).

    Examples
    --------
    >>> unrank_sequences(DaysDesign(days=8, max_run=2), np.array([0, 33])).astype(int).tolist()
    [[1, 1, 0, 0, 1, 1, 0, 0], [0, 1, 0, 1, 0, 1, 0, 1]]
    """
    half = design.days // 2
    ways = _count_ways(half, design.max_run).astype(ranks.dtype)
    left, n = ranks.copy(), len(ranks)
    on_mat = np.empty((n, design.days), bool)
    condition = np.ones(n, bool)
    run, own, other = np.zeros(n, int), np.full(n, half), np.full(n, half)
    for day in range(design.days):
        stay = ways[run, own, other]
        switches = left >= stay
        left -= np.where(switches, stay, 0)
        condition ^= switches
        own, other = np.where(switches, other, own) - 1, np.where(switches, own, other)
        run = np.where(switches, 0, run) + 1
        on_mat[:, day] = condition
    return on_mat


@lru_cache(maxsize=8)
def _count_ways(half: int, max_run: int) -> Ranks:
    # Python's numbers: in a year of days there are more sequences than 64 bits can count.
    ways = np.zeros((max_run + 1, half + 1, half + 1), dtype=object)
    ways[0, 0, 0] = 1
    for days in range(1, 2 * half + 1):
        for own in range(max(1, days - half), min(half, days) + 1):
            other = days - own
            ends = ways[0, other, own - 1]
            ways[:-1, own, other] = ends + ways[1:, own - 1, other]
    return ways
