"""The headers that every answer carries, whoever wrote it."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mat_trial.server.doors import LOOPBACK

STARTS = {"http.response.start", "websocket.accept", "websocket.http.response.start"}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Streamlit's page has a script in it and ours have some; Vega compiles its expressions.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws://{host}; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
PLAIN_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""For a page of ours without any script."""


class SafeHeaders:
    """ASGI middleware: put the headers on every answer, WebSocket handshakes included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] in STARTS:
                message.setdefault("headers", [])
                _dress(MutableHeaders(scope=message), scope)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _dress(headers: MutableHeaders, scope: Scope) -> None:
    host = Headers(scope=scope).get("host", "").lower()
    headers.update(FIXED)
    headers.setdefault("Content-Security-Policy", POLICY.format(host=host))
    if host.rpartition(":")[0] in LOOPBACK or host in LOOPBACK:
        # Over plain HTTP from another machine browsers ignore this one, and complain.
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    # The program's own files hold nothing of the person and have their hash in their name.
    is_program = scope["path"].startswith("/static/") and "immutable" in headers.get(
        "Cache-Control", ""
    )
    headers["Cache-Control"] = "private, immutable, max-age=604800" if is_program else "no-store"
