"""A diary that cannot be opened: told in plain words, with the last whole backup beside it."""

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import (
    Diary,
    backups_folder,
    cipher,
    diary_file,
    is_locked,
    lock_backups,
    lock_diary,
    make_backup,
    schema,
    unlocking_key,
)
from mat_trial.model import Plan
from pages.journey import DAY, MONDAY, make_entry, read_errors, read_titles, tap, unquote

StartApp = Callable[..., AppTest]
PHRASE = "a mat of many spikes"
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
    assert "restore latest" not in read_errors(app), "said once, beside the button"
    assert ("is not deleted" in text) == bool(files)
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


@pytest.fixture
def locked(own_diary: Diary, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lock the diary and its backup, and return its file."""
    monkeypatch.setattr(cipher, "ROUNDS", 1000)
    folder = own_diary.path.parent
    lock_backups(folder, lock_diary(folder, PHRASE))
    return diary_file(folder, None)


def test_a_locked_backup_goes_on_by_its_passphrase(
    start_app: StartApp, locked: Path, data_folder: Path
) -> None:
    locked.rename(data_folder.parent / "moved.db")
    app = start_app(on=MONDAY + 3 * DAY)
    assert read_titles(app) == CANNOT
    assert "It is locked: type the passphrase" in read_text(app)
    app.text_input(key="rescue_passphrase").set_value("another mat of spikes")
    tap(app, "Go on with this backup")
    assert "does not open the backup" in read_errors(app)
    assert not is_locked(data_folder)
    app.text_input(key="rescue_passphrase").set_value(PHRASE)
    tap(app, "Go on with this backup")
    assert read_titles(app) != CANNOT
    key = unlocking_key(locked, PHRASE)
    with Diary.open(data_folder, key=key) as diary:
        assert [entry.date for entry in diary.entries()] == [MONDAY, MONDAY + DAY]


def test_a_locked_diary_damaged_while_it_is_open_goes_back_to_its_backup(
    start_app: StartApp, locked: Path, data_folder: Path
) -> None:
    app = start_app(on=MONDAY + 3 * DAY)
    app.text_input(key="unlock_passphrase").set_value(PHRASE)
    tap(app, "Open the diary")
    spoil(locked, "cut")
    damaged = locked.read_bytes()
    assert read_titles(app.run()) == CANNOT
    app.text_input(key="rescue_passphrase").set_value(PHRASE)
    tap(app, "Go on with this backup")
    assert read_titles(app) != CANNOT
    assert is_locked(data_folder)
    assert [file.read_bytes() for file in data_folder.glob("*-damaged-*")] == [damaged]


def test_a_locked_diary_that_is_damaged_says_so_to_its_passphrase(
    start_app: StartApp, locked: Path
) -> None:
    spoil(locked, "cut")
    app = start_app(on=MONDAY + 3 * DAY)
    app.text_input(key="unlock_passphrase").set_value("another mat of spikes")
    tap(app, "Open the diary")
    assert f"move {locked} to another folder" in read_text(app)
    app.text_input(key="unlock_passphrase").set_value(PHRASE)
    tap(app, "Open the diary")
    assert "is damaged. Nothing in it was changed." in read_errors(app)


def test_without_a_backup_none_is_offered(
    start_app: StartApp, own_diary: Diary, data_folder: Path
) -> None:
    own_diary.path.write_bytes(b"\xff" * 9000)
    app = start_app()
    assert read_titles(app) == CANNOT
    assert "There is no whole backup beside the diary." in read_text(app)
    assert "restore latest" not in read_errors(app) + read_text(app), "there is none to go back to"
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
