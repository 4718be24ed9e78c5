"""Patterns in the scores that a verdict should be read beside: drift, carry-over, likeness."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mat_trial.stats.ar1 import whiten
from mat_trial.stats.posterior import Posterior
from mat_trial.stats.variants import FittedVariants, Variant

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

FEWEST_CONTRASTED = 3
"""Days of each kind, behind a switch and not, below which nothing is said of carry-over."""
TAIL = 0.025
MOST_PARTS = 12
"""Scores whose smallest distance is more than so many of their common steps have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How far the scores drifted from the first analysed day to the last, apart from the mat.

    Parameters
    ----------
    change
        Posterior mean, in score units.
    low, high
        Its 95% interval.
    """

    change: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """The effect just behind a switch and at other times: mat − no mat, in score units."""

    just_switched: float
    other_days: float


def ask_patterns(
    day: npt.ArrayLike, on_mat: npt.ArrayLike, after_switch: npt.ArrayLike
) -> dict[str, Variant]:
    """Pose the questions of drift and carry-over, for `fit_variants`.

    Parameters
    ----------
    day, on_mat
        As in `ar1.fit_posterior`, shape (days,).
    after_switch
        Whether a day is the first behind a switch, shape (days,).

    Returns
    -------
    dict
        Without carry-over where a kind of day has fewer than three days behind a switch, or
        fewer than three others.

    Examples
    --------
    >>> list(ask_patterns(range(8), [0, 0, 1, 1] * 2, [0, 0, 1, 0] * 2))
    ['drift']
    """
    days, mat, first = (
        np.asarray(day, float),
        np.asarray(on_mat, float),
        np.asarray(after_switch, bool),
    )
    everything = np.ones(len(days), bool)
    since_first = (days - days[0]) / (days[-1] - days[0])
    asked = {"drift": Variant(included=everything, target=since_first, beside=(mat,))}
    kinds = [
        sum_of
        for kind in (mat > 0, mat == 0)
        for sum_of in ((kind & first).sum(), (kind & ~first).sum())
    ]
    if min(kinds) < FEWEST_CONTRASTED:
        return asked
    # Half of mat − no mat on each side, so that the coefficients are effects.
    behind, other = first * (mat - 0.5), ~first * (mat - 0.5)
    return asked | {
        "carry_over": Variant(included=everything, target=behind, beside=(days, mat)),
        "other_days": Variant(included=everything, target=other, beside=(days, behind)),
    }


def read_drifts(fitted: FittedVariants) -> dict[int, Drift]:
    """Read the drifts off their posteriors, by diary; none where it may be chance.

    Examples
    --------
    >>> from mat_trial.stats.variants import fit_variants
    >>> scores = [8, 9, 7, 7, 6, 7, 4, 5, 5, 5, 3, 2]
    >>> asked = ask_patterns(range(12), [0, 0, 1, 1] * 3, [0, 0, 1, 0] * 3)
    >>> drift = read_drifts(fit_variants(range(12), scores, asked))[0]
    >>> round(drift.change, 1), round(drift.low, 1), round(drift.high, 1)
    (-5.3, -7.1, -3.3)
    """
    drift = fitted.select({"drift"})
    sure = np.flatnonzero(_are_sure(drift.posterior))
    posterior = drift.posterior[sure]
    ends = posterior.quantile([[TAIL], [1 - TAIL]])
    return {
        diary: Drift(change=change, low=low, high=high)
        for diary, change, low, high in zip(
            drift.diaries[sure].tolist(), posterior.mean.tolist(), *ends.tolist(), strict=True
        )
    }


def read_carry_overs(fitted: FittedVariants) -> dict[int, CarryOver]:
    """Read the effects just behind a switch and at other times, by diary; none by chance.

    Examples
    --------
    >>> from mat_trial.stats.variants import fit_variants
    >>> scores = [6, 7, 7, 3, 3, 6, 7, 6, 3, 2, 2, 7, 6, 7, 3, 3]
    >>> on_mat = [0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1]
    >>> asked = ask_patterns(range(16), on_mat, [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0])
    >>> read_carry_overs(fit_variants(range(16), scores, asked))
    {}
    """
    differences, others = fitted.select({"carry_over"}), fitted.select({"other_days"})
    on_other_days = dict(zip(others.diaries.tolist(), others.posterior.mean.tolist(), strict=True))
    found = zip(
        differences.diaries.tolist(),
        differences.posterior.mean.tolist(),
        _are_sure(differences.posterior).tolist(),
        strict=True,
    )
    # Both posteriors weigh φ alike, so their means add up.
    return {
        diary: CarryOver(
            just_switched=on_other_days[diary] + difference, other_days=on_other_days[diary]
        )
        for diary, difference, is_sure in found
        if is_sure and diary in on_other_days
    }


def count_unrelated_days(day: npt.ArrayLike, on_mat: npt.ArrayLike, phi: float) -> float:
    """Count the unrelated days that would tell as much of the effect as these days do.

    Parameters
    ----------
    day, on_mat
        As in `ar1.fit_posterior`, shape (days,).
    phi
        Autocorrelation from one day to the next, above −1 and below 1.

    Returns
    -------
    float
        Fewer than there are where stretches are long, more where they are short: then a
        comparison of neighbours gains from their likeness.

    Examples
    --------
    >>> long, short = ([0] * 14 + [1] * 14) * 2, [0, 0, 1, 1] * 14
    >>> [round(count_unrelated_days(range(56), on_mat, 0.6)) for on_mat in (long, short)]
    [28, 116]
    """
    days, mat = np.asarray(day), np.asarray(on_mat, float)
    columns = np.column_stack([np.ones(len(mat)), days - days.mean(), mat])
    alike, unrelated = (
        np.linalg.inv(rows.T @ rows)[-1, -1] for rows in (whiten(days, columns, phi), columns)
    )
    return float(len(mat) * unrelated / alike)


def find_step(score: npt.ArrayLike) -> float | None:
    """Find the largest step that all scores are whole numbers of, counted from one of them.

    Parameters
    ----------
    score
        Finite scores, shape (days,).

    Returns
    -------
    float or None
        In score units; None for fewer than two different scores, or where there is no step.

    Examples
    --------
    >>> find_step([3, 7, 5, 10]), find_step([0.5, 1.5, 3.0]), find_step([0.0, 1.0, 2.7183])
    (1.0, 0.5, None)
    """
    apart = np.diff(np.unique(np.asarray(score, float)))
    if not len(apart):
        return None
    steps = apart.min() / np.arange(1, MOST_PARTS + 1)
    counts = apart[:, None] / steps
    is_whole = (np.abs(counts - np.rint(counts)) < 1e-6).all(axis=0)
    return float(steps[is_whole.argmax()]) if is_whole.any() else None


def bound_rounding(step: float, sd: float) -> float:
    """Bound what rounding the scores can add to an effect or take from it.

    Parameters
    ----------
    step
        Step of the scores, in score units.
    sd
        Day-to-day standard deviation of the recorded scores, in score units.

    Returns
    -------
    float
        In score units.

    Notes
    -----
    Rounding to steps of s shifts the mean of normal scores of SD σ by up to
    s/π · exp(−2π²σ²/s²), and each of two means can shift either way. Rounding itself adds about
    s²/12 to the variance that is seen.

    Examples
    --------
    >>> round(bound_rounding(1.0, 1.5), 6), round(bound_rounding(1.0, 0.4), 2)
    (0.0, 0.14)
    """
    variance = max(sd**2 - step**2 / 12, 0.0)
    return 2 * step / np.pi * float(np.exp(-2 * np.pi**2 * variance / step**2))


def _are_sure(posterior: Posterior) -> Bools:
    below = posterior.cdf(0.0)
    return (below <= TAIL) | (below >= 1 - TAIL)
