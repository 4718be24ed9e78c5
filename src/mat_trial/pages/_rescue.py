"""What is shown in place of every page while the diary cannot be opened, and the way back."""

import streamlit as st

from mat_trial.diary import (
    LockedError,
    WholeBackup,
    data_folder,
    diary_file,
    find_latest_whole,
    is_locked,
    list_parts,
    restore_backup,
    unlocking_key,
)
from mat_trial.errors import DiaryError, LostDiaryError
from mat_trial.language import _, _n
from mat_trial.language.dates import say_date
from mat_trial.pages import _keyring, _state
from mat_trial.pages._layout import quote
from mat_trial.pages._lock import draw_locked

COMMAND = "mat-trial restore latest"


def stop_without_diary() -> None:
    """Go no further while the diary cannot be opened: said once, for every page."""
    try:
        _state.open_diary().plan()
    except LockedError:
        draw_locked()
        st.stop()
    except DiaryError as error:
        _draw_rescue(error)
        st.stop()


def _draw_rescue(error: DiaryError) -> None:
    st.title(_("Your diary cannot be opened"), anchor=False)
    if not isinstance(error, LostDiaryError):
        st.error(quote(str(error)), icon=":material/error:")
        return
    st.error(quote(error.wrong), icon=":material/error:")
    _draw_backup()
    if error.besides:
        st.caption(quote(error.besides))


def _draw_backup() -> None:
    found = find_latest_whole(data_folder())
    st.header(_("Your last backup"), anchor=False)
    if found is None:
        st.markdown(
            _(
                "There is no whole backup beside the diary. If you have kept one elsewhere, the "
                "command {command} puts it in place. What is there now is kept.",
                command="`mat-trial restore FILE`",
            )
        )
        return
    st.markdown(_say_backup(found))
    if found.backup.locked:
        _ask_passphrase(found)
    elif st.button(_("Go on with this backup"), type="primary", width="stretch"):
        _restore(found)
    st.caption(_("In a terminal, {command} does the same.", command=f"`{COMMAND}`"))


def _ask_passphrase(found: WholeBackup) -> None:
    with st.form("rescue", clear_on_submit=True, border=False):
        typed = st.text_input(
            _("Passphrase of this backup"), type="password", key="rescue_passphrase"
        )
        asked = st.form_submit_button(_("Go on with this backup"), type="primary", width="stretch")
    if asked and typed:
        _restore(found, typed)


def _say_backup(found: WholeBackup) -> str:
    made = found.backup.made_at.astimezone(_state.read_now().tzinfo)
    when = _("It was made on {date} at {time}.", date=say_date(made.date()), time=f"{made:%H:%M}")
    if found.n_days is None:
        holds = _("It is locked: type the passphrase that your diary had when it was made.")
    elif found.last_day is None:
        holds = _("No day is written down in it.")
    else:
        holds = _n(
            "It holds {n} day, {last}.",
            "It holds {n} days, the last of them {last}.",
            found.n_days,
            last=say_date(found.last_day),
        )
    said = [when, holds, _("Whatever was written down later is not in it.")]
    if found.passed_over:
        said.append(
            _n(
                "{n} later backup is damaged and was passed over.",
                "{n} later backups are damaged and were passed over.",
                len(found.passed_over),
            )
        )
    parts = list_parts(diary_file(data_folder(), None))
    if not any(part.exists() for part in parts):
        return " ".join(said)
    kept = _(
        "The diary as it is now is not deleted. It stays in {folder}, under a name with the date.",
        folder=quote(str(data_folder())),
    )
    return f"{' '.join(said)}\n\n{kept}"


def _restore(found: WholeBackup, passphrase: str | None = None) -> None:
    folder, path = data_folder(), found.backup.path
    try:
        key = None if passphrase is None else unlocking_key(path, passphrase)
        own = _keyring.find_key(folder)
        restored = restore_backup(folder, path, key=own, backup_key=key)
        if is_locked(folder) and (now := own or key) is not None:
            _keyring.hold(folder, now)
    except LockedError:
        st.error(
            _(
                "This passphrase does not open the backup. Nothing was changed. Type it again: "
                "capitals and spaces count."
            ),
            icon=":material/error:",
        )
        return
    except DiaryError as error:
        st.error(quote(str(error)), icon=":material/error:")
        return
    kept = restored.set_aside or restored.backup
    said = _("Your diary is back, as it was in the last backup.")
    if kept is not None:
        said += " " + _("What was there before is kept in {path}.", path=quote(str(kept)))
    _state.tell_next(said)
    _state.forget_day()
    st.rerun()
