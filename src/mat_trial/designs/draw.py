"""The one seeded draw, and independent draws by the thousand."""

import random
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from mat_trial.designs.counting import count_assignments, lay_out_pairs, unrank_assignments
from mat_trial.model import Condition, Design, PairsDesign

Assignment = tuple[Condition, ...]
"""The condition of each planned day, in order."""

Bools = npt.NDArray[np.bool_]

BITS_A_DRAW = 53


def draw_assignment(design: Design, seed: int) -> Assignment:
    """Draw one assignment from the reference set, each equally likely.

    Parameters
    ----------
    seed
        Whole number; the same seed and design always give the same assignment.

    Returns
    -------
    tuple of Condition
        One for each planned day.

    Raises
    ------
    PlanError
        When the design cannot be used; the message tells all that is wrong.

    Examples
    --------
    >>> drawn = draw_assignment(PairsDesign(period_days=1, cycles=2), seed=1)
    >>> [condition.value for condition in drawn]
    ['mat', 'no_mat', 'no_mat', 'mat']
    """
    n = count_assignments(design)
    # Python promises that random() of a seed stays the same from version to version; it does
    # not promise it of choice(), shuffle() or randrange().
    source = random.Random(seed)  # noqa: S311 - a coin for fairness, not for secrecy
    if isinstance(design, PairsDesign):
        # A coin a cycle, as plans locked with the first version were drawn.
        coins = np.array([[source.random() < 0.5 for _ in range(design.cycles)]])
        row = lay_out_pairs(design, coins)[0]
    else:
        row = unrank_assignments(design, [draw_below(n, source.random)])[0]
    return tuple(Condition.MAT if on_mat else Condition.NO_MAT for on_mat in row)


def sample_assignments(design: Design, n_draws: int, seed: int) -> Bools:
    """Draw many assignments, each independent of the others and of `draw_assignment`.

    Parameters
    ----------
    n_draws
        How many; the same assignment may come more than once.
    seed
        Whole number from 0; the same seed and design give the same ones.

    Returns
    -------
    numpy.ndarray
        Whether each planned day is a mat day, shape (n_draws, days).

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> from mat_trial.model import DaysDesign
    >>> drawn = sample_assignments(DaysDesign(days=56), 1000, seed=1)
    >>> drawn.shape, set(drawn.sum(axis=1).tolist())
    ((1000, 56), {28})
    """
    n, source = count_assignments(design), np.random.default_rng(seed)
    return unrank_assignments(design, [draw_below(n, source.random) for _ in range(n_draws)])


def draw_below(limit: int, draw: Callable[[], float]) -> int:
    """Draw a whole number from 0 to limit − 1, each exactly as likely as the other.

    Parameters
    ----------
    limit
        1 or more.
    draw
        Gives a multiple of 2^−53 from 0 to below 1, each equally likely: as `random.random` does.

    Examples
    --------
    >>> halves = iter([0.75, 0.5])
    >>> draw_below(3, lambda: next(halves))
    2
    """
    n_bits = (limit - 1).bit_length()
    while True:
        number = 0
        for _ in range(-(-n_bits // BITS_A_DRAW)):
            number = number << BITS_A_DRAW | int(draw() * 2**BITS_A_DRAW)
        number >>= -n_bits % BITS_A_DRAW
        # Folding the numbers beyond the limit back in would make some likelier than others.
        if number < limit:
            return number
