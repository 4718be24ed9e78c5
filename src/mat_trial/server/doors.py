"""Which requests may be answered at all: the right host, from our own pages, for what we serve."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import Scope

from mat_trial.server.keys import Door

PHONE_ADDRESS = "MAT_TRIAL_PHONE_ADDRESS"
"""The environment variable by which `mat-trial app --phone` names its address to the server."""

ASK_KEY = "MAT_TRIAL_ASK_KEY"
"""The environment variable by which `mat-trial app --key` tells the server to ask here too."""

DOOR_HEADER = "x-mat-trial-door"
"""Tells the pages which way a browser came; the guard sets it, whatever stood there."""

HOST = "127.0.0.1"
LOOPBACK = (HOST, "localhost", "[::1]")
HTTP_PORT = 80
SAFE_METHODS = {"GET", "HEAD"}
# Of Streamlit's own addresses only what the pages use; metrics, the agent's door, logins and
# components of other makers are not there.
INNER = re.compile(r"/_stcore/(health|host-config|stream|upload_file/[^/]+/[^/]+)")
CLOSED = re.compile(r"/+(_stcore|auth|oauth2callback|component|app/static)(/|$)")


def phone_address(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the address at which phones come in; None where the app is for this computer only.

    Examples
    --------
    >>> phone_address({"MAT_TRIAL_PHONE_ADDRESS": "192.168.1.5"})
    '192.168.1.5'
    """
    return environment.get(PHONE_ADDRESS) or None


def asks_for_key(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether browsers on this computer need a key as well.

    Examples
    --------
    >>> asks_for_key({}), asks_for_key({"MAT_TRIAL_ASK_KEY": "1"})
    (False, True)
    """
    return bool(environment.get(ASK_KEY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """The ways in.

    Parameters
    ----------
    port
        The port of all of them.
    phone
        The address on the local network; None where there is no such way.
    all_need_key
        Whether browsers on this computer need a key as well; phones always do.

    Examples
    --------
    >>> doors = Doors(port=8501, phone="192.168.1.5")
    >>> doors.find("127.0.0.1:8501", peer="127.0.0.1")
    <Door.COMPUTER: 'computer'>
    >>> doors.find("evil.example:8501", peer="127.0.0.1") is None
    True
    """

    port: int
    phone: str | None = None
    all_need_key: bool = False

    def find(self, host: str, *, peer: str) -> Door | None:
        """Return the door that a Host header names, if the peer may stand at it."""
        name = host.lower()
        if name in {self._with_port(known) for known in LOOPBACK}:
            return Door.COMPUTER if _is_loopback(peer) else None
        if self.phone is not None and name == self._with_port(self.phone):
            return Door.PHONE
        return None

    def needs_key(self, door: Door) -> bool:
        """Tell whether a browser needs a key at this door."""
        return self.all_need_key or door is not Door.COMPUTER

    def _with_port(self, host: str) -> str:
        # Browsers leave the usual port out.
        return host if self.port == HTTP_PORT else f"{host}:{self.port}"


def is_foreign(scope: Scope) -> bool:
    """Tell whether a page other than ours is behind a request, the port counting as well.

    Examples
    --------
    >>> headers = [(b"host", b"localhost:8501"), (b"origin", b"http://localhost:9000")]
    >>> is_foreign({"type": "http", "method": "GET", "headers": headers})
    True
    """
    headers = Headers(scope=scope)
    origins = headers.getlist("origin")
    ours = f"http://{headers['host'].lower()}"
    if any(origin.lower() != ours for origin in origins):
        return True
    if scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS:
        return len(origins) != 1
    # A link may lead here; what another page loads, frames or posts may not.
    is_link = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == (
        "navigate",
        "document",
    )
    return headers.get("sec-fetch-site") in {"cross-site", "same-site"} and not is_link


def is_served(path: str) -> bool:
    """Tell whether the pages need this address.

    Examples
    --------
    >>> is_served("/_stcore/metrics"), is_served("/diary")
    (False, True)
    """
    return INNER.fullmatch(path) is not None or CLOSED.match(path) is None


def _is_loopback(peer: str) -> bool:
    try:
        return ipaddress.ip_address(peer).is_loopback
    except ValueError:
        return False
