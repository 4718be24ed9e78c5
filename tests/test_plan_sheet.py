"""The page to print: all of the plan, escaped, from no network, concealed where wished."""

import datetime as dt
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from mat_trial.model import MOOD, PAIN, SLEEP, Condition, Look, PairsDesign, SafetyAnswers
from mat_trial.protocol import STOP_RULE, amend_plan, make_plan, plan_digest
from mat_trial.wording.plan_sheet import write_plan_sheet

MONDAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)
PLAN = make_plan(
    complaint="</dd><script>alert(1)</script> & neck",
    outcomes=(PAIN, SLEEP, MOOD),
    primary="pain",
    design=PairsDesign(period_days=2, cycles=14),
    start=MONDAY,
    seed=12345,
    looks=(Look(day=11, boundary=0.9982), Look(day=56, boundary=0.962)),
    safety=SafetyAnswers(ask_first=("fever",), doctor_agreed=True),
    now=dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC),
)


class Reader(HTMLParser):
    """Gathers the text that a person sees, the elements, and what they point to."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(sheet: str) -> Reader:
    reader = Reader()
    reader.feed(sheet)
    return reader


def test_all_that_a_plan_settles_stands_on_the_page() -> None:
    text = " ".join(read(write_plan_sheet(PLAN, MONDAY)).texts)
    for said in (
        PLAN.complaint,
        *(outcome.question for outcome in PLAN.outcomes),
        "14 pairs of 2 days",
        "as early as day 11",
        "0.9982 on day 11, falling to 0.962 on day 56",
        PLAN.decision_rule.text,
        "10 minutes at first, 20 from mat day 5 on",
        STOP_RULE,
        "Never more than 30 minutes",
        "I have a fever. A doctor was asked and agreed",
        "12345",
        plan_digest(PLAN),
    ):
        assert said in text


def test_every_day_has_its_cell() -> None:
    cells = re.findall(r">(\d+): (no mat|mat \d+)<", write_plan_sheet(PLAN, MONDAY))
    assert [(int(number), said[:3] == "mat") for number, said in cells] == [
        (day.date.day, day.condition is Condition.MAT) for day in PLAN.schedule
    ]


def test_nothing_is_run_or_fetched() -> None:
    sheet = write_plan_sheet(PLAN, MONDAY)
    found = read(sheet)
    assert not {"script", "link", "img", "iframe", "object"} & set(found.tags)
    assert not {"src", "href", "onload"} & found.attributes
    assert "url(" not in sheet
    assert "@import" not in sheet


@pytest.mark.parametrize(("today", "n_known"), [(-1, 0), (0, 2), (2, 4), (56, 56)])
def test_days_that_are_concealed_stay_blank(today: int, n_known: int) -> None:
    sheet = write_plan_sheet(replace(PLAN, conceal=True), MONDAY + today * DAY)
    assert len(re.findall(r">\d+: (?:no mat|mat)", sheet)) == n_known
    assert len(re.findall(r">\d+:<", sheet)) == 56 - n_known
    assert "begins with" not in sheet


def test_what_was_changed_is_told() -> None:
    at = dt.datetime(2027, 1, 8, 21, tzinfo=dt.UTC)
    paused = amend_plan(PLAN, kind="pause", date=at.date(), days=7, reason="<trip>", now=at)
    sheet = write_plan_sheet(paused, at.date())
    assert "paused for 7 days from Friday 8 January: &lt;trip&gt;" in sheet
    assert "Changed since the lock" not in write_plan_sheet(PLAN, MONDAY)
