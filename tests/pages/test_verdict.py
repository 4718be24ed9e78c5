import re
from collections.abc import Callable
from dataclasses import astuple, fields, replace

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.charts.theme import LIGHT
from mat_trial.diary import Diary
from mat_trial.model import Condition, Look, Plan
from mat_trial.pages._pictures import COLOURS
from mat_trial.pages._state import EXAMPLES
from mat_trial.wording.looks import NOT_ADJUSTED, PEEKING_FOOLS
from pages.journey import (
    DAY,
    MONDAY,
    go_to,
    make_entry,
    open_tables,
    read_titles,
    tap,
    unquote,
)

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


@pytest.fixture
def looks_plan(plan: Plan) -> Plan:
    """Return the plan of 24 days with looks after 12 and 24."""
    return replace(plan, looks=(Look(day=12, boundary=0.999), Look(day=24, boundary=0.96)))


def keep_days(diary: Diary, plan: Plan, days: int, *, effect: float) -> None:
    random = np.random.default_rng(4)
    diary.lock_plan(plan)
    for day in plan.schedule[:days]:
        pain = round(5 + effect * (day.condition is Condition.MAT) + random.normal(0, 0.8), 1)
        diary.save(make_entry(day.date, pain), version=None)


def read_all(app: AppTest) -> str:
    """Return all that stands on the page once it is opened, lists of facts and tables included."""
    open_tables(app)
    said = [part.value for part in (*app.title, *app.header, *app.markdown, *app.caption)]
    facts = [html.proto.body for html in app.get("html") if "<dl" in html.proto.body]
    tables = [table.value.to_string() for table in app.table]
    return unquote("\n".join([*said, *facts, *tables]))


def test_between_looks_there_is_progress_and_no_effect(
    start_app: StartApp, own_diary: Diary, looks_plan: Plan
) -> None:
    keep_days(own_diary, looks_plan, 14, effect=-0.8)
    app = start_app("verdict", on=MONDAY + 14 * DAY)
    assert read_titles(app) == ["It is too early for a verdict."]
    said = read_all(app)
    assert "The look of 15 January 2027 did not settle it." in said
    assert "the last day of your plan, 27 January 2027: 9 days to go" in said
    (bar,) = app.get("progress")
    assert bar.proto.value == 58
    assert bar.proto.text == "Day 14 of 24: 14 scored"
    assert not app.table
    assert not app.get("vega_lite_chart")
    assert not re.search(r"\d\.\d", said), "no number with a point in it"


def test_the_raw_scores_are_shown_after_a_warning_and_that_is_told_ever_after(
    start_app: StartApp, own_diary: Diary, looks_plan: Plan
) -> None:
    keep_days(own_diary, looks_plan, 14, effect=-0.8)
    app = start_app("verdict", on=MONDAY + 14 * DAY)
    assert PEEKING_FOOLS in read_all(app)
    assert own_diary.peeks() == ()
    tap(app, "Show them, and write down that I looked")
    (shown,) = app.table
    assert list(shown.value.columns) == ["Day", "Kind", "Pain"]
    last, *_ = reversed(own_diary.entries())
    assert shown.value["Pain"].to_list()[0] == f"{last.scores['pain']:g}"
    assert set(shown.value["Kind"]) == {"mat day", "no-mat day"}
    assert [at.date() for at in own_diary.peeks()] == [MONDAY + 14 * DAY]
    told = "You looked at the raw scores once before the verdict: on 18 January 2027."
    assert told in read_all(app)
    app.run()
    assert not app.table, "each look is a tap of its own"
    later = start_app("verdict", on=looks_plan.end)
    assert told in read_all(later)
    assert not [button for button in later.button if button.label.startswith("Show them")]


