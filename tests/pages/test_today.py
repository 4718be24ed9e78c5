import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.model import Better, Condition, Outcome, Plan
from mat_trial.protocol import amend_plan
from pages.journey import (
    DAY,
    MONDAY,
    give_score,
    make_entry,
    read_errors,
    read_titles,
    tap,
    use_mat,
)

StartApp = Callable[..., AppTest]


def test_without_a_plan_the_first_page_says_what_this_is(start_app: StartApp) -> None:
    app = start_app()
    assert read_titles(app) == ["Does the mat help you?"]
    assert "Plan my trial" in [button.label for button in app.button]


def test_a_day_is_written_down_and_the_next_one_told(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = start_app(on=MONDAY)
    assert read_titles(app) == ["No-mat day — the same rest without the mat"]
    assert any("Lie down for 10 minutes" in text.value for text in app.markdown)
    give_score(app, "pain", 4)
    give_score(app, "sleep", 7)
    tap(app, "Save")
    (entry,) = own_diary.entries()
    assert entry.scores == {"pain": 4.0, "sleep": 7.0}
    assert entry.condition is Condition.NO_MAT
    assert entry.recorded_at is not None
    assert entry.recorded_at.date() == MONDAY
    assert [said.value for said in app.success] == ["Monday 4 January is saved. Left blank: mood."]
    assert [header.value for header in app.header] == ["Today is written down"]
    assert not app.segmented_control


def test_scores_start_empty_whatever_was_given_yesterday(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 9), version=None)
    app = start_app(on=MONDAY + DAY)
    assert [row.value for row in app.segmented_control] == [None] * 5


def test_without_any_score_nothing_is_saved(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = tap(start_app(), "Save")
    assert read_errors(app) == "Give at least one score, then save."
    assert own_diary.entries() == []


def test_a_missed_day_is_offered_and_an_old_one_told_to_be_late(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY + DAY, 5), version=None)
    app = start_app(on=MONDAY + 3 * DAY)
    assert app.expander[-1].label == "2 earlier days are empty"
    app.button(key=f"missed_{MONDAY}").click().run()
    assert "marked as late" in app.info[0].value
    give_score(app, "pain", 6)
    tap(app, "Save")
    stored = own_diary.stored(MONDAY)
    assert stored is not None
    assert stored.entry.scores == {"pain": 6.0}
    app.button(key=f"missed_{MONDAY + 2 * DAY}").click().run()
    assert not app.info


def test_a_correction_starts_from_what_is_stored_and_keeps_its_time(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(replace(make_entry(MONDAY, 6), note="hot night"), version=None)
    app = tap(start_app(on=MONDAY), "Correct today's entry")
    assert app.segmented_control[0].value == 6
    assert app.text_input[0].value == "hot night"
    give_score(app, "pain", 3)
    tap(app, "Save")
    (entry,) = own_diary.entries()
    assert entry.scores == {"pain": 3.0}
    assert entry.note == "hot night"
    assert entry.recorded_at == dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)


def test_a_half_point_from_a_file_outlasts_a_correction(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 4.5), version=None)
    app = tap(start_app(on=MONDAY), "Correct today's entry")
    assert app.segmented_control[0].value == 4.5
    tap(app, "Save")
    assert own_diary.entries()[0].scores == {"pain": 4.5}


def test_a_correction_can_be_left(start_app: StartApp, own_diary: Diary, plan: Plan) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    app = tap(start_app(on=MONDAY), "Correct today's entry")
    give_score(app, "pain", 3)
    tap(app, "Leave it as it was")
    assert own_diary.entries()[0].scores == {"pain": 6.0}
    assert not app.segmented_control


