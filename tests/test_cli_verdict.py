"""`mat-trial verdict` as a script or a person meets it."""

import datetime as dt
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from mat_trial.cli import verdict
from mat_trial.cli.main import app
from mat_trial.errors import DiaryError
from mat_trial.files.diary_csv import write_diary
from mat_trial.files.plan_json import write_plan
from mat_trial.model import PAIN, SLEEP, Entry, Look, PairsDesign
from mat_trial.protocol import make_plan
from mat_trial.results import Analysis, Call, DayCounts, Verdict
from mat_trial.verdict_json import verdict_document

SAMPLES = Path(__file__).parents[1] / "sample_data"
NO_DAYS = DayCounts(planned=0, recorded=0, analysed=(0, 0), missing=(0, 0), phases=(0, 0))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["verdict", *map(str, arguments)])


def run_json(*arguments: object) -> list[dict[str, Any]]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_ten_people_get_ten_lines_that_agree_with_the_reference(shared: Path) -> None:
    reference = json.loads((shared / "reference" / "posterior.json").read_text())
    diary = shared / "data" / "hpi_sleep_quality.csv"
    lines = run_json(diary, "--outcome", "sleep", "--better", "higher", "--worthwhile", "1")
    assert len(lines) == 10
    for line in lines:
        expected = reference[f"hpi_sleep_quality/{line['person']}"]
        effect = line["effect"]
        assert effect["mean"] == pytest.approx(expected["mean"], abs=0.01)
        assert effect["ci95"] == pytest.approx(expected["ci95"], abs=0.01)
        assert effect["chance_benefit"] == pytest.approx(expected["chance_benefit"], abs=0.01)
        assert effect["chance_worthwhile"] == pytest.approx(
            expected["chance_worthwhile"], abs=0.01
        )


@pytest.mark.parametrize(
    ("file", "options"),
    [
        ("crozier2005", ["--outcome", "disruptions", "--better", "lower", "--worthwhile", "2"]),
        ("melatonin_mood", ["--outcome", "Mood 0-100", "--better", "higher", "--worthwhile", "2"]),
        (
            "lambert_disruptive",
            ["--outcome", "disruptive_intervals", "--better", "lower", "--worthwhile", "1"],
        ),
    ],
)
def test_other_peoples_diaries_agree_with_the_reference(
    file: str, options: list[str], shared: Path
) -> None:
    reference = json.loads((shared / "reference" / "posterior.json").read_text())
    for line in run_json(shared / "data" / f"{file}.csv", *options):
        expected = reference[f"{file}/{line['person']}" if line["person"] else file]
        assert line["effect"]["mean"] == pytest.approx(expected["mean"], abs=0.01)
        assert line["effect"]["ci95"] == pytest.approx(expected["ci95"], abs=0.01)


@pytest.mark.parametrize("name", ["helps", "no_worthwhile_effect", "unclear"])
def test_each_sample_gets_the_verdict_it_is_named_for(name: str) -> None:
    (line,) = run_json(SAMPLES / f"{name}.csv", "--plan", SAMPLES / f"{name}.plan.json")
    assert line["verdict"] == name
    assert [item["outcome"] for item in line["secondary"]] == ["sleep", "mood"]


def test_the_keys_of_the_contract_are_there() -> None:
    (line,) = run_json(SAMPLES / "helps.csv", "--plan", SAMPLES / "helps.plan.json")
    assert list(line) == [
        "person",
        "outcome",
        "better",
        "worthwhile",
        "verdict",
        "look",
        "next_look",
        "effect",
        "days",
        "pingouin",
        "randomisation",
        "sensitivity",
        "secondary",
        "cautions",
    ]
    assert set(line["effect"]) == {
        "mean",
        "ci95",
        "interval",
        "chance_benefit",
        "chance_worthwhile",
        "autocorrelation",
        "sd",
    }
    assert line["look"] == {
        "day": 56,
        "date": line["look"]["date"],
        "boundary": 0.95,
        "of": 1,
        "early": False,
        "corrected_mean": None,
    }
    assert line["effect"]["interval"]["level"] == 0.9
    assert {"planned", "recorded", "analysed", "missing"} <= set(line["days"])
    assert {"n", "t", "dof", "p", "ci95", "bf10"} == set(line["pingouin"]["paired_t"])
    assert {"wilcoxon_p", "tost_p", "nap", "hedges_g", "regression"} <= set(line["pingouin"])
    assert {"outcome", "p_holm"} <= set(line["secondary"][0])
    assert {"p", "assignments", "exact", "estimate", "ci95"} <= set(line["randomisation"])
    assert line["randomisation"]["assignments"] == 16384
    assert {"code", "days", "mean", "ci95", "interval", "verdict", "reason"} <= set(
        line["sensitivity"][0]
    )
    assert all(set(caution) == {"code", "message"} for caution in line["cautions"])


