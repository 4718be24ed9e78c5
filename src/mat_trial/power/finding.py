"""What a plan can find: verdicts, and the days they take, by the size of the benefit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mat_trial.model import Design, Look
from mat_trial.operating import Person
from mat_trial.power.people import FittedPeople, fit_people
from mat_trial.results import Call
from mat_trial.rule import decide

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

N_PEOPLE = 1_000
SEED = 7
BENEFIT_CALLS = (Call.HELPS, Call.HELPS_A_LITTLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What becomes of people with one true benefit under a plan.

    Parameters
    ----------
    benefit
        The true benefit, in score units, positive is good.
    n_people
        Simulated people.
    calls
        Share of each verdict, 0 to 1.
    mean_days
        Mean planned days until the verdict stands.
    mean_benefit
        Mean of their estimates when it stands, in score units.
    """

    benefit: float
    n_people: int
    calls: dict[Call, float]
    mean_days: float
    mean_benefit: float

    @property
    def power(self) -> float:
        """Share called `helps` or `helps_a_little`, 0 to 1."""
        return sum(self.calls[call] for call in BENEFIT_CALLS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stops:
    """When the verdict of each simulated person stands, and which it is.

    Parameters
    ----------
    look
        Number of the look from 0, shape (people,).
    calls
        One verdict a person.
    chance
        Their chances of any benefit then, 0 to 1, shape (people,).
    benefit
        Their estimates then, in score units, shape (people,).
    """

    look: Ints
    calls: list[Call]
    chance: Floats
    benefit: Floats


def measure_power(
    design: Design,
    person: Person,
    looks: Sequence[Look],
    *,
    benefits: Sequence[float],
    n_people: int = N_PEOPLE,
    seed: int = SEED,
) -> list[Finding]:
    """Measure what a plan finds, by simulation; the same people live through every benefit.

    Parameters
    ----------
    looks
        The plan's looks; the last is the last day.
    benefits
        True benefits, in score units.

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> findings = measure_power(PairsDesign(period_days=2, cycles=14), Person(),
    ...                          [Look(day=56, boundary=0.95)], benefits=[0.0, 1.0])
    >>> [round(finding.power, 1) for finding in findings], findings[0].mean_days
    ([0.1, 0.8], 56.0)
    """
    days = tuple(look.day for look in looks)
    people = fit_people(
        design, days, autocorrelation=person.autocorrelation, n_people=n_people, seed=seed
    )
    return [
        sum_up_stops(stop_people(people, person, looks, benefit), benefit, days)
        for benefit in benefits
    ]


def stop_people(
    people: FittedPeople, person: Person, looks: Sequence[Look], benefit: float
) -> Stops:
    """Take the looks in order and stop each person at the first that decides, or at the last.

    Parameters
    ----------
    benefit
        The true benefit, in score units.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> looks = [Look(day=28, boundary=0.99), Look(day=56, boundary=0.96)]
    >>> people = fit_people(PairsDesign(period_days=2, cycles=14), (28, 56), autocorrelation=0.3,
    ...                     n_people=3, seed=1)
    >>> stop_people(people, Person(), looks, benefit=4.0).look.tolist()
    [0, 0, 0]
    """
    boundary = np.array([look.boundary for look in looks])
    chance = people.chance_above(benefit / person.sd)
    worthwhile = people.chance_above(benefit / person.sd, at_least=person.worthwhile / person.sd)
    decides = (chance >= boundary) | (1 - chance >= boundary) | (worthwhile <= 1 - boundary)
    decides[:, -1] = True
    look = decides.argmax(-1)
    rows = np.arange(len(look))
    estimate = people.mean_benefit(benefit / person.sd)[rows, look] * person.sd
    figures = zip(
        chance[rows, look].tolist(),
        worthwhile[rows, look].tolist(),
        estimate.tolist(),
        boundary[look].tolist(),
        strict=True,
    )
    calls = [
        decide(
            chance_benefit=above,
            chance_worthwhile=above_worthwhile,
            benefit=mean,
            worthwhile=person.worthwhile,
            boundary=sure,
        )
        for above, above_worthwhile, mean, sure in figures
    ]
    return Stops(look=look, calls=calls, chance=chance[rows, look], benefit=estimate)


def sum_up_stops(stops: Stops, benefit: float, days: tuple[int, ...]) -> Finding:
    """Sum up what became of simulated people.

    Parameters
    ----------
    benefit
        The true benefit, in score units.
    days
        Planned days gone by at each look.

    Examples
    --------
    >>> stops = Stops(look=np.array([0, 1]), calls=[Call.HELPS, Call.UNCLEAR],
    ...               chance=np.array([0.99, 0.6]), benefit=np.array([1.5, 0.2]))
    >>> finding = sum_up_stops(stops, 1.0, (28, 56))
    >>> finding.power, finding.mean_days
    (0.5, 42.0)
    """
    counts = Counter(stops.calls)
    n_people = len(stops.calls)
    return Finding(
        benefit=benefit,
        n_people=n_people,
        calls={call: counts[call] / n_people for call in Call},
        mean_days=float(np.array(days)[stops.look].mean()),
        mean_benefit=float(stops.benefit.mean()),
    )
