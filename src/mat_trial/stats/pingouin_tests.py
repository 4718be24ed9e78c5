"""The same question in the forms clinicians know: the only file that knows Pingouin.

Pingouin answers bad input with NaN, infinity, p = 0 or silence, rounds its intervals and hands the
Bayes factor over as text; so each call here is guarded first, and what cannot be had is None with
a reason.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from mat_trial.language import _
from mat_trial.stats.ar1 import whiten

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FEWEST_PAIRS = 3
"""Pingouin returns NaN for one pair, and two give a t of one degree of freedom."""
PRIOR_SCALE = 0.707
"""Of the Cauchy prior on the standardised difference: the one that most programs take."""
MOST_FOR_SHAPIRO = 5000
MOST_FOR_SIGNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """Least squares on the whitened rows: effect in score units, p two-sided."""

    estimate: float
    se: float
    t: float
    dof: int
    p_value: float
    ci95: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedTest:
    """Paired t test on cycle means: interval in score units, p two-sided.

    Parameters
    ----------
    n
        Number of cycles with both halves.
    bf10
        Bayes factor of a difference against none (JZS, scale 0.707); None beyond what can be
        computed.
    """

    n: int
    t: float
    dof: int
    p_value: float
    ci95: tuple[float, float]
    bf10: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """A figure that cannot be had, and why: a clause without a full stop."""

    figure: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PingouinResults:
    """Pingouin's figures for one outcome; each is None where it cannot be had.

    Parameters
    ----------
    regression
        On the design whitened at the posterior mean of φ.
    paired_t, wilcoxon_p, tost_p
        On the cycle means; `tost_p` is small when the effect lies within ± the worthwhile one.
    nap_higher
        Nonoverlap of all pairs, 0 to 1: the chance that a mat day scores higher than a no-mat
        day, ties counted half; Tau is 2·NAP − 1. It has no interval: those in use take days for
        independent, and SingleCaseES (R) gives one without any width to a NAP of 0 or 1.
    hedges_g
        Standardised mean difference of days, mat − no mat, over their pooled SD, times
        1 − 3/(4ν − 1). An effect size, not evidence.
    normality_p
        Shapiro–Wilk on the whitened residuals.
    unavailable
        One item for each figure that is None.
    """

    regression: Regression | None
    paired_t: PairedTest | None
    wilcoxon_p: float | None
    tost_p: float | None
    nap_higher: float | None
    hedges_g: float | None
    normality_p: float | None
    unavailable: tuple[Unavailable, ...]


@cache
def load_pingouin() -> Any:
    """Import Pingouin, which takes seconds, and switch its rounding off."""
    import pandas  # noqa: PLC0415, ICN001 - only those who need their seconds pay them
    import pingouin  # noqa: PLC0415 - the same

    # Pingouin makes a frame for each call; with Arrow strings in them that takes a third longer.
    pandas.set_option("mode.string_storage", "python")
    for column in ("CI95", "BF10"):
        pingouin.options[f"round.column.{column}"] = None
    return pingouin


def run_tests(
    *,
    day: npt.ArrayLike,
    score: npt.ArrayLike,
    on_mat: npt.ArrayLike,
    phi: float | None,
    cycle_mat: npt.ArrayLike,
    cycle_no_mat: npt.ArrayLike,
    worthwhile: float,
) -> PingouinResults:
    """Run Pingouin's tests on one outcome.

    Parameters
    ----------
    day, score, on_mat
        Analysed days in rising order, their scores, and whether each is a mat day; shape (days,).
    phi
        Autocorrelation to whiten with; None where the primary analysis has none.
    cycle_mat, cycle_no_mat
        Mean score of each half of each cycle, shape (cycles,).
    worthwhile
        Smallest worthwhile effect, above zero, in score units.

    Returns
    -------
    PingouinResults
        With None and a reason for whatever cannot be had.

    References
    ----------
    Vallat R (2018). Pingouin: statistics in Python. J Open Source Softw 3:1026.
    doi:10.21105/joss.01026

    Examples
    --------
    >>> found = run_tests(day=range(8), score=[6, 7, 4, 3, 6, 5, 3, 4],
    ...                   on_mat=[0, 0, 1, 1, 0, 0, 1, 1], phi=0.2,
    ...                   cycle_mat=[3.5, 3.5], cycle_no_mat=[6.5, 5.5], worthwhile=1.0)
    >>> round(found.regression.estimate, 2), found.nap_higher
    (-2.4, 0.0)
    >>> found.unavailable[0].reason
    '3 complete cycles are needed and there are 2'
    """
    days, scores = np.asarray(day, np.int64), np.asarray(score, float)
    mat = np.asarray(on_mat, bool)
    pairs = np.asarray(cycle_mat, float), np.asarray(cycle_no_mat, float)
    no_pairs = _why_no_pairs(*pairs)
    one_sided = "" if mat.any() and not mat.all() else _("days of one kind only")
    no_fit = "" if phi is not None else _("it rests on the primary analysis, which has no figure")
    regression, residuals = None, np.empty(0)
    if phi is not None:
        regression, residuals = regress(days, scores, mat, phi)
    found: dict[str, Any] = {
        "regression": _or_why(_("regression"), no_fit, lambda: regression),
        "paired_t": _or_why(_("paired t"), no_pairs, lambda: _test_pairs(*pairs)),
        "wilcoxon_p": _or_why("Wilcoxon", no_pairs, lambda: _rank_pairs(*pairs)),
        "tost_p": _or_why("TOST", no_pairs, lambda: _test_equivalence(*pairs, worthwhile)),
        "nap_higher": _or_why("NAP", one_sided, lambda: _measure(scores, mat, "CLES")),
        "hedges_g": _or_why(
            "Hedges' g",
            one_sided or _why_no_spread(scores, mat),
            lambda: _measure(scores, mat, "hedges"),
        ),
        "normality_p": _or_why(
            _("normality of residuals"),
            no_fit or _why_not_shapiro(len(days)),
            lambda: _test_normality(residuals),
        ),
    }
    missing = tuple(value for value in found.values() if isinstance(value, Unavailable))
    return PingouinResults(
        **{
            name: None if isinstance(value, Unavailable) else value
            for name, value in found.items()
        },
        unavailable=missing,
    )


def regress(
    day: npt.ArrayLike, score: npt.ArrayLike, on_mat: npt.ArrayLike, phi: float
) -> tuple[Regression, Floats]:
    """Regress the scores on trend and condition after whitening at one autocorrelation.

    Parameters
    ----------
    day, score, on_mat
        As in `run_tests`; they must be fit for the primary analysis.
    phi
        Autocorrelation, −0.3 to 0.95: the primary analysis' posterior mean.

    Returns
    -------
    Regression
        Of the effect mat − no mat.
    numpy.ndarray
        The whitened residuals, in score units, shape (days,).

    Examples
    --------
    >>> found, residuals = regress(range(8), [6, 7, 4, 3, 6, 5, 3, 4],
    ...                            [0, 0, 1, 1, 0, 0, 1, 1], 0.2)
    >>> found.dof, len(residuals)
    (5, 8)
    """
    days, scores = np.asarray(day, np.int64), np.asarray(score, float)
    # A centred time column keeps Pingouin's rank decision away from rounding.
    rows = np.column_stack([np.ones(len(days)), days - days.mean(), on_mat, scores])
    white = whiten(days, rows, phi)
    return _fit_least_squares(white[:, :3], white[:, 3])


def adjust_holm(p_values: list[float]) -> list[float]:
    """Adjust p-values for their number by Holm's method.

    References
    ----------
    Holm S (1979). A simple sequentially rejective multiple test procedure. Scand J Stat 6:65–70.

    Examples
    --------
    >>> [round(p, 3) for p in adjust_holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    _, adjusted = load_pingouin().multicomp(p_values, method="holm")
    return [float(p) for p in adjusted]


def _or_why(figure: str, reason: str, compute: Callable[[], Any]) -> Any:
    return Unavailable(figure=figure, reason=reason) if reason else compute()


def _why_no_pairs(mat: Floats, no_mat: Floats) -> str:
    if len(mat) < FEWEST_PAIRS:
        return _(
            "{least} complete cycles are needed and there are {n}",
            least=FEWEST_PAIRS,
            n=len(mat),
        )
    # Equal differences but for rounding would give an infinite t and p = 0.
    size = max(float(np.abs(mat).max()), float(np.abs(no_mat).max()), 1e-300)
    if np.ptp(mat - no_mat) < 1e-9 * size:
        return _("the difference is the same in every cycle, so its spread cannot be judged")
    return ""


def _why_no_spread(scores: Floats, mat: Bools) -> str:
    size = max(float(np.abs(scores).max()), 1e-300)
    if min(mat.sum(), (~mat).sum()) < 2:
        return _("two days of each kind are needed")
    if max(np.ptp(scores[mat]), np.ptp(scores[~mat])) < 1e-9 * size:
        return _("the scores do not vary within either kind of day")
    return ""


def _why_not_shapiro(n_days: int) -> str:
    if n_days <= MOST_FOR_SHAPIRO:
        return ""
    return _("it is defined for up to {most} analysed days", most=MOST_FOR_SHAPIRO)


def _fit_least_squares(columns: Floats, values: Floats) -> tuple[Regression, Floats]:
    # The last column's coefficient, and the residuals.
    found = load_pingouin().linear_regression(
        columns, values, add_intercept=False, as_dataframe=False
    )
    regression = Regression(
        estimate=float(found["coef"][-1]),
        se=float(found["se"][-1]),
        t=float(found["T"][-1]),
        dof=int(found["df_resid"]),
        p_value=float(found["pval"][-1]),
        ci95=(float(found["CI2.5"][-1]), float(found["CI97.5"][-1])),
    )
    return regression, np.asarray(found["residuals"])


def _test_mean(differences: Floats) -> Regression:
    # Pingouin's `ttest` on pairs is its `linear_regression` of the differences on a constant, but
    # adds an achieved power and a pandas frame that nobody asked for: six times as long.
    found, _ = _fit_least_squares(np.ones((len(differences), 1)), differences)
    return found


def _test_pairs(mat: Floats, no_mat: Floats) -> PairedTest:
    found = _test_mean(mat - no_mat)
    bayes_factor = float(
        load_pingouin().bayesfactor_ttest(found.t, len(mat), paired=True, r=PRIOR_SCALE)
    )
    return PairedTest(
        n=len(mat),
        t=found.t,
        dof=found.dof,
        p_value=found.p_value,
        ci95=found.ci95,
        bf10=bayes_factor if math.isfinite(bayes_factor) else None,
    )


def _rank_pairs(mat: Floats, no_mat: Floats) -> float:
    # Of the differences: the same p, without an effect size that nobody asked for. Where some are
    # alike, the exact p is found by trying all signs, which takes a second for thirteen of them.
    differences = mat - no_mat
    are_alike = len(np.unique(np.abs(differences))) < len(mat) or not differences.all()
    method = "asymptotic" if are_alike and len(mat) > MOST_FOR_SIGNS else "auto"
    return float(load_pingouin().wilcoxon(differences, method=method)["p_val"].iloc[0])


def _test_equivalence(mat: Floats, no_mat: Floats, worthwhile: float) -> float:
    # Pingouin's `tost` runs a one-sided test against either bound and keeps the larger p. The
    # sign of the difference tells which bound that is, and half a two-sided p is a one-sided one.
    differences = mat - no_mat
    bound = math.copysign(worthwhile, differences.mean())
    found = _test_mean(differences - bound)
    is_within = (found.t < 0) == (bound > 0)
    return found.p_value / 2 if is_within else 1 - found.p_value / 2


def _measure(scores: Floats, mat: Bools, kind: str) -> float:
    # `mwu` gives the same CLES with a p-value of days, which is not evidence, at fifty times
    # the time.
    return float(load_pingouin().compute_effsize(scores[mat], scores[~mat], eftype=kind))


def _test_normality(residuals: Floats) -> float:
    return float(load_pingouin().normality(residuals)["pval"].iloc[0])
