"""From entries to a verdict: mirrored, blind to what does not matter, never NaN, never early."""

import datetime as dt
import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mat_trial.errors import DiaryError
from mat_trial.model import (
    MOOD,
    PAIN,
    SLEEP,
    Better,
    Condition,
    Entry,
    FixedDesign,
    Outcome,
    PairsDesign,
    Plan,
)
from mat_trial.protocol import make_plan
from mat_trial.results import Call, Verdict
from mat_trial.stats.randomisation import run_randomisation
from mat_trial.verdict import assess, assess_people
from mat_trial.verdict_json import verdict_document

MONDAY = dt.date(2027, 1, 4)
MAT, NO_MAT = Condition.MAT, Condition.NO_MAT
OPEN_PAIN = replace(PAIN, minimum=None, maximum=None)


def keep_diary(
    *,
    effect: float = -1.5,
    days: int = 48,
    sd: float = 1.0,
    seed: int = 1,
    first: Condition = NO_MAT,
    run: int = 2,
) -> list[Entry]:
    random = np.random.default_rng(seed)
    conditions = [first if (day // run) % 2 == 0 else first.other for day in range(days)]
    return [
        Entry(
            date=MONDAY + dt.timedelta(days=day),
            condition=condition,
            scores={"pain": 5 + effect * (condition is MAT) + random.normal(0, sd)},
        )
        for day, condition in enumerate(conditions)
    ]


def swap(entries: list[Entry]) -> list[Entry]:
    return [
        replace(entry, condition=entry.condition.other) for entry in entries if entry.condition
    ]


def list_numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for item in value.values() for number in list_numbers(item)]
    if isinstance(value, list):
        return [number for item in value for number in list_numbers(item)]
    return [value] if isinstance(value, float) else []


def list_figures(document: dict[str, Any], *, sign: int) -> list[float]:
    effect, pingouin = document["effect"], document["pingouin"]
    interval = effect["interval"]
    return [
        sign * effect["mean"],
        *sorted(sign * end for end in effect["ci95"]),
        *sorted(sign * end for end in (interval["low"], interval["high"])),
        0.5 + sign * (effect["chance_benefit"] - 0.5),
        effect["autocorrelation"],
        effect["sd"],
        0.5 + sign * (pingouin["nap"] - 0.5),
        sign * pingouin["hedges_g"],
        sign * pingouin["regression"]["t"],
        sign * pingouin["paired_t"]["t"],
        pingouin["paired_t"]["bf10"],
        *(pingouin[name] for name in ("wilcoxon_p", "tost_p", "normality_p")),
    ]


@pytest.mark.parametrize(
    ("effect", "call"),
    [
        (-2.0, Call.HELPS),
        (-0.7, Call.HELPS_A_LITTLE),
        (2.0, Call.MAKES_WORSE),
        (0.0, Call.NO_WORTHWHILE_EFFECT),
    ],
)
def test_a_clear_effect_gets_its_verdict(effect: float, call: Call) -> None:
    assert assess(keep_diary(effect=effect, days=80, sd=0.8), outcome=OPEN_PAIN).call is call


def test_a_noisy_short_diary_is_unclear() -> None:
    assert assess(keep_diary(effect=-0.5, days=16, sd=2.5), outcome=OPEN_PAIN).call is Call.UNCLEAR


@given(seed=st.integers(0, 10**6), effect=st.floats(-3, 3), days=st.integers(16, 60))
def test_swapping_the_conditions_mirrors_every_figure(seed: int, effect: float, days: int) -> None:
    entries = keep_diary(seed=seed, effect=effect, days=days)
    plain = verdict_document(assess(entries, outcome=OPEN_PAIN))
    swapped = verdict_document(assess(swap(entries), outcome=OPEN_PAIN))
    assert list_figures(swapped, sign=-1) == pytest.approx(
        list_figures(plain, sign=1), rel=1e-6, abs=1e-8
    )
    assert swapped["days"]["analysed"]["mat"] == plain["days"]["analysed"]["no_mat"]


@given(seed=st.integers(0, 10**6), effect=st.floats(-3, 3))
def test_turning_scale_and_direction_keeps_the_verdict(seed: int, effect: float) -> None:
    entries = keep_diary(seed=seed, effect=effect)
    turned = [replace(entry, scores={"pain": 10 - entry.scores["pain"]}) for entry in entries]
    plain = assess(entries, outcome=OPEN_PAIN)
    other = assess(turned, outcome=replace(OPEN_PAIN, better=Better.HIGHER))
    assert other.call is plain.call
    assert plain.analysis.effect is not None
    assert other.analysis.effect is not None
    assert other.analysis.effect.mean == pytest.approx(-plain.analysis.effect.mean, abs=1e-8)
    assert other.analysis.effect.chance_worthwhile == pytest.approx(
        plain.analysis.effect.chance_worthwhile, abs=1e-8
    )


def test_a_diary_that_begins_on_the_mat_is_read_right() -> None:
    verdict = assess(keep_diary(effect=-2.0, first=MAT), outcome=OPEN_PAIN)
    assert verdict.call is Call.HELPS
    assert verdict.analysis.effect is not None
    assert verdict.analysis.effect.mean < -1


def test_the_order_of_the_rows_does_not_matter() -> None:
    entries = keep_diary()
    assert verdict_document(assess(entries[::-1])) == verdict_document(assess(entries))


@pytest.mark.parametrize(
    ("scores", "conditions", "call"),
    [
        ([5] * 24, [NO_MAT, NO_MAT, MAT, MAT] * 6, Call.UNCLEAR),
        ([5, 5, 3, 3] * 6, [NO_MAT, NO_MAT, MAT, MAT] * 6, Call.UNCLEAR),
        ([5, 6, 4] * 8, [MAT] * 24, Call.TOO_EARLY),
        ([5, 6, 4], [NO_MAT, MAT, NO_MAT], Call.TOO_EARLY),
        ([5], [MAT], Call.TOO_EARLY),
        ([5, 6, 4, 7, 6, 3, 4, 5], [NO_MAT] * 4 + [MAT] * 4, Call.TOO_EARLY),
        ([0] * 20 + [1, 0, 0, 0], [NO_MAT, NO_MAT, MAT, MAT] * 6, None),
    ],
)
def test_what_carries_no_answer_gets_none_and_never_nan(
    scores: list[float], conditions: list[Condition], call: Call | None
) -> None:
    entries = [
        Entry(date=MONDAY + dt.timedelta(days=day), condition=condition, scores={"pain": score})
        for day, (score, condition) in enumerate(zip(scores, conditions, strict=True))
    ]
    verdict = assess(entries, others=[SLEEP])
    document = verdict_document(verdict)
    if call is not None:
        assert verdict.call is call
    assert all(math.isfinite(number) for number in list_numbers(document))
    json.dumps(document, allow_nan=False)
    if document["effect"] is None:
        assert "no_effect" in {caution["code"] for caution in document["cautions"]}
    assert document["secondary"][0]["effect"] is None


def make_trial(entries: int = 48) -> tuple[Plan, list[Entry]]:
    plan = make_plan(
        outcomes=(PAIN, SLEEP),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=12),
        start=MONDAY,
        seed=3,
        now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )
    random = np.random.default_rng(3)
    diary = [
        Entry(
            date=day.date,
            scores={
                "pain": float(np.round(5 - 2 * (day.condition is MAT) + random.normal(0, 1))),
                "sleep": float(random.integers(3, 8)),
            },
        )
        for day in plan.schedule[:entries]
    ]
    return plan, diary


