"""Files with a passphrase: asked for before one goes out, and before one comes in."""

from hashlib import sha256
from typing import NamedTuple

import streamlit as st

from mat_trial.files.sealed import is_sealed, unseal
from mat_trial.language import _
from mat_trial.pages._layout import draw_problems
from mat_trial.pages._lock import draw_new_passphrase
from mat_trial.pages._state import Key
from mat_trial.wording.lock import ADVICE, FILE_WARNING


class Sealing(NamedTuple):
    """Whether files are to be encrypted, and with what; None while that is not settled."""

    wanted: bool
    passphrase: str | None


def draw_sealing() -> Sealing:
    """Ask whether the files that go out are encrypted, and for the passphrase twice."""
    if not st.checkbox(_("Encrypt it with a passphrase"), key="seal_wanted"):
        return Sealing(wanted=False, passphrase=None)
    with st.container(key="card_seal"):
        st.warning(_(FILE_WARNING), icon=":material/warning:")
        st.markdown(_(ADVICE))
        passphrase = draw_new_passphrase("seal")
        if passphrase is None:
            st.caption(_("Type the same passphrase twice. Then the files can be taken."))
        else:
            st.caption(
                _(
                    "The file opens here, under “Bring a file”, and with any program for age "
                    "files. Making it takes some seconds."
                )
            )
    return Sealing(wanted=True, passphrase=passphrase)


def draw_unsealing(name: str, data: bytes) -> bytes | None:
    """Return a file as it is, or what is in it once its passphrase was given; None before."""
    if not is_sealed(data):
        forget_unsealed()
        return data
    digest = sha256(data).digest()
    # Opening takes a second or more, and every tap draws the page again.
    of, opened = st.session_state.get(Key.UNSEALED, (b"", b""))
    if of == digest:
        return bytes(opened)
    with st.form("unseal", clear_on_submit=True, border=False):
        typed = st.text_input(
            _("Passphrase of the file"), type="password", key="unseal_passphrase"
        )
        asked = st.form_submit_button(_("Open the file"), type="primary")
    if asked and typed:
        opened, problems = unseal(data, typed, name=name)
        if problems:
            draw_problems(problems, heading=_("The file could not be opened:"))
        else:
            st.session_state[Key.UNSEALED] = (digest, opened)
            st.rerun()
    return None


def forget_unsealed() -> None:
    """Keep nothing of an encrypted file that is not on the page any more."""
    st.session_state.pop(Key.UNSEALED, None)
