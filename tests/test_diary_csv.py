"""Diary files: what is read, what is refused with which words, and what never happens."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mat_trial.errors import DiaryError
from mat_trial.files import sources
from mat_trial.files.diary_csv import read_diary, write_diary
from mat_trial.files.names import FIXED_COLUMNS, fold_name
from mat_trial.model import PAIN, STANDARD_OUTCOMES, Better, Condition, Entry, Outcome

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
SCORE = "Allowed: 0 to 10, or blank. Correct the score, or leave it blank if unknown."
COMMA = "Write decimals with a point: 4.5, not 4,5."
MINUTES = "Allowed: 0 to 1440, or blank. Correct the minutes, or leave them blank if unknown."
DATE = "Allowed: a date such as 2026-01-31."
ISO = f"{DATE} Write the year first, then the month and the day, with hyphens."
CONDITION = (
    "Allowed: mat or no_mat. {}Write mat for a day with the mat and no_mat for a day without."
)
YES_NO = "Allowed: yes, no, or blank. {}Write yes or no, or leave it blank if unknown."
TIME = (
    "Allowed: an ISO time with its zone, such as 2026-01-31T21:30+01:00, or blank. "
    "Correct the time, or leave it blank."
)
TOO_MANY = (
    "Take out the comma too many, or put quotation marks around a cell that holds one; "
    "write decimals with a point."
)
QUOTES = (
    "has a quotation mark that is not closed where the cell ends. Allowed: a cell wholly in "
    'quotation marks, with "" for a mark inside it, or one without. Close the quotation mark or '
    "take it out."
)
ONCE = (
    "Allowed: every column once; case, spaces and hyphens do not count. Rename one of the two or "
    "take it out."
)
COLUMNS = (
    "Allowed: a column each for date, condition and at least one score such as pain, with commas, "
    "semicolons or tabs between them."
)
NO_CONDITION = "Call the column that holds it 'condition', or give the plan with the diary."
NO_SCORES = (
    "diary.csv, line 1: has no column of scores. Allowed: pain, sleep, mood, or any other column "
    "of numbers. {}Choose a column of scores that is there, or correct its name."
)
WORDS = (
    "is a column of words that a diary does not have. Allowed: date, condition, used_mat, "
    "minutes, rescue_medication, skin_harm, note, recorded_at, person, and columns of numbers."
)
CSV = (
    "Allowed: a CSV text file in UTF-8, of at most 200 MB. "
    "Save the diary as 'CSV UTF-8' and give that file."
)
NO_DAYS = (
    "diary.csv, line 1: is a header without any day below it. Allowed: a row for each day. "
    "Add the days, or give the file that holds them."
)

# The file, and every sentence it is refused with.
REFUSED = {
    "text score": (
        HEAD + b"2026-01-05,mat,bad\n",
        [f"diary.csv, line 2, pain: 'bad' is not a number. {SCORE}"],
    ),
    "scores out of range": (
        HEAD + b"2026-01-05,mat,11\n2026-01-06,mat,10\n2026-01-07,mat,-0.5\n2026-01-08,mat,0\n",
        [
            f"diary.csv, line 2, pain: '11' is above 10. {SCORE}",
            f"diary.csv, line 4, pain: '-0.5' is below 0. {SCORE}",
        ],
    ),
    "NaN and infinity": (
        HEAD + b"2026-01-05,mat,NaN\n2026-01-06,mat,-inf\n2026-01-07,mat,1e999\n",
        [
            f"diary.csv, line 2, pain: 'NaN' is not a finite number. {SCORE}",
            f"diary.csv, line 3, pain: '-inf' is not a finite number. {SCORE}",
            f"diary.csv, line 4, pain: '1e999' is not a finite number. {SCORE}",
        ],
    ),
    "NaN in a further outcome": (
        b"date,condition,stiffness\n2026-01-05,mat,4\n2026-01-06,mat,nan\n",
        [
            "diary.csv, line 3, stiffness: 'nan' is not a finite number. Allowed: a number, or "
            "blank. Correct the score, or leave it blank if unknown."
        ],
    ),
    "digits of another script": (
        HEAD + "2026-01-05,mat,٤\n".encode(),
        [f"diary.csv, line 2, pain: '٤' is not a number. {SCORE}"],
    ),
    "decimal comma": (
        b"date;condition;Pain;stiffness\n2026-01-05;mat;4,5;,5\n",
        [
            "diary.csv, line 2, Pain: '4,5' is written with a comma. Allowed: 0 to 10, or blank. "
            + COMMA,
            "diary.csv, line 2, stiffness: ',5' is written with a comma. Allowed: a number, or "
            f"blank. {COMMA}",
        ],
    ),
    "decimal comma among commas": (
        HEAD + b'2026-01-05,mat,4,5\n2026-01-06,mat,"4,5"\n',
        [
            "diary.csv, line 2: '2026-01-05,mat,4,5' has 4 cells. Allowed: 3, as in the header. "
            + TOO_MANY,
            "diary.csv, line 3, pain: '4,5' is written with a comma. Allowed: 0 to 10, or blank. "
            + COMMA,
        ],
    ),
    "unknown conditions": (
        HEAD + b"2026-01-05,Matt,4\n2026-01-06,yes,4\n2026-01-07,,4\n",
        [
            "diary.csv, line 2, condition: 'Matt' is no condition. "
            + CONDITION.format("Did you mean 'mat'? "),
            f"diary.csv, line 3, condition: 'yes' is no condition. {CONDITION.format('')}",
            "diary.csv, line 4, condition: is blank. Allowed: mat or no_mat. Write what the day "
            "was assigned to, or give the plan with the diary.",
        ],
    ),
    "the same mistake on many lines": (
        HEAD
        + b"".join(b"2026-01-%02d,%s,4\n" % (i, b"mat" if i == 3 else b"on") for i in range(1, 8)),
        [
            "diary.csv, lines 2, 3 and 5 to 8, condition: 'on' is no condition. "
            + CONDITION.format("")
        ],
    ),
    "dates": (
        HEAD
        + b"2026-02-30,mat,4\n05.01.2026,mat,4\n2026-1-5,mat,4\n,mat,4\n0000-01-01,mat,4\n"
        + b"2026-01-05T00:00,mat,4\n",
        [
            f"diary.csv, line 2, date: '2026-02-30' is no day of the calendar. {DATE} "
            "Correct the date.",
            f"diary.csv, line 3, date: '05.01.2026' is not written as year-month-day. {ISO}",
            f"diary.csv, line 4, date: '2026-1-5' is not written as year-month-day. {ISO}",
            f"diary.csv, line 5, date: is blank. {DATE} Fill in the day, or delete the row.",
            f"diary.csv, line 6, date: '0000-01-01' is no day of the calendar. {DATE} "
            "Correct the date.",
            "diary.csv, line 7, date: '2026-01-05T00:00' is not written as year-month-day. " + ISO,
        ],
    ),
    "two rows for one day": (
        HEAD + b"2026-01-05,mat,4\n2026-01-06,mat,4\n2026-01-05,mat,5\n",
        [
            "diary.csv, line 4, date: '2026-01-05' is on line 2 already. Allowed: one row a day "
            "for each person. Keep the row that is right and delete the other."
        ],
    ),
    "two rows for one day of one person among others": (
        b"person,date,condition,pain\n"
        b"a,2026-01-05,mat,4\nb,2026-01-05,mat,4\n a,2026-01-05,mat,4\n",
        [
            "diary.csv, line 4, date: '2026-01-05' is on line 2 already. Allowed: one row a day "
            "for each person. Keep the row that is right and delete the other."
        ],
    ),
    "ragged rows": (
        HEAD + b"2026-01-05,mat\n2026-01-06,mat,4,\n2026-01-07\n2026-01-08,mat,oops\n",
        [
            "diary.csv, line 2: '2026-01-05,mat' has 2 cells. Allowed: 3, as in the header. "
            "Put in the comma that is missing; it stands for a blank cell too.",
            "diary.csv, line 3: '2026-01-06,mat,4,' has 4 cells. Allowed: 3, as in the header. "
            + TOO_MANY,
            "diary.csv, line 4: '2026-01-07' has 1 cell. Allowed: 3, as in the header. "
            "Put in the comma that is missing; it stands for a blank cell too.",
            f"diary.csv, line 5, pain: 'oops' is not a number. {SCORE}",
        ],
    ),
    "broken quotation marks": (
        HEAD + b'2026-01-05,mat,"4" x\n2026-01-06,mat,y\n2026-01-07,mat,"4\n2026-01-08,mat,4\n',
        [
            f"diary.csv, line 2: {QUOTES}",
            f"diary.csv, line 3, pain: 'y' is not a number. {SCORE}",
            f"diary.csv, line 4: {QUOTES}",
        ],
    ),
    "broken quotation marks in the header": (
        b'date,"condition\n2026-01-05,mat,4\n',
        [f"diary.csv, line 1: {QUOTES}"],
    ),
    "lines counted through quoted line ends": (
        b'date,condition,pain,note\n2026-01-05,mat,4,"a\nb\r\nc\rd"\n2026-01-06,mat,x,ok\n',
        [f"diary.csv, line 6, pain: 'x' is not a number. {SCORE}"],
    ),
    "lines counted through blank lines": (
        b"\n" + HEAD + b"\n2026-01-06,mat,x\n",
        [f"diary.csv, line 4, pain: 'x' is not a number. {SCORE}"],
    ),
    "columns that are there twice": (
        b"date,Pain,condition,PAIN,used mat,Used-Mat\n2026-01-05,4,mat,4,yes,no\n",
        [
            f"diary.csv, line 1: 'PAIN' is the same column as 'Pain'. {ONCE}",
            f"diary.csv, line 1: 'Used-Mat' is the same column as 'used mat'. {ONCE}",
        ],
    ),
    "no date": (
        b"datum,condition,pain\n2026-01-05,mat,x\n",
        [
            f"diary.csv, line 1: has no column 'date'. {COLUMNS} Did you mean 'datum'? "
            "Call the column that holds it 'date'.",
            f"diary.csv, line 2, pain: 'x' is not a number. {SCORE}",
        ],
    ),
    "no condition": (
        b"date,pain,arm\n2026-01-05,4,mat\n",
        [f"diary.csv, line 1: has no column 'condition'. {COLUMNS} {NO_CONDITION}"],
    ),
    "no scores": (
        b"date,condition,pian\n2026-01-05,mat,bad\n",
        [NO_SCORES.format("Did you mean 'pian'? ")],
    ),
    "a filled column without a name": (
        b"date,condition,pain,\n2026-01-05,mat,4,x\n",
        [
            "diary.csv, line 1: has no name for column 4, which is filled in. Allowed: a name for "
            "every column. Name the column or clear it."
        ],
    ),
    "misspelt columns of words": (
        b"date,condition,pain,Notes,use_mat\n2026-01-05,mat,4,tired,yes\n",
        [
            f"diary.csv, line 1: 'Notes' {WORDS} Did you mean 'note'? Rename the column or take "
            "it out.",
            f"diary.csv, line 1: 'use_mat' {WORDS} Did you mean 'used_mat'? Rename the column or "
            "take it out.",
        ],
    ),
    "yes and no": (
        b"date,condition,pain,used_mat,rescue_medication\n2026-01-05,mat,4,yess,1\n",
        [
            "diary.csv, line 2, used_mat: 'yess' is neither yes nor no. "
            + YES_NO.format("Did you mean 'yes'? "),
            "diary.csv, line 2, rescue_medication: '1' is neither yes nor no. "
            + YES_NO.format(""),
        ],
    ),
    "minutes": (
        b"date,condition,pain,minutes\n2026-01-05,mat,4,-1\n2026-01-06,mat,4,lots\n"
        b"2026-01-07,mat,4,1441\n2026-01-08,mat,4,inf\n",
        [
            f"diary.csv, line 2, minutes: '-1' is below 0. {MINUTES}",
            f"diary.csv, line 3, minutes: 'lots' is not a number. {MINUTES}",
            f"diary.csv, line 4, minutes: '1441' is above 1440. {MINUTES}",
            f"diary.csv, line 5, minutes: 'inf' is not a finite number. {MINUTES}",
        ],
    ),
    "times": (
        b"date,condition,pain,recorded_at\n2026-01-05,mat,4,yesterday\n2026-01-06,mat,4,2026-01-06\n"
        b"2026-01-07,mat,4,2026-01-07T25:00Z\n2026-01-08,mat,4,0001-01-01T00:00+23:00\n",
        [
            f"diary.csv, line 2, recorded_at: 'yesterday' is no time. {TIME}",
            f"diary.csv, line 3, recorded_at: '2026-01-06' is no time. {TIME}",
            f"diary.csv, line 4, recorded_at: '2026-01-07T25:00Z' is no time. {TIME}",
            f"diary.csv, line 5, recorded_at: '0001-01-01T00:00+23:00' is no time. {TIME}",
        ],
    ),
    "a spreadsheet": (
        b"PK\x03\x04\x14\x00\x06",
        [
            "diary.csv: is no text: it holds NUL bytes, as spreadsheets and pictures do. " + CSV,
        ],
    ),
    "a picture": (
        b"\x89PNG\r\n\x1a\n",
        [f"diary.csv, line 1: cannot be read as UTF-8 text. {CSV}"],
    ),
    "UTF-16": (
        GOOD.decode().encode("utf-16"),
        [f"diary.csv: is written in UTF-16, not UTF-8. {CSV}"],
    ),
    "another encoding": (
        HEAD + "2026-01-05,mät,4\n2026-01-06,mat,4\n2026-01-07,mät,4\n".encode("latin-1"),
        [f"diary.csv, lines 2 and 4: cannot be read as UTF-8 text. {CSV}"],
    ),
    "nothing": (b"", [f"diary.csv: is empty. {CSV}"]),
    "a byte order mark and blanks": (b"\xef\xbb\xbf \n\n", [f"diary.csv: is empty. {CSV}"]),
    "only a header": (HEAD, [NO_DAYS]),
    "only delimiters": (
        b",,\n,,\n",
        [
            f"diary.csv, line 1: has no column 'date'. {COLUMNS} Call the column that holds it "
            "'date'.",
            f"diary.csv, line 1: has no column 'condition'. {COLUMNS} {NO_CONDITION}",
            NO_DAYS,
        ],
    ),
}


@pytest.mark.parametrize(("data", "sentences"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_is_refused_with_all_its_problems(data: bytes, sentences: list[str]) -> None:
    diary = read_diary(data)
    assert [str(problem) for problem in diary.problems] == sentences
    assert diary.entries == []


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    where = "Allowed: a CSV text file in UTF-8, of at most 200 MB. Check the name of the file and "
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
    assert read_diary(path).problems[0].wrong == problem.wrong


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


names = st.from_regex(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", fullmatch=True).filter(
    lambda name: fold_name(name) not in {fold_name(fixed) for fixed in FIXED_COLUMNS}
)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
numbers = st.floats(allow_nan=False, allow_infinity=False)
zones = st.timedeltas(dt.timedelta(hours=-23), dt.timedelta(hours=23)).map(dt.timezone)
times = st.datetimes(timezones=zones).filter(lambda time: 1 < time.year < 9999)


@st.composite
def diaries(draw: st.DrawFn) -> list[Entry]:
    persons = st.none() | texts.map(str.strip).filter(bool)
    outcomes = draw(st.lists(names, min_size=1, max_size=4, unique_by=fold_name))
    keys = draw(st.lists(st.tuples(persons, st.dates()), min_size=1, max_size=8, unique=True))
    entries = [
        Entry(
            date=date,
            condition=draw(st.none() | st.sampled_from(Condition)),
            scores={
                name: draw(st.floats(0, 10) if name in STANDARD_OUTCOMES else numbers)
                for name in outcomes
                if draw(st.booleans())
            },
            used_mat=draw(st.none() | st.booleans()),
            minutes=draw(st.none() | st.floats(0, 1440)),
            rescue_medication=draw(st.none() | st.booleans()),
            skin_harm=draw(st.none() | st.booleans()),
            note=draw(texts),
            recorded_at=draw(st.none() | times),
            person=person,
        )
        for person, date in keys
    ]
    return sorted(
        entries, key=lambda entry: (entry.person is not None, entry.person or "", entry.date)
    )


@given(diaries())
@example([Entry(date=DAY, scores={"pain": 0.1 + 0.2}, note=' "\r", \r\n;\t=1+1\n')])
@example([Entry(date=DAY, scores={"self": -0.0, "line": 1e-320, "exprs": 1e308})])
@example([Entry(date=DAY, note="a\rb")])
@example([Entry(date=DAY, note="\ufeff\x0b\x85\u2028")])
def test_a_diary_written_reads_as_it_was(entries: list[Entry]) -> None:
    assert read_diary(write_diary(entries), condition_needed=False) == (entries, [], [])


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
def test_what_csv_cannot_hold_is_not_written(entry: Entry) -> None:
    with pytest.raises(DiaryError):
        write_diary([entry])


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
