"""What stands behind a tap: a page with everything open shuts nobody out either."""

from playwright.sync_api import Page, expect

from browser.serving import StartServer
from browser.watching import (
    ColorScheme,
    OpenPage,
    check_accessibility,
    small_targets,
    take_screenshot,
    wait_until_idle,
)
from mat_trial.pages._state import EXAMPLES
from mat_trial.wording.help import TOPICS

N_CHARTS = 6
"""Effect, other ways of asking, days, kinds of day, cycles, and the confidence curve."""
PHONE: tuple[tuple[int, int, ColorScheme], ...] = ((390, 844, "light"), (390, 844, "dark"))
CLOSED = "details:not([open]) > summary"


def open_all(page: Page) -> int:
    """Open every expander, those within others too; return how many there were."""
    opened = 0
    while page.locator(CLOSED).count():
        page.locator(CLOSED).first.click()
        wait_until_idle(page)
        opened += 1
    return opened


def go_to_mats(page: Page) -> None:
    page.get_by_role("link", name="What is known about mats").click()
    wait_until_idle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("What is known about mats")


def look(page: Page, name: str) -> None:
    size = page.viewport_size
    assert size is not None
    # The page scrolls within itself, so only a window that holds it all shows it all.
    height = page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid="stMain"]');
            return innerHeight - main.clientHeight + main.scrollHeight;
        }"""
    )
    page.set_viewport_size({"width": size["width"], "height": height})
    wait_until_idle(page)
    take_screenshot(page, name)
    assert check_accessibility(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"], name
    assert small_targets(page) == [], name
    page.set_viewport_size(size)
    wait_until_idle(page)


def test_what_is_known_about_mats(server: StartServer, page_at: OpenPage) -> None:
    url = server().url
    for width, height, scheme in (*PHONE, (1280, 800, "light")):
        page = page_at(width, height, scheme)
        page.goto(url)
        wait_until_idle(page)
        go_to_mats(page)
        look(page, f"mats-{width}-{scheme}")
        assert open_all(page) == len(TOPICS)
        look(page, f"mats-opened-{width}-{scheme}")
        page.get_by_role("link", name="What this program is, and is not").click()
        wait_until_idle(page)
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text("What this program is, and is not")
        look(page, f"about-{width}-{scheme}")


def test_the_design_help_opens_from_the_keyboard(server: StartServer, page_at: OpenPage) -> None:
    page = page_at(1280, 800)
    page.goto(server().url)
    wait_until_idle(page)
    go_to_mats(page)
    page.get_by_role("button", name="Go to my plan").focus()
    for topic in TOPICS:
        page.keyboard.press("Tab")
        expect(page.locator("summary:focus")).to_contain_text(topic.question)
    page.keyboard.press("Enter")
    expect(page.get_by_text(TOPICS[-1].answer)).to_be_visible()


def test_a_finished_verdict_with_everything_open(server: StartServer, page_at: OpenPage) -> None:
    url = server().url
    for width, height, scheme in PHONE:
        page = page_at(width, height, scheme)
        page.goto(url)
        wait_until_idle(page)
        page.get_by_role("button", name=EXAMPLES["helps"]).click()
        wait_until_idle(page)
        expect(page.get_by_role("heading", level=1)).to_contain_text("the mat lowered your pain")
        charts = page.get_by_test_id("stVegaLiteChart")
        # On a busy machine the page counts as idle between two of its pictures.
        expect(charts).to_have_count(N_CHARTS)
        n_opened, n_charts = open_all(page), charts.count()
        assert n_charts == N_CHARTS
        assert n_opened > n_charts  # the table of each, and the figures for those who want all
        look(page, f"verdict-opened-{width}-{scheme}")
