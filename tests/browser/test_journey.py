"""A whole trial on a phone: planned, kept for a week, the rest brought in, the verdict read."""

import datetime as dt
import re
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, expect

from browser.serving import AppServer, StartServer
from browser.watching import (
    OpenPage,
    check_accessibility,
    small_targets,
    take_screenshot,
    wait_until_idle,
)
from mat_trial.diary import Diary
from mat_trial.files.diary_csv import write_diary
from mat_trial.model import Condition, Entry, Plan
from mat_trial.verdict import assess
from mat_trial.wording.verdict import headline

FIRST_DAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)
PHONE = (390, 844)
MOST_TAPS = 8
MOST_SECONDS = 20


def tap(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    wait_until_idle(page)


def go_to(page: Page, label: str) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=label).click()
    wait_until_idle(page)


def come_back(page: Page, app: AppServer, day: dt.date) -> None:
    """Open the app on another day."""
    page.goto("about:blank")
    app.restart(day)
    page.goto(app.url)
    wait_until_idle(page)


def look(page: Page, name: str) -> None:
    take_screenshot(page, f"journey-{name}")
    assert check_accessibility(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0], name
    assert small_targets(page) == [], name


def plan_the_trial(page: Page) -> None:
    tap(page, "Plan my trial")
    look(page, "plan-safety")
    page.get_by_text("I have read both lists").click()
    wait_until_idle(page)
    tap(page, "Next")
    page.get_by_label("What hurts?").fill("my lower back")
    page.keyboard.press("Tab")
    wait_until_idle(page)
    look(page, "plan-questions")
    tap(page, "Next")
    look(page, "plan-mat")
    tap(page, "Next")
    begin_today(page)
    look(page, "plan-days")
    tap(page, "Next")
    look(page, "plan-check")
    tap(page, "Lock my plan")
    expect(page.get_by_text("Your plan is locked.")).to_be_visible()
    look(page, "plan-locked")


def begin_today(page: Page) -> None:
    # Tomorrow is offered; one day down is today.
    page.get_by_role("spinbutton", name="day, First day").press("ArrowDown")
    page.keyboard.press("Escape")
    wait_until_idle(page)
    expect(page.get_by_text("Monday 4 January 2027")).to_be_visible()


def write_down(page: Page, scores: dict[str, int], *, used_mat: bool) -> int:
    """Fill in the day on screen and save it; return how many taps that took."""
    taps = 0
    for name, score in scores.items():
        rows = page.locator(f'[class*="st-key-score_{name}_"]')
        rows.get_by_role("radio").nth(score).click()
        taps += 1
    for question, answer in (("used", used_mat), ("rescue", False)):
        row = page.locator(f'[class*="st-key-yesno_{question}_"]')
        row.get_by_role("radio", name="Yes" if answer else "No").click()
        taps += 1
    tap(page, "Save")
    expect(page.get_by_text(re.compile("is saved"))).to_be_visible()
    return taps + 1


def simulate_rest(plan: Plan) -> list[Entry]:
    """Days 8 to the last of somebody whom the mat helps by 2 points."""
    random = np.random.default_rng(1)
    return [
        Entry(
            date=day.date,
            condition=day.condition,
            scores={
                "pain": float(round(6 - 2 * (day.condition is Condition.MAT) + random.normal())),
                "sleep": float(random.integers(3, 8)),
                "mood": float(random.integers(3, 8)),
            },
        )
        for day in plan.schedule[7:]
    ]


def read_diary(server: AppServer) -> tuple[Plan, list[Entry]]:
    with Diary.open(server.data) as diary:
        plan = diary.plan()
        assert plan is not None
        return plan, diary.entries()


def test_a_trial_from_the_first_page_to_the_verdict(
    server: StartServer, page_at: OpenPage, tmp_path: Path
) -> None:
    app = server(FIRST_DAY)
    page = page_at(*PHONE)
    page.goto(app.url)
    wait_until_idle(page)
    look(page, "welcome")
    plan_the_trial(page)

    tap(page, "Go to today")
    look(page, "today")
    begun = time.monotonic()
    taps = write_down(page, {"pain": 6, "sleep": 5, "mood": 4}, used_mat=True)
    assert taps <= MOST_TAPS
    assert time.monotonic() - begun < MOST_SECONDS
    look(page, "today-done")

    come_back(page, app, FIRST_DAY + 6 * DAY)
    for day in range(6, 0, -1):
        expect(page.get_by_text(f"day {day + 1} of 56")).to_be_visible()
        write_down(page, {"pain": day, "sleep": 5, "mood": 10 - day}, used_mat=False)
        if day > 1:
            date = FIRST_DAY + (day - 1) * DAY
            if day == 6:
                page.locator(".st-key-missed summary").click()
                wait_until_idle(page)
                look(page, "missed-days")
            page.locator(f".st-key-missed_{date}").get_by_role("button").click()
            wait_until_idle(page)
    go_to(page, "Verdict")
    expect(page.get_by_role("heading", level=1)).to_have_text("It is too early for a verdict.")
    look(page, "verdict-too-early")

    plan, entries = read_diary(app)
    assert [entry.scores["pain"] for entry in entries] == [6, 1, 2, 3, 4, 5, 6]
    rest = tmp_path / "rest.csv"
    rest.write_bytes(write_diary(simulate_rest(plan)))
    come_back(page, app, plan.end)
    look(page, "today-over")
    go_to(page, "Diary")
    page.locator('input[type="file"]').set_input_files(rest)
    wait_until_idle(page)
    look(page, "diary-import")
    tap(page, "Take in 49 days")
    expect(page.get_by_text("49 days added.")).to_be_visible()
    look(page, "diary-full")

    go_to(page, "Verdict")
    plan, entries = read_diary(app)
    verdict = assess(entries, plan=plan, as_of=plan.end)
    expect(page.get_by_role("heading", level=1)).to_have_text(headline(verdict))
    assert "the mat lowered your pain by" in headline(verdict)
    look(page, "verdict")
