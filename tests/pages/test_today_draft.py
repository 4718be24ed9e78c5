"""What was begun on Today stays: on another page, in another window, after another change."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary, LockedError
from mat_trial.errors import DiaryError
from mat_trial.model import Plan
from pages.journey import (
    DAY,
    MONDAY,
    answer,
    give_score,
    go_to,
    make_entry,
    read_errors,
    tap,
    use_mat,
)

StartApp = Callable[..., AppTest]
MAT_DAY = MONDAY + 2 * DAY


def read_scores(app: AppTest) -> list[object]:
    return [row.value for row in app.segmented_control if "score_" in str(row.key)]


@pytest.mark.parametrize("in_new_window", [True, False])
def test_what_was_begun_outlasts_a_page_change_and_a_new_window(
    start_app: StartApp,
    own_diary: Diary,
    plan: Plan,
    in_new_window: bool,  # noqa: FBT001 - pytest passes it by name
) -> None:
    own_diary.lock_plan(plan)
    app = start_app(on=MAT_DAY)
    give_score(app, "pain", 4)
    answer(app, "rescue_medication", said=False)
    app.text_input[0].set_value("hot *night*").run()
    assert own_diary.entries() == []
    go_to(app, "diary")
    app = start_app(on=MAT_DAY) if in_new_window else go_to(app, "today")
    assert read_scores(app) == [4, None, None]
    assert app.text_input[0].value == "hot *night*"
    tap(app, "Save")
    (entry,) = own_diary.entries()
    assert (entry.scores, entry.rescue_medication, entry.used_mat, entry.note) == (
        {"pain": 4.0},
        False,
        None,
        "hot *night*",
    )
    assert own_diary.draft(MAT_DAY) is None


@pytest.mark.parametrize(
    ("use", "typed", "stored"),
    [
        ("as_planned", None, (True, 10)),
        ("other", 4.0, (True, 4)),
        ("other", None, (True, None)),
        ("unused", None, (False, None)),
        (None, None, (None, None)),
    ],
)
def test_no_minutes_stand_in_the_diary_that_nobody_gave(
    start_app: StartApp,
    own_diary: Diary,
    plan: Plan,
    *,
    use: str | None,
    typed: float | None,
    stored: tuple[bool | None, float | None],
) -> None:
    own_diary.lock_plan(plan)
    app = start_app(on=MAT_DAY)
    assert not app.number_input
    give_score(app, "pain", 4)
    if use is not None:
        use_mat(app, use)
    assert len(app.number_input) == (use == "other")
    if typed is not None:
        app.number_input[0].set_value(typed)
    tap(app, "Save")
    (entry,) = own_diary.entries()
    assert (entry.used_mat, entry.minutes) == stored
    app = tap(start_app(on=MAT_DAY), "Correct today's entry")
    tap(app, "Save")
    assert own_diary.entries() == [entry]
    tap(app, "Correct today's entry")
    use_mat(app, "unused")
    tap(app, "Save")
    assert (own_diary.entries()[0].used_mat, own_diary.entries()[0].minutes) == (False, None)


@pytest.mark.parametrize("day", [MONDAY, MAT_DAY])
@pytest.mark.parametrize("used_mat", [True, False, None])
def test_what_a_file_says_of_the_mat_outlasts_a_correction(
    start_app: StartApp,
    own_diary: Diary,
    plan: Plan,
    day: dt.date,
    used_mat: bool | None,  # noqa: FBT001 - pytest passes it by name
) -> None:
    own_diary.lock_plan(plan)
    given = replace(make_entry(day, 6), minutes=45.0, used_mat=used_mat)
    own_diary.save(given, version=None)
    app = tap(start_app(on=day), "Correct today's entry")
    give_score(app, "pain", 3)
    tap(app, "Save")
    (entry,) = own_diary.entries()
    assert (entry.scores, entry.used_mat, entry.minutes) == ({"pain": 3.0}, used_mat, 45)


def test_a_day_is_begun_again_with_nothing_answered(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = start_app(on=MAT_DAY)
    assert "Start this day again" not in [button.label for button in app.button]
    give_score(app, "pain", 4)
    app.run()
    tap(app, "Start this day again")
    assert read_scores(app) == [None] * 3
    assert own_diary.draft(MAT_DAY) is None


def test_what_was_begun_before_another_windows_change_is_let_go_aloud(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    version = own_diary.save(make_entry(MONDAY, 6), version=None)
    app = tap(start_app(on=MONDAY), "Correct today's entry")
    own_diary.save(make_entry(MONDAY, 8), version=version)
    give_score(app, "pain", 2)
    app.run()
    app = tap(start_app(on=MONDAY), "Correct today's entry")
    assert "was changed in another window" in app.info[0].value
    assert read_scores(app)[0] == 8
    assert not read_errors(app)


def test_a_correction_that_is_left_leaves_no_draft(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    app = tap(start_app(on=MONDAY), "Correct today's entry")
    give_score(app, "pain", 3)
    app.run()
    tap(app, "Leave it as it was")
    app = tap(start_app(on=MONDAY), "Correct today's entry")
    assert read_scores(app)[0] == 6


def test_yesterday_is_offered_until_it_is_waved_away(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = tap(start_app(on=MONDAY + DAY), "Fill it in")
    assert any("An earlier day · Monday" in caption.value for caption in app.caption)
    assert not app.info
    said = [text.value for text in app.markdown]
    assert "In the questions, “today” means Monday 4 January." in said
    tap(app, "Leave it empty")
    tap(app, "Not now")
    for again in (app, start_app(on=MONDAY + DAY)):
        assert "Fill it in" not in [button.label for button in again.button]
        assert again.expander[-1].label == "1 earlier day is empty"
    app.button(key=f"missed_{MONDAY}").click().run()
    give_score(app, "pain", 5)
    tap(app, "Save")
    assert own_diary.entries()[0].date == MONDAY


@pytest.mark.parametrize("on", [MONDAY, MONDAY + 30 * DAY])
def test_no_day_outside_the_trial_is_offered(
    start_app: StartApp, own_diary: Diary, plan: Plan, on: dt.date
) -> None:
    own_diary.lock_plan(plan)
    assert "Fill it in" not in [button.label for button in start_app(on=on).button]


def test_answers_that_cannot_be_kept_are_told_and_can_be_saved(
    start_app: StartApp, own_diary: Diary, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **_named: object) -> None:
        raise DiaryError("The disk is full.")

    own_diary.lock_plan(plan)
    app = start_app(on=MAT_DAY)
    # Without a byte left, a new connection to the diary cannot even read.
    with monkeypatch.context() as full:
        for does in ("keep_draft", "draft", "save", "stored"):
            full.setattr(Diary, does, fail)
        give_score(app, "pain", 4)
        app.run()
        assert not app.exception
        (warning,) = app.warning
        assert "not kept until you save" in warning.value
        assert "The disk is full" in warning.value
        tap(app, "Save")
        assert "The disk is full." in read_errors(app)
        assert "Show what is stored now" not in [button.label for button in app.button]
        give_score(app, "sleep", 7)
        app.run()
    tap(app, "Save")
    assert own_diary.entries()[0].scores == {"pain": 4.0, "sleep": 7.0}


def test_a_diary_that_cannot_be_read_is_told_in_its_own_words(
    start_app: StartApp, own_diary: Diary, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LockedError("The diary is locked.")

    own_diary.lock_plan(plan)
    app = start_app(on=MAT_DAY)
    monkeypatch.setattr(Diary, "draft", fail)
    app.run()
    assert not app.exception
    assert "The diary is locked." in read_errors(app)
