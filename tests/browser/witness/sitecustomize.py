"""Python runs this before the app under test: it writes down every address beyond this machine
that the server, its threads and its children look up, connect to, send to or listen on; and it
lets a test move the day while the app runs."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

NOTES = Path(os.environ["MAT_TRIAL_WITNESS"])
LOCAL = ("127.0.0.1", "localhost", "::1")
EVENTS = {
    "socket.connect": 1,
    "socket.bind": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
    "socket.getnameinfo": 0,
}
LOOKS_UP = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


def witness(event: str, arguments: Sequence[Any]) -> None:
    position = EVENTS.get(event)
    if position is None:
        return
    address = arguments[position]
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode()
    named_socket = isinstance(address, (str, bytes)) and event not in LOOKS_UP
    if host is not None and host not in LOCAL and not named_socket:
        # Listening on no address in particular is listening on all.
        with NOTES.open("a", encoding="utf-8") as file:
            file.write(f"{event} {host or 'any'}\n")


def move_day(_signal: int, _frame: object) -> None:
    day = Path(os.environ["MAT_TRIAL_MOVED_DAY"])
    os.environ["MAT_TRIAL_TODAY"] = day.read_text(encoding="utf-8")
    # Gone: the test's sign that it is done.
    day.unlink()


sys.addaudithook(witness)
if hasattr(signal, "SIGUSR1"):
    signal.signal(signal.SIGUSR1, move_day)
