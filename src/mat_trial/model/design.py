"""How a trial is laid out, before any draw."""

from dataclasses import dataclass
from typing import Literal

from mat_trial.model.condition import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDesign:
    """ABAB: phases of equal length that alternate, no mat first unless told otherwise.

    Parameters
    ----------
    phases
        Number of phases: even, 4 to 120.
    phase_days
        Days in each phase: 1 to 60.
    first
        Condition of the first phase.

    Examples
    --------
    >>> FixedDesign(phases=4, phase_days=14).days
    56
    """

    kind: Literal["fixed"] = "fixed"
    phases: int
    phase_days: int
    first: Condition = Condition.NO_MAT

    @property
    def days(self) -> int:
        """Planned days in all."""
        return self.phases * self.phase_days

    @property
    def shortest_period_days(self) -> int:
        """Days in the shortest period that the design allows."""
        return self.phase_days


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsDesign:
    """Randomised pairs: each cycle is AB or BA by a fair coin.

    Parameters
    ----------
    period_days
        Days in each period: 1 to 60.
    cycles
        Number of cycles, two periods each: 2 to 60.

    Examples
    --------
    >>> PairsDesign(period_days=2, cycles=14).days
    56
    """

    kind: Literal["pairs"] = "pairs"
    period_days: int
    cycles: int

    @property
    def days(self) -> int:
        """Planned days in all."""
        return 2 * self.period_days * self.cycles

    @property
    def shortest_period_days(self) -> int:
        """Days in the shortest period that the design allows."""
        return self.period_days


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePointsDesign:
    """ABAB whose switch days are drawn uniformly among all splits into long enough phases.

    A period is a phase, and a cycle two neighbouring phases.

    Parameters
    ----------
    days
        Planned days in all: up to 366, and more than ``phases * min_phase_days``.
    phases
        Number of phases: even, 4 to 120.
    min_phase_days
        Days that each phase has at least: 1 to 60.
    first
        Condition of the first phase.

    Examples
    --------
    >>> ChangePointsDesign(days=56).shortest_period_days
    7
    """

    kind: Literal["change_points"] = "change_points"
    days: int
    phases: int = 4
    min_phase_days: int = 7
    first: Condition = Condition.NO_MAT

    @property
    def shortest_period_days(self) -> int:
        """Days in the shortest period that the design allows."""
        return self.min_phase_days


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysDesign:
    """Each day drawn: as many mat days as no-mat days, and no long run of either.

    Chance assigns day by day, so the unit of assignment, the period, is a single day, even where
    a run of one condition lasts for several. A cycle is two periods, one of each condition: the
    k-th mat day and the k-th no-mat day. They need not be neighbours, but as runs are short, they
    lie near each other, and no day is left without a partner.

    Parameters
    ----------
    days
        Planned days in all: even, 8 to 366.
    max_run
        Most days in a row under one condition: 2 to 7. With 1, nothing but the first day would
        be left to chance.

    Examples
    --------
    >>> DaysDesign(days=56).max_run
    3
    """

    kind: Literal["days"] = "days"
    days: int
    max_run: int = 3

    @property
    def shortest_period_days(self) -> int:
        """Days in the shortest period that the design allows."""
        return 1


Design = FixedDesign | PairsDesign | ChangePointsDesign | DaysDesign

DesignKind = Literal["pairs", "days", "change_points", "fixed"]
"""What a design calls itself; the recommended one first."""
