"""The schedule is the assignment on the calendar, with its periods and its cycles."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designs.definitions import designs
from mat_trial.designs import draw_assignment, draw_schedule
from mat_trial.model import ChangePointsDesign, DaysDesign, Design, FixedDesign, PairsDesign

MONDAY = dt.date(2027, 1, 4)


@given(design=designs, seed=st.integers(0, 2**53 - 1))
def test_the_schedule_lays_the_assignment_on_every_day(design: Design, seed: int) -> None:
    days = draw_schedule(design, MONDAY, seed)
    assert [day.date for day in days] == [MONDAY + dt.timedelta(days=n) for n in range(len(days))]
    assert tuple(day.condition for day in days) == draw_assignment(design, seed)
    periods = [day.period for day in days]
    assert periods == sorted(periods)
    assert set(periods) == set(range(1, periods[-1] + 1))
    assert min(Counter(periods).values()) >= design.shortest_period_days
    halves = {(day.period, day.cycle, day.condition) for day in days}
    assert len(halves) == periods[-1], "a period is of one cycle and one condition"
    pairs = Counter((cycle, condition) for _, cycle, condition in halves)
    assert len(pairs) == 2 * max(day.cycle for day in days)
    assert set(pairs.values()) == {1}, "a cycle is two periods, one of each condition"


@pytest.mark.parametrize(
    ("design", "periods", "cycles"),
    [
        (FixedDesign(phases=4, phase_days=2), "11223344", "11112222"),
        (PairsDesign(period_days=2, cycles=2), "11223344", "11112222"),
        (ChangePointsDesign(days=11, min_phase_days=2), "11223333444", "11112222222"),
        (DaysDesign(days=8), "12345678", "12134234"),
    ],
    ids=str,
)
def test_periods_and_cycles_are_those_of_the_design(
    design: Design, periods: str, cycles: str
) -> None:
    days = draw_schedule(design, MONDAY, seed=1)
    assert "".join(str(day.period) for day in days) == periods
    assert "".join(str(day.cycle) for day in days) == cycles
