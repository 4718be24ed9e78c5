"""What a person wrote stays in the diary: in no address, log or temporary file."""

import datetime as dt
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from browser.serving import StartServer
from browser.test_today import FIRST_DAY, keep_a_plan
from browser.watching import OpenPage, wait_until_idle
from mat_trial.diary import Diary

TELLTALE = "Zwetschgen"


def test_a_note_and_its_scores_leave_no_trace_outside_the_diary(
    server: StartServer, page_at: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    day = FIRST_DAY + dt.timedelta(days=1)
    app = server(day)
    keep_a_plan(app)
    page = page_at(390, 844)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("framenavigated", lambda frame: asked.append(frame.url))
    page.goto(app.url)
    wait_until_idle(page)
    for name in ("pain", "sleep", "mood"):
        row = page.locator(f'[class*="st-key-score_{name}_"]')
        row.get_by_role("radio").nth(7).click()
    for question in ("used", "rescue"):
        row = page.locator(f'[class*="st-key-yesno_{question}_"]')
        row.get_by_role("radio", name="No").click()
    wait_until_idle(page)
    page.get_by_role("textbox").first.fill(TELLTALE)
    page.keyboard.press("Tab")
    wait_until_idle(page)
    page.get_by_role("button", name="Save", exact=True).click()
    wait_until_idle(page)
    bar = page.get_by_role("navigation", name="Pages")
    for link in ("Diary", "Verdict", "Today"):
        bar.get_by_role("link", name=link).click()
        wait_until_idle(page)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
    with Diary.open(app.data) as diary:
        [entry] = [entry for entry in diary.entries() if entry.date == day]
    assert (entry.note, entry.scores["pain"]) == (TELLTALE, 7.0)
    pages = [url for url in asked if urlsplit(url).path in ("/", "/diary", "/verdict", "/plan")]
    assert len(pages) >= 3
    assert {urlsplit(url).query + urlsplit(url).fragment for url in pages} == {""}
    assert not [url for url in asked if TELLTALE in url]
    assert TELLTALE not in app.log()
    app.stop()
    left = [path for path in temporary.rglob("*") if path.is_file()]
    assert not [path for path in left if TELLTALE.encode() in path.read_bytes()]
