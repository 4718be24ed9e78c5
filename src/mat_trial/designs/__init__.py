"""A design's reference set, the one seeded draw from it, and its days on the calendar.

The same definition serves the draw and the randomisation test: `build_reference_set` gives the
set that `draw_assignment` draws from, each member equally likely. Every assignment has a number,
from 0 to `count_assignments` − 1, so a draw is a draw of that number.
"""

from mat_trial.designs.counting import SURE_P, count_assignments, smallest_p_value
from mat_trial.designs.draw import Assignment, draw_assignment, sample_assignments
from mat_trial.designs.problems import design_problems
from mat_trial.designs.reference import ReferenceSet, build_reference_set
from mat_trial.designs.schedule import LAST_START, draw_schedule, number_periods

__all__ = [
    "LAST_START",
    "SURE_P",
    "Assignment",
    "ReferenceSet",
    "build_reference_set",
    "count_assignments",
    "design_problems",
    "draw_assignment",
    "draw_schedule",
    "number_periods",
    "sample_assignments",
    "smallest_p_value",
]
