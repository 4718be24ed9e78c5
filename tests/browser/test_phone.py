"""A phone comes in by the code on the computer's screen, at this machine's own address."""

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import segno
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.chromium import ARGUMENTS, find_chromium
from browser.serving import AppServer
from browser.watching import (
    OpenPage,
    Watch,
    check_accessibility,
    small_targets,
    take_screenshot,
    wait_until_idle,
)
from mat_trial.errors import MatTrialError
from mat_trial.launch import find_bundle
from mat_trial.pages._state import EXAMPLES
from mat_trial.server.greeting import write_entrance
from mat_trial.server.keys import Door
from mat_trial.server.network import find_own_address


@pytest.fixture
def address() -> str:
    try:
        return find_own_address()
    except MatTrialError as error:
        pytest.skip(f"this machine has no address in a home network: {error}")


@pytest.fixture
def app(address: str, tmp_path: Path) -> Iterator[AppServer]:
    app = AppServer(tmp_path, find_bundle(), phone=address)
    app.start()
    yield app
    app.stop()
    assert app.went_outside() == [f"socket.bind {address}"]
    assert "Traceback" not in app.log(), app.log()


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    # The other browsers under test can reach loopback only.
    arguments = [word + f", EXCLUDE {address}" * word.startswith("--host-r") for word in ARGUMENTS]
    browser = chromium.browser_type.launch(executable_path=find_chromium(), args=arguments)
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB"
    )
    watch = Watch(context)
    yield context
    browser.close()
    assert {urlsplit(url).hostname for url in watch.outside} == {address}
    # The page of a phone that is shut out is refused; Chromium notes that as an error.
    assert [said for said in watch.complaints if "403 (Forbidden)" not in said] == []


def read_code(page: Page) -> str:
    return page.locator("dl.facts dd").nth(1).inner_text()


def open_phone_page(page: Page, app: AppServer) -> None:
    page.goto(app.url)
    wait_until_idle(page)
    page.get_by_role("link", name="Use it on your phone").click()
    wait_until_idle(page)


def look(page: Page, name: str) -> None:
    take_screenshot(page, name)
    assert check_accessibility(page) == [], name
    assert small_targets(page) == [], name


def test_a_phone_comes_in_by_the_code_and_is_shut_out_again(
    app: AppServer, address: str, page_at: OpenPage, phone: BrowserContext
) -> None:
    computer = page_at(1280, 800)
    open_phone_page(computer, app)
    look(computer, "phone-code-1280-light")
    entrance = write_entrance(address, app.port, read_code(computer))
    drawn = computer.get_by_role("img", name="Code to scan with your phone")
    expect(drawn).to_have_js_property("complete", value=True)
    code = segno.make(entrance, micro=False).svg_data_uri(scale=6, light="#fff")
    assert drawn.get_attribute("src") == code
    dark = page_at(390, 844, "dark")
    open_phone_page(dark, app)
    look(dark, "phone-code-390-dark")

    page = phone.new_page()
    closed = page.goto(f"http://{address}:{app.port}/diary")
    assert closed is not None
    assert closed.status == http.client.FORBIDDEN
    look(page, "phone-closed-390-light")
    page.goto(entrance)
    wait_until_idle(page)
    assert page.url == f"http://{address}:{app.port}/"
    assert "key" not in page.evaluate(
        "document.referrer + performance.getEntriesByType('navigation')[0].name"
    )
    assert app.keys.count_passes(Door.PHONE) == 1
    page.get_by_role("button", name=EXAMPLES["helps"]).click()
    wait_until_idle(page)
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    page.get_by_role("link", name="Use it on your phone").click()
    wait_until_idle(page)
    expect(page.get_by_text("This phone is let in.")).to_be_visible()
    expect(page.get_by_role("button", name="Shut phones out")).to_have_count(0)
    look(page, "phone-let-in-390-light")

    open_phone_page(computer, app)
    computer.get_by_role("button", name="Shut phones out").click()
    wait_until_idle(computer)
    expect(computer.get_by_text("All phones are shut out.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("no key to the diary")
    page.get_by_label("Or type the code").fill(read_code(computer).lower())
    page.get_by_role("button", name="Open the diary").click()
    wait_until_idle(page)
    assert page.url == f"http://{address}:{app.port}/"
    for key in (entrance.split("=")[1], phone.cookies()[0].get("value", "")):
        assert key
        assert key not in app.log()
