"""The draw is one of the reference set, each as likely as the other, and lies on the calendar."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mat_trial.designs import (
    Assignment,
    build_reference_set,
    count_assignments,
    design_problems,
    draw_assignment,
    draw_schedule,
    smallest_p_value,
)
from mat_trial.errors import PlanError
from mat_trial.model import Condition, Design, FixedDesign, PairsDesign

MONDAY = dt.date(2027, 1, 4)
designs = st.one_of(
    st.builds(PairsDesign, period_days=st.integers(1, 7), cycles=st.integers(2, 6)),
    st.builds(
        FixedDesign,
        phases=st.integers(2, 5).map(lambda half: 2 * half),
        phase_days=st.integers(1, 14),
        first=st.sampled_from(Condition),
    ),
)


def write_row(assignment: Assignment) -> list[bool]:
    return [condition is Condition.MAT for condition in assignment]


@given(cycles=st.integers(2, 7), seed=st.integers(0, 2**53 - 1))
def test_the_draw_is_one_of_the_reference_set(cycles: int, seed: int) -> None:
    design = PairsDesign(period_days=2, cycles=cycles)
    drawn = draw_assignment(design, seed)
    reference = build_reference_set(design, drawn, seed)
    rows = reference.on_mat.tolist()
    assert rows[reference.observed] == write_row(drawn)
    assert len({tuple(row) for row in rows}) == len(rows) == count_assignments(design)
    assert reference.exact


def test_every_member_of_the_reference_set_can_be_drawn() -> None:
    design = PairsDesign(period_days=1, cycles=3)
    reference = build_reference_set(design, draw_assignment(design, 1), 1)
    drawn = {tuple(write_row(draw_assignment(design, seed))) for seed in range(200)}
    assert drawn == {tuple(row) for row in reference.on_mat.tolist()}


def test_a_set_too_large_to_list_is_a_seeded_sample_with_the_observed_one_added() -> None:
    design = PairsDesign(period_days=1, cycles=20)
    drawn = draw_assignment(design, 5)
    reference = build_reference_set(design, drawn, 5)
    assert reference.on_mat.shape == (20_001, 40)
    assert not reference.exact
    assert reference.on_mat[reference.observed].tolist() == write_row(drawn)
    assert (reference.on_mat[:, ::2] != reference.on_mat[:, 1::2]).all()
    # Five standard deviations of a binomial(20000, 1/2) for each cycle's coin.
    assert (abs(reference.on_mat[:, ::2].sum(axis=0) - 10_000) < 5 * 71).all()
    again = build_reference_set(design, drawn, 5)
    assert (again.on_mat == reference.on_mat).all()


@pytest.mark.parametrize(
    ("design", "observed", "said"),
    [
        (FixedDesign(phases=4, phase_days=7), "nmnm", "not drawn by chance"),
        (PairsDesign(period_days=2, cycles=2), "nnmm", "none that this design could have drawn"),
        (PairsDesign(period_days=2, cycles=2), "nmnmnm", "none that this design could have drawn"),
    ],
)
def test_what_chance_did_not_draw_has_no_reference_set(
    design: Design, observed: str, said: str
) -> None:
    kinds = {"m": Condition.MAT, "n": Condition.NO_MAT}
    with pytest.raises(PlanError, match=said):
        build_reference_set(design, tuple(kinds[letter] for letter in observed), 1)


@given(design=designs, seed=st.integers(0, 2**64))
def test_the_schedule_lays_the_assignment_on_every_day(design: Design, seed: int) -> None:
    days = draw_schedule(design, MONDAY, seed)
    assert [day.date for day in days] == [MONDAY + dt.timedelta(days=n) for n in range(len(days))]
    assert len(days) == design.days
    by_period = {day.period: day.condition for day in days}
    assert tuple(by_period.values()) == draw_assignment(design, seed)
    halves = Counter((day.cycle, day.condition) for day in days)
    assert len(set(halves.values())) == 1, "each cycle has as many days of each kind"


def test_the_same_seed_draws_the_same_on_every_machine_and_version() -> None:
    drawn = draw_assignment(PairsDesign(period_days=2, cycles=8), seed=20270104)
    mats = "".join("M" if condition is Condition.MAT else "-" for condition in drawn)
    assert mats == "-M-MM-M--MM--MM-"


def test_every_assignment_is_equally_likely() -> None:
    design = PairsDesign(period_days=1, cycles=3)
    counts = Counter(draw_assignment(design, seed) for seed in range(8000))
    assert len(counts) == 8
    # Five standard deviations of a binomial(8000, 1/8).
    assert all(abs(count - 1000) < 5 * 29.6 for count in counts.values())


def test_fixed_begins_without_the_mat_unless_told_otherwise() -> None:
    mat, no_mat = Condition.MAT, Condition.NO_MAT
    assert draw_assignment(FixedDesign(phases=4, phase_days=7), 1) == (no_mat, mat, no_mat, mat)
    first_on_mat = FixedDesign(phases=4, phase_days=7, first=mat)
    assert draw_assignment(first_on_mat, 1) == (mat, no_mat, mat, no_mat)


@pytest.mark.parametrize(
    ("design", "said"),
    [
        (PairsDesign(period_days=0, cycles=14), "days in a period: '0'"),
        (PairsDesign(period_days=2, cycles=1), "cycles: '1'"),
        (PairsDesign(period_days=2, cycles=61), "cycles: '61'"),
        (FixedDesign(phases=5, phase_days=7), "phases: '5'"),
        (FixedDesign(phases=4, phase_days=61), "days in a phase: '61'"),
        (PairsDesign(period_days=10, cycles=20), "length of the trial: '400 days'"),
    ],
)
def test_a_design_that_cannot_be_used_is_refused_by_value(design: Design, said: str) -> None:
    assert said in str(design_problems(design)[0])
    with pytest.raises(PlanError, match=said.split(":", maxsplit=1)[0]):
        draw_assignment(design, 1)


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert len(design_problems(PairsDesign(period_days=0, cycles=0))) == 2


@pytest.mark.parametrize(("cycles", "smallest"), [(5, 0.0625), (6, 0.03125)])
def test_under_six_pairs_no_p_can_reach_five_percent(cycles: int, smallest: float) -> None:
    assert smallest_p_value(PairsDesign(period_days=2, cycles=cycles)) == smallest
    assert smallest_p_value(FixedDesign(phases=4, phase_days=7)) is None
