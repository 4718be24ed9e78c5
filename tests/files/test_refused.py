"""Diary files in CSV: what is refused, and with which words."""

import pytest

from mat_trial.files.diary_file import read_diary

GOOD = b"date,condition,pain\n2026-01-05,mat,4\n2026-01-06,no_mat,6.5\n"
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
    "minutes, rescue_medication, skin_harm, note, recorded_at, changed_at, person, and columns "
    "of numbers."
)
CSV = (
    "Allowed: a diary as CSV, Parquet or JSON, text in UTF-8, of at most 200 MB. "
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
