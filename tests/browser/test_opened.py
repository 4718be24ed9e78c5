"""What stands behind a tap."""

from playwright.sync_api import Page, expect

from browser.serving import StartServer
from browser.watching import (
    OpenPage,
    check_accessibility,
    small_targets,
    take_screenshot,
    wait_until_idle,
)
from mat_trial.wording.help import TOPICS


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
