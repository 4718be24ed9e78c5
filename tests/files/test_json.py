"""Diaries as JSON: what is read, and what is refused with which words."""

import datetime as dt

import pytest

from mat_trial.files.diary_file import read_diary
from mat_trial.model import Condition

DAY = '{"date": "2026-01-05", "condition": "mat", "pain": 4}'


def test_a_day_is_an_object_and_may_lack_keys() -> None:
    data = f'\ufeff [{DAY}, {{"Date": "2026-01-06", "condition": "no mat", "used_mat": false}}]'
    diary = read_diary(data.encode())
    assert "is the same column as" in str(diary.problems[0])
    data = data.replace("Date", "date")
    first, second = read_diary(data.encode()).entries
    assert (first.date, first.condition, dict(first.scores)) == (
        dt.date(2026, 1, 5),
        Condition.MAT,
        {"pain": 4.0},
    )
    assert (second.condition, dict(second.scores), second.used_mat) == ("no_mat", {}, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "diary.csv, line 1, character 2: cannot be read as JSON"),
        ("[" * 100_000, "holds brackets within brackets without end"),
        (f"[{DAY[:-1]}, {'[' * 400}{']' * 400}}}]", "cannot be read as JSON"),
        ("{}", "diary.csv: is no list of days"),
        ("[]", "has no column 'date'"),
        ("[4]", "diary.csv, row 1: is no object"),
        (f"[{DAY.replace('4', '[4]')}]", "diary.csv, row 1, pain: is a list or an object"),
        (f"[{DAY.replace('4', '1' + '0' * 5000)}]", "is not a finite number"),
        (f"[{DAY.replace('4', '1e999')}]", "diary.csv, row 1, pain: '1e999' is not a finite"),
        (f"[{DAY.replace('4', 'NaN')}]", "diary.csv, row 1, pain: 'NaN' is not a finite number"),
        (f"[{DAY.replace('4', 'true')}]", "diary.csv, row 1, pain: 'yes' is not a number"),
        (f"[{DAY}, {DAY}]", "diary.csv, row 2, date: '2026-01-05' is on row 1 already"),
        (f'[{DAY[:-1]}, "pain": 5}}]', "diary.csv, pain: stands there twice in one place"),
        (f'[{DAY[:-1]}, "note": "\\ud800"}}]', "row 1, note: holds a NUL character or half a"),
        (f'[{DAY[:-1]}, "note": "\\u0000"}}]', "row 1, note: holds a NUL character or half a"),
        (f'[{DAY[:-1]}, "\\udfff": 1}}]', "holds a NUL character or half a"),
        (f"[{DAY[:-1]}, {', '.join(f'{chr(34)}x{i}{chr(34)}: 1' for i in range(600))}}}]", "603"),
    ],
)
def test_what_is_no_diary_is_refused(text: str, said: str) -> None:
    diary = read_diary(text.encode())
    assert said in " ".join(map(str, diary.problems))
    assert diary.entries == []
