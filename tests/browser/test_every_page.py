"""Nobody is shut out of any page: each of its faces, light and dark, by phone and wide."""

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from browser.faces import FACES, TODAY, Face, put
from browser.serving import StartServer
from browser.watching import (
    BUSY_MS,
    ColorScheme,
    OpenPage,
    chart_inks,
    check_accessibility,
    small_targets,
    take_screenshot,
    wait_until_idle,
)
from mat_trial.charts.theme import DARK, LIGHT

SIZES = ((390, 844), (1280, 800))
OTHERS: tuple[ColorScheme, ...] = ("dark", "light")
"""In which colours each size is seen second; the first are those left by the size before."""
NARROWEST = 320
IS_IN_SCHEME = """scheme =>
  getComputedStyle(document.querySelector('[data-testid="stApp"]')).colorScheme === scheme
  && !document.getAnimations().some(({playState}) => playState === "running")"""
FITS = "width => document.documentElement.scrollWidth <= width"
FIT_MS = 5_000
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
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    if face.path is not None:
        # By its address, as from a bookmark.
        page.goto(url + face.path)
    wait_until_idle(page)
    face.act(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(face.heading)


def find_faults(page: Page, name: str) -> list[str]:
    faults = []
    for (width, height), other in zip(SIZES, OTHERS, strict=True):
        show_whole(page, width, height)
        faults += [f"{width}: {said}" for said in check_accessibility(page)]
        faults += [f"{width}, too small: {target}" for target in small_targets(page)]
        if scroll_width(page) > width:
            faults.append(f"{width}: wider than the window")
        page.emulate_media(color_scheme=other)
        page.wait_for_function(IS_IN_SCHEME, arg=other, timeout=BUSY_MS)
        # The rest is the same in any colour.
        said_in_other = check_accessibility(page, rules=COLOURS)
        faults += [f"{width} {other}: {said}" for said in said_in_other]
        odd = chart_inks(page) - INKS[other]
        faults += [f"{width} {other}: a chart is still written in {ink}" for ink in odd]
        take_screenshot(page, f"{name}-{width}")
    page.set_viewport_size({"width": NARROWEST, "height": 700})
    try:
        page.wait_for_function(FITS, arg=NARROWEST, timeout=FIT_MS)
    except TookTooLong:
        faults.append(f"{NARROWEST}: wider than the window")
    return [f"{name} {fault}" for fault in faults]


def show_whole(page: Page, width: int, height: int) -> None:
    """Make the window hold it all: the page scrolls within itself."""
    page.set_viewport_size({"width": width, "height": height})
    wait_until_idle(page)
    needed = page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid="stMain"]');
            return innerHeight - main.clientHeight + main.scrollHeight;
        }"""
    )
    page.set_viewport_size({"width": width, "height": needed})


def test_every_face_of_every_page_shuts_nobody_out(server: StartServer, page_at: OpenPage) -> None:
    app = server(TODAY)
    page = page_at(*SIZES[0])
    faults = []
    for face in FACES:
        if face.path is not None:
            put(app.data, face.keep)
        open_face(page, face, app.url)
        faults += find_faults(page, face.name)
    assert faults == []
