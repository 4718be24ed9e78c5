"""How mat days and no-mat days take turns, and what chance can tell of it, in words."""

from mat_trial.designs import SURE_P, count_assignments, smallest_p_value
from mat_trial.model import (
    ChangePointsDesign,
    DaysDesign,
    Design,
    FixedDesign,
    PairsDesign,
)
from mat_trial.wording.numbers import format_p_value

DESIGN_NAMES = {
    "pairs": "Short pairs (recommended)",
    "days": "Every day drawn by chance",
    "change_points": "Long blocks, switch days drawn by chance",
    "fixed": "Fixed blocks, taking turns",
}
"""A short name by the design's kind, the best one first."""


def say_design(design: Design) -> str:
    """Say how mat days and no-mat days take turns.

    >>> say_design(PairsDesign(period_days=2, cycles=14))
    '14 pairs of 2 days with the mat and 2 days without, which comes first drawn by chance'
    """
    match design:
        case FixedDesign():
            return f"{design.phases} blocks of {_say_days(design.phase_days)}, taking turns"
        case PairsDesign():
            stretch = _say_days(design.period_days)
            return (
                f"{design.cycles} pairs of {stretch} with the mat and {stretch} without, "
                "which comes first drawn by chance"
            )
        case ChangePointsDesign():
            return (
                f"{design.phases} blocks of {_say_days(design.min_phase_days)} or more, taking "
                "turns, the days of switching drawn by chance"
            )
        case DaysDesign():
            half = _say_days(design.days // 2)
            return (
                f"{half} with the mat and {half} without, in an order drawn by chance, "
                f"at most {design.max_run} of a kind in a row"
            )


def warn_of_chance(design: Design) -> str:
    """Say that chance alone will always explain the result, where the design leaves it so.

    Parameters
    ----------
    design
        A design that can be used.

    Returns
    -------
    str
        Empty where the test of chance can reach p = .05, and where there is none.

    Examples
    --------
    >>> print(warn_of_chance(PairsDesign(period_days=2, cycles=5)))
    With only 32 orders to draw from, chance alone can always explain the result: the strictest
    test of it can never come below p = 0.062, and 0.05 is asked for. Take more pairs.
    >>> warn_of_chance(PairsDesign(period_days=2, cycles=6))
    ''
    """
    smallest = smallest_p_value(design)
    if smallest is None or smallest <= SURE_P:
        return ""
    match design:
        case PairsDesign():
            remedy = "Take more pairs."
        case ChangePointsDesign():
            remedy = "Take more days, or shorter blocks."
        case _:
            remedy = "Take more days."
    return (
        f"With only {count_assignments(design)} orders to draw from, chance alone can always "
        "explain the result: the strictest test of it can never come below p = "
        f"{format_p_value(smallest)}, and {SURE_P} is asked for. {remedy}"
    )


def _say_days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
