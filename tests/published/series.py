"""The series of ../shared/data, and what R packages make of each (../shared/reference)."""

import csv
from pathlib import Path

import pytest

from mat_trial.daily import label_days, lay_out_days
from mat_trial.files.diary_file import read_diary
from mat_trial.model import Better, Outcome
from mat_trial.samples import Sample, take_samples
from mat_trial.stats.pingouin_tests import PingouinResults, run_tests

TABLE = Path(__file__).parents[3] / "shared" / "reference" / "published_packages.csv"
SCORES = {
    "crozier2005": "disruptions",
    "hpi_sleep_quality": "sleep",
    "lambert_disruptive": "disruptive_intervals",
    "melatonin_mood": "mood_0_100",
}


def read_rows() -> list[dict[str, str]]:
    if not TABLE.exists():
        return []
    with TABLE.open() as file:
        return list(csv.DictReader(file))


ROWS = read_rows()
each_series = pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row['dataset']}/{row['case']}"
)


def take(row: dict[str, str], shared: Path) -> tuple[Sample, Outcome]:
    better = Better.HIGHER if row["direction"] == "increase" else Better.LOWER
    name = SCORES[row["dataset"]]
    outcome = Outcome(name=name, question="", better=better, worthwhile=1.0)
    entries, problems, _ = read_diary(
        shared / "data" / f"{row['dataset']}.csv", outcomes={name: outcome}
    )
    assert problems == []
    frame = label_days(lay_out_days(entries, [name]), name)
    samples = dict(take_samples(frame, outcome))
    return samples.get(row["case"]) or samples[None], outcome


def run(sample: Sample) -> PingouinResults:
    return run_tests(
        day=sample.day,
        score=sample.score,
        on_mat=sample.on_mat,
        phi=0.0,
        cycle_mat=[pair.mat for pair in sample.cycles],
        cycle_no_mat=[pair.no_mat for pair in sample.cycles],
        worthwhile=1.0,
    )
