"""What was changed stays told, and many days are changed together or not at all."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mat_trial.daily import daily_frame
from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.model import DAY, PAIN, Change, Condition, Entry

MONDAY = dt.date(2027, 1, 4)
TUESDAY = dt.date(2027, 1, 5)
ZONE = dt.timezone(dt.timedelta(hours=1))
EVENING = dt.datetime(2027, 1, 4, 21, 30, tzinfo=ZONE)
THURSDAY = dt.datetime(2027, 1, 7, 8, tzinfo=ZONE)
FIRST = Entry(
    date=MONDAY,
    condition=Condition.MAT,
    scores={"pain": 4.0, "sleep": 6.0},
    used_mat=True,
    recorded_at=EVENING,
)


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    with Diary.open(tmp_path) as diary:
        yield diary


def told(changes: tuple[Change, ...]) -> list[tuple[str, object, object]]:
    return [(change.field, change.old, change.new) for change in changes]


def test_the_first_entry_by_its_form_is_no_change(diary: Diary) -> None:
    diary.save(FIRST, version=None)
    diary.save(FIRST, version=1)
    assert diary.history() == ()


def test_every_field_that_was_changed_is_told_with_what_stood_there(diary: Diary) -> None:
    diary.save(FIRST, version=None)
    second = replace(
        FIRST,
        condition=Condition.NO_MAT,
        scores={"pain": 6.0, "mood": 1.0},
        used_mat=None,
        minutes=12.5,
        rescue_medication=False,
        skin_harm=True,
        note="“odd” 😀",
    )
    diary.save(second, version=1, at=THURSDAY)
    assert set(told(diary.history())) == {
        ("condition", "mat", "no_mat"),
        ("score pain", 4.0, 6.0),
        ("score sleep", 6.0, None),
        ("score mood", None, 1.0),
        ("used_mat", True, None),
        ("minutes", None, 12.5),
        ("rescue_medication", None, False),
        ("skin_harm", None, True),
        ("note", "", "“odd” 😀"),
    }
    assert {(change.at, change.source, change.version) for change in diary.history()} == {
        (THURSDAY, "form", 2)
    }
    assert diary.history()[0].at.isoformat() == "2027-01-07T08:00:00+01:00"


def test_the_days_of_a_file_are_told_and_what_they_replaced(diary: Diary) -> None:
    diary.save(FIRST, version=None)
    given = [replace(FIRST, scores={"pain": 5.0, "sleep": 6.0}), Entry(date=TUESDAY)]
    diary.import_entries(given, replace=True, at=THURSDAY)
    changes = diary.history()
    assert [(change.date, change.source, change.version) for change in changes] == [
        (TUESDAY, "import", 1),
        (MONDAY, "import", 2),
    ]
    assert told(changes) == [(DAY, None, None), ("score pain", 4.0, 5.0)]
    assert diary.history(MONDAY) == changes[1:]
    assert diary.history(dt.date(2027, 1, 9)) == ()


def test_a_change_without_its_zone_is_refused(diary: Diary) -> None:
    diary.save(FIRST, version=None)
    naive = THURSDAY.replace(tzinfo=None)
    with pytest.raises(DiaryError, match=r"at: .* has no time zone"):
        diary.save(replace(FIRST, note="x"), version=1, at=naive)
    with pytest.raises(DiaryError, match=r"at: .* has no time zone"):
        diary.import_entries([Entry(date=TUESDAY)], at=naive)
    assert diary.entries() == [FIRST]
    assert diary.history() == ()


def test_many_days_are_saved_together(diary: Diary) -> None:
    diary.save(FIRST, version=None)
    diary.keep_draft(TUESDAY, {"pain": 2})
    tuesday = Entry(date=TUESDAY, scores={"pain": 3.0}, recorded_at=THURSDAY)
    days = [(tuesday, None), (replace(FIRST, note="x"), 1)]
    assert diary.save_many(days, at=THURSDAY) == (1, 2)
    assert diary.entries() == [replace(FIRST, note="x", changed_at=THURSDAY), tuesday]
    assert diary.draft(TUESDAY) is None
    assert [(change.source, change.field) for change in diary.history()] == [
        ("bulk", DAY),
        ("bulk", "note"),
    ]
    assert diary.save_many([]) == ()


def test_of_many_days_all_conflicts_are_told_and_none_is_saved(diary: Diary) -> None:
    diary.save(FIRST, version=None)
    diary.save(replace(FIRST, date=TUESDAY), version=None)
    wednesday = replace(FIRST, date=dt.date(2027, 1, 6))
    before = diary.entries()
    stale = [
        (replace(FIRST, date=TUESDAY, note="x"), 7),
        (wednesday, None),
        (replace(FIRST, note="x"), None),
    ]
    with pytest.raises(DiaryError, match=r"window: 4 January 2027, 5 January 2027\. Nothing"):
        diary.save_many(stale)
    with pytest.raises(DiaryError, match=r"(?s)2027-01-06: is there 2 times.*recorded_at: is mi"):
        diary.save_many([(wednesday, None), (replace(wednesday, recorded_at=None), None)])
    assert diary.entries() == before
    assert diary.history() == ()


def test_a_day_counts_as_changed_when_that_was_more_than_a_day_later(diary: Diary) -> None:
    for day in range(3):
        diary.save(replace(FIRST, date=MONDAY + dt.timedelta(days=day)), version=None)
    next_day = EVENING + dt.timedelta(days=1)
    diary.save(replace(FIRST, note="slip of the pen"), version=1, at=next_day)
    diary.save(replace(FIRST, date=TUESDAY, note="x"), version=1, at=THURSDAY)
    frame = daily_frame([*diary.entries(), Entry(date=dt.date(2027, 1, 7))], PAIN)
    assert frame["changed"].to_list() == [False, True, False, None]


def test_a_file_may_know_of_a_change_that_the_diary_does_not(diary: Diary) -> None:
    changed = replace(FIRST, changed_at=THURSDAY)
    diary.import_entries([FIRST])
    assert diary.import_entries([changed], replace=True).replaced == 1
    assert diary.entries() == [changed]
    assert diary.import_entries([FIRST]).unchanged == 1
    later = replace(changed, changed_at=THURSDAY + dt.timedelta(days=1))
    assert diary.import_entries([later]).unchanged == 1
    assert diary.entries() == [changed]


def test_a_form_cannot_claim_a_change_of_a_new_day(diary: Diary) -> None:
    diary.save(replace(FIRST, changed_at=THURSDAY), version=None)
    assert diary.entries() == [FIRST]
