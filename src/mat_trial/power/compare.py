"""All designs that fit the days a person has, side by side, and the one to recommend.

Every design is judged with one look on its last day: calibrating looks takes seconds a design, so
they are for the design that is chosen. One look finds a little more, and takes all the days.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mat_trial.designs import (
    SURE_P,
    design_problems,
    sample_assignments,
    smallest_p_value,
)
from mat_trial.model import (
    ChangePointsDesign,
    DaysDesign,
    Design,
    FixedDesign,
    Look,
    PairsDesign,
)
from mat_trial.operating import Person
from mat_trial.power.finding import N_PEOPLE, SEED, Finding, stop_people, sum_up_stops
from mat_trial.power.people import FittedPeople, fit_people
from mat_trial.verdict import BOUNDARY

PAIR_DAYS = (1, 2, 3, 4, 7)
N_BLOCKS = 4
SHORTEST_BLOCK_DAYS = 7
SHORTEST_STRETCH_DAYS = 2
"""An effect that lasts into the next day is hidden where the kind of day may change daily."""
TIE = 0.02
"""Powers closer than this are alike: chance in the simulation may do as much."""
N_DRAWS = 500

Progress = Callable[[float], object]
"""Told the share of the work that is done, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A design that fits, and what it finds with one look on its last day.

    Parameters
    ----------
    nothing, worthwhile
        What becomes of people for whom the mat does nothing, and for whom it does just as much as
        is worthwhile.
    smallest_p
        Smallest two-sided p of the randomisation test; None where there is no valid one.
    n_switches, n_mat_days
        Mean number of changes from one kind of day to the other, and of mat days.
    """

    design: Design
    nothing: Finding
    worthwhile: Finding
    smallest_p: float | None
    n_switches: float
    n_mat_days: float

    @property
    def power(self) -> float:
        """Chance of finding the worthwhile effect, 0 to 1."""
        return self.worthwhile.power


def list_designs(days: int) -> tuple[Design, ...]:
    """List the designs that fit into so many days, as long as each can be.

    Examples
    --------
    >>> [(design.kind, design.days) for design in list_designs(30)]
    [('pairs', 30), ('pairs', 28), ('pairs', 30), ('pairs', 24), ('pairs', 28), ('days', 30),
     ('change_points', 30), ('fixed', 28)]
    """
    pairs = (PairsDesign(period_days=length, cycles=days // (2 * length)) for length in PAIR_DAYS)
    others: tuple[Design, ...] = (
        DaysDesign(days=days // 2 * 2),
        ChangePointsDesign(
            days=days, phases=N_BLOCKS, min_phase_days=min(days // 6, SHORTEST_BLOCK_DAYS)
        ),
        FixedDesign(phases=N_BLOCKS, phase_days=days // N_BLOCKS),
    )
    return tuple(design for design in (*pairs, *others) if not design_problems(design))


def compare_designs(
    designs: Sequence[Design],
    person: Person,
    *,
    n_people: int = N_PEOPLE,
    seed: int = SEED,
    progress: Progress | None = None,
) -> list[Option]:
    """Compare designs on simulated people; asked again for another SD or effect, at once.

    Parameters
    ----------
    n_people
        For each design; those of designs of one length have the same days.
    progress
        Called after each design with the share done.

    Raises
    ------
    PlanError
        When a design cannot be used.

    Examples
    --------
    >>> short, long = PairsDesign(period_days=2, cycles=14), FixedDesign(phases=4, phase_days=14)
    >>> best, worst = compare_designs([short, long], Person())
    >>> best.power > 0.75 > worst.power, worst.smallest_p, worst.n_switches
    (True, None, 3.0)
    """
    options = []
    for number, design in enumerate(designs):
        options.append(_measure(design, person, n_people=n_people, seed=seed))
        if progress:
            progress((number + 1) / len(designs))
    return options


def recommend(options: Sequence[Option]) -> Option | None:
    """Recommend one: the most power, and of those alike the one with the fewest switches.

    Only designs count whose randomisation test can tell the mat from chance. Among them those
    that keep to one kind of day for two days or more come first, whatever the others find: an
    effect that lasts into the next day is hidden by a change every day. None where no design
    counts: then more days are needed.

    Examples
    --------
    >>> options = compare_designs(list_designs(56), Person(), n_people=500)
    >>> recommend(options).design
    PairsDesign(kind='pairs', period_days=2, cycles=14)
    >>> few = [PairsDesign(period_days=7, cycles=4)]
    >>> recommend(compare_designs(few, Person(), n_people=50)) is None
    True
    """
    sure = [option for option in options if (option.smallest_p or 1.0) <= SURE_P]
    kept_up = [
        option for option in sure if option.design.shortest_period_days >= SHORTEST_STRETCH_DAYS
    ]
    counted = kept_up or sure
    if not counted:
        return None
    most = max(option.power for option in counted)
    alike = [option for option in counted if option.power >= most - TIE]
    return min(alike, key=lambda option: option.n_switches)


def order_options(options: Sequence[Option]) -> list[Option]:
    """Put the recommended one first, then the others by power.

    Examples
    --------
    >>> options = compare_designs(list_designs(56), Person(), n_people=500)
    >>> [option.design.shortest_period_days for option in order_options(options)][:3]
    [2, 1, 1]
    """
    best = recommend(options)
    return sorted(options, key=lambda option: (option is not best, -option.power))


def _measure(design: Design, person: Person, *, n_people: int, seed: int) -> Option:
    people = _fit_once(
        design, autocorrelation=person.autocorrelation, n_people=n_people, seed=seed
    )
    looks = (Look(day=design.days, boundary=BOUNDARY),)
    nothing, worthwhile = (
        sum_up_stops(stop_people(people, person, looks, benefit), benefit, people.n_days)
        for benefit in (0.0, person.worthwhile)
    )
    n_switches, n_mat_days = _count(design)
    return Option(
        design=design,
        nothing=nothing,
        worthwhile=worthwhile,
        smallest_p=smallest_p_value(design),
        n_switches=n_switches,
        n_mat_days=n_mat_days,
    )


@lru_cache(maxsize=96)
def _fit_once(design: Design, *, autocorrelation: float, n_people: int, seed: int) -> FittedPeople:
    # Fits at one look are small, so far more of them can be kept than `fit_people` does.
    return fit_people(
        design, (design.days,), autocorrelation=autocorrelation, n_people=n_people, seed=seed
    )


@lru_cache(maxsize=256)
def _count(design: Design) -> tuple[float, float]:
    on_mat = sample_assignments(design, N_DRAWS, SEED)
    switches = (on_mat[:, 1:] != on_mat[:, :-1]).sum(-1)
    return float(switches.mean()), float(on_mat.sum(-1).mean())
