"""A whole trial of 28 days, lived day by day, and the same verdict on another machine."""

import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from icalendar import Calendar
from playwright.sync_api import Page, expect

from browser.serving import AppServer, StartServer
from browser.watching import BUSY_MS, OpenPage, take_screenshot, wait_until_idle
from mat_trial.diary import Diary
from mat_trial.files.diary_csv import write_diary
from mat_trial.model import Condition, Entry, Plan, PlannedDay
from mat_trial.power import correct_verdict
from mat_trial.protocol import LONGEST_PAUSE_DAYS
from mat_trial.results import Call, Verdict
from mat_trial.verdict import assess
from mat_trial.verdict_json import verdict_document
from mat_trial.wording.verdict import headline

FIRST_DAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)
N_DAYS = 28
PAUSE_DAYS = 3
PHONE, WIDE = (390, 844), (1280, 800)
SCORES = ("pain", "sleep", "mood", "stiffness")
SLIP = 0.0
"""A score of pain that is put right later."""
MOST_TAPS = 8


def tap(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    wait_until_idle(page)


def go_to(page: Page, label: str) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=label).click()
    wait_until_idle(page)


def come_back(page: Page, app: AppServer, day: dt.date) -> None:
    """Open the app on another day; nobody stopped it meanwhile."""
    page.goto("about:blank")
    app.move_day(day)
    page.goto(app.url)
    wait_until_idle(page)


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).last.fill(text)
    page.keyboard.press("Tab")
    wait_until_idle(page)


def take(page: Page, label: str, file: Path) -> Path:
    with page.expect_download(timeout=60_000) as started:
        page.get_by_role("button", name=label).click()
    started.value.save_as(file)
    return file


def plan_the_trial(page: Page) -> None:
    tap(page, "Plan my trial")
    page.get_by_text("I have read both lists").click()
    wait_until_idle(page)
    tap(page, "Next")
    fill(page, "What hurts?", "my lower back")
    tap(page, "Add something of your own")
    fill(page, "What is it called?", "stiffness")
    fill(page, "The question you will answer every day", "How stiff was your back?")
    tap(page, "Next")
    tap(page, "Next")
    fill(page, "Pairs", "7")
    # Tomorrow is offered; one day down is today.
    page.get_by_role("spinbutton", name="day, First day").press("ArrowDown")
    page.keyboard.press("Escape")
    wait_until_idle(page)
    expect(page.get_by_text("Monday 4 January 2027")).to_be_visible()
    tap(page, "Next")
    tap(page, "Lock my plan")
    expect(page.get_by_text("Your plan is locked.")).to_be_visible()


def write_down(page: Page, entry: Entry, day: PlannedDay) -> int:
    """Fill in the day on screen and save it; return how many taps that took."""
    answers = [(f"score_{name}", f"{entry.scores[name]:g}") for name in SCORES]
    used = day.condition is Condition.MAT
    answers.append(("yesno_used_mat", "Yes" if used else "No"))
    answers += [("yesno_skin_harm", "No")] * used
    for field, answer in answers:
        row = page.locator(f'[class*="st-key-{field}_"]')
        row.get_by_role("radio", name=re.compile(rf"^{answer}\b")).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("is saved")).to_be_visible(timeout=BUSY_MS)
    wait_until_idle(page)
    return len(answers) + 1


def simulate(plan: Plan) -> dict[dt.date, Entry]:
    """The days of somebody whom the mat helps by 2 points, each written down in the evening."""
    random = np.random.default_rng(1)
    days = {}
    for day in plan.schedule:
        on_mat = day.condition is Condition.MAT
        pain = float(round(np.clip(6 - 2 * on_mat + random.normal(), 0, 10)))
        rest = {name: float(random.integers(3, 8)) for name in SCORES[1:]}
        at = dt.datetime.combine(day.date, dt.time(21), tzinfo=dt.UTC)
        days[day.date] = Entry(
            date=day.date,
            condition=day.condition,
            scores={"pain": pain, **rest},
            used_mat=on_mat,
            recorded_at=at,
        )
    return days


