"""What comes of a trial: the decision beside the verdict, the look back, and another trial."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.model import Decision, Plan
from pages.journey import DAY, MONDAY, go_to, make_entry, read_errors, read_titles, tap

StartApp = Callable[..., AppTest]
DECISION = Decision(if_helps="keep it", if_not="give it away", if_unclear="go on")


def live_through(diary: Diary, plan: Plan) -> Plan:
    decided = replace(plan, decision=DECISION)
    diary.lock_plan(decided)
    for number, day in enumerate(decided.schedule):
        pain = 6.0 + number % 2 - 4.0 * (day.condition.value == "mat")
        diary.save(make_entry(day.date, pain), version=None)
    return decided


def read_said(app: AppTest) -> str:
    return "\n".join(text.value for text in (*app.markdown, *app.caption))


def test_the_decision_stands_beside_the_verdict(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    decided = live_through(own_diary, plan)
    said = read_said(start_app("verdict", on=decided.end))
    assert "What you decided before day one" in said
    assert "keep it" in said
    assert "give it away" not in said


@pytest.mark.usefixtures("quick_looks")
def test_a_decision_is_asked_for_and_locked(start_app: StartApp, own_diary: Diary) -> None:
    app = start_app("plan", on=MONDAY)
    app.checkbox(key="plan_read_all").check().run()
    tap(app, "Next")
    app.text_input(key="plan_complaint").set_value("my lower back")
    tap(tap(app, "Next"), "Next")
    app.text_input(key="plan_decide_not").set_value(" give it away ")
    tap(tap(app, "Next"), "Lock my plan")
    plan = own_diary.plan()
    assert plan is not None
    assert plan.decision == Decision(if_not="give it away")


def test_four_weeks_later_the_app_asks_once(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    decided = live_through(own_diary, plan)
    question = "Do you still use the mat?"
    assert question not in read_said(start_app(on=decided.end + 27 * DAY))
    app = start_app(on=decided.end + 28 * DAY)
    assert question in read_said(app)
    assert "Choose an answer first" in read_errors(tap(app, "Save"))
    app.segmented_control(key="follow_up_answer").set_value("sometimes")
    tap(app, "Save")
    answered = own_diary.follow_up()
    assert answered is not None
    assert answered.still_used == "sometimes"
    assert question not in read_said(app)
    assert "The mat is in use sometimes." in read_said(go_to(app, "verdict"))


def test_another_trial_begins_when_one_is_over_and_the_past_one_is_listed(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    decided = live_through(own_diary, plan)
    app = start_app("plan", on=decided.last_day)
    assert "Begin another trial" not in [button.label for button in app.button]
    app = tap(start_app("plan", on=decided.end), "Begin another trial")
    assert [trial.is_current for trial in own_diary.trials()] == [False, True]
    assert read_titles(app) == ["Is it safe for you?"]
    assert any("24 days written down" in button.label for button in app.button)
