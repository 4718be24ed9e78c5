"""Several trials in one diary: a past one is read, and a new one begins from its plan."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from headache import HEADACHE
from mat_trial.diary import Diary
from mat_trial.model import (
    MOOD,
    PAIN,
    Better,
    Decision,
    MinutesRamp,
    Outcome,
    PairsDesign,
    Plan,
    Protocol,
    SafetyAnswers,
)
from mat_trial.protocol import make_plan
from pages.journey import DAY, MONDAY, go_to, make_entry, read_titles, tap

StartApp = Callable[..., AppTest]
HEAD_ACHE = replace(HEADACHE, name="head_ache")
OLD = make_plan(
    complaint="my *neck*",
    outcomes=(replace(PAIN, question="How sore?", worthwhile=1.5), MOOD, HEAD_ACHE),
    primary="pain",
    design=PairsDesign(period_days=4, cycles=4),
    start=MONDAY,
    seed=5,
    washout_days=1,
    conceal=True,
    protocol=Protocol(
        minutes=MinutesRamp(start_minutes=5, goal_minutes=15, ramp_days=4),
        no_mat_day="usual",
        body_area="neck",
        place="floor",
        cover="nothing",
        time_of_day="At noon",
    ),
    safety=SafetyAnswers(ask_first=("pregnancy",), doctor_agreed=True),
    expectation=7,
    decision=Decision(if_not="give it away"),
    now=dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC),
)
LATER = OLD.end + 28 * DAY


def live_through(diary: Diary, plan: Plan) -> None:
    diary.lock_plan(plan)
    for number, day in enumerate(plan.schedule):
        pain = 6.0 + number % 2 - 4.0 * (day.condition.value == "mat")
        diary.save(make_entry(day.date, pain), version=None)


def open_past(app: AppTest) -> AppTest:
    (label,) = (button.label for button in app.button if "days written down" in button.label)
    # A switch of pages within a tap is not followed by AppTest.
    return go_to(tap(app, label), "verdict")


def read_labels(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


@pytest.mark.usefixtures("quick_looks")
def test_a_new_trial_begins_from_the_old_plan(start_app: StartApp, own_diary: Diary) -> None:
    live_through(own_diary, OLD)
    app = tap(start_app("plan", on=LATER), "Begin another trial")
    assert "Safety, the first day and what you expect are asked anew." in app.success[0].value
    assert not any(box.value for box in app.checkbox)
    app.checkbox(key="plan_read_all").check().run()
    for _step in range(4):
        tap(app, "Next")
        assert not app.warning
    tap(app, "Lock my plan")
    new = own_diary.plan()
    assert new is not None
    assert [trial.is_current for trial in own_diary.trials()] == [False, True]
    assert new == replace(
        OLD,
        seed=new.seed,
        schedule=new.schedule,
        safety=SafetyAnswers(),
        expectation=None,
        created_at=new.created_at,
        locked_at=new.locked_at,
    )
    assert new.start == LATER + DAY


def test_a_past_trial_is_read_and_not_written(start_app: StartApp, own_diary: Diary) -> None:
    live_through(own_diary, OLD)
    assert own_diary.begin_trial(today=OLD.end) == 2
    app = open_past(start_app("plan", on=LATER))
    said = "\n".join(text.value for text in (*app.markdown, *app.caption))
    assert "This is a past trial, from 4 January 2027 to 4 February 2027." in said
    assert "the mat lowered your pain" in read_titles(app)[0]
    assert "give it away" not in said
    assert {button.proto.label for button in app.get("download_button")} >= {"Report as PDF"}

    go_to(app, "diary")
    assert read_titles(app) == ["Diary"]
    assert "Open this day" not in read_labels(app)
    assert not app.get("file_uploader")
    assert not app.text_area

    go_to(app, "plan")
    assert read_titles(app) == ["Your plan"]
    assert read_labels(app) == {"Back to the present one", "Begin my new plan from this one"}
    assert not app.text_area

    go_to(app, "today")
    assert read_titles(app) == ["my *neck*"]
    app.segmented_control(key="follow_up_answer").set_value("no")
    tap(app, "Save")
    with Diary.open(own_diary.path.parent, trial=1) as past:
        answered = past.follow_up()
    assert answered is not None
    assert answered.still_used == "no"
    assert own_diary.follow_up() is None
    assert read_titles(tap(app, "Back to the present one")) == ["Does the mat help you?"]


def test_a_plan_to_be_made_can_begin_from_any_past_one(
    start_app: StartApp, own_diary: Diary
) -> None:
    live_through(own_diary, OLD)
    own_diary.begin_trial(today=OLD.end)
    app = go_to(open_past(start_app("plan", on=LATER)), "plan")
    tap(app, "Begin my new plan from this one")
    assert read_titles(app) == ["Is it safe for you?"]
    app.checkbox(key="plan_read_all").check().run()
    assert tap(app, "Next").text_input(key="plan_complaint").value == "my *neck*"


def test_past_days_without_a_plan_are_read_too(start_app: StartApp, own_diary: Diary) -> None:
    own_diary.import_entries([make_entry(MONDAY, 5.0)])
    own_diary.begin_trial(today=MONDAY + DAY)
    app = start_app("plan", on=LATER)
    (label,) = (button.label for button in app.button if "written down" in button.label)
    go_to(tap(app, label), "verdict")
    assert read_titles(app) == ["It is too early for a verdict."]
    assert read_titles(go_to(app, "plan")) == ["These days had no plan"]
    assert read_titles(go_to(app, "today")) == ["Days without a plan"]


@pytest.mark.usefixtures("quick_looks")
def test_the_verdict_may_be_about_something_of_ones_own(
    start_app: StartApp, own_diary: Diary
) -> None:
    stress = Outcome(
        name="stress",
        question="How bad?",
        better=Better.LOWER,
        worthwhile=2,
        minimum=0,
        maximum=10,
    )
    old = replace(OLD, outcomes=(PAIN, HEAD_ACHE, stress), primary="stress", washout_days=0)
    live_through(own_diary, old)
    app = tap(start_app("plan", on=LATER), "Begin another trial")
    app.checkbox(key="plan_read_all").check().run()
    tap(app, "Next")
    asked = app.radio(key="plan_primary")
    assert asked.options == ["Pain", "Stress"]
    for _step in range(3):
        tap(app, "Next")
    tap(app, "Lock my plan")
    new = own_diary.plan()
    assert new is not None
    assert (new.primary, new.primary_outcome) == ("stress", stress)
