"""`mat-trial plan` as a person or a script meets it."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mat_trial.cli.main import app
from mat_trial.files.plan_json import read_plan
from mat_trial.model import (
    ChangePointsDesign,
    Condition,
    DaysDesign,
    Design,
    FixedDesign,
    Look,
    PairsDesign,
    Plan,
    SafetyAnswers,
)
from mat_trial.protocol import plan_digest

MONDAY = dt.date(2027, 1, 4)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "plan.json"


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take looks of a day each in place of a calibration of seconds."""

    def choose(design: Design, *, progress: Callable[[float], object]) -> tuple[Look, ...]:
        progress(1.0)
        return (Look(day=design.days - 2, boundary=0.99), Look(day=design.days, boundary=0.96))

    monkeypatch.setattr("mat_trial.power.choose_looks", choose)


def run(out: Path, *options: object, start: object = MONDAY) -> Result:
    arguments = ["plan", "--start", start, "--out", out, *options]
    return CliRunner().invoke(app, list(map(str, arguments)))


def lock(out: Path, *options: object) -> Plan:
    done = run(out, *options)
    assert (done.exit_code, done.stderr) == (0, "")
    plan, problems = read_plan(out)
    assert problems == []
    assert plan is not None
    return plan


def read_words(done: Result) -> str:
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("options", "design"),
    [
        ("", PairsDesign(period_days=2, cycles=14)),
        ("--design pairs --period-days 3 --cycles 6", PairsDesign(period_days=3, cycles=6)),
        ("--design fixed --phases 4 --phase-days 14", FixedDesign(phases=4, phase_days=14)),
        (
            "--design fixed --first mat",
            FixedDesign(phases=4, phase_days=14, first=Condition.MAT),
        ),
        (
            "--design change_points --days 56 --phases 4 --min-phase-days 7",
            ChangePointsDesign(days=56, phases=4, min_phase_days=7),
        ),
        ("--design change_points --days 84 --phases 6", ChangePointsDesign(days=84, phases=6)),
        ("--design days --days 56 --max-run 3", DaysDesign(days=56, max_run=3)),
        ("--design days --days 28", DaysDesign(days=28)),
    ],
)
def test_each_design_is_drawn_and_locked(out: Path, options: str, design: Design) -> None:
    plan = lock(out, *options.split(), "--seed", 11)
    assert plan.design == design
    assert plan.seed == 11
    assert (plan.start, len(plan.schedule)) == (MONDAY, design.days)
    assert [outcome.name for outcome in plan.outcomes] == ["pain", "sleep", "mood"]


def test_the_same_seed_locks_the_same_days_and_no_seed_a_new_one(tmp_path: Path) -> None:
    one, same, other, another = (
        lock(tmp_path / f"{number}.json", *options)
        for number, options in enumerate([("--seed", 5), ("--seed", 5), (), ()])
    )
    assert one.schedule == same.schedule
    assert len({one.seed, other.seed, another.seed}) == 3


def test_what_is_printed_is_what_was_locked(out: Path) -> None:
    done = run(out, "--design", "days", "--days", 20, "--seed", 7, start="2027-01-06")
    plan, _ = read_plan(out)
    assert plan is not None
    words = read_words(done)
    assert words.startswith("10 days with the mat and 10 days without, in an order drawn by")
    assert "Wednesday 6 January 2027 to Monday 25 January 2027, 20 days" in words
    assert "Seed of the draw 7" in words
    assert f"SHA-256 {plan_digest(plan)}\n" in done.stdout
    weeks = re.search(r"^Week of.*?\n\n", done.stdout, re.MULTILINE | re.DOTALL)
    assert weeks is not None
    first, *_, last = weeks.group().rstrip().splitlines()[1:]
    assert first.split()[:2] == ["4", "Jan"]
    assert last.split()[:2] == ["25", "Jan"]
    marks = re.findall(r"\bmat\b|–", weeks.group())
    assert marks == ["mat" if day.condition is Condition.MAT else "–" for day in plan.schedule]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--cycles 5", "with only 32 orders to draw from, chance alone can always explain"),
        ("--design change_points --days 29", "p = 0.50, and 0.05 is asked for. Take more days"),
        ("--design fixed", "nothing is drawn by chance, so there is no test of chance"),
    ],
)
def test_a_plan_that_no_test_can_confirm_says_so_before_day_one(
    out: Path, options: str, said: str
) -> None:
    assert said.lower() in read_words(run(out, *options.split())).lower()


