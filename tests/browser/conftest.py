import datetime as dt
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect, sync_playwright

from browser.chromium import ARGUMENTS, can_install, find_chromium, install_chromium
from browser.serving import AppServer, StartServer
from browser.watching import ColorScheme, OpenPage, Watch
from mat_trial.launch import find_bundle

HERE = Path(__file__).parent
# For the server under test alone; collecting it would set it upon pytest.
collect_ignore = ["witness"]
# A busy machine is slow, not wrong.
expect.set_options(timeout=30_000)
CHANNELS = ("chrome", "chromium", "msedge")
LONG = ("test_whole_trial.py", "test_daily_faces.py", "test_later_faces.py")
"""Begun before the others, so that no process is left alone with one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Last, because Playwright's event loop stays in the main thread until the session ends, and
    # other tests may want one of their own there.
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: (HERE in item.path.parents, item.path.name not in LONG))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def launch(playwright: Playwright) -> Browser:
    if path := find_chromium():
        return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    for channel in CHANNELS:
        try:
            return playwright.chromium.launch(channel=channel, args=ARGUMENTS)
        except Error:
            continue
    if can_install():
        return playwright.chromium.launch(executable_path=install_chromium(), args=ARGUMENTS)
    reason = "no Chromium: install one, or name one in MAT_TRIAL_CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[StartServer]:
    with ExitStack() as stack:

        def start(today: dt.date | None = None, *, bundle: Path | None = None) -> AppServer:
            folder = tmp_path / f"server-{len(started)}"
            folder.mkdir()
            app = AppServer(folder, bundle or find_bundle())
            started.append(app)
            stack.callback(app.stop)
            app.start(today)
            return app

        started: list[AppServer] = []
        yield start
    for app in started:
        assert app.went_outside() == []
        assert "Traceback" not in app.log(), app.log()


@pytest.fixture
def page_at(chromium: Browser) -> Iterator[OpenPage]:
    with ExitStack() as stack:

        def open_page(width: int, height: int, color_scheme: ColorScheme = "light") -> Page:
            context = chromium.new_context(
                viewport={"width": width, "height": height},
                color_scheme=color_scheme,
                has_touch=width < 600,
                locale="en-GB",
                reduced_motion="reduce",
                timezone_id="UTC",
            )
            stack.callback(context.close)
            watches.append(Watch(context))
            return context.new_page()

        watches: list[Watch] = []
        yield open_page
    for watch in watches:
        assert watch.outside == []
        assert watch.complaints == []
