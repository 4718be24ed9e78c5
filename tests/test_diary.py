"""What is put into a diary comes out of it unchanged, and nothing is lost unasked."""

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mat_trial import protocol
from mat_trial.diary import Diary, ImportSummary
from mat_trial.errors import DiaryError
from mat_trial.language.dates import say_date
from mat_trial.model import (
    PAIN,
    Condition,
    Entry,
    MinutesRamp,
    PairsDesign,
    Plan,
    Protocol,
    SafetyAnswers,
)

MONDAY = dt.date(2027, 1, 4)
TUESDAY = dt.date(2027, 1, 5)
EVENING = dt.datetime(2027, 1, 4, 21, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
FULL_DAY = Entry(
    date=MONDAY,
    condition=Condition.MAT,
    scores={"pain": 0.1 + 0.2, "sleep": 5e-324, "stiff neck": -1e300},
    used_mat=False,
    minutes=12.5,
    rescue_medication=True,
    skin_harm=False,
    note="Rücken 😀\r\n“quoted”, a;b\tc\x00d",
    recorded_at=EVENING,
)
PLAN = protocol.make_plan(
    complaint="Rücken",
    outcomes=(PAIN,),
    primary="pain",
    design=PairsDesign(period_days=2, cycles=6),
    start=MONDAY,
    seed=7,
    now=EVENING,
)

NO_GO = next(item for item in protocol.SAFETY_ITEMS if item.kind == "stop")


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    with Diary.open(tmp_path) as diary:
        yield diary


def change_by_hand(diary: Diary, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(diary.path)) as connection, connection:
        connection.execute(statement, values)


def test_a_new_diary_is_empty(diary: Diary) -> None:
    assert diary.plan() is None
    assert diary.entries() == []
    assert diary.stored(MONDAY) is None


def test_every_field_reads_back_as_it_was_saved(diary: Diary) -> None:
    assert diary.save(FULL_DAY, version=None) == 1
    (read,) = diary.entries()
    assert read == FULL_DAY
    assert read.recorded_at is not None
    assert read.recorded_at.isoformat() == "2027-01-04T21:30:00+01:00"
    assert isinstance(read.condition, Condition)
    assert read.used_mat is False


def test_what_was_not_said_stays_unsaid(diary: Diary) -> None:
    bare = Entry(date=MONDAY, recorded_at=EVENING)
    diary.save(bare, version=None)
    assert diary.entries() == [bare]


def test_a_named_zone_becomes_its_distance_to_utc(diary: Diary) -> None:
    second_half_past_two = dt.datetime(
        2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")
    )
    diary.save(Entry(date=MONDAY, recorded_at=second_half_past_two), version=None)
    read = diary.entries()[0].recorded_at
    assert read is not None
    assert read.isoformat() == "2026-10-25T02:30:00+01:00"


def test_the_name_of_the_person_is_not_kept(diary: Diary) -> None:
    diary.save(replace(FULL_DAY, person="anna"), version=None)
    assert diary.entries() == [FULL_DAY]
    assert diary.import_entries([replace(FULL_DAY, person="anna")]).unchanged == 1


def test_days_come_in_order_of_date(diary: Diary) -> None:
    for date in (TUESDAY, dt.date(2026, 12, 31), MONDAY):
        diary.save(Entry(date=date, recorded_at=EVENING), version=None)
    dates = [entry.date for entry in diary.entries()]
    assert dates == [dt.date(2026, 12, 31), MONDAY, TUESDAY]


def test_a_change_counts_up_and_takes_scores_out_too(diary: Diary) -> None:
    diary.save(FULL_DAY, version=None)
    changed = replace(FULL_DAY, scores={"pain": 3.0}, note="")
    assert diary.save(changed, version=1) == 2
    stored = diary.stored(MONDAY)
    assert stored is not None
    assert (stored.entry, stored.version) == (replace(changed, changed_at=ANY), 2)


def test_the_time_of_the_first_entry_stays_and_the_change_has_its_own(diary: Diary) -> None:
    diary.save(FULL_DAY, version=None)
    stored = diary.stored(MONDAY)
    assert stored is not None
    assert stored.entry.changed_at is None
    before = dt.datetime.now(dt.UTC)
    diary.save(replace(FULL_DAY, note="", recorded_at=before), version=1)
    stored = diary.stored(MONDAY)
    assert stored is not None
    assert stored.entry.recorded_at == EVENING
    assert stored.entry.changed_at is not None
    assert before <= stored.entry.changed_at <= dt.datetime.now(dt.UTC)


def test_saving_the_same_again_is_no_change(diary: Diary) -> None:
    diary.save(FULL_DAY, version=None)
    assert diary.save(replace(FULL_DAY, recorded_at=None), version=1) == 1
    stored = diary.stored(MONDAY)
    assert stored is not None
    assert stored.entry.changed_at is None


@pytest.mark.parametrize(
    ("date", "version"), [(MONDAY, None), (MONDAY, 1), (MONDAY, 3), (TUESDAY, 1)]
)
def test_a_stale_window_writes_nothing(diary: Diary, date: dt.date, version: int | None) -> None:
    diary.save(FULL_DAY, version=None)
    diary.save(replace(FULL_DAY, note="the other window"), version=1)
    before = diary.entries()
    with pytest.raises(
        DiaryError, match=f"{say_date(date)}, was changed in another tab or window"
    ):
        diary.save(replace(FULL_DAY, date=date, note="this window"), version=version)
    assert diary.entries() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"recorded_at": None}, "2027-01-04, recorded_at: is missing"),
        ({"recorded_at": EVENING.replace(tzinfo=None)}, "recorded_at: .* has no time zone"),
        ({"changed_at": EVENING.replace(tzinfo=None)}, "changed_at: .* has no time zone"),
        ({"scores": {"pain": float("nan")}}, "2027-01-04, pain: 'nan' is not a number"),
        ({"scores": {"pain": float("-inf")}}, "2027-01-04, pain: '-inf' is not a number"),
        ({"minutes": float("inf")}, "2027-01-04, minutes: 'inf' is not a number"),
        ({"note": "\ud83d"}, "has half a character in it"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    diary: Diary, change: dict[str, object], said: str
) -> None:
    with pytest.raises(DiaryError, match=said):
        diary.save(replace(FULL_DAY, **change), version=None)  # type: ignore[arg-type]
    assert diary.entries() == []


