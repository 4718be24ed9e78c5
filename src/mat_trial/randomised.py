"""The days that chance drew, held against all that the plan's design could have drawn."""

from mat_trial.designs import build_reference_set
from mat_trial.errors import AnalysisError
from mat_trial.model import FixedDesign, Plan
from mat_trial.samples import Sample
from mat_trial.stats.randomisation import RandomisationTest, run_randomisation


def compare_with_draws(sample: Sample, plan: Plan | None) -> tuple[RandomisationTest | None, str]:
    """Run the randomisation test on one diary, where the plan allows one.

    Parameters
    ----------
    sample
        The days of one outcome.
    plan
        The plan that the days were drawn by.

    Returns
    -------
    RandomisationTest or None
        None where there is no valid test.
    str
        Why not, as a clause without a full stop; empty beside a test.

    Examples
    --------
    >>> import numpy as np
    >>> from mat_trial.results import Conduct, DayCounts
    >>> nothing = np.empty(0, int)
    >>> days = DayCounts(planned=0, recorded=0, analysed=(0, 0), missing=(0, 0), phases=(0, 0))
    >>> sample = Sample(day=nothing, score=np.empty(0), on_mat=np.empty(0, bool), phase=nothing,
    ...                 period=nothing, period_day=nothing, cycles=(), days=days,
    ...                 conduct=Conduct())
    >>> compare_with_draws(sample, None)
    (None, 'without the plan nobody knows what else chance could have drawn')
    """
    if plan is None:
        return None, "without the plan nobody knows what else chance could have drawn"
    if isinstance(plan.design, FixedDesign):
        return None, "the days of this plan were not drawn by chance"
    observed = tuple({day.period: day.condition for day in plan.schedule}.values())
    reference = build_reference_set(plan.design, observed, plan.seed)
    # Which days follow a switch depends on the draw, and the test needs days that do not: so
    # washout here takes the first days of every period.
    kept = sample.period_day >= plan.washout_days
    try:
        return (
            run_randomisation(
                sample.day[kept],
                sample.score[kept],
                reference.on_mat[:, sample.period[kept] - 1],
                observed=reference.observed,
                exact=reference.exact,
            ),
            "",
        )
    except AnalysisError as error:
        return None, str(error)
