"""Every number that a page shows has the decimal sign of the language."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.language import VARIABLE
from mat_trial.model import Plan
from mat_trial.pages import _state
from pages.journey import DAY, MONDAY, go_to, make_entry
from pages.pseudo import list_texts

StartApp = Callable[..., AppTest]
LOOKED_UP = re.compile(r'"[\d.]+": ')
"""Places on an axis, for which the browser looks up the label."""
POINTED = re.compile(r"(?<![\d.])\d+\.(?!\d{3}\b)\d+(?![\d.])")
NUMBER = re.compile(r"\d+,\d")


@pytest.fixture(autouse=True)
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "de")


def list_pointed(app: AppTest) -> list[str]:
    return [text for text in list_texts(app) if POINTED.search(LOOKED_UP.sub("", text))]


def test_a_point_is_found() -> None:
    assert POINTED.search("um 1.5 Punkte")
    assert not POINTED.search("am 31.1.2026 um 4,5 Punkte, 16.384 Abläufe, 192.168.1.5")


@pytest.mark.parametrize("page", ["today", "plan", "diary", "verdict"])
def test_a_trial_with_half_points(
    start_app: StartApp, own_diary: Diary, plan: Plan, page: str
) -> None:
    own_diary.lock_plan(plan)
    days = [replace(make_entry(MONDAY + n * DAY, pain=4.5), minutes=12.5) for n in range(4)]
    own_diary.import_entries(days)
    app = start_app(page, on=MONDAY + 5 * DAY)
    assert list_pointed(app) == []


def test_a_day_with_half_points(start_app: StartApp, own_diary: Diary, plan: Plan) -> None:
    own_diary.lock_plan(plan)
    for day in (MONDAY, MONDAY - DAY):
        own_diary.save(make_entry(day, pain=4.5), version=None)
    app = start_app("diary", on=MONDAY + 5 * DAY)
    for day in (MONDAY, MONDAY - DAY):
        app.session_state["opened_day"] = day
        app.run()
        shown = list_texts(app)
        assert list_pointed(app) == []
        assert any("4,5" in text for text in shown)


def test_the_steps_to_a_plan(start_app: StartApp) -> None:
    app = start_app()
    app.session_state["plan_start"] = MONDAY
    for step in range(5):
        app.session_state["plan_step"] = step
        assert list_pointed(go_to(app, "plan")) == []


@pytest.mark.parametrize("name", _state.EXAMPLES)
def test_finished_trials(start_app: StartApp, name: str) -> None:
    app = start_app()
    app.button(key=f"example_{name}").click().run()
    for page in ("verdict", "today", "diary", "plan"):
        assert list_pointed(go_to(app, page)) == []
    assert any(NUMBER.search(text) for text in list_texts(go_to(app, "verdict")))
