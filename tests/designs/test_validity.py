"""Whatever chance draws, a p-value at or below α comes no more often than α says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mat_trial.designs import build_reference_set, draw_assignment, smallest_p_value
from mat_trial.model import ChangePointsDesign, Condition, DaysDesign, Design, PairsDesign
from mat_trial.stats.randomisation import run_randomisation

SMALL = [
    PairsDesign(period_days=2, cycles=5),
    ChangePointsDesign(days=14, min_phase_days=2),
    ChangePointsDesign(days=12, min_phase_days=2, first=Condition.MAT),
    ChangePointsDesign(days=15, phases=6, min_phase_days=2),
    DaysDesign(days=8, max_run=2),
    DaysDesign(days=8),
    DaysDesign(days=10, max_run=2),
]


def list_rows(design: Design) -> np.ndarray:
    return build_reference_set(design, draw_assignment(design, 1), 1).on_mat


@pytest.mark.parametrize("design", SMALL, ids=str)
@given(data=st.data())
def test_p_at_or_below_alpha_comes_no_more_often_than_alpha(
    design: Design, data: st.DataObject
) -> None:
    scores = data.draw(
        st.lists(st.integers(0, 10), min_size=design.days, max_size=design.days).filter(
            lambda drawn: np.abs(np.diff(drawn, n=2)).any()
        )
    )
    rows, days = list_rows(design), np.arange(design.days)
    p_values = np.array(
        [run_randomisation(days, scores, rows, observed=k).p_value for k in range(len(rows))]
    )
    for alpha in np.unique(p_values):
        assert (p_values <= alpha + 1e-12).mean() <= alpha + 1e-12


@pytest.mark.parametrize("design", SMALL, ids=str)
def test_the_smallest_p_is_that_of_the_test_and_can_be_reached(design: Design) -> None:
    rows, days = list_rows(design), np.arange(design.days)
    promised = smallest_p_value(design)
    for observed, row in enumerate(rows):
        # Scores that the observed days alone explain: no other assignment comes up to them.
        test = run_randomisation(days, 5.0 - row, rows, observed=observed)
        assert test.smallest_p == promised
        assert test.p_value == promised
