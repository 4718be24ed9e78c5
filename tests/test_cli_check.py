"""`mat-trial check` as a person or a script meets it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mat_trial.cli.main import app
from mat_trial.stats.simulate import SCENARIOS

TOP = Path(__file__).parents[1]
SAMPLES = TOP / "sample_data"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def run_json(*arguments: object) -> dict[str, Any]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_a_plan_gives_its_design_and_a_diary_its_spread() -> None:
    document = run_json(
        SAMPLES / "helps.csv", "--plan", SAMPLES / "helps.plan.json", "--trials", 50
    )
    assert document["design"] == {"kind": "pairs", "period_days": 2, "cycles": 14}
    assert (document["days"], document["trials"], document["worthwhile"]) == (56, 50, 1.0)
    verdict = json.loads(
        CliRunner()
        .invoke(
            app,
            [
                "verdict",
                str(SAMPLES / "helps.csv"),
                "--plan",
                str(SAMPLES / "helps.plan.json"),
                "--json",
            ],
        )
        .stdout
    )
    assert document["sd"] == verdict["effect"]["sd"]
    assert document["autocorrelation"] == verdict["effect"]["autocorrelation"]
    assert [item["scenario"] for item in document["scenarios"]] == [s.code for s in SCENARIOS]


def test_it_agrees_with_the_table_of_the_docs_to_monte_carlo_error() -> None:
    document = run_json("--trials", 1000, "--seed", 9, "--autocorrelation", 0.6)
    with (TOP / "docs" / "validity.csv").open(encoding="utf-8") as file:
        table = {
            row["scenario"]: row
            for row in csv.DictReader(file)
            if row["design"] == "pairs 2 d × 14" and row["phi"] == "0.6"
        }
    for item in document["scenarios"]:
        row = table[item["scenario"]]
        effects = {effect["benefit"]: effect["power"]["share"] for effect in item["effects"]}
        # Four standard errors of the difference of two shares.
        assert item["false_helps"]["share"] == pytest.approx(float(row["false_helps"]), abs=0.031)
        assert effects[0.5] == pytest.approx(float(row["power_0.5"]), abs=0.071)
        assert effects[1.0] == pytest.approx(float(row["power_1"]), abs=0.06)


def test_the_seed_decides_the_people() -> None:
    one, again, other = (run_json("--trials", 60, "--seed", seed) for seed in (1, 1, 2))
    assert one == again
    assert one["scenarios"] != other["scenarios"]


def test_every_share_has_its_error() -> None:
    item = run_json("--trials", 60)["scenarios"][0]
    for name in ("false_helps", "false_makes_worse", "false_no_worthwhile_effect"):
        low, high = item[name]["ci95"]
        assert 0 <= low <= item[name]["share"] <= high <= 1
        assert high - low > 0.02
    for effect in item["effects"]:
        assert sum(effect["verdicts"].values()) == pytest.approx(1)


def test_on_a_terminal_the_answer_comes_first() -> None:
    done = run("--trials", 200)
    assert done.exit_code == 0
    assert "200 simulated people a line, 56 days" in done.stdout
    assert 'Where the mat does nothing, this plan says "helps" to ' in done.stdout
    assert " ±" in done.stdout
    assert done.stderr == ""


def test_all_bad_options_come_back_at_once_and_nothing_is_printed() -> None:
    done = run("--trials", 0, "--sd", -1, "--autocorrelation", 1, "--worthwhile", 0)
    assert done.exit_code == 2
    assert done.stdout == ""
    starts = [line.split(":")[0] for line in done.stderr.splitlines()]
    assert starts == ["--trials", "--autocorrelation", "--sd", "--worthwhile"]


def test_the_plans_worthwhile_effect_stands() -> None:
    done = run("--plan", SAMPLES / "helps.plan.json", "--worthwhile", 2)
    assert done.exit_code == 2
    assert "--worthwhile: '2' cannot be given beside a locked plan" in done.stderr


def test_a_diary_of_one_kind_of_day_cannot_lend_its_spread(tmp_path: Path) -> None:
    diary = tmp_path / "diary.csv"
    rows = [f"2027-01-{day:02},no_mat,{4 + day % 3}\n" for day in range(1, 20)]
    diary.write_text("date,condition,pain\n" + "".join(rows), encoding="utf-8")
    done = run(diary)
    assert done.exit_code == 2
    assert "says too little about the day-to-day spread of pain" in done.stderr
