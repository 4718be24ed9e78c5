"""When a plan may be looked at, and how sure each look must be."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from mat_trial.designs import sample_assignments
from mat_trial.model import Design, Look
from mat_trial.rule import FEWEST_DAYS, FEWEST_PHASES
from mat_trial.stats.looks import calibrate_boundaries, fit_at_looks, measure_evidence
from mat_trial.stats.simulate import simulate_noise

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Progress = Callable[[float], object]
"""Told the share of the work that is done, 0 to 1."""

LEVEL = 0.0475
"""Below .05 by what chance may do to a calibration with so many people."""
AUTOCORRELATIONS = (0.0, 0.3, 0.6)
N_PEOPLE = 8_000
N_SCHEDULES = 1_000
AT_ONCE = 100
"""Small pieces stay in the processor's cache: nearly twice as fast."""
SEED = 20270104
MOST_LOOKS = 50
SHARE_READY = 0.95
"""Share of the schedules that must allow a verdict before the first look is worth having."""


def choose_looks(design: Design, *, progress: Progress | None = None) -> tuple[Look, ...]:
    """Choose the looks of a plan and calibrate their boundaries by simulation; it takes seconds.

    The chance of ever reaching a boundary when the mat does nothing is 5% or less on either
    side, at the worst of the autocorrelations 0, .3 and .6, for this very design.

    Parameters
    ----------
    progress
        Called now and then with the share done.

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> looks = choose_looks(PairsDesign(period_days=1, cycles=6))
    >>> len(looks), looks[0].day, looks[-1].day, looks[0].boundary > looks[-1].boundary
    (5, 8, 12, True)
    """
    tell = progress or (lambda _share: None)
    tell(0.0)
    evidence = []
    for number, phi in enumerate(AUTOCORRELATIONS):
        evidence.append(_simulate_evidence(design, phi))
        tell((number + 1) / len(AUTOCORRELATIONS))
    days = np.array(choose_look_days(design))
    boundaries = calibrate_boundaries(evidence, days / design.days, level=LEVEL)
    return tuple(
        Look(day=day, boundary=round(boundary, 6))
        for day, boundary in zip(days.tolist(), boundaries.tolist(), strict=True)
    )


@lru_cache(maxsize=64)
def choose_look_days(design: Design) -> tuple[int, ...]:
    """Choose the days of the looks: each day from the first that can bring a verdict.

    Returns
    -------
    tuple of int
        Planned days gone by, rising; the last is the last day. Long trials are looked at every
        second, third … day.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> days = choose_look_days(PairsDesign(period_days=2, cycles=14))
    >>> days[0], days[-1], len(days)
    (11, 56, 46)
    """
    on_mat = sample_assignments(design, N_SCHEDULES, SEED)
    ready = _find_ready(on_mat).mean(0) >= SHARE_READY
    first = int(np.argmax(ready)) + 1 if ready.any() else design.days
    step = -(-(design.days - first + 1) // MOST_LOOKS)
    return tuple(range(design.days, first - 1, -step))[::-1]


@lru_cache(maxsize=16)
def _simulate_evidence(design: Design, phi: float) -> Floats:
    days = choose_look_days(design)
    on_mat = sample_assignments(design, N_PEOPLE, SEED)
    noise = simulate_noise(
        # Apart from the seed of the schedules, so that the two have nothing to do with each other.
        np.random.default_rng([SEED, 1]),
        on_mat.shape,
        autocorrelation=phi,
    )
    pieces = [slice(start, start + AT_ONCE) for start in range(0, N_PEOPLE, AT_ONCE)]
    return np.concatenate(
        [
            measure_evidence(fit_at_looks(noise[piece], on_mat[piece], days).cdf(0.0))
            for piece in pieces
        ]
    )


def _find_ready(on_mat: Bools) -> Bools:
    # By each day: enough days of each kind, in enough stretches, so far.
    ready = np.ones(on_mat.shape, bool)
    begins = np.pad(on_mat[:, 1:] != on_mat[:, :-1], ((0, 0), (1, 0)), constant_values=True)
    for mine in (on_mat, ~on_mat):
        ready &= mine.cumsum(-1) >= FEWEST_DAYS
        ready &= (begins & mine).cumsum(-1) >= FEWEST_PHASES
    return ready
