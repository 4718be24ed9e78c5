"""A diary that cannot be opened: told in plain words, with the last whole backup beside it."""

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary, backups_folder, make_backup, schema
from mat_trial.model import Plan
from pages.journey import DAY, MONDAY, make_entry, read_errors, read_titles, tap, unquote

StartApp = Callable[..., AppTest]
CANNOT = ["Your diary cannot be opened"]


def read_text(app: AppTest) -> str:
    return unquote("\n".join(block.value for block in [*app.markdown, *app.caption]))


@pytest.fixture
def kept(own_diary: Diary, plan: Plan, data_folder: Path) -> Path:
    """Keep two days, back them up, and write down a third."""
    own_diary.lock_plan(plan)
    for day in range(2):
        own_diary.save(make_entry(MONDAY + day * DAY, 4), version=None)
    backup = make_backup(data_folder)
    own_diary.save(make_entry(MONDAY + 2 * DAY, 5), version=None)
    return backup


def spoil(path: Path, how: str) -> None:
    if how == "gone":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "a log alone":
        path.with_name(f"{path.name}-wal").write_bytes(b"days" * 100)
        path.unlink()
    elif how == "another program's":
        path.unlink()
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("CREATE TABLE recipe (name TEXT)")
    else:
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2] if how == "cut" else b"\xff" * 9000)


@pytest.mark.parametrize(
    "how", ["cut", "garbage", "empty", "gone", "a log alone", "another program's"]
)
def test_one_button_goes_on_with_the_last_backup_and_keeps_what_was_there(
    start_app: StartApp, own_diary: Diary, kept: Path, data_folder: Path, how: str
) -> None:
    spoil(own_diary.path, how)
    files = sorted(path.read_bytes() for path in data_folder.glob("diary.db*"))
    app = start_app(on=MONDAY + 3 * DAY)
    assert read_titles(app) == CANNOT
    assert "Nothing" in read_errors(app)
    text = read_text(app)
    assert "It holds 2 days, the last of them 5 January 2027." in text
    assert f"{dt.datetime.now(dt.UTC):%Y}" in text
    assert "`mat-trial restore latest` does the same" in text
    assert files == sorted(path.read_bytes() for path in data_folder.glob("diary.db*"))
    tap(app, "Go on with this backup")
    assert read_titles(app) != CANNOT
    assert [entry.date for entry in own_diary.entries()] == [MONDAY, MONDAY + DAY]
    aside = sorted(path.read_bytes() for path in data_folder.glob("diary-damaged-*"))
    assert aside == files
    said = unquote("\n".join(block.value for block in app.success))
    assert "Your diary is back" in said
    assert ("is kept in" in said) == bool(files)


def test_a_damaged_backup_is_passed_over_and_told(
    start_app: StartApp, own_diary: Diary, kept: Path, data_folder: Path
) -> None:
    later = make_backup(data_folder)
    later.write_bytes(later.read_bytes()[:4096])
    spoil(own_diary.path, "garbage")
    text = read_text(start_app(on=MONDAY + 3 * DAY))
    assert "It holds 2 days" in text
    assert "1 later backup is damaged and was passed over." in text


def test_without_a_backup_none_is_offered(
    start_app: StartApp, own_diary: Diary, data_folder: Path
) -> None:
    own_diary.path.write_bytes(b"\xff" * 9000)
    app = start_app()
    assert read_titles(app) == CANNOT
    assert "There is no whole backup beside the diary." in read_text(app)
    assert [button.label for button in app.button] == []
    assert not backups_folder(data_folder).exists()


def test_a_newer_diary_is_refused_and_no_older_one_offered(
    start_app: StartApp, own_diary: Diary, kept: Path
) -> None:
    newer = len(schema.STEPS) + 1
    with closing(sqlite3.connect(own_diary.path)) as raw:
        raw.execute(f"PRAGMA user_version = {newer}")
    app = start_app()
    assert read_titles(app) == CANNOT
    assert f"written by a newer Mat Trial (file version {newer}" in read_errors(app)
    assert [button.label for button in app.button] == []
