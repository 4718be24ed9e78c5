"""A half-filled form outlives a reload, and goes when its day is saved."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.model import Entry

MONDAY = dt.date(2027, 1, 4)
TUESDAY = dt.date(2027, 1, 5)
DAY = Entry(date=MONDAY, recorded_at=dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC))

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # Lone halves of characters too: what is half typed need not be whole.
    | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(answers=st.dictionaries(st.text(), json_values, max_size=4))
def test_a_form_reads_back_as_it_was_kept(
    tmp_path_factory: pytest.TempPathFactory, answers: dict[str, object]
) -> None:
    with Diary.open(tmp_path_factory.getbasetemp(), scratch="drafts") as diary:
        diary.keep_draft(MONDAY, answers)
        assert diary.draft(MONDAY) == answers


def test_a_form_outlives_the_program_and_the_last_one_counts(tmp_path: Path) -> None:
    with Diary.open(tmp_path) as diary:
        diary.keep_draft(MONDAY, {"pain": 3})
        diary.keep_draft(MONDAY, {"pain": 4, "note": "slept b"})
        diary.keep_draft(TUESDAY, {})
    with Diary.open(tmp_path) as diary:
        assert diary.draft(MONDAY) == {"pain": 4, "note": "slept b"}
        assert diary.draft(TUESDAY) == {}
        assert diary.entries() == []


def test_saving_a_day_lets_go_of_its_form_alone(tmp_path: Path) -> None:
    with Diary.open(tmp_path) as diary:
        diary.keep_draft(MONDAY, {"pain": 4})
        diary.keep_draft(TUESDAY, {"pain": 5})
        diary.save(DAY, version=None)
        assert diary.draft(MONDAY) is None
        assert diary.draft(TUESDAY) == {"pain": 5}


def test_a_day_that_was_not_saved_keeps_its_form(tmp_path: Path) -> None:
    with Diary.open(tmp_path) as diary:
        diary.save(DAY, version=None)
        diary.keep_draft(MONDAY, {"pain": 4})
        with pytest.raises(DiaryError, match="changed in another tab"):
            diary.save(DAY, version=None)
        assert diary.draft(MONDAY) == {"pain": 4}


def test_what_json_does_not_have_is_refused_and_the_older_form_stays(tmp_path: Path) -> None:
    with Diary.open(tmp_path) as diary:
        diary.keep_draft(MONDAY, {"pain": 4})
        with pytest.raises(TypeError):
            diary.keep_draft(MONDAY, {"date": MONDAY})
        with pytest.raises(ValueError, match="JSON"):
            diary.keep_draft(MONDAY, {"pain": float("nan")})
        assert diary.draft(MONDAY) == {"pain": 4}


def test_dropping_what_is_not_there_does_nothing(tmp_path: Path) -> None:
    with Diary.open(tmp_path, scratch="helps") as diary:
        diary.drop_draft(MONDAY)
        diary.keep_draft(MONDAY, {"pain": 4})
        diary.clear()
        assert diary.draft(MONDAY) is None