def read_plan(app: AppServer) -> Plan:
    with Diary.open(app.data) as diary:
        plan = diary.plan()
    assert plan is not None
    return plan


def bring_in(page: Page, days: Collection[Entry], file: Path) -> None:
    file.write_bytes(write_diary(days))
    go_to(page, "Diary")
    page.locator('input[type="file"]').set_input_files(file)
    wait_until_idle(page)
    tap(page, f"Take in {len(days)} days")
    expect(page.get_by_text(f"{len(days)} days added.")).to_be_visible()


def correct_pain(page: Page, pain: float) -> None:
    """Put today's pain score right, and find the old one told on the Diary page."""
    tap(page, "Correct today's entry")
    row = page.locator('[class*="st-key-score_pain_"]')
    row.get_by_role("radio", name=re.compile(rf"^{pain:g}\b")).click()
    tap(page, "Save")
    expect(page.get_by_text("is saved")).to_be_visible()
    go_to(page, "Diary")
    page.locator(".st-key-trail_diary summary").click()
    wait_until_idle(page)
    trail = page.locator(".st-key-trail_diary tbody tr").first
    expect(trail).to_contain_text(f"Pain: {SLIP:g} → {pain:g}, changed on")


def pause(page: Page) -> None:
    page.locator(".st-key-amend_pause summary").click()
    wait_until_idle(page)
    fill(page, f"Days, up to {LONGEST_PAUSE_DAYS}", f"{PAUSE_DAYS}")
    fill(page, "Why?", "a trip")
    page.get_by_text("Yes, put the days off").click()
    wait_until_idle(page)
    tap(page, "Pause")
    expect(page.get_by_text("The days are put off.")).to_be_visible()


def type_from_paper(page: Page, lines: dict[dt.date, Entry]) -> None:
    go_to(page, "Diary")
    page.get_by_text("Type in from paper").click()
    wait_until_idle(page)
    for date, entry in lines.items():
        scores = " ".join(f"{entry.scores[name]:g}" for name in SCORES)
        field = page.locator(f'[class*="st-key-typing_line_"][class*="{date}"] input')
        field.fill(f"{scores} {'y' if entry.used_mat else 'n'}")
    tap(page, "Check these days")
    expect(page.get_by_text("This is what was understood.")).to_be_visible()
    tap(page, f"Save {len(lines)} days")
    expect(page.get_by_text(f"{len(lines)} days saved.")).to_be_visible()


def judge(app: AppServer) -> Verdict:
    with Diary.open(app.data) as diary:
        plan, entries = diary.plan(), diary.entries()
    assert plan is not None
    first, *others = plan.outcomes
    verdict = assess(entries, plan=plan, outcome=first, others=others, as_of=plan.end)
    return correct_verdict(verdict, plan)


def take_files(page: Page, folder: Path) -> tuple[Path, Path]:
    """Return the days and the plan as they are handed out."""
    folder.mkdir()
    go_to(page, "Diary")
    diary = take(page, "The days, for a spreadsheet (CSV)", folder / "diary.csv")
    go_to(page, "Plan")
    return diary, take(page, "Download the plan", folder / "plan.json")


def read_verdict(page: Page) -> tuple[str, list[str]]:
    """Return the sentence and the figures."""
    go_to(page, "Verdict")
    sentence = page.get_by_role("heading", level=1)
    expect(sentence).to_contain_text("scored days")
    page.locator(".st-key-verdict_figures summary").click()
    wait_until_idle(page)
    return (
        sentence.inner_text(),
        page.locator(".st-key-verdict_figures dd").all_inner_texts(),
    )


