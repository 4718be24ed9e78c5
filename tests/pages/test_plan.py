from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.model import (
    ChangePointsDesign,
    Condition,
    DaysDesign,
    Design,
    FixedDesign,
    Look,
    PairsDesign,
    Plan,
)
from mat_trial.protocol import plan_digest
from pages.journey import (
    DAY,
    MONDAY,
    go_to,
    make_entry,
    open_tables,
    read_errors,
    read_titles,
    tap,
    tick,
    unquote,
)

StartApp = Callable[..., AppTest]
pytestmark = pytest.mark.usefixtures("quick_looks")


def pass_safety(app: AppTest) -> AppTest:
    return tap(tick(app, "I have read both lists"), "Next")


def say_what_hurts(app: AppTest) -> AppTest:
    app.text_input(key="plan_complaint").set_value("my lower back")
    return tap(app, "Next")


def test_a_plan_is_made_locked_and_never_redrawn(start_app: StartApp, own_diary: Diary) -> None:
    app = say_what_hurts(pass_safety(start_app("plan", on=MONDAY)))
    tap(app, "Next")
    app.number_input(key="plan_cycles").set_value(10)
    app.segmented_control(key="plan_expectation").set_value(7)
    tap(app, "Next")
    assert read_titles(app) == ["Look it over, then lock it"]
    tap(app, "Lock my plan")
    plan = own_diary.plan()
    assert plan is not None
    assert plan.complaint == "my lower back"
    assert plan.design == PairsDesign(period_days=2, cycles=10)
    assert plan.expectation == 7
    assert plan.start == MONDAY + DAY
    assert [outcome.name for outcome in plan.outcomes] == ["pain", "sleep", "mood"]
    assert read_titles(app) == ["Your plan"]
    assert [look.day for look in plan.looks] == [*range(11, 41)]
    assert [button.label for button in app.button] == ["Go to today", "Add the note"]
    assert own_diary.plan() == plan


def test_a_stop_item_ends_it(start_app: StartApp) -> None:
    app = tick(start_app("plan"), "I have an open wound")
    assert "Please do not use the mat." in read_errors(app)
    assert not app.button


def test_an_item_to_ask_about_needs_the_doctors_word(start_app: StartApp) -> None:
    app = tick(start_app("plan"), "I am or may be pregnant")
    pass_safety(app)
    assert read_titles(app) == ["Is it safe for you?"]
    assert "needs a doctor's word first" in read_errors(app)
    tap(tick(app, "I have asked a doctor and they agreed"), "Next")
    assert read_titles(app) == ["What hurts?"]


def test_the_lists_must_be_read(start_app: StartApp) -> None:
    app = tap(start_app("plan"), "Next")
    assert "Read both lists" in read_errors(app)
    assert read_titles(app) == ["Is it safe for you?"]


def test_forty_minutes_are_refused_with_a_sentence_and_not_cut_down(start_app: StartApp) -> None:
    app = say_what_hurts(pass_safety(start_app("plan")))
    app.number_input(key="plan_goal_minutes").set_value(40)
    tap(app, "Next")
    assert read_titles(app) == ["A mat day and a no-mat day"]
    assert app.number_input(key="plan_goal_minutes").value == 40
    assert "'40' is more than is safe at once" in read_errors(app)


def test_all_that_is_wrong_with_a_step_is_told_at_once(start_app: StartApp) -> None:
    app = pass_safety(start_app("plan"))
    app.text_input(key="plan_pain_question").set_value(" ")
    app.number_input(key="plan_pain_worthwhile").set_value(-1.0)
    tap(app, "Next")
    said = read_errors(app)
    for part in ("what hurts: is empty", "question about pain: is empty", "'−1' is not a change"):
        assert part in said


def test_a_start_in_the_past_and_an_impossible_design_are_refused(start_app: StartApp) -> None:
    app = tap(say_what_hurts(pass_safety(start_app("plan", on=MONDAY))), "Next")
    app.date_input(key="plan_start").set_value(MONDAY - DAY)
    app.number_input(key="plan_cycles").set_value(1)
    tap(app, "Next")
    said = read_errors(app)
    assert "first day: '2027-01-03' has gone by" in said
    assert "cycles: '1' is not a number of cycles that can be used" in said


