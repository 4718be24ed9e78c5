"""The plan in the diary: only ever added to; and the peeks beside it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.model import MOOD, PAIN, Entry, PairsDesign, Plan
from mat_trial.protocol import amend_plan, make_plan

MONDAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)
PLAN = make_plan(
    outcomes=(PAIN,),
    primary="pain",
    design=PairsDesign(period_days=2, cycles=6),
    start=MONDAY,
    seed=2,
    now=dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC),
)
ZONE = dt.timezone(dt.timedelta(hours=-5))


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(21), tzinfo=ZONE)


def note(plan: Plan, day: dt.date, reason: str = "new tablets") -> Plan:
    return amend_plan(plan, kind="note", date=day, reason=reason, now=at(day))


def pause(plan: Plan, day: dt.date) -> Plan:
    return amend_plan(plan, kind="pause", date=day, days=7, reason="a trip", now=at(day))


@pytest.fixture
def diary(data_folder: Path) -> Diary:
    diary = Diary.open(data_folder)
    diary.lock_plan(PLAN)
    return diary


def test_amendments_are_appended_one_after_the_other(diary: Diary) -> None:
    noted = note(PLAN, MONDAY)
    diary.amend_plan(noted)
    assert diary.plan() == noted
    paused = pause(noted, MONDAY + 2 * DAY)
    diary.amend_plan(note(paused, MONDAY + 3 * DAY))
    stored = diary.plan()
    assert stored is not None
    assert [change.kind for change in stored.amendments] == ["note", "pause", "note"]
    assert stored.schedule == paused.schedule


@pytest.mark.parametrize(
    "change",
    [{"complaint": "knee"}, {"outcomes": (PAIN, MOOD)}, {"looks": ()}, {"seed": 3}],
    ids=lambda change: next(iter(change)),
)
def test_nothing_else_of_the_plan_changes(diary: Diary, change: dict[str, Any]) -> None:
    with pytest.raises(DiaryError):
        diary.amend_plan(note(replace(PLAN, **change), MONDAY))
    with pytest.raises(DiaryError):
        diary.amend_plan(replace(note(PLAN, MONDAY), **change))
    assert diary.plan() == PLAN


def test_what_another_window_added_is_not_lost(diary: Diary) -> None:
    diary.amend_plan(note(PLAN, MONDAY, "new tablets"))
    for other in (PLAN, note(PLAN, MONDAY, "a new pillow")):
        with pytest.raises(DiaryError, match="changed in another tab or window"):
            diary.amend_plan(other)
    assert diary.plan() == note(PLAN, MONDAY, "new tablets")


def test_an_amendment_that_may_not_be_made_is_refused_with_its_reason(diary: Diary) -> None:
    with pytest.raises(DiaryError, match=r"The plan was not changed\.\namendment 1: says no"):
        diary.amend_plan(note(PLAN, MONDAY, ""))
    assert diary.plan() == PLAN


def test_written_days_are_not_put_off(diary: Diary) -> None:
    diary.save(Entry(date=MONDAY, scores={"pain": 4.0}, recorded_at=at(MONDAY)), version=None)
    with pytest.raises(DiaryError, match="2027-01-04 is written down already"):
        diary.amend_plan(pause(PLAN, MONDAY))
    assert diary.plan() == PLAN
    diary.amend_plan(pause(PLAN, MONDAY + DAY))


def test_without_a_plan_there_is_nothing_to_amend(tmp_path: Path) -> None:
    with Diary.open(tmp_path) as diary, pytest.raises(DiaryError, match="is another one"):
        diary.amend_plan(note(PLAN, MONDAY))


def test_peeks_are_kept_with_their_zone_and_in_order(diary: Diary) -> None:
    assert diary.peeks() == ()
    times = (at(MONDAY + DAY), at(MONDAY), at(MONDAY + DAY))
    for time in times:
        diary.record_peek(time)
    assert diary.peeks() == times
    assert diary.peeks()[0].utcoffset() == dt.timedelta(hours=-5)


def test_a_peek_needs_its_zone(diary: Diary) -> None:
    with pytest.raises(DiaryError, match="has no zone"):
        diary.record_peek(dt.datetime(2027, 1, 4, 9))  # noqa: DTZ001 - what is refused
    assert diary.peeks() == ()


def test_a_scratch_diary_forgets_its_peeks(tmp_path: Path) -> None:
    with Diary.open(tmp_path, scratch="helps") as diary:
        diary.record_peek(at(MONDAY))
        diary.clear()
        assert diary.peeks() == ()
