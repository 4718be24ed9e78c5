"""What keeps a run of a page light however long the diary grows, counted and not timed."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine, event
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.language import _, speaking
from mat_trial.model import PAIN, SLEEP, PairsDesign, Plan
from mat_trial.pages._offers import offer_file
from mat_trial.protocol import make_plan
from pages.journey import DAY, MONDAY, go_to, make_entry, open_tables

StartApp = Callable[..., AppTest]
DESIGN = PairsDesign(period_days=2, cycles=6)
PAGES = ("today", "plan", "diary", "verdict", "mats", "phone", "about")


def plan_from(start: dt.date) -> Plan:
    eve = dt.datetime.combine(start - DAY, dt.time(20), tzinfo=dt.UTC)
    return make_plan(
        outcomes=(PAIN, SLEEP), primary="pain", design=DESIGN, start=start, seed=2, now=eve
    )


def live_through(diary: Diary, start: dt.date) -> dt.date:
    """Begin a trial, write all its days down, and return the day after."""
    diary.begin_trial(today=start)
    plan = plan_from(start)
    diary.lock_plan(plan)
    days = [make_entry(day.date, 4.0 + number % 3) for number, day in enumerate(plan.schedule)]
    diary.save_many([(entry, None) for entry in days], source="form")
    return plan.end


@contextmanager
def count_statements() -> Iterator[list[str]]:
    """Collect what SQLite is asked."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)


def test_a_page_asks_no_more_of_the_diary_after_more_trials(
    start_app: StartApp, own_diary: Diary
) -> None:
    today = MONDAY
    counts: list[dict[str, int]] = []
    for n_trials in (2, 5):
        while len(own_diary.trials()) < n_trials:
            today = live_through(own_diary, today)
        app = start_app(on=today)
        counts.append({})
        for page in PAGES:
            go_to(app, page)
            with count_statements() as asked:
                go_to(app, page)
            counts[-1][page] = len(asked)
        assert sum("written down" in button.label for button in go_to(app, "plan").button) >= 1
    assert counts[0] == counts[1]
    assert counts[0]["plan"] > 0


@pytest.mark.parametrize("page", ["plan", "diary", "verdict"])
def test_no_file_is_made_before_it_is_asked_for(
    start_app: StartApp, own_diary: Diary, page: str
) -> None:
    app = open_tables(start_app(page, on=live_through(own_diary, MONDAY)))
    buttons = [button.proto for button in app.get("download_button")]
    assert len(buttons) >= 4
    assert [button.label for button in buttons if not button.deferred_file_id] == []


def test_no_table_of_a_picture_is_drawn_before_it_is_opened(
    start_app: StartApp, own_diary: Diary
) -> None:
    app = start_app("diary", on=live_through(own_diary, MONDAY))
    assert [len(table.value) for table in app.table] == [14]
    assert max(len(table.value) for table in open_tables(app).table) == DESIGN.days


def test_a_file_is_made_in_the_language_of_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda _label, **rest: given.update(rest))
    made: list[str] = []
    with speaking("de"):
        offer_file("…", lambda: _("Mat day"), file_name="a", mime="text/plain", key="a")
    thread = Thread(target=lambda: made.append(given["data"]()))
    thread.start()
    thread.join()
    assert made == ["Mattentag"]
