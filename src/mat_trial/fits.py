"""The primary analysis of many diaries at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mat_trial.model import Outcome
from mat_trial.results import Effect
from mat_trial.samples import Sample, measure_effects
from mat_trial.stats.ar1 import fit_each
from mat_trial.stats.mixture import group_by_nodes
from mat_trial.stats.posterior import Posterior


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fit:
    """What the primary analysis makes of one diary.

    Parameters
    ----------
    posterior, effect
        None where the scores cannot be fitted.
    why_not
        Why not, in sentences; empty where they can.
    """

    posterior: Posterior | None = None
    effect: Effect | None = None
    why_not: str = ""


def fit_samples(
    samples: Sequence[Sample], outcome: Outcome, boundaries: Sequence[float]
) -> list[Fit]:
    """Fit the effect on one outcome to each diary.

    Parameters
    ----------
    boundaries
        Chance that counts as sure, for each diary.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.daily import daily_frame
    >>> from mat_trial.model import PAIN, Condition, Entry
    >>> from mat_trial.samples import take_samples
    >>> entries = [Entry(date=dt.date(2027, 1, day + 1), scores={"pain": score},
    ...                  condition=Condition.MAT if day % 4 > 1 else Condition.NO_MAT)
    ...            for day, score in enumerate([6, 7, 4, 3, 6, 5, 3, 4])]
    >>> [(_, long)] = take_samples(daily_frame(entries, PAIN), PAIN)
    >>> [(_, short)] = take_samples(daily_frame(entries[:3], PAIN), PAIN)
    >>> fits = fit_samples([long, short], PAIN, [0.95, 0.95])
    >>> round(fits[0].effect.mean, 1), fits[1].effect, fits[1].why_not.partition(".")[0]
    (-2.5, None, '3 scored days are too few for a figure')
    """
    found = [Fit()] * len(samples)
    for group in group_by_nodes(len(sample.day) for sample in samples):
        shape = len(group), max(len(samples[number].day) for number in group)
        day, included = np.zeros(shape, int), np.zeros(shape, bool)
        score, on_mat = np.zeros((2, *shape))
        for row, number in enumerate(group):
            cells, sample = (row, slice(len(samples[number].day))), samples[number]
            day[cells], included[cells] = sample.day, True
            score[cells], on_mat[cells] = sample.score, sample.on_mat
        posterior, reasons = fit_each(day, score, on_mat, included=included)
        fitted = [number for number, reason in zip(group, reasons, strict=True) if not reason]
        effects = measure_effects(posterior, outcome, [boundaries[number] for number in fitted])
        for row, (number, effect) in enumerate(zip(fitted, effects, strict=True)):
            found[number] = Fit(posterior=posterior[row], effect=effect)
        for number, reason in zip(group, reasons, strict=True):
            if reason:
                found[number] = Fit(why_not=reason)
    return found
