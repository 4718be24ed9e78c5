"""What a screen reader is told on the verdict page: in order, whole without pictures, clean."""

import datetime as dt
import itertools
from typing import NamedTuple

import numpy as np
from playwright.sync_api import Page, expect

from browser.serving import StartServer
from browser.watching import OpenPage, check_accessibility, wait_until_idle
from mat_trial.diary import Diary
from mat_trial.model import PAIN, Condition, Entry
from mat_trial.pages._state import EXAMPLES
from mat_trial.results import Call
from mat_trial.verdict import assess
from mat_trial.wording.verdict import headline, name_call

FIRST_DAY = dt.date(2027, 1, 4)
SECTIONS = (
    "How sure is this?",
    "What could make it wrong",
    "For your doctor",
    "The days behind it",
    "For those who want all of it",
)
LONG_ENOUGH = 40
"""Letters of an alternative text that says more than a name."""


class Told(NamedTuple):
    """One thing that a screen reader comes to: its role, its name, and the level of a heading."""

    role: str
    name: str
    level: int = 0


def read_aloud(page: Page) -> list[Told]:
    """Walk the browser's own accessibility tree in the order of reading."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    told: list[Told] = []
    root = next(node for node in nodes.values() if "parentId" not in node)
    waiting = [root]
    while waiting:
        node = waiting.pop()
        levels = [p["value"]["value"] for p in node.get("properties", ()) if p["name"] == "level"]
        if not node.get("ignored"):
            role, name = node["role"]["value"], node.get("name", {}).get("value", "")
            told.append(Told(role, " ".join(str(name).split()), *levels[:1]))
        waiting += [nodes[child] for child in reversed(node["childIds"]) if child in nodes]
    return told


def keep_diary(call: Call) -> list[Entry]:
    """Make a diary without a plan that ends in this verdict."""
    benefit, n_days = {
        Call.HELPS_A_LITTLE: (0.7, 120),
        Call.MAKES_WORSE: (-1.5, 40),
        Call.TOO_EARLY: (1.0, 4),
    }[call]
    random = np.random.default_rng(5)
    entries = []
    for day in range(n_days):
        on_mat = day // 2 % 2 == 1
        pain = 5 - benefit * on_mat + random.normal(0, 0.8)
        entries.append(
            Entry(
                date=FIRST_DAY + dt.timedelta(days=day),
                condition=Condition.MAT if on_mat else Condition.NO_MAT,
                scores={"pain": round(float(np.clip(pain, 0, 10)), 1)},
            )
        )
    return entries


def check_reading(page: Page, call: Call, sentence: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(sentence)
    assert check_accessibility(page) == [], call
    told = read_aloud(page)
    roles = [part.role for part in told]
    assert roles.count("main") == 1
    assert Told("navigation", "Pages") in told
    headings = [part for part in told if part.role == "heading"]
    assert headings[0] == Told("heading", sentence, 1)
    for before, after in itertools.pairwise(headings):
        assert 2 <= after.level <= before.level + 1, f"{before} then {after}"
    spoken = [part.name for part in told if part.role == "StaticText"]
    assert any(name_call(call).lower() in name.lower() for name in spoken)
    pictures = [place for place, part in enumerate(told) if part.role == "graphics-document"]
    if call is Call.TOO_EARLY:
        assert pictures == []
        return
    assert len(pictures) >= 5
    for place in pictures:
        assert len(told[place].name) > LONG_ENOUGH
        # A reader who skips the picture has just heard what it shows, under a heading of its own.
        said = [part.name for part in told[:place] if part.role == "StaticText"]
        assert said[-1].endswith("."), said[-3:]
    first = told[pictures[0]]
    order = [sentence, first.name, *SECTIONS]
    places = [next(i for i, part in enumerate(told) if part.name == name) for name in order]
    assert places == sorted(places), order


def test_each_verdict_is_read_in_an_order_that_makes_sense(
    server: StartServer, page_at: OpenPage
) -> None:
    app = server(FIRST_DAY + dt.timedelta(days=200))
    page = page_at(390, 844)
    for name in EXAMPLES:
        page.goto(app.url)
        wait_until_idle(page)
        page.get_by_role("button", name=EXAMPLES[name]).click()
        wait_until_idle(page)
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("scored days")
        page.locator(".st-key-verdict_tests summary").click()
        expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(6)
        wait_until_idle(page)
        check_reading(page, Call(name), heading.inner_text())
    # Each is longer than the one before, so that it replaces all of it.
    for call in (Call.TOO_EARLY, Call.MAKES_WORSE, Call.HELPS_A_LITTLE):
        entries = keep_diary(call)
        verdict = assess(entries, outcome=PAIN)
        assert verdict.call is call
        with Diary.open(app.data) as diary:
            diary.import_entries(entries, replace=True)
        page.goto(app.url)
        wait_until_idle(page)
        pages = page.get_by_role("navigation", name="Pages")
        pages.get_by_role("link", name="Verdict").click()
        wait_until_idle(page)
        check_reading(page, call, headline(verdict))
