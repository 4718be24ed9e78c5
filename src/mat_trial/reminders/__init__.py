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
from mat_trial.reminders.typed import (
    TypedLine,
    explain_line,
    list_changes,
    read_lines,
    write_example,
    write_line,
)

__all__ = [
    "FORTNIGHT",
    "Paper",
    "TypedLine",
    "explain_line",
    "list_changes",
    "list_fortnights",
    "name_columns",
    "read_clock",
    "read_lines",
    "say_fortnight",
    "write_calendar",
    "write_example",
    "write_line",
    "write_paper",
]
