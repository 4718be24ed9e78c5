"""Pingouin's figures, and the guards against what it does with bad input."""

import math
from typing import Any

import numpy as np
import pingouin
import pytest
from scipy import stats

from mat_trial.stats.pingouin_tests import (
    PingouinResults,
    adjust_holm,
    load_pingouin,
    regress,
    run_tests,
)

MAT = [3.0, 4.5, 4.0, 2.5, 5.0, 3.5]
NO_MAT = [5.0, 5.5, 4.5, 4.0, 5.5, 6.0]


def run(
    *,
    score: list[float] | None = None,
    on_mat: list[int] | None = None,
    cycle_mat: list[float] = MAT,
    cycle_no_mat: list[float] = NO_MAT,
    phi: float | None = 0.2,
    worthwhile: float = 1.0,
) -> PingouinResults:
    score = score or [5, 6, 3, 4, 6, 5, 2, 4, 5, 7, 4, 3]
    return run_tests(
        day=range(len(score)),
        score=score,
        on_mat=on_mat or [0, 0, 1, 1] * 3,
        phi=phi,
        cycle_mat=cycle_mat,
        cycle_no_mat=cycle_no_mat,
        worthwhile=worthwhile,
    )


@pytest.mark.parametrize("shift", [-50.0, -1.5, 0.0, 1.25, 4.0])
def test_paired_t_is_that_of_pingouins_ttest(shift: float) -> None:
    mat = [score + shift for score in MAT]
    found = run(cycle_mat=mat).paired_t
    expected = load_pingouin().ttest(mat, NO_MAT, paired=True).iloc[0]
    assert found is not None
    assert (found.n, found.dof) == (6, expected["dof"])
    assert found.t == pytest.approx(expected["T"], rel=1e-12)
    assert found.p_value == pytest.approx(expected["p_val"], rel=1e-12)
    assert found.ci95 == pytest.approx(tuple(expected["CI95"]), rel=1e-12)
    assert found.bf10 == pytest.approx(expected["BF10"], rel=1e-12)


def test_paired_t_has_full_precision_and_scipys_values() -> None:
    found = run().paired_t
    expected = stats.ttest_rel(MAT, NO_MAT)
    interval = expected.confidence_interval()
    assert found is not None
    assert (found.n, found.dof) == (6, 5)
    assert found.t == pytest.approx(expected.statistic, rel=1e-12)
    assert found.p_value == pytest.approx(expected.pvalue, rel=1e-12)
    assert found.ci95 == pytest.approx((interval.low, interval.high), rel=1e-12)


def test_bayes_factor_is_the_jzs_integral() -> None:
    found = run().paired_t
    assert found is not None
    # Rouder et al. 2009, equation 1, by hand: doi:10.3758/PBR.16.2.225
    t, n, r = found.t, 6, math.sqrt(0.5)
    g = np.exp(np.linspace(-12, 14, 200001))
    prior = r / np.sqrt(2 * np.pi) * g**-1.5 * np.exp(-(r**2) / (2 * g))
    likelihood = (1 + n * g) ** -0.5 * (1 + t**2 / ((1 + n * g) * (n - 1))) ** (-n / 2)
    expected = np.trapezoid(prior * likelihood * g, np.log(g)) / (1 + t**2 / (n - 1)) ** (-n / 2)
    assert found.bf10 == pytest.approx(expected, rel=1e-4)


def test_wilcoxon_is_scipys() -> None:
    assert run().wilcoxon_p == pytest.approx(
        stats.wilcoxon(MAT, NO_MAT, correction=True).pvalue, rel=1e-10
    )


@pytest.mark.parametrize("worthwhile", [0.3, 1.0, 2.5])
@pytest.mark.parametrize("shift", [-1.5, 0.0, 1.2, 1.25, 1.3, 4.0])
def test_tost_is_that_of_pingouin(worthwhile: float, shift: float) -> None:
    mat = [score + shift for score in MAT]
    found = run(cycle_mat=mat, worthwhile=worthwhile)
    expected = pingouin.tost(mat, NO_MAT, bound=worthwhile, paired=True)["pval"].iloc[0]
    assert found.tost_p == pytest.approx(expected, rel=1e-12)


def test_nap_is_the_cles_of_mwu() -> None:
    found = run()
    score = np.array([5, 6, 3, 4, 6, 5, 2, 4, 5, 7, 4, 3.0])
    on_mat = np.array([0, 0, 1, 1] * 3, bool)
    expected = pingouin.mwu(score[on_mat], score[~on_mat])["CLES"].iloc[0]
    assert found.nap_higher == pytest.approx(expected, abs=1e-12)


