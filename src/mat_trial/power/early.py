"""An estimate that does not lean, for a verdict that came early."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import optimize

from mat_trial.model import Design, Look, Plan
from mat_trial.operating import Person
from mat_trial.power.finding import BENEFIT_CALLS, stop_people
from mat_trial.power.people import fit_people
from mat_trial.results import Verdict

N_PEOPLE = 500
SEED = 11
STEP = 0.05
"""Autocorrelations are rounded to this grid, so that people are fitted once for many verdicts."""
WIDEST = 6.0
"""SDs within which the truth is looked for, and how near it is found."""
NEAREST = 0.005


def correct_benefit(
    design: Design,
    looks: Sequence[Look],
    *,
    number: int,
    chance: float,
    person: Person,
) -> float | None:
    """Correct the benefit found at one look for having looked before.

    Looking often and stopping at a striking result makes the result look larger than it is. The
    corrected benefit is median-unbiased: results as good or better come half the time when it is
    the truth. A result is better for stopping earlier for benefit, or at the same look with more
    evidence.

    Parameters
    ----------
    looks
        All looks of the plan.
    number
        Number of the look that decided, from 0.
    chance
        Chance of any benefit at that look, 0 to 1.
    person
        The person's days as estimated, and the worthwhile effect.

    Returns
    -------
    float or None
        In score units, positive is good; None where the result is beyond what can be told apart.

    References
    ----------
    Jennison C, Turnbull BW (2000). Group Sequential Methods with Applications to Clinical Trials,
    chapter 8. doi:10.1201/9780367805326

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> looks = [Look(day=28, boundary=0.99), Look(day=56, boundary=0.96)]
    >>> corrected = correct_benefit(PairsDesign(period_days=2, cycles=14), looks, number=0,
    ...     chance=0.995, person=Person())
    >>> 1.0 < corrected < 1.7
    True
    """
    phi = round(round(person.autocorrelation / STEP) * STEP, 2)
    known = tuple(looks[: number + 1])
    people = fit_people(
        design,
        tuple(look.day for look in known),
        autocorrelation=phi,
        n_people=N_PEOPLE,
        seed=SEED,
    )

    def lack_of_better(benefit: float) -> float:
        stops = stop_people(people, person, known, benefit)
        earlier = np.isin(stops.calls, BENEFIT_CALLS) & (stops.look < number)
        at_look = (stops.look == number) & (stops.chance >= chance)
        return 0.5 - float((earlier | at_look).mean())

    widest = WIDEST * person.sd
    if lack_of_better(-widest) <= 0 or lack_of_better(widest) >= 0:
        return None
    return float(optimize.brentq(lack_of_better, -widest, widest, xtol=NEAREST * person.sd))


def correct_verdict(verdict: Verdict, plan: Plan) -> Verdict:
    """Put the corrected effect beside the figure of a verdict that came early.

    Missing and washout days are left out of account: they change little of how far it leans.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> from mat_trial.verdict import assess
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=6),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> verdict = assess([], plan=plan)
    >>> correct_verdict(verdict, plan) is verdict
    True
    """
    looks, effect, outcome = verdict.looks, verdict.analysis.effect, verdict.analysis.outcome
    if looks is None or looks.stands is None or effect is None or not verdict.is_early:
        return verdict
    benefit = correct_benefit(
        plan.design,
        [Look(day=look.day, boundary=look.boundary) for look in looks.looks],
        number=looks.looks.index(looks.stands),
        chance=effect.chance_benefit,
        person=Person(
            autocorrelation=effect.autocorrelation, sd=effect.sd, worthwhile=outcome.worthwhile
        ),
    )
    return verdict if benefit is None else replace(verdict, corrected=outcome.benefit(benefit))
