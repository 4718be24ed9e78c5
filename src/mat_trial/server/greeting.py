"""What the terminal says once the app runs: where it is, and how a browser or phone comes in."""

import os
import sys
import webbrowser
from dataclasses import dataclass

import segno

from mat_trial.language import _
from mat_trial.server.closed_page import ENTRANCE
from mat_trial.server.doors import HOST
from mat_trial.server.keys import Door, Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What there is to tell about a server that runs.

    Parameters
    ----------
    port
        Where it listens.
    keys
        What lets browsers in.
    phone
        Address on the local network; None for this machine only.
    ask_key
        Whether browsers on this machine need a key as well.
    open_browser
        Whether to open the browser, where there is a display.
    """

    port: int
    keys: Keys
    phone: str | None
    ask_key: bool
    open_browser: bool


def greet(greeting: Greeting) -> None:
    """Print the addresses, and open the browser where it can be seen.

    Parameters
    ----------
    greeting
        What to tell.
    """
    plain = f"http://{HOST}:{greeting.port}"
    _tell(_("Mat Trial runs at {address}. Press Ctrl-C to stop it.", address=plain))
    if greeting.ask_key:
        _tell(_("A browser comes in for the first time through this address, which works once:"))
        _tell(f"  {_write_own_entrance(greeting)}")
    if greeting.phone is not None:
        _greet_phone(greeting, greeting.phone)
    if greeting.open_browser and _has_display():
        # A ticket of its own: other users of this machine may see what a browser is started with.
        webbrowser.open(_write_own_entrance(greeting) if greeting.ask_key else plain)


def write_entrance(host: str, port: int, ticket: str) -> str:
    """Return the address that a ticket goes with.

    Examples
    --------
    >>> write_entrance("192.168.1.5", 8501, "ABCD-EFGH")
    'http://192.168.1.5:8501/enter?key=ABCD-EFGH'
    """
    return f"http://{host}:{port}{ENTRANCE}?key={ticket}"


def say_trust() -> str:
    """Return the sentence that must stand wherever the phone's way in is shown.

    Examples
    --------
    >>> say_trust().split(".")[0]
    'Do this only in a network that you trust, such as your own at home'
    """
    return _(
        "Do this only in a network that you trust, such as your own at home. What goes between "
        "phone and computer is not encrypted, so whoever controls that network could read it."
    )


def _write_own_entrance(greeting: Greeting) -> str:
    return write_entrance(HOST, greeting.port, greeting.keys.issue_ticket(Door.COMPUTER))


def _greet_phone(greeting: Greeting, phone: str) -> None:
    entrance = write_entrance(phone, greeting.port, greeting.keys.issue_ticket(Door.PHONE))
    _tell("")
    _tell(_("For your phone, in the same Wi-Fi, scan this. It works once, for 15 minutes:"))
    if sys.stdout.isatty():
        segno.make(entrance, micro=False).terminal(compact=True)
    _tell(f"  {entrance}")
    _tell(say_trust())
    _tell(_("For a new code, or to shut phones out, open “Use it on your phone” in the app."))


def _tell(sentence: str) -> None:
    print(sentence, flush=True)


def _has_display() -> bool:
    # Without one, webbrowser would start a text browser in the person's terminal.
    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