def write_trial(folder: Path, *, days: int, effect: float) -> list[object]:
    """Write a trial with looks after 12, 20 and 28 days, kept for so many days."""
    plan = make_plan(
        outcomes=(PAIN, SLEEP),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=7),
        start=dt.date(2027, 1, 4),
        seed=3,
        now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )
    looks = (
        Look(day=12, boundary=0.995),
        Look(day=20, boundary=0.985),
        Look(day=28, boundary=0.97),
    )
    plan = replace(plan, looks=looks)
    random = np.random.default_rng(5)
    entries = [
        Entry(
            date=day.date,
            scores={
                "pain": round(6 + effect * (day.condition == "mat") + random.normal(0, 1), 2),
                "sleep": float(random.integers(3, 8)),
            },
        )
        for day in plan.schedule[:days]
    ]
    (folder / "diary.csv").write_bytes(write_diary(entries))
    (folder / "plan.json").write_bytes(write_plan(plan))
    return [folder / "diary.csv", "--plan", folder / "plan.json"]


def test_a_look_that_decides_stands_in_the_json_and_in_the_words(tmp_path: Path) -> None:
    trial = write_trial(tmp_path, days=16, effect=-4.0)
    (line,) = run_json(*trial)
    assert line["verdict"] == "helps"
    # At the first look nothing has been looked at before, so there is little to correct.
    assert line["look"].pop("corrected_mean") == pytest.approx(line["effect"]["mean"], abs=0.5)
    assert line["look"] == {
        "day": 12,
        "date": "2027-01-15",
        "boundary": 0.995,
        "of": 3,
        "early": True,
    }
    assert line["next_look"] is None
    assert line["effect"]["interval"]["level"] == 0.99
    assert line["cautions"][0]["code"] == "early_look"
    words = " ".join(run(*trial).stdout.split())
    assert words.startswith("Over 12 scored days, the mat lowered your pain by")
    assert "at the look of 15 January 2027, day 12 of 28. It stands" in words
    assert "You went on for 4 more scored days; that does not change the verdict." in words
    assert "Caution: This is an early look" in words


@pytest.mark.parametrize("days", [5, 12, 14])
def test_between_looks_no_figure_is_printed(days: int, tmp_path: Path) -> None:
    trial = write_trial(tmp_path, days=days, effect=-0.5)
    (line,) = run_json(*trial)
    assert (line["verdict"], line["look"]) == ("too_early", None)
    after = 12 if days < 12 else 20
    assert line["next_look"]["day"] == after
    for key in ("effect", "pingouin", "randomisation"):
        assert line[key] is None
    assert line["secondary"] == line["sensitivity"] == []
    said = run(*trial).stdout
    assert said.startswith("It is too early for a verdict.\n")
    assert "." not in re.sub(r"\.(\s|$)", " ", said), "no number with a point in it"
    assert re.search(rf"Next look +.* January 2027, day {after} of 28", said)


def test_how_often_the_raw_scores_were_seen_is_told_where_it_is_known() -> None:
    analysis = Analysis(outcome=PAIN, boundary=0.95, days=NO_DAYS)
    verdict = Verdict(call=Call.TOO_EARLY, analysis=analysis)
    assert "peeks" not in verdict_document(verdict)
    assert verdict_document(verdict, n_peeks=0)["peeks"] == 0


