"""Simulated trials are judged as a real diary would be."""

import datetime as dt
from collections import Counter

import numpy as np
import pytest

from mat_trial.designs import build_reference_set
from mat_trial.model import (
    PAIN,
    ChangePointsDesign,
    Condition,
    DaysDesign,
    Design,
    Entry,
    FixedDesign,
    PairsDesign,
)
from mat_trial.operating import Layouts, Trials, judge_trials, lay_out_people, simulate_trials
from mat_trial.results import Call
from mat_trial.stats.simulate import PLAIN, SCENARIOS
from mat_trial.verdict import assess

DESIGNS: list[Design] = [
    FixedDesign(phases=4, phase_days=5),
    PairsDesign(period_days=2, cycles=5),
    ChangePointsDesign(days=20, phases=4, min_phase_days=3),
    DaysDesign(days=20, max_run=2),
]
each_design = pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.kind)


def lay_out(on_mat: list[list[int]]) -> Layouts:
    mat = np.array(on_mat, bool)
    switched = mat[:, 1:] != mat[:, :-1]
    return Layouts(
        on_mat=mat,
        cycle=np.ones(mat.shape, int),
        phase=np.pad(switched.cumsum(-1), ((0, 0), (1, 0))),
        analysed=np.ones(mat.shape, bool),
    )


def judge_scores(scores: list[float], on_mat: list[int]) -> dict[Call, float]:
    trials = Trials(
        layouts=lay_out([on_mat]),
        benefit=0.0,
        score=np.array([scores]),
        analysed=np.isfinite([scores]),
    )
    return judge_trials(trials, worthwhile=1.0, boundary=0.95).calls


@each_design
@pytest.mark.parametrize("washout_days", [0, 1])
def test_verdicts_are_those_of_the_same_diaries_read_one_by_one(
    design: Design, washout_days: int
) -> None:
    layouts = lay_out_people(design, n_people=25, seed=3, washout_days=washout_days)
    missing = SCENARIOS[2]
    trials = simulate_trials(layouts, missing, benefit=1.5, autocorrelation=0.3, sd=1.5, seed=4)
    one_by_one: Counter[Call] = Counter()
    has_score = simulate_trials(
        lay_out_people(design, n_people=25, seed=3),
        missing,
        benefit=1.5,
        autocorrelation=0.3,
        sd=1.5,
        seed=4,
    ).analysed
    for scores, known, on_mat in zip(trials.score, has_score, layouts.on_mat, strict=True):
        entries = [
            Entry(
                date=dt.date(2027, 1, 4) + dt.timedelta(days=day),
                condition=Condition.MAT if on_mat[day] else Condition.NO_MAT,
                scores={"pain": float(scores[day])} if known[day] else {},
            )
            for day in range(design.days)
        ]
        one_by_one[assess(entries, outcome=PAIN, washout_days=washout_days).call] += 1
    together = judge_trials(trials, worthwhile=1.0, boundary=0.95)
    assert {call: one_by_one[call] / 25 for call in Call} == together.calls
    # A washout of one day leaves too few of the days that each are drawn alone.
    assert len(one_by_one) > (1 if washout_days == 0 else 0)


@each_design
def test_each_layout_is_one_that_the_design_could_have_drawn(design: Design) -> None:
    layouts = lay_out_people(design, n_people=3, seed=5)
    for row, cycles in zip(layouts.on_mat, layouts.cycle, strict=True):
        if not isinstance(design, FixedDesign):
            drawn = [Condition.MAT if mat else Condition.NO_MAT for mat in row]
            build_reference_set(design, drawn, seed=1)
        # As many cycles with the mat as without it.
        assert set(cycles[row]) == set(cycles[~row]) == set(range(1, cycles.max() + 1))


def test_a_diary_without_any_spread_is_unclear_and_one_too_short_too_early() -> None:
    conditions = [0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1]
    assert judge_scores([4.0] * 12, conditions)[Call.UNCLEAR] == 1
    short = [4, 5, 6, 3, 2, 3, 5, 6, 4, *[float("nan")] * 3]
    assert judge_scores(short, conditions)[Call.TOO_EARLY] == 1
    assert judge_scores([6, 7, 6, 3, 2, 3, 6, 7, 6, 2, 3, 3], conditions)[Call.HELPS] == 1


def test_shares_add_up_and_their_error_has_a_width_even_at_zero() -> None:
    layouts = lay_out_people(PairsDesign(period_days=2, cycles=14), n_people=300, seed=1)
    trials = simulate_trials(layouts, PLAIN, benefit=2.0, autocorrelation=0.3, sd=1.5, seed=1)
    shares = judge_trials(trials, worthwhile=1.0, boundary=0.95)
    assert sum(shares.calls.values()) == pytest.approx(1)
    assert shares.calls[Call.MAKES_WORSE] == 0
    # Wilson's upper end for 0 of 300 is z²/(n + z²).
    low, high = shares.bound_error(0.0)
    assert low == pytest.approx(0.0, abs=1e-12)
    assert high == pytest.approx(3.8415 / (300 + 3.8415), rel=1e-3)
    assert shares.coverage == pytest.approx(0.95, abs=0.04)
