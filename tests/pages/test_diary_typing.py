"""A page of the paper diary, typed in on the Diary page."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.model import Plan
from pages.journey import DAY, MONDAY, go_to, make_entry, read_errors, tap, unquote

StartApp = Callable[..., AppTest]


def type_lines(app: AppTest, *lines: str) -> AppTest:
    """Type a page from its first day on, and have it checked."""
    fields = [field for field in app.text_input if str(field.key).startswith("typing_line_")]
    for field, line in zip(fields, lines, strict=False):
        field.set_value(line)
    return tap(app, "Check these days")


def read_card(app: AppTest) -> str:
    return unquote("\n".join(text.value for text in app.markdown)).replace("\u00a0", " ")


def test_a_page_is_read_back_then_saved_at_once_and_marked_late(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = start_app("diary", on=MONDAY + 3 * DAY)
    type_lines(app, "5 6 7 y n 12 n / slept *badly*", "4", "", "3 - 8 N")
    assert own_diary.entries() == []
    said = read_card(app)
    assert "Pain 5 · Sleep 6 · Mood 7 · Mat used yes · Painkillers no · Minutes 12" in said
    assert "Note slept *badly*" in said
    assert "Pain 3 · Sleep – · Mood 8 · Mat used no · Painkillers –" in said
    assert "2 days are more than a day ago, so they will be marked as late." in said
    tap(app, "Save 3 days")
    assert app.success[0].value == "3 days saved."
    first, second, fourth = own_diary.entries()
    assert (first.scores, first.minutes) == ({"pain": 5, "sleep": 6, "mood": 7}, 12)
    assert (first.note, first.condition) == ("slept *badly*", plan.schedule[0].condition)
    assert (second.scores, second.used_mat) == ({"pain": 4}, None)
    assert (fourth.date, fourth.used_mat) == (MONDAY + 3 * DAY, False)
    assert first.recorded_at is not None
    assert first.recorded_at.date() == MONDAY + 3 * DAY
    assert {change.source for change in own_diary.history()} <= {"bulk"}
    assert not [button for button in app.button if button.label.startswith("Save")]


def test_all_that_is_wrong_is_told_with_its_day_and_nothing_is_saved(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = start_app("diary", on=MONDAY + 4 * DAY)
    type_lines(app, "11 6 7 y", "5 6 7 y n 45 n", "5 6 7 perhaps", "- - -", "1 2 3 y n 5 n 4")
    said = read_errors(app)
    for part in (
        "Monday 4 January, Pain: '11' is out of range. Allowed: 0 to 10, or -",
        "Tuesday 5 January, Minutes: '45' is out of range. Allowed: 0 to 30, or -. Never lie",
        "Wednesday 6 January, Mat used: 'perhaps' is neither yes nor no",
        "Thursday 7 January: '- - -' has no score",
        "Friday 8 January: '1 2 3 y n 5 n 4' has 8 boxes. Allowed: 7 at most: Pain, Sleep, Mood",
    ):
        assert part in said
    assert not [button for button in app.button if button.label.startswith("Save")]
    assert own_diary.entries() == []


def test_what_stands_in_the_diary_is_shown_and_a_change_of_it_too(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    before = replace(make_entry(MONDAY, 6), note="two\nlines", minutes=45)
    own_diary.save(before, version=None)
    app = start_app("diary", on=MONDAY + DAY)
    (field, *_) = (field for field in app.text_input if str(field.key).startswith("typing_line_"))
    assert field.value == "6 - - - - 45 / two lines"
    type_lines(app, "4.5 - - - - 45 / two lines")
    assert "Mon 4 Jan: Pain 6 → 4.5\n" in read_card(app).replace("**", "") + "\n"
    tap(app, "Save 1 day")
    (after,) = own_diary.entries()
    assert replace(after, changed_at=None) == replace(
        before, scores={"pain": 4.5}, condition=plan.schedule[0].condition
    )
    type_lines(app, "")
    assert "Monday 4 January: is empty now, but stands in the diary" in read_errors(app)
    assert own_diary.entries() == [after]


def test_another_window_is_noticed_and_what_was_typed_stays(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = type_lines(start_app("diary", on=MONDAY + DAY), "5", "4")
    own_diary.save(make_entry(MONDAY, 9), version=None)
    tap(app, "Save 2 days")
    assert "4 January 2027" in read_errors(app)
    assert [entry.scores["pain"] for entry in own_diary.entries()] == [9]
    tap(app, "Compare with what is stored now")
    assert "Pain 9 → 5" in read_card(app)
    tap(app, "Save 2 days")
    assert [entry.scores["pain"] for entry in own_diary.entries()] == [5, 4]


def test_what_was_typed_outlasts_a_look_at_another_page(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = type_lines(start_app("diary", on=MONDAY + DAY), "5")
    own_diary.save(make_entry(MONDAY + DAY, 9), version=None)
    go_to(go_to(app, "today"), "diary")
    values = [field.value for field in app.text_input if str(field.key).startswith("typing_line_")]
    assert values == ["5", "9"]
    tap(app, "Save 1 day")
    assert [entry.scores["pain"] for entry in own_diary.entries()] == [5, 9]


def test_only_pages_and_days_that_have_come_are_offered(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = start_app("diary", on=MONDAY - DAY)
    assert not [field for field in app.text_input if str(field.key).startswith("typing_line_")]
    own_diary.save_many(
        [(make_entry(day.date, 5), None) for day in plan.schedule[:14]], at=dt.datetime.now(dt.UTC)
    )
    app = start_app("diary", on=MONDAY + 15 * DAY)
    page = app.selectbox(key="typing_page")
    assert page.options == ["Days 1 to 14: 4 Jan to 17 Jan", "Days 15 to 24: 18 Jan to 27 Jan"]
    assert page.value == 1
    fields = [field for field in app.text_input if str(field.key).startswith("typing_line_")]
    assert [field.value for field in fields] == ["", ""]
