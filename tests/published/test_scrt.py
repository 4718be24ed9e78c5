"""The randomisation test against SCRT 1.3.1 (R): AB and ABAB with at least 3 scores a phase.

Both compare the phases as they were with all that the change points could have made of them, so
the reference sets are alike, and with SCRT's statistic on ours its p comes out to the last digit.
Our own p differs from it for three reasons:

- Statistic. SCRT takes the mean over the phase means of one condition, less that of the other. We
  take U, which weighs days by an AR(1) correlation of .4 over calendar gaps and so counts a day
  more where it says more.
- Trend. U is cleared of a linear trend. In SCRT a slow change adds to the difference where the
  later phases are longer, or takes from it.
- Sides. SCRT counts the assignments whose difference is as large in either direction. We take
  twice the smaller side, so that test and interval agree where the set is not symmetric.

Of a whole set both count the observed assignment too, so that no p can be 0.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from mat_trial.designs import ReferenceSet, build_reference_set
from mat_trial.model import ChangePointsDesign, Condition
from mat_trial.samples import Sample
from mat_trial.stats.randomisation import run_randomisation
from published.series import ROWS, each_series, take

FEWEST_SCORES = 3
ABAB = [row for row in ROWS if row["scrt_abab_p"]]
AB = [row for row in ROWS if row["scrt_ab_p"]]
each_abab = pytest.mark.parametrize("row", ABAB, ids=lambda row: f"{row['dataset']}/{row['case']}")


def list_splits(sample: Sample) -> ReferenceSet:
    assigned = [Condition.MAT if on_mat else Condition.NO_MAT for on_mat in sample.on_mat]
    design = ChangePointsDesign(
        days=len(assigned), phases=4, min_phase_days=FEWEST_SCORES, first=assigned[0]
    )
    return build_reference_set(design, assigned, seed=1)


def compare_phase_means(score: npt.NDArray[np.float64], on_mat: npt.NDArray[np.bool_]) -> float:
    edges = [0, *(np.flatnonzero(np.diff(on_mat)) + 1), len(score)]
    means = [score[start:end].mean() for start, end in pairwise(edges)]
    return float(abs(np.mean(means[1::2]) - np.mean(means[::2])))


def count_p(statistics: list[float], observed: int) -> float:
    return float(np.mean(np.array(statistics) >= statistics[observed] - 1e-9))


def test_there_are_published_p_values(shared: Path) -> None:
    assert (len(ABAB), len(AB)) == (17, 2)


@each_abab
def test_scrt_has_our_reference_set_and_its_statistic_gives_its_p(
    row: dict[str, str], shared: Path
) -> None:
    sample, _ = take(row, shared)
    splits = list_splits(sample)
    # n = 30: (30 − 4·3 + 3 over 3) = 1330
    assert len(splits.on_mat) == int(row["scrt_abab_quantity"])
    statistics = [compare_phase_means(sample.score, on_mat) for on_mat in splits.on_mat]
    assert count_p(statistics, splits.observed) == pytest.approx(float(row["scrt_abab_p"]))


@pytest.mark.parametrize("row", AB, ids=lambda row: row["case"])
def test_ab_has_one_switch_day_and_scrts_p(row: dict[str, str], shared: Path) -> None:
    # Our designs need four phases: with two, time and mat are all but the same.
    sample, _ = take(row, shared)
    n, first = len(sample.score), int(np.flatnonzero(np.diff(sample.on_mat))[0]) + 1
    switches = list(range(FEWEST_SCORES, n - FEWEST_SCORES + 1))
    statistics = [compare_phase_means(sample.score, np.arange(n) >= day) for day in switches]
    assert count_p(statistics, switches.index(first)) == pytest.approx(float(row["scrt_ab_p"]))


@each_abab
def test_our_p_on_that_set_is_that_of_the_matrices(row: dict[str, str], shared: Path) -> None:
    sample, _ = take(row, shared)
    splits = list_splits(sample)
    found = run_randomisation(
        sample.day, sample.score, splits.on_mat, observed=splits.observed, exact=splits.exact
    )
    inverse = np.linalg.inv(0.4 ** np.abs(sample.day[:, None] - sample.day))
    trend = np.column_stack([np.ones(len(sample.day)), sample.day])
    weighed = inverse @ trend
    m = inverse - weighed @ np.linalg.inv(trend.T @ weighed) @ weighed.T
    z = splits.on_mat.astype(float)
    u = z @ m @ sample.score / np.sqrt(((z @ m) * z).sum(axis=1))
    upper = (u >= u[splits.observed] - 1e-7).mean()
    lower = (u <= u[splits.observed] + 1e-7).mean()
    assert found.p_value == pytest.approx(min(1, 2 * min(upper, lower)))
    assert found.p_value >= 2 / len(z)


@each_series
def test_no_p_is_given_where_a_phase_is_too_short(row: dict[str, str], shared: Path) -> None:
    sample, _ = take(row, shared)
    lengths = np.diff([0, *(np.flatnonzero(np.diff(sample.on_mat)) + 1), len(sample.score)])
    fits = len(lengths) == 4 and min(lengths) >= FEWEST_SCORES
    assert fits == bool(row["scrt_abab_p"])
