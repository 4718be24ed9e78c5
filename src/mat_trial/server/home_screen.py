"""The head of Streamlit's page: where the server is, and the icon on a phone's home screen."""

import json
from functools import cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAME = "Mat Trial"
MANIFEST = "/manifest.webmanifest"
ICONS = {"/apple-touch-icon.png": 180, "/icon-192.png": 192, "/icon-512.png": 512}
FILES = {MANIFEST, "/favicon.png", *ICONS}
"""What is given without a key: phones fetch icons without cookies, and they tell nothing."""

COLOR = "#0f766e"
SVG = Path(__file__).parents[1] / "pages" / "icon.svg"
TITLE = b"<title>Streamlit</title>"
# Told where the server is, Streamlit does not look for it below the page's own address first,
# which a bookmark of a page would answer with errors.
WHERE = (
    "window.__streamlit = {BACKEND_BASE_URL: location.origin, MAIN_PAGE_BASE_URL: location.origin}"
)
HEAD = f"""<title>{NAME}</title>
<script>{WHERE}</script>
<link rel="manifest" href="{MANIFEST}" crossorigin="use-credentials">
<link rel="apple-touch-icon" href="/apple-touch-icon.png">
<meta name="apple-mobile-web-app-title" content="{NAME}">
<meta name="mobile-web-app-capable" content="yes">
<meta name="theme-color" content="{COLOR}">""".encode()


def make_routes() -> list[Route]:
    """Return the routes of the manifest and the icons."""
    icons = [Route(path, _give_icon) for path in ("/favicon.png", *ICONS)]
    return [Route(MANIFEST, _give_manifest), *icons]


@cache
def draw_icon(size: int) -> bytes:
    r"""Draw the icon as PNG, filled to its corners: a phone rounds them itself.

    Parameters
    ----------
    size
        Width and height in pixels.

    Examples
    --------
    >>> draw_icon(180)[:4]
    b'\x89PNG'
    """
    import vl_convert  # noqa: PLC0415 - most starts need no icon

    svg = SVG.read_text(encoding="utf-8").replace(' rx="7"', "")
    width = 32
    return bytes(vl_convert.svg_to_png(svg, scale=size / width, ppi=72))


class HomeScreenHead:
    """ASGI middleware: name the app, its icon and its manifest in the head of Streamlit's page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def send_with_head(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                if "text/html" in MutableHeaders(scope=message).get("content-type", ""):
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                body = body.replace(TITLE, HEAD)
                headers = MutableHeaders(scope=start)
                if body:
                    headers["content-length"] = str(len(body))
                del headers["etag"]
                await send(start)
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await self.app(_without_shortcuts(scope), receive, send_with_head)


def _without_shortcuts(scope: Scope) -> Scope:
    # The page must come whole and readable; everything else keeps its compression.
    if scope["path"].startswith(("/static/", "/media/", "/_stcore/")):
        return scope
    left_out = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    return dict(scope, headers=[pair for pair in scope["headers"] if pair[0] not in left_out])


def _give_manifest(_request: Request) -> Response:
    manifest = {
        "name": NAME,
        "short_name": NAME,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": COLOR,
        "icons": [
            {"src": path, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"}
            for path, size in ICONS.items()
        ],
    }
    return Response(json.dumps(manifest), media_type="application/manifest+json")


def _give_icon(request: Request) -> Response:
    size = ICONS.get(request.url.path, min(ICONS.values()))
    return Response(draw_icon(size), media_type="image/png")