def test_every_sensitivity_line_has_its_figures_or_its_reason() -> None:
    (line,) = run_json(SAMPLES / "helps.csv", "--plan", SAMPLES / "helps.plan.json")
    codes = [check["code"] for check in line["sensitivity"]]
    assert codes == [
        "as_used",
        "without_late",
        "adjusted_for_rescue",
        "without_trend",
        "longer_washout",
    ]
    for check in line["sensitivity"]:
        figures = [check[key] for key in ("mean", "ci95", "interval", "chance_benefit")]
        figures += [check["chance_worthwhile"], check["verdict"]]
        assert (check["reason"] is None) == all(figure is not None for figure in figures)
        assert (check["reason"] is None) == any(figure is not None for figure in figures)
    as_used = line["sensitivity"][0]
    assert as_used["mean"] != line["effect"]["mean"]
    low, high = as_used["interval"]["low"], as_used["interval"]["high"]
    assert as_used["ci95"][0] < low < as_used["mean"] < high < as_used["ci95"][1]


def test_the_levels_of_the_randomisation_test_nest_and_hold_its_interval() -> None:
    (line,) = run_json(SAMPLES / "helps.csv", "--plan", SAMPLES / "helps.plan.json")
    found = line["randomisation"]
    assert [item["level"] for item in found["levels"]] == [0.5, 0.8, 0.9, 0.95, 0.99]
    ends = [(item["low"], item["high"]) for item in found["levels"]]
    assert ends[3] == tuple(found["ci95"])
    lows, highs = zip(*ends, strict=True)
    assert sorted(lows, reverse=True) == list(lows)
    assert sorted(highs) == list(highs)
    (line,) = run_json(SAMPLES / "unclear.csv", "--plan", SAMPLES / "unclear.plan.json")
    # 64 schedules leave no p below 2/64, so there is no 99% interval.
    assert [item["level"] for item in line["randomisation"]["levels"]] == [0.5, 0.8, 0.9, 0.95]


def test_several_files_give_a_line_each() -> None:
    lines = run_json(SAMPLES / "helps.csv", SAMPLES / "unclear.csv")
    assert [Path(line["file"]).name for line in lines] == ["helps.csv", "unclear.csv"]


def test_people_read_the_sentence_first() -> None:
    done = run(SAMPLES / "helps.csv", "--plan", SAMPLES / "helps.plan.json")
    assert done.exit_code == 0
    assert done.stderr == ""
    words = " ".join(done.stdout.split())
    assert words.startswith("Over 56 scored days, the mat lowered your pain by 1.4 points")
    assert "not medical advice" in words


def test_people_read_what_could_make_it_wrong_and_what_stands_beside() -> None:
    done = run(SAMPLES / "unclear.csv", "--plan", SAMPLES / "unclear.plan.json")
    words = " ".join(done.stdout.split())
    caution, checks, beside = (
        words.index(said)
        for said in ("Caution: ", "The answer stays the same in", "never change it")
    )
    assert caution < checks < beside < words.index("Sleep ")
    assert "Without days written down late −0.8 (90%: −2.4 to 0.8)" in words
    assert "the mat was used as planned on every day" in words
    assert "more cycles (72 days) would settle it in 4 of 5 cases, if no day is missed." in words


def test_three_days_are_too_early_and_say_only_what_is_missing(tmp_path: Path) -> None:
    diary = tmp_path / "three.csv"
    diary.write_text(
        "date,condition,pain\n2026-01-01,mat,3\n2026-01-02,no_mat,4\n2026-01-03,mat,5\n"
    )
    assert run(diary).stdout.splitlines()[:4] == [
        "It is too early for a verdict.",
        "4 scored mat days are needed; there are 2 so far.",
        "4 scored no-mat days are needed; there is 1 so far.",
        "2 separate stretches of no-mat days are needed; there is 1 so far.",
    ]
    assert "Caution" not in run(diary).stdout


