"""The charts of a trial, and what stands around each of them."""

from mat_trial.charts.calendar_weeks import draw_calendar
from mat_trial.charts.confidence import draw_confidence
from mat_trial.charts.cycles import draw_cycles
from mat_trial.charts.effect import draw_effect
from mat_trial.charts.files import write_csv, write_png, write_svg
from mat_trial.charts.sensitivity import draw_sensitivity
from mat_trial.charts.spread import draw_spread
from mat_trial.charts.theme import ChartCard
from mat_trial.charts.timeline import draw_timeline

__all__ = [
    "ChartCard",
    "draw_calendar",
    "draw_confidence",
    "draw_cycles",
    "draw_effect",
    "draw_sensitivity",
    "draw_spread",
    "draw_timeline",
    "write_csv",
    "write_png",
    "write_svg",
]
