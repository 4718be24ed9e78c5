"""Short phrases about outcomes, days and effects, said alike wherever they stand."""

import math
from collections.abc import Sequence

from mat_trial.language import _, _n
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import Better, Condition, Outcome
from mat_trial.model.naming import count_units, name_outcome
from mat_trial.results import Interval
from mat_trial.wording.numbers import choose_digits

MAT, NO_MAT = Condition.MAT.value, Condition.NO_MAT.value


def say_kind(condition: str | None) -> str:
    """Say what kind of day a condition makes.

    >>> say_kind("no_mat")
    'no-mat day'
    """
    return {MAT: _("mat day"), NO_MAT: _("no-mat day"), None: _("not known")}[condition]


def say_comparisons(outcome: Outcome) -> tuple[str, str]:
    """Say what better and worse are of an outcome.

    >>> from mat_trial.model import PAIN
    >>> say_comparisons(PAIN)
    ('less pain', 'more pain')
    """
    name = name_outcome(outcome)
    if outcome.name == "pain":
        less, more = _("less pain"), _("more pain")
        return (less, more) if outcome.better is Better.LOWER else (more, less)
    if outcome.better is Better.LOWER:
        return _("lower {name}", name=name), _("higher {name}", name=name)
    if outcome.name in ("sleep", "mood"):
        return _("better {name}", name=name), _("worse {name}", name=name)
    return _("higher {name}", name=name), _("lower {name}", name=name)


def say_ends(outcome: Outcome) -> tuple[str, str]:
    """Say what the low and the high end of the score's axis mean.

    >>> from mat_trial.model import PAIN
    >>> say_ends(PAIN)
    ('none', 'worst')
    """
    good = (_("better"), _("best"))
    bad = (_("worse"), _("worst"))
    low, high = (good, bad) if outcome.better is Better.LOWER else (bad, good)
    low_word = low[outcome.minimum is not None]
    if outcome.name == "pain" and outcome.better is Better.LOWER and outcome.minimum == 0:
        low_word = _("none")
    return low_word, high[outcome.maximum is not None]


def say_difference(value: float, outcome: Outcome | None, digits: int) -> str:
    """Say an effect as lower or higher; without its unit where the outcome is None.

    >>> say_difference(-1.31, None, 1)
    '1.3 lower'
    """
    size = format_number(abs(value), digits)
    if not size.strip("0.,"):
        return _("the same")
    amount = size if outcome is None else count_units(size, outcome)
    return _("{size} lower", size=amount) if value < 0 else _("{size} higher", size=amount)


def say_end(value: float, outcome: Outcome | None, digits: int) -> str:
    """Say the end of a range of differences; without its unit where the outcome is None.

    >>> say_end(-1.31, None, 1), say_end(0.02, None, 1)
    ('1.3 lower', 'no difference')
    """
    if not format_number(value, digits).strip("0.,"):
        return _("no difference")
    return say_difference(value, outcome, digits)


def say_hundredths(level: float) -> str:
    """Say how many in 100 a level is, rounded down, for a level near one would promise all.

    >>> say_hundredths(0.9), say_hundredths(0.99996)
    ('90', '99.9')
    """
    # The nudge is for 0.8999….
    return format_plain(math.floor(level * 1000 + 1e-6) / 10)


def say_level(interval: Interval) -> str:
    """Say how sure an interval is.

    >>> say_level(Interval(level=0.9, low=-1.86, high=-0.74))
    '90 chances in 100'
    """
    return _("{n} chances in 100", n=say_hundredths(interval.level))


def say_reach(interval: Interval, digits: int = 0) -> str:
    """Say an interval's ends with their signs, as on the axis.

    >>> say_reach(Interval(level=0.9, low=-1.86, high=-0.74))
    '−1.9 to −0.7'
    """
    digits = max(digits, choose_digits(interval.low, interval.high))
    return _(
        "{low} to {high}",
        low=format_number(interval.low, digits),
        high=format_number(interval.high, digits),
    )


def say_interval(interval: Interval) -> str:
    """Say an interval with how sure it is.

    >>> say_interval(Interval(level=0.9, low=-1.86, high=-0.74))
    '90 chances in 100: −1.9 to −0.7'
    """
    return f"{say_level(interval)}: {say_reach(interval)}"


def count_days(n: int) -> str:
    """Count days.

    >>> count_days(1), count_days(2)
    ('1 day', '2 days')
    """
    return _n("{n} day", "{n} days", n)


def count_mat_days(n: int) -> str:
    """Count mat days.

    >>> count_mat_days(1)
    '1 mat day'
    """
    return _n("{n} mat day", "{n} mat days", n)


def count_no_mat_days(n: int) -> str:
    """Count no-mat days.

    >>> count_no_mat_days(2)
    '2 no-mat days'
    """
    return _n("{n} no-mat day", "{n} no-mat days", n)


def join_parts(parts: Sequence[str]) -> str:
    """Join parts of a sentence, at least one.

    >>> join_parts(["one", "two", "three"])
    'one, two and three'
    """
    *most, last = parts
    return _("{parts} and {last}", parts=", ".join(most), last=last) if most else last


def open_sentence(text: str) -> str:
    """Begin a sentence, leaving all but its first letter alone.

    >>> open_sentence("no mat")
    'No mat'
    """
    return text[:1].upper() + text[1:]
