"""What a plan finds, measured on many people a piece at a time, so that memory stays small."""

from collections.abc import Callable, Sequence

from mat_trial.model import Design, Look
from mat_trial.operating import Person
from mat_trial.power.finding import Finding, measure_power
from mat_trial.results import Call

PIECE = 1_000
MOST_PIECES = 100

Progress = Callable[[float], object]
"""Told the share of the work that is done, 0 to 1."""


def measure_in_pieces(
    design: Design,
    person: Person,
    looks: Sequence[Look],
    *,
    benefits: Sequence[float],
    n_people: int,
    seed: int,
    progress: Progress | None = None,
) -> list[Finding]:
    """Measure what a plan finds, as `measure_power` does, on up to 100,000 people.

    Parameters
    ----------
    progress
        Called now and then with the share done.

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> [finding] = measure_in_pieces(PairsDesign(period_days=2, cycles=14), Person(),
    ...     [Look(day=56, boundary=0.95)], benefits=[2.0], n_people=1_500, seed=1)
    >>> finding.n_people, finding.power > 0.98
    (1500, True)
    """
    starts = range(0, n_people, PIECE)
    pieces = []
    for number, start in enumerate(starts):
        pieces.append(
            measure_power(
                design,
                person,
                looks,
                benefits=benefits,
                n_people=min(PIECE, n_people - start),
                # No piece of one seed is a piece of another.
                seed=seed * MOST_PIECES + number,
            )
        )
        if progress:
            progress((number + 1) / len(starts))
    return [_pool(findings) for findings in zip(*pieces, strict=True)]


def _pool(findings: Sequence[Finding]) -> Finding:
    n_people = sum(finding.n_people for finding in findings)

    def average(figures: Sequence[float]) -> float:
        return (
            sum(
                finding.n_people * figure
                for finding, figure in zip(findings, figures, strict=True)
            )
            / n_people
        )

    return Finding(
        benefit=findings[0].benefit,
        n_people=n_people,
        calls={call: average([finding.calls[call] for finding in findings]) for call in Call},
        mean_days=average([finding.mean_days for finding in findings]),
        mean_benefit=average([finding.mean_benefit for finding in findings]),
    )
