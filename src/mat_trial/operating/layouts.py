"""Schedules for simulated people, each drawn as a real person's would be."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mat_trial.designs import number_periods, sample_assignments
from mat_trial.model import Design

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layouts:
    """Schedules drawn for simulated people, each shape (people, days).

    Parameters
    ----------
    on_mat
        Whether the day is a mat day.
    cycle
        Cycle of the day, from 1.
    phase
        Maximal run of one condition that the day belongs to, from 0.
    analysed
        Whether the day is no washout day.
    """

    on_mat: Bools
    cycle: Ints
    phase: Ints
    analysed: Bools


def lay_out_people(design: Design, *, n_people: int, seed: int, washout_days: int = 0) -> Layouts:
    """Draw a schedule for each simulated person.

    Parameters
    ----------
    washout_days
        Days after each switch that are not analysed.

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> drawn = lay_out_people(PairsDesign(period_days=2, cycles=6), n_people=3, seed=1)
    >>> drawn.on_mat.shape, drawn.on_mat.sum(-1).tolist()
    ((3, 24), [12, 12, 12])
    """
    on_mat = sample_assignments(design, n_people, seed)
    _, cycle = number_periods(design, on_mat)
    switched = on_mat[:, 1:] != on_mat[:, :-1]
    phase = np.pad(switched.cumsum(-1), ((0, 0), (1, 0)))
    position = np.arange(on_mat.shape[1])
    last_switch = np.maximum.accumulate(
        np.where(np.pad(switched, ((0, 0), (1, 0))), position, 0), -1
    )
    return Layouts(
        on_mat=on_mat,
        cycle=cycle,
        phase=phase,
        analysed=(phase == 0) | (position - last_switch >= washout_days),
    )
