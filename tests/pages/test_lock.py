"""The lock as a person meets it: warned, put on, asked for, changed and taken off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import (
    Diary,
    LockedError,
    cipher,
    is_locked,
    list_backups,
    lock_diary,
    make_backup,
)
from mat_trial.pages import _keyring
from pages.journey import MONDAY, go_to, make_entry, read_errors, read_titles, tap, tick

PHRASE, OTHER = "a mat of many spikes", "five words picked by chance"
TICK = "I know: if I forget the passphrase"
LOCKED = "This diary is locked"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "ROUNDS", 1000)


def type_in(app: AppTest, *typed: str) -> None:
    boxes = [box for box in app.text_input if str(box.key).endswith(("_first", "_again"))]
    for text, box in zip(typed, boxes, strict=True):
        box.set_value(text)
    app.run()


def unlock(app: AppTest, passphrase: str) -> None:
    app.text_input(key="unlock_passphrase").set_value(passphrase)
    tap(app, "Open the diary")


def test_a_diary_is_locked_opened_changed_and_unlocked(
    data_folder: Path,
    own_diary: Diary,
    start_app: Callable[..., AppTest],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own_diary.save(make_entry(MONDAY, 4), version=None)
    make_backup(data_folder)
    app = start_app("about")
    assert any("Nobody can get it back" in warning.value for warning in app.warning)
    assert app.button(key="lock_now").disabled
    type_in(app, "short", "short")
    assert "has 5 letters. Allowed: 12 letters or more" in read_errors(app)
    type_in(app, PHRASE, OTHER)
    assert "is not the same both times" in read_errors(app)
    type_in(app, PHRASE, PHRASE)
    assert not app.error
    assert any("Strong, if chance" in caption.value for caption in app.caption)
    tick(app, TICK)
    tap(app, "Lock the diary")
    assert is_locked(data_folder)
    assert [backup.locked for backup in list_backups(data_folder)] == [True]
    assert "Your diary is locked. Keep the passphrase" in app.success[0].value
    assert PHRASE not in repr(app.session_state)
    # Open here on every page; another browser must ask for itself.
    go_to(app, "diary")
    assert read_titles(app) == ["Diary"]
    other = start_app()
    assert read_titles(other) == [LOCKED]
    unlock(other, OTHER)
    assert "does not open the diary" in read_errors(other)
    assert PHRASE not in repr(other.session_state)
    unlock(other, PHRASE)
    assert read_titles(other) != [LOCKED]
    # Another passphrase asks every browser again.
    go_to(app, "about")
    type_in(app, OTHER, OTHER)
    tap(app, "Change the passphrase")
    assert "new passphrase" in app.success[0].value
    assert read_titles(other.run()) == [LOCKED]
    tap(app, "Lock it now")
    assert read_titles(app) == [LOCKED]
    unlock(app, OTHER)
    # Unused for long, it locks itself.
    monkeypatch.setattr(_keyring, "IDLE_SECONDS", -1)
    assert read_titles(app.run()) == [LOCKED]
    monkeypatch.undo()
    monkeypatch.setenv("MAT_TRIAL_DATA", str(data_folder))
    monkeypatch.setattr(cipher, "ROUNDS", 1000)
    unlock(app, OTHER)
    tap(app, "Take the lock off for good")
    assert not is_locked(data_folder)
    assert app.success[0].value == "The lock is off."
    with Diary.open(data_folder) as diary:
        assert len(diary.entries()) == 1


def test_one_who_locks_by_command_is_asked_by_the_app(
    data_folder: Path, own_diary: Diary, start_app: Callable[..., AppTest]
) -> None:
    own_diary.save(make_entry(MONDAY, 4), version=None)
    app = start_app()
    lock_diary(data_folder, PHRASE)
    assert read_titles(app.run()) == [LOCKED]
    with pytest.raises(LockedError):
        own_diary.entries()
