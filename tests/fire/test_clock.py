"""Clocks that go back, are changed twice a year, or travel: which day it is, and what is late."""

import datetime as dt
import zoneinfo
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from mat_trial.daily import daily_frame
from mat_trial.diary import Diary, list_backups, make_backup
from mat_trial.diary import backups as backups_of_diary
from mat_trial.model import PAIN, Condition, Entry
from mat_trial.pages import _state

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
AUCKLAND = zoneinfo.ZoneInfo("Pacific/Auckland")
FORWARD, BACK = dt.date(2027, 3, 28), dt.date(2027, 10, 31)
DAY = dt.timedelta(days=1)


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    with Diary.open(tmp_path) as diary:
        yield diary


def write(diary: Diary, date: dt.date, at: dt.datetime) -> None:
    day = Entry(date=date, condition=Condition.MAT, scores={"pain": 4.0}, recorded_at=at)
    diary.save(day, version=None)


def list_late(diary: Diary) -> list[bool | None]:
    return daily_frame(diary.entries(), PAIN)["late"].to_list()


@pytest.mark.parametrize("date", [FORWARD, BACK])
def test_the_nights_when_clocks_change_make_nothing_late(diary: Diary, date: dt.date) -> None:
    # 02:30 does not exist in the one night, and is there twice in the other.
    for fold, shift in ((0, 2), (1, 1), (1, 0)):
        at = dt.datetime.combine(date, dt.time(2, 30), tzinfo=BERLIN).replace(fold=fold)
        write(diary, date - shift * DAY, at)
    assert list_late(diary) == [True, False, False]
    with diary as again:
        times = [entry.recorded_at for entry in again.entries()]
    hour = dt.timedelta(hours=1)
    kept = [time.utcoffset() for time in times if time is not None]
    assert kept == ([hour, 2 * hour, 2 * hour] if date == FORWARD else [2 * hour, hour, hour])


@pytest.mark.parametrize("date", [FORWARD, BACK, dt.date(2027, 1, 4)])
def test_midnight_is_the_persons_own(diary: Diary, date: dt.date) -> None:
    # In Berlin, where it is 22 or 23 o'clock in UTC when the day after the next begins.
    before = dt.datetime.combine(date + DAY, dt.time(23, 59, 59), tzinfo=BERLIN)
    after = dt.datetime.combine(date + 3 * DAY, dt.time(0, 0), tzinfo=BERLIN)
    assert after.astimezone(dt.UTC).date() < after.date()
    write(diary, date, before)
    write(diary, date + DAY, after)
    assert list_late(diary) == [False, True]


def test_a_traveller_is_late_by_the_clock_where_it_was_written(diary: Diary) -> None:
    evening = dt.datetime(2027, 3, 26, 21, tzinfo=BERLIN)
    # Two days on by the calendar there, while it is still the day before in Berlin.
    landed = dt.datetime(2027, 3, 28, 8, tzinfo=AUCKLAND)
    assert landed.astimezone(BERLIN).date() == dt.date(2027, 3, 27)
    write(diary, dt.date(2027, 3, 25), evening)
    write(diary, dt.date(2027, 3, 26), landed)
    write(diary, dt.date(2027, 3, 27), landed)
    assert list_late(diary) == [False, True, False]
    # The way home goes back in time: nothing is lost, nothing late.
    home = dt.datetime(2027, 3, 28, 6, tzinfo=BERLIN)
    diary.save(replace(diary.entries()[-1], note="home"), version=1, at=home)
    frame = daily_frame(diary.entries(), PAIN)
    assert frame["changed"].to_list()[-1] is False
    assert [entry.changed_at for entry in diary.entries()][-1] == home


def test_a_clock_that_goes_back_loses_nothing_and_keeps_the_order(diary: Diary) -> None:
    later = dt.datetime(2027, 1, 6, 9, tzinfo=BERLIN)
    write(diary, dt.date(2027, 1, 5), later)
    day = diary.entries()[0]
    earlier = dt.datetime(2026, 12, 31, 9, tzinfo=BERLIN)
    version = diary.save(replace(day, scores={"pain": 5.0}), version=1, at=later)
    version = diary.save(replace(day, scores={"pain": 6.0}), version=version, at=earlier)
    assert version == 3
    assert [(change.old, change.new) for change in diary.history()] == [(4.0, 5.0), (5.0, 6.0)]
    stored = diary.entries()[0]
    assert (stored.recorded_at, stored.changed_at) == (later, earlier)
    write(diary, dt.date(2027, 1, 6), earlier)
    assert [entry.date.day for entry in diary.entries()] == [5, 6]


def test_a_clock_that_goes_back_throws_no_new_backup_away(
    diary: Diary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = iter([*range(2040, 2052), 2027])

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return dt.datetime(next(years), 1, 1, tzinfo=tz)

    monkeypatch.setattr(backups_of_diary, "dt", SimpleNamespace(datetime=Clock, UTC=dt.UTC))
    made = [make_backup(tmp_path) for _ in range(13)]
    there = {backup.path for backup in list_backups(tmp_path)}
    assert len(there) == 10
    assert made[-1] in there


@pytest.mark.parametrize(
    ("zone", "now", "today"),
    [
        ("Europe/Berlin", "2027-03-27T23:30+00:00", FORWARD),
        ("Europe/Berlin", "2027-03-28T21:59+00:00", FORWARD),
        ("Europe/Berlin", "2027-03-28T22:00+00:00", FORWARD + DAY),
        ("Europe/Berlin", "2027-10-30T22:00+00:00", BACK),
        ("Europe/Berlin", "2027-10-31T22:59+00:00", BACK),
        ("Europe/Berlin", "2027-10-31T23:00+00:00", BACK + DAY),
        ("Pacific/Auckland", "2027-10-30T22:00+00:00", BACK),
        ("Pacific/Auckland", "2027-10-31T11:00+00:00", BACK + DAY),
    ],
)
def test_today_is_the_day_where_the_browser_is(
    monkeypatch: pytest.MonkeyPatch, zone: str, now: str, today: dt.date
) -> None:
    moment = dt.datetime.fromisoformat(now)

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    stand_in = SimpleNamespace(datetime=Clock, UTC=dt.UTC, date=dt.date, tzinfo=dt.tzinfo)
    monkeypatch.setattr(_state, "dt", stand_in)
    monkeypatch.setattr(_state, "_read_zone", lambda: zoneinfo.ZoneInfo(zone))
    found = _state.read_now()
    assert found.date() == today
    assert found.utcoffset() == moment.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset()