def test_a_plan_that_a_test_can_confirm_does_not_warn(out: Path) -> None:
    words = read_words(run(out, "--cycles", 6))
    assert "Smallest p 0.031" in words
    assert "Take care" not in words


def test_a_first_day_that_has_gone_by_is_told(out: Path) -> None:
    done = run(out, start="2020-01-06")
    assert done.exit_code == 0
    assert "Take care: The first day had gone by when this plan was locked" in read_words(done)


def test_what_the_person_says_stands_in_the_plan(out: Path) -> None:
    plan = lock(
        out,
        *("--outcome", "Stiffness 0-10", "--better", "lower", "--worthwhile", 1.5),
        *("--washout-days", 1, "--complaint", "my neck", "--no-mat-day", "usual"),
        *("--expectation", 6),
    )
    primary = plan.primary_outcome
    assert (primary.name, primary.worthwhile) == ("stiffness_0_10", 1.5)
    assert [outcome.name for outcome in plan.outcomes[1:]] == ["pain", "sleep", "mood"]
    assert (plan.washout_days, plan.complaint, plan.expectation) == (1, "my neck", 6)
    assert plan.protocol.no_mat_day == "usual"


@pytest.mark.parametrize(
    ("options", "n_looks", "said"),
    [
        ("", 2, "as early as day 54, then on 1 later day, at the latest on day 56, 28 February"),
        ("--one-look", 1, "on day 56, the last one, 28 February 2027"),
        ("--design fixed", 1, "on day 56, the last one"),
    ],
)
def test_the_verdict_may_come_early_unless_told_otherwise(
    out: Path, options: str, n_looks: int, said: str
) -> None:
    assert len(lock(out, *options.split()).looks) == n_looks
    assert f"Verdict {said}" in read_words(run(out, *options.split(), "--force"))


def test_concealed_days_are_not_printed(out: Path) -> None:
    done = run(out, "--conceal")
    assert read_plan(out)[0].conceal  # type: ignore[union-attr]
    assert "Week of" not in done.stdout
    assert "the file holds them all" in read_words(done)


def test_a_page_to_print_is_written_beside_the_plan(out: Path, tmp_path: Path) -> None:
    page = tmp_path / "plan.html"
    plan = lock(out, "--print", page, "--complaint", "<neck>")
    sheet = page.read_text(encoding="utf-8")
    assert sheet.startswith("<!doctype html>")
    assert plan_digest(plan) in sheet
    other = tmp_path / "other.json"
    done = run(other, "--print", page)
    check_refused(done, other, ["--print: ", "is there already"])
    done = run(tmp_path / "other", "--print", tmp_path / "plan.pdf")
    check_refused(done, tmp_path / "other", ["Write other.json, for", "Write plan.html, for"])
    assert page.read_text(encoding="utf-8") == sheet


def test_safety_that_nobody_answered_is_not_claimed(out: Path) -> None:
    done = run(out, "--seed", 3)
    assert json.loads(out.read_text())["safety"] is None
    words = read_words(done)
    assert "Is a mat safe for you? Nobody has asked yet" in words
    assert "open_wound I have an open wound" in words
    assert "--seed 3 --force" in words


