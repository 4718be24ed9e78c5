"""From labelled days to what statistics take, one person at a time, and back to effects."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from mat_trial.model import Condition, Outcome
from mat_trial.results import Conduct, CyclePair, DayCounts, Effect, Interval
from mat_trial.stats.ar1 import Posterior


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sample:
    """What one person's diary holds of one outcome.

    Parameters
    ----------
    day, score, on_mat, phase, period, period_day
        The analysed days in calendar order, shape (days,) each; periods count from 1, days in a
        period from 0.
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
    since_start = pl.col("day") - pl.col("day").min().over("person", "period")
    used = frame.with_columns(period_day=since_start).filter(pl.col("analysed"))
    cycles = _pair_cycles(used)
    columns = used.select(
        *("day", "score", "phase", "period", "period_day"),
        on_mat=pl.col("condition") == Condition.MAT.value,
    )
    arrays = {name: columns[name].to_numpy() for name in columns.columns}
    start = 0
    for person, (days, conduct) in _count(frame, outcome).items():
        end = start + sum(days.analysed)
        yield (
            person,
            Sample(
                **{name: array[start:end] for name, array in arrays.items()},
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
    tail = 1 - boundary
    low95, high95, low, high = posterior.quantile([0.025, 0.975, tail, boundary]).tolist()
    higher = 1 - posterior.cdf([0.0, outcome.benefit(outcome.worthwhile)])
    return Effect(
        mean=float(posterior.mean),
        ci95=Interval(level=0.95, low=low95, high=high95),
        interval=Interval(level=1 - 2 * tail, low=low, high=high),
        chance_benefit=outcome.chance_better(float(higher[0])),
        chance_worthwhile=outcome.chance_better(float(higher[1])),
        autocorrelation=float(posterior.autocorrelation),
        sd=float(posterior.sd),
    )


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
    best = outcome.best
    at_best = pl.lit(value=False) if best is None else pl.col("score") == best
    counts = frame.group_by("person", "condition", maintain_order=True).agg(
        planned=reason.ne_missing("outside the plan").sum(),
        analysed=analysed.sum(),
        missing=reason.eq_missing("no score").sum(),
        washout=reason.eq_missing("washout").sum(),
        without_condition=reason.eq_missing("no condition").sum(),
        phases=pl.col("phase").filter(analysed).n_unique(),
        late=(analysed & pl.col("late")).sum(),
        at_best=(analysed & at_best).sum(),
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
        at_best=both("at_best")[1],
        use_known=both("use_known"),
        used=both("used"),
        rescue_known=both("rescue_known"),
        rescue=both("rescue"),
    )
    return days, conduct
