"""Python runs this before the app under test: it writes down every address beyond this machine
that the server looks up, connects to or listens on."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

NOTES = Path(os.environ["MAT_TRIAL_WITNESS"])
LOCAL = ("127.0.0.1", "localhost", "::1", "")
EVENTS = {"socket.connect": 1, "socket.bind": 1, "socket.sendto": 1, "socket.getaddrinfo": 0}


def witness(event: str, arguments: Sequence[Any]) -> None:
    position = EVENTS.get(event)
    if position is None:
        return
    address = arguments[position]
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode()
    named_socket = isinstance(address, (str, bytes)) and event != "socket.getaddrinfo"
    if host is not None and host not in LOCAL and not named_socket:
        with NOTES.open("a", encoding="utf-8") as file:
            file.write(f"{event} {host}\n")


sys.addaudithook(witness)