def test_a_process_of_its_own_ends_with_status_2_and_nothing_printed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mat_trial", "verdict", str(tmp_path / "none.csv")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "none.csv" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date,condition,pain\n2026-01-05,mat,twelve\n", "'twelve'"),
        ("date,condition,pain\n2026-01-05,mat,12\n", "'12'"),
        ("date,condition,pain\n2026-01-05,mat,nan\n", "'nan'"),
        ("date,condition,pain\n2026-01-05,maybe,4\n", "'maybe'"),
        ("date,condition,pain\n2026-02-30,mat,4\n", "'2026-02-30'"),
        ("date,condition,pain\n2026-01-05,mat,4\n2026-01-05,mat,5\n", "2026-01-05"),
        ("date,condition,pain\n2026-01-05,mat,4,5\n", "line 2"),
        ("", "bad.csv"),
        ("\x00\x01\x02", "bad.csv"),
    ],
)
def test_a_broken_file_is_refused_with_a_sentence_and_nothing_printed(
    text: str, said: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(text)
    done = run(SAMPLES / "helps.csv", bad, "--json")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Allowed:" in done.stderr
    assert "Traceback" not in done.stderr


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text("date,condition,pain\n2026-01-05,x,y\n")
    done = run(tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "none.csv")
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 5


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--outcome", "stiffness"], ["--better", "--worthwhile"]),
        (["--worthwhile", "0"], ["--worthwhile: '0'"]),
        (["--worthwhile", "nan"], ["--worthwhile: 'nan'"]),
        (["--outcome", "stiffness", "--better", "lower", "--worthwhile", "1"], ["stiffness"]),
        (["--better", "sideways"], ["sideways"]),
        (["--washout-days", "-1"], ["--washout-days: '-1'"]),
        (["--plan", "nowhere.json"], ["nowhere.json"]),
        (
            ["--plan", SAMPLES / "helps.plan.json", "--worthwhile", "2", "--outcome", "mood"],
            ["--worthwhile: '2' cannot be given beside a locked plan", "--outcome: 'mood'"],
        ),
        (["--plan", SAMPLES / "unclear.plan.json"], ["is not what the plan assigned"]),
    ],
)
def test_options_that_cannot_be_are_refused(options: list[object], said: list[str]) -> None:
    done = run(SAMPLES / "helps.csv", *options)
    assert done.exit_code == 2
    assert done.stdout == ""
    for text in said:
        assert text in done.stderr


def test_a_changed_plan_is_refused(tmp_path: Path) -> None:
    changed = tmp_path / "plan.json"
    changed.write_text(
        (SAMPLES / "helps.plan.json").read_text().replace('"worthwhile": 1.0', '"worthwhile": 0.5')
    )
    done = run(SAMPLES / "helps.csv", "--plan", changed)
    assert done.exit_code == 2
    assert "changed after it was locked" in done.stderr


def test_people_read_a_few_at_a_time_come_out_as_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdict, "PEOPLE_AT_ONCE", 2)
    random = np.random.default_rng(1)
    names = ["cy", "al", "ed", "bo", "di"]
    rows = [
        f"{name},2027-01-{day + 1:02},{'no_' * (day % 4 < 2)}mat,{random.integers(0, 11)}"
        for day in range(16)
        for name in names
    ]
    # Nobody's days stand together, and they stand in no order.
    random.shuffle(rows)
    header = "person,date,condition,pain"
    (tmp_path / "all.csv").write_text("\n".join([header, *rows]))
    together = run_json(tmp_path / "all.csv")
    assert [found["person"] for found in together] == sorted(names)
    for found in together:
        alone = tmp_path / "alone.csv"
        alone.write_text("\n".join([header, *(r for r in rows if r.startswith(found["person"]))]))
        assert run_json(alone) == [found]
    # Days too far apart stop the last person, and so everybody, before the first verdict.
    (tmp_path / "all.csv").write_text("\n".join([header, *rows, "ed,2057-01-01,mat,5"]))
    done = run(tmp_path / "all.csv", "--json")
    assert done.stdout == ""
    assert isinstance(done.exception, DiaryError)
