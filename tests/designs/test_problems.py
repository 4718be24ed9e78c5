"""A design that cannot be used is refused by its value, with everything that is wrong."""

import pytest
from hypothesis import given

from designs.definitions import designs
from mat_trial.designs import design_problems, draw_assignment
from mat_trial.errors import PlanError
from mat_trial.model import ChangePointsDesign, DaysDesign, Design, FixedDesign, PairsDesign


@given(designs)
def test_a_design_of_sensible_size_can_be_used(design: Design) -> None:
    assert design_problems(design) == []


@pytest.mark.parametrize(
    ("design", "said"),
    [
        (PairsDesign(period_days=0, cycles=14), "days in a period: '0'"),
        (PairsDesign(period_days=2, cycles=1), "cycles: '1'"),
        (PairsDesign(period_days=2, cycles=61), "cycles: '61'"),
        (FixedDesign(phases=5, phase_days=7), "phases: '5'"),
        (FixedDesign(phases=4, phase_days=61), "days in a phase: '61'"),
        (PairsDesign(period_days=10, cycles=20), "length of the trial: '400 days'"),
        (ChangePointsDesign(days=56, phases=3), "phases: '3'"),
        (ChangePointsDesign(days=56, phases=2), "phases: '2'"),
        (ChangePointsDesign(days=56, min_phase_days=0), "fewest days in a phase: '0'"),
        (ChangePointsDesign(days=367), "length of the trial: '367 days'"),
        (
            ChangePointsDesign(days=28),
            "days: '28' leaves nothing to draw: 4 phases of 7 days or more need more than 28. "
            "Allowed: 29 to 366",
        ),
        (
            ChangePointsDesign(days=366, phases=60),
            "days: '366' leaves nothing to draw: 60 phases of 7 days or more need more than 420. "
            "Allowed: fewer or shorter phases, so that they fit into 366 days",
        ),
        (DaysDesign(days=6), "days: '6' is not an even number from 8 to 366"),
        (DaysDesign(days=57), "days: '57'"),
        (DaysDesign(days=368), "days: '368'"),
        (DaysDesign(days=56, max_run=1), "most days in a row: '1'"),
        (DaysDesign(days=56, max_run=8), "most days in a row: '8'"),
    ],
)
def test_a_design_that_cannot_be_used_is_refused_by_value(design: Design, said: str) -> None:
    (problem,) = design_problems(design)
    assert said in str(problem)
    with pytest.raises(PlanError, match=said.split(":", maxsplit=1)[0]):
        draw_assignment(design, 1)


@pytest.mark.parametrize(
    "design",
    [
        PairsDesign(period_days=0, cycles=0),
        FixedDesign(phases=0, phase_days=0),
        ChangePointsDesign(days=0, phases=0, min_phase_days=0),
        DaysDesign(days=0, max_run=0),
    ],
    ids=str,
)
def test_all_that_is_wrong_is_told_at_once(design: Design) -> None:
    assert len(design_problems(design)) == 2