@pytest.mark.parametrize(("entries", "day"), [(30, 29), (47, 47)])
def test_before_the_look_no_figure_leaks_out(entries: int, day: int) -> None:
    plan, diary = make_trial(entries)
    verdict = assess(diary, plan=plan, as_of=MONDAY + dt.timedelta(days=day))
    assert verdict.call is Call.TOO_EARLY
    document = verdict_document(verdict)
    assert (document["effect"], document["pingouin"], document["secondary"]) == (None, None, [])
    assert len(verdict.missing) == 1


def test_one_persons_last_score_does_not_open_the_look_of_another() -> None:
    plan, diary = make_trial()
    both = [replace(entry, person="ann") for entry in diary]
    both += [replace(entry, person="ben") for entry in diary[:47]]
    verdicts = dict(assess_people(both, plan=plan, as_of=plan.schedule[-1].date))
    assert verdicts["ann"].call is Call.HELPS
    assert verdicts["ben"].call is Call.TOO_EARLY
    assert verdicts["ben"].analysis.effect is None


@pytest.mark.parametrize(("entries", "day"), [(48, 47), (47, 48), (48, 60)])
def test_the_look_comes_with_the_last_score_or_the_day_after(entries: int, day: int) -> None:
    plan, diary = make_trial(entries)
    verdict = assess(diary, plan=plan, as_of=MONDAY + dt.timedelta(days=day))
    assert verdict.call is Call.HELPS
    (sleep,) = verdict.analysis.secondary
    assert sleep.p_holm is not None
    assert verdict.analysis.p_holm is not None
    assert sleep.p_value is not None
    # Two outcomes: the smaller p doubles, the larger stays unless it would fall below.
    assert sleep.p_holm == pytest.approx(sleep.p_value)


