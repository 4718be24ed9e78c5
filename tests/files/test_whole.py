"""The whole diary as one file: what it held comes back, and what was changed is refused."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.diaries import diaries, texts, times
from mat_trial.errors import DiaryError
from mat_trial.files.whole_json import read_whole, write_whole
from mat_trial.model import Change, Entry, FollowUp, StoredEntry, WholeDiary, WholeTrial

values = st.none() | texts | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
json_values = st.recursive(values, lambda inner: st.lists(inner, max_size=2), max_leaves=4)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    return Change(
        date=draw(st.dates()),
        at=draw(times),
        source=draw(st.sampled_from(["form", "bulk", "import", "restore"])),
        field=draw(texts),
        old=draw(values),
        new=draw(values),
        version=draw(st.integers(1, 1000)),
    )


@st.composite
def trials(draw: st.DrawFn) -> WholeTrial:
    days = draw(diaries())
    answers = st.dictionaries(texts, json_values, max_size=2)
    return WholeTrial(
        days=tuple(StoredEntry(entry=day, version=draw(st.integers(1, 99))) for day in days),
        changes=tuple(draw(st.lists(changes(), max_size=3))),
        peeks=tuple(draw(st.lists(times, max_size=2))),
        follow_up=draw(st.none() | st.builds(FollowUp, at=times, note=texts)),
        drafts=draw(st.dictionaries(st.dates(), answers, max_size=2)),
    )


@given(st.lists(trials(), min_size=1, max_size=2).map(tuple))
def test_a_whole_diary_written_reads_as_it_was(found: tuple[WholeTrial, ...]) -> None:
    whole = WholeDiary(trials=found)
    assert read_whole(write_whole(whole)) == (whole, [])


def test_what_was_changed_is_refused_with_all_its_problems() -> None:
    day = StoredEntry(entry=Entry(date=dt.date(2027, 1, 4), scores={"pain": 4}), version=1)
    trial = WholeTrial(days=(day,), plan_json="{}", sha256="0" * 64)
    document = json.loads(write_whole(WholeDiary(trials=(trial,))))
    document["content"]["trials"][0]["days"][0]["entry"]["note"] = 7
    document["content"]["more"] = 1
    document["extra"] = 1
    _whole, problems = read_whole(json.dumps(document).encode(), name="mine.json")
    said = "\n".join(map(str, problems))
    assert "mine.json, sha256: does not fit what the file holds" in said
    assert "mine.json, content.trials.0.days.0.entry.note: does not belong here" in said
    assert "mine.json, content.more" in said
    assert "mine.json, extra: is no key of a whole diary" in said


def test_a_plan_inside_that_is_not_as_it_was_locked_is_refused() -> None:
    for text in ("{}", "[]", "{", '{"seed": 1}'):
        whole = WholeDiary(trials=(WholeTrial(plan_json=text, sha256="0" * 64),))
        found, problems = read_whole(write_whole(whole))
        assert found is None
        assert problems[0].where.startswith("diary.json, trial 1, plan")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[]", "is no whole diary"),
        (b"{", "cannot be read as JSON"),
        (b'{"kind": "mat-trial diary", "version": 2}', "version: '2' is a version of the file"),
        (b'{"kind": "mat-trial diary", "version": 1, "content": ' + b"[" * 100_000, "brackets"),
        (b"\xff\xfe{", "is written in UTF-16"),
    ],
)
def test_what_is_no_whole_diary_is_refused(data: bytes, said: str) -> None:
    whole, problems = read_whole(data)
    assert whole is None
    assert said in str(problems[0])


def test_what_json_cannot_hold_is_not_written() -> None:
    for bad in (Entry(date=dt.date(2027, 1, 4), note="\ud800"),):
        day = StoredEntry(entry=bad, version=1)
        with pytest.raises(DiaryError):
            write_whole(WholeDiary(trials=(WholeTrial(days=(day,)),)))
