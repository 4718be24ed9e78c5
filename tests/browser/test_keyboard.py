"""Without a mouse: a verdict read and its report kept, a trial planned, a day written down."""

import datetime as dt

from playwright.sync_api import Page, expect

from browser.serving import AppServer, StartServer
from browser.watching import OpenPage, wait_until_idle
from mat_trial.diary import Diary
from mat_trial.pages._state import EXAMPLES

MONDAY = dt.date(2027, 1, 4)
MOST_TABS = 120
# What a screen reader would name, and the question that it belongs to.
NAME_FOCUS = """() => {
    const e = document.activeElement;
    if (!e.matches('a, button, input, summary, [role=radio], [role=spinbutton]')) return '';
    const group = e.closest('[role=radiogroup]');
    const label = e.getAttribute('aria-label') || [...(e.labels || [])].map(l => l.innerText)[0];
    return [group?.getAttribute('aria-label') || '', label || e.innerText || ''].join(' ').trim();
}"""


def reach(page: Page, name: str) -> None:
    """Press Tab until what has this in its name has the focus."""
    for _tab in range(MOST_TABS):
        if name in str(page.evaluate(NAME_FOCUS)):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not lead to {name!r}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    reach(page, name)
    page.keyboard.press(key)
    wait_until_idle(page)


def choose(page: Page, question: str, *, steps: int) -> None:
    """Choose an answer by its place in the row."""
    reach(page, question)
    for _step in range(steps):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    wait_until_idle(page)


def read_an_example(page: Page) -> None:
    press(page, EXAMPLES["helps"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("the mat lowered your pain")
    press(page, "The same as a table")
    expect(page.get_by_role("table").first).to_be_visible()
    press(page, "Take it to your doctor")
    page.keyboard.press("Tab")
    assert "Your name" in page.evaluate(NAME_FOCUS), "the next that Tab leads to is there"
    reach(page, "Report as PDF")
    with page.expect_download(timeout=60_000) as report:
        page.keyboard.press("Enter")
    assert report.value.suggested_filename.endswith(".pdf")


def plan_a_trial(page: Page) -> None:
    press(page, "Plan my trial")
    press(page, "I have read both lists", "Space")
    press(page, "Next")
    reach(page, "What hurts?")
    page.keyboard.type("my lower back")
    press(page, "Next")
    press(page, "Next")
    # Tomorrow is offered; one day down is today.
    press(page, "day, First day", "ArrowDown")
    press(page, "Next")
    press(page, "Lock my plan")
    expect(page.get_by_text("Your plan is locked.")).to_be_visible()


def write_a_day(page: Page, app: AppServer) -> None:
    press(page, "Go to today")
    for question, steps in (("How bad was your pain", 3), ("How well did you sleep", 7)):
        choose(page, question, steps=steps)
    choose(page, "Did you use the mat", steps=0)
    press(page, "Save")
    expect(page.get_by_text("Monday 4 January is saved.")).to_be_visible()
    with Diary.open(app.data) as diary:
        (entry,) = diary.entries()
    assert (entry.scores, entry.used_mat) == ({"pain": 3, "sleep": 7}, True)


def test_the_keyboard_alone_suffices(server: StartServer, page_at: OpenPage) -> None:
    app = server(MONDAY)
    page = page_at(1280, 800)
    page.goto(app.url)
    wait_until_idle(page)
    read_an_example(page)
    press(page, "Back to my own diary")
    plan_a_trial(page)
    write_a_day(page, app)
