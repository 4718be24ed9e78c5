"""Every number below the count is one assignment, and every assignment has a number."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designs.definitions import allows, large_designs, list_by_definition
from mat_trial.designs import count_assignments, smallest_p_value
from mat_trial.designs.counting import unrank_assignments
from mat_trial.designs.runs import count_sequences, unrank_sequences
from mat_trial.errors import PlanError
from mat_trial.model import (
    ChangePointsDesign,
    Condition,
    DaysDesign,
    Design,
    FixedDesign,
    PairsDesign,
)

MAT = Condition.MAT
SMALL = [
    FixedDesign(phases=4, phase_days=3, first=MAT),
    PairsDesign(period_days=1, cycles=7),
    PairsDesign(period_days=2, cycles=3),
    PairsDesign(period_days=3, cycles=2),
    ChangePointsDesign(days=5, min_phase_days=1),
    ChangePointsDesign(days=12, min_phase_days=2),
    ChangePointsDesign(days=14, min_phase_days=1, first=MAT),
    ChangePointsDesign(days=14, phases=6, min_phase_days=2),
    ChangePointsDesign(days=14, phases=10, min_phase_days=1),
    *(DaysDesign(days=8, max_run=most) for most in range(2, 8)),
    *(DaysDesign(days=days, max_run=3) for days in (10, 12, 14)),
    DaysDesign(days=14, max_run=2),
]


@pytest.mark.parametrize("design", SMALL, ids=str)
def test_the_numbers_give_every_assignment_once(design: Design) -> None:
    n = count_assignments(design)
    rows = [tuple(row) for row in unrank_assignments(design, list(range(n))).tolist()]
    expected = set(list_by_definition(design))
    assert n == len(rows) == len(set(rows)) == len(expected)
    assert set(rows) == expected


@pytest.mark.parametrize("half", [4, 9, 20])
def test_without_a_limit_on_runs_every_choice_of_mat_days_is_a_sequence(half: int) -> None:
    # In a plan such a limit is refused; the counting itself knows no largest one.
    unlimited = DaysDesign(days=2 * half, max_run=half)
    assert count_sequences(unlimited) == math.comb(2 * half, half)


def count_by_runs(half: int, most: int) -> int:
    """Count by the runs of either condition: as many, or one more of that which begins."""
    # ways[k]: `half` days as k runs of 1 to `most` days, the coefficient of a generating function.
    ways = []
    for k in range(half + 2):
        terms = (
            (-1) ** j * math.comb(k, j) * math.comb(half - most * j - 1, k - 1)
            for j in range(k + 1)
            if half - most * j >= max(k, 1) and k
        )
        ways.append(sum(terms))
    return sum(2 * a * a + 2 * a * b for a, b in itertools.pairwise(ways))


@pytest.mark.parametrize("half", [4, 10, 28, 100, 183])
@pytest.mark.parametrize("most", [2, 3, 7])
def test_sequences_are_as_many_as_another_way_of_counting_finds(half: int, most: int) -> None:
    assert count_sequences(DaysDesign(days=2 * half, max_run=most)) == count_by_runs(half, most)


@given(design=large_designs, data=st.data())
def test_large_numbers_give_different_assignments_that_the_design_allows(
    design: Design, data: st.DataObject
) -> None:
    n = count_assignments(design)
    some = data.draw(st.sets(st.integers(0, n - 1), max_size=5))
    ranks = sorted({0, 1, n // 2 - 1, n // 2, n - 2, n - 1, *some})
    rows = [tuple(row) for row in unrank_assignments(design, ranks).tolist()]
    assert all(allows(design, row) for row in rows)
    assert len(set(rows)) == len(rows)


def test_numbers_of_64_bits_and_larger_ones_give_the_same() -> None:
    design = DaysDesign(days=56)
    ranks = np.random.default_rng(1).integers(0, count_sequences(design), 200)
    large = unrank_sequences(design, ranks.astype(object))
    assert (unrank_sequences(design, ranks) == large).all()


@pytest.mark.parametrize(
    ("design", "smallest"),
    [
        (FixedDesign(phases=4, phase_days=7), None),
        (PairsDesign(period_days=2, cycles=5), 0.0625),
        (PairsDesign(period_days=2, cycles=6), 0.03125),
        (PairsDesign(period_days=2, cycles=14), 2 / 16384),
        (PairsDesign(period_days=2, cycles=15), 2 / 20001),
        (ChangePointsDesign(days=29), 2 / 4),
        (ChangePointsDesign(days=56), 2 / 4495),
        (DaysDesign(days=8, max_run=2), 2 / 34),
        (DaysDesign(days=56), 2 / 20001),
    ],
    ids=str,
)
def test_a_design_says_how_small_its_p_can_be(design: Design, smallest: float | None) -> None:
    assert smallest_p_value(design) == smallest


def test_a_design_that_cannot_be_used_has_no_count() -> None:
    with pytest.raises(PlanError, match="days: '28' leaves nothing to draw"):
        count_assignments(ChangePointsDesign(days=28))
