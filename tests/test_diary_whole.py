"""All that a diary holds comes out and goes in again without loss, or not at all."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.model import (
    CHANGE_SOURCES,
    PAIN,
    Change,
    Condition,
    Entry,
    FixedDesign,
    FollowUp,
    Plan,
    StoredEntry,
    WholeDiary,
    WholeTrial,
)
from mat_trial.protocol import make_plan

MONDAY = dt.date(2027, 1, 4)
ONE_DAY = dt.timedelta(days=1)
EVENING = dt.datetime(2027, 1, 4, 21, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def plan_from(start: dt.date, complaint: str = "Rücken") -> Plan:
    return make_plan(
        complaint=complaint,
        outcomes=(PAIN,),
        primary="pain",
        design=FixedDesign(phases=4, phase_days=2),
        start=start,
        seed=1,
        now=EVENING,
    )


def live(folder: Path) -> Diary:
    """Live through a trial and the beginning of another."""
    diary = Diary.open(folder)
    diary.lock_plan(plan_from(MONDAY))
    first = Entry(
        date=MONDAY, condition=Condition.MAT, scores={"pain": 4.5}, recorded_at=EVENING, note="x"
    )
    diary.save(first, version=None)
    diary.save(replace(first, scores={"pain": 0.1 + 0.2}), version=1, at=EVENING + 3 * ONE_DAY)
    diary.import_entries([Entry(date=MONDAY + ONE_DAY, note="\x00“odd” 😀\r\n")])
    diary.record_peek(EVENING)
    diary.answer_follow_up(FollowUp(at=EVENING, still_used="no", note="nie"))
    diary.keep_draft(MONDAY + 2 * ONE_DAY, {"pain": 3, "note": "\ud83d"})
    diary.begin_trial(today=MONDAY + 8 * ONE_DAY)
    diary.lock_plan(plan_from(MONDAY + 9 * ONE_DAY, "Nacken"))
    diary.save(Entry(date=MONDAY + 9 * ONE_DAY, recorded_at=EVENING), version=None)
    return diary


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Diary]:
    with live(tmp_path / "full") as diary:
        yield diary


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Diary]:
    with Diary.open(tmp_path / "empty") as diary:
        yield diary


def test_a_diary_moves_to_another_machine_with_all_it_holds(
    full: Diary, empty: Diary, tmp_path: Path
) -> None:
    whole = full.take_out()
    empty.take_in(whole)
    assert empty.take_out() == whole
    assert empty.plan() == full.plan()
    assert empty.trials() == full.trials()
    with (
        Diary.open(tmp_path / "full", trial=1) as before,
        Diary.open(tmp_path / "empty", trial=1) as after,
    ):
        assert after.plan() == before.plan()
        assert after.entries() == before.entries()
        assert after.history() == before.history() != ()
        assert after.peeks() == before.peeks() != ()
        assert after.follow_up() == before.follow_up() is not None
        draft = MONDAY + 2 * ONE_DAY
        assert after.draft(draft) == before.draft(draft) is not None
        assert after.stored(MONDAY) == before.stored(MONDAY)
    assert empty.save(Entry(date=MONDAY + 10 * ONE_DAY, recorded_at=EVENING), version=None) == 1


def test_what_is_there_already_is_not_written_again(full: Diary) -> None:
    full.take_in(full.take_out())


def test_what_is_equal_and_yet_not_the_same_is_written(full: Diary) -> None:
    first, second = full.take_out().trials
    change = replace(first.changes[0], old=0.0)
    as_number = replace(first, changes=(change, *first.changes[1:]))
    full.take_in(WholeDiary(trials=(as_number, second)), replace=True)
    as_answer = replace(as_number, changes=(replace(change, old=False), *first.changes[1:]))
    full.take_in(WholeDiary(trials=(as_answer, second)), replace=True)
    assert full.take_out().trials[0].changes[0].old is False
    # The same moment, on the clock of another country.
    abroad = replace(as_answer, peeks=(EVENING.astimezone(dt.UTC),))
    full.take_in(WholeDiary(trials=(abroad, second)), replace=True)
    assert full.take_out().trials[0].peeks[0].utcoffset() == dt.timedelta(0)


def test_a_diary_that_holds_anything_else_is_replaced_only_when_asked(
    full: Diary, empty: Diary
) -> None:
    empty.keep_draft(MONDAY, {})
    before = empty.take_out()
    with pytest.raises(DiaryError, match="holds days or a plan already"):
        empty.take_in(full.take_out())
    assert empty.take_out() == before
    empty.take_in(full.take_out(), replace=True)
    assert empty.take_out() == full.take_out()
    empty.take_in(WholeDiary(), replace=True)
    assert empty.take_out() == WholeDiary()


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_taken_in(
    full: Diary, empty: Diary
) -> None:
    first, second = full.take_out().trials
    naive = EVENING.replace(tzinfo=None)
    day = StoredEntry(entry=Entry(date=MONDAY, minutes=float("nan")), version=0)
    change = replace(first.changes[0], source="magic", at=naive)  # type: ignore[arg-type]
    broken = WholeTrial(
        plan_json=(first.plan_json or "").replace("Rücken", "Nacken"),
        sha256=first.sha256,
        days=(day,),
        changes=(change,),
        peeks=(naive,),
        follow_up=FollowUp(at=naive, still_used=None),
    )
    unread = '{"a":1}'
    unreadable = replace(
        second, plan_json=unread, sha256=hashlib.sha256(unread.encode()).hexdigest()
    )
    lone = replace(first, sha256=None)
    with pytest.raises(DiaryError) as error:
        empty.take_in(WholeDiary(trials=(broken, unreadable, lone)))
    told = str(error.value)
    assert told.startswith("Nothing was taken in.\n")
    for said in (
        "trial 1, plan: ",
        "is not the one that was locked",
        "trial 1, 2027-01-04, minutes: 'nan' is not a number",
        "trial 1, 2027-01-04, version: '0' cannot be",
        "trial 1, 2027-01-04, change: 'magic' came in by no known way",
        "trial 1, 2027-01-04, change: '2027-01-04T21:30:00' has no time zone",
        "trial 1, peek: '2027-01-04T21:30:00' has no time zone",
        "trial 1, at: '2027-01-04T21:30:00' has no time zone",
        "trial 2, plan: cannot be read",
        "trial 3, plan: lacks its text or its hash",
        "2027-01-04: is there in several trials",
    ):
        assert said in told
    with pytest.raises(DiaryError, match="trials: are missing"):
        empty.take_in(WholeDiary(trials=()))
    assert empty.take_out() == WholeDiary()


offsets = st.integers(-82_800, 82_800).map(lambda s: dt.timezone(dt.timedelta(seconds=s)))
times = st.datetimes(
    dt.datetime(2, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    dt.datetime(9998, 1, 1),  # noqa: DTZ001 - the same
    timezones=offsets,
)
numbers = st.floats(allow_nan=False, allow_infinity=False)
answers = st.none() | st.booleans() | numbers | st.text()
days = st.builds(
    StoredEntry,
    entry=st.builds(
        Entry,
        date=st.dates(),
        condition=st.none() | st.sampled_from(Condition),
        scores=st.dictionaries(st.text(), numbers, max_size=3),
        used_mat=st.none() | st.booleans(),
        minutes=st.none() | numbers,
        note=st.text(),
        recorded_at=st.none() | times,
        changed_at=st.none() | times,
    ),
    version=st.integers(1, 2**31),
)
changes = st.builds(
    Change,
    date=st.dates(),
    at=times,
    source=st.sampled_from(CHANGE_SOURCES),
    field=st.text(),
    old=answers,
    new=answers,
    version=st.integers(1, 2**31),
)
follow_ups = st.builds(
    FollowUp, at=times, still_used=st.sampled_from([None, "yes", "no"]), note=st.text()
)
drafts = st.dictionaries(st.dates(), st.dictionaries(st.text(), answers, max_size=3), max_size=3)


@st.composite
def diaries(draw: st.DrawFn) -> WholeDiary:
    trials = draw(
        st.lists(
            st.builds(
                WholeTrial,
                changes=st.lists(changes, max_size=3).map(tuple),
                peeks=st.lists(times, max_size=3).map(tuple),
                follow_up=st.none() | follow_ups,
                drafts=drafts,
            ),
            min_size=1,
            max_size=3,
        )
    )
    written = draw(st.lists(days, max_size=6, unique_by=lambda day: day.entry.date))
    written.sort(key=lambda day: day.entry.date)
    parts = len(trials)
    return WholeDiary(
        trials=tuple(
            replace(trial, days=tuple(written[part::parts])) for part, trial in enumerate(trials)
        )
    )


def describe(whole: WholeDiary) -> list[tuple[str, ...]]:
    return [
        (made.at.isoformat(), repr(made.old), repr(made.new))
        for trial in whole.trials
        for made in trial.changes
    ]


@given(whole=diaries())
def test_whatever_a_diary_holds_survives(
    tmp_path_factory: pytest.TempPathFactory, whole: WholeDiary
) -> None:
    with Diary.open(tmp_path_factory.getbasetemp(), scratch="whole") as diary:
        diary.take_in(whole, replace=True)
        read = diary.take_out()
        assert read == whole
        # Beyond what equality sees: the person's own clock, and 1 told from yes.
        assert describe(read) == describe(whole)
        again = Diary.open(tmp_path_factory.getbasetemp(), scratch="again")
        again.take_in(read, replace=True)
        assert again.take_out() == whole
