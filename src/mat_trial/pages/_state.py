"""Every session key and every cached call of the pages: which diary is open, and what day it is.

`MAT_TRIAL_TODAY=2027-01-04` sets the day, for tests and for looking ahead.
"""

import datetime as dt
import os
import threading
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import streamlit as st

from mat_trial.diary import Diary, LockedError, StoredEntry, data_folder
from mat_trial.errors import DiaryError, LostDiaryError
from mat_trial.files.diary_file import read_diary
from mat_trial.files.plan_json import read_plan
from mat_trial.language import _, mark
from mat_trial.launch import find_bundle
from mat_trial.model import TrialSummary
from mat_trial.pages import _keyring
from mat_trial.stats.pingouin_tests import load_pingouin

# File name under sample_data/, and what a person reads on the button.
EXAMPLES = {
    "helps": mark("One where the mat helps"),
    "no_worthwhile_effect": mark("One where it changes nothing that matters"),
    "unclear": mark("One that stays unclear"),
}


VERSION = "version"
"""In a draft: the version of the day that it was begun on; 0 where nothing stood there."""

WARM_UP = "warm-up"
"""Name of the thread that loads Pingouin."""


Cells = Mapping[dt.date, Mapping[str, str]]
"""What is typed in the table of many days, by day and field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """The days as they stood when the table of many days came on screen.

    Parameters
    ----------
    stored
        By day; None where nothing stood there.
    typed
        What its cells begin with, where that is not what is stored.
    number
        Of the table: another one begins anew.
    """

    stored: Mapping[dt.date, StoredEntry | None]
    typed: Cells
    number: int


class Key(StrEnum):
    """Names in the session; widgets that no other code reads name themselves."""

    EXAMPLE = "example"
    PAST = "past"
    FLASH = "flash"
    DAY = "day"
    OPENED = "opened"
    PLAN_STEP = "plan_step"
    OWN_OUTCOMES = "own_outcomes"
    N_UPLOADS = "n_uploads"
    LINES = "lines"
    BULK = "bulk_opened"
    N_BULKS = "n_bulks"
    N_EMPTIED = "n_emptied"
    PHONE_TICKET = "phone_ticket"
    TROUBLE = "trouble"
    UNSEALED = "unsealed"


def read_now() -> dt.datetime:
    """Return the time by the person's own clock, with its zone."""
    now = dt.datetime.now(dt.UTC).astimezone(_read_zone())
    given = os.environ.get("MAT_TRIAL_TODAY")
    return dt.datetime.combine(dt.date.fromisoformat(given), now.timetz()) if given else now


def read_today() -> dt.date:
    """Return the day by the person's own clock; in an example, the day after its last."""
    if in_example():
        plan = open_diary().plan()
        if plan is not None:
            return plan.end
    return read_now().date()


def open_diary() -> Diary:
    """Return the diary the pages are about: the person's own, a past trial of it, an example."""
    past = read_past()
    trial = None if past is None else past.id
    return _keyring.open_any(data_folder(), st.session_state.get(Key.EXAMPLE), trial)


def open_own_diary() -> Diary:
    """Return the person's own diary, whatever the pages show.

    Raises
    ------
    LockedError
        When it is locked, and this browser did not give the passphrase.
    """
    return _keyring.open_any(data_folder())


def in_example() -> bool:
    """Whether the pages show a simulated example instead of the person's own diary."""
    return Key.EXAMPLE in st.session_state


def load_example(name: str) -> None:
    """Fill a scratch diary with a finished trial and show it in place of the person's own.

    Raises
    ------
    DiaryError
        When the example's files are not as they were made.
    """
    folder = find_bundle() / "sample_data"
    plan, problems = read_plan(folder / f"{name}.plan.json")
    file = read_diary(folder / f"{name}.csv", condition_needed=False)
    if plan is None or problems or file.problems:
        reasons = " ".join(map(str, [*problems, *file.problems]))
        raise DiaryError(
            _("The example {name} cannot be read. {reasons}", name=repr(name), reasons=reasons)
        )
    scratch = _keyring.open_any(data_folder(), name)
    scratch.clear()
    scratch.lock_plan(plan)
    scratch.import_entries(file.entries, replace=True)
    leave_past()
    close_bulk()
    st.session_state[Key.EXAMPLE] = name


