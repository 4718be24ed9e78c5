"""A diary written in any format reads as it was, and no damage ends in a traceback."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from files.diaries import diaries
from mat_trial.errors import DiaryError
from mat_trial.files.diary_csv import write_diary
from mat_trial.files.diary_file import read_diary
from mat_trial.files.diary_formats import WRITERS, Format
from mat_trial.model import PAIN, Condition, Entry

DAY = dt.date(2026, 1, 5)


@given(diaries())
@example([Entry(date=DAY, scores={"pain": 0.1 + 0.2}, note=' "\r", \r\n;\t=1+1\n')])
@example([Entry(date=DAY, scores={"self": -0.0, "line": 1e-320, "exprs": 1e308})])
@example([Entry(date=DAY, note="a\rb")])
@example([Entry(date=DAY, note="'=1+1", person="'@ann", scores={"=1": 1.0, "'=1": 2.0})])
@example([Entry(date=DAY, note="\ufeff\x0b\x85\u2028")])
@pytest.mark.parametrize("kind", WRITERS)
def test_a_diary_written_reads_as_it_was(kind: Format, entries: list[Entry]) -> None:
    assert read_diary(WRITERS[kind](entries), condition_needed=False) == (entries, [], [])


def test_what_is_written_is_as_the_contract_says() -> None:
    evening = dt.datetime(2026, 1, 5, 21, 30, tzinfo=dt.UTC)
    entries = [
        Entry(date=DAY, condition=Condition.NO_MAT, scores={"stiffness": 1.5, "mood": 7}),
        Entry(
            date=dt.date(2026, 1, 6),
            scores={"pain": 1e-7},
            used_mat=False,
            minutes=0,
            rescue_medication=True,
            note="worse, later",
            recorded_at=evening,
        ),
    ]
    assert write_diary(entries) == (
        b"date,condition,pain,mood,stiffness,used_mat,minutes,rescue_medication,note,recorded_at\n"
        b"2026-01-05,no_mat,,7,1.5,,,,,\n"
        b'2026-01-06,,1e-07,,,no,0,yes,"worse, later",2026-01-05T21:30:00+00:00\n'
    )
    assert write_diary([Entry(date=DAY, scores={"pain": 4}, person="ann")]) == (
        b"person,date,condition,pain,used_mat,minutes,rescue_medication,note,recorded_at\n"
        b"ann,2026-01-05,,4,,,,,\n"
    )
    assert write_diary([Entry(date=DAY, scores={"pain": 4}, skin_harm=True)]) == (
        b"date,condition,pain,used_mat,minutes,rescue_medication,skin_harm,note,recorded_at\n"
        b"2026-01-05,,4,,,,yes,,\n"
    )
    assert write_diary([]) == (
        b"date,condition,pain,sleep,mood,used_mat,minutes,rescue_medication,note,recorded_at\n"
    )


@pytest.mark.parametrize(
    "entry",
    [
        Entry(date=DAY, scores={"Pain": 4.0}),
        Entry(date=DAY, scores={"minutes": 4.0}),
        Entry(date=DAY, scores={"mood_1": 4.0, "mood1": 4.0}),
        Entry(date=DAY, scores={"pain": float("nan")}),
        Entry(date=DAY, minutes=float("inf")),
        Entry(date=DAY, note="\ud800"),
        Entry(date=DAY, note="\0"),
    ],
)
@pytest.mark.parametrize("kind", WRITERS)
def test_what_no_file_can_hold_is_not_written(kind: Format, entry: Entry) -> None:
    with pytest.raises(DiaryError):
        WRITERS[kind]([entry])


@given(st.binary(max_size=400))
@example(b'"')
@example(b'date,"\r')
@example(b"\xef\xbb\xbf\xef\xbb\xbf,")
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    assert read_diary(data).problems
    assert read_diary(data, outcomes={"pain": PAIN}, condition_needed=False).problems


@given(
    diaries(),
    st.lists(
        st.tuples(
            st.integers(0, 10_000),
            st.integers(0, 3),
            st.sampled_from([*b',;\t"\r\n \0\xef-.5eyn', 0x80]).map(lambda byte: bytes([byte]))
            | st.sampled_from([b"", b'"\n', b"nan", b"2026-02-30", b",,"]),
        ),
        max_size=5,
    ),
)
def test_no_damage_to_a_good_file_ends_in_a_traceback(
    entries: list[Entry], damage: list[tuple[int, int, bytes]]
) -> None:
    data = write_diary(entries)
    for at, length, put in damage:
        place = at % (len(data) + 1)
        data = data[:place] + put + data[place + length :]
    diary = read_diary(data)
    assert bool(diary.entries) != bool(diary.problems)
