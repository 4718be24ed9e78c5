"""Use it on your phone: how to, and with ``--phone`` the code to scan and the way to end it."""

from html import escape

import segno
import streamlit as st

from mat_trial.language import _, _n
from mat_trial.pages._layout import draw_facts, show_told
from mat_trial.pages._state import Key, tell_next
from mat_trial.server.doors import DOOR_HEADER, phone_address
from mat_trial.server.greeting import say_trust, write_entrance
from mat_trial.server.keys import PASS_LASTS, TICKET_LASTS, Door, open_keys


def explain_start() -> None:
    """Say how phones are let in, where the app was started without."""
    st.markdown(
        _("Now the app answers this computer only. To write down your day on your phone as well:")
    )
    st.markdown(
        "\n".join(
            f"{number}. {step}"
            for number, step in enumerate(
                (
                    _("Stop Mat Trial in the terminal: press Ctrl and C together."),
                    _("Start it again with `mat-trial app --phone`."),
                    _("Open this page again, and scan the code that it then shows."),
                ),
                start=1,
            )
        )
    )
    st.markdown(_("The diary stays on this computer. It must be on while you use your phone."))
    st.warning(say_trust(), icon=":material/wifi:")


def show_code(address: str) -> None:
    """Show the code that lets one phone in, and who was let in so far."""
    keys = open_keys()
    ticket = st.session_state.get(Key.PHONE_TICKET)
    if ticket is None or not keys.is_ticket_open(Door.PHONE, ticket):
        ticket = st.session_state[Key.PHONE_TICKET] = keys.issue_ticket(Door.PHONE)
    st.warning(say_trust(), icon=":material/wifi:")
    st.markdown(_("Your phone must be in the same Wi-Fi as this computer. Scan this with it:"))
    draw_code(write_entrance(address, st.get_option("server.port"), ticket))
    minutes = int(TICKET_LASTS[Door.PHONE].total_seconds()) // 60
    st.markdown(_n("It works once, for {n} minute.", "It works once, for {n} minutes.", minutes))
    st.markdown(_("If it cannot be scanned, open this address on the phone and type the code:"))
    plain = f"http://{address}:{st.get_option('server.port')}"
    draw_facts([(_("Address"), plain), (_("Code"), ticket)])
    if st.button(_("Show a new code")):
        keys.drop_ticket(Door.PHONE, ticket)
        st.rerun()
    st.header(_("Phones let in"), anchor=False)
    n_phones = keys.count_passes(Door.PHONE)
    st.markdown(
        _n("{n} phone is let in.", "{n} phones are let in.", n_phones)
        if n_phones
        else _("No phone is let in yet.")
    )
    days = PASS_LASTS[Door.PHONE].days
    st.markdown(
        _n(
            "A phone stays let in for {n} day, or until you shut it out.",
            "A phone stays let in for {n} days, or until you shut it out.",
            days,
        )
    )
    if st.button(_("Shut phones out"), disabled=n_phones == 0):
        keys.shut_out(Door.PHONE)
        tell_next(_("All phones are shut out. To come in again, they need a new code."))
        st.rerun()


def draw_code(entrance: str) -> None:
    """Draw the code, black on white in the dark as well: cameras want it so."""
    # As an image of its own: Streamlit takes drawings out of the HTML that it is given.
    picture = segno.make(entrance, micro=False).svg_data_uri(scale=6, light="#fff")
    name = escape(_("Code to scan with your phone"))
    st.html(f'<img class="qr" alt="{name}" src="{escape(picture)}">')


def explain_home_screen() -> None:
    """Say how the phone keeps a way to the app."""
    st.header(_("Put it on the home screen"), anchor=False)
    st.markdown(
        "\n".join(
            (
                "- "
                + _(
                    "iPhone, in Safari: tap Share, then “Add to Home Screen”. If it asks for a "
                    "code there, show a new one on the computer and type it."
                ),
                "- " + _("Android, in Chrome: tap the three dots, then “Add to Home screen”."),
            )
        )
    )
    st.markdown(
        _("If your computer gets another address in the network, scan a new code from it.")
    )


st.title(_("Use it on your phone"), anchor=False)
show_told()
address = phone_address()
if st.context.headers.get(DOOR_HEADER) == Door.PHONE:
    st.markdown(_("This phone is let in. To shut it out, open this page on your computer."))
    explain_home_screen()
elif address is None:
    explain_start()
else:
    show_code(address)
    explain_home_screen()
