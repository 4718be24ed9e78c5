"""`mat-trial report`: a page, or every problem at once and no file."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from mat_trial.cli.main import app

TOP = Path(__file__).parents[2]
DIARY, PLAN = TOP / "sample_data" / "helps.csv", TOP / "sample_data" / "helps.plan.json"


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["report", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(("name", "begins"), [("r.pdf", b"%PDF"), ("r.html", b"<!doctype html>")])
def test_a_report_is_written(tmp_path: Path, name: str, begins: bytes) -> None:
    out = tmp_path / name
    status, said, _ = run(DIARY, "--plan", PLAN, "--out", out, "--name", "Ann Example")
    assert status == 0
    assert "Written to" in said
    assert out.read_bytes().startswith(begins)
    if name.endswith("html"):
        assert "Ann Example" in out.read_text(encoding="utf-8")


def test_all_problems_come_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    diary, out = tmp_path / "d.csv", tmp_path / "report.txt"
    diary.write_text(
        "date,person,pain,condition\n2026-01-05,ann,11,mat\n2026-01-06,bob,x,mat\n",
        encoding="utf-8",
    )
    status, said, problems = run(diary, "--plan", tmp_path / "none.json", "--out", out)
    assert (status, said) == (2, "")
    assert "--out: 'report.txt' has no ending that fits. Allowed: a name that ends in" in problems
    assert "none.json" in problems
    assert "line 2, pain: '11' is above 10" in problems
    assert "line 3, pain: 'x'" in problems
    assert not out.exists()


def test_two_people_are_refused(tmp_path: Path) -> None:
    diary = tmp_path / "d.csv"
    diary.write_text("date,person,pain\n2026-01-05,ann,4\n2026-01-05,bob,5\n", encoding="utf-8")
    status, _, problems = run(diary, "--plan", PLAN, "--out", tmp_path / "r.pdf")
    assert status == 2
    assert "'ann, bob' are 2 people" in problems


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    out.write_text("mine", encoding="utf-8")
    status, _, problems = run(DIARY, "--plan", PLAN, "--out", out)
    assert status == 2
    assert "is there already" in problems
    assert out.read_text(encoding="utf-8") == "mine"
    assert run(DIARY, "--plan", PLAN, "--out", out, "--force")[0] == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_without_a_plan_it_says_that_one_is_needed(tmp_path: Path) -> None:
    status, _, problems = run(DIARY, "--out", tmp_path / "r.pdf")
    assert status == 2
    assert problems.startswith("--plan: is missing. Allowed: the name of a file. Add it; ")
