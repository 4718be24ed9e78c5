from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.model import Plan
from mat_trial.pages._state import EXAMPLES
from pages.journey import DAY, MONDAY, go_to, make_entry, read_titles, tap, unquote

StartApp = Callable[..., AppTest]


def test_early_on_it_says_what_is_missing_and_shows_no_effect(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    for day in range(8):
        own_diary.save(make_entry(MONDAY + day * DAY, day), version=None)
    app = start_app("verdict", on=MONDAY + 8 * DAY)
    assert read_titles(app) == ["It is too early for a verdict."]
    assert not app.get("vega_lite_chart")
    assert not app.table


def test_an_empty_diary_has_nothing_to_judge(start_app: StartApp) -> None:
    assert read_titles(start_app("verdict")) == ["There is nothing to judge yet"]


def test_a_diary_without_a_plan_is_judged_too(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.import_entries(
        [
            replace(make_entry(day.date, 3 + number % 3), condition=day.condition)
            for number, day in enumerate(plan.schedule)
        ]
    )
    app = start_app("verdict", on=plan.end)
    assert read_titles(app)[0].startswith(("Over 24 scored days", "24 scored days"))
    assert len(app.get("vega_lite_chart")) == 4
    tests = app.table[-1].value
    (why_not,) = tests.loc[tests["Test"].str.contains("Randomisation"), "Result"]
    assert unquote(why_not).startswith("not computed: without the plan nobody knows")


@pytest.mark.parametrize(
    ("example", "sentence"),
    [
        ("helps", "the mat lowered your pain by"),
        ("no_worthwhile_effect", "did not improve your pain by as much as"),
        ("unclear", "were not enough to tell"),
    ],
)
def test_a_finished_example_gives_its_sentence_and_its_pictures(
    start_app: StartApp, example: str, sentence: str
) -> None:
    app = tap(start_app(), EXAMPLES[example])
    assert sentence in read_titles(app)[0]
    assert len(app.get("vega_lite_chart")) == 5
    for chart in app.get("vega_lite_chart"):
        assert len(chart.proto.alt) > 40
    assert any("simulated example" in text.value for text in app.markdown)


def test_the_answer_comes_first_and_every_test_last(start_app: StartApp) -> None:
    app = tap(start_app(), EXAMPLES["helps"])
    read = [unquote(header.value) for header in app.header]
    order = [
        "Pain averaged",
        "Pain about",
        "Less pain on the mat in",
        "How sure is this?",
        "What could make it wrong",
        "The answer stays the same in",
        "Beside it: sleep and mood",
        "For those who want all of it",
        "Your scores fit pain from",
    ]
    assert len(read) == len(order)
    for header, expected in zip(read, order, strict=True):
        assert header.startswith(expected)
    assert any("never change it" in caption.value for caption in app.caption)
    counted = app.table[3].value
    assert counted["Counted"].to_list()[0] == "As planned: this is the verdict"
    assert len(counted) == 6


def test_an_example_never_touches_the_own_diary(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.save(make_entry(MONDAY, 6), version=None)
    before = own_diary.entries()
    app = tap(start_app(on=MONDAY), EXAMPLES["helps"])
    go_to(app, "diary")
    assert not app.file_uploader
    go_to(app, "today")
    assert read_titles(app) == ["Your trial is over"]
    assert own_diary.entries() == before
    assert own_diary.plan() is None
    tap(app, "Back to my own diary")
    assert not any("simulated example" in text.value for text in app.markdown)
    assert read_titles(app) == ["Does the mat help you?"]
