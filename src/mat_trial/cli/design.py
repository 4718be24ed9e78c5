"""The design that the options of a command name."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from mat_trial.designs import design_problems
from mat_trial.errors import Problem
from mat_trial.language import _
from mat_trial.model import (
    ChangePointsDesign,
    DaysDesign,
    Design,
    DesignKind,
    FixedDesign,
    PairsDesign,
)

USUAL_DESIGNS: dict[DesignKind, Design] = {
    "pairs": PairsDesign(period_days=2, cycles=14),
    "days": DaysDesign(days=56),
    "change_points": ChangePointsDesign(days=56),
    "fixed": FixedDesign(phases=4, phase_days=14),
}
"""What a number that was not given is taken to be: 56 days in all."""


def settle_design(
    kind: DesignKind, given: Mapping[str, object]
) -> tuple[Design | None, list[Problem]]:
    """Settle a design from options; one of another design is refused by its name.

    Parameters
    ----------
    kind
        Which design.
    given
        The options by the names of a design's fields; None for one that was not given.

    Examples
    --------
    >>> settle_design("days", {"days": 28, "max_run": None, "cycles": None})
    (DaysDesign(kind='days', days=28, max_run=3), [])
    >>> _, problems = settle_design("days", {"cycles": 14})
    >>> print(problems[0])
    --cycles: '14' does not belong to the design days. Allowed: --days, --max-run. Leave --cycles
    out, or choose a design that has it.
    """
    usual = USUAL_DESIGNS[kind]
    own = [field.name for field in fields(usual) if field.name != "kind"]
    named = {name: value for name, value in given.items() if value is not None}
    problems = [
        Problem(
            where=_write_option(name),
            value=str(value),
            wrong=_("does not belong to the design {kind}", kind=kind),
            allowed=", ".join(map(_write_option, own)),
            remedy=_(
                "Leave {option} out, or choose a design that has it.", option=_write_option(name)
            ),
        )
        for name, value in named.items()
        if name not in own
    ]
    numbers: dict[str, Any] = {name: named[name] for name in own if name in named}
    design = replace(usual, **numbers)
    problems += design_problems(design)
    return (None if problems else design), problems


def _write_option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
