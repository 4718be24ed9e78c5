"""Several looks: the first that decides stands, and until then nothing is shown."""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from mat_trial.model import PAIN, SLEEP, Amendment, Condition, Entry, Look, PairsDesign, Plan
from mat_trial.protocol import make_plan
from mat_trial.results import Call, Verdict
from mat_trial.verdict import assess, assess_people
from mat_trial.verdict_json import verdict_document

MONDAY = dt.date(2027, 1, 4)
MAT, NO_MAT = Condition.MAT, Condition.NO_MAT


def keep_looked_at(
    effects: dict[int, float], *, sd: float = 1.0, seed: int = 5
) -> tuple[Plan, list[Entry]]:
    """Make a trial of 28 days with looks after 12, 20 and 28, and effects from given days on."""
    plan = make_plan(
        outcomes=(PAIN, SLEEP),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=7),
        start=MONDAY,
        seed=3,
        now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )
    looks = (
        Look(day=12, boundary=0.995),
        Look(day=20, boundary=0.985),
        Look(day=28, boundary=0.97),
    )
    random = np.random.default_rng(seed)
    entries = []
    for number, day in enumerate(plan.schedule, start=1):
        effect = effects[max(first for first in effects if first <= number)]
        pain = 5 + effect * (day.condition is MAT) + random.normal(0, sd)
        entries.append(Entry(date=day.date, scores={"pain": pain, "sleep": number % 5}))
    return replace(plan, looks=looks), entries


def on_day(number: int) -> dt.date:
    return MONDAY + dt.timedelta(days=number - 1)


def figures_of(verdict: Verdict) -> dict[str, Any]:
    document = verdict_document(verdict)
    return {key: value for key, value in document.items() if key != "cautions"}


def list_numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for item in value.values() for number in list_numbers(item)]
    if isinstance(value, list):
        return [number for item in value for number in list_numbers(item)]
    return [value] if isinstance(value, float) else []


def codes(verdict: Verdict) -> list[str]:
    return [caution.code for caution in verdict.analysis.cautions]


def test_the_first_look_that_decides_stands_whatever_later_days_say() -> None:
    plan, diary = keep_looked_at({1: -4.0, 13: 6.0})
    whole = assess(diary, plan=replace(plan, looks=plan.looks[-1:]))
    assert whole.call is Call.MAKES_WORSE, "all days together say the reverse"
    verdicts = [assess(diary[:n], plan=plan, as_of=on_day(n)) for n in (12, 13, 20, 28)]
    verdicts += [assess(diary, plan=plan, as_of=on_day(90)), assess(diary, plan=plan)]
    for verdict in verdicts:
        assert verdict.call is Call.HELPS
        assert figures_of(verdict) == figures_of(verdicts[0])
        assert verdict.looks is not None
        assert verdict.looks.stands is not None
        assert (verdict.looks.stands.day, verdict.looks.stands.date) == (12, on_day(12))
        assert verdict.is_early
        assert codes(verdict)[0] == "early_look"
    assert [v.looks.n_days_after for v in verdicts if v.looks] == [0, 1, 8, 16, 16, 16]
    assert sum(verdicts[-1].analysis.days.analysed) == 12
    assert verdicts[-1].analysis.secondary[0].effect is not None


def test_a_look_is_judged_by_its_own_boundary_and_shows_its_own_interval() -> None:
    plan, diary = keep_looked_at({1: -4.0})
    verdict = assess(diary, plan=plan)
    effect = verdict.analysis.effect
    assert effect is not None
    assert verdict.analysis.boundary == 0.995
    assert effect.interval.level == pytest.approx(0.99)
    surest = replace(plan, looks=(Look(day=12, boundary=1 - 1e-12), *plan.looks[1:]))
    later = assess(diary, plan=surest)
    assert later.looks is not None
    assert later.looks.stands is not None
    assert (later.looks.n_undecided, later.looks.stands.day) == (1, 20)


@pytest.mark.parametrize("seed", range(12))
def test_the_look_that_stands_is_the_one_found_by_judging_each_alone(seed: int) -> None:
    plan, diary = keep_looked_at({1: -1.5}, sd=1.5, seed=seed)
    # A steady trend, which every fit must allow for.
    diary = [
        replace(entry, scores={"pain": entry.scores["pain"] + 0.4 * number})
        for number, entry in enumerate(diary)
    ]
    verdict = assess(diary, plan=plan)
    assert verdict.looks is not None
    for look in plan.looks:
        alone = Look(day=28, boundary=look.boundary)
        judged = assess(
            [entry for entry in diary if entry.date <= on_day(look.day)],
            plan=replace(plan, looks=(alone,)),
        )
        if judged.call is not Call.UNCLEAR or look == plan.looks[-1]:
            assert verdict.call is judged.call
            assert verdict.looks.stands is not None
            assert verdict.looks.stands.day == look.day
            assert verdict.analysis.effect == judged.analysis.effect
            return


def test_undecided_looks_hide_everything() -> None:
    plan, diary = keep_looked_at({1: -1.0}, sd=2.5)
    for n in (11, 12, 13, 20, 27):
        verdict = assess(diary[:n], plan=plan, as_of=on_day(n))
        assert verdict.call is Call.TOO_EARLY
        assert verdict.analysis == replace(
            verdict.analysis, effect=None, posterior=None, pingouin=None, secondary=(), cycles=()
        )
        document = verdict_document(verdict)
        # Counts are whole numbers; the smallest worthwhile effect is the person's own.
        assert list_numbers(document) == [1.0]
        assert document["look"] is None
        assert document["days"]["recorded"] == n
    last = assess(diary, plan=plan, as_of=on_day(28))
    assert last.call is Call.UNCLEAR
    assert not last.is_early
    assert "early_look" not in codes(last)


