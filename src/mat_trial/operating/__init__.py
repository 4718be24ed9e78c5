"""What the verdict rule does to simulated people: how often it errs, how often it finds."""

from mat_trial.operating.layouts import Layouts, lay_out_people
from mat_trial.operating.scenarios import Person, ScenarioResult, try_scenarios
from mat_trial.operating.trials import Shares, Trials, call_all, judge_trials, simulate_trials

__all__ = [
    "Layouts",
    "Person",
    "ScenarioResult",
    "Shares",
    "Trials",
    "call_all",
    "judge_trials",
    "lay_out_people",
    "simulate_trials",
    "try_scenarios",
]
