"""Outcomes of the person's own: planned, refused with all reasons, asked every day, judged."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.model import SHARE_OF_DAYS, Better, Outcome
from pages.journey import DAY, MONDAY, answer, give_score, go_to, read_errors, tap, tick

StartApp = Callable[..., AppTest]
pytestmark = pytest.mark.usefixtures("quick_looks")


def come_to_questions(app: AppTest) -> AppTest:
    tap(tick(app, "I have read both lists"), "Next")
    app.text_input(key="plan_complaint").set_value("my neck")
    return app


def test_own_outcomes_are_planned_asked_and_shown_beside_the_verdict(
    start_app: StartApp, own_diary: Diary
) -> None:
    app = come_to_questions(start_app("plan", on=MONDAY - DAY))
    for _ in range(3):
        tap(app, "Add something of your own")
    assert "Add something of your own" not in [button.label for button in app.button]
    app.button(key="own_out_2").click().run()
    app.text_input(key="own_name_1").set_value("Morning stiffness")
    app.text_input(key="own_question_1").set_value("How stiff were you?")
    app.text_input(key="own_name_3").set_value("Headache")
    app.text_input(key="own_question_3").set_value("Any headache?")
    app.radio(key="own_kind_3").set_value("yes_no").run()
    assert app.number_input(key="own_worthwhile_3").label.startswith("In 10 days, how many fewer")
    app.number_input(key="own_worthwhile_3").set_value(2.0)
    for _ in range(3):
        tap(app, "Next")
    facts = app.get("html")
    assert any("headache down by 2 in 10 days" in str(fact.proto) for fact in facts)
    tap(app, "Lock my plan")
    plan = own_diary.plan()
    assert plan is not None
    assert plan.primary == "pain"
    assert plan.outcomes[3:] == (
        Outcome(
            name="morning_stiffness",
            question="How stiff were you?",
            better=Better.LOWER,
            worthwhile=1.0,
            minimum=0,
            maximum=10,
        ),
        Outcome(
            name="headache",
            question="Any headache?",
            unit=SHARE_OF_DAYS,
            better=Better.LOWER,
            worthwhile=0.2,
            minimum=0,
            maximum=1,
        ),
    )
    app = start_app(on=MONDAY)
    give_score(app, "morning_stiffness", 7)
    answer(app, "headache", said=True)
    tap(app, "Save")
    assert own_diary.entries()[0].scores == {"headache": 1.0, "morning_stiffness": 7.0}
    app = tap(start_app(on=MONDAY), "Correct today's entry")
    answer(app, "headache", said=False)
    tap(app, "Save")
    assert own_diary.entries()[0].scores["headache"] == 0.0
    go_to(app, "diary")


def test_all_that_is_wrong_with_own_outcomes_is_told_at_once(start_app: StartApp) -> None:
    app = come_to_questions(start_app("plan"))
    for name in ("Minutes", "sleep", "stress"):
        tap(app, "Add something of your own")
        number = len([field for field in app.text_input if "own_name" in str(field.key)])
        app.text_input(key=f"own_name_{number}").set_value(name)
    app.number_input(key="own_worthwhile_3").set_value(11.0)
    tap(app, "Next")
    said = read_errors(app)
    for part in (
        "'Minutes' is a name that the diary needs itself",
        "'sleep' is one of the three there are",
        "question about stress: is empty",
        "smallest change in stress that is worth it: '11' is not a change on this scale",
    ):
        assert part in said, said
    assert app.text_input(key="own_name_1").value == "Minutes"
