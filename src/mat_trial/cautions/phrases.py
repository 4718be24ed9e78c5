"""Numbers inside cautions: as many digits as their uncertainty deserves."""

import math

from mat_trial.model import Outcome
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
    text = f"{abs(value):.{digits}f}"
    unit = "point" if outcome.unit == "points" and text == "1" else outcome.unit
    return f"{text} {unit}"


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
    if not size.partition(" ")[0].strip("0."):
        return "no different"
    return f"{size} {'lower' if value < 0 else 'higher'}"


def choose_digits(interval: Interval) -> int:
    """Choose decimals so that one step of the last is at most a quarter of the interval.

    Examples
    --------
    >>> choose_digits(Interval(level=0.95, low=-1.9, high=-0.7))
    1
    """
    quarter = max((interval.high - interval.low) / 4, 10.0**-MOST_DIGITS)
    return max(0, math.ceil(-math.log10(quarter)))


def count_days(n: int, kind: str) -> str:
    """Count days of a kind.

    Examples
    --------
    >>> count_days(1, "mat day"), count_days(2, "no-mat day")
    ('1 mat day', '2 no-mat days')
    """
    return f"{n} {kind}" if n == 1 else f"{n} {kind}s"
