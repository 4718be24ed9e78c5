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
        Number of phases: even, 4 to 40.
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


Design = FixedDesign | PairsDesign
