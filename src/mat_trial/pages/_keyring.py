"""The keys of a locked diary: in this server's memory alone, for one browser each."""

import secrets
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from mat_trial.diary import Diary, LockedError, LockKey, diary_file, is_locked, unlocking_key
from mat_trial.language import _
from mat_trial.server.browser_name import BROWSER_HEADER

IDLE_SECONDS = 12 * 3600
_SESSION = "keyring_session"
_one_at_a_time = threading.Lock()


@dataclass(slots=True, kw_only=True)
class _Held:
    folder: Path
    key: LockKey
    diaries: dict[int | None, Diary]
    used: float


def open_any(folder: Path, example: str | None = None, trial: int | None = None) -> Diary:
    """Return an example's diary, or the person's own, locked or not.

    Raises
    ------
    LockedError
        When it is locked, and this browser did not give the passphrase.
    """
    if example is None and is_locked(folder):
        return open_locked(folder, trial)
    return _open(str(folder), example, trial)


def open_locked(folder: Path, trial: int | None = None) -> Diary:
    """Return the locked diary, or an earlier trial of it, if this browser gave its passphrase.

    Raises
    ------
    LockedError
        When it did not, or long ago.
    """
    held = _find(folder)
    if held is None:
        raise LockedError(_("Your diary is locked."))
    held.used = time.monotonic()
    if trial not in held.diaries:
        held.diaries[trial] = Diary.open(folder, trial=trial, key=held.key)
    return held.diaries[trial]


def find_key(folder: Path) -> LockKey | None:
    """Return the key that this browser's passphrase gave; None without one."""
    held = _find(folder)
    return None if held is None else held.key


def open_with(folder: Path, passphrase: str) -> None:
    """Unlock the diary for this browser.

    Raises
    ------
    LockedError
        When the passphrase is another.
    """
    # Each guess takes its time, and guesses do not take it side by side.
    with _one_at_a_time:
        hold(folder, unlocking_key(diary_file(folder, None), passphrase))


def hold(folder: Path, key: LockKey) -> None:
    """Keep a key for this browser, once it has opened the diary.

    Raises
    ------
    LockedError
        When it opens it not.
    """
    diary = Diary.open(folder, key=key)
    _all()[_name_browser()] = _Held(
        folder=folder, key=key, diaries={None: diary}, used=time.monotonic()
    )


def forget_all() -> None:
    """Lock the diary for every browser until the passphrase is given again."""
    _all().clear()


@st.cache_resource(show_spinner=False)
def _open(folder: str, example: str | None, trial: int | None) -> Diary:
    return Diary.open(Path(folder), scratch=example, trial=trial)


@st.cache_resource(show_spinner=False)
def _all() -> dict[str, _Held]:
    return {}


def _find(folder: Path) -> _Held | None:
    everyone = _all()
    for name, held in list(everyone.items()):
        if time.monotonic() - held.used > IDLE_SECONDS:
            everyone.pop(name, None)
    held_here = everyone.get(_name_browser())
    return held_here if held_here is not None and held_here.folder == folder else None


def _name_browser() -> str:
    named = st.context.headers.get(BROWSER_HEADER)
    if named:
        return named
    # Without the server's own cookie, a reload is another browser.
    session: str = st.session_state.setdefault(_SESSION, secrets.token_hex(16))
    return f"session {session}"
