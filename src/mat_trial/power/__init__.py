"""What a plan can find, and when it may be looked at: before day one, by simulation."""

from mat_trial.power.early import correct_benefit, correct_verdict
from mat_trial.power.finding import Finding, measure_power, stop_people
from mat_trial.power.looks import choose_look_days, choose_looks
from mat_trial.power.people import FittedPeople, fit_people

__all__ = [
    "Finding",
    "FittedPeople",
    "choose_look_days",
    "choose_looks",
    "correct_benefit",
    "correct_verdict",
    "fit_people",
    "measure_power",
    "stop_people",
]
