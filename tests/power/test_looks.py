"""The looks of a plan: when they come, and that they keep their promise on fresh people."""

import numpy as np
import pytest

from mat_trial.designs import sample_assignments
from mat_trial.model import ChangePointsDesign, DaysDesign, Design, FixedDesign, PairsDesign
from mat_trial.power import choose_look_days, choose_looks
from mat_trial.stats.looks import fit_at_looks
from mat_trial.stats.simulate import simulate_noise

DESIGNS: list[Design] = [
    PairsDesign(period_days=2, cycles=7),
    DaysDesign(days=28),
    FixedDesign(phases=6, phase_days=4),
    ChangePointsDesign(days=28, phases=4, min_phase_days=4),
]
each_design = pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.kind)


@each_design
def test_looks_run_from_the_first_possible_day_to_the_last(design: Design) -> None:
    days = choose_look_days(design)
    assert days[-1] == design.days
    assert list(days) == sorted(set(days))
    drawn = sample_assignments(design, 400, 9)
    for kind in (drawn, ~drawn):
        enough = kind[:, : days[0]].sum(-1) >= 4
        assert enough.mean() > 0.9


def test_a_long_trial_is_not_looked_at_every_day() -> None:
    days = choose_look_days(PairsDesign(period_days=7, cycles=26))
    assert len(days) <= 50
    assert len(set(np.diff(days))) == 1


@each_design
def test_fresh_people_without_an_effect_rarely_reach_a_boundary(design: Design) -> None:
    looks = choose_looks(design)
    boundaries = np.array([look.boundary for look in looks])
    assert (np.diff(boundaries) < 0).all()
    assert boundaries[-1] > 0.95
    on_mat = sample_assignments(design, 2_000, 77)

    def count_helped(phi: float, *, at_least: float | np.ndarray) -> float:
        noise = simulate_noise(np.random.default_rng(78), on_mat.shape, autocorrelation=phi)
        below = fit_at_looks(noise, on_mat, [look.day for look in looks]).cdf(0.0)
        return float((np.nan_to_num(below, nan=0.5) >= at_least).any(-1).mean())

    for phi in (0.0, 0.3, 0.6):
        # Four standard errors of 2,000 people, and the calibration's own.
        assert count_helped(phi, at_least=boundaries) < 0.05 + 0.022
    # Looking as often without boundaries would err more often.
    assert count_helped(0.3, at_least=0.95) > count_helped(0.3, at_least=boundaries) + 0.01


def test_the_same_design_has_the_same_looks_and_progress_is_told() -> None:
    design, told = PairsDesign(period_days=1, cycles=5), list[float]()
    assert choose_looks(design, progress=told.append) == choose_looks(design)
    assert told[0] == 0
    assert told[-1] == 1
    assert told == sorted(told)
