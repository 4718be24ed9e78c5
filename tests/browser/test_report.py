"""The report: one tap from the verdict, and a web page that reads well on phones, in the dark."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.serving import StartServer
from browser.watching import (
    ColorScheme,
    OpenPage,
    check_accessibility,
    take_screenshot,
    wait_until_idle,
)
from mat_trial.report import write_html
from mat_trial.results import Call
from report.reading import open_pdf
from report.trials import trial_of

pytestmark = pytest.mark.browser


def test_both_reports_are_a_tap_from_the_verdict(server: StartServer, page_at: OpenPage) -> None:
    page = page_at(390, 844)
    page.goto(server().url)
    page.get_by_role("button", name="One where the mat helps").click()
    wait_until_idle(page)
    page.get_by_role("link", name="Verdict").last.click()
    wait_until_idle(page)
    page.get_by_label("Your name, if you want it on the page").fill("Ann Example")
    page.keyboard.press("Tab")
    wait_until_idle(page)
    with page.expect_download(timeout=60_000) as pdf:
        page.get_by_role("button", name="Report as PDF").click()
    assert len(open_pdf(pdf.value.path().read_bytes()).pages) == 1
    with page.expect_download(timeout=60_000) as html:
        page.get_by_role("button", name="Report as web page").click()
    written = html.value.path().read_text(encoding="utf-8")
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
