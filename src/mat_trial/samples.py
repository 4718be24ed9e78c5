"""From labelled days to what statistics take, one person at a time, and back to effects."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from mat_trial.model import Condition, Outcome
from mat_trial.results import Conduct, CyclePair, DayCounts, Effect, Interval
from mat_trial.stats.posterior import Posterior

# Columns of the DAILY frame that are yes, no or not known.
_KNOWN = ("late", "changed", "used_mat", "rescue_medication")


def _none() -> npt.NDArray[Any]:
    return np.empty(0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sample:
    """What one person's diary holds of one outcome.

    Parameters
    ----------
    day, score, on_mat, phase, period, period_day
        The analysed days in calendar order, shape (days,) each; periods count from 1, planned
        days in a period from 0.
    planned_day
        Their numbers in the plan, from 1, whatever pauses lie between, shape (days,).
    after_switch
        Whether an analysed day is the first behind a switch and its washout, shape (days,).
    late, changed, used_mat, rescue_medication
        What is known of the analysed days, shape (days,) each: 1 yes, 0 no, NaN not known;
        empty where nothing is.
    missing_day, missing_on_mat
        The days that were to be analysed and have no score, and their condition as assigned.
    cycles
        One pair for each cycle with analysed days in both halves.
    """

    day: npt.NDArray[np.int64]
    score: npt.NDArray[np.float64]
    on_mat: npt.NDArray[np.bool_]
    phase: npt.NDArray[np.int64]
    period: npt.NDArray[np.int64]
    period_day: npt.NDArray[np.int64]
    cycles: tuple[CyclePair, ...]
    days: DayCounts
    conduct: Conduct
    planned_day: npt.NDArray[np.int64] = field(default_factory=_none)
    after_switch: npt.NDArray[np.bool_] = field(default_factory=_none)
    late: npt.NDArray[np.float64] = field(default_factory=_none)
    changed: npt.NDArray[np.float64] = field(default_factory=_none)
    used_mat: npt.NDArray[np.float64] = field(default_factory=_none)
    rescue_medication: npt.NDArray[np.float64] = field(default_factory=_none)
    missing_day: npt.NDArray[np.int64] = field(default_factory=_none)
    missing_on_mat: npt.NDArray[np.bool_] = field(default_factory=_none)


def take_samples(frame: pl.DataFrame, outcome: Outcome) -> Iterator[tuple[str | None, Sample]]:
    """Split a DAILY frame into one sample a person, in the order of the frame.

    Parameters
    ----------
    frame
        Days of one or many people, from `daily.label_days`.
    outcome
        The outcome that the frame is labelled for.

    Yields
    ------
    tuple of str or None, Sample
        The person's name and sample; people without any analysed day included.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.daily import daily_frame
    >>> from mat_trial.model import PAIN, Entry
    >>> day = Entry(date=dt.date(2027, 1, 4), condition=Condition.MAT, scores={"pain": 4.0})
    >>> [(person, sample)] = take_samples(daily_frame([day], PAIN), PAIN)
    >>> sample.score.tolist(), sample.days.analysed
    ([4.0], (1, 0))
    """
    planned = pl.col("planned_day")
    since_start = planned - planned.min().over("person", "period")
    on_mat = pl.col("condition") == Condition.MAT.value
    used = frame.with_columns(period_day=since_start).filter(pl.col("analysed"))
    cycles = _pair_cycles(used)
    columns = used.select(
        *("day", "planned_day", "score", "phase", "period", "period_day", "after_switch"),
        *(pl.col(name).cast(pl.Float64) for name in _KNOWN),
        on_mat=on_mat,
    )
    arrays = {name: columns[name].to_numpy() for name in columns.columns}
    without_score = pl.col("excluded_because").eq_missing("no score") & ~pl.col("in_washout")
    gaps = frame.filter(without_score).select("person", "day", on_mat=on_mat)
    gaps_of = gaps.partition_by("person", as_dict=True)
    start = 0
    for person, (days, conduct) in _count(frame, outcome).items():
        end = start + sum(days.analysed)
        missing = gaps_of.get((person,), gaps.clear())
        yield (
            person,
            Sample(
                **{name: array[start:end] for name, array in arrays.items()},
                missing_day=missing["day"].to_numpy(),
                missing_on_mat=missing["on_mat"].to_numpy(),
                cycles=tuple(cycles[person]),
                days=days,
                conduct=conduct,
            ),
        )
        start = end


def measure_effect(posterior: Posterior, outcome: Outcome, boundary: float) -> Effect:
    """Read the effect and its chances off the posterior.

    Parameters
    ----------
    boundary
        Chance that counts as sure; the interval of the verdict leaves 1 − boundary in each tail.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.stats.ar1 import fit_posterior
    >>> posterior = fit_posterior(range(8), [6, 7, 4, 3, 6, 5, 3, 4], [0, 0, 1, 1, 0, 0, 1, 1])
    >>> effect = measure_effect(posterior, PAIN, boundary=0.95)
    >>> round(effect.mean, 1), round(effect.chance_benefit, 2), round(effect.interval.level, 2)
    (-2.5, 1.0, 0.9)
    """
    (effect,) = measure_effects(posterior[None], outcome, boundary)
    return effect


def measure_effects(
    posterior: Posterior, outcome: Outcome, boundary: npt.ArrayLike
) -> list[Effect]:
    """Read several effects off their posteriors at once.

    Parameters
    ----------
    posterior
        With one leading axis.
    boundary
        As for `measure_effect`; one for all, or one for each, shape (posteriors,).

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.stats.ar1 import fit_posterior
    >>> posterior = fit_posterior(range(8), [6, 7, 4, 3, 6, 5, 3, 4], [0, 0, 1, 1, 0, 0, 1, 1])
    >>> [round(effect.sd, 1) for effect in measure_effects(posterior[None], PAIN, boundary=0.95)]
    [1.1]
    """
    sure = np.broadcast_to(np.asarray(boundary, float), posterior.mean.shape)
    tails = 1 - sure
    chances = [np.full_like(tails, 0.025), np.full_like(tails, 0.975), tails, sure]
    higher = 1 - posterior.cdf([[0.0], [outcome.benefit(outcome.worthwhile)]])
    columns = (
        *(posterior.mean, posterior.autocorrelation, posterior.sd),
        *(*posterior.quantile(np.stack(chances)), *higher, 1 - 2 * tails),
    )
    return [
        Effect(
            mean=mean,
            ci95=Interval(level=0.95, low=low95, high=high95),
            interval=Interval(level=level, low=low, high=high),
            chance_benefit=outcome.chance_better(any_higher),
            chance_worthwhile=outcome.chance_better(worthwhile_higher),
            autocorrelation=phi,
            sd=sd,
        )
        for mean, phi, sd, low95, high95, low, high, any_higher, worthwhile_higher, level in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _pair_cycles(used: pl.DataFrame) -> dict[str | None, list[CyclePair]]:
    on_mat = pl.col("condition") == Condition.MAT.value
    means = (
        used.group_by("person", "cycle", maintain_order=True)
        .agg(
            mat=pl.col("score").filter(on_mat).mean(),
            no_mat=pl.col("score").filter(~on_mat).mean(),
        )
        .drop_nulls(["mat", "no_mat"])
        .sort("cycle", maintain_order=True)
    )
    pairs = defaultdict(list)
    for person, cycle, mat, no_mat in means.iter_rows():
        pairs[person].append(CyclePair(cycle=cycle, mat=mat, no_mat=no_mat))
    return pairs


def _count(frame: pl.DataFrame, outcome: Outcome) -> dict[str | None, tuple[DayCounts, Conduct]]:
    reason, analysed = pl.col("excluded_because"), pl.col("analysed")
    best, worst = (pl.lit(end, dtype=pl.Float64) for end in (outcome.best, outcome.worst))
    counts = frame.group_by("person", "condition", maintain_order=True).agg(
        planned=reason.ne_missing("outside the plan").sum(),
        analysed=analysed.sum(),
        missing=reason.eq_missing("no score").sum(),
        washout=reason.eq_missing("washout").sum(),
        without_condition=reason.eq_missing("no condition").sum(),
        phases=pl.col("phase").filter(analysed).n_unique(),
        late=(analysed & pl.col("late")).sum(),
        changed=(analysed & pl.col("changed")).sum(),
        at_best=(analysed & (pl.col("score") == best)).sum(),
        at_worst=(analysed & (pl.col("score") == worst)).sum(),
        use_known=(analysed & pl.col("used_mat").is_not_null()).sum(),
        used=(analysed & pl.col("used_mat")).sum(),
        rescue_known=(analysed & pl.col("rescue_medication").is_not_null()).sum(),
        rescue=(analysed & pl.col("rescue_medication")).sum(),
    )
    by_person: dict[str | None, dict[str | None, dict[str, int]]] = defaultdict(dict)
    for row in counts.iter_rows(named=True):
        by_person[row["person"]][row["condition"]] = row
    return {person: _sum_up(rows) for person, rows in by_person.items()}


def _sum_up(rows: dict[str | None, dict[str, int]]) -> tuple[DayCounts, Conduct]:
    def total(name: str) -> int:
        return sum(row[name] for row in rows.values())

    def both(name: str) -> tuple[int, int]:
        mat, no_mat = (
            rows[half][name] if half in rows else 0
            for half in (Condition.MAT.value, Condition.NO_MAT.value)
        )
        return mat, no_mat

    days = DayCounts(
        planned=total("planned"),
        recorded=total("analysed") + total("washout"),
        analysed=both("analysed"),
        missing=both("missing"),
        washout=total("washout"),
        without_condition=total("without_condition"),
        phases=both("phases"),
    )
    conduct = Conduct(
        late=total("late"),
        changed=total("changed"),
        at_best=both("at_best")[1],
        at_worst=both("at_worst")[1],
        use_known=both("use_known"),
        used=both("used"),
        rescue_known=both("rescue_known"),
        rescue=both("rescue"),
    )
    return days, conduct
