"""What a test sees of a page: whether it is done, what it asked for, whom it shuts out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
LOCAL_HOSTS = {"127.0.0.1", "localhost"}
LOCAL_SCHEMES = {"about", "blob", "data"}

# Violations in Streamlit's own elements that no page of ours can mend, by axe rule and the
# element at fault. Anything else is ours.
STREAMLIT_OWN = {
    # The drop zone is a labelled <section role="presentation" tabindex="-1">; the button in it
    # is what keyboards and screen readers use.
    "presentation-role-conflict": ('[data-testid="stFileUploaderDropzone"]',),
}

# What a page says of a server that a test has stopped, and is about to start again.
RESTARTING = (
    "ERR_CONNECTION_REFUSED",
    "No response received when attempting to reach",
    "Streamlit server is not responding",
)

# Streamlit's state lags behind a click, so the page also notes when it last spoke to the server.
NOTE_MESSAGES = """
window.matTrial = {sent: 0, ran: 0, busy: 0};
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (...data) {
  window.matTrial.sent = performance.now();
  return send.apply(this, data);
};
new MutationObserver(() => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (app?.dataset.testScriptState === "running") window.matTrial.ran = performance.now();
}).observe(document, {subtree: true, attributeFilter: ["data-test-script-state"]});
"""
IS_IDLE = """([quiet, patience]) => {
  const now = performance.now(), seen = window.matTrial;
  const app = document.querySelector('[data-testid="stApp"]');
  const done = app?.dataset.testScriptState === "notRunning"
    && app.dataset.testConnectionState === "CONNECTED"
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
    && (seen.ran >= seen.sent || now - seen.sent > patience);
  if (!done) seen.busy = now;
  return done && now - seen.busy > quiet;
}"""
QUIET_MS = 400
PATIENCE_MS = 3_000
POLL_MS = 50
"""How often to look; at each frame, as else, the browser would draw without a rest."""
BUSY_MS = 120_000
"""How long a page may take where other work keeps the machine busy."""


class Watch:
    """Everything that the pages of one browser context ask for and complain about."""

    def __init__(self, context: BrowserContext) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        context.add_init_script(NOTE_MESSAGES)
        context.on("request", lambda request: self._note_address(request.url))
        context.on("console", self._note_message)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("page", self._watch_sockets)

    def _watch_sockets(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._note_address(socket.url))

    def _note_address(self, url: str) -> None:
        if not is_local(url):
            self.outside.append(url)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in RESTARTING):
            self.complaints.append(message.text)


ColorScheme = Literal["light", "dark"]


class OpenPage(Protocol):
    """The fixture `page_at`: each call opens a page that may only ask this machine."""

    def __call__(self, width: int, height: int, color_scheme: ColorScheme = "light") -> Page: ...


def is_local(url: str) -> bool:
    """Tell whether asking for that address stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme in LOCAL_SCHEMES or parts.hostname in LOCAL_HOSTS


def wait_until_idle(page: Page, *, quiet_ms: int = QUIET_MS) -> None:
    """Wait until Streamlit has run the page for the last click and drawn what came of it.

    Less quiet is enough where nothing was clicked, and only the window has another size.
    """
    page.evaluate("window.matTrial.busy = performance.now()")
    page.wait_for_function(IS_IDLE, arg=[quiet_ms, PATIENCE_MS], timeout=BUSY_MS, polling=POLL_MS)


def check_accessibility(page: Page, *, rules: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds wrong, one line an element, Streamlit's own faults left out.

    With `rules`, only by those.
    """
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate("options => axe.run(options).then(r => r.violations)", options)
    return [
        f"{violation['id']}: {node['target']}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
        if not _is_streamlits(page, violation["id"], node)
    ]


def small_targets(page: Page) -> list[str]:
    """Buttons, links, choices and fields that a thumb would miss: under 44 px either way."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(
            `button, a[href], summary, [role=radio],
             label:has(input:is([type=checkbox], [type=radio])),
             [data-testid=stSelectbox] [role=group], [data-testid=stTextInputRootElement],
             [data-testid=stNumberInputContainer], .stDateInput [role=group]`)]
          .filter(e => e.checkVisibility({checkVisibilityCSS: true, checkOpacity: true}))
          .map(e => [e, e.getBoundingClientRect()])
          // The skip link grows once it has the focus.
          .filter(([e, box]) => box.width > 1 && (box.height < 43.5 || box.width < 43.5))
          .map(([e, box]) => `${e.outerHTML.slice(0, 120)} ${box.width}x${box.height}`)"""
    )
    return found


def chart_inks(page: Page) -> set[str]:
    """Give every colour that charts are written in, as ``rgb(r, g, b)``."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"] svg text')]
          .map(text => getComputedStyle(text).fill)"""
    )
    return set(found)


def take_screenshot(page: Page, name: str) -> Path:
    """Save the whole page under `screenshots/`, for people to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def _is_streamlits(page: Page, rule: str, node: Mapping[str, Any]) -> bool:
    element = node["target"][-1]
    return any(
        page.evaluate(
            "([target, selector]) => document.querySelector(target)?.matches(selector) ?? false",
            [element, selector],
        )
        for selector in STREAMLIT_OWN.get(rule, ())
    )
