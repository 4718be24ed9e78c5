import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.model import MOOD, PAIN, SLEEP, Design, Look, PairsDesign, Plan
from mat_trial.protocol import make_plan
from pages.journey import APP, MONDAY, go_to


@pytest.fixture
def own_diary(data_folder: Path) -> Iterator[Diary]:
    with Diary.open(data_folder) as diary:
        yield diary


@pytest.fixture
def plan() -> Plan:
    return make_plan(
        complaint="my lower back",
        outcomes=(PAIN, SLEEP, MOOD),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=6),
        start=MONDAY,
        seed=2,
        now=dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC),
    )


@pytest.fixture
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take looks of a day each in place of a calibration of seconds."""

    def choose(design: Design, *, progress: Callable[[float], object]) -> tuple[Look, ...]:
        progress(1.0)
        return tuple(Look(day=day, boundary=0.99) for day in range(11, design.days + 1))

    monkeypatch.setattr("mat_trial.power.choose_looks", choose)


@pytest.fixture
def start_app(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., AppTest]]:
    def start(page: str = "today", *, on: dt.date = MONDAY, script: Path = APP) -> AppTest:
        monkeypatch.setenv("MAT_TRIAL_TODAY", on.isoformat())
        app = AppTest.from_file(str(script), default_timeout=30).run()
        assert not app.exception
        return app if page == "today" else go_to(app, page)

    yield start
    st.cache_resource.clear()
    st.cache_data.clear()
