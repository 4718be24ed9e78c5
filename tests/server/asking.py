"""Ask the server as a browser would, or as somebody who pretends to be one."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass

from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from browser.serving import KNOWN, AppServer
from mat_trial.server.doors import HOST
from mat_trial.server.guard import COOKIE

PASS = {"Cookie": f"{COOKIE}tests={KNOWN}"}
"""What a browser on the computer comes with, once it was let in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def cookie(self) -> dict[str, str]:
        """The headers with which the browser goes on."""
        return {"Cookie": self.headers["set-cookie"].split(";")[0]}


def ask(
    app: AppServer,
    path: str,
    headers: Mapping[str, str] | None = None,
    *,
    to: str = HOST,
    method: str = "GET",
    peer: str = HOST,
) -> Answer:
    """Ask for an address; a Host header given replaces the usual one."""
    connection = http.client.HTTPConnection(to, app.port, timeout=30, source_address=(peer, 0))
    connection.request(method, path, headers=dict(headers or {}))
    answer = connection.getresponse()
    got = {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read().decode("utf-8", errors="replace")
    connection.close()
    return Answer(status=answer.status, headers=got, body=body)


def open_socket(
    app: AppServer,
    *,
    to: str = HOST,
    origin: str | None = "",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Open the WebSocket of the pages and tell the answer; an empty `origin` is the right one."""
    own = f"http://{to}:{app.port}" if origin == "" else origin
    more = dict(headers or {}) | ({} if own is None else {"Origin": own})
    try:
        with connect(
            f"ws://{to}:{app.port}/_stcore/stream", additional_headers=more, proxy=None
        ) as socket:
            assert socket.response is not None
            answer = socket.response
    except InvalidStatus as error:
        answer = error.response
    got = {name.lower(): value for name, value in answer.headers.raw_items()}
    return Answer(status=answer.status_code, headers=got, body=(answer.body or b"").decode())
