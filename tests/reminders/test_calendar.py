"""The calendar file as another program reads it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from typer.testing import CliRunner, Result

from mat_trial.cli.main import app
from mat_trial.files.plan_json import write_plan
from mat_trial.model import MOOD, PAIN, SLEEP, Condition, Look, PairsDesign, Plan, Protocol
from mat_trial.protocol import amend_plan, list_visible_days, make_plan, minutes_on
from mat_trial.reminders import read_clock, write_calendar

MONDAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)
LOCKED = dt.datetime(2027, 1, 3, 20, tzinfo=dt.timezone(dt.timedelta(hours=1)))
AT = dt.time(20, 30)
PLAN = make_plan(
    complaint="my lower back",
    outcomes=(PAIN, SLEEP, MOOD),
    primary="pain",
    design=PairsDesign(period_days=2, cycles=7),
    start=MONDAY,
    seed=3,
    looks=(Look(day=12, boundary=0.99), Look(day=28, boundary=0.96)),
    protocol=Protocol(body_area="lower back", cover="a thin shirt"),
    now=LOCKED,
)
CLOCK = st.times().map(lambda time: time.replace(second=0, microsecond=0))


def read(plan: Plan, *, now: dt.datetime = LOCKED, at: dt.time = AT) -> dict[str, Event]:
    """Read the events back, by UID."""
    calendar = Calendar.from_ical(write_calendar(plan, at=at, now=now))
    assert isinstance(calendar, Calendar)
    events = calendar.events
    assert not any(event.errors for event in [calendar, *events])
    by_uid = {str(event.uid): event for event in events}
    assert len(by_uid) == len(events) == len(plan.schedule) + len(plan.looks)
    return by_uid


def list_days(events: dict[str, Event]) -> list[Event]:
    return [event for event in events.values() if isinstance(event.start, dt.datetime)]


def on(day: int) -> dt.datetime:
    """Return the eighth hour of a day of the trial, from 0."""
    return dt.datetime.combine(MONDAY + day * DAY, dt.time(8), tzinfo=LOCKED.tzinfo)


def pause(day: int, days: int) -> Plan:
    date = MONDAY + day * DAY
    return amend_plan(PLAN, kind="pause", date=date, days=days, reason="a trip", now=on(day))


def stop(plan: Plan, day: int) -> Plan:
    now = on(day)
    return amend_plan(plan, kind="stop", date=now.date(), cause="skin", now=now)


def test_each_day_stands_at_the_persons_time_with_what_to_do() -> None:
    days = list_days(read(PLAN))
    for event, day in zip(days, PLAN.schedule, strict=True):
        assert event.start == dt.datetime.combine(day.date, AT)
        assert "tzid" not in event["dtstart"].params
        assert not str(event["dtstart"].to_ical()).endswith("Z'")
        minutes = minutes_on(PLAN, day.date)
        is_mat = day.condition is Condition.MAT
        said = f"Mat day: {minutes} minutes" if is_mat else "No-mat day: the same rest"
        assert str(event["summary"]).startswith(said)
        (alarm,) = event.alarms.times
        assert alarm.trigger == event.start
        assert (event.status, event.classification) == ("CONFIRMED", "PRIVATE")


def test_a_mat_day_says_where_and_when_to_stop_and_no_day_says_what_hurts() -> None:
    file = write_calendar(PLAN, at=AT, now=LOCKED).decode().replace("\r\n ", "")
    mat = next(e for e in list_days(read(PLAN)) if str(e["summary"]).startswith("Mat"))
    for said in ("lower back", "a thin shirt", "on the bed", "Stop and ask a doctor"):
        assert said in str(mat["description"])
    assert PLAN.complaint not in file
    assert not {"pain:", "score"} & set(file.lower().split())


def test_looks_and_the_end_stand_all_day_and_are_silent() -> None:
    events = [event for event in read(PLAN).values() if type(event.start) is dt.date]
    assert [(event.start, str(event["summary"])) for event in events] == [
        (MONDAY + 11 * DAY, "Your verdict may be read today"),
        (MONDAY + 27 * DAY, "Last day of your trial"),
    ]
    assert not any(event.alarms.times for event in events)


def test_the_file_is_ours_and_says_when_it_was_made() -> None:
    calendar = Calendar.from_ical(write_calendar(PLAN, at=AT, now=LOCKED))
    assert (calendar["prodid"], calendar["version"]) == ("-//Mat Trial//Reminders//EN", "2.0")
    assert {event.stamp for event in calendar.events} == {LOCKED.astimezone(dt.UTC)}


def test_a_pause_moves_the_days_and_doubles_none() -> None:
    before, after = read(PLAN), read(pause(8, 10), now=on(8))
    assert before.keys() == after.keys()
    for uid, event in before.items():
        start = event.start
        date = start.date() if isinstance(start, dt.datetime) else start
        moved = 10 * DAY if date >= MONDAY + 8 * DAY else dt.timedelta(0)
        assert after[uid].start == start + moved
        assert after[uid]["summary"] == event["summary"]
        assert after[uid].sequence > event.sequence


def test_a_stop_calls_off_what_would_have_come() -> None:
    stopped = stop(PLAN, 5)
    before, after = read(PLAN), read(stopped, now=on(5))
    assert before.keys() == after.keys()
    for event in after.values():
        start = event.start
        date = start.date() if isinstance(start, dt.datetime) else start
        called_off = date > stopped.last_day
        assert event.status == ("CANCELLED" if called_off else "CONFIRMED")
        assert not (called_off and event.alarms.times)
        assert ("Not needed" in str(event["summary"])) == called_off
    assert sum(event.status == "CANCELLED" for event in after.values()) == 22 + 1
    (end,) = (event for event in after.values() if event["summary"] == "Your trial ended today")
    assert end.start == MONDAY + 5 * DAY


@pytest.mark.parametrize("day", [-1, 0, 3, 13, 27, 28])
def test_what_is_concealed_is_not_told(day: int) -> None:
    plan = replace(PLAN, conceal=True)
    visible = list_visible_days(plan, MONDAY + day * DAY)
    for event, planned in zip(list_days(read(plan, now=on(day))), plan.schedule, strict=True):
        known = planned in visible
        text = f"{event['summary']} {event['description']}".lower()
        assert ("mat day" in text) == known
        assert ("minutes" in text or "no-mat" in text) == known
        # Nor may how long it is, or how it rings, give it away.
        assert event.duration == dt.timedelta(minutes=30)
        assert known or "shows in the app" in text
    hidden = {
        (str(event["summary"]), event.alarms.times[0].trigger - event.start, event.transparency)
        for event in list_days(read(plan, now=on(-1)))
    }
    assert len(hidden) == 1


def test_nothing_rings_for_what_is_past() -> None:
    rings = [bool(event.alarms.times) for event in list_days(read(PLAN, now=on(4)))]
    assert rings == [False] * 4 + [True] * 24


@given(at=CLOCK, hours=st.integers(0, 2000))
def test_the_same_plan_at_the_same_time_makes_the_same_file(at: dt.time, hours: int) -> None:
    now = LOCKED + dt.timedelta(hours=hours)
    assert write_calendar(PLAN, at=at, now=now) == write_calendar(PLAN, at=at, now=now)
    assert read(PLAN, at=at, now=now).keys() == read(PLAN).keys()


@given(
    first=st.tuples(st.integers(0, 20), st.integers(1, 40)),
    other=st.integers(0, 27),
    later=st.integers(1, 10**6),
)
def test_a_later_file_outranks_an_earlier_one(
    first: tuple[int, int], other: int, later: int
) -> None:
    paused = pause(*first)
    stopped = (
        stop(paused, other) if other >= first[0] and paused.find_day(on(other).date()) else None
    )
    plans = [PLAN, paused, *([stopped] if stopped else [])]
    now = max([LOCKED, *(change.at for change in plans[-1].amendments)])
    ranks = [next(iter(read(plan, now=now).values())).sequence for plan in plans]
    assert ranks == sorted(set(ranks))
    again = next(iter(read(plans[-1], now=now + dt.timedelta(seconds=later)).values()))
    assert ranks[-1] < again.sequence < 2**31


def test_a_clock_that_went_back_does_not_undo_a_pause() -> None:
    paused = read(pause(8, 10), now=on(3))
    assert all(
        event.sequence > read(PLAN, now=on(3))[uid].sequence for uid, event in paused.items()
    )


@given(text=st.text(max_size=200))
def test_a_persons_words_stay_words(text: str) -> None:
    words = replace(PLAN.protocol, body_area=text, cover=f"{text}\r\nEND:VEVENT\r\nBEGIN:VEVENT")
    events = read(replace(PLAN, protocol=words))
    for event in events.values():
        assert {"summary", "description"} <= {name.lower() for name in event}
        shown = f"{event['summary']}{event['description']}"
        assert not set(shown) & set("\r\x00\x07\x1b\u202e\u202d\u2066\u2067\u200f\u061c\u2028")
        assert len(str(event["description"]).splitlines()) <= 7


def test_other_scripts_and_emoji_come_through_whole() -> None:
    area = "ظهر, поясница; 腰 \\n 👩‍⚕️" * 6
    mat = next(
        event
        for event in list_days(read(replace(PLAN, protocol=Protocol(body_area=area))))
        if str(event["summary"]).startswith("Mat")
    )
    assert f"Where on your body: {area}\n" in str(mat["description"])


@pytest.mark.parametrize(
    "written", ["", "24:00", "8pm", "20.30", "20:30:10", "20:30+01:00", "²0:30"]
)
def test_what_is_no_time_is_refused(written: str) -> None:
    time, (problem,) = read_clock(written, where="--at")
    assert time is None
    assert (problem.where, problem.value) == ("--at", written)


def run(*options: object) -> Result:
    return CliRunner().invoke(app, ["remind", *map(str, options)])


def test_the_command_writes_a_calendar_and_keeps_what_is_there(tmp_path: Path) -> None:
    plan, out = tmp_path / "plan.json", tmp_path / "reminders.ics"
    plan.write_bytes(write_plan(PLAN))
    done = run("--plan", plan, "--at", "07:05", "--out", out)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Open it with your calendar" in done.stdout
    events = Calendar.from_ical(out.read_bytes()).events
    assert events[0].start == dt.datetime(2027, 1, 4, 7, 5)  # noqa: DTZ001 - wherever one is
    again = run("--plan", plan, "--at", "08:00", "--out", out)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "is there already" in again.stderr
    assert run("--plan", plan, "--at", "08:00", "--out", out, "--force").exit_code == 0
    assert b"T080000" in out.read_bytes()


def test_the_command_tells_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    done = run("--plan", tmp_path / "no.json", "--at", "soon", "--out", tmp_path / "r.ics")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no.json" in done.stderr
    assert "--at: 'soon' is no time of day" in done.stderr
    assert not (tmp_path / "r.ics").exists()
