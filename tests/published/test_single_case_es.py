"""NAP, g and Tau against SingleCaseES 0.7.4 (R), which turns each to improvement.

Where it differs, and why:

- Its bias correction of g is 1 − 3/(4ν − 1), an approximation of a ratio of gamma functions;
  Pingouin uses the same, so the two agree to the last digits.
- It gives NAP an interval (Newcombe's, for independent scores). We give none: days in a row are
  no independent scores, and at a NAP of 1 that interval has no width at all.
- Its Tau-U takes the trend of the no-mat days off the overlap. It can leave −1 to 1, and a trend
  in the no-mat days of a whole trial is not one that the mat days had to follow: we take a trend
  over all days off the effect instead, and offer Tau only as 2·NAP − 1.
"""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from published.series import ROWS, each_series, run, take


def test_there_are_published_series(shared: Path) -> None:
    assert len(ROWS) == 21


@each_series
def test_nap_and_g_agree(row: dict[str, str], shared: Path) -> None:
    sample, outcome = take(row, shared)
    found = run(sample)
    assert len(sample.score) == int(row["n"])
    assert found.nap_higher is not None
    assert found.hedges_g is not None
    assert outcome.chance_better(found.nap_higher) == pytest.approx(float(row["nap"]), abs=1e-9)
    assert outcome.benefit(found.hedges_g) == pytest.approx(float(row["g_pooled_bc"]), abs=1e-9)


@each_series
def test_tau_from_our_nap_is_theirs_once_the_trend_without_mat_is_taken_off(
    row: dict[str, str], shared: Path
) -> None:
    sample, outcome = take(row, shared)
    found = run(sample)
    assert found.nap_higher is not None
    tau = 2 * outcome.chance_better(found.nap_higher) - 1
    # Parker et al. 2011: the no-mat days in calendar order against themselves.
    no_mat = np.array([outcome.benefit(score) for score in sample.score[~sample.on_mat]])
    trend = np.sign(no_mat[None, :] - no_mat[:, None])[np.triu_indices(len(no_mat), k=1)].sum()
    n_pairs = len(no_mat) * int(sample.on_mat.sum())
    assert tau - trend / n_pairs == pytest.approx(float(row["tau_u_parker"]), abs=1e-9)


@each_series
def test_nap_rests_on_the_u_of_the_rank_test(row: dict[str, str], shared: Path) -> None:
    sample, _ = take(row, shared)
    mat, no_mat = sample.score[sample.on_mat], sample.score[~sample.on_mat]
    found = stats.mannwhitneyu(mat, no_mat, method="asymptotic", use_continuity=True)
    assert found.pvalue == pytest.approx(float(row["mwu_p_asymp"]), rel=1e-6)
    assert run(sample).nap_higher == pytest.approx(
        found.statistic / len(mat) / len(no_mat), abs=1e-12
    )


def test_their_interval_of_a_nap_of_one_has_no_width(shared: Path) -> None:
    [row] = [row for row in ROWS if row["case"] == "case B2"]
    assert (row["nap"], row["nap_lo"], row["nap_hi"]) == ("1", "1", "1")
    sample, _ = take(row, shared)
    # Every mat day beats every no-mat day here, and the effect is none the less not known exactly.
    found = run(sample)
    assert found.nap_higher == 0.0
    assert found.regression is not None
    assert np.ptp(found.regression.ci95) > 1
