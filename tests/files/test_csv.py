"""Diary files: what is read, what is refused with which words, and what never happens."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from mat_trial.files import sources
from mat_trial.files.diary_csv import write_diary
from mat_trial.files.diary_file import read_diary
from mat_trial.model import PAIN, Better, Condition, Entry, Outcome

DAY = dt.date(2026, 1, 5)
GOOD = b"date,condition,pain\n2026-01-05,mat,4\n2026-01-06,no_mat,6.5\n"
GOOD_ENTRIES = [
    Entry(date=DAY, condition=Condition.MAT, scores={"pain": 4.0}),
    Entry(date=dt.date(2026, 1, 6), condition=Condition.NO_MAT, scores={"pain": 6.5}),
]
STIFFNESS = Outcome(
    name="stiffness", question="How stiff?", better=Better.LOWER, worthwhile=1, minimum=1
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(GOOD, id="comma"),
        pytest.param(GOOD.replace(b",", b";"), id="semicolon"),
        pytest.param(GOOD.replace(b",", b"\t"), id="tab"),
        pytest.param(b"\xef\xbb\xbf" + GOOD, id="byte order mark"),
        pytest.param(GOOD.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(GOOD.replace(b"\n", b"\r"), id="CR"),
        pytest.param(GOOD.rstrip(), id="no last line end"),
        pytest.param(GOOD.replace(b"\n", b"\n\n ,,\n"), id="blank lines"),
        pytest.param(b"\n\n" + GOOD, id="blank lines before the header"),
        pytest.param(GOOD.replace(b"date,condition,pain", b"DATE, Condition ,PAIN"), id="case"),
        pytest.param(
            GOOD.replace(b"mat,4", b" Mat , 4 ").replace(b"no_mat", b"No-MAT"), id="fold"
        ),
        pytest.param(GOOD.replace(b"no_mat", b"no mat"), id="space in a condition"),
        pytest.param(
            GOOD.replace(b"no_mat", b'"no_mat"').replace(b"pain", b'"pain"'), id="quoted"
        ),
        pytest.param(b"pain,condition,date\n6.5,no_mat,2026-01-06\n4,mat,2026-01-05", id="order"),
        pytest.param(
            GOOD.replace(b"pain", b"pain,").replace(b"4", b"4,").replace(b"6.5", b"6.5,"),
            id="a blank column",
        ),
    ],
)
def test_what_a_spreadsheet_may_do_to_a_file_changes_nothing(data: bytes) -> None:
    assert read_diary(data) == (GOOD_ENTRIES, [], [])


def test_every_column_is_read() -> None:
    data = (
        b"Person;Date;Condition;Pain;Morning stiffness;Used mat;Minutes;Rescue-Medication;Note;"
        b"Recorded at\n"
        b"ben;2026-01-05;mat;;1.5;;;;;\n"
        b'ann;2026-01-05;mat;4;-120;yes;45;No;" two\nlines; one ""note"" ";'
        b"2026-01-06T07:30+01:00\n"
    )
    berlin = dt.timezone(dt.timedelta(hours=1))
    assert read_diary(data).entries == [
        Entry(
            date=DAY,
            condition=Condition.MAT,
            scores={"pain": 4.0, "morning_stiffness": -120.0},
            used_mat=True,
            minutes=45.0,
            rescue_medication=False,
            note=' two\nlines; one "note" ',
            recorded_at=dt.datetime(2026, 1, 6, 7, 30, tzinfo=berlin),
            person="ann",
        ),
        Entry(date=DAY, condition=Condition.MAT, scores={"morning_stiffness": 1.5}, person="ben"),
    ]


def test_entries_come_sorted_by_person_and_date() -> None:
    rows = [b"b,2026-01-05,1", b"a,2026-01-06,2", b"b,2026-01-04,3", b"a,2026-01-05,4"]
    entries = read_diary(b"person,date,pain\n" + b"\n".join(rows), condition_needed=False).entries
    assert [entry.scores["pain"] for entry in entries] == [4, 2, 3, 1]


def test_a_time_without_a_zone_is_on_the_clock_of_this_machine() -> None:
    data = b"date,pain,recorded_at\n2026-07-05,4,2026-07-05 21:30\n"
    [entry] = read_diary(data, condition_needed=False).entries
    assert entry.recorded_at == dt.datetime(2026, 7, 5, 21, 30).astimezone()
    assert entry.recorded_at is not None
    assert entry.recorded_at.tzinfo is not None


def test_a_file_of_the_disk_is_called_by_its_name_or_as_told(tmp_path: Path) -> None:
    path = tmp_path / "winter.csv"
    path.write_bytes(GOOD)
    assert read_diary(path).entries == GOOD_ENTRIES
    path.write_bytes(GOOD.replace(b"6.5", b"12"))
    assert read_diary(path).problems[0].where == "winter.csv, line 3, pain"
    assert read_diary(path, name="upload").problems[0].where == "upload, line 3, pain"


HEAD = b"date,condition,pain\n"


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    where = (
        "Allowed: a diary as CSV, Parquet or JSON, text in UTF-8, of at most 200 MB. Check the "
        "name of the file and "
    )
    for path, sentence in {
        tmp_path: f"{tmp_path.name}: is a folder. {where}the folder it is in.",
        tmp_path / "no.csv": f"no.csv: is not there. {where}the folder it is in.",
        tmp_path / "a\0b": f"a\0b: is no name that a file can have. {where}the folder it is in.",
        tmp_path / ("a" * 300): (
            f"{'a' * 300}: cannot be opened (File name too long). {where}the folder it is in."
        ),
    }.items():
        assert [str(problem) for problem in read_diary(path).problems] == [sentence]


def test_a_file_of_endless_length_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MOST_MEGABYTES", 1)
    data = HEAD + b"\n" * 1_000_000
    [problem] = read_diary(data).problems
    assert str(problem).startswith("diary.csv: is larger than 1 MB. Allowed: ")
    path = tmp_path / "long.csv"
    path.write_bytes(data)
    monkeypatch.setattr(sources, "_explain_unreadable", None)
    assert read_diary(path).problems[0].wrong == problem.wrong


def test_a_file_of_endless_columns_or_broken_rows_is_refused_in_few_words() -> None:
    [wide] = read_diary(b"date" + b"," * 100_000 + b"\n").problems
    assert wide.wrong == "has 100001 columns"
    problems = read_diary(HEAD + b"a\n" * 200_000).problems
    assert [problem.where for problem in problems] == [
        "diary.csv, lines 2 to 10002",
        "diary.csv, line 10003",
    ]
    assert "reading stopped" in problems[1].wrong
    wrong = b"".join(b"2026-01-05,mat,x%d\n" % i for i in range(3000))
    told = read_diary(HEAD + wrong).problems
    assert len(told) == 1001
    assert told[-1].wrong == "has more problems than the 1000 told here"


def test_a_note_of_any_length_is_read() -> None:
    note = "long, " * 50_000
    [entry] = read_diary(write_diary([Entry(date=DAY, note=note)]), condition_needed=False).entries
    assert entry.note == note


def test_a_diary_with_a_plan_needs_no_conditions() -> None:
    plain = b"date,pain\n2026-01-05,4\n"
    assert len(read_diary(plain, condition_needed=False).entries) == 1
    blank = b"date,condition,pain\n2026-01-05,,4\n2026-01-06,matt,4\n"
    assert [str(problem) for problem in read_diary(blank, condition_needed=False).problems] == [
        "diary.csv, line 3, condition: 'matt' is no condition. Allowed: mat or no_mat, or blank. "
        "Did you mean 'mat'? Write mat for a day with the mat and no_mat for a day without."
    ]


def test_an_outcome_asked_for_brings_its_range() -> None:
    data = b"date,condition,stiffness,pain\n2026-01-05,mat,0,11\n2026-01-06,mat,99,4\n"
    wide = replace(PAIN, maximum=100)
    assert len(read_diary(data, outcomes={"stiffness": STIFFNESS}).problems) == 2
    assert [str(problem) for problem in read_diary(data, outcomes={"pain": wide}).problems] == []
    assert [
        str(problem)
        for problem in read_diary(data, outcomes={"pain": wide, "stiffness": STIFFNESS}).problems
    ] == [
        "diary.csv, line 2, stiffness: '0' is below 1. Allowed: 1 or more, or blank. "
        "Correct the score, or leave it blank if unknown."
    ]


def test_an_outcome_asked_for_must_be_there() -> None:
    data = b"date,condition,pian,minutes\n2026-01-05,mat,4,20\n"
    for asked, sentence in {
        "pain": "has no column 'pain'. Allowed: pian. Did you mean 'pian'? ",
        "minutes": "has no column 'minutes'. Allowed: pian. ",
    }.items():
        outcome = replace(PAIN, name=asked)
        assert [
            str(problem) for problem in read_diary(data, outcomes={asked: outcome}).problems
        ] == [
            f"diary.csv, line 1: {sentence}"
            "Choose a column of scores that is there, or correct its name."
        ]
    both = {"pain": PAIN, "pian": replace(PAIN, name="pian")}
    assert read_diary(data, outcomes=both).problems == []


def test_a_column_of_words_is_told_and_stops_nothing_unless_it_is_asked_for() -> None:
    data = b"date,condition,pain,Weather,empty\n2026-01-05,mat,4,wet,\n2026-01-06,mat,5,3,\n"
    entries, problems, ignored_columns = read_diary(data)
    assert [entry.scores for entry in entries] == [{"pain": 4.0}, {"pain": 5.0}]
    assert (problems, ignored_columns) == ([], ["Weather"])
    weather = replace(STIFFNESS, name="weather")
    assert [str(p) for p in read_diary(data, outcomes={"weather": weather}).problems] == [
        "diary.csv, line 2, Weather: 'wet' is not a number. Allowed: 1 or more, or blank. "
        "Correct the score, or leave it blank if unknown."
    ]


def test_minutes_above_those_advised_are_kept() -> None:
    [entry] = read_diary(b"date,condition,pain,minutes\n2026-01-05,mat,4,90\n").entries
    assert entry.minutes == 90


@pytest.mark.parametrize(
    ("file", "days", "persons", "outcome"),
    [
        ("hpi_sleep_quality.csv", 191, 10, "sleep"),
        ("melatonin_mood.csv", 70, 1, "mood_0_100"),
        ("crozier2005.csv", 24, 1, "disruptions"),
        ("lambert_disruptive.csv", 264, 9, "disruptive_intervals"),
    ],
)
def test_diaries_that_people_kept_are_read(
    shared: Path, file: str, days: int, persons: int, outcome: str
) -> None:
    entries, problems, ignored_columns = read_diary(shared / "data" / file)
    assert (problems, ignored_columns) == ([], [])
    assert len(entries) == days
    assert len({entry.person for entry in entries}) == persons
    assert all(set(entry.scores) == {outcome} and entry.condition for entry in entries)
