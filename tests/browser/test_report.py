"""The report: one tap from the verdict, and a web page that reads well on phones, in the dark."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.serving import StartServer
from browser.watching import (
    ColorScheme,
    OpenPage,
    check_accessibility,
    take_screenshot,
    wait_until_idle,
)
from mat_trial.diary import Diary
from mat_trial.report import write_html
from mat_trial.results import Call
from report.reading import open_pdf
from report.trials import trial_of

PAGES = (
    "Today",
    "Plan",
    "Diary",
    "What is known about mats",
    "Use it on your phone",
    "What this program is, and is not",
)
FILES = {
    "Report as PDF",
    "Report as web page",
    "Picture (PNG)",
    "Picture (SVG)",
    "Table (CSV)",
    "The days, for a spreadsheet (CSV)",
    "The days, for other programs (Parquet)",
    "Everything, for another machine (JSON)",
    "Download the plan",
    "Plan to print",
}

pytestmark = pytest.mark.browser


def go_to(page: Page, title: str) -> None:
    page.get_by_role("link", name=title, exact=True).last.click()
    wait_until_idle(page)


def take_files(page: Page) -> dict[str, Path]:
    """Save a file for each kind of download on the page, those folded away too."""
    page.evaluate(
        "document.querySelectorAll('details:not([open]) > summary').forEach(e => e.click())"
    )
    wait_until_idle(page)
    buttons = page.get_by_test_id("stDownloadButton").get_by_role("button")
    # Each chart offers the same three, made by the same code.
    first = {button.inner_text().strip(): button for button in reversed(buttons.all())}
    files = {}
    for label, button in first.items():
        with page.expect_download(timeout=60_000) as download:
            button.click()
        files[label.splitlines()[-1]] = download.value.path()
    return files


def test_every_page_and_every_file_asks_no_other_machine(
    server: StartServer, page_at: OpenPage
) -> None:
    """The fixtures fail it for any request or socket beyond this machine, by server or browser."""
    case = trial_of(Call.HELPS)
    app = server(case.today)
    with Diary.open(app.data) as diary:
        diary.lock_plan(case.plan)
        diary.import_entries(case.entries)
    page = page_at(390, 844)
    page.goto(app.url)
    wait_until_idle(page)
    files: dict[str, Path] = {}
    for title in PAGES:
        go_to(page, title)
        files |= take_files(page)
    go_to(page, "Verdict")
    page.get_by_label("Your name, if you want it on the page").fill("Ann Example")
    page.keyboard.press("Tab")
    wait_until_idle(page)
    files |= take_files(page)
    assert all(file.stat().st_size for file in files.values())
    assert set(files) >= FILES
    assert len(open_pdf(files["Report as PDF"].read_bytes()).pages) == 1
    written = files["Report as web page"].read_text(encoding="utf-8")
    assert "Ann Example" in written
    assert "The raw scores were not looked at before the verdict." in written
    page.get_by_role("heading", name="For your doctor").scroll_into_view_if_needed()
    take_screenshot(page, "verdict-report-phone")


def test_the_web_page_reads_well_and_asks_for_nothing(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(write_html(trial_of(Call.HELPS)), encoding="utf-8")
    sizes: tuple[tuple[int, int, ColorScheme], ...] = ((390, 844, "light"), (1280, 800, "dark"))
    asked: list[str] = []
    for width, height, scheme in sizes:
        with chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        ) as context:
            context.on("request", lambda request: asked.append(request.url))
            page = context.new_page()
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert check_accessibility(page) == []
            expect(page.get_by_role("img", name=re.compile("Daily pain from"))).to_have_count(1)
            take_screenshot(page, f"report-{width}-{scheme}")
    assert asked == [file.as_uri()] * len(sizes)
