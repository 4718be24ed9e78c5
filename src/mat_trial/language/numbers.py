"""Numbers as people read them: the language's own decimal sign, and a true minus."""

from babel.numbers import get_decimal_symbol

from mat_trial.language.catalogue import language

MINUS = "−"


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
