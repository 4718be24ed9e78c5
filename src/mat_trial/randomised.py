"""The days that chance drew, held against all that the plan's design could have drawn."""

from mat_trial.designs import build_reference_set
from mat_trial.errors import AnalysisError
from mat_trial.language import _
from mat_trial.model import ChangePointsDesign, FixedDesign, Plan
from mat_trial.samples import Sample
from mat_trial.stats.randomisation import RandomisationTest, run_randomisation


def compare_with_draws(sample: Sample, plan: Plan | None) -> tuple[RandomisationTest | None, str]:
    """Run the randomisation test on one diary, where the plan allows one.

    Parameters
    ----------
    sample
        The days of one outcome. Where the plan draws its switch days and has a washout, a sample
        without the washout taken off is needed.
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
        return None, _("without the plan nobody knows what else chance could have drawn")
    design = plan.design
    if isinstance(design, FixedDesign):
        return None, _("the days of this plan were not drawn by chance")
    if isinstance(design, ChangePointsDesign) and sample.days.washout:
        # Which days follow a switch depends on the draw, and the test needs days that do not.
        return None, _("chance drew which days follow a switch, and those days were left out")
    assigned = [day.condition for day in plan.schedule]
    reference = build_reference_set(design, assigned, plan.seed)
    # For the same reason washout here takes the first days of every period, switch or no switch.
    # Where the periods themselves were drawn, nothing can be taken, and the test is none the less
    # valid: it is one of no effect, and what is not there carries nothing over.
    washout_days = 0 if isinstance(design, ChangePointsDesign) else plan.washout_days
    kept = sample.period_day >= washout_days
    try:
        return (
            run_randomisation(
                sample.day[kept],
                sample.score[kept],
                reference.on_mat[:, sample.planned_day[kept] - 1],
                observed=reference.observed,
                exact=reference.exact,
            ),
            "",
        )
    except AnalysisError as error:
        return None, str(error)
