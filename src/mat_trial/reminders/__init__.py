"""The trial outside the app: a calendar that reminds."""

from mat_trial.reminders.calendar import read_clock, write_calendar

__all__ = ["read_clock", "write_calendar"]
