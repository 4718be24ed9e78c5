"""The set that the randomisation test compares the observed assignment with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mat_trial.designs.counting import (
    MOST_LISTED,
    SAMPLE_SIZE,
    count_assignments,
    unrank_assignments,
)
from mat_trial.designs.draw import sample_assignments
from mat_trial.errors import PlanError
from mat_trial.language import _
from mat_trial.model import (
    ChangePointsDesign,
    Condition,
    DaysDesign,
    Design,
    FixedDesign,
    PairsDesign,
)

Bools = npt.NDArray[np.bool_]
DrawnDesign = PairsDesign | ChangePointsDesign | DaysDesign


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReferenceSet:
    """What chance could have drawn, and what it drew.

    Parameters
    ----------
    on_mat
        Whether each planned day is a mat day, one row an assignment, shape (assignments, days);
        read only, for it is kept for the next one who asks.
    observed
        Row of the assignment that was drawn.
    exact
        Whether these are all assignments, or a sample of them and the observed one.
    """

    on_mat: Bools
    observed: int
    exact: bool


def build_reference_set(design: Design, observed: Sequence[Condition], seed: int) -> ReferenceSet:
    """Build the set that the randomisation test compares the observed assignment with.

    Up to 16,384 assignments are listed, each once. Beyond that, 20,000 are drawn with equal
    chance, and the observed one is added.

    Parameters
    ----------
    observed
        The condition of each planned day, as it was drawn.
    seed
        Of the sample, where the whole set is too large.

    Raises
    ------
    PlanError
        When the design cannot be used, draws nothing, or could not have drawn `observed`.

    Examples
    --------
    >>> from mat_trial.designs import draw_assignment
    >>> design = PairsDesign(period_days=1, cycles=2)
    >>> reference = build_reference_set(design, draw_assignment(design, seed=1), seed=1)
    >>> reference.on_mat.astype(int).tolist(), reference.observed, reference.exact
    ([[1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0], [0, 1, 0, 1]], 1, True)
    """
    exact = count_assignments(design) <= MOST_LISTED
    row = np.array([condition is Condition.MAT for condition in observed], bool)
    _refuse_foreign(design, row)
    if exact:
        on_mat = _list_assignments(design)
        position = int(np.flatnonzero((on_mat == row).all(axis=1))[0])
        return ReferenceSet(on_mat=on_mat, observed=position, exact=True)
    # The observed assignment is added, so that no p can be 0.
    on_mat = np.concatenate([_keep_sample(design, seed), row[None]])
    on_mat.setflags(write=False)
    return ReferenceSet(on_mat=on_mat, observed=SAMPLE_SIZE, exact=False)


@lru_cache(maxsize=16)
def _list_assignments(design: Design) -> Bools:
    on_mat = unrank_assignments(design, list(range(count_assignments(design))))
    on_mat.setflags(write=False)
    return on_mat


# A year of days takes 7 MB, and each plan has a seed of its own.
@lru_cache(maxsize=4)
def _keep_sample(design: Design, seed: int) -> Bools:
    return sample_assignments(design, SAMPLE_SIZE, seed)


def _refuse_foreign(design: Design, on_mat: Bools) -> None:
    if isinstance(design, FixedDesign):
        raise PlanError(
            _(
                "The days were not drawn by chance. A design with a draw is needed. "
                "Choose one next time."
            )
        )
    if len(on_mat) != design.days or not _can_draw(design, on_mat):
        raise PlanError(_say_foreign(design))


def _can_draw(design: DrawnDesign, on_mat: Bools) -> bool:
    match design:
        case PairsDesign():
            periods = on_mat.reshape(design.cycles, 2, design.period_days)
            alike = (periods == periods[:, :, :1]).all()
            return bool(alike and (periods[:, 0, 0] != periods[:, 1, 0]).all())
        case ChangePointsDesign():
            runs = _measure_runs(on_mat)
            begins = Condition.MAT if on_mat[0] else Condition.NO_MAT
            fits = len(runs) == design.phases and min(runs) >= design.min_phase_days
            return fits and begins is design.first
        case DaysDesign():
            balanced = 2 * int(on_mat.sum()) == design.days
            return balanced and max(_measure_runs(on_mat)) <= design.max_run


def _say_foreign(design: DrawnDesign) -> str:
    match design:
        case PairsDesign():
            return _(
                "The schedule is none that this design could have drawn. {cycles} pairs of a mat "
                "and a no-mat period of {days} days each are needed. Use the plan as it was "
                "locked.",
                cycles=design.cycles,
                days=design.period_days,
            )
        case ChangePointsDesign():
            return _(
                "The schedule is none that this design could have drawn. {days} days in {phases} "
                "phases of at least {least} days each, taking turns, {first} first, are needed. "
                "Use the plan as it was locked.",
                days=design.days,
                phases=design.phases,
                least=design.min_phase_days,
                first=design.first.value,
            )
        case DaysDesign():
            return _(
                "The schedule is none that this design could have drawn. {half} mat days and "
                "{half} no-mat days, at most {most} in a row, are needed. Use the plan as it was "
                "locked.",
                half=design.days // 2,
                most=design.max_run,
            )


def _measure_runs(on_mat: Bools) -> list[int]:
    switches = np.flatnonzero(on_mat[1:] != on_mat[:-1]) + 1
    lengths: list[int] = np.diff([0, *switches, len(on_mat)]).tolist()
    return lengths