def test_an_outcome_of_another_scale_is_asked_as_a_number(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    steps = Outcome(
        name="steps", question="How many steps?", better=Better.HIGHER, worthwhile=500, minimum=0
    )
    stiffness = Outcome(
        name="stiffness",
        question="How stiff?",
        better=Better.LOWER,
        worthwhile=1,
        minimum=1,
        maximum=5,
    )
    own_diary.lock_plan(replace(plan, outcomes=(*plan.outcomes, steps, stiffness)))
    app = start_app(on=MONDAY)
    assert app.segmented_control[3].options == ["1 :small[best]", "2", "3", "4", "5 :small[worst]"]
    app.number_input[0].set_value(7210.0)
    tap(app, "Save")
    assert own_diary.entries()[0].scores == {"steps": 7210.0}


MAT_DAY = MONDAY + 2 * DAY


def test_minutes_over_thirty_are_refused_with_a_sentence_and_not_cut_down(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = start_app(on=MAT_DAY)
    give_score(app, "pain", 4)
    use_mat(app, "other")
    app.number_input[0].set_value(31.0)
    tap(app, "Save")
    assert read_errors(app).startswith("31 minutes cannot be: 0 to 30 at once.")
    assert own_diary.entries() == []
    app.number_input[0].set_value(30.0)
    tap(app, "Save")
    assert own_diary.entries()[0].minutes == 30


def test_minutes_that_a_file_brought_do_not_block_a_correction(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(replace(make_entry(MAT_DAY, 6), minutes=45), version=None)
    app = tap(start_app(on=MAT_DAY), "Correct today's entry")
    give_score(app, "pain", 3)
    tap(app, "Save")
    assert (own_diary.entries()[0].minutes, own_diary.entries()[0].scores["pain"]) == (45, 3)


def test_a_no_mat_day_asks_for_neither_minutes_nor_skin(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = start_app(on=MONDAY)
    assert not app.number_input
    assert not [row for row in app.segmented_control if "skin" in str(row.key)]


@pytest.mark.parametrize("is_hurt", [True, False])
def test_hurt_skin_shows_the_stop_rule_and_the_way_to_stop(
    start_app: StartApp,
    own_diary: Diary,
    plan: Plan,
    is_hurt: bool,  # noqa: FBT001 - pytest passes it by name
) -> None:
    own_diary.lock_plan(plan)
    app = start_app(on=MAT_DAY)
    give_score(app, "pain", 7)
    (skin,) = (row for row in app.segmented_control if "skin" in str(row.key))
    skin.set_value(is_hurt)
    tap(app, "Save")
    assert own_diary.entries()[0].skin_harm is is_hurt
    assert ("Your skin is hurt." in read_errors(app)) is is_hurt
    (cause,) = (row for row in app.radio if "language" not in str(row.key))
    assert cause.value == ("skin" if is_hurt else None)
    cause.set_value("skin")
    app.checkbox(key="stop_sure_0").check().run()
    tap(app, "Stop my trial")
    stopped = own_diary.plan()
    assert stopped is not None
    assert (stopped.stopped_on, stopped.amendments[0].cause) == (MAT_DAY, "skin")
    assert any("You stopped your trial today" in text.value for text in app.markdown)
    app = start_app(on=MAT_DAY + DAY)
    assert read_titles(app) == ["Your trial is over"]
    assert any("judged by the same rule" in text.value for text in app.markdown)


def test_a_pause_asks_nothing_and_the_days_go_on_after_it(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.import_entries(make_entry(day.date, 5) for day in plan.schedule[:2])
    at = dt.datetime(2027, 1, 6, 8, tzinfo=dt.UTC)
    own_diary.amend_plan(
        amend_plan(plan, kind="pause", date=MAT_DAY, days=7, reason="a trip", now=at)
    )
    app = start_app(on=MONDAY + DAY)
    assert any("Tomorrow your trial pauses" in text.value for text in app.markdown)
    app = start_app(on=MAT_DAY + 3 * DAY)
    assert read_titles(app) == ["Your trial pauses"]
    assert any("starts again on Wednesday 13 January" in text.value for text in app.markdown)
    assert not app.segmented_control
    app = start_app(on=MAT_DAY + 7 * DAY)
    assert read_titles(app) == ["Mat day — 10 minutes"]
    assert any("day 3 of 24" in caption.value for caption in app.caption)
    give_score(app, "pain", 4)
    tap(app, "Save")
    assert own_diary.entries()[-1].condition is Condition.MAT


def test_what_is_concealed_is_not_told_a_day_before(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(replace(plan, conceal=True))
    app = start_app(on=MONDAY - DAY)
    assert not any("No-mat day" in text.value for text in app.markdown)
    own_diary.import_entries(make_entry(MONDAY + number * DAY, 5) for number in (0, 1))
    app = start_app(on=MONDAY)
    assert any("Tomorrow: No-mat day" in text.value for text in app.markdown)
    app = start_app(on=MONDAY + DAY)
    assert any("tomorrow is shows tomorrow" in text.value for text in app.markdown)


def test_on_the_last_day_it_points_to_the_verdict(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.import_entries(make_entry(day.date, 5) for day in plan.schedule)
    app = start_app(on=plan.end - DAY)
    assert any("That was the last day" in text.value for text in app.markdown)


@pytest.mark.parametrize("there_before", [True, False])
def test_a_change_made_in_another_window_is_not_overwritten(
    start_app: StartApp,
    own_diary: Diary,
    plan: Plan,
    there_before: bool,  # noqa: FBT001 - pytest passes it by name
) -> None:
    own_diary.lock_plan(plan)
    version = own_diary.save(make_entry(MONDAY, 6), version=None) if there_before else None
    app = start_app(on=MONDAY)
    if there_before:
        tap(app, "Correct today's entry")
    own_diary.save(make_entry(MONDAY, 8), version=version)
    give_score(app, "pain", 2)
    tap(app, "Save")
    assert "changed in another tab or window" in read_errors(app)
    assert own_diary.entries()[0].scores == {"pain": 8.0}
    tap(app, "Show what is stored now")
    assert app.segmented_control[0].value == 8
    give_score(app, "pain", 2)
    tap(app, "Save")
    assert own_diary.entries()[0].scores == {"pain": 2.0}


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (MONDAY - 3 * DAY, "Your trial begins in 3 days"),
        (MONDAY - DAY, "Your trial begins tomorrow"),
        (MONDAY + 24 * DAY, "Your trial is over"),
    ],
)
def test_before_and_after_the_trial_nothing_is_asked(
    start_app: StartApp, own_diary: Diary, plan: Plan, day: dt.date, title: str
) -> None:
    own_diary.lock_plan(plan)
    app = start_app(on=day)
    assert read_titles(app) == [title]
    assert not app.segmented_control
