"""The planner on the Plan page: all plans side by side, from the person's own days."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from pages.journey import DAY, MONDAY, make_entry, tap, tick, unquote

StartApp = Callable[..., AppTest]
WEEK = (5, 6, 4, 5, 7, 5, 6, 3)


@pytest.fixture
def open_days(start_app: StartApp) -> Callable[[], AppTest]:
    """Answer the questions up to the step that asks for the days."""

    def start() -> AppTest:
        app = tap(tick(start_app("plan", on=MONDAY), "I have read both lists"), "Next")
        app.text_input(key="plan_complaint").set_value("my lower back")
        return tap(tap(app, "Next"), "Next")

    return start


def read(app: AppTest) -> str:
    return unquote("\n".join(text.value for text in app.markdown))


def write_week(diary: Diary) -> None:
    for number, pain in enumerate(WEEK):
        diary.save(make_entry(MONDAY - (8 - number) * DAY, pain), version=None)


def test_the_recommended_plan_stands_first_with_its_cost(
    open_days: Callable[[], AppTest],
) -> None:
    app = open_days()
    assert "Recommended: 14 pairs of 2 days." in read(app)
    assert "You switch about 21 times and have 28 mat days." in read(app)
    # It is the plan that is asked for already.
    assert "Take this plan" not in [button.label for button in app.button]
    assert "Your plan as it stands" not in read(app)


def test_more_days_give_another_plan_which_can_be_taken(
    open_days: Callable[[], AppTest],
) -> None:
    app = open_days()
    app.segmented_control(key="power_days").set_value(84).run()
    assert "Recommended: 21 pairs of 2 days." in read(app)
    assert "Your plan as it stands, 14 pairs of 2 days: finds it in 4 of 5 trials" in read(app)
    tap(app, "Take this plan")
    assert app.number_input(key="plan_cycles").value == 21
    assert app.number_input(key="plan_period_days").value == 2
    assert "Your plan as it stands" not in read(app)


def test_the_worth_asked_for_before_is_what_is_looked_for(
    start_app: StartApp,
) -> None:
    app = tap(tick(start_app("plan", on=MONDAY), "I have read both lists"), "Next")
    app.text_input(key="plan_complaint").set_value("my lower back")
    app.number_input(key="plan_pain_worthwhile").set_value(2.0)
    tap(tap(app, "Next"), "Next")
    assert "A benefit of 2 points is found in nearly all trials" in read(app)


def test_days_that_vary_more_find_less(open_days: Callable[[], AppTest]) -> None:
    app = open_days()
    spread, _ = app.slider
    spread.set_value(3.0).run()
    assert not app.exception
    assert "That leaves much to luck. More days find more." in read(app)


def test_days_without_the_mat_in_the_diary_size_the_plan(
    open_days: Callable[[], AppTest], own_diary: Diary
) -> None:
    write_week(own_diary)
    app = open_days()
    assert "From your 8 days without the mat" in read(app)
    assert "So few days say little" in read(app)
    assert app.slider[0].value != 1.5


def test_too_few_days_are_told_and_the_usual_is_taken(
    open_days: Callable[[], AppTest], own_diary: Diary
) -> None:
    own_diary.save(make_entry(MONDAY - DAY, 5), version=None)
    app = open_days()
    assert "1 scored day without the mat is too little" in read(app)
    assert [slider.value for slider in app.slider] == [1.5, 0.3]


def test_how_soon_the_verdict_may_come_is_worked_out_when_asked(
    open_days: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch, quick_looks: None
) -> None:
    app = open_days()
    assert "your verdict comes after" not in read(app)
    tap(app, "How soon may the verdict of my plan come?")
    assert "If the mat does nothing, your verdict comes after" in read(app)
    assert "If it does 2 points of good, after" in read(app)
    # Another plan is another question.
    app.number_input(key="plan_cycles").set_value(10).run()
    assert "your verdict comes after" not in read(app)


def test_a_design_that_cannot_be_is_told_without_a_comparison_with_it(
    open_days: Callable[[], AppTest],
) -> None:
    app = open_days()
    app.number_input(key="plan_cycles").set_value(1).run()
    assert not app.exception
    assert "Your plan as it stands" not in read(app)
    assert "Recommended:" in read(app)


@pytest.mark.parametrize("kind", ["days", "change_points", "fixed"])
def test_each_kind_of_plan_stands_beside_the_recommended_one(
    kind: str, open_days: Callable[[], AppTest]
) -> None:
    app = open_days()
    app.radio(key="plan_kind").set_value(kind).run()
    assert not app.exception
    assert "Your plan as it stands" in read(app)
    tap(app, "Take this plan")
    assert app.radio(key="plan_kind").value == "pairs"
    assert (app.number_input(key="plan_cycles").value) == 14
