"""The trial outside the app and back: reminders and paper taken out, a paper page typed in."""

import datetime as dt
from pathlib import Path

import pikepdf
from icalendar import Calendar
from playwright.sync_api import Page, expect

from browser.serving import StartServer
from browser.watching import (
    OpenPage,
    check_accessibility,
    small_targets,
    take_screenshot,
    wait_until_idle,
)
from mat_trial.diary import Diary
from mat_trial.model import MOOD, PAIN, SLEEP, PairsDesign, Plan
from mat_trial.protocol import make_plan

MONDAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)
PLAN = make_plan(
    complaint="my lower back",
    outcomes=(PAIN, SLEEP, MOOD),
    primary="pain",
    design=PairsDesign(period_days=2, cycles=8),
    start=MONDAY,
    seed=2,
    now=dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC),
)


def go_to(page: Page, label: str) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=label).click()
    wait_until_idle(page)


def look(page: Page, name: str) -> None:
    size = page.viewport_size
    assert size is not None
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


def take(page: Page, label: str, folder: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("button", name=label).click()
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    return file


def lock(folder: Path) -> Plan:
    with Diary.open(folder) as diary:
        diary.lock_plan(PLAN)
    return PLAN


def test_reminders_and_paper_are_taken_out(
    server: StartServer, page_at: OpenPage, tmp_path: Path
) -> None:
    app = server(MONDAY)
    lock(app.data)
    page = page_at(390, 844)
    page.goto(app.url)
    wait_until_idle(page)
    go_to(page, "Plan")
    look(page, "paper-plan-390-light")
    events = Calendar.from_ical(take(page, "Download the calendar", tmp_path).read_bytes()).events
    assert events[0].start == dt.datetime(2027, 1, 4, 20)  # noqa: DTZ001 - wherever one is
    page.get_by_text("US Letter").click()
    wait_until_idle(page)
    with pikepdf.open(take(page, "Download the paper diary", tmp_path)) as pdf:
        assert len(pdf.pages) == 3
        assert [round(float(side)) for side in pdf.pages[0].MediaBox[2:]] == [792, 612]
    dark = page_at(1280, 800, "dark")
    dark.goto(app.url)
    wait_until_idle(dark)
    go_to(dark, "Plan")
    look(dark, "paper-plan-1280-dark")


def test_a_paper_page_is_typed_in_from_the_keyboard(
    server: StartServer, page_at: OpenPage
) -> None:
    app = server(MONDAY + 14 * DAY)
    lock(app.data)
    page = page_at(1280, 800)
    page.goto(app.url)
    wait_until_idle(page)
    go_to(page, "Diary")
    page.get_by_text("Type in from paper").click()
    wait_until_idle(page)
    lines = page.locator('[class*="st-key-typing_line_"] input')
    expect(lines).to_have_count(14)
    lines.first.focus()
    for day in range(14):
        expect(lines.nth(day)).to_be_focused()
        page.keyboard.type("11 maybe" if day == 3 else f"{day % 10} 6 7 n n / day {day}")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Thursday 7 January, Pain")).to_be_visible()
    wait_until_idle(page)
    look(page, "paper-typing-problems-1280-light")
    lines.nth(3).fill("10 4.5 - y y 12 n")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is what was understood.")).to_be_visible()
    wait_until_idle(page)
    look(page, "paper-typing-1280-light")
    page.get_by_role("button", name="Save 14 days").click()
    expect(page.get_by_text("14 days saved.")).to_be_visible()
    wait_until_idle(page)
    with Diary.open(app.data) as diary:
        entries = diary.entries()
    assert [entry.scores["pain"] for entry in entries] == [
        0,
        1,
        2,
        10,
        4,
        5,
        6,
        7,
        8,
        9,
        0,
        1,
        2,
        3,
    ]
    phone = page_at(390, 844, "dark")
    phone.goto(app.url)
    wait_until_idle(phone)
    go_to(phone, "Diary")
    phone.get_by_text("Type in from paper").click()
    wait_until_idle(phone)
    phone.locator('[class*="st-key-typing_line_"] input').first.fill("4 6 7 y n 20 y / itchy")
    phone.get_by_role("button", name="Check these days").click()
    expect(phone.get_by_text("This is what was understood.")).to_be_visible()
    wait_until_idle(phone)
    look(phone, "paper-typing-390-dark")