def judge_files(diary: Path, plan: Path) -> dict[str, Any]:
    """Return what the command says of files that were handed out."""
    done = subprocess.run(
        [sys.executable, "-m", "mat_trial", "verdict", diary, "--plan", plan, "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def live_first_days(page: Page, app: AppServer) -> None:
    """Write down day 1 on the day; on day 4 that day, yesterday and one that is late by now."""
    plan = read_plan(app)
    days = simulate(plan)
    tap(page, "Go to today")
    assert write_down(page, days[FIRST_DAY], plan.schedule[0]) <= MOST_TAPS
    come_back(page, app, FIRST_DAY + 3 * DAY)
    fourth, third, second = (plan.schedule[number] for number in (3, 2, 1))
    right = days[fourth.date]
    write_down(page, replace(right, scores={**right.scores, "pain": SLIP}), fourth)
    tap(page, "Fill it in")
    write_down(page, days[third.date], third)
    page.locator(".st-key-missed summary").click()
    wait_until_idle(page)
    page.locator(f".st-key-missed_{second.date}").get_by_role("button").click()
    wait_until_idle(page)
    expect(page.get_by_text("it will be marked as late")).to_be_visible()
    write_down(page, days[second.date], second)
    correct_pain(page, right.scores["pain"])


def live_the_rest(page: Page, wide: Page, app: AppServer, file: Path) -> None:
    """After a pause type in a page of paper, take in a file, and write down the last day."""
    plan = read_plan(app)
    come_back(page, app, FIRST_DAY + 4 * DAY)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your trial pauses")
    days = {day: entry for day, entry in simulate(plan).items() if day > FIRST_DAY + 3 * DAY}
    fourteenth = plan.schedule[13].date
    come_back(wide, app, fourteenth)
    type_from_paper(wide, {day: entry for day, entry in days.items() if day <= fourteenth})
    come_back(page, app, plan.last_day)
    rest = [entry for day, entry in days.items() if fourteenth < day < plan.last_day]
    bring_in(page, rest, file)
    go_to(page, "Today")
    write_down(page, days[plan.last_day], plan.schedule[-1])
    come_back(page, app, plan.end)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your trial is over")


def move(page: Page, to: AppServer, file: Path) -> None:
    """Take a whole diary in on a machine that has none."""
    page.goto(to.url)
    wait_until_idle(page)
    tap(page, "Open a diary or plan file")
    page.locator('input[type="file"]').set_input_files(file)
    wait_until_idle(page)
    tap(page, "Take in the whole diary")
    expect(page.get_by_text("The whole diary was taken in.")).to_be_visible()


def test_28_days_are_lived_through_and_judged_alike_on_a_fresh_machine(
    server: StartServer, page_at: OpenPage, tmp_path: Path
) -> None:
    app = server(FIRST_DAY)
    page = page_at(*PHONE)
    page.goto(app.url)
    wait_until_idle(page)
    plan_the_trial(page)
    calendar = take(page, "Download the calendar", tmp_path / "reminders.ics")
    drawn = read_plan(app).schedule
    events = Calendar.from_ical(calendar.read_bytes()).events
    assert [str(event.start)[:10] for event in events[:N_DAYS]] == [str(day.date) for day in drawn]
    live_first_days(page, app)
    go_to(page, "Plan")
    pause(page)
    plan = read_plan(app)
    assert plan.end == FIRST_DAY + (N_DAYS + PAUSE_DAYS) * DAY
    assert [day.condition for day in plan.schedule] == [day.condition for day in drawn]
    live_the_rest(page, page_at(*WIDE), app, tmp_path / "rest.csv")

    verdict = judge(app)
    files = take_files(page, tmp_path / "here")
    told = read_verdict(page)
    take_screenshot(page, "whole-trial-verdict")
    assert told[0] == headline(verdict)
    assert verdict.call in {Call.HELPS, Call.HELPS_A_LITTLE}
    assert judge_files(*files)["effect"] == verdict_document(verdict)["effect"]

    go_to(page, "Diary")
    whole = take(page, "Everything, for another machine (JSON)", tmp_path / "diary.json")
    other = server(plan.end)
    move(page, other, whole)
    # The same days and the same plan, to the byte: the command says the same of them.
    there = take_files(page, tmp_path / "there")
    assert [file.read_bytes() for file in there] == [file.read_bytes() for file in files]
    assert read_verdict(page) == told
    with Diary.open(app.data) as left, Diary.open(other.data) as right:
        assert left.take_out() == right.take_out()
        (slip,) = (change for change in right.history() if change.field == "score pain")
    assert slip.old == SLIP
