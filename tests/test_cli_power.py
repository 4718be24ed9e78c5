"""`mat-trial power` as a person or a script meets it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mat_trial.cli.main import app
from mat_trial.model import PairsDesign
from mat_trial.operating import judge_trials, lay_out_people, simulate_trials
from mat_trial.power import choose_look_days
from mat_trial.stats.simulate import PLAIN

SHORT = ["--design", "pairs", "--period-days", 1, "--cycles", 6]
RUN_IN = "date,pain\n" + "".join(
    f"2027-01-{day:02},{score}\n" for day, score in enumerate([5, 6, 4, 5, 7, 5, 6, 3], start=4)
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["power", *map(str, arguments)])


def run_json(*arguments: object) -> dict[str, Any]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    assert done.stderr == ""
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def find_effect(document: dict[str, Any], benefit: float) -> dict[str, Any]:
    [found] = [effect for effect in document["effects"] if effect["benefit"] == benefit]
    return dict(found)


def test_the_promised_figures_are_there() -> None:
    document = run_json("--one-look", "--trials", 300)
    assert (document["days"], document["assignments"]) == (56, 16384)
    assert document["smallest_p"] == 2 / 16384
    assert document["looks"] == [{"day": 56, "boundary": 0.95}]
    assert (document["sd"], document["autocorrelation"], document["worthwhile"]) == (1.5, 0.3, 1)
    effect = find_effect(document, 1.0)
    assert effect["mean_days"] == 56
    low, high = effect["power_ci95"]
    assert low < effect["power"] < high
    assert sum(effect["verdicts"].values()) == pytest.approx(1)
    low, high = document["false_helps_ci95"]
    assert low < document["false_helps"] < high
    assert document["no_effect"]["verdicts"]["no_worthwhile_effect"] > 0.6


def test_looks_bring_the_verdict_sooner_and_keep_the_error() -> None:
    document = run_json(*SHORT, "--sd", 0.8, "--trials", 1_000)
    days = [look["day"] for look in document["looks"]]
    assert days == list(choose_look_days(PairsDesign(period_days=1, cycles=6)))
    assert document["false_helps"] < 0.05 + 3 * 0.007
    assert find_effect(document, 2.0)["mean_days"] < find_effect(document, 1.0)["mean_days"] < 12


def test_the_promise_agrees_with_an_independent_simulation() -> None:
    document = run_json("--one-look", "--sd", 1.8, "--autocorrelation", 0.5, "--trials", 2_000)
    layouts = lay_out_people(PairsDesign(period_days=2, cycles=14), n_people=2_000, seed=99)
    for benefit, promised in ((0.0, document["false_helps"]), (1.0, None)):
        trials = simulate_trials(
            layouts, PLAIN, benefit=benefit, autocorrelation=0.5, sd=1.8, span=100, seed=98
        )
        found = judge_trials(trials, worthwhile=1.0, boundary=0.95).finds_benefit
        expected = find_effect(document, 1.0)["power"] if promised is None else promised
        # Three standard errors of the difference of two shares of 2,000.
        assert found == pytest.approx(expected, abs=3 * (expected * (1 - expected) / 1_000) ** 0.5)


def test_the_same_seed_gives_the_same_figures() -> None:
    first, again, other = (
        run_json("--one-look", "--trials", 100, "--seed", seed) for seed in (4, 4, 5)
    )
    assert first == again
    assert first["effects"] != other["effects"]


def test_a_fixed_design_has_one_look_and_no_test_of_chance() -> None:
    document = run_json("--design", "fixed", "--trials", 100)
    assert document["looks"] == [{"day": 56, "boundary": 0.95}]
    assert (document["assignments"], document["smallest_p"]) == (1, None)


def test_it_can_be_compared_with_all_that_fits() -> None:
    document = run_json(
        "--one-look", "--compare", "--trials", 200, "--period-days", 5, "--cycles", 5
    )
    designs = document["designs"]
    assert [option["recommended"] for option in designs] == [True] + [False] * (len(designs) - 1)
    assert {option["design"]["kind"] for option in designs} == {
        "pairs",
        "days",
        "change_points",
        "fixed",
    }
    assert {"kind": "pairs", "period_days": 5, "cycles": 5} in [
        option["design"] for option in designs
    ]
    assert all(option["days"] <= 50 for option in designs)


def test_the_answer_comes_first_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    done = run("--one-look", "--compare", "--trials", 400)
    assert done.exit_code == 0
    first = done.stdout.splitlines()[0]
    assert (
        first == "14 pairs of 2 days find a benefit of 1 point in 4 of 5 trials, and take 56 days."
    )
    assert "Recommended: 14 pairs of 2 days." in done.stdout
    assert "You switch about 21 times" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_a_run_in_gives_spread_and_autocorrelation(tmp_path: Path) -> None:
    diary = tmp_path / "diary.csv"
    diary.write_text(RUN_IN, encoding="utf-8")
    document = run_json("--one-look", "--trials", 50, "--run-in", diary)
    run_in = document["run_in"]
    assert run_in["n_days"] == 8
    assert (document["sd"], document["autocorrelation"]) == (
        run_in["sd"],
        run_in["autocorrelation"],
    )
    low, high = run_in["sd_range"]
    assert low < run_in["sd"] < high
    said = run("--one-look", "--trials", 50, "--run-in", diary).stdout
    assert "From your 8 days without the mat" in said
    assert "So few days say little" in " ".join(said.split())


def test_what_is_given_counts_more_than_a_run_in(tmp_path: Path) -> None:
    diary = tmp_path / "diary.csv"
    diary.write_text(RUN_IN, encoding="utf-8")
    document = run_json("--one-look", "--trials", 50, "--run-in", diary, "--sd", 2)
    assert document["sd"] == 2
    assert document["autocorrelation"] == document["run_in"]["autocorrelation"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2027-01-04,5\n", "1 scored day without the mat is too little"),
        ("2027-01-04,55\n", "is above 10"),
        ("".join(f"2027-01-{day:02},5\n" for day in range(4, 12)), "do not vary"),
    ],
)
def test_a_run_in_that_cannot_serve_is_refused(rows: str, said: str, tmp_path: Path) -> None:
    diary = tmp_path / "diary.csv"
    diary.write_text(f"date,pain\n{rows}", encoding="utf-8")
    done = run("--one-look", "--run-in", diary)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "diary.csv" in done.stderr
    assert said in done.stderr


def test_a_file_of_several_people_is_no_run_in(tmp_path: Path) -> None:
    diary = tmp_path / "diary.csv"
    diary.write_text("date,person,pain\n2027-01-04,a,5\n2027-01-04,b,6\n", encoding="utf-8")
    done = run("--run-in", diary)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "holds the diaries of 2 people" in done.stderr


def test_all_that_is_wrong_is_told_at_once() -> None:
    done = run(
        *("--design", "fixed", "--cycles", 3, "--phases", 5, "--sd", -1, "--worthwhile", 0),
        *("--autocorrelation", 1, "--trials", 0, "--run-in", "nowhere.csv"),
    )
    assert (done.exit_code, done.stdout) == (2, "")
    for part in (
        "--cycles: '3' does not belong to the design fixed",
        "phases: '5' is not an even number",
        "--sd: '-1' is nothing",
        "--worthwhile: '0' is nothing",
        "--autocorrelation: '1' is no autocorrelation",
        "--trials: '0' is no number of people",
        "nowhere.csv: is not there",
    ):
        assert part in done.stderr
    assert len(done.stderr.splitlines()) == 7
