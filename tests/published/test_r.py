"""Welch and paired t tests against R 4.2.2, and GLS against its nlme 3.1.

nlme fits φ by REML where we average over it, and its model has no linear time: its figures stand
against our whitening at its φ, with the time column left out.
Two cycles give R a paired t of one degree of freedom; we refuse fewer than three, so for those the
cycle means are checked through R's p.
"""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from mat_trial.stats.ar1 import whiten
from published.series import each_series, run, take


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
