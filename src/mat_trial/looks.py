"""The plan's looks, taken in order: which of them the verdict stands at."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from mat_trial.daily import label_days
from mat_trial.model import Outcome, Plan
from mat_trial.results import Call, DatedLook, LooksSoFar
from mat_trial.rule import FEWEST_DAYS, FEWEST_PHASES, call_effect
from mat_trial.samples import Sample, measure_effect, measure_effects, take_samples
from mat_trial.stats.ar1 import fit_posterior
from mat_trial.stats.variants import Variant, fit_variants

UNDECIDED = (Call.UNCLEAR, Call.TOO_EARLY)
ANY_BOUNDARY = 0.95
"""The chances of an effect are the same whatever the boundary of its interval."""


def date_looks(plan: Plan) -> tuple[DatedLook, ...]:
    """Put the plan's looks on the calendar; the last one on the day it was stopped, if it was.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=7),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> [(look.day, str(look.date)) for look in date_looks(plan)]
    [(28, '2027-01-31')]
    """
    looks = [
        DatedLook(day=look.day, date=plan.schedule[look.day - 1].date, boundary=look.boundary)
        for look in plan.looks
    ]
    come = tuple(look for look in looks if look.date <= plan.last_day)
    if come and come[-1].date == plan.last_day:
        return come
    # A trial that was stopped is read on its last day, by the rule of the plan's last look.
    n_days = sum(day.date <= plan.last_day for day in plan.schedule)
    return (*come, replace(looks[-1], day=n_days, date=plan.last_day))


def take_looks(
    days: pl.DataFrame, outcome: Outcome, plan: Plan, as_of: dt.date | None
) -> dict[str | None, LooksSoFar]:
    """Take the looks that have come, in order, until one of them settles it, for each person.

    A look has come when its day is past, or is today and has its score. It is judged on the days
    up to it; too few of them settle nothing.

    Parameters
    ----------
    days
        From `daily.lay_out_days`, with that plan.
    outcome
        The outcome that the verdict is about.
    as_of
        The day on which the verdict is read; None for when all is over.

    Examples
    --------
    >>> from mat_trial.daily import lay_out_days
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=7),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> days = lay_out_days([], ["pain"], plan=plan)
    >>> looks = take_looks(days, PAIN, plan, dt.date(2027, 1, 30))[None]
    >>> looks.stands, looks.next.day
    (None, 28)
    """
    looks = date_looks(plan)
    scored = days.filter("in_plan", pl.col(f"score {outcome.name}").is_not_null())
    ends = _find_ends(days, scored, plan, as_of)
    past = {person: [look for look in looks if look.date <= end] for person, end in ends.items()}
    early = {person: [look for look in come if look != looks[-1]] for person, come in past.items()}
    settled = _settle_early(days, outcome, early)
    found = {}
    for person, come in past.items():
        stands = settled.get(person, looks[-1] if len(come) == len(looks) else None)
        found[person] = LooksSoFar(
            looks=looks,
            n_undecided=len(come) if stands is None else looks.index(stands),
            stands=stands,
            as_of=ends[person] if stands is None else stands.date,
            n_days_after=0 if stands is None else _count_after(scored, person, stands, ends),
        )
    return found


def _find_ends(
    days: pl.DataFrame, scored: pl.DataFrame, plan: Plan, as_of: dt.date | None
) -> dict[str | None, dt.date]:
    people = days["person"].unique(maintain_order=True)
    if as_of is None:
        return dict.fromkeys(people, plan.last_day)
    # Today has gone by once its score is written down.
    yesterday = as_of - dt.timedelta(days=1)
    done = set(scored.filter(pl.col("date") == as_of)["person"])
    return {person: as_of if person in done else yesterday for person in people}


def _count_after(
    scored: pl.DataFrame,
    person: str | None,
    stands: DatedLook,
    ends: Mapping[str | None, dt.date],
) -> int:
    if stands.date >= ends[person]:
        return 0
    later = (pl.col("date") > stands.date) & (pl.col("date") <= ends[person])
    return scored.filter(pl.col("person").eq_missing(pl.lit(person)), later).height


def _settle_early(
    days: pl.DataFrame, outcome: Outcome, early: Mapping[str | None, Sequence[DatedLook]]
) -> dict[str | None, DatedLook]:
    dates = [look.date for looks in early.values() for look in looks]
    # A plan with one look costs nothing here.
    if not dates:
        return {}
    settled = {}
    for person, sample in take_samples(label_days(days, outcome.name, as_of=max(dates)), outcome):
        n_days = {
            look: int(np.searchsorted(sample.planned_day, look.day, side="right"))
            for look in early[person]
        }
        enough = {look: n for look, n in n_days.items() if _has_enough(sample, n)}
        stands = _find_decisive(sample, outcome, enough) if enough else None
        if stands is not None:
            settled[person] = stands
    return settled


def _find_decisive(
    sample: Sample, outcome: Outcome, n_days: Mapping[DatedLook, int]
) -> DatedLook | None:
    models = {str(look.day): _model(sample, n) for look, n in n_days.items()}
    fitted = fit_variants(sample.day, sample.score, models)
    measured = measure_effects(fitted.posterior, outcome, ANY_BOUNDARY)
    effects = dict(zip(fitted.names, measured, strict=True))
    for look, n in n_days.items():
        effect = effects.get(str(look.day))
        if effect is None or call_effect(effect, outcome, look.boundary) in UNDECIDED:
            continue
        # Fitted beside longer diaries, chances differ by 1e-5; the verdict's own fit has the say.
        alone = fit_posterior(sample.day[:n], sample.score[:n], sample.on_mat[:n])
        effect = measure_effect(alone, outcome, look.boundary)
        if call_effect(effect, outcome, look.boundary) not in UNDECIDED:
            return look
    return None


def _model(sample: Sample, n_days: int) -> Variant:
    return Variant(
        included=np.arange(len(sample.day)) < n_days,
        target=sample.on_mat.astype(float),
        beside=(sample.day.astype(float),),
    )


def _has_enough(sample: Sample, n_days: int) -> bool:
    phase, on_mat = sample.phase[:n_days], sample.on_mat[:n_days]
    kinds = (phase[on_mat == kind] for kind in (True, False))
    return all(
        len(days) >= FEWEST_DAYS and len(np.unique(days)) >= FEWEST_PHASES for days in kinds
    )
