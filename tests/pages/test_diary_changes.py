"""Days changed from the Diary page: one or many, with what stood there kept and told."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.language import LANGUAGES, speaking
from mat_trial.model import PAIN, Condition, Entry, Plan
from mat_trial.pages._diary_cells import list_fields, read_cells, write_cell
from mat_trial.pages._state import Bulk
from mat_trial.verdict import assess
from pages.journey import DAY, MONDAY, give_score, go_to, make_entry, read_errors, tap, unquote

StartApp = Callable[..., AppTest]


def read_tables(app: AppTest) -> str:
    return unquote("\n".join(str(table.value.to_dict()) for table in app.table))


def open_day(app: AppTest, day: dt.date) -> None:
    app.button(key=f"open_{day}").click().run()
    assert not app.exception


def type_into(app: AppTest, diary: Diary, typed: dict[dt.date, dict[str, str]]) -> None:
    """Type into the table of many days, which the test's browser does not draw."""
    there = {stored.entry.date: stored for stored in diary.stored_days()}
    stored = {day: there.get(day) for day in sorted({*there, *typed})}
    app.session_state["bulk_opened"] = Bulk(stored=stored, typed=typed, number=7)
    app.run()
    assert not app.exception


def test_a_score_is_taken_back_and_what_stood_there_is_told(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    app = start_app("diary", on=MONDAY + 5 * DAY)
    open_day(app, MONDAY)
    # The test's app goes back to its page with every tap; a browser stays where it was led.
    go_to(app, "today")
    give_score(app, "pain", None)  # type: ignore[arg-type] # a second tap
    tap(app, "Save")
    (entry,) = own_diary.entries()
    assert entry.scores == {}
    go_to(app, "diary")
    assert "Pain: 6 → –, changed on 9 January 2027 at" in read_tables(app)
    assert "◢\u00a0changed" in list(app.table[0].value["Entry"])


def test_a_day_changed_later_is_told_in_the_verdict(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    for number, day in enumerate(plan.schedule):
        own_diary.save(make_entry(day.date, number % 5), version=None)
    app = start_app("diary", on=plan.end)
    open_day(app, plan.schedule[-3].date)
    go_to(app, "today")
    give_score(app, "pain", 9)
    tap(app, "Save")
    verdict = assess(own_diary.entries(), plan=plan, outcome=PAIN)
    said = {caution.code: caution.message for caution in verdict.analysis.cautions}
    assert said["changed_entries"].startswith("1 of ")
    lines = {line.code for line in verdict.analysis.sensitivity}
    assert "without_changed" in lines


def test_a_diary_without_a_plan_is_written_day_by_day(
    start_app: StartApp, own_diary: Diary
) -> None:
    app = start_app("diary", on=MONDAY + 3 * DAY)
    app.date_input[0].set_value(MONDAY + 5 * DAY).run()
    tap(app, "Open this day")
    assert "is still to come" in read_errors(app)
    app.date_input[0].set_value(MONDAY).run()
    tap(app, "Open this day")
    fields = {field.label: field for field in app.text_input}
    fields["Kind of day (mat or no_mat)"].input("no mat")
    fields["Pain (0 to 10)"].input("11")
    fields["Mat used (yes or no)"].input("maybe")
    tap(app, "Save")
    said = read_errors(app)
    assert "Monday 4 January, Pain: '11' is out of range" in said
    assert "Monday 4 January, Mat used: 'maybe' is neither yes nor no" in said
    assert own_diary.entries() == []
    fields = {field.label: field for field in app.text_input}
    fields["Pain (0 to 10)"].input("4.5")
    fields["Mat used (yes or no)"].input("no")
    tap(app, "Save")
    (entry,) = own_diary.entries()
    assert (entry.condition, entry.scores, entry.used_mat) == (
        Condition.NO_MAT,
        {"pain": 4.5},
        False,
    )


def test_a_day_outside_the_plan_is_corrected_and_its_note_taken_back(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    before = plan.start - 2 * DAY
    own_diary.save(replace(make_entry(before, 6), note="*odd*"), version=None)
    app = start_app("diary", on=plan.start)
    open_day(app, before)
    fields = {field.label: field for field in app.text_input}
    assert fields["Note"].value == "*odd*"
    fields["Note"].input("")
    tap(app, "Save")
    assert own_diary.entries()[0].note == ""
    assert "Note: *odd* → –, changed on 4 January 2027" in read_tables(app)


def test_all_problems_of_many_days_are_told_at_once_and_nothing_is_saved(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    app = start_app("diary", on=MONDAY + 3 * DAY)
    tap(app, "Change many days at once")
    typed = {MONDAY: {"score pain": "11", "minutes": "31"}, MONDAY + DAY: {"note": "no score"}}
    type_into(app, own_diary, typed)
    said = read_errors(app)
    for part in ("4 January, Pain: '11'", "Minutes on the mat: '31'", "5 January: has no score"):
        assert part in said
    assert not [button for button in app.button if button.key == "bulk_save"]


def test_many_days_are_shown_before_they_are_saved_together(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    app = start_app("diary", on=MONDAY + 3 * DAY)
    type_into(app, own_diary, {MONDAY: {"score pain": ""}, MONDAY + DAY: {"score pain": "3"}})
    (table,) = (shown.value for shown in app.table if "Before" in shown.value)
    assert table.values.tolist() == [
        ["Mon\u00a04\u00a0Jan", "Pain", "6", "–"],
        ["Tue\u00a05\u00a0Jan", "Pain", "–", "3"],
    ]
    assert own_diary.entries() == [make_entry(MONDAY, 6)]
    tap(app, "Save 2 changed days")
    first, second = own_diary.entries()
    assert (first.scores, second.scores) == ({}, {"pain": 3})
    assert second.condition is plan.schedule[1].condition
    assert {change.source for change in own_diary.history()} == {"bulk"}


def test_a_table_that_another_window_made_outdated_saves_nothing_and_is_compared(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    app = start_app("diary", on=MONDAY + 3 * DAY)
    type_into(app, own_diary, {MONDAY: {"score pain": "3"}})
    own_diary.save(replace(make_entry(MONDAY, 7), note="there"), version=1)
    tap(app, "Save 1 changed day")
    assert "was changed in another tab or window" in read_errors(app)
    assert own_diary.entries()[0].scores == {"pain": 7}
    tap(app, "Compare with what is stored now")
    (table,) = (shown.value for shown in app.table if "Before" in shown.value)
    assert table.values.tolist() == [["Mon\u00a04\u00a0Jan", "Pain", "7", "3"]]
    tap(app, "Save 1 changed day")
    assert (own_diary.entries()[0].scores, own_diary.entries()[0].note) == ({"pain": 3}, "there")


@pytest.mark.parametrize(
    ("field", "text", "wrong"),
    [
        ("score pain", "4,5", "is written with a comma"),
        ("score pain", "nan", "is not a number"),
        ("score pain", "-1", "is out of range"),
        ("condition", "sofa", "is no kind of day"),
        ("skin_harm", "1", "is neither yes nor no"),
    ],
)
def test_a_cell_is_read_strictly(field: str, text: str, wrong: str) -> None:
    _entry, problems = read_cells(Entry(date=MONDAY), {field: text}, [PAIN])
    assert [problem.wrong.startswith(wrong) for problem in problems] == [True]


@pytest.mark.parametrize("text", ["4,5", "4.5"])
def test_a_decimal_comma_is_typed_and_shown_where_the_language_writes_one(text: str) -> None:
    with speaking("de"):
        entry, problems = read_cells(Entry(date=MONDAY), {"score pain": text}, [PAIN])
        assert (entry.scores, problems) == ({"pain": 4.5}, [])
        assert write_cell(entry, "score pain", [PAIN]) == "4,5"


@pytest.mark.parametrize("code", LANGUAGES)
def test_cells_left_alone_change_nothing_whatever_stands_there(code: str) -> None:
    odd = Entry(
        date=MONDAY,
        condition=Condition.MAT,
        scores={"pain": 12.345678901, "stress": 3.0},
        minutes=55.5,
        note="two\nlines ",
        skin_harm=False,
    )
    with speaking(code):
        cells = {field: write_cell(odd, field, [PAIN]) for field in list_fields(None, [PAIN])}
        assert read_cells(odd, cells, [PAIN]) == (odd, [])