def test_what_is_missing_says_which_looks_have_been_and_when_the_next_is() -> None:
    plan, diary = keep_looked_at({1: -1.0}, sd=2.5)
    said = {
        n: " ".join(assess(diary[:n], plan=plan, as_of=on_day(n)).missing) for n in (5, 13, 21)
    }
    hidden = "Until then the effect stays hidden, so that it cannot sway you."
    assert said[5] == f"The first look is on 15 January 2027: 7 days to go. {hidden}"
    assert said[13].startswith("The look of 15 January 2027 did not settle it. The next look is")
    assert said[21] == (
        "The 2 looks so far, the last of 23 January 2027, did not settle it. Your verdict comes "
        f"on the last day of your plan, 31 January 2027: 7 days to go. {hidden}"
    )
    today = assess(diary[:11], plan=plan, as_of=on_day(12)).missing
    assert today == ("A look is today. Enter its scores, then see whether they settle it.",)


def test_the_look_of_today_comes_with_its_score_and_else_the_day_after() -> None:
    plan, diary = keep_looked_at({1: -4.0})
    unscored = [*diary[:11], replace(diary[11], scores={"sleep": 3.0})]
    assert assess(diary[:12], plan=plan, as_of=on_day(12)).call is Call.HELPS
    for entries in (diary[:11], unscored):
        assert assess(entries, plan=plan, as_of=on_day(12)).call is Call.TOO_EARLY
        missed = assess(entries, plan=plan, as_of=on_day(13))
        assert missed.call is Call.HELPS
        assert sum(missed.analysis.days.analysed) == 11


def test_a_day_filled_in_late_counts_at_its_look_and_is_told() -> None:
    plan, diary = keep_looked_at({1: -4.0})
    late = dt.datetime(2027, 1, 20, 21, tzinfo=dt.UTC)
    filled = [*diary[:11], replace(diary[11], recorded_at=late), *diary[12:16]]
    verdict = assess(filled, plan=plan, as_of=on_day(17))
    assert sum(verdict.analysis.days.analysed) == 12
    assert "late_entries" in codes(verdict)


def test_today_is_missing_only_once_it_is_over() -> None:
    plan, diary = keep_looked_at({1: -4.0})
    verdict = assess(diary[:5], plan=plan, as_of=on_day(6))
    assert verdict.analysis.days.missing == (0, 0)
    assert sum(assess(diary[:5], plan=plan, as_of=on_day(7)).analysis.days.missing) == 1


def test_too_few_days_at_a_look_settle_nothing_and_the_trial_goes_on() -> None:
    plan, diary = keep_looked_at({1: -6.0}, sd=0.3)
    few = [entry for entry in diary if not on_day(3) <= entry.date <= on_day(10)]
    at_look = assess(few[:4], plan=plan, as_of=on_day(13))
    assert at_look.call is Call.TOO_EARLY
    assert "did not settle it" in at_look.missing[0]
    assert assess(few, plan=plan, as_of=on_day(21)).call is Call.HELPS
    three = [day for day in plan.schedule[:12] if day.condition is NO_MAT][3:]
    short = [entry for entry in diary if entry.date not in {day.date for day in three}]
    lopsided = assess(short[:9], plan=plan, as_of=on_day(13))
    assert lopsided.analysis.effect is None
    assert "did not settle it" in lopsided.missing[0]
    constant = [replace(entry, scores={"pain": 5.0}) for entry in diary]
    assert assess(constant[:13], plan=plan, as_of=on_day(13)).call is Call.TOO_EARLY
    assert assess(constant, plan=plan).call is Call.UNCLEAR


def test_people_under_one_plan_stop_each_at_their_own_look() -> None:
    slow, fast = {1: -0.7}, {1: -4.0}
    truths = {"ann": slow, "ben": fast, "cat": slow, "dan": {1: 0.0, 13: -5.0}}
    diaries = {name: keep_looked_at(truth, sd=1.2) for name, truth in truths.items()}
    plan = diaries["ann"][0]
    mixed = [replace(e, person=name) for name, (_, diary) in diaries.items() for e in diary]
    together = dict(assess_people(mixed[::-1], plan=plan))
    assert list(together) == ["ann", "ben", "cat", "dan"]
    days = []
    for name, verdict in together.items():
        alone = assess(diaries[str(name)][1], plan=plan)
        assert verdict_document(verdict) == verdict_document(alone)
        assert verdict.looks is not None
        days.append(verdict.looks.stands and verdict.looks.stands.day)
    assert days == [28, 12, 28, 20]


def test_a_stopped_trial_is_read_on_its_last_day_by_the_last_looks_boundary() -> None:
    plan, diary = keep_looked_at({1: -0.7}, sd=1.2)
    at = dt.datetime(2027, 1, 20, 21, tzinfo=dt.UTC)
    stop = Amendment(at=at, kind="stop", date=on_day(17), cause="skin", previous_sha256="")
    stopped = replace(plan, amendments=(stop,))
    verdict = assess(diary, plan=stopped, as_of=on_day(18))
    assert verdict.call is not Call.TOO_EARLY
    assert verdict.analysis.boundary == 0.97
    assert sum(verdict.analysis.days.analysed) == 17
    assert not verdict.is_early
    assert assess(diary[:18], plan=plan, as_of=on_day(18)).call is Call.TOO_EARLY
