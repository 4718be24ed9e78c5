"""Many days changed at once on a wide screen, by keyboard alone: read strictly, shown, saved."""

import datetime as dt

from playwright.sync_api import Page, expect

from browser.faces import TODAY, plan_on, put, write
from browser.serving import StartServer
from browser.watching import (
    OpenPage,
    check_accessibility,
    small_targets,
    take_screenshot,
    wait_until_idle,
)
from mat_trial.diary import Diary
from mat_trial.model import Condition

GAPS = 2
PAIN_COLUMN, NOTE_COLUMN = 2, 9


def keep(diary: Diary) -> None:
    plan = plan_on(Condition.MAT)
    diary.lock_plan(plan)
    write(diary, plan, range((TODAY - plan.start).days - GAPS))


def type_into(page: Page, text: str, *, row: int, column: int) -> None:
    """Type into a cell; rows and columns count from 0, the newest day on top."""
    page.keyboard.press("ControlOrMeta+Home")
    for _down in range(row):
        page.keyboard.press("ArrowDown")
    for _right in range(column):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    field = page.locator("#portal textarea, #portal input")
    field.fill(text)
    field.press("Enter")
    expect(field).to_have_count(0)
    wait_until_idle(page)


def look(page: Page, name: str) -> None:
    take_screenshot(page, f"bulk-{name}")
    assert check_accessibility(page) == [], name
    assert small_targets(page) == [], name


def test_many_days_are_changed_from_the_keyboard_and_shown_before_they_are_saved(
    server: StartServer, page_at: OpenPage
) -> None:
    app = server(TODAY)
    put(app.data, keep)
    yesterday = TODAY - dt.timedelta(days=1)
    page = page_at(390, 844)
    page.goto(f"{app.url}/diary")
    wait_until_idle(page)
    offer = page.get_by_role("button", name="Change many days at once")
    expect(offer).not_to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    offer.press("Enter")
    wait_until_idle(page)

    page.locator(".st-key-bulk canvas[data-testid=data-grid-canvas]").focus()
    # Today stays empty, and yesterday and a day that is written down are given what cannot be.
    type_into(page, "11", row=1, column=PAIN_COLUMN)
    type_into(page, "4,5", row=3, column=PAIN_COLUMN)
    problems = page.get_by_role("alert")
    expect(problems).to_contain_text("'11' is out of range. Allowed: 0 to 10, or blank.")
    expect(problems).to_contain_text("'4,5' is written with a comma, not a point.")
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    look(page, "refused")

    page.locator(".st-key-bulk canvas[data-testid=data-grid-canvas]").focus()
    type_into(page, "7", row=1, column=PAIN_COLUMN)
    type_into(page, "4.5", row=3, column=PAIN_COLUMN)
    type_into(page, "a *walk*", row=1, column=NOTE_COLUMN)
    change = page.get_by_role("table", name="What would change")
    expect(change.get_by_role("row")).to_have_count(4)
    expect(change).to_contain_text("a *walk*")
    look(page, "difference")
    page.get_by_role("button", name="Save 2 changed days").press("Enter")
    expect(page.get_by_text("2 days saved.")).to_be_visible()
    with Diary.open(app.data) as diary:
        stored = {entry.date: entry for entry in diary.entries()}
        assert diary.history()[-1].source == "bulk"
    assert (stored[yesterday].scores, stored[yesterday].note) == ({"pain": 7}, "a *walk*")
    assert stored[yesterday - dt.timedelta(days=2)].scores["pain"] == 4.5
    assert TODAY not in stored
    wait_until_idle(page)
    page.locator(".st-key-trail_diary summary").press("Enter")
    trail = page.locator(".st-key-trail_diary tbody tr").first
    expect(trail).to_contain_text("with many days at once")
