"""The drawn assignment is in the reference set, and nothing is in it that could not be drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designs.definitions import allows, drawn_designs, write_row
from mat_trial.designs import build_reference_set, count_assignments, draw_assignment
from mat_trial.designs.reference import _keep_sample
from mat_trial.errors import PlanError
from mat_trial.model import (
    ChangePointsDesign,
    Condition,
    DaysDesign,
    Design,
    FixedDesign,
    PairsDesign,
)

LETTERS = {"m": Condition.MAT, "n": Condition.NO_MAT}


@given(design=drawn_designs, seed=st.integers(0, 2**53 - 1))
def test_the_draw_is_one_of_the_reference_set(design: Design, seed: int) -> None:
    drawn = draw_assignment(design, seed)
    reference = build_reference_set(design, drawn, seed)
    rows = [tuple(row) for row in reference.on_mat.tolist()]
    assert rows[reference.observed] == write_row(drawn)
    assert len(set(rows)) == len(rows) == count_assignments(design)
    assert all(allows(design, row) for row in rows)
    assert reference.exact


def test_sixteen_thousand_assignments_are_listed_and_more_are_sampled() -> None:
    for cycles, exact in ((14, True), (15, False)):
        design = PairsDesign(period_days=1, cycles=cycles)
        reference = build_reference_set(design, draw_assignment(design, 1), 1)
        assert reference.exact is exact


@pytest.mark.parametrize(
    "design",
    [
        PairsDesign(period_days=1, cycles=20),
        ChangePointsDesign(days=112, phases=8, first=Condition.MAT),
        DaysDesign(days=56),
    ],
    ids=str,
)
def test_a_set_too_large_to_list_is_a_seeded_sample_with_the_observed_one_added(
    design: Design,
) -> None:
    drawn = draw_assignment(design, 5)
    reference = build_reference_set(design, drawn, 5)
    assert not reference.exact
    assert reference.on_mat.shape == (20_001, design.days)
    assert tuple(reference.on_mat[reference.observed]) == write_row(drawn)
    assert all(allows(design, tuple(row)) for row in reference.on_mat[::100].tolist())
    _keep_sample.cache_clear()
    assert (build_reference_set(design, drawn, 5).on_mat == reference.on_mat).all()
    assert (build_reference_set(design, drawn, 6).on_mat != reference.on_mat).any()


@pytest.mark.parametrize(
    "design", [PairsDesign(period_days=1, cycles=4), DaysDesign(days=56)], ids=str
)
def test_a_set_that_others_share_cannot_be_changed(design: Design) -> None:
    reference = build_reference_set(design, draw_assignment(design, 1), 1)
    with pytest.raises(ValueError, match="read-only"):
        reference.on_mat[0, 0] = True


PAIRS = PairsDesign(period_days=2, cycles=2)
SPLITS = ChangePointsDesign(days=10, min_phase_days=2)
DAYS = DaysDesign(days=8, max_run=2)


@pytest.mark.parametrize(
    ("design", "observed", "needed"),
    [
        (PAIRS, "nnnnmmmm", "2 pairs of a mat and a no-mat period of 2 days each are needed"),
        (PAIRS, "nmnmnmnm", "2 pairs"),
        (PAIRS, "nnmmnnmmnnmm", "2 pairs"),
        (PAIRS, "nnmm", "2 pairs"),
        (PAIRS, "", "2 pairs"),
        (
            SPLITS,
            "mmmnnmmmnn",
            "10 days in 4 phases of at least 2 days each, taking turns, no_mat",
        ),
        (SPLITS, "nnnnmnnmmm", "10 days in 4 phases"),
        (SPLITS, "nnnnnmmmmm", "10 days in 4 phases"),
        (SPLITS, "nnmmnnmm", "10 days in 4 phases"),
        (DAYS, "nnmmnnmn", "4 mat days and 4 no-mat days, at most 2 in a row, are needed"),
        (DAYS, "nnnmmmnm", "4 mat days"),
        (DAYS, "nmnmnmnmnm", "4 mat days"),
        (DAYS, "", "4 mat days"),
        # As above where the set is a sample.
        (DaysDesign(days=56), "nm" * 14 + "nnnnmmmm" + "nm" * 10, "28 mat days"),
        (ChangePointsDesign(days=112, phases=8), "nm" * 56, "112 days in 8 phases"),
        (PairsDesign(period_days=1, cycles=20), "nnmm" * 10, "20 pairs"),
    ],
)
def test_what_chance_could_not_draw_has_no_reference_set(
    design: Design, observed: str, needed: str
) -> None:
    with pytest.raises(PlanError, match="none that this design could have drawn") as refused:
        build_reference_set(design, [LETTERS[letter] for letter in observed], 1)
    assert needed in str(refused.value)


def test_what_was_not_drawn_has_no_reference_set() -> None:
    fixed = FixedDesign(phases=4, phase_days=2)
    with pytest.raises(PlanError, match="not drawn by chance"):
        build_reference_set(fixed, draw_assignment(fixed, 1), 1)
