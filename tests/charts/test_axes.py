"""Axes of scores and of dates."""

import datetime as dt
from dataclasses import replace

import pytest

from charts.drawing import HOURS, MONDAY
from mat_trial.charts.axes import choose_dates, choose_score_axis
from mat_trial.model import PAIN, SLEEP, Better, Outcome


@pytest.mark.parametrize(
    ("outcome", "scores", "domain", "ends"),
    [
        (PAIN, [3, 4], (0, 10), ("0 none", "10 worst")),
        (SLEEP, [3, 4], (0, 10), ("0 worst", "10 best")),
        (PAIN, [3, 12], (0, 15), ("0 none", "15 worst")),
        (PAIN, [], (0, 10), ("0 none", "10 worst")),
        (HOURS, [1.5, 7.2], (0, 8), ("0 best", "8 worse")),
        (HOURS, [0, 0], (0, 0.5), ("0 best", "0.5 worse")),
        (HOURS, [], (0, 1), ("0 best", "1 worse")),
        (replace(HOURS, minimum=None), [21, 38], (20, 40), ("20 better", "40 worse")),
        (replace(HOURS, minimum=None), [7, 7], (6.5, 7.5), ("6.5 better", "7.5 worse")),
        (replace(HOURS, minimum=None, better=Better.HIGHER), [], (0, 1), ("0 worse", "1 better")),
        (replace(HOURS, minimum=None, maximum=-2), [], (-3, -2), ("−3 better", "−2 worst")),
    ],
)
def test_score_axis(
    outcome: Outcome,
    scores: list[float],
    domain: tuple[float, float],
    ends: tuple[str, str],
) -> None:
    axis = choose_score_axis(outcome, scores)
    assert (axis.low, axis.high) == domain
    assert (axis.labels[0], axis.labels[-1]) == ends
    assert list(axis.ticks) == sorted(set(axis.ticks))
    assert all(axis.low <= score <= axis.high for score in scores)


@pytest.mark.parametrize(
    ("first", "n_days", "expected"),
    [
        (MONDAY, 1, {0: "4 Jan"}),
        (MONDAY, 8, {0: "4 Jan", 2: "6 Jan", 4: "8 Jan", 6: "10 Jan"}),
        (dt.date(2026, 12, 25), 21, {0: "25 Dec", 7: "1 Jan", 14: "8 Jan"}),
        (dt.date(2026, 9, 15), 130, {16: "Oct", 47: "Nov", 77: "Dec", 108: "Jan 2027"}),
        (dt.date(2026, 9, 15), 200, {47: "Nov", 108: "Jan 2027", 167: "Mar"}),
        (dt.date(2026, 9, 15), 400, {16: "Oct", 108: "Jan 2027", 198: "Apr", 289: "Jul"}),
    ],
)
def test_dates_below(first: dt.date, n_days: int, expected: dict[int, str]) -> None:
    assert choose_dates(first, n_days) == expected
