"""How many more cycles would settle a trial that ended without an answer."""

from dataclasses import replace

import numpy as np

from mat_trial.designs import design_problems
from mat_trial.model import (
    ChangePointsDesign,
    DaysDesign,
    Design,
    FixedDesign,
    PairsDesign,
)
from mat_trial.operating import Person
from mat_trial.power.people import fit_people
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
