"""`mat-trial verdict` with very many days: all is checked before the first word, and shown."""

import datetime as dt
import io
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from files.test_large import small_pieces
from locked_plan import PLAN, TEXT
from mat_trial.cli import progress
from mat_trial.cli.main import app
from mat_trial.errors import DiaryError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_days_against_the_plan_are_told_up_to_a_thousand(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes(TEXT)
    other = {"mat": "no_mat", "no_mat": "mat"}
    rows = [
        f"person {i:03},{day.date},{other[day.condition.value]},4\n"
        for day in PLAN.schedule
        for i in range(60)
    ]
    diary = tmp_path / "diary.csv"
    diary.write_text("person,date,condition,pain\n" + "".join(rows))
    done = CliRunner().invoke(app, ["verdict", str(diary), "--plan", str(plan)])
    assert (done.exit_code, done.stdout) == (2, "")
    # Each problem is a line, however wide.
    told = done.stderr.splitlines()
    assert len(told) == 1001
    assert (
        f"diary.csv, {PLAN.start}: '{other[PLAN.schedule[0].condition.value]}' is not" in told[0]
    )
    assert "has more problems than the 1000 told here" in told[-1]


def test_days_too_far_apart_are_refused_before_the_first_verdict(tmp_path: Path) -> None:
    diary = tmp_path / "diary.csv"
    days = [PLAN.start + dt.timedelta(days=i) for i in range(40)]
    later = days[:20] + [dt.date(2060, 1, 1 + i) for i in range(20)]
    rows = [
        f"ann,{first},mat,4\nzoe,{then},mat,4\n" for first, then in zip(days, later, strict=True)
    ]
    diary.write_text("person,date,condition,pain\n" + "".join(rows))
    with small_pieces():
        done = CliRunner().invoke(app, ["verdict", str(diary), "--json"])
    assert done.stdout == ""
    assert isinstance(done.exception, DiaryError)
    assert "The days run from 2027-01-04 to 2060-01-01." in str(done.exception)


def test_who_waits_on_a_terminal_sees_a_bar_while_a_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with progress.show_reading(Path("[red]short.csv")) as tell:
        tell(0.5)
    assert "short" not in terminal.getvalue()
    monkeypatch.setattr(progress, "LONG_SECONDS", 0)
    with progress.show_reading(Path("[red]long.csv")) as tell:
        tell(0.5)
    assert "Reading [red]long.csv" in terminal.getvalue()
    assert " 50%" in terminal.getvalue()


def test_nobody_who_pipes_the_messages_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LONG_SECONDS", 0)
    monkeypatch.setattr(sys, "stderr", file := io.StringIO())
    with progress.show_reading(Path("diary.csv")) as tell:
        tell(0.5)
    assert [*progress.show_judging(range(30), Path("diary.csv"), n_people=30)] == [*range(30)]
    assert file.getvalue() == ""
