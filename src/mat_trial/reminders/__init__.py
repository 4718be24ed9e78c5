"""The trial outside the app: a calendar that reminds, and a diary on paper."""

from mat_trial.reminders.calendar import read_clock, write_calendar
from mat_trial.reminders.paper import (
    FORTNIGHT,
    Paper,
    list_fortnights,
    name_columns,
    say_fortnight,
    write_paper,
)

__all__ = [
    "FORTNIGHT",
    "Paper",
    "list_fortnights",
    "name_columns",
    "read_clock",
    "say_fortnight",
    "write_calendar",
    "write_paper",
]
