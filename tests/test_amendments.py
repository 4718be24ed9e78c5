"""Notes, pauses and stops: what they do to a plan, and that all else stays as it was locked."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mat_trial.designs import LAST_START
from mat_trial.errors import PlanError
from mat_trial.model import PAIN, PairsDesign, Plan
from mat_trial.protocol import (
    amend_plan,
    list_visible_days,
    make_plan,
    minutes_on,
    plan_digest,
    plan_problems,
)

DAY = dt.timedelta(days=1)
MONDAY = dt.date(2027, 1, 4)
PLAN = make_plan(
    outcomes=(PAIN,),
    primary="pain",
    design=PairsDesign(period_days=2, cycles=6),
    start=MONDAY,
    seed=2,
    now=dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC),
)


def evening(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(21), tzinfo=dt.UTC)


def pause(plan: Plan, date: dt.date, days: int, reason: str = "a trip abroad") -> Plan:
    return amend_plan(plan, kind="pause", date=date, days=days, reason=reason, now=evening(date))


def stop(plan: Plan, date: dt.date) -> Plan:
    return amend_plan(plan, kind="stop", date=date, cause="skin", now=evening(date))


def test_a_pause_moves_the_calendar_and_leaves_the_assignment() -> None:
    later = pause(PLAN, MONDAY + 5 * DAY, 10)
    assert [day.date for day in later.schedule[:5]] == [day.date for day in PLAN.schedule[:5]]
    assert [day.date - 10 * DAY for day in later.schedule[5:]] == [
        day.date for day in PLAN.schedule[5:]
    ]
    for old, new in zip(PLAN.schedule, later.schedule, strict=True):
        assert replace(new, date=old.date) == old
    assert later.looks == PLAN.looks
    assert (later.start, later.end) == (PLAN.start, PLAN.end + 10 * DAY)
    assert plan_problems(later) == []


def test_days_in_a_pause_are_no_days_of_the_plan() -> None:
    later = pause(PLAN, MONDAY + 5 * DAY, 10)
    assert later.find_day(MONDAY + 4 * DAY) == PLAN.schedule[4]
    assert [later.find_day(MONDAY + n * DAY) for n in (5, 14)] == [None, None]
    first_again = later.find_day(MONDAY + 15 * DAY)
    assert first_again is not None
    assert first_again.condition is PLAN.schedule[5].condition
    assert minutes_on(later, MONDAY + 15 * DAY) == minutes_on(PLAN, MONDAY + 5 * DAY)


def test_a_pause_before_day_one_puts_off_the_start() -> None:
    later = amend_plan(
        PLAN, kind="pause", date=MONDAY, days=7, reason="a cold", now=PLAN.locked_at
    )
    assert later.start == MONDAY + 7 * DAY
    assert plan_problems(later) == []


def test_a_pause_can_be_made_longer_from_within() -> None:
    later = pause(pause(PLAN, MONDAY + 5 * DAY, 3), MONDAY + 7 * DAY, 4)
    assert later.schedule[5].date == MONDAY + 12 * DAY
    assert plan_problems(later) == []


def test_a_stop_ends_the_trial_with_its_day() -> None:
    assert PLAN.stopped_on is None
    assert PLAN.last_day == PLAN.schedule[-1].date
    stopped = stop(PLAN, MONDAY + 9 * DAY)
    assert stopped.schedule == PLAN.schedule
    assert stopped.stopped_on == stopped.last_day == MONDAY + 9 * DAY
    assert stopped.end == MONDAY + 10 * DAY
    assert stopped.find_day(MONDAY + 9 * DAY) is not None
    assert stopped.find_day(MONDAY + 10 * DAY) is None
    assert plan_problems(stopped) == []


def test_each_amendment_holds_the_hash_before_it() -> None:
    noted = amend_plan(
        PLAN, kind="note", date=MONDAY, reason=" new tablets ", now=evening(MONDAY + DAY)
    )
    stopped = stop(noted, MONDAY + 2 * DAY)
    assert [change.previous_sha256 for change in stopped.amendments] == [
        plan_digest(PLAN),
        plan_digest(noted),
    ]
    assert stopped.amendments[0].reason == "new tablets"
    assert len({plan_digest(plan) for plan in (PLAN, noted, stopped)}) == 3


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(1, 90)), max_size=4))
def test_any_pauses_lead_back_to_the_draw(pauses: list[tuple[int, int]]) -> None:
    plan = PLAN
    for number, days in pauses:
        plan = pause(plan, plan.schedule[number].date, days)
    assert plan_problems(plan) == []
    assert len({day.date for day in plan.schedule}) == 24
    dates = [day.date for day in plan.schedule]
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    "change",
    [
        {"complaint": "knee"},
        {"seed": 3},
        {"expectation": 9},
        {"schedule": PLAN.schedule},
        {"schedule": PLAN.schedule[::-1]},
        {"amendments": ()},
    ],
)
def test_what_was_changed_beside_an_amendment_is_found(change: dict[str, Any]) -> None:
    later = pause(PLAN, MONDAY + 5 * DAY, 10)
    assert len(plan_problems(replace(later, **change))) == 1


@pytest.mark.parametrize(
    ("amendment", "said"),
    [
        ({"kind": "note", "reason": " "}, "amendment 1: says no reason"),
        ({"kind": "pause", "days": 7}, "amendment 1: says no reason"),
        ({"kind": "pause", "days": 0, "reason": "x"}, "'0' is not a number of days to pause"),
        ({"kind": "pause", "days": -3, "reason": "x"}, "'-3' is not a number of days to pause"),
        ({"kind": "pause", "days": 91, "reason": "x"}, "'91' is not a number of days to pause"),
        (
            {"kind": "pause", "days": 7, "reason": "x", "date": MONDAY + 4 * DAY},
            "'2027-01-08' is not a day to come of this plan. Allowed: 2027-01-09 to 2027-01-27",
        ),
        (
            {"kind": "pause", "days": 7, "reason": "x", "date": PLAN.end},
            "'2027-01-28' is not a day to come of this plan",
        ),
        ({"kind": "stop", "reason": "x"}, "amendment 1: is no stop of today for a cause"),
        ({"kind": "stop", "cause": "other"}, "amendment 1: says no reason"),
        (
            {"kind": "stop", "cause": "skin", "date": MONDAY + 6 * DAY},
            "amendment 1: 'skin' is no stop of today for a cause",
        ),
        (
            {"kind": "stop", "cause": "skin", "date": PLAN.end, "now": evening(PLAN.end)},
            "amendment 1: comes when the trial is over",
        ),
        (
            {"kind": "stop", "cause": "skin", "date": MONDAY - DAY, "now": PLAN.locked_at},
            "'2027-01-03' comes before the first day. Allowed: 2027-01-04 to 2027-01-27",
        ),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(amendment: dict[str, Any], said: str) -> None:
    today = MONDAY + 5 * DAY
    (problem,) = plan_problems(
        amend_plan(PLAN, **{"date": today, "now": evening(today), **amendment})
    )
    assert said in str(problem)


@pytest.mark.parametrize("kind", ["pause", "stop"])
def test_after_a_stop_only_notes_are_taken(kind: Any) -> None:
    stopped, friday = stop(PLAN, MONDAY + 3 * DAY), MONDAY + 4 * DAY
    noted = amend_plan(stopped, kind="note", date=friday, reason="healed", now=evening(friday))
    assert plan_problems(noted) == []
    more = amend_plan(
        noted,
        kind=kind,
        date=friday,
        days=2 if kind == "pause" else 0,
        cause="worse" if kind == "stop" else None,
        reason="x",
        now=evening(friday),
    )
    (problem,) = plan_problems(more)
    assert str(problem).startswith("amendment 3: comes when the trial is over")


def test_a_pause_beyond_the_calendar_is_refused() -> None:
    late = make_plan(
        outcomes=(PAIN,),
        primary="pain",
        design=PLAN.design,
        start=LAST_START,
        seed=2,
        now=PLAN.locked_at,
    )
    for _ in range(3):
        late = pause(late, late.last_day, 90)
    with pytest.raises(PlanError, match="the calendar ends before the trial does"):
        pause(late, late.last_day, 90)


@pytest.mark.parametrize(
    ("today", "n_seen"), [(-1, 0), (0, 2), (1, 2), (2, 4), (8, 10), (9, 10), (23, 24), (24, 24)]
)
def test_a_concealed_schedule_shows_up_to_the_end_of_todays_period(
    today: int, n_seen: int
) -> None:
    concealed = replace(PLAN, conceal=True)
    seen = list_visible_days(concealed, MONDAY + today * DAY)
    assert seen == PLAN.schedule[:n_seen]
    assert list_visible_days(PLAN, MONDAY + today * DAY) == PLAN.schedule


def test_a_pause_does_not_uncover_what_comes_after_it() -> None:
    concealed = pause(replace(PLAN, conceal=True), MONDAY + 3 * DAY, 7)
    assert len(list_visible_days(concealed, MONDAY + 2 * DAY)) == 4
    assert len(list_visible_days(concealed, MONDAY + 5 * DAY)) == 3


def test_after_a_stop_the_rest_is_shown() -> None:
    stopped = stop(replace(PLAN, conceal=True), MONDAY + 3 * DAY)
    assert len(list_visible_days(stopped, MONDAY + 4 * DAY)) == 24
