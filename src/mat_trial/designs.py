"""A design's reference set, the one seeded draw from it, and its days on the calendar.

The same definition serves the draw and the randomisation test: `build_reference_set` gives the set
that `draw_assignment` draws from, each member equally likely.
"""

import datetime as dt
import random
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from mat_trial.errors import PlanError, Problem
from mat_trial.model import Condition, Design, FixedDesign, PlannedDay

Assignment = tuple[Condition, ...]
"""The condition of each period, in order."""

Bools = npt.NDArray[np.bool_]

LONGEST_PERIOD_DAYS = 60
MOST_CYCLES = 60
LONGEST_TRIAL_DAYS = 366
LAST_START = dt.date.max - dt.timedelta(days=LONGEST_TRIAL_DAYS)
MOST_LISTED_CYCLES = 14
SAMPLE_SIZE = 20_000
FEWEST_PAIRS_FOR_P05 = 6
"""A two-sided randomisation p is at least 2/2^cycles, so five pairs cannot reach .05."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReferenceSet:
    """What chance could have drawn, and what it drew.

    Parameters
    ----------
    on_mat
        Whether each period is a mat period, one row an assignment, shape (assignments, periods).
    observed
        Row of the assignment that was drawn.
    exact
        Whether these are all assignments, or a sample of them and the observed one.
    """

    on_mat: Bools
    observed: int
    exact: bool


def design_problems(design: Design) -> list[Problem]:
    """List what is wrong with a design, all at once; empty when nothing is.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> design_problems(PairsDesign(period_days=2, cycles=14))
    []
    >>> for problem in design_problems(FixedDesign(phases=3, phase_days=14)):
    ...     print(problem)
    phases: '3' is not an even number from 4 to 120. Allowed: 4, 6, 8 … up to 120. Choose two
    phases for each time you want to compare the mat with no mat.
    """
    if isinstance(design, FixedDesign):
        problems = _phase_problems(design.phases)
        length, name = design.phase_days, "days in a phase"
    else:
        problems = _cycle_problems(design.cycles)
        length, name = design.period_days, "days in a period"
    if not 1 <= length <= LONGEST_PERIOD_DAYS:
        problems.append(
            Problem(
                where=name,
                value=str(length),
                wrong="is not a length that can be used",
                allowed=f"1 to {LONGEST_PERIOD_DAYS}",
                remedy="Shorter stretches find more in the same number of days; try 2.",
            )
        )
    if not problems and design.days > LONGEST_TRIAL_DAYS:
        problems.append(
            Problem(
                where="length of the trial",
                value=f"{design.days} days",
                wrong="is too long",
                allowed=f"up to {LONGEST_TRIAL_DAYS} days",
                remedy="Take fewer or shorter stretches.",
            )
        )
    return problems


def _phase_problems(phases: int) -> list[Problem]:
    if phases % 2 == 0 and 4 <= phases <= 2 * MOST_CYCLES:
        return []
    return [
        Problem(
            where="phases",
            value=str(phases),
            wrong=f"is not an even number from 4 to {2 * MOST_CYCLES}",
            allowed=f"4, 6, 8 … up to {2 * MOST_CYCLES}",
            remedy="Choose two phases for each time you want to compare the mat with no mat.",
        )
    ]


def _cycle_problems(cycles: int) -> list[Problem]:
    if 2 <= cycles <= MOST_CYCLES:
        return []
    return [
        Problem(
            where="cycles",
            value=str(cycles),
            wrong="is not a number of cycles that can be used",
            allowed=f"2 to {MOST_CYCLES}",
            remedy=f"At least {FEWEST_PAIRS_FOR_P05} are worth having; try 14.",
        )
    ]


def count_assignments(design: Design) -> int:
    """Count the assignments that the draw chooses among: 1 where nothing is drawn.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> count_assignments(PairsDesign(period_days=2, cycles=14))
    16384
    """
    return 1 if isinstance(design, FixedDesign) else 2**design.cycles


def smallest_p_value(design: Design) -> float | None:
    """Return the smallest two-sided randomisation p this design can give; None if none is valid.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> smallest_p_value(PairsDesign(period_days=7, cycles=4))
    0.125
    """
    return None if isinstance(design, FixedDesign) else 2 / count_assignments(design)


def build_reference_set(design: Design, observed: Assignment, seed: int) -> ReferenceSet:
    """Build the set that the randomisation test compares the observed assignment with.

    Parameters
    ----------
    observed
        The assignment that was drawn.
    seed
        Of the sample, where the whole set is too large.

    Raises
    ------
    PlanError
        When the design cannot be used, draws nothing, or could not have drawn `observed`.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> design = PairsDesign(period_days=2, cycles=2)
    >>> reference = build_reference_set(design, draw_assignment(design, seed=1), seed=1)
    >>> reference.on_mat.astype(int).tolist(), reference.exact
    ([[1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0], [0, 1, 0, 1]], True)
    """
    _refuse_bad_design(design)
    if isinstance(design, FixedDesign):
        raise PlanError(
            "The days were not drawn by chance. Pairs are needed. Choose them next time."
        )
    row = np.array([condition is Condition.MAT for condition in observed])
    if len(row) != 2 * design.cycles or (row[::2] == row[1::2]).any():
        raise PlanError(
            "The schedule is none that this design could have drawn. "
            "One mat and one no-mat period a cycle are needed. Use the plan as it was locked."
        )
    exact = design.cycles <= MOST_LISTED_CYCLES
    if exact:
        on_mat = _list_pairs(design.cycles)
        position = int(np.flatnonzero((on_mat == row).all(axis=1))[0])
    else:
        first = np.random.default_rng(seed).random((SAMPLE_SIZE, design.cycles)) < 0.5
        # The observed assignment is added, so that no p can be 0.
        on_mat = np.concatenate([_pair_rows(first), row[None]])
        position = SAMPLE_SIZE
    return ReferenceSet(on_mat=on_mat, observed=position, exact=exact)


def draw_assignment(design: Design, seed: int) -> Assignment:
    """Draw one assignment from the reference set, each equally likely.

    Parameters
    ----------
    seed
        Whole number; the same seed and design always give the same assignment.

    Raises
    ------
    PlanError
        When the design cannot be used; the message tells all that is wrong.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> draw_assignment(PairsDesign(period_days=2, cycles=2), seed=1)
    (<Condition.MAT: 'mat'>, <Condition.NO_MAT: 'no_mat'>, <Condition.NO_MAT: 'no_mat'>,
    <Condition.MAT: 'mat'>)
    """
    _refuse_bad_design(design)
    if isinstance(design, FixedDesign):
        return _alternate(design)
    # Python promises that random() of a seed stays the same from version to version; it does
    # not promise it of choice() or shuffle().
    coin = random.Random(seed)  # noqa: S311 - a coin for fairness, not for secrecy
    firsts = [
        Condition.MAT if coin.random() < 0.5 else Condition.NO_MAT for _ in range(design.cycles)
    ]
    return _pair_up(tuple(firsts))


def draw_schedule(design: Design, start: dt.date, seed: int) -> tuple[PlannedDay, ...]:
    """Draw an assignment and lay it on the calendar.

    Parameters
    ----------
    start
        The first day.
    seed
        As for `draw_assignment`.

    Returns
    -------
    tuple of PlannedDay
        Every planned day, without gaps; cycles and periods count from 1.

    Raises
    ------
    PlanError
        When the design cannot be used, or the calendar ends before the trial does.

    Examples
    --------
    >>> from mat_trial.model import FixedDesign
    >>> days = draw_schedule(FixedDesign(phases=4, phase_days=14), dt.date(2027, 1, 4), seed=0)
    >>> len(days), days[14].date.isoformat(), days[14].condition.value, days[28].cycle
    (56, '2027-01-18', 'mat', 2)
    """
    if start > LAST_START:
        raise PlanError(
            f"{start} is too late a start. Allowed: up to {LAST_START}. Choose an earlier day."
        )
    assignment = draw_assignment(design, seed)
    length = design.phase_days if isinstance(design, FixedDesign) else design.period_days
    return tuple(
        PlannedDay(
            date=start + dt.timedelta(days=period * length + day),
            condition=condition,
            cycle=period // 2 + 1,
            period=period + 1,
        )
        for period, condition in enumerate(assignment)
        for day in range(length)
    )


def _refuse_bad_design(design: Design) -> None:
    problems = design_problems(design)
    if problems:
        raise PlanError("\n".join(map(str, problems)))


def _alternate(design: FixedDesign) -> Assignment:
    return tuple(
        design.first if period % 2 == 0 else design.first.other for period in range(design.phases)
    )


def _pair_up(firsts: tuple[Condition, ...]) -> Assignment:
    return tuple(condition for first in firsts for condition in (first, first.other))


@cache
def _list_pairs(cycles: int) -> Bools:
    counter = np.arange(2**cycles)[:, None]
    return _pair_rows((counter >> np.arange(cycles)[::-1]) & 1 == 0)


def _pair_rows(first: Bools) -> Bools:
    return np.stack([first, ~first], axis=-1).reshape(len(first), -1)