def test_the_boundary_of_the_look_is_the_plans() -> None:
    plan, diary = make_trial()
    strict = replace(plan, looks=(replace(plan.looks[0], boundary=0.9999999999),))
    assert assess(diary, plan=strict).call is Call.UNCLEAR
    interval = assess(diary, plan=strict).analysis.effect
    assert interval is not None
    assert interval.interval.level == pytest.approx(1 - 2e-10)


def test_the_interval_excludes_no_effect_exactly_when_the_verdict_says_so() -> None:
    for seed in range(40):
        verdict = assess(keep_diary(effect=-0.6, seed=seed), outcome=OPEN_PAIN)
        effect = verdict.analysis.effect
        assert effect is not None
        excludes = effect.interval.low > 0 or effect.interval.high < 0
        sure = verdict.call in {Call.HELPS, Call.HELPS_A_LITTLE, Call.MAKES_WORSE}
        assert excludes == sure


def test_many_people_are_judged_as_each_alone() -> None:
    people = {name: keep_diary(seed=seed, days=20 + seed) for seed, name in enumerate("cab")}
    entries = [replace(e, person=name) for name, diary in people.items() for e in diary]
    verdicts = dict(assess_people(entries, outcome=OPEN_PAIN))
    assert list(verdicts) == ["a", "b", "c"]
    for name, verdict in verdicts.items():
        alone = assess(people[str(name)], outcome=OPEN_PAIN)
        assert verdict_document(verdict) == verdict_document(alone)


def test_many_people_cannot_be_one_verdict() -> None:
    entries = [replace(keep_diary(days=1)[0], person=name) for name in "ab"]
    with pytest.raises(DiaryError, match="holds 2 people"):
        assess(entries)


def codes(verdict: Verdict) -> list[str]:
    return [caution.code for caution in verdict.analysis.cautions]


def test_cautions_carry_their_numbers() -> None:
    plan, diary = make_trial()
    late = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
    diary = [
        replace(
            entry,
            used_mat=day.condition is NO_MAT,
            rescue_medication=day.condition is NO_MAT,
            recorded_at=late if number < 5 else None,
            scores={"pain": (4.0 + number % 2) * (day.condition is MAT)} if number < 36 else {},
        )
        for number, (entry, day) in enumerate(zip(diary, plan.schedule, strict=True))
    ]
    said = {c.code: c.message for c in assess(diary, plan=plan).analysis.cautions}
    assert "12 of 48 days have no score" in said["missing_days"]
    assert "5 of 36 analysed days" in said["late_entries"]
    assert "On 18 of 18 no-mat days pain was already at 0" in said["floor"]
    assert "left out on 18 of 18 mat days and used on 18 of 18" in said["adherence"]
    assert "on 0 of 18 mat days and on 18 of 18 no-mat days" in said["rescue_medication"]


def test_a_sound_diary_has_no_cautions() -> None:
    assert codes(assess(keep_diary(effect=-3.0, sd=0.7), outcome=OPEN_PAIN)) == []


def test_a_verdict_that_hangs_on_one_phase_is_fragile() -> None:
    entries = keep_diary(effect=0.0, sd=1.0, days=24, run=3)
    spoiled = [
        replace(entry, scores={"pain": entry.scores["pain"] - 6.0}) if 3 <= day < 6 else entry
        for day, entry in enumerate(entries)
    ]
    assert "fragile" in codes(assess(spoiled, outcome=OPEN_PAIN))


