"""Dates as people read them, in the language of the moment whatever the machine's locale.

The patterns are those of Unicode's locale data (d: day, MMMM: month, EEEE: weekday, y: year) and
stand in the catalogues, for each language has an order and dots of its own.
"""

import datetime as dt

from babel.dates import format_date, get_day_names, get_month_names

from mat_trial.language.catalogue import _, language

_TYPED = {"de": "DD.MM.YYYY"}


def say_date(day: dt.date) -> str:
    """Say a date in full.

    >>> say_date(dt.date(2027, 1, 4))
    '4 January 2027'
    """
    return _format(day, _("d MMMM y"))


def say_short_date(day: dt.date) -> str:
    """Say a date for an axis or a table.

    >>> say_short_date(dt.date(2027, 1, 4))
    '4 Jan'
    """
    return _format(day, _("d MMM"))


def say_weekday(day: dt.date) -> str:
    """Say a date near today: its weekday, and no year.

    >>> say_weekday(dt.date(2027, 1, 4))
    'Monday 4 January'
    """
    return _format(day, _("EEEE d MMMM"))


def say_short_weekday(day: dt.date) -> str:
    """Say a date near today where there is little room, in one piece.

    >>> say_short_weekday(dt.date(2027, 1, 4)).split()
    ['Mon', '4', 'Jan']
    """
    return _format(day, _("EEE d MMM")).replace(" ", "\u00a0")


def say_whole_day(day: dt.date) -> str:
    """Say a date in a table that may be kept for years: short, and all of it.

    >>> say_whole_day(dt.date(2027, 1, 4))
    'Mon 4 Jan 2027'
    """
    return _format(day, _("EEE d MMM y"))


def typed_date() -> str:
    """Say in which order a date is typed into a field, in Streamlit's letters.

    >>> typed_date()
    'DD/MM/YYYY'
    """
    return _TYPED.get(language(), "DD/MM/YYYY")


def say_span(first: dt.date, last: dt.date) -> str:
    """Say the days from the first to the last, both included.

    >>> say_span(dt.date(2027, 1, 4), dt.date(2027, 1, 7))
    '4–7 Jan'
    """
    if first == last:
        return say_short_date(first)
    is_one_month = (first.year, first.month) == (last.year, last.month)
    start = _format(first, _("d")) if is_one_month else say_short_date(first)
    return f"{start}–{say_short_date(last)}"


def say_month(day: dt.date) -> str:
    """Say the month of a date, short.

    >>> say_month(dt.date(2027, 9, 4))
    'Sep'
    """
    names = get_month_names("abbreviated", context="stand-alone", locale=language())
    return str(names[day.month])


def list_weekdays() -> tuple[str, ...]:
    """List the weekdays, short, from Monday on.

    >>> list_weekdays()
    ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
    """
    names = get_day_names("abbreviated", context="stand-alone", locale=language())
    return tuple(names[day] for day in range(7))


def _format(day: dt.date, pattern: str) -> str:
    return format_date(day, pattern, locale=language())
