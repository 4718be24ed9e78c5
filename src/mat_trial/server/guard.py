"""The guard: no answer and no WebSocket before host, origin and key are right."""

import asyncio
import hashlib
import math
import time
from collections import deque

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from mat_trial.language import _, mark, speaking
from mat_trial.server.closed_page import ENTRANCE, choose_language, draw_closed
from mat_trial.server.doors import DOOR_HEADER, Doors, is_foreign, is_served
from mat_trial.server.home_screen import FILES
from mat_trial.server.keys import PASS_LASTS, Door, Keys

COOKIE = "mat_trial_"
"""Start of a pass's cookie; part of its hash follows, so that two diaries keep out of each
other's way: cookies do not know ports."""

WRONG_DELAY = 0.5
MOST_WRONG = 5
WRONG_SECONDS = 60.0
POLICY_VIOLATION = 1008

NOT_OURS = mark("This is not an address of Mat Trial.")
FOREIGN = mark("Another page may not ask for this.")
NOTHING = mark("There is nothing here.")


class Throttle:
    """Count wrong tickets by address.

    Examples
    --------
    >>> throttle = Throttle()
    >>> for _wrong in range(MOST_WRONG):
    ...     throttle.note("192.168.1.9", now=0)
    >>> throttle.wait("192.168.1.9", now=20), throttle.wait("192.168.1.9", now=61)
    (40, 0)
    """

    def __init__(self) -> None:
        self._wrong: dict[str, deque[float]] = {}

    def note(self, peer: str, *, now: float) -> None:
        """Note a wrong ticket."""
        for known in list(self._wrong):
            self._forget(known, now)
        self._wrong.setdefault(peer, deque(maxlen=MOST_WRONG)).append(now)

    def wait(self, peer: str, *, now: float) -> int:
        """Return for how many seconds that address must not try again."""
        self._forget(peer, now)
        times = self._wrong.get(peer)
        if times is None or len(times) < MOST_WRONG:
            return 0
        return math.ceil(times[0] + WRONG_SECONDS - now)

    def _forget(self, peer: str, now: float) -> None:
        times = self._wrong.get(peer)
        while times and now - times[0] >= WRONG_SECONDS:
            times.popleft()
        if not times:
            self._wrong.pop(peer, None)


class Guard:
    """ASGI middleware: let in who may come, by the rules of `Doors` and `Keys`."""

    def __init__(self, app: ASGIApp, *, doors: Doors, keys: Keys) -> None:
        self.app = app
        self.doors = doors
        self.keys = keys
        self._throttle = Throttle()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        hosts = Headers(scope=scope).getlist("host")
        client = HTTPConnection(scope).client
        peer = "" if client is None else client.host
        door = self.doors.find(hosts[0], peer=peer) if len(hosts) == 1 else None
        if door is None:
            answer: Response | None = _refuse(scope, NOT_OURS, 421)
        elif is_foreign(scope):
            answer = _refuse(scope, FOREIGN, 403)
        elif not is_served(scope["path"]):
            answer = _refuse(scope, NOTHING, 404)
        elif scope["type"] == "http" and scope["path"] in FILES:
            answer = None
        elif not self.doors.needs_key(door):
            await self._pass_on(door, scope, receive, send)
            return
        else:
            await self._admit(door, peer, scope, receive, send)
            return
        await _answer_or(self.app, answer, scope, receive, send)

    async def _pass_on(self, door: Door, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == ENTRANCE:
            # A bookmark from a start with a key.
            await _go_home()(scope, receive, send)
        else:
            await self.app(_let_in(scope, door), receive, send)

    async def _admit(
        self, door: Door, peer: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        given = self._find_pass(door, scope)
        accepted = Headers(scope=scope).get("accept-language", "")
        if scope["type"] == "http" and scope["path"] == ENTRANCE:
            answer = await self._open(door, peer, given, accepted, scope)
            await answer(scope, receive, send)
        elif given is None:
            await _answer_or(self.app, draw_closed(door, accepted), scope, receive, send)
        elif scope["type"] == "websocket":
            await self._watch(door, given, _let_in(scope, door), receive, send)
        else:
            await self.app(_let_in(scope, door), receive, send)

    async def _open(
        self, door: Door, peer: str, given: str | None, accepted: str, scope: Scope
    ) -> Response:
        connection = HTTPConnection(scope)
        ticket = connection.query_params.get("key", "")
        # A browser that fetches ahead of its person must not use the ticket up.
        if scope["method"] != "GET" or "sec-purpose" in connection.headers:
            return draw_closed(door, accepted)
        if given is not None:
            self.keys.drop_ticket(door, ticket)
            return _go_home()
        if not ticket:
            return draw_closed(door, accepted)
        if wait := self._throttle.wait(peer, now=time.monotonic()):
            return draw_closed(door, accepted, wait=wait)
        new = self.keys.redeem_ticket(door, ticket)
        if new is None:
            self._throttle.note(peer, now=time.monotonic())
            await asyncio.sleep(WRONG_DELAY)
            return draw_closed(door, accepted, wrong=True)
        answer = _go_home()
        answer.set_cookie(
            COOKIE + hashlib.sha256(new.encode()).hexdigest()[:8],
            new,
            max_age=int(PASS_LASTS[door].total_seconds()),
            httponly=True,
            samesite="strict",
        )
        return answer

    def _find_pass(self, door: Door, scope: Scope) -> str | None:
        cookies = HTTPConnection(scope).cookies
        ours = (value for name, value in cookies.items() if name.startswith(COOKIE))
        return next((value for value in ours if self.keys.admits(door, value)), None)

    async def _watch(
        self, door: Door, given: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        # An open socket ends with its pass, and not only when it is next opened.
        closed = False

        async def close_if_shut_out() -> bool:
            nonlocal closed
            if not closed and not self.keys.admits(door, given):
                closed = True
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return closed

        async def receive_if_admitted() -> Message:
            message = await receive()
            if await close_if_shut_out():
                return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
            return message

        async def send_if_admitted(message: Message) -> None:
            if not await close_if_shut_out():
                await send(message)

        await self.app(scope, receive_if_admitted, send_if_admitted)


async def _answer_or(
    app: ASGIApp, answer: Response | None, scope: Scope, receive: Receive, send: Send
) -> None:
    if answer is None:
        await app(scope, receive, send)
    elif scope["type"] == "websocket":
        await WebSocket(scope, receive, send).send_denial_response(answer)
    else:
        await answer(scope, receive, send)


def _let_in(scope: Scope, door: Door) -> Scope:
    inside = dict(scope, headers=list(scope["headers"]))
    headers = MutableHeaders(scope=inside)
    headers[DOOR_HEADER] = door
    # Beyond this place nobody needs the key, so nobody can log it.
    kept = [
        part
        for part in "; ".join(headers.getlist("cookie")).split("; ")
        if not part.startswith(COOKIE)
    ]
    headers["cookie"] = "; ".join(kept)
    return inside


def _go_home() -> Response:
    return RedirectResponse("/", status_code=303)


def _refuse(scope: Scope, why: str, status: int) -> Response:
    language = choose_language(Headers(scope=scope).get("accept-language", ""))
    with speaking(language):
        return PlainTextResponse(
            _(why), status_code=status, headers={"Content-Language": language}
        )
