"""Numbers inside cautions: as many digits as their uncertainty deserves."""

import math

from mat_trial.language import _
from mat_trial.language.numbers import format_number
from mat_trial.model import Outcome
from mat_trial.model.naming import count_units
from mat_trial.results import Interval

MOST_DIGITS = 3


def say_size(value: float, outcome: Outcome, *, within: Interval) -> str:
    """Say how large something is, in the outcome's unit and without its sign.

    Parameters
    ----------
    within
        An interval whose width says how many digits mean something.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> say_size(-1.31, PAIN, within=Interval(level=0.95, low=-1.9, high=-0.7))
    '1.3 points'
    """
    digits = choose_digits(within)
    return count_units(format_number(abs(value), digits), outcome)


def say_difference(value: float, outcome: Outcome, *, within: Interval) -> str:
    """Say an effect as lower or higher.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> interval = Interval(level=0.95, low=-1.9, high=-0.7)
    >>> say_difference(-1.31, PAIN, within=interval), say_difference(0.01, PAIN, within=interval)
    ('1.3 points lower', 'no different')
    """
    size = say_size(value, outcome, within=within)
    if not size.partition(" ")[0].strip("0.,"):
        return _("no different")
    return _("{size} lower", size=size) if value < 0 else _("{size} higher", size=size)


def choose_digits(interval: Interval) -> int:
    """Choose decimals so that one step of the last is at most a quarter of the interval.

    Examples
    --------
    >>> choose_digits(Interval(level=0.95, low=-1.9, high=-0.7))
    1
    """
    quarter = max((interval.high - interval.low) / 4, 10.0**-MOST_DIGITS)
    return max(0, math.ceil(-math.log10(quarter)))
