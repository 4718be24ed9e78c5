"""How many more cycles would settle a trial that ended without an answer."""

from dataclasses import replace

import numpy as np

from mat_trial.designs import design_problems
from mat_trial.errors import AnalysisError
from mat_trial.language import _
from mat_trial.model import (
    ChangePointsDesign,
    DaysDesign,
    Design,
    FixedDesign,
    PairsDesign,
    Plan,
)
from mat_trial.operating import Person
from mat_trial.power.people import fit_people
from mat_trial.results import Call, Verdict
from mat_trial.verdict import BOUNDARY

N_PEOPLE = 1_000
SEED = 23
SURE = 0.8
FEWEST_OPEN = 50
"""Where fewer of the simulated people are without an answer, those nearest to it stand in."""
MOST_TIMES = 3
"""A trial longer than so many times the plan is not proposed."""
STEP = 0.05
"""Autocorrelations are rounded to this grid, so that people are fitted once for many verdicts."""


def count_more_cycles(
    design: Design,
    person: Person,
    *,
    benefit: float,
    boundary: float = BOUNDARY,
) -> int | None:
    """Count the cycles to add so that the end brings an answer in 4 of 5 cases.

    Simulated people go on as this person would. Each has the true benefit that makes their
    estimate so far the same as this person's, so the truth is spread as widely as it is unsure;
    those who have an answer already are left out. An answer is a benefit, a harm, or no
    worthwhile effect.

    Parameters
    ----------
    design
        Of the trial that ended.
    person
        The person's days as estimated, and the worthwhile effect.
    benefit
        Estimated so far, in score units, positive is good.
    boundary
        Chance that counts as sure.

    Returns
    -------
    int or None
        From 1; None where three times the plan would not do, or the plan cannot be so long.

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> design = PairsDesign(period_days=2, cycles=14)
    >>> few = count_more_cycles(design, Person(sd=1.5), benefit=0.5)
    >>> many = count_more_cycles(design, Person(sd=2.0), benefit=0.5)
    >>> 1 <= few < many
    True
    """
    longer = list_longer(design)
    if not longer:
        return None
    n_days = (design.days, *(one.days for one in longer))
    people = fit_people(
        longer[-1],
        n_days,
        autocorrelation=round(round(person.autocorrelation / STEP) * STEP, 2),
        n_people=N_PEOPLE,
        seed=SEED,
    )
    estimate = people.posterior.mean
    # So far each estimate is truth − noise; the truth is chosen for it to come out as `benefit`.
    truth = benefit / person.sd + estimate[:, :1]
    above = people.posterior.cdf(truth)
    worthwhile = people.posterior.cdf(truth - person.worthwhile / person.sd)
    surest = np.maximum.reduce([above, 1 - above, 1 - worthwhile])
    n_open = int((surest[:, 0] < boundary).sum())
    still_open = np.argsort(surest[:, 0])[: max(n_open, FEWEST_OPEN)]
    enough = (surest[still_open, 1:] >= boundary).mean(0) >= SURE
    return int(np.argmax(enough)) + 1 if enough.any() else None


def count_cycles_to_settle(verdict: Verdict, plan: Plan) -> int | None:
    """Count the cycles to add to a trial that ended unclear; None as for `count_more_cycles`.

    Raises
    ------
    AnalysisError
        When the verdict is not unclear, or has no effect to go by.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import PAIN, Entry
    >>> from mat_trial.protocol import make_plan
    >>> from mat_trial.verdict import assess
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=6),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> entries = [Entry(date=day.date, scores={"pain": float(4 + number % 4)})
    ...            for number, day in enumerate(plan.schedule)]
    >>> count_cycles_to_settle(assess(entries, plan=plan), plan)
    6
    """
    effect, outcome = verdict.analysis.effect, verdict.analysis.outcome
    if verdict.call is not Call.UNCLEAR or effect is None:
        raise AnalysisError(
            _(
                "A verdict of {call} has nothing to settle. An unclear one with an effect is "
                "needed. Ask only for those.",
                call=verdict.call,
            )
        )
    return count_more_cycles(
        plan.design,
        Person(
            autocorrelation=effect.autocorrelation, sd=effect.sd, worthwhile=outcome.worthwhile
        ),
        benefit=outcome.benefit(effect.mean),
        boundary=verdict.analysis.boundary,
    )


def list_longer(design: Design) -> list[Design]:
    """List the same design with 1, 2, 3 … more cycles, as far as is allowed.

    Examples
    --------
    >>> [longer.days for longer in list_longer(PairsDesign(period_days=4, cycles=2))]
    [24, 32, 40, 48]
    """
    longer: list[Design] = []
    while True:
        one = _lengthen(design, len(longer) + 1)
        if one.days > MOST_TIMES * design.days or design_problems(one):
            return longer
        longer.append(one)


def _lengthen(design: Design, n_cycles: int) -> Design:
    match design:
        case PairsDesign():
            return replace(design, cycles=design.cycles + n_cycles)
        case FixedDesign():
            return replace(design, phases=design.phases + 2 * n_cycles)
        case DaysDesign():
            return replace(design, days=design.days + 2 * n_cycles)
        case ChangePointsDesign():
            days = round(design.days / design.phases * 2 * n_cycles)
            return replace(design, days=design.days + days, phases=design.phases + 2 * n_cycles)
