"""A locked diary in real browsers: asked once each, not again by a reload."""

import datetime as dt

from playwright.sync_api import Page, expect

from browser.serving import StartServer
from browser.watching import OpenPage, check_accessibility, take_screenshot, wait_until_idle

PHRASE = "a mat of many spikes"


def open_with(page: Page, passphrase: str) -> None:
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Open the diary").click()


def test_the_passphrase_is_asked_once_in_each_browser(
    server: StartServer, page_at: OpenPage
) -> None:
    url = server(dt.date(2027, 1, 4)).url
    page = page_at(390, 844)
    page.goto(f"{url}/about")
    page.get_by_text("Set a passphrase").click()
    for label in ("New passphrase", "The same again"):
        page.get_by_label(label).fill(PHRASE)
        page.get_by_label(label).press("Enter")
        wait_until_idle(page)
    page.get_by_text("I know: if I forget").click()
    expect(page.get_by_role("button", name="Lock the diary")).to_be_enabled()
    wait_until_idle(page)
    assert check_accessibility(page) == []
    take_screenshot(page, "lock-390-light")
    page.get_by_role("button", name="Lock the diary").click()
    expect(page.get_by_text("Your diary is locked. Keep")).to_be_visible()
    wait_until_idle(page)
    assert check_accessibility(page) == []
    take_screenshot(page, "lock-on-390-light")
    # Neither a reload nor another page asks again; another browser is asked.
    page.goto(url)
    wait_until_idle(page)
    expect(page.get_by_text("This diary is locked")).to_have_count(0)
    other = page_at(1280, 800, "dark")
    other.goto(url)
    expect(other.get_by_role("heading", name="This diary is locked")).to_be_visible()
    open_with(other, "another one")
    expect(other.get_by_text("does not open the diary")).to_be_visible()
    wait_until_idle(other)
    assert check_accessibility(other) == []
    take_screenshot(other, "locked-1280-dark")
    open_with(other, PHRASE)
    expect(other.get_by_text("This diary is locked")).to_have_count(0)
    other.reload()
    wait_until_idle(other)
    expect(other.get_by_text("This diary is locked")).to_have_count(0)
    assert PHRASE not in other.url
