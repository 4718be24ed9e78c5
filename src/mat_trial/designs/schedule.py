"""An assignment on the calendar, with its periods and cycles."""

import datetime as dt

import numpy as np
import numpy.typing as npt

from mat_trial.designs.draw import draw_assignment
from mat_trial.designs.problems import LONGEST_TRIAL_DAYS
from mat_trial.errors import PlanError
from mat_trial.language import _
from mat_trial.model import ChangePointsDesign, Condition, Design, PlannedDay

Ints = npt.NDArray[np.int64]

LAST_START = dt.date.max - dt.timedelta(days=LONGEST_TRIAL_DAYS)


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
        Every planned day, without gaps; cycles and periods count from 1. Cycle k holds the k-th
        mat period and the k-th no-mat period.

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
            _(
                "{start} is too late a start. Allowed: up to {last_start}. Choose an earlier day.",
                start=start,
                last_start=LAST_START,
            )
        )
    assignment = draw_assignment(design, seed)
    on_mat = np.array([[condition is Condition.MAT for condition in assignment]])
    (periods,), (cycles,) = (numbers.tolist() for numbers in number_periods(design, on_mat))
    return tuple(
        PlannedDay(
            date=start + dt.timedelta(days=number), condition=condition, cycle=cycle, period=period
        )
        for number, (condition, cycle, period) in enumerate(
            zip(assignment, cycles, periods, strict=True)
        )
    )


def number_periods(design: Design, on_mat: npt.ArrayLike) -> tuple[Ints, Ints]:
    """Give each planned day its period and its cycle, both from 1.

    Parameters
    ----------
    on_mat
        Whether each planned day is a mat day, shape (assignments, days).

    Returns
    -------
    numpy.ndarray
        Period of each day, shape (assignments, days).
    numpy.ndarray
        Its cycle, shape (assignments, days): cycle k holds the k-th mat period and the k-th
        no-mat period.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> period, cycle = number_periods(PairsDesign(period_days=1, cycles=2), [[1, 0, 0, 1]])
    >>> period.tolist(), cycle.tolist()
    ([[1, 2, 3, 4]], [[1, 1, 2, 2]])
    """
    mat = np.asarray(on_mat, bool)
    if isinstance(design, ChangePointsDesign):
        begins = np.pad(mat[:, 1:] != mat[:, :-1], ((0, 0), (1, 0)), constant_values=True)
    else:
        begins = np.arange(mat.shape[1]) % design.shortest_period_days == 0
    cycle = np.where(mat, (begins & mat).cumsum(-1), (begins & ~mat).cumsum(-1))
    return np.broadcast_to(begins, mat.shape).cumsum(-1), cycle
