"""Numbers as people read them: as many digits as the interval deserves, and no more."""

import math

import babel.numbers

from mat_trial.language import _, language
from mat_trial.language.numbers import format_number

MOST_DIGITS = 3


def choose_digits(low: float, high: float) -> int:
    """Choose decimals so that one step of the last is at most half the interval's half-width.

    An interval that leaves out zero has as many more as keep its nearer end from reading as zero.

    Examples
    --------
    >>> choose_digits(-1.9, -0.7), choose_digits(-10.0, 4.0), choose_digits(-1.9, -0.03)
    (1, 0, 2)
    """
    quarter = (high - low) / 4
    if quarter <= 0:
        return MOST_DIGITS
    digits = min(max(0, math.ceil(-math.log10(quarter))), MOST_DIGITS)
    nearer = max(low, -high)
    while nearer > 0 and digits < MOST_DIGITS and round(nearer, digits) == 0:
        digits += 1
    return digits


def format_count(number: int) -> str:
    """Write a whole number with its thousands set apart.

    Examples
    --------
    >>> format_count(16384)
    '16,384'
    """
    return babel.numbers.format_decimal(number, locale=language())


def format_p_value(p_value: float) -> str:
    """Write a p-value with two significant digits, and none smaller than can be meant.

    Examples
    --------
    >>> format_p_value(0.0432), format_p_value(0.00002), format_p_value(0.8)
    ('0.043', 'below 0.001', '0.80')
    """
    if p_value < 0.001:
        return _("below {number}", number=format_number(0.001, 3))
    return format_number(p_value, 3 if p_value < 0.1 else 2)


def format_chance(chance: float) -> str:
    """Write a chance as a natural frequency.

    Examples
    --------
    >>> format_chance(0.973), format_chance(0.9999), format_chance(0.0)
    ('97 in 100', 'more than 99 in 100', 'less than 1 in 100')
    """
    if chance > 0.99:
        return _("more than 99 in 100")
    if chance < 0.01:
        return _("less than 1 in 100")
    return _("{n} in 100", n=f"{chance * 100:.0f}")