def test_an_early_verdict_stands_and_its_pictures_end_with_its_look(
    start_app: StartApp, own_diary: Diary, looks_plan: Plan
) -> None:
    keep_days(own_diary, looks_plan, 16, effect=-4.0)
    app = start_app("verdict", on=MONDAY + 16 * DAY)
    assert read_titles(app)[0].startswith("Over 12 scored days, the mat lowered your pain by")
    said = read_all(app)
    assert "at the look of 15 January 2027, day 12 of 24. It stands" in said
    assert "You went on for 4 more scored days; that does not change the verdict." in said
    assert "Pictures and figures are as of 15 January 2027." in said
    assert said.count(NOT_ADJUSTED) == 2, "beside the tests and the other outcomes"
    timeline = app.table[2].value
    assert timeline["Days"].to_list()[-1].endswith("15 Jan")
    assert "–" not in "".join(timeline.iloc[:, 2])
    again = start_app("verdict", on=looks_plan.end)
    assert read_titles(again) == read_titles(app)


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
    assert len(open_tables(app).get("vega_lite_chart")) == 5
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
    assert len(open_tables(app).get("vega_lite_chart")) == 6
    for chart in app.get("vega_lite_chart"):
        assert len(chart.proto.alt) > 40
    assert any("simulated example" in text.value for text in app.markdown)
    settles = [text.value for text in app.markdown if "would settle it in 4 of 5" in text.value]
    assert len(settles) == (example == "unclear")


def test_the_answer_comes_first_and_every_test_last(start_app: StartApp) -> None:
    app = open_tables(tap(start_app(), EXAMPLES["helps"]))
    read = [unquote(header.value) for header in app.header]
    order = [
        "Pain about",
        "How sure is this?",
        "What could make it wrong",
        "For your doctor",
        "Beside it: sleep and mood",
        "The days behind it",
        "For those who want all of it",
    ]
    assert len(read) == len(order)
    for header, expected in zip(read, order, strict=True):
        assert header.startswith(expected)
    below = [
        "The answer stays the same in",
        "Pain averaged",
        "Pain of 5 or less on 27 of 28 mat days",
        "Less pain on the mat in",
        "Your scores fit pain from",
    ]
    read = [unquote(header.value) for header in app.subheader]
    assert len(read) == len(below)
    for header, expected in zip(read, below, strict=True):
        assert header.startswith(expected)
    gap = "it need not be the gap between the averages here"
    assert [gap in unquote(text.value) for text in app.caption].count(True) == 1
    counted = app.table[1].value
    assert counted["Counted"].to_list()[0] == "As planned: this is the verdict"
    assert len(counted) == 6


def test_sleep_and_mood_have_a_sentence_each_that_changes_nothing(start_app: StartApp) -> None:
    said = read_all(tap(start_app(), EXAMPLES["helps"]))
    assert re.search(r"Sleep was better on mat days: \d\.\d points higher \(\d\.\d to", said)
    assert re.search(r"Mood was better on mat days: \d\.\d points higher \(\d\.\d to", said)
    assert "These stand beside the verdict and never change it. Each range holds" in said


def test_every_picture_can_be_kept(start_app: StartApp) -> None:
    app = open_tables(tap(start_app(), EXAMPLES["helps"]))
    buttons = [button.proto for button in app.get("download_button")]
    files = [button for button in buttons if "keep_" in button.id]
    assert len(files) == 3 * len(app.get("vega_lite_chart"))
    assert all(file.deferred_file_id for file in files), "made only when asked for"


def test_every_picture_has_the_colours_of_both_themes(start_app: StartApp) -> None:
    n_fields, light = len(fields(LIGHT)), set(astuple(LIGHT))
    assert len(COLOURS) == len(light) == n_fields, "a colour of its own for each use"
    for chart in tap(start_app(), EXAMPLES["helps"]).get("vega_lite_chart"):
        said = set(re.findall(r"light-dark\([^)]+\)|#[0-9a-f]{6}\b", chart.proto.spec))
        assert len(said) > 3
        assert said <= set(COLOURS.values())


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
