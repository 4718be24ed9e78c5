"""Dates as people read them, in English whatever the machine's locale."""

import datetime as dt

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def say_date(day: dt.date) -> str:
    """Say a date in full.

    >>> say_date(dt.date(2027, 1, 4))
    '4 January 2027'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_short_date(day: dt.date) -> str:
    """Say a date for an axis or a table.

    >>> say_short_date(dt.date(2027, 1, 4))
    '4 Jan'
    """
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def say_weekday(day: dt.date) -> str:
    """Say a date near today: its weekday, and no year.

    >>> say_weekday(dt.date(2027, 1, 4))
    'Monday 4 January'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def say_short_weekday(day: dt.date) -> str:
    """Say a date near today where there is little room, in one piece.

    >>> say_short_weekday(dt.date(2027, 1, 4)).split()
    ['Mon', '4', 'Jan']
    """
    return f"{WEEKDAYS[day.weekday()][:3]}\u00a0{day.day}\u00a0{MONTHS[day.month - 1][:3]}"


def say_span(first: dt.date, last: dt.date) -> str:
    """Say the days from the first to the last, both included.

    >>> say_span(dt.date(2027, 1, 4), dt.date(2027, 1, 7))
    '4–7 Jan'
    """
    if first == last:
        return say_short_date(first)
    start = str(first.day) if (first.year, first.month) == (last.year, last.month) else ""
    return f"{start or say_short_date(first)}–{say_short_date(last)}"