def test_an_import_adds_replaces_and_leaves_alone(diary: Diary) -> None:
    diary.save(FULL_DAY, version=None)
    diary.save(Entry(date=TUESDAY, recorded_at=EVENING), version=None)
    new = Entry(date=dt.date(2027, 1, 6), scores={"pain": 2})
    changed = Entry(date=TUESDAY, scores={"pain": 1}, recorded_at=EVENING)
    summary = diary.import_entries([new, changed, FULL_DAY], replace=True)
    assert summary == ImportSummary(added=1, replaced=1, unchanged=1)
    assert diary.entries() == [FULL_DAY, replace(changed, changed_at=ANY), new]
    versions = [
        stored.version for date in (MONDAY, TUESDAY, new.date) if (stored := diary.stored(date))
    ]
    assert versions == [1, 2, 1]


def test_an_import_names_every_day_it_would_overwrite_and_takes_none(diary: Diary) -> None:
    days = [Entry(date=MONDAY + dt.timedelta(days=i), scores={"pain": i}) for i in range(4)]
    diary.import_entries(days[:3])
    edited = [days[0], *(replace(day, note="edited") for day in days[1:])]
    with pytest.raises(DiaryError, match="other content: 2027-01-05, 2027-01-06\\."):
        diary.import_entries(edited)
    assert diary.entries() == days[:3]


def test_a_file_without_times_does_not_contradict_the_diary(diary: Diary) -> None:
    diary.save(FULL_DAY, version=None)
    untimed = replace(FULL_DAY, recorded_at=None)
    assert diary.import_entries([untimed]).unchanged == 1
    diary.import_entries([replace(untimed, note="edited")], replace=True)
    assert diary.entries() == [replace(FULL_DAY, note="edited", changed_at=ANY)]


def test_an_unknown_time_of_entry_stays_unknown(diary: Diary) -> None:
    diary.import_entries([Entry(date=MONDAY)])
    diary.save(Entry(date=MONDAY, note="edited", recorded_at=EVENING), version=1)
    assert diary.entries() == [Entry(date=MONDAY, note="edited", changed_at=ANY)]


def test_all_that_is_wrong_with_an_import_is_told_at_once(diary: Diary) -> None:
    days = [
        Entry(date=MONDAY, scores={"pain": float("nan")}, person="anna"),
        Entry(date=TUESDAY, recorded_at=EVENING.replace(tzinfo=None), person="ben"),
        Entry(date=TUESDAY, person="ben"),
    ]
    with pytest.raises(DiaryError) as error:
        diary.import_entries(days)
    assert str(error.value).splitlines() == [
        "Nothing was imported.",
        "2027-01-04, pain: 'nan' is not a number. Allowed: a finite number. "
        "Correct it or leave it out.",
        "2027-01-05, recorded_at: '2027-01-04T21:30:00' has no time zone. Allowed: a time with "
        "its distance to UTC, as in 2027-01-04T21:00+01:00. Add it, or leave the time out.",
        "2027-01-05: is there 2 times. Allowed: each day once. Keep one of them.",
        "person: 'anna, ben' is more than one person. Allowed: the days of one person. "
        "Keep each person's days in a file and a diary of their own.",
    ]
    assert diary.entries() == []


def test_an_import_of_nothing_changes_nothing(diary: Diary) -> None:
    assert diary.import_entries([]) == ImportSummary(added=0, replaced=0, unchanged=0)