@pytest.mark.parametrize(
    ("options", "safety"),
    [
        (["--nothing-applies"], SafetyAnswers()),
        (
            ["--applies", "fever", "--applies", "epilepsy", "--doctor-agreed"],
            SafetyAnswers(ask_first=("fever", "epilepsy"), doctor_agreed=True),
        ),
    ],
)
def test_safety_that_was_answered_is_kept(
    out: Path, options: list[str], safety: SafetyAnswers
) -> None:
    assert lock(out, *options).safety == safety
    assert "Is a mat safe" not in run(out, *options, "--force").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--design days --cycles 14", ["--cycles: '14' does not belong to the design days"]),
        (
            "--max-run 3 --first mat",
            [
                "--max-run: '3' does not belong to the design pairs. Allowed: --period-days, ",
                "--first: 'mat' does not belong to the design pairs",
            ],
        ),
        ("--design days --days 57", ["days: '57' is not an even number"]),
        ("--design days --washout-days 1", ["washout days: '1' does not fit periods as short"]),
        ("--design weeks", ["--design: 'weeks' is none of the choices"]),
        ("--cycles many", ["--cycles: 'many' is no such number"]),
        ("--seed -1", ["seed: '-1'"]),
        ("--seed 9007199254740992", ["seed: '9007199254740992'"]),
        ("--worthwhile 0", ["--worthwhile: '0'"]),
        ("--outcome stiffness", ["--better: is missing", "--worthwhile: is missing"]),
        ("--expectation 11", ["expectation: '11'"]),
        ("--applies open_wound --doctor-agreed", ["could harm you"]),
        ("--applies fever", ["needs a doctor's word first"]),
        ("--applies bees", ["'bees' is not a question of the safety screen"]),
        ("--applies fever --nothing-applies --doctor-agreed", ["contradicts --applies"]),
        ("--doctor-agreed", ["--doctor-agreed: does not say to what"]),
    ],
)
def test_options_that_cannot_be_are_refused(out: Path, options: str, said: list[str]) -> None:
    done = run(out, *options.split())
    check_refused(done, out, said)


@pytest.mark.parametrize("start", ["soon", "2027-02-30", "9999-12-31", ""])
def test_a_first_day_that_is_none_is_refused(out: Path, start: str) -> None:
    check_refused(run(out, start=start), out, [f"--start: '{start}' is"])


def test_all_that_is_wrong_is_told_at_once(out: Path) -> None:
    done = run(
        out,
        *("--cycles", 1, "--max-run", 2, "--expectation", 11, "--applies", "open_wound"),
        *("--worthwhile", -1, "--seed", -1),
        start="tomorrow",
    )
    check_refused(done, out, [])
    assert len(done.stderr.splitlines()) == 7


def check_refused(done: Result, out: Path, said: list[str]) -> None:
    assert (done.exit_code, done.stdout) == (2, "")
    assert not out.exists()
    for text in said:
        assert text in done.stderr


def test_a_file_that_is_there_is_kept_unless_told_otherwise(out: Path) -> None:
    lock(out, "--seed", 1)
    locked = out.read_bytes()
    done = run(out, "--seed", 2)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "is there already. Allowed: the name of a new file" in done.stderr
    assert out.read_bytes() == locked
    assert lock(out, "--seed", 2, "--force").seed == 2


def test_a_place_that_cannot_be_written_to_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.json"
    folder.mkdir()
    for place in (tmp_path / "nowhere" / "plan.json", folder):
        done = run(place, "--force")
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"--out: '{str(place)[:20]}" in done.stderr


def test_a_verdict_reads_the_plan_that_was_locked(out: Path, tmp_path: Path) -> None:
    plan = lock(out, "--design", "days", "--days", 20, "--seed", 4)
    diary = tmp_path / "diary.csv"
    rows = [
        f"{day.date},{day.condition.value},{(4 if day.condition is Condition.MAT else 6) + n % 2}"
        for n, day in enumerate(plan.schedule)
    ]
    diary.write_text("\n".join(["date,condition,pain", *rows]))
    done = CliRunner().invoke(app, ["verdict", str(diary), "--plan", str(out), "--json"])
    verdict: dict[str, Any] = json.loads(done.stdout)
    assert verdict["verdict"] == "helps"
    assert verdict["randomisation"]["exact"] is False
    assert verdict["randomisation"]["assignments"] == 20_001
