"""All cautions of one verdict, the weightiest first."""

from mat_trial.cautions.agreement import list_unavailable, warn_of_direction, warn_of_stretches
from mat_trial.cautions.conduct import (
    warn_of_changed,
    warn_of_late,
    warn_of_missing,
    warn_of_rescue,
    warn_of_use,
)
from mat_trial.cautions.course import warn_of_autocorrelation, warn_of_carry_over, warn_of_trend
from mat_trial.cautions.scale import warn_of_ceiling, warn_of_coarse_scores, warn_of_floor
from mat_trial.model import Outcome
from mat_trial.results import Caution, Checks, Effect
from mat_trial.samples import Sample
from mat_trial.stats.pingouin_tests import PingouinResults


def find_cautions(
    *,
    sample: Sample,
    outcome: Outcome,
    effect: Effect | None,
    pingouin: PingouinResults,
    checks: Checks,
) -> tuple[Caution, ...]:
    """Find all that should be said beside a verdict.

    Parameters
    ----------
    effect
        What the primary analysis found; None where it found nothing.
    checks
        What the same scores say when asked otherwise.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.daily import daily_frame
    >>> from mat_trial.model import PAIN, Condition, Entry
    >>> from mat_trial.samples import take_samples
    >>> from mat_trial.stats.pingouin_tests import run_tests
    >>> entry = Entry(date=dt.date(2027, 1, 4), condition=Condition.MAT, scores={"pain": 4.0},
    ...               recorded_at=dt.datetime(2027, 1, 9, tzinfo=dt.UTC))
    >>> [(_, sample)] = take_samples(daily_frame([entry], PAIN), PAIN)
    >>> nothing = run_tests(day=[], score=[], on_mat=[], phi=None, cycle_mat=[], cycle_no_mat=[],
    ...                     worthwhile=1.0)
    >>> [caution.code for caution in find_cautions(
    ...     sample=sample, outcome=PAIN, effect=None, pingouin=nothing, checks=Checks())]
    ['late_entries', 'not_computed', 'not_computed', 'not_computed']
    """
    found = [
        warn_of_stretches(checks),
        warn_of_missing(sample, outcome, effect),
        warn_of_late(sample),
        warn_of_changed(sample),
        warn_of_floor(sample, outcome),
        warn_of_ceiling(sample, outcome),
        warn_of_use(sample.conduct, sum(sample.days.analysed)),
        warn_of_rescue(sample.conduct),
    ]
    if effect is not None:
        found += [
            warn_of_direction(effect, pingouin),
            warn_of_coarse_scores(sample, outcome, effect),
            warn_of_trend(sample, outcome, checks.drift),
            warn_of_autocorrelation(sample, effect),
            warn_of_carry_over(outcome, effect, checks.carry_over),
        ]
    told = tuple(caution for caution in found if caution is not None)
    return told + list_unavailable(pingouin.unavailable)
