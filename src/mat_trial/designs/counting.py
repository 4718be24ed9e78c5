"""How many assignments a design chooses among, and the one with a given number."""

from typing import Any

import numpy as np
import numpy.typing as npt

from mat_trial.designs.problems import refuse_bad_design
from mat_trial.designs.runs import count_sequences, unrank_sequences
from mat_trial.designs.splits import count_splits, unrank_splits
from mat_trial.model import (
    ChangePointsDesign,
    Condition,
    DaysDesign,
    Design,
    FixedDesign,
    PairsDesign,
)

Bools = npt.NDArray[np.bool_]

MOST_LISTED = 2**14
SAMPLE_SIZE = 20_000
SURE_P = 0.05
"""A plan whose smallest p is above it can never tell the mat from chance."""


def count_assignments(design: Design) -> int:
    """Count the assignments that the draw chooses among: 1 where nothing is drawn.

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> count_assignments(PairsDesign(period_days=2, cycles=14))
    16384
    >>> count_assignments(ChangePointsDesign(days=56)), count_assignments(DaysDesign(days=56))
    (4495, 142803342108762)
    """
    refuse_bad_design(design)
    match design:
        case FixedDesign():
            return 1
        case PairsDesign():
            return int(2**design.cycles)
        case ChangePointsDesign():
            return count_splits(design)
        case DaysDesign():
            return count_sequences(design)


def smallest_p_value(design: Design) -> float | None:
    """Return the smallest two-sided randomisation p that a design can give; None if none is valid.

    Parameters
    ----------
    design
        A design that can be used.

    Returns
    -------
    float or None
        2/n for a reference set of n assignments, the sample and the observed one where the set is
        too large to list. Missing days can make it larger.

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> smallest_p_value(PairsDesign(period_days=7, cycles=4))
    0.125
    >>> smallest_p_value(DaysDesign(days=56)) == 2 / 20_001
    True
    """
    n = count_assignments(design)
    if n == 1:
        return None
    return min(1.0, 2 / (n if n <= MOST_LISTED else SAMPLE_SIZE + 1))


def unrank_assignments(design: Design, ranks: list[int]) -> Bools:
    """Give the assignments with these numbers.

    Parameters
    ----------
    ranks
        From 0 to `count_assignments` − 1.

    Returns
    -------
    numpy.ndarray
        Whether each planned day is a mat day, shape (assignments, days).

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> unrank_assignments(PairsDesign(period_days=1, cycles=2), [0, 1]).astype(int).tolist()
    [[1, 0, 1, 0], [1, 0, 0, 1]]
    """
    # Whole numbers of 64 bits are many times faster than Python's own, but they come to an end.
    numbers: npt.NDArray[Any] = np.array(
        ranks, dtype=np.int64 if count_assignments(design) < 2**63 else object
    )
    match design:
        case FixedDesign():
            first = (np.arange(design.phases) % 2 == 0) == (design.first is Condition.MAT)
            rows = np.repeat(first, design.phase_days)
            return np.repeat(rows[None], len(ranks), axis=0)
        case PairsDesign():
            coins = (numbers[:, None] >> np.arange(design.cycles)[::-1]) & 1 == 0
            return lay_out_pairs(design, coins)
        case ChangePointsDesign():
            return unrank_splits(design, numbers)
        case DaysDesign():
            return unrank_sequences(design, numbers)


def lay_out_pairs(design: PairsDesign, mat_first: Bools) -> Bools:
    """Lay pairs on their days.

    Parameters
    ----------
    mat_first
        Whether each cycle begins with the mat, shape (assignments, cycles).

    Examples
    --------
    >>> design = PairsDesign(period_days=2, cycles=2)
    >>> lay_out_pairs(design, np.array([[True, False]])).astype(int).tolist()
    [[1, 1, 0, 0, 0, 0, 1, 1]]
    """
    periods = np.stack([mat_first, ~mat_first], axis=-1).reshape(len(mat_first), -1)
    return np.repeat(periods, design.period_days, axis=1)
