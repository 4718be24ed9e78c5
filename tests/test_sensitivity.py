"""Each sensitivity line against the same model fitted by hand, and against its own mirror."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mat_trial.model import PAIN, Condition, Entry
from mat_trial.results import Call, SensitivityLine
from mat_trial.rule import call_effect
from mat_trial.verdict import assess
from stats.definition import fit_by_definition

MONDAY = dt.date(2027, 1, 4)
MAT, NO_MAT = Condition.MAT, Condition.NO_MAT
OPEN_PAIN = replace(PAIN, minimum=None, maximum=None)
CODES = ["as_used", "without_late", "adjusted_for_rescue", "without_trend", "longer_washout"]
DAYS = np.arange(48)
ON_MAT = DAYS // 3 % 2 == 1
ONES = np.ones(48)
DAY = dt.timedelta(days=1)
NOON = dt.time(12, tzinfo=dt.UTC)


def keep_diary(seed: int = 1, effect: float = -1.5) -> list[Entry]:
    """Keep a diary in which everything happens that a line is about, by chance."""
    random = np.random.default_rng(seed)
    score = 5 + effect * ON_MAT + random.normal(0, 1, 48)
    return [
        Entry(
            date=MONDAY + dt.timedelta(days=int(day)),
            condition=MAT if on_mat else NO_MAT,
            scores={"pain": float(score[day])},
            used_mat=None if day % 11 == 5 else bool(on_mat) != (day % 9 == 4),
            rescue_medication=None if day % 13 == 3 else bool(random.random() < 0.3),
            recorded_at=dt.datetime.combine(
                MONDAY + dt.timedelta(days=int(day) + 3 * (day % 8 == 1)),
                dt.time(20),
                tzinfo=dt.UTC,
            ),
        )
        for day, on_mat in enumerate(ON_MAT)
    ]


def draw_lines(entries: list[Entry], washout_days: int = 0) -> dict[str, SensitivityLine]:
    lines = assess(entries, outcome=OPEN_PAIN, washout_days=washout_days).analysis.sensitivity
    assert [line.code for line in lines] == CODES
    return {line.code: line for line in lines}


def check(line: SensitivityLine, kept: np.ndarray, *columns: np.ndarray) -> None:
    score = np.array([entry.scores["pain"] for entry in keep_diary()])
    mean, below = fit_by_definition(DAYS[kept], score[kept], np.column_stack(columns)[kept])
    assert line.effect is not None
    assert line.n_days == kept.sum()
    assert line.effect.mean == pytest.approx(mean, abs=1e-5)
    assert line.effect.chance_benefit == pytest.approx(below, abs=1e-5)
    assert line.call is call_effect(line.effect, OPEN_PAIN, 0.95)
    assert line.reason == ""


EVERY_DAY = ONES > 0


def test_as_used_goes_by_the_mat_and_by_the_plan_where_nobody_knows() -> None:
    used = np.where(DAYS % 11 == 5, ON_MAT, (DAYS % 9 == 4) != ON_MAT)
    assert (used != ON_MAT).sum() > 3
    check(draw_lines(keep_diary())["as_used"], EVERY_DAY, ONES, DAYS, used)


def test_late_days_are_left_out() -> None:
    check(draw_lines(keep_diary())["without_late"], DAYS % 8 != 1, ONES, DAYS, ON_MAT)


def test_days_changed_later_are_left_out_where_there_are_any() -> None:
    changed = DAYS % 7 == 2
    entries = [
        replace(entry, changed_at=dt.datetime.combine(entry.date, NOON) + 4 * DAY * is_changed)
        for entry, is_changed in zip(keep_diary(), changed.tolist(), strict=True)
    ]
    verdict = assess(entries, outcome=OPEN_PAIN)
    lines = {line.code: line for line in verdict.analysis.sensitivity}
    assert list(lines) == [*CODES[:2], "without_changed", *CODES[2:]]
    check(lines["without_changed"], ~changed, ONES, DAYS, ON_MAT)
    said = {caution.code: caution.message for caution in verdict.analysis.cautions}
    assert f"{changed.sum()} of 48 analysed days" in said["changed_entries"]


def test_rescue_medication_stands_beside_on_the_days_it_is_known() -> None:
    entries = keep_diary()
    taken = np.array([bool(entry.rescue_medication) for entry in entries], float)
    known = np.array([entry.rescue_medication is not None for entry in entries])
    check(draw_lines(entries)["adjusted_for_rescue"], known, ONES, DAYS, taken, ON_MAT)


def test_the_trend_can_be_left_out() -> None:
    check(draw_lines(keep_diary())["without_trend"], EVERY_DAY, ONES, ON_MAT)


@pytest.mark.parametrize("washout_days", [0, 1])
def test_one_more_washout_day_behind_each_switch(washout_days: int) -> None:
    line = draw_lines(keep_diary(), washout_days)["longer_washout"]
    check(line, (washout_days < DAYS % 3) | (DAYS < 3), ONES, DAYS, ON_MAT)


def change_all(**changes: object) -> list[Entry]:
    return [replace(entry, **changes) for entry in keep_diary()]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entries", "code", "reason"),
    [
        (change_all(used_mat=None), "as_used", "it was not written down whether"),
        (
            [replace(e, used_mat=e.condition is MAT) for e in keep_diary()],
            "as_used",
            "the mat was used as planned on every day",
        ),
        (
            [replace(e, used_mat=e.condition is MAT or None) for e in keep_diary()],
            "as_used",
            "the mat was used as planned on every day where that is known",
        ),
        (change_all(used_mat=True), "as_used", "too little would be left: 4 days of each kind"),
        (change_all(recorded_at=None), "without_late", "it is not known when"),
        (
            change_all(recorded_at=dt.datetime(2027, 1, 3, tzinfo=dt.UTC)),
            "without_late",
            "no day was written down late",
        ),
        (
            change_all(recorded_at=dt.datetime(2027, 9, 1, tzinfo=dt.UTC)),
            "without_late",
            "too little would be left",
        ),
        (change_all(rescue_medication=None), "adjusted_for_rescue", "it was not written down"),
        (
            change_all(rescue_medication=False),
            "adjusted_for_rescue",
            "extra painkillers were taken on no day",
        ),
        (
            [replace(e, rescue_medication=e.condition is NO_MAT) for e in keep_diary()],
            "adjusted_for_rescue",
            "extra painkillers went with one kind of day",
        ),
    ],
)
def test_a_line_that_says_nothing_new_says_why(
    entries: list[Entry], code: str, reason: str
) -> None:
    line = draw_lines(entries)[code]
    assert line.reason.startswith(reason)
    assert not line.reason.endswith(".")
    assert (line.n_days, line.effect, line.call) == (0, None, None)


def test_days_that_all_follow_a_switch_leave_nothing_for_a_longer_washout() -> None:
    entries = [
        replace(entry, condition=MAT if day % 2 else NO_MAT)
        for day, entry in enumerate(keep_diary())
    ]
    assert draw_lines(entries)["longer_washout"].reason.startswith("too little would be left")
    assert draw_lines(entries, washout_days=0)["without_trend"].effect is not None


def test_without_a_verdict_there_is_nothing_beside_it() -> None:
    assert assess(keep_diary()[:6], outcome=OPEN_PAIN).analysis.sensitivity == ()


def test_lines_never_change_the_verdict() -> None:
    entries = keep_diary(effect=-3.0)
    swapped = [replace(entry, used_mat=entry.condition is NO_MAT) for entry in entries]
    verdict = assess(swapped, outcome=OPEN_PAIN)
    assert verdict.call is Call.HELPS
    assert verdict.analysis.sensitivity[0].call is Call.MAKES_WORSE


def list_figures(lines: dict[str, SensitivityLine], sign: int = 1) -> list[float]:
    effects = [line.effect for line in lines.values() if line.effect is not None]
    assert len(effects) == len(CODES)
    return [
        figure
        for effect in effects
        for figure in (
            sign * effect.mean,
            *sorted((sign * effect.ci95.low, sign * effect.ci95.high)),
            0.5 + sign * (effect.chance_benefit - 0.5),
            effect.autocorrelation,
        )
    ]


@given(seed=st.integers(0, 10**6))
def test_swapping_the_conditions_mirrors_every_line(seed: int) -> None:
    entries = keep_diary(seed)
    swapped = [
        replace(
            entry,
            condition=entry.condition and entry.condition.other,
            used_mat=None if entry.used_mat is None else not entry.used_mat,
        )
        for entry in entries
    ]
    plain, mirrored = list_figures(draw_lines(entries)), list_figures(draw_lines(swapped), -1)
    assert mirrored == pytest.approx(plain, abs=1e-7)


@given(seed=st.integers(0, 10**6), shift=st.floats(-20, 20), scale=st.floats(0.1, 10))
def test_shifting_and_scaling_the_scores_only_scales_every_line(
    seed: int, shift: float, scale: float
) -> None:
    entries = keep_diary(seed)
    turned = [replace(e, scores={"pain": shift + scale * e.scores["pain"]}) for e in entries]
    turned_lines = assess(
        turned, outcome=replace(OPEN_PAIN, worthwhile=scale * OPEN_PAIN.worthwhile)
    ).analysis.sensitivity
    for plain, other in zip(draw_lines(entries).values(), turned_lines, strict=True):
        assert plain.effect is not None
        assert other.effect is not None
        assert other.effect.mean == pytest.approx(scale * plain.effect.mean, rel=1e-5, abs=1e-5)
        assert other.effect.chance_worthwhile == pytest.approx(
            plain.effect.chance_worthwhile, abs=1e-6
        )


def test_a_stretch_is_decisive_where_the_verdict_and_the_effect_need_it() -> None:
    entries = keep_diary(effect=0.0)
    spoiled = [
        replace(entry, scores={"pain": entry.scores["pain"] - 6.0}) if 3 <= day < 6 else entry
        for day, entry in enumerate(entries)
    ]
    verdict = assess(spoiled, outcome=OPEN_PAIN)
    effect = verdict.analysis.effect
    assert effect is not None
    decisive = 0
    for first in range(0, 48, 3):
        alone = assess(spoiled[:first] + spoiled[first + 3 :], outcome=OPEN_PAIN)
        assert alone.analysis.effect is not None
        moved = abs(alone.analysis.effect.mean - effect.mean)
        is_far = moved > (effect.ci95.high - effect.ci95.low) / 4
        decisive += is_far and alone.call is not verdict.call
    assert decisive > 0
    (message,) = [c.message for c in verdict.analysis.cautions if c.code == "fragile"]
    assert f"for {decisive} of the 16 stretches" in message
