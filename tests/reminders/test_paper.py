"""The paper diary: a page a fortnight, tagged, concealed as the plan is, deaf to what is typed."""

import datetime as dt
import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from shutil import which

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from mat_trial.cli.main import app
from mat_trial.files.plan_json import write_plan
from mat_trial.language import language
from mat_trial.language.dates import say_short_weekday
from mat_trial.model import MOOD, PAIN, SLEEP, Better, Outcome, PairsDesign, Plan, Protocol
from mat_trial.protocol import amend_plan, make_plan, minutes_on, rest_minutes_on
from mat_trial.reminders import Paper, list_fortnights, write_paper

MONDAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)
NOW = dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC)
OWN = tuple(
    Outcome(
        name=name, question=f"How bad was it: {name}?", better=Better.LOWER, worthwhile=1,
        minimum=0, maximum=10,
    )
    for name in ("stiffness", "stress_at_work", "headache")
)  # fmt: skip


def plan_of(cycles: int = 8, *outcomes: Outcome) -> Plan:
    return make_plan(
        complaint="my lower back",
        outcomes=(PAIN, SLEEP, MOOD, *outcomes),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=cycles),
        start=MONDAY,
        seed=3,
        now=NOW,
    )


def open_paper(plan: Plan, today: dt.date = MONDAY, paper: Paper = "a4") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(write_paper(plan, today=today, paper=paper, made_at=NOW)[0]))


def read_pages(plan: Plan, today: dt.date = MONDAY) -> list[str]:
    if which("pdftotext") is None:
        pytest.skip("no pdftotext (poppler-utils) to read a PDF with")
    pdf, _ = write_paper(plan, today=today, paper="a4")
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize("outcomes", [(), OWN])
@pytest.mark.parametrize("cycles", [6, 7, 8, 14])
@pytest.mark.parametrize(("paper", "size"), [("a4", (842, 595)), ("us-letter", (792, 612))])
def test_a_fortnight_is_a_page(
    cycles: int, outcomes: tuple[Outcome, ...], paper: Paper, size: tuple[int, int]
) -> None:
    pdf = open_paper(plan_of(cycles, *outcomes), paper=paper)
    assert len(pdf.pages) == -(-cycles * 4 // 14)
    for page in pdf.pages:
        assert tuple(round(float(side)) for side in page.MediaBox[2:]) == size


def test_it_is_tagged_for_screen_readers() -> None:
    pdf = open_paper(plan_of())
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "My paper diary"
    kinds = [
        str(item.S)
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and "/S" in item
    ]
    assert kinds.count("/H1") == 3
    assert kinds.count("/Table") == 3
    # Ten columns: day, kind, three scores, four answers and the note.
    assert kinds.count("/TH") == 3 * 10
    assert kinds.count("/TD") == 32 * 10


def test_every_day_has_its_row_with_what_to_do() -> None:
    plan = plan_of()
    for sheet, days in zip(read_pages(plan), list_fortnights(plan), strict=True):
        dates = re.findall(r"^ *([A-Z]\w\w\s\d+\s[A-Z]\w\w)\b", sheet, re.MULTILINE)
        assert [date.split() for date in dates] == [
            say_short_weekday(day.date).split() for day in days
        ]
        kinds = re.findall(r"(◆|●) (?:mat,|no mat, rest) (\d+) min", " ".join(sheet.split()))
        minutes = [(minutes_on(plan, day.date), rest_minutes_on(plan, day.date)) for day in days]
        assert kinds == [("◆", str(mat)) if mat else ("●", str(rest)) for mat, rest in minutes]


@pytest.mark.parametrize(("day", "n_known"), [(-1, 0), (0, 2), (13, 14), (14, 16), (32, 32)])
def test_what_is_concealed_stays_blank(day: int, n_known: int) -> None:
    text = "".join(read_pages(replace(plan_of(), conceal=True), MONDAY + day * DAY))
    assert text.count("◆") + text.count("●") == n_known
    assert text.count("see the app") == 32 - n_known


def test_a_stopped_trial_has_no_more_rows_and_a_paused_one_later_dates() -> None:
    now = dt.datetime(2027, 1, 14, 20, tzinfo=dt.UTC)
    plan = plan_of()
    paused = amend_plan(plan, kind="pause", date=now.date(), days=7, reason="a trip", now=now)
    assert [len(days) for days in list_fortnights(paused)] == [14, 14, 4]
    assert list_fortnights(paused)[0][10].date == now.date() + 7 * DAY
    stopped = amend_plan(plan, kind="stop", date=now.date(), cause="skin", now=now)
    assert [len(days) for days in list_fortnights(stopped)] == [11]


@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
@example(text='#panic() $x$ *b* `c` ]) <a> \\ "')
@settings(max_examples=15)
def test_a_persons_words_stay_words(text: str) -> None:
    own = replace(OWN[0], name=text or "x", question=text)
    plan = replace(plan_of(6, own), protocol=Protocol(time_of_day=text))
    assert len(open_paper(plan).pages) == 2


def test_letters_that_cannot_be_printed_are_said() -> None:
    plan = replace(plan_of(6), protocol=Protocol(time_of_day="🌙 nine"))
    assert write_paper(plan, today=MONDAY, paper="a4")[1] == ("U+1F319 CRESCENT MOON",)
    for page in read_pages(plan):
        words = " ".join(page.split())
        assert "When: ▯ nine." in words
        assert "cannot be printed: U+1F319 CRESCENT MOON." in words


def test_the_command_writes_what_is_to_be_printed(tmp_path: Path) -> None:
    plan, out = tmp_path / "plan.json", tmp_path / "diary.pdf"
    plan.write_bytes(write_plan(replace(plan_of(), protocol=Protocol(time_of_day="🌙"))))
    arguments = ["paper", "--plan", str(plan), "--paper", "us-letter", "--out", str(out)]
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "U+1F319 CRESCENT MOON" in done.stdout
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 3
    out.unlink()
    assert CliRunner().invoke(app, [*arguments, "--language", "de"]).exit_code == 0
    with pikepdf.open(out) as pdf:
        assert str(pdf.Root.Lang) == "de"
    assert language() == "en"
    again = CliRunner().invoke(app, arguments)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "is there already" in again.stderr
