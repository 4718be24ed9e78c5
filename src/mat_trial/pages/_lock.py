"""The lock: asked for on every page while the diary is locked; put on and taken off on About."""

from pathlib import Path

import streamlit as st

from mat_trial.diary import (
    LockedError,
    change_passphrase,
    data_folder,
    delete_plain_backups,
    diary_file,
    is_locked,
    list_plain_backups,
    lock_backups,
    lock_diary,
    unlock_diary,
)
from mat_trial.errors import DiaryError
from mat_trial.language import _, _n, mark
from mat_trial.pages import _keyring, _state
from mat_trial.pages._layout import quote
from mat_trial.server.doors import DOOR_HEADER
from mat_trial.server.keys import Door
from mat_trial.wording.lock import (
    ADVICE,
    LEFTOVERS,
    WARNING,
    describe_strength,
    passphrase_problems,
)

LOCK, DELETE, KEEP = "lock", "delete", "keep"
BACKUPS = {
    LOCK: mark("Lock with the same passphrase"),
    DELETE: mark("Delete"),
    KEEP: mark("Keep readable"),
}


def draw_locked() -> None:
    """Ask for the passphrase, on whatever page it is."""
    st.title(_("This diary is locked"), anchor=False)
    with st.form("unlock", clear_on_submit=True, border=False):
        typed = st.text_input(_("Passphrase"), type="password", key="unlock_passphrase")
        asked = st.form_submit_button(_("Open the diary"), type="primary")
    if st.context.headers.get(DOOR_HEADER) == Door.PHONE:
        st.caption(_("Type it only in a network you trust: on its way it can be read along."))
    if asked and typed:
        try:
            _keyring.open_with(data_folder(), typed)
        except LockedError:
            st.error(
                _(
                    "This passphrase does not open the diary. Nothing was changed. Type it again: "
                    "capitals and spaces count."
                ),
                icon=":material/error:",
            )
            st.markdown(
                _(
                    "If you are sure of it, the file may be damaged: move {path} to another "
                    "folder and load this page again. It then offers your last backup.",
                    path=quote(str(diary_file(data_folder(), None))),
                )
            )
        except DiaryError as error:
            st.error(quote(str(error)), icon=":material/error:")
        else:
            st.rerun()
    st.caption(
        _(
            "This browser stays open to the diary until you lock it, the program stops, or 12 "
            "hours pass without use. Without the passphrase nobody can open it, not even its "
            "makers."
        )
    )


def draw_lock() -> None:
    """Draw the section on the lock: put it on, or change and take it off."""
    if _state.in_example():
        return
    st.header(_("Lock your diary"), anchor=False)
    folder = data_folder()
    try:
        if is_locked(folder):
            _draw_changes(folder)
        else:
            _draw_locking(folder)
    except DiaryError as error:
        st.error(str(error).replace("*", r"\*"), icon=":material/error:")


def _draw_locking(folder: Path) -> None:
    st.markdown(
        _(
            "If others use this computer, or you may lose it, you can lock the diary. Then its "
            "file can only be read with a passphrase. You are asked for it each time the program "
            "starts."
        )
    )
    with st.expander(_("Set a passphrase"), key="lock_expander"):
        st.warning(f"**{_(WARNING)}**", icon=":material/warning:")
        st.markdown(_(ADVICE))
        typed = draw_new_passphrase("lock")
        plain = list_plain_backups(folder)
        choice = KEEP
        if plain:
            choice = st.radio(
                _n(
                    "{n} backup beside the diary is not locked. What should happen to it?",
                    "{n} backups beside the diary are not locked. What should happen to them?",
                    len(plain),
                ),
                list(BACKUPS),
                format_func=lambda name: _(BACKUPS[name]),
                key="lock_backups",
            )
        st.caption(_(LEFTOVERS))
        known = st.checkbox(
            _("I know: if I forget the passphrase, my diary is lost."), key="lock_known"
        )
        if st.button(_("Lock the diary"), type="primary", disabled=not known, key="lock_now"):
            if typed is None:
                st.error(_("Type the same passphrase twice first."), icon=":material/error:")
                return
            key = lock_diary(folder, typed)
            _keyring.hold(folder, key)
            if choice == LOCK:
                lock_backups(folder, key)
            elif choice == DELETE:
                delete_plain_backups(folder)
            _begin_anew(_("Your diary is locked. Keep the passphrase where you will find it."))


def _draw_changes(folder: Path) -> None:
    key = _keyring.find_key(folder)
    if key is None:
        return
    st.markdown(
        _("Your diary is locked on the disk, and open for this browser until you lock it again.")
    )
    if st.button(_("Lock it now"), type="primary", key="lock_again_now"):
        _keyring.forget_all()
        st.rerun()
    with st.expander(_("Another passphrase"), key="change_expander"):
        st.warning(f"**{_(WARNING)}**", icon=":material/warning:")
        typed = draw_new_passphrase("change")
        st.caption(_("Backups made before ask for the passphrase they were made with."))
        if st.button(_("Change the passphrase"), key="change_now"):
            if typed is None:
                st.error(_("Type the same passphrase twice first."), icon=":material/error:")
                return
            new = change_passphrase(folder, key, typed)
            _keyring.forget_all()
            _keyring.hold(folder, new)
            _begin_anew(_("Your diary has the new passphrase."))
    with st.expander(_("Take the lock off"), key="unlock_expander"):
        st.markdown(
            _("Whoever has this disk can then read the diary. Locked backups stay locked.")
        )
        if st.button(_("Take the lock off for good"), key="unlock_now"):
            unlock_diary(folder, key)
            _keyring.forget_all()
            _begin_anew(_("The lock is off."))


def draw_new_passphrase(name: str) -> str | None:
    """Ask for a new passphrase twice; None until it is long enough and the same both times."""
    first = st.text_input(_("New passphrase"), type="password", key=f"{name}_first")
    again = st.text_input(_("The same again"), type="password", key=f"{name}_again")
    if not first:
        return None
    problems = passphrase_problems(first, again or first, where=_("Passphrase"))
    for problem in problems:
        st.error(str(problem), icon=":material/error:")
    if not problems:
        st.caption(describe_strength(first))
    return first if again and not problems else None


def _begin_anew(message: str) -> None:
    for name in ("lock_first", "lock_again", "change_first", "change_again"):
        st.session_state.pop(name, None)
    _state.tell_next(message)
    st.rerun()
