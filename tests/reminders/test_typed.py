"""Lines typed from paper: what is written reads back the same, and nothing is guessed."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headache import HEADACHE
from mat_trial.language import LANGUAGES, speaking
from mat_trial.model import MOOD, PAIN, SHARE_OF_DAYS, SLEEP, Entry, PairsDesign
from mat_trial.protocol import make_plan
from mat_trial.reminders import TypedLine, list_changes, read_lines, write_example, write_line

NOW = dt.datetime(2027, 1, 9, 9, tzinfo=dt.UTC)
PLAN = make_plan(
    outcomes=(PAIN, SLEEP, MOOD),
    primary="pain",
    design=PairsDesign(period_days=2, cycles=7),
    start=dt.date(2027, 1, 4),
    seed=3,
    now=dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC),
)
DAY = PLAN.schedule[0]
SCORES = st.floats(0, 10) | st.integers(0, 10).map(float)
ANSWERS = st.none() | st.booleans()
ENTRIES = st.builds(
    Entry,
    date=st.just(DAY.date),
    condition=st.just(DAY.condition),
    scores=st.dictionaries(st.sampled_from(["pain", "sleep", "mood"]), SCORES, min_size=1),
    used_mat=ANSWERS,
    minutes=st.none() | st.floats(0, 30),
    rescue_medication=ANSWERS,
    skin_harm=ANSWERS,
    note=st.from_regex(r"([a-zé/'–-]+( [a-z0-9/]+)*)?", fullmatch=True),
    recorded_at=st.just(NOW),
)


def read(text: str, before: Entry | None = None) -> tuple[list[Entry], list[str]]:
    entries, problems = read_lines([TypedLine(day=DAY, text=text, before=before)], PLAN, now=NOW)
    return entries, list(map(str, problems))


@given(entry=ENTRIES, code=st.sampled_from(sorted(LANGUAGES)))
def test_what_is_written_reads_back_the_same(entry: Entry, code: str) -> None:
    # What has an exponent is written by no hand.
    entry = replace(entry, scores={name: round(s, 3) + 0.0 for name, s in entry.scores.items()})
    entry = replace(entry, minutes=entry.minutes and round(entry.minutes, 2))
    with speaking(code):
        text = write_line(entry, PLAN.outcomes)
        assert read(text) == ([entry], [])
        assert read(text, entry) == ([], [])
        assert read(f"  {text.upper()}  " if not entry.note else text)[0] == [entry]


@given(text=st.text(max_size=80) | st.text("0123456789.,-/ynYN ", max_size=40))
def test_a_line_is_read_in_full_or_refused_in_full(text: str) -> None:
    entries, problems = read(text)
    assert not (entries and problems)
    for problem in problems:
        assert problem.startswith("Monday 4 January")
        assert "Allowed: " in problem
    for entry in entries:
        assert entry.scores
        assert all(0 <= score <= 10 for score in entry.scores.values())
        assert entry.minutes is None or 0 <= entry.minutes <= 30


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4,5", "'4,5' is written with a comma"),
        ("11", "Pain: '11' is out of range. Allowed: 0 to 10, or -"),
        ("-1", "Pain: '-1' is out of range"),
        ("1e1", "Pain: '1e1' is not a number"),
        ("٥", "Pain: '٥' is not a number"),
        ("nan", "Pain: 'nan' is not a number"),
        ("5 6 7 1", "Mat used: '1' is neither yes nor no"),
        ("5 6 7 y n 31", "Minutes: '31' is out of range. Allowed: 0 to 30, or -. Never lie"),
        ("5 6 7 y n 20 n slept badly", "has 9 boxes. Allowed: 7 at most"),
        ("/ only a note", "has no score. Allowed: at least one of Pain, Sleep, Mood"),
    ],
)
def test_what_cannot_be_is_refused_and_never_cut_down(text: str, said: str) -> None:
    entries, (problem,) = read(text)
    assert entries == []
    assert said in problem


def test_one_wrong_line_keeps_all_from_being_taken() -> None:
    lines = [
        TypedLine(day=day, text=text, before=None)
        for day, text in zip(PLAN.schedule, ["5", "12 13", "", "4 5 6 maybe"], strict=False)
    ]
    entries, problems = read_lines(lines, PLAN, now=NOW)
    assert entries == []
    assert [problem.where for problem in problems] == [
        "Tuesday 5 January, Pain",
        "Tuesday 5 January, Sleep",
        "Thursday 7 January, Mat used",
    ]


@pytest.mark.parametrize("text", ["4,5", "4.5"])
def test_a_decimal_comma_is_taken_where_the_language_writes_one(text: str) -> None:
    with speaking("de"):
        ((entry,), problems) = read(text)
        assert (entry.scores["pain"], problems) == (4.5, [])
        assert write_line(entry, PLAN.outcomes).startswith("4,5")
        assert list_changes(None, entry, PLAN.outcomes)[0][1] == "4,5"
        assert read("4,5,1")[0] == []


def test_the_example_can_be_typed_as_it_stands() -> None:
    headache = replace(PAIN, name="headache", unit=SHARE_OF_DAYS, minimum=0, maximum=1)
    assert write_example((headache, *PLAN.outcomes)).split()[:5] == ["y", "6", "7", "5", "y"]
    assert read(write_example(PLAN.outcomes))[1] == []


@pytest.mark.parametrize("words", ["y n", "yes no", "ja nein", "Sí No", "J N", "s n"])
def test_yes_and_no_are_understood_in_every_language_of_the_app(words: str) -> None:
    ((entry,), _) = read(f"5 6 7 {words}")
    assert (entry.used_mat, entry.rescue_medication) == (True, False)


def test_a_corrected_day_keeps_what_the_line_does_not_say() -> None:
    before = Entry(
        date=DAY.date,
        scores={"pain": 5.0, "headache": 1.0},
        minutes=45,
        note="two\nlines",
        recorded_at=NOW - dt.timedelta(days=3),
    )
    ((after,), _) = read("4 - - - - 45 / two lines", before)
    assert after == replace(before, scores={"headache": 1.0, "pain": 4.0}, condition=DAY.condition)
    assert list_changes(before, after, PLAN.outcomes) == [("Pain", "5 → 4")]


def test_an_outcome_that_is_yes_or_no_is_typed_as_one() -> None:
    plan = replace(PLAN, outcomes=(PAIN, HEADACHE))
    line = TypedLine(day=DAY, text="5 y n", before=None)
    ((entry,), problems) = read_lines([line], plan, now=NOW)
    assert problems == []
    assert (entry.scores, entry.used_mat) == ({"pain": 5, "headache": 1}, False)
    assert write_line(entry, plan.outcomes) == "5 y n"
    assert ("Headache", "yes") in list_changes(None, entry, plan.outcomes)
    _, (problem,) = read_lines([replace(line, text="5 0.5")], plan, now=NOW)
    assert "Headache: '0.5' is neither yes nor no" in str(problem)
