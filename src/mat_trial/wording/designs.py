"""How mat days and no-mat days take turns, and what chance can tell of it, in words."""

from mat_trial.designs import SURE_P, count_assignments, smallest_p_value
from mat_trial.language import _, _n, mark
from mat_trial.language.numbers import format_plain
from mat_trial.model import (
    ChangePointsDesign,
    DaysDesign,
    Design,
    FixedDesign,
    PairsDesign,
)
from mat_trial.wording.numbers import format_p_value

DESIGN_NAMES = {
    "pairs": mark("Short pairs (recommended)"),
    "days": mark("Every day drawn by chance"),
    "change_points": mark("Long blocks, switch days drawn by chance"),
    "fixed": mark("Fixed blocks, taking turns"),
}
"""A short name by the design's kind, the best one first."""


def say_design(design: Design) -> str:
    """Say how mat days and no-mat days take turns.

    >>> say_design(PairsDesign(period_days=2, cycles=14))
    '14 pairs of 2 days with the mat and 2 days without, which comes first drawn by chance'
    """
    match design:
        case FixedDesign():
            return _n(
                "{phases} blocks of {n} day, taking turns",
                "{phases} blocks of {n} days, taking turns",
                design.phase_days,
                phases=design.phases,
            )
        case PairsDesign():
            return _n(
                "{cycles} pairs of {n} day with the mat and {n} day without, which comes first "
                "drawn by chance",
                "{cycles} pairs of {n} days with the mat and {n} days without, which comes first "
                "drawn by chance",
                design.period_days,
                cycles=design.cycles,
            )
        case ChangePointsDesign():
            return _n(
                "{phases} blocks of {n} day or more, taking turns, the days of switching drawn by "
                "chance",
                "{phases} blocks of {n} days or more, taking turns, the days of switching drawn "
                "by chance",
                design.min_phase_days,
                phases=design.phases,
            )
        case DaysDesign():
            return _n(
                "{n} day with the mat and {n} day without, in an order drawn by chance, at most "
                "{most} of a kind in a row",
                "{n} days with the mat and {n} days without, in an order drawn by chance, at most "
                "{most} of a kind in a row",
                design.days // 2,
                most=design.max_run,
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
    With only 32 orders to draw from, chance alone can always explain the result. The strictest
    test of it can never come below p = 0.062, and 0.05 is asked for. Take more pairs.
    >>> warn_of_chance(PairsDesign(period_days=2, cycles=6))
    ''
    """
    smallest = smallest_p_value(design)
    if smallest is None or smallest <= SURE_P:
        return ""
    match design:
        case PairsDesign():
            remedy = _("Take more pairs.")
        case ChangePointsDesign():
            remedy = _("Take more days, or shorter blocks.")
        case _:
            remedy = _("Take more days.")
    warning = _(
        "With only {n} orders to draw from, chance alone can always explain the result. The "
        "strictest test of it can never come below p = {smallest}, and {sure} is asked for.",
        n=count_assignments(design),
        smallest=format_p_value(smallest),
        sure=format_plain(SURE_P),
    )
    return f"{warning} {remedy}"
