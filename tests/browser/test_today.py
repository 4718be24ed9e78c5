"""The sixty seconds a day: one screen, few taps, nothing lost, and no mouse needed."""

import datetime as dt
import re
import time

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
from mat_trial.model import (
    MOOD,
    PAIN,
    SHARE_OF_DAYS,
    SLEEP,
    Better,
    Entry,
    Outcome,
    PairsDesign,
)
from mat_trial.protocol import make_plan

FIRST_DAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)
MAT_DAY = FIRST_DAY + 2 * DAY
"""The first mat day of this seed."""
HEADACHE = Outcome(
    name="headache",
    question="Did you have a headache today?",
    unit=SHARE_OF_DAYS,
    better=Better.LOWER,
    worthwhile=0.2,
    minimum=0,
    maximum=1,
)
MOST_TAPS = 7
MOST_SECONDS = 20
PHONE = (390, 844)


def keep_a_plan(app: AppServer, *own: Outcome) -> None:
    plan = make_plan(
        complaint="my lower back",
        outcomes=(PAIN, SLEEP, MOOD, *own),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=6),
        start=FIRST_DAY,
        seed=2,
        now=dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC),
    )
    evening = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)
    day = Entry(date=FIRST_DAY, scores={"pain": 5}, recorded_at=evening)
    with Diary.open(app.data) as diary:
        diary.lock_plan(plan)
        diary.save(day, version=None)


def read_day(app: AppServer, day: dt.date) -> Entry:
    with Diary.open(app.data) as diary:
        stored = diary.stored(day)
        assert stored is not None
        return stored.entry


def choose(page: Page, question: str, answer: str) -> None:
    row = page.get_by_role("radiogroup", name=question)
    row.get_by_role("radio", name=answer, exact=True).click()


def is_chosen(page: Page, question: str, answer: str) -> None:
    row = page.get_by_role("radiogroup", name=question)
    expect(row.get_by_role("radio", name=answer, exact=True)).to_be_checked()


def reaches_past_the_bar(page: Page) -> float:
    """How far the Save button reaches below what is seen without scrolling."""
    save = page.get_by_role("button", name="Save").bounding_box()
    bar = page.locator(".st-key-bar_bottom").bounding_box()
    assert save is not None
    assert bar is not None
    return save["y"] + save["height"] - bar["y"]


def look(page: Page, name: str, *, width: int) -> None:
    take_screenshot(page, f"today-{name}")
    assert check_accessibility(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") == width, name
    assert small_targets(page) == [], name


def test_a_mat_day_takes_one_screen_seven_taps_and_some_seconds(
    server: StartServer, page_at: OpenPage
) -> None:
    app = server(MAT_DAY)
    keep_a_plan(app)
    for width, height, scheme in ((320, 700, "light"), (390, 844, "dark")):
        page = page_at(width, height, scheme)  # type: ignore[arg-type]
        page.goto(app.url)
        wait_until_idle(page)
        look(page, f"mat-day-{width}-{scheme}", width=width)
    page = page_at(*PHONE)
    page.goto(app.url)
    # Yesterday is empty: offered in one row above the day, and waved away for good.
    expect(page.get_by_text("Yesterday is empty.")).to_be_visible()
    wait_until_idle(page)
    look(page, "yesterday", width=390)
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("Yesterday is empty.")).to_have_count(0)
    wait_until_idle(page)
    assert reaches_past_the_bar(page) <= 0

    begun = time.monotonic()
    taps = [
        ("How bad was your pain", "4"),
        ("How well did you sleep", "7"),
        ("How was your mood", "6"),
        ("Did you use the mat", "Yes, 10 min"),
        ("Is your skin sore", "No"),
        ("Painkillers beyond", "No"),
    ]
    for question, answer in taps:
        choose(page, question, answer)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Wednesday 6 January is saved.")).to_be_visible()
    assert time.monotonic() - begun < MOST_SECONDS
    assert len(taps) + 1 <= MOST_TAPS
    said = page.get_by_role("status").filter(has_text="is saved")
    expect(said).to_be_visible()
    entry = read_day(app, MAT_DAY)
    assert entry.scores == {"pain": 4, "sleep": 7, "mood": 6}
    assert (entry.used_mat, entry.minutes, entry.skin_harm, entry.rescue_medication) == (
        True,
        10,
        False,
        False,
    )
    wait_until_idle(page)
    look(page, "saved", width=390)


def test_the_keyboard_alone_fills_in_a_day_that_outlasts_a_restart(
    server: StartServer, page_at: OpenPage
) -> None:
    app = server(MAT_DAY)
    keep_a_plan(app, HEADACHE)
    page = page_at(1280, 800)
    page.goto(app.url)
    wait_until_idle(page)
    page.get_by_role("button", name="Not now").press("Enter")
    expect(page.get_by_text("Yesterday is empty.")).to_have_count(0)
    wait_until_idle(page)

    look(page, "own-outcome", width=1280)
    page.get_by_role("radiogroup").first.get_by_role("radio").first.focus()
    for keys in ("Space", "ArrowRight ArrowRight ArrowRight", "Space"):
        for key in keys.split():
            page.keyboard.press(key)
    wait_until_idle(page)
    is_chosen(page, "How bad was your pain", "3")
    page.get_by_role("button", name="Start this day again").wait_for()
    outline = page.evaluate(
        "(e => { const s = getComputedStyle(e); return s.outlineStyle + s.boxShadow; })"
        "(document.activeElement)"
    )
    assert outline != "nonenone"

    # Another page, then another process and another window.
    navigation = page.get_by_role("navigation", name="Pages")
    navigation.get_by_role("link", name="Diary").press("Enter")
    wait_until_idle(page)
    page.goto("about:blank")
    app.restart(MAT_DAY)
    page.goto(app.url)
    wait_until_idle(page)
    is_chosen(page, "How bad was your pain", "3")

    page.get_by_role("radiogroup").first.get_by_role("radio", name="3", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    wait_until_idle(page)
    expect(page.locator("[class*=st-key-score_sleep_] [aria-checked=true]")).to_have_count(1)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Save":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("is saved"))).to_be_visible()
    assert read_day(app, MAT_DAY).scores["pain"] == 3