def test_outcomes_beside_never_change_the_verdict() -> None:
    entries = keep_diary(effect=0.0, days=60, sd=0.8)
    better = [
        replace(e, scores={**e.scores, "mood": 9.0 if e.condition is MAT else 2.0 + i % 2})
        for i, e in enumerate(entries)
    ]
    alone, beside = (
        assess(entries, outcome=OPEN_PAIN),
        assess(better, outcome=OPEN_PAIN, others=[MOOD]),
    )
    assert beside.call is alone.call
    assert beside.analysis.secondary[0].p_value is not None


def test_washout_without_a_plan_leaves_days_out() -> None:
    entries = keep_diary(days=24, run=3)
    verdict = assess(entries, outcome=OPEN_PAIN, washout_days=1)
    assert verdict.analysis.days.washout == 7
    assert sum(verdict.analysis.days.analysed) == 17


def test_an_outcome_nobody_scored_is_too_early() -> None:
    stiffness = Outcome(name="stiffness", question="", better=Better.LOWER, worthwhile=1.0)
    verdict = assess(keep_diary(), outcome=stiffness)
    assert verdict.call is Call.TOO_EARLY
    assert verdict.analysis.days.recorded == 0


def test_fixed_designs_without_drawn_days_work_too() -> None:
    plan = make_plan(
        outcomes=(PAIN,),
        primary="pain",
        design=FixedDesign(phases=4, phase_days=7),
        start=MONDAY,
        seed=0,
        now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )
    random = np.random.default_rng(0)
    entries = [
        Entry(date=d.date, scores={"pain": 6 - 3 * (d.condition is MAT) + random.normal()})
        for d in plan.schedule
    ]
    assert assess(entries, plan=plan).call is Call.HELPS
    assert assess(entries, plan=plan).analysis.no_randomisation.endswith("not drawn by chance")


def test_the_randomisation_test_needs_a_plan_that_drew_the_days() -> None:
    plan, diary = make_trial()
    found = assess(diary, plan=plan).analysis.randomisation
    assert found is not None
    assert (found.n_assignments, found.exact) == (2**12, True)
    assert found.p_value <= 0.05
    assert found.ci95 is not None
    assert found.ci95[0] < -2 < found.ci95[1]
    without = verdict_document(assess(keep_diary(), outcome=OPEN_PAIN))
    assert without["randomisation"] is None
    assert "without the plan" in without["cautions"][-1]["message"]


def test_the_randomisation_test_is_that_of_the_analysed_days_by_hand() -> None:
    plan, diary = make_trial()
    kept = [entry for number, entry in enumerate(diary) if number % 7]
    found = assess(kept, plan=plan).analysis.randomisation
    assert found is not None
    days = [day for number, day in enumerate(plan.schedule) if number % 7]
    random = np.random.default_rng(0)
    coins = np.vstack([random.random((400, 12)) < 0.5, [[False] * 12]])
    drawn = [day.condition is MAT for day in plan.schedule[::2]]
    coins[-1] = drawn[::2]
    periods = np.stack([coins, ~coins], axis=-1).reshape(len(coins), -1)
    rows = periods[:, [day.period - 1 for day in days]]
    sampled = run_randomisation(
        [(day.date - plan.start).days for day in days],
        [entry.scores["pain"] for entry in kept],
        rows,
        observed=400,
        exact=False,
    )
    assert sampled.estimate == pytest.approx(found.estimate, abs=0.15)
    assert sampled.p_value == pytest.approx(found.p_value, abs=0.02)


def test_washout_keeps_the_randomisation_test_to_days_that_no_draw_changes() -> None:
    plan, diary = make_trial()
    washed = assess(diary, plan=replace(plan, washout_days=1)).analysis
    assert assess(diary, plan=plan).analysis.randomisation is not None
    assert washed.randomisation is not None
    assert sum(washed.days.analysed) > 24, "days without a switch before them stay"
    spoiled = [
        replace(entry, scores={"pain": 10.0}) if number % 2 == 0 else entry
        for number, entry in enumerate(diary)
    ]
    again = assess(spoiled, plan=replace(plan, washout_days=1)).analysis.randomisation
    assert again is not None
    assert again.estimate == washed.randomisation.estimate
