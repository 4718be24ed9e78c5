"""Our figures against the same series in R packages (../shared/reference/published_packages.csv).

Compared is what both define alike: NAP and pooled bias-corrected g (SingleCaseES), the paired t on
cycle means, and GLS with AR(1) noise over calendar gaps (nlme). nlme fits φ by REML where we
average over it, and its model has no linear time: its figures stand against our whitening at its
φ, with the time column left out.
Two cycles give R a paired t of one degree of freedom; we refuse fewer than three, so for those the
cycle means are checked through R's p.
"""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from mat_trial.daily import label_days, lay_out_days
from mat_trial.files.diary_csv import read_diary
from mat_trial.model import Better, Outcome
from mat_trial.samples import Sample, take_samples
from mat_trial.stats.ar1 import whiten
from mat_trial.stats.pingouin_tests import PingouinResults, run_tests

TABLE = Path(__file__).parents[2] / "shared" / "reference" / "published_packages.csv"
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


def test_there_are_published_series(shared: Path) -> None:
    assert len(ROWS) == 21


@each_series
def test_nap_and_g_are_those_of_single_case_es(row: dict[str, str], shared: Path) -> None:
    sample, outcome = take(row, shared)
    found = run(sample)
    assert len(sample.score) == int(row["n"])
    assert found.nap_higher is not None
    assert found.hedges_g is not None
    assert outcome.chance_better(found.nap_higher) == pytest.approx(float(row["nap"]), abs=1e-9)
    # Theirs is turned to improvement. Pingouin approximates the correction 1 − 3/(4ν − 1) as they
    # do.
    assert outcome.benefit(found.hedges_g) == pytest.approx(float(row["g_pooled_bc"]), abs=1e-9)


@each_series
def test_welch_is_that_of_r(row: dict[str, str], shared: Path) -> None:
    sample, _ = take(row, shared)
    mat, no_mat = sample.score[sample.on_mat], sample.score[~sample.on_mat]
    assert mat.mean() - no_mat.mean() == pytest.approx(float(row["diff"]), abs=1e-9)
    welch = stats.ttest_ind(mat, no_mat, equal_var=False)
    assert welch.pvalue == pytest.approx(float(row["welch_p"]), rel=1e-6)


@each_series
def test_paired_t_on_cycle_means_is_that_of_r(row: dict[str, str], shared: Path) -> None:
    sample, _ = take(row, shared)
    if row["cycle_t_p"] in {"", "NA"}:
        pytest.skip("R has no paired t here: one cycle only")
    pairs = np.array([(pair.mat, pair.no_mat) for pair in sample.cycles])
    expected = float(row["cycle_t_p"])
    assert stats.ttest_rel(pairs[:, 0], pairs[:, 1]).pvalue == pytest.approx(expected, rel=1e-6)
    found = run(sample).paired_t
    if len(pairs) < 3:
        assert found is None
    else:
        assert found is not None
        assert found.p_value == pytest.approx(expected, rel=1e-6)


@each_series
def test_whitening_gives_the_gls_of_nlme(row: dict[str, str], shared: Path) -> None:
    sample, _ = take(row, shared)
    # In this one series nlme was given row numbers, so that its one absent date leaves no gap.
    day = np.arange(70) if row["dataset"] == "melatonin_mood" else sample.day
    phi = float(row["gls_phi"])
    rows = np.column_stack([np.ones(len(day)), sample.on_mat, sample.score])
    white = whiten(day, rows, phi)
    beta, rss, _, _ = np.linalg.lstsq(white[:, :2], white[:, 2])
    inverse = np.linalg.inv(white[:, :2].T @ white[:, :2])
    assert beta[1] == pytest.approx(float(row["gls_est"]), rel=1e-4, abs=1e-6)
    se = np.sqrt(rss[0] / (len(day) - 2) * inverse[1, 1])
    assert se == pytest.approx(float(row["gls_se"]), rel=1e-4)