def leave_example() -> None:
    """Go back to the person's own diary."""
    st.session_state.pop(Key.EXAMPLE, None)
    forget_day()
    close_bulk()


def read_past() -> TrialSummary | None:
    """Return the past trial that the pages show, to be read only; None for the present one."""
    past: TrialSummary | None = st.session_state.get(Key.PAST)
    return past


def in_past() -> bool:
    """Whether the pages show a past trial, in which only the look back can still be written."""
    return read_past() is not None


def open_past(trial: TrialSummary) -> None:
    """Show a past trial in place of the present one."""
    forget_day()
    st.session_state[Key.PAST] = trial


def leave_past() -> None:
    """Go back to the present trial."""
    st.session_state.pop(Key.PAST, None)
    forget_day()


def is_trial_open() -> bool:
    """Whether the present trial has its plan already, whichever the pages show."""
    return open_own_diary().plan() is not None


def chosen_day() -> dt.date | None:
    """Return the day that was chosen to be filled in or corrected, if one was."""
    day: dt.date | None = st.session_state.get(Key.DAY)
    return day


def choose_day(day: dt.date) -> None:
    """Fill in this day next, reading afresh what stands there."""
    forget_day()
    st.session_state[Key.DAY] = day


def forget_day() -> None:
    """Go back to today, and forget which version of a day was on screen."""
    st.session_state.pop(Key.DAY, None)
    st.session_state.pop(Key.OPENED, None)


def open_day(day: dt.date) -> StoredEntry | None:
    """Return what stood in the diary when this day's form came on screen.

    Saving against that version is what lets the diary notice a change made in another window.
    """
    if not is_day_open(day):
        st.session_state[Key.OPENED] = (day, open_diary().stored(day))
    stored: StoredEntry | None = st.session_state[Key.OPENED][1]
    return stored


def is_day_open(day: dt.date) -> bool:
    """Whether this day's form is on screen."""
    return Key.OPENED in st.session_state and st.session_state[Key.OPENED][0] == day


def read_draft(day: dt.date) -> dict[str, Any] | None:
    """Return the answers kept for a day, with the version of it that they were given on.

    What goes wrong is told by `read_trouble`: the answers on screen outlive a full disk.
    """
    try:
        return open_diary().draft(day)
    except (LockedError, LostDiaryError):
        raise
    except DiaryError as error:
        st.session_state[Key.TROUBLE] = str(error)
        return None


def draft_of(kept: dict[str, Any] | None, *, version: int) -> dict[str, Any]:
    """Return the answers that were given on this version of a day; else nothing."""
    if kept is None or kept.get(VERSION) != version:
        return {}
    return {name: answer for name, answer in kept.items() if name != VERSION}


def is_draft_outdated(kept: dict[str, Any] | None, *, version: int) -> bool:
    """Whether the answers kept for a day were given before it was changed elsewhere."""
    return kept is not None and kept.get(VERSION) != version


def keep_draft(day: dt.date, answers: Mapping[str, object], *, version: int) -> None:
    """Keep the answers so far: they outlive the page, the window and the server.

    What goes wrong is told by `read_trouble`: this runs before the page, which is to tell it.
    """
    try:
        open_diary().keep_draft(day, {**answers, VERSION: version})
    except DiaryError as error:
        st.session_state[Key.TROUBLE] = str(error)


def read_trouble() -> str | None:
    """Return why the last answer could not be kept, once; None where it was."""
    trouble: str | None = st.session_state.pop(Key.TROUBLE, None)
    return trouble


