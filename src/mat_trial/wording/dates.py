"""Dates as people read them."""

from mat_trial.language.dates import (
    list_weekdays,
    say_date,
    say_month,
    say_short_date,
    say_short_weekday,
    say_span,
    say_weekday,
)

__all__ = [
    "list_weekdays",
    "say_date",
    "say_month",
    "say_short_date",
    "say_short_weekday",
    "say_span",
    "say_weekday",
]