def test_too_few_pairs_are_told_before_day_one(start_app: StartApp) -> None:
    app = tap(say_what_hurts(pass_safety(start_app("plan"))), "Next")
    app.number_input(key="plan_cycles").set_value(5).run()
    assert any("never come below p = 0.062" in text.value for text in app.markdown)
    app.number_input(key="plan_cycles").set_value(6).run()
    assert not any("never come below" in text.value for text in app.markdown)


def test_the_best_design_stands_first(start_app: StartApp) -> None:
    app = tap(say_what_hurts(pass_safety(start_app("plan"))), "Next")
    kind = app.radio(key="plan_kind")
    assert kind.value == "pairs"
    assert kind.options[0] == "Short pairs (recommended)"
    assert len(kind.options) == 4


@pytest.mark.parametrize(
    ("kind", "truth", "design"),
    [
        ("pairs", "find more", PairsDesign(period_days=2, cycles=14)),
        ("days", "lasts into the next day", DaysDesign(days=56)),
        ("change_points", "Long blocks find less", ChangePointsDesign(days=56)),
        ("fixed", "Blocks find less", FixedDesign(phases=4, phase_days=14)),
    ],
)
def test_each_design_is_offered_with_the_truth_about_it(
    kind: str, truth: str, design: Design, start_app: StartApp, own_diary: Diary
) -> None:
    app = say_what_hurts(pass_safety(start_app("plan")))
    app.radio(key="plan_no_mat_day").set_value("usual")
    tap(app, "Next")
    app.radio(key="plan_kind").set_value(kind).run()
    assert any(truth in text.value for text in app.markdown)
    tap(tap(app, "Next"), "Lock my plan")
    plan = own_diary.plan()
    assert plan is not None
    assert plan.design == design
    assert plan.protocol.no_mat_day == "usual"
    app = start_app(on=plan.start)
    first = plan.schedule[0].condition
    said = "Mat day — 10 minutes" if first is Condition.MAT else "No-mat day — your usual day"
    assert read_titles(app) == [said]


def test_the_first_day_of_a_verdict_is_told_and_looking_early_can_be_left(
    start_app: StartApp, own_diary: Diary
) -> None:
    app = tap(say_what_hurts(pass_safety(start_app("plan"))), "Next")
    told = "as early as day 11; the plan fixes when, so that looking does not fool you."
    assert any(told in caption.value for caption in app.caption)
    app.checkbox(key="plan_look_early").uncheck().run()
    assert not any("as early as" in caption.value for caption in app.caption)
    tap(tap(app, "Next"), "Lock my plan")
    plan = own_diary.plan()
    assert plan is not None
    assert plan.looks == (Look(day=56, boundary=0.95),)


def test_blocks_that_nobody_draws_have_one_look(start_app: StartApp, own_diary: Diary) -> None:
    app = tap(say_what_hurts(pass_safety(start_app("plan"))), "Next")
    app.radio(key="plan_kind").set_value("fixed").run()
    assert "plan_look_early" not in [box.key for box in app.checkbox]
    tap(tap(app, "Next"), "Lock my plan")
    plan = own_diary.plan()
    assert plan is not None
    assert len(plan.looks) == 1


def test_days_to_come_are_kept_from_view_if_wished(start_app: StartApp, own_diary: Diary) -> None:
    app = tap(say_what_hurts(pass_safety(start_app("plan", on=MONDAY))), "Next")
    app.checkbox(key="plan_conceal").check()
    tap(tap(app, "Next"), "Lock my plan")
    plan = own_diary.plan()
    assert plan is not None
    assert plan.conceal
    assert not app.get("vega_lite_chart")
    assert "begins with" not in app.get("html")[-2].proto.body
    assert any("holds all days" in caption.value for caption in app.caption)
    app = start_app("plan", on=plan.start + DAY)
    (calendar,) = open_tables(app).table
    assert len(calendar.value) == 2


def amend(app: AppTest, kind: str, **fields: Any) -> AppTest:
    for field, value in fields.items():
        (widget,) = (
            widget
            for widget in (
                *app.text_input,
                *app.number_input,
                *app.date_input,
                *app.radio,
                *app.checkbox,
            )
            if str(widget.key).startswith(f"{kind}_{field}_")
        )
        widget.set_value(value)
    app.run()
    app.button(key=f"{kind}_go").click().run()
    assert not app.exception
    return app