offsets = st.integers(-86_399, 86_399).map(lambda s: dt.timezone(dt.timedelta(seconds=s)))
numbers = st.floats(allow_nan=False, allow_infinity=False)
times = st.datetimes(
    dt.datetime(2, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    dt.datetime(9998, 1, 1),  # noqa: DTZ001 - the same
    timezones=offsets,
)
days = st.builds(
    Entry,
    date=st.dates(),
    condition=st.none() | st.sampled_from(Condition),
    scores=st.dictionaries(st.text(), numbers, max_size=4),
    used_mat=st.none() | st.booleans(),
    minutes=st.none() | numbers,
    rescue_medication=st.none() | st.booleans(),
    skin_harm=st.none() | st.booleans(),
    note=st.text(),
    recorded_at=st.none() | times,
    changed_at=st.none() | times,
)


@given(entries=st.lists(days, unique_by=lambda entry: entry.date, max_size=5))
def test_entries_survive_an_import_unchanged(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    in_order = sorted(entries, key=lambda entry: entry.date)
    with Diary.open(tmp_path_factory.getbasetemp(), scratch="hypothesis") as diary:
        diary.clear()
        assert diary.import_entries(entries).added == len(entries)
        assert diary.entries() == in_order
        times = [entry.recorded_at and entry.recorded_at.isoformat() for entry in in_order]
        read = [entry.recorded_at and entry.recorded_at.isoformat() for entry in diary.entries()]
        assert read == times
        assert diary.import_entries(diary.entries()).unchanged == len(entries)


def test_a_locked_plan_reads_back_with_its_hash(diary: Diary) -> None:
    diary.save(FULL_DAY, version=None)
    diary.lock_plan(PLAN)
    assert diary.plan() == PLAN
    assert diary.entries() == [FULL_DAY]
    with closing(sqlite3.connect(diary.path)) as connection:
        text, digest, at = connection.execute(
            "SELECT plan_json, sha256, locked_at FROM trial"
        ).fetchone()
    assert hashlib.sha256(text.encode()).hexdigest() == digest == protocol.plan_digest(PLAN)
    assert at == "2027-01-04T21:30:00+01:00"


def test_a_second_plan_is_refused_and_the_first_stays(diary: Diary) -> None:
    diary.lock_plan(PLAN)
    with pytest.raises(DiaryError, match="A plan is locked already"):
        diary.lock_plan(replace(PLAN, complaint="something else"))
    assert diary.plan() == PLAN


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (replace(PLAN, protocol=Protocol(minutes=MinutesRamp(goal_minutes=40))), "minutes.*'40'"),
        (replace(PLAN, safety=SafetyAnswers(stop=(NO_GO.code,))), f"safety.*{NO_GO.text}"),
    ],
)
def test_a_plan_that_may_not_be_locked_is_refused(diary: Diary, plan: Plan, said: str) -> None:
    with pytest.raises(DiaryError, match=rf"(?s)The plan was not locked\..*{said}"):
        diary.lock_plan(plan)
    assert diary.plan() is None


def test_a_plan_changed_by_hand_is_told(diary: Diary) -> None:
    diary.lock_plan(PLAN)
    change_by_hand(diary, "UPDATE trial SET plan_json = replace(plan_json, 'Rücken', 'Nacken')")
    with pytest.raises(DiaryError, match="is not the one that was locked"):
        diary.plan()


def test_a_plan_of_an_unknown_form_is_told(diary: Diary) -> None:
    diary.lock_plan(PLAN)
    digest = hashlib.sha256(b'{"a":1}').hexdigest()
    change_by_hand(diary, "UPDATE trial SET plan_json = ?, sha256 = ?", '{"a":1}', digest)
    with pytest.raises(DiaryError, match="cannot be read"):
        diary.plan()


def test_a_scratch_diary_never_touches_the_persons_own(diary: Diary, tmp_path: Path) -> None:
    diary.save(FULL_DAY, version=None)
    before = diary.path.read_bytes()
    with Diary.open(tmp_path, scratch="helps") as scratch:
        scratch.lock_plan(PLAN)
        scratch.import_entries([Entry(date=TUESDAY)])
        assert scratch.path == tmp_path / "scratch-helps.db"
        scratch.clear()
        assert (scratch.plan(), scratch.entries()) == (None, [])
        scratch.lock_plan(PLAN)
    assert diary.path.read_bytes() == before


def test_the_persons_own_diary_cannot_be_emptied(diary: Diary) -> None:
    diary.save(FULL_DAY, version=None)
    with pytest.raises(DiaryError, match="Only a scratch diary can be emptied"):
        diary.clear()
    assert diary.entries() == [FULL_DAY]


@pytest.mark.parametrize("name", ["", "../diary", "a b", "Ä", "UP", "x\n", "a" * 61])
def test_a_scratch_diary_needs_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(DiaryError, match="Allowed: 1 to 60 of the small letters"):
        Diary.open(tmp_path, scratch=name)
    assert list(tmp_path.iterdir()) == []
