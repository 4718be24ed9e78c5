from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.model import Entry
from mat_trial.pages import _state
from pages.journey import APP, read_errors, read_titles, tap

StartApp = Callable[..., AppTest]


@pytest.mark.parametrize("page", ["today", "plan", "diary", "verdict", "about"])
def test_every_page_has_one_title_and_a_bar_that_marks_it(start_app: StartApp, page: str) -> None:
    app = start_app(page)
    assert len(app.title) == 1
    links = [link.proto.label for link in app.get("page_link")]
    assert links[:4] == ["Today", "Plan", "Diary", "Verdict"]


def test_a_diary_that_cannot_be_opened_is_told_in_words(
    start_app: StartApp, data_folder: Path
) -> None:
    data_folder.mkdir()
    (data_folder / "diary.db").write_bytes(b"no database" * 400)
    app = start_app()
    assert read_titles(app) == ["Your diary cannot be opened"]
    assert "diary.db" in read_errors(app)


def test_a_diary_that_fails_while_a_page_is_drawn_is_told_in_words(
    start_app: StartApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_diary: Diary) -> list[Entry]:
        raise DiaryError("The diary is gone. Put it back, then reload the page.")

    monkeypatch.setattr(Diary, "entries", fail)
    app = start_app("diary")
    assert read_errors(app) == "The diary is gone. Put it back, then reload the page."


def test_an_example_that_is_missing_is_told_in_words(
    start_app: StartApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_state, "find_bundle", lambda: tmp_path)
    app = tap(start_app(), _state.EXAMPLES["helps"])
    assert "'helps' cannot be read" in read_errors(app)


def test_the_app_runs_from_another_folder(start_app: StartApp, tmp_path: Path) -> None:
    copy = tmp_path / "app.py"
    copy.write_bytes(APP.read_bytes())
    app = start_app(script=copy)
    assert read_titles(app) == ["Does the mat help you?"]
    tap(app, "Plan my trial")
    assert read_titles(app) == ["Is it safe for you?"]
