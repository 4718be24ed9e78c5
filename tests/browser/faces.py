"""Every face of every page: what the diary holds for it, and the taps that lead to it."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Page, expect

from browser.watching import wait_until_idle
from mat_trial.diary import Diary
from mat_trial.model import MOOD, PAIN, SLEEP, Condition, Decision, Entry, PairsDesign, Plan
from mat_trial.pages._state import EXAMPLES
from mat_trial.protocol import amend_plan, make_plan

TODAY = dt.date(2027, 3, 3)
DAY = dt.timedelta(days=1)
Keep = Callable[[Diary], None]
Act = Callable[[Page], None]
COUNT_CLOSED = """() => [...document.querySelectorAll('details:not([open]) > summary')]
  .filter((summary) => summary.checkVisibility()).length"""
OPEN_NEXT = """() => [...document.querySelectorAll('details:not([open]) > summary')]
  .find((summary) => summary.checkVisibility())?.click()"""
NIGHT = dt.datetime(2027, 1, 1, 20, tzinfo=dt.UTC)


class Face(NamedTuple):
    """One page in one state; `path` is None where it goes on from the face before."""

    name: str
    path: str | None
    heading: str
    keep: Keep = lambda _diary: None
    act: Act = lambda _page: None


def put(folder: Path, keep: Keep) -> None:
    """Make the diary that a server reads hold what `keep` writes, and nothing else."""
    with TemporaryDirectory() as made, Diary.open(Path(made)) as new:
        keep(new)
        whole = new.take_out()
    with Diary.open(folder) as diary:
        diary.take_in(whole, replace=True)


def plan_from(start: dt.date, *, conceal: bool = False) -> Plan:
    return make_plan(
        complaint="my lower back",
        outcomes=(PAIN, SLEEP, MOOD),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=7),
        start=start,
        seed=2,
        conceal=conceal,
        expectation=6,
        decision=Decision(if_helps="Keep it", if_not="Give it away", if_unclear="Go on"),
        now=dt.datetime.combine(min(start, TODAY) - DAY, dt.time(20), tzinfo=dt.UTC),
    )


def plan_on(condition: Condition) -> Plan:
    """A plan that is under way, of which today is a day of that kind."""
    plans = (plan_from(TODAY - n * DAY) for n in range(8, 16))
    return next(p for p in plans if p.schedule[(TODAY - p.start).days].condition is condition)


def write(diary: Diary, plan: Plan, days: range, *, skin: bool = False) -> None:
    for day in (plan.schedule[number] for number in days):
        pain = 3 + day.date.day % 4 + 2 * (day.condition is Condition.NO_MAT)
        entry = Entry(
            date=day.date,
            condition=day.condition,
            scores={"pain": pain, "sleep": 5 + day.date.day % 3, "mood": 6},
            used_mat=day.condition is Condition.MAT,
            skin_harm=(skin and day.condition is Condition.MAT) or None,
            note="long *walk* <b>5 km</b>" if day.date.day % 5 == 0 else "",
            recorded_at=dt.datetime.combine(day.date, dt.time(21), tzinfo=dt.UTC),
        )
        diary.save(entry, version=None, at=entry.recorded_at)


def under_way(diary: Diary, condition: Condition, *, today: bool = False, gaps: int = 0) -> None:
    plan = plan_on(condition)
    diary.lock_plan(plan)
    write(diary, plan, range((TODAY - plan.start).days + today - gaps))


def hurt(diary: Diary) -> None:
    plan = plan_on(Condition.MAT)
    diary.lock_plan(plan)
    write(diary, plan, range((TODAY - plan.start).days + 1), skin=True)


def before(diary: Diary) -> None:
    diary.lock_plan(plan_from(TODAY + 3 * DAY, conceal=True))


def pausing(diary: Diary) -> None:
    plan = plan_from(TODAY - 4 * DAY)
    diary.lock_plan(plan)
    write(diary, plan, range(4))
    at = dt.datetime.combine(TODAY, dt.time(8), tzinfo=dt.UTC)
    diary.amend_plan(amend_plan(plan, kind="pause", date=TODAY, days=5, reason="a trip", now=at))


def over(diary: Diary, *, weeks: int) -> None:
    plan = plan_from(TODAY - 28 * DAY - weeks * 7 * DAY)
    diary.lock_plan(plan)
    write(diary, plan, range(28))
    day = plan.schedule[3].date
    stored = diary.stored(day)
    assert stored is not None
    changed = Entry(date=day, scores={"pain": 9}, recorded_at=stored.entry.recorded_at)
    diary.save(changed, version=stored.version, at=NIGHT.replace(year=2028))


def tap(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    wait_until_idle(page)


def open_all(page: Page) -> None:
    """Open every expander, those within others too."""
    while n_closed := page.evaluate(COUNT_CLOSED):
        # One by one: of several tapped within one moment, Streamlit draws what is in the first.
        for _ in range(n_closed):
            page.evaluate(OPEN_NEXT)
        wait_until_idle(page)


def answer_safety(page: Page) -> None:
    page.get_by_text("I have read both lists").click()
    wait_until_idle(page)
    tap(page, "Next")
    tap(page, "Add something of your own")
    tap(page, "Next")  # with nothing filled in: all that is wrong is said
    open_all(page)


def answer_questions(page: Page) -> None:
    page.get_by_label("What hurts?").fill("my lower back")
    tap(page, "Take it out")
    tap(page, "Next")
    open_all(page)


def go_on(page: Page) -> None:
    tap(page, "Next")
    open_all(page)


def show_example(page: Page, name: str) -> None:
    tap(page, EXAMPLES[name])
    # The example is loaded before its page is on screen.
    expect(page.get_by_role("heading", level=1)).to_contain_text("scored days")
    wait_until_idle(page)
    if name == "helps":
        open_all(page)  # the same is behind the taps of the others


def encrypt_files(page: Page) -> None:
    open_all(page)
    page.get_by_text("Encrypt it with a passphrase").click()
    wait_until_idle(page)


def fill_yesterday(page: Page) -> None:
    tap(page, "Fill it in")


mat, no_mat = (
    partial(under_way, condition=Condition.MAT),
    partial(under_way, condition=Condition.NO_MAT),
)
DAILY_FACES = (
    Face("welcome", "/", "Does the mat help you?"),
    Face("plan-safety", "/plan", "Is it safe for you?"),
    Face("plan-questions", None, "What hurts?", act=answer_safety),
    Face("plan-mat", None, "A mat day and a no-mat day", act=answer_questions),
    Face("plan-days", None, "Which days?", act=go_on),
    Face("plan-check", None, "Look it over", act=go_on),
    Face("diary-empty", "/diary", "Diary", act=open_all),
    Face("verdict-nothing", "/verdict", "There is nothing to judge yet"),
    Face("before", "/", "Your trial begins in 3 days", before),
    Face("mat-day", "/", "Mat day", mat, open_all),
    Face("no-mat-day", "/", "No-mat day", no_mat, open_all),
    Face("missed", "/", "Mat day", partial(mat, gaps=3), open_all),
    Face("an-earlier-day", "/", "Mat day", partial(mat, gaps=3), fill_yesterday),
    Face("done", "/", "Mat day", partial(mat, today=True), open_all),
    Face("skin-hurt", "/", "Mat day", hurt),
    Face("pause", "/", "Your trial pauses", pausing, open_all),
    Face("after", "/", "Your trial is over", partial(over, weeks=0)),
    Face("follow-up", "/", "Your trial is over", partial(over, weeks=5), open_all),
)
LATER_FACES = (
    Face("plan-locked", "/plan", "Your plan", mat, open_all),
    Face("plan-changed", "/plan", "Your plan", pausing),
    Face("plan-over", "/plan", "Your plan", partial(over, weeks=0)),
    Face("diary", "/diary", "Diary", partial(over, weeks=0), encrypt_files),
    Face("verdict-too-early", "/verdict", "It is too early for a verdict", mat, open_all),
    Face("verdict", "/verdict", "scored days", partial(over, weeks=0)),
    *(
        Face(f"example-{name}", "/", "scored days", act=partial(show_example, name=name))
        for name in EXAMPLES
    ),
    Face("mats", "/mats", "What is known about mats", act=open_all),
    Face("phone", "/phone", "Use it on your phone", act=open_all),
    Face("about", "/about", "What this program is", act=open_all),
)
