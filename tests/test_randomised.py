"""A verdict under each design ends with the randomisation test of that very design."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from designs.definitions import list_by_definition
from mat_trial.daily import daily_frame
from mat_trial.designs import count_assignments, smallest_p_value
from mat_trial.model import (
    PAIN,
    ChangePointsDesign,
    Condition,
    DaysDesign,
    Design,
    Entry,
    FixedDesign,
    PairsDesign,
    Plan,
)
from mat_trial.protocol import amend_plan, make_plan
from mat_trial.randomised import compare_with_draws
from mat_trial.samples import take_samples
from mat_trial.stats.randomisation import run_randomisation
from mat_trial.verdict import assess

MONDAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)


def make_trial(design: Design, *, washout_days: int = 0) -> tuple[Plan, list[Entry]]:
    plan = make_plan(
        outcomes=(PAIN,),
        primary="pain",
        design=design,
        start=MONDAY,
        seed=4,
        washout_days=washout_days,
        now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )
    random = np.random.default_rng(4)
    diary = [
        Entry(
            date=day.date,
            scores={"pain": 6 - 2 * (day.condition is Condition.MAT) + random.normal(0, 1)},
        )
        for day in plan.schedule
    ]
    return plan, diary


@pytest.mark.parametrize(
    "design",
    [
        PairsDesign(period_days=2, cycles=14),
        PairsDesign(period_days=1, cycles=28),
        ChangePointsDesign(days=56),
        ChangePointsDesign(days=84, phases=6),
        DaysDesign(days=56),
    ],
    ids=str,
)
def test_a_trial_of_each_drawn_design_ends_with_its_test(design: Design) -> None:
    plan, diary = make_trial(design)
    found = assess(diary, plan=plan).analysis.randomisation
    assert found is not None
    n = count_assignments(design)
    assert (found.n_assignments, found.exact) == ((n, True) if n <= 2**14 else (20_001, False))
    assert found.smallest_p == smallest_p_value(design)
    assert found.p_value < 0.05
    assert found.ci95 is not None
    assert found.ci95[1] < 0


@pytest.mark.parametrize(
    "design",
    [
        PairsDesign(period_days=2, cycles=3),
        ChangePointsDesign(days=14, min_phase_days=2),
        DaysDesign(days=12),
    ],
    ids=str,
)
def test_days_before_the_start_and_days_missing_do_not_shift_the_schedule(design: Design) -> None:
    plan, diary = make_trial(design)
    early = Entry(date=MONDAY - 3 * DAY, scores={"pain": 9.0})
    missing = {0, 4, design.days - 2}
    kept = [number for number in range(design.days) if number not in missing]
    found = assess([early, *(diary[number] for number in kept)], plan=plan).analysis.randomisation
    rows = list(list_by_definition(design))
    observed = rows.index(tuple(day.condition is Condition.MAT for day in plan.schedule))
    expected = run_randomisation(
        kept,
        [diary[number].scores["pain"] for number in kept],
        np.array(rows)[:, kept],
        observed=observed,
    )
    assert found is not None
    assert found.p_value == expected.p_value
    assert found.estimate == pytest.approx(expected.estimate)
    assert found.n_assignments == expected.n_assignments


@pytest.mark.parametrize("washout_days", [0, 2])
def test_a_pause_puts_days_off_and_leaves_them_where_they_were_drawn(washout_days: int) -> None:
    plan, diary = make_trial(PairsDesign(period_days=4, cycles=2), washout_days=washout_days)
    # In the middle of a period, so that its days lie apart.
    at = dt.datetime.combine(plan.schedule[9].date, dt.time(9), tzinfo=dt.UTC)
    paused = amend_plan(plan, kind="pause", date=at.date(), days=9, reason="a trip", now=at)
    moved = [
        replace(entry, date=day.date) for entry, day in zip(diary, paused.schedule, strict=True)
    ]
    kept = [number for number in range(16) if number % 4 >= washout_days]
    rows = list(list_by_definition(plan.design))
    expected = run_randomisation(
        [number + 9 * (number >= 9) for number in kept],
        [diary[number].scores["pain"] for number in kept],
        np.array(rows)[:, kept],
        observed=rows.index(tuple(day.condition is Condition.MAT for day in plan.schedule)),
    )
    found = assess(moved, plan=paused).analysis.randomisation
    assert found is not None
    assert found.p_value == expected.p_value
    assert found.estimate == pytest.approx(expected.estimate)
    assert found.ci95 == pytest.approx(expected.ci95)


def test_where_the_switches_were_drawn_the_test_takes_the_washout_days_too() -> None:
    plan, diary = make_trial(ChangePointsDesign(days=56), washout_days=2)
    analysis = assess(diary, plan=plan).analysis
    assert analysis.days.washout == 6
    without_washout = assess(diary, plan=replace(plan, washout_days=0)).analysis
    assert analysis.randomisation is not None
    assert without_washout.randomisation is not None
    assert analysis.randomisation.p_value == without_washout.randomisation.p_value
    assert analysis.effect != without_washout.effect


def test_days_left_out_by_chance_leave_no_valid_test() -> None:
    plan, diary = make_trial(ChangePointsDesign(days=56), washout_days=2)
    [(_, washed)] = take_samples(daily_frame(diary, PAIN, plan=plan), PAIN)
    found, why_not = compare_with_draws(washed, plan)
    assert found is None
    assert "chance drew which days follow a switch" in why_not


def test_blocks_that_nobody_drew_have_no_test() -> None:
    plan, diary = make_trial(FixedDesign(phases=4, phase_days=7))
    analysis = assess(diary, plan=plan).analysis
    assert analysis.randomisation is None
    assert analysis.no_randomisation == "the days of this plan were not drawn by chance"


def test_a_plan_that_its_design_could_not_have_drawn_is_refused() -> None:
    plan, diary = make_trial(DaysDesign(days=20))
    turned = replace(
        plan,
        schedule=tuple(
            replace(day, condition=Condition.MAT if number % 10 < 5 else Condition.NO_MAT)
            for number, day in enumerate(plan.schedule)
        ),
    )
    with pytest.raises(ValueError, match="10 mat days and 10 no-mat days, at most 3 in a row"):
        assess(diary, plan=turned)
