"""Each browser has a name of its own, and nobody can say that they are another."""

import asyncio
from typing import Any

from starlette.datastructures import Headers

from mat_trial.server.browser_name import BROWSER_HEADER, COOKIE, BrowserName


def ask(*headers: tuple[str, str], kind: str = "http") -> tuple[str | None, str]:
    """Return what the app was told, and the cookie that was set."""
    told: list[str | None] = []
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        told.append(Headers(scope=scope).get(BROWSER_HEADER))
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError

    raw = [(name.encode(), value.encode()) for name, value in headers]
    scope = {"type": kind, "method": "GET", "path": "/", "headers": raw}
    asyncio.run(BrowserName(app)(scope, receive, send))
    return told[0], Headers(raw=sent[0]["headers"]).get("set-cookie", "")


def test_a_browser_keeps_the_name_it_was_given() -> None:
    told, cookie = ask()
    assert told is None
    assert "HttpOnly; SameSite=Strict" in cookie
    name = cookie.split(";")[0]
    first, again = ask(("cookie", name)), ask(("cookie", name), kind="websocket")
    assert first == again
    assert first[0] is not None
    assert name.removeprefix(f"{COOKIE}=") not in first[0]
    assert first[1] == ""
    assert ask(("cookie", ask()[1].split(";")[0]))[0] != first[0]


def test_a_name_that_is_claimed_counts_for_nothing() -> None:
    assert ask((BROWSER_HEADER, "somebody"))[0] is None
    assert ask((BROWSER_HEADER, "somebody"), ("cookie", f"{COOKIE}=short"))[0] is None
    assert ask((BROWSER_HEADER, "somebody"), kind="websocket") == (None, "")