def drop_draft(day: dt.date) -> None:
    """Let the answers so far go, and begin with another form."""
    open_diary().drop_draft(day)
    st.session_state[Key.N_EMPTIED] = count_emptied() + 1


def wave_away(day: dt.date) -> None:
    """Do not offer this day again of our own accord: kept as a draft that answers nothing."""
    open_diary().keep_draft(day, {VERSION: 0})


def is_waved_away(day: dt.date) -> bool:
    """Whether this day was offered and waved away."""
    return read_draft(day) == {VERSION: 0}


def count_emptied() -> int:
    """Count how often answers were let go, for the name of the next form."""
    number: int = st.session_state.get(Key.N_EMPTIED, 0)
    return number


def list_own_outcomes() -> tuple[int, ...]:
    """List the numbers under which outcomes of the person's own are being planned."""
    numbers: tuple[int, ...] = st.session_state.get(Key.OWN_OUTCOMES, ())
    return numbers


def number_own_outcomes(n: int) -> None:
    """Plan so many outcomes of the person's own, under new numbers."""
    used = max(list_own_outcomes(), default=0)
    st.session_state[Key.OWN_OUTCOMES] = tuple(range(used + 1, used + n + 1))


def add_own_outcome() -> None:
    """Plan one more outcome of the person's own."""
    numbers = list_own_outcomes()
    st.session_state[Key.OWN_OUTCOMES] = (*numbers, max(numbers, default=0) + 1)


def remove_own_outcome(number: int) -> None:
    """Leave one of them out of the plan."""
    kept = tuple(there for there in list_own_outcomes() if there != number)
    st.session_state[Key.OWN_OUTCOMES] = kept


def open_line(day: dt.date, *, afresh: bool = False) -> StoredEntry | None:
    """Return what stood in the diary when this day's line came on screen, or stands there now.

    As with `open_day`, saving against that version lets the diary notice other windows.
    """
    opened: dict[dt.date, StoredEntry | None] = st.session_state.setdefault(Key.LINES, {})
    if afresh or day not in opened:
        opened[day] = open_diary().stored(day)
    return opened[day]


def open_bulk(stored: Mapping[dt.date, StoredEntry | None], typed: Cells) -> None:
    """Begin a table of many days; saving against it lets the diary notice other windows."""
    number = st.session_state.get(Key.N_BULKS, 0) + 1
    st.session_state[Key.N_BULKS] = number
    st.session_state[Key.BULK] = Bulk(stored=stored, typed=typed, number=number)


def opened_bulk() -> Bulk | None:
    """Return the table of many days that is on screen, if one is."""
    bulk: Bulk | None = st.session_state.get(Key.BULK)
    return bulk


def close_bulk() -> None:
    """Put the table of many days away."""
    st.session_state.pop(Key.BULK, None)


def upload_key() -> str:
    """Name the field for files; it has another name, and so is empty, after each file taken in."""
    return f"upload_{st.session_state.get(Key.N_UPLOADS, 0)}"


def forget_upload() -> None:
    """Empty the field for files."""
    st.session_state[Key.N_UPLOADS] = st.session_state.get(Key.N_UPLOADS, 0) + 1


def tell_next(message: str) -> None:
    """Keep a sentence for the next run of a page: what is said before a rerun is lost."""
    st.session_state[Key.FLASH] = message


def read_told() -> str | None:
    """Return the sentence kept by `tell_next`, once."""
    message: str | None = st.session_state.pop(Key.FLASH, None)
    return message


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Load Pingouin in the background, once, while the person reads the first page."""
    threading.Thread(target=load_pingouin, daemon=True, name=WARM_UP).start()


def wait_for_warm_up() -> None:
    """Wait while Pingouin is being loaded: Altair trips over a pandas that is half there."""
    for thread in threading.enumerate():
        if thread.name == WARM_UP:
            thread.join()


def _read_zone() -> dt.tzinfo | None:
    # A browser may know a zone that this machine does not; then the machine's own must do.
    try:
        return zoneinfo.ZoneInfo(st.context.timezone or "")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
