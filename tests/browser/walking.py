"""A walk over faces of pages: whom each shuts out, light and dark, by phone and wide."""

from collections.abc import Sequence

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from browser.faces import Face, put
from browser.serving import AppServer
from browser.watching import (
    BUSY_MS,
    ColorScheme,
    chart_inks,
    check_accessibility,
    small_targets,
    take_screenshot,
    wait_until_idle,
)
from mat_trial.charts.theme import DARK, LIGHT

View = tuple[int, int, ColorScheme]
VIEWS: tuple[View, ...] = ((390, 844, "light"), (1280, 800, "dark"))
TURNED_ROUND: tuple[View, ...] = ((390, 844, "dark"), (1280, 800, "light"))
NARROWEST = 320
IS_IN_SCHEME = """scheme =>
  getComputedStyle(document.querySelector('[data-testid="stApp"]')).colorScheme === scheme
  && !document.getAnimations().some(({playState}) => playState === "running")"""
SHOWN_WORDS = """() => {
  const split = (text) => text.split(/\\s+/);
  const drawn = new Set([...document.querySelectorAll("svg text")]
    .flatMap(({textContent}) => split(textContent)));
  return [...new Set(split(document.body.innerText))]
    .filter((word) => !drawn.has(word)).sort().join(" ");
}"""
FITS = "width => document.documentElement.scrollWidth <= width"
FIT_MS = 5_000
RESIZED_MS = 150
INKS = {
    scheme: {
        f"rgb({int(ink[1:3], 16)}, {int(ink[3:5], 16)}, {int(ink[5:7], 16)})"
        for ink in (palette.ink, palette.muted)
    }
    for scheme, palette in (("light", LIGHT), ("dark", DARK))
}
COLOURS = ("color-contrast", "link-in-text-block")


def scroll_width(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def open_face(page: Page, face: Face, url: str) -> None:
    width, height, scheme = VIEWS[0]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": height})
    if face.path is not None:
        # By its address, as from a bookmark.
        page.goto(url + face.path)
    wait_until_idle(page)
    face.act(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(face.heading)


def find_faults(page: Page, name: str, *, turn_round: bool) -> list[str]:
    """Look at a page on a phone in light colours, wide in dark ones, and at the least width.

    Colours take most of the time, and what is seen at both widths has the same at both. So only
    a page that shows something at one width alone is looked at the other way round as well.
    """
    faults: list[str] = []
    words: set[str] = set()
    for width, height, scheme in VIEWS:
        show(page, width, height, scheme)
        words.add(page.evaluate(SHOWN_WORDS))
        faults += [f"{width}: {said}" for said in check_accessibility(page)]
        faults += [f"{width}, too small: {target}" for target in small_targets(page)]
        if scroll_width(page) > width:
            faults.append(f"{width}: wider than the window")
        odd = chart_inks(page) - INKS[scheme]
        faults += [f"{width} {scheme}: a chart is still written in {ink}" for ink in odd]
        take_screenshot(page, f"{name}-{width}-{scheme}")
    if turn_round or len(words) > 1:
        for width, height, scheme in TURNED_ROUND:
            show(page, width, height, scheme)
            found = check_accessibility(page, rules=COLOURS)
            faults += [f"{width} {scheme}: {said}" for said in found]
    page.set_viewport_size({"width": NARROWEST, "height": 700})
    try:
        page.wait_for_function(FITS, arg=NARROWEST, timeout=FIT_MS)
    except TookTooLong:
        faults.append(f"{NARROWEST}: wider than the window")
    return [f"{name} {fault}" for fault in faults]


def show(page: Page, width: int, height: int, scheme: ColorScheme) -> None:
    """Show a page in a window that holds it all, for it scrolls within itself."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(IS_IN_SCHEME, arg=scheme, timeout=BUSY_MS)
    wait_until_idle(page, quiet_ms=RESIZED_MS)
    needed = page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid="stMain"]');
            return innerHeight - main.clientHeight + main.scrollHeight;
        }"""
    )
    page.set_viewport_size({"width": width, "height": needed})


def walk(app: AppServer, page: Page, faces: Sequence[Face]) -> list[str]:
    """Look at one face after the other, and return all that is wrong with them."""
    faults = []
    for face in faces:
        if face.path is not None:
            put(app.data, face.keep)
        open_face(page, face, app.url)
        # The first stands for the bar of pages, which has a place of its own at each width.
        faults += find_faults(page, face.name, turn_round=face is faces[0])
    return faults
