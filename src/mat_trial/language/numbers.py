"""Numbers as people read and type them: the language's own decimal sign, and a true minus."""

import math
import re

from babel.numbers import get_decimal_symbol

from mat_trial.language.catalogue import _, language

MINUS = "−"
_TYPED = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")


def format_number(value: float, digits: int = 1) -> str:
    """Write a number with so many decimals, and never a minus zero.

    Examples
    --------
    >>> format_number(-1.25, 1), format_number(-0.01, 1), format_number(2.0, 0)
    ('−1.2', '0.0', '2')
    """
    text = f"{value:.{digits}f}"
    if not text.strip("-0."):
        text = text.lstrip("-")
    return _localise(text)


def format_plain(value: float) -> str:
    """Write a number that a person chose, as they would: no digits they did not give.

    Examples
    --------
    >>> format_plain(1.0), format_plain(-1.5)
    ('1', '−1.5')
    """
    return _localise(f"{value:g}")


def say_range(low: float | None, high: float | None) -> str:
    """Say between which ends a number may lie.

    Examples
    --------
    >>> say_range(0, 10), say_range(1, None)
    ('0 to 10', '1 or more')
    """
    if low is not None and high is not None:
        return _("{low} to {high}", low=format_plain(low), high=format_plain(high))
    if low is not None:
        return _("{low} or more", low=format_plain(low))
    return _("a number") if high is None else _("{high} or less", high=format_plain(high))


def write_number(value: float) -> str:
    """Write a number as a person would type it, down to its last digit.

    Examples
    --------
    >>> write_number(4.0), write_number(-1.23456789)
    ('4', '-1.23456789')
    """
    return repr(float(value)).removesuffix(".0").replace(".", decimal_sign())


def read_number(
    text: str, low: float | None = None, high: float | None = None
) -> tuple[float | None, str | None]:
    """Read a number that a person typed: a decimal comma where the language writes one.

    A point is read there too, unless it could as well part thousands.

    Parameters
    ----------
    low, high
        Ends of what is allowed, themselves included; None where there is no end.

    Returns
    -------
    The number, None where it is none, and what is wrong with it, None where nothing is.

    Examples
    --------
    >>> read_number("4.5"), read_number("4,5"), read_number("11", 0, 10)
    ((4.5, None), (None, 'is written with a comma, not a point'), (11.0, 'is out of range'))
    """
    pointed = text.replace(",", ".", 1)
    if not _TYPED.fullmatch(pointed) or not math.isfinite(float(pointed)):
        return None, _("is not a number")
    has_comma = decimal_sign() == ","
    if "," in text and not has_comma:
        return None, _("is written with a comma, not a point")
    if has_comma and _THOUSANDS.fullmatch(text):
        return None, _("can be read in two ways")
    number = float(pointed)
    outside = (low is not None and number < low) or (high is not None and number > high)
    return number, _("is out of range") if outside else None


def decimal_sign() -> str:
    """Return what stands between the whole number and its decimals.

    Examples
    --------
    >>> decimal_sign()
    '.'
    """
    return get_decimal_symbol(language())


def _localise(text: str) -> str:
    return text.replace("-", MINUS).replace(".", decimal_sign())