def test_regression_is_least_squares_where_nothing_is_to_whiten() -> None:
    found, residuals = regress(range(8), [6, 7, 4, 3, 6, 5, 3, 4], [0, 0, 1, 1] * 2, 0.0)
    design = np.column_stack([np.ones(8), np.arange(8), [0, 0, 1, 1] * 2])
    beta, rss, _, _ = np.linalg.lstsq(design, np.array([6, 7, 4, 3, 6, 5, 3, 4.0]))
    se = np.sqrt(rss[0] / 5 * np.linalg.inv(design.T @ design)[2, 2])
    assert found.estimate == pytest.approx(beta[2], rel=1e-10)
    assert found.se == pytest.approx(se, rel=1e-10)
    assert found.p_value == pytest.approx(2 * stats.t.sf(abs(beta[2] / se), 5), rel=1e-9)
    assert (residuals**2).sum() == pytest.approx(rss[0], rel=1e-10)


def test_holm_by_hand() -> None:
    # 3 × .01, then the larger of that and 2 × .02, then of that and 1 × .5
    assert adjust_holm([0.02, 0.5, 0.01]) == pytest.approx([0.04, 0.5, 0.03])


@pytest.mark.parametrize(
    ("cycle_mat", "cycle_no_mat", "reason"),
    [
        ([], [], "3 complete cycles are needed and there are 0"),
        ([1, 2], [2, 4], "3 complete cycles are needed and there are 2"),
        ([3, 4, 5], [3, 4, 5], "the difference is the same in every cycle"),
        ([3.1, 4.1, 5.1], [4.1, 5.1, 6.1], "the difference is the same in every cycle"),
    ],
)
def test_pairs_that_pingouin_would_answer_with_nonsense_are_refused(
    cycle_mat: list[float], cycle_no_mat: list[float], reason: str
) -> None:
    found = run(cycle_mat=cycle_mat, cycle_no_mat=cycle_no_mat)
    assert (found.paired_t, found.wilcoxon_p, found.tost_p) == (None, None, None)
    refused = {item.figure: item.reason for item in found.unavailable}
    assert set(refused) == {"paired t", "Wilcoxon", "TOST"}
    assert all(text.startswith(reason) for text in refused.values())


def test_days_of_one_kind_have_no_effect_size() -> None:
    found = run(score=[5, 6, 4, 5], on_mat=[1, 1, 1, 1], phi=None)
    assert (found.nap_higher, found.hedges_g, found.regression) == (None, None, None)
    assert {item.figure for item in found.unavailable} == {
        "regression",
        "NAP",
        "Hedges' g",
        "normality of residuals",
    }


def test_scores_that_never_vary_within_a_kind_have_nap_but_no_g() -> None:
    found = run(score=[5, 5, 3, 3] * 3, phi=None)
    assert found.nap_higher == 0.0
    assert found.hedges_g is None


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6])
def test_a_huge_t_gives_finite_figures_or_none(size: float) -> None:
    found = run(
        cycle_mat=[size, 2 * size, 3 * size, 4 * size],
        cycle_no_mat=[1001 * size, 1002 * size, 1003 * size, 1004.001 * size],
    )
    assert found.paired_t is not None
    assert math.isfinite(found.paired_t.t)
    assert found.paired_t.bf10 is None or math.isfinite(found.paired_t.bf10)


def test_pingouin_no_longer_rounds() -> None:
    assert load_pingouin().options["round.column.CI95"] is None


@pytest.mark.parametrize("n_cycles", [4, 8, 9, 13, 14])
def test_cycles_that_are_alike_are_ranked_in_time(n_cycles: int) -> None:
    random = np.random.default_rng(n_cycles)
    difference = np.round(random.normal(-1, 1.5, n_cycles)) + 0.0
    difference[:3] = [-2, -2, 1]
    found = run_tests(
        day=range(8),
        score=[6, 7, 4, 3, 6, 5, 3, 4],
        on_mat=[0, 0, 1, 1, 0, 0, 1, 1],
        phi=0.2,
        cycle_mat=difference,
        cycle_no_mat=np.zeros(n_cycles),
        worthwhile=1.0,
    )
    options: Any = {"method": "auto" if n_cycles <= 8 else "asymptotic"}
    expected = stats.wilcoxon(difference, correction=True, **options).pvalue
    assert found.wilcoxon_p == pytest.approx(expected)
