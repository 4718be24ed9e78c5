"""Several trials in one diary: past ones can be read, and only the latest is written in."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.model import PAIN, Entry, FixedDesign, Plan, TrialSummary
from mat_trial.protocol import amend_plan, make_plan

MONDAY = dt.date(2027, 1, 4)
ONE_DAY = dt.timedelta(days=1)
NOW = dt.datetime(2027, 1, 1, 9, tzinfo=dt.UTC)


def plan_from(start: dt.date, complaint: str = "my back") -> Plan:
    return make_plan(
        complaint=complaint,
        outcomes=(PAIN,),
        primary="pain",
        design=FixedDesign(phases=4, phase_days=2),
        start=start,
        seed=1,
        now=NOW,
    )


def stop(plan: Plan) -> Plan:
    evening = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)
    return amend_plan(plan, kind="stop", date=MONDAY, cause="other", reason="x", now=evening)


def day(number: int) -> Entry:
    return Entry(date=MONDAY + number * ONE_DAY, scores={"pain": 4.0}, recorded_at=NOW)


PLAN = plan_from(MONDAY)
OVER = PLAN.end


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    with Diary.open(tmp_path) as diary:
        diary.lock_plan(PLAN)
        diary.save_many([(day(number), None) for number in range(8)])
        yield diary


def test_the_trials_of_a_diary_are_listed(diary: Diary) -> None:
    assert diary.begin_trial(today=OVER) == 2
    diary.save(day(9), version=None)
    assert diary.trials() == (
        TrialSummary(
            id=1,
            complaint="my back",
            start=MONDAY,
            last_day=PLAN.last_day,
            n_days=8,
            is_current=False,
        ),
        TrialSummary(
            id=2,
            complaint="",
            start=day(9).date,
            last_day=day(9).date,
            n_days=1,
            is_current=True,
        ),
    )


def test_a_new_trial_starts_empty_and_the_past_one_can_be_read(
    diary: Diary, tmp_path: Path
) -> None:
    diary.record_peek(NOW)
    diary.save(replace(day(0), note="x"), version=1)
    diary.keep_draft(MONDAY, {"pain": 4})
    diary.begin_trial(today=OVER)
    assert (diary.plan(), diary.entries(), diary.peeks(), diary.history()) == (None, [], (), ())
    assert diary.draft(MONDAY) is None
    diary.lock_plan(plan_from(OVER, "my neck"))
    with Diary.open(tmp_path, trial=1) as past:
        assert past.plan() == PLAN
        assert len(past.entries()) == 8
        assert past.peeks() == (NOW,)
        assert past.history()[-1].field == "note"
        assert past.draft(MONDAY) == {"pain": 4}


def test_a_past_trial_is_not_changed_any_more(diary: Diary, tmp_path: Path) -> None:
    diary.begin_trial(today=OVER)
    with Diary.open(tmp_path, trial=1) as past:
        stopped = stop(PLAN)
        for write in (
            lambda: past.save(replace(day(0), note="x"), version=1),
            lambda: past.import_entries([day(9)]),
            lambda: past.save_many([(day(9), None)]),
            lambda: past.keep_draft(MONDAY, {}),
            lambda: past.drop_draft(MONDAY),
            lambda: past.record_peek(NOW),
            lambda: past.amend_plan(stopped),
            lambda: past.begin_trial(today=OVER),
        ):
            with pytest.raises(DiaryError, match="Trial 1 is over, and another has begun since"):
                write()
        assert past.entries() == [day(number) for number in range(8)]


def test_a_window_that_shows_the_latest_trial_goes_on_with_a_newer_one(
    diary: Diary, tmp_path: Path
) -> None:
    with Diary.open(tmp_path) as other:
        other.begin_trial(today=OVER)
    assert diary.entries() == []


@pytest.mark.parametrize("today", [MONDAY - 30 * ONE_DAY, MONDAY, PLAN.last_day])
def test_a_trial_that_is_not_over_keeps_another_from_beginning(
    diary: Diary, today: dt.date
) -> None:
    with pytest.raises(DiaryError, match=f"is going on ends with {PLAN.last_day}"):
        diary.begin_trial(today=today)
    assert len(diary.trials()) == 1


def test_a_stopped_trial_makes_room_at_once(diary: Diary) -> None:
    diary.amend_plan(stop(PLAN))
    assert diary.begin_trial(today=MONDAY) == 2


def test_a_trial_that_is_empty_is_the_new_one_already(diary: Diary, tmp_path: Path) -> None:
    assert diary.begin_trial(today=OVER) == 2
    assert diary.begin_trial(today=OVER) == 2
    with Diary.open(tmp_path / "new") as new:
        assert new.begin_trial(today=OVER) == 1


def test_days_without_a_plan_may_become_a_past_trial(tmp_path: Path) -> None:
    with Diary.open(tmp_path) as diary:
        diary.save(day(0), version=None)
        assert diary.begin_trial(today=MONDAY) == 2


@pytest.mark.parametrize(
    ("start", "last"),
    [(PLAN.last_day, PLAN.last_day), (MONDAY - 3 * ONE_DAY, PLAN.last_day)],
)
def test_a_plan_that_reaches_back_into_an_earlier_trial_is_refused(
    diary: Diary, start: dt.date, last: dt.date
) -> None:
    diary.begin_trial(today=OVER)
    with pytest.raises(DiaryError, match=f"begins on {start}, but .* days up to {last}"):
        diary.lock_plan(plan_from(start))
    assert diary.plan() is None


def test_a_plan_that_meets_written_days_behind_the_earlier_plan_is_refused(diary: Diary) -> None:
    diary.save(day(12), version=None)
    diary.begin_trial(today=day(13).date)
    with pytest.raises(DiaryError, match=f"days up to {day(12).date}"):
        diary.lock_plan(plan_from(day(12).date))
    diary.lock_plan(plan_from(day(13).date))


def test_a_day_of_an_earlier_trial_is_not_written_twice(diary: Diary) -> None:
    diary.begin_trial(today=OVER)
    told = f"earlier trial: {day(3).date}, {day(5).date}. Nothing was saved"
    with pytest.raises(DiaryError, match=told):
        diary.import_entries([day(9), day(5), day(3)])
    with pytest.raises(DiaryError, match="written down in an earlier trial"):
        diary.save(day(3), version=None)
    assert diary.entries() == []


def test_a_trial_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DiaryError, match=r"has no trial 7\. Allowed: 1\."):
        Diary.open(tmp_path, trial=7)


def test_an_emptied_scratch_diary_has_one_trial(tmp_path: Path) -> None:
    with Diary.open(tmp_path, scratch="helps") as scratch:
        scratch.import_entries([day(0)])
        scratch.begin_trial(today=OVER)
        scratch.import_entries([day(1)])
        scratch.clear()
        assert [(trial.id, trial.n_days) for trial in scratch.trials()] == [(1, 0)]
