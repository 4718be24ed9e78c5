"""A name for each browser, so that a diary unlocked in one stays locked for all others.

It is a cookie of chance, kept until the browser closes. The pages are told its hash alone.
"""

import hashlib
import re
import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "mat-trial-browser"
BROWSER_HEADER = "x-mat-trial-browser"
"""Tells the pages which browser it is; set here, whatever stood there."""
_NAME = re.compile(r"[A-Za-z0-9_-]{43}")


class BrowserName:
    """ASGI middleware: give a browser that comes without a name one, and pass its hash on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        name = HTTPConnection(scope).cookies.get(COOKIE, "")
        inside = dict(scope, headers=list(scope["headers"]))
        headers = MutableHeaders(scope=inside)
        del headers[BROWSER_HEADER]
        if _NAME.fullmatch(name):
            headers[BROWSER_HEADER] = hashlib.sha256(name.encode()).hexdigest()
            await self.app(inside, receive, send)
        elif scope["type"] == "http" and scope["method"] == "GET":
            await self.app(inside, receive, _naming(send))
        else:
            await self.app(inside, receive, send)


def _naming(send: Send) -> Send:
    async def send_with_name(message: Message) -> None:
        if message["type"] == "http.response.start":
            name = secrets.token_urlsafe(32)
            MutableHeaders(scope=message).append(
                "set-cookie", f"{COOKIE}={name}; HttpOnly; SameSite=Strict; Path=/"
            )
        await send(message)

    return send_with_name