def test_a_pause_puts_the_days_off_and_is_listed(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = start_app("plan", on=MONDAY + 4 * DAY)
    assert "pause_go" not in [button.key for button in app.button]
    amend(app, "pause", days=10, reason="a *trip*", sure=True)
    paused = own_diary.plan()
    assert paused is not None
    assert paused.schedule[4].date == MONDAY + 14 * DAY
    assert paused.schedule[4].condition is plan.schedule[4].condition
    said = "Friday 8 January: paused for 10 days from Friday 8 January: a *trip*"
    assert any(said in unquote(text.value) for text in app.markdown)
    assert app.code[0].value == plan_digest(paused)


def test_a_pause_that_cannot_be_is_refused_with_all_reasons(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 5), version=None)
    app = start_app("plan", on=MONDAY)
    amend(app, "pause", days=100, sure=True)
    said = read_errors(app)
    assert "amendment 1: says no reason" in said
    assert "'100' is not a number of days to pause for" in said
    amend(app, "pause", days=3, date=MONDAY, reason="a cold")
    assert "2027-01-04 is written down already" in read_errors(app)
    assert own_diary.plan() == plan
    amend(app, "pause", date=MONDAY + DAY)
    amended = own_diary.plan()
    assert amended is not None
    assert amended.schedule[1].date == MONDAY + 4 * DAY


def test_a_note_is_added_to_the_plan(start_app: StartApp, own_diary: Diary, plan: Plan) -> None:
    own_diary.lock_plan(plan)
    app = start_app("plan", on=plan.end + 5 * DAY)
    assert [box.key for box in app.expander if "amend" in str(box.key)] == ["amend_note"]
    amend(app, "note", reason="new tablets", date=MONDAY)
    noted = own_diary.plan()
    assert noted is not None
    assert (noted.amendments[0].kind, noted.amendments[0].date) == ("note", MONDAY)
    assert app.text_input(key="note_reason_1").value == ""
    assert {str(button.key) for button in app.button} & {"pause_go", "stop_go"} == set()


def test_a_stop_asks_why_and_is_confirmed(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = start_app("plan", on=MONDAY + 5 * DAY)
    assert "stop_go" not in [button.key for button in app.button]
    amend(app, "stop", cause="other", sure=True)
    assert "amendment 1: says no reason" in read_errors(app)
    amend(app, "stop", reason="I move house")
    stopped = own_diary.plan()
    assert stopped is not None
    assert stopped.stopped_on == MONDAY + 5 * DAY
    assert "stop_sure_1" not in [box.key for box in app.checkbox]
    app = start_app(on=MONDAY + 6 * DAY)
    assert read_titles(app) == ["Your trial is over"]


def test_all_numbers_of_a_design_are_checked_at_once(start_app: StartApp) -> None:
    app = tap(say_what_hurts(pass_safety(start_app("plan"))), "Next")
    app.radio(key="plan_kind").set_value("days").run()
    app.number_input(key="plan_total_days").set_value(57)
    app.number_input(key="plan_max_run").set_value(1)
    tap(app, "Next")
    said = read_errors(app)
    assert "days: '57' is not an even number" in said
    assert "most days in a row: '1' is not a limit" in said


def test_a_washout_longer_than_the_shortest_stretch_is_refused(start_app: StartApp) -> None:
    app = tap(say_what_hurts(pass_safety(start_app("plan"))), "Next")
    app.radio(key="plan_kind").set_value("days").run()
    app.number_input(key="plan_washout_days").set_value(1)
    tap(app, "Next")
    assert "washout days: '1' does not fit periods as short as 1 day" in read_errors(app)


def test_answers_outlast_a_look_at_another_page(start_app: StartApp) -> None:
    app = pass_safety(start_app("plan"))
    app.text_input(key="plan_complaint").set_value("my neck").run()
    go_to(go_to(app, "today"), "plan")
    assert app.text_input(key="plan_complaint").value == "my neck"


def test_a_locked_plan_is_shown_with_its_fingerprint(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = start_app("plan", on=MONDAY)
    assert app.code[0].value == plan_digest(plan)
    downloads = [button.proto.label for button in app.get("download_button")]
    assert {
        "Download the plan",
        "Plan to print",
        "Download the calendar",
        "Download the paper diary",
    } <= set(downloads)
