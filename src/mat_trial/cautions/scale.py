"""What the scale of the scores cannot show: its ends, and what lies between its steps."""

from mat_trial.language import _
from mat_trial.language.numbers import format_plain
from mat_trial.model import Outcome
from mat_trial.model.naming import count_units, name_outcome
from mat_trial.results import Caution, Effect
from mat_trial.samples import Sample
from mat_trial.stats.patterns import bound_rounding, find_step

# None of it is told of an outcome that is yes or no: a day has nothing in between.
MOST_AT_END = 0.15
MOST_ROUNDED_AWAY = 0.25
"""Share of the worthwhile effect that rounding may add or take before it is told."""


def warn_of_floor(sample: Sample, outcome: Outcome) -> Caution | None:
    """Warn where many no-mat days could not have been better."""
    n_at_best, n_no_mat = sample.conduct.at_best, sample.days.analysed[1]
    if outcome.is_yes_no or outcome.best is None:
        return None
    if not n_at_best or n_at_best / n_no_mat <= MOST_AT_END:
        return None
    return Caution(
        code="floor",
        message=_(
            "On {n} of {days} no-mat days {name} was already at {score}, the best there is. So "
            "the effect is probably underestimated.",
            n=n_at_best,
            days=n_no_mat,
            name=name_outcome(outcome),
            score=format_plain(outcome.best),
        ),
    )


def warn_of_ceiling(sample: Sample, outcome: Outcome) -> Caution | None:
    """Warn where many no-mat days could not have been scored worse."""
    n_at_worst, n_no_mat = sample.conduct.at_worst, sample.days.analysed[1]
    if outcome.is_yes_no or outcome.worst is None:
        return None
    if not n_at_worst or n_at_worst / n_no_mat <= MOST_AT_END:
        return None
    return Caution(
        code="ceiling",
        message=_(
            "On {n} of {days} no-mat days {name} was at {score}, the worst there is. The scale "
            "cannot show how bad those days were. So the effect is probably underestimated.",
            n=n_at_worst,
            days=n_no_mat,
            name=name_outcome(outcome),
            score=format_plain(outcome.worst),
        ),
    )


def warn_of_coarse_scores(sample: Sample, outcome: Outcome, effect: Effect) -> Caution | None:
    """Warn where the scores' steps could hide or feign part of the worthwhile effect."""
    step = find_step(sample.score)
    if step is None or outcome.is_yes_no:
        return None
    bound = bound_rounding(step, effect.sd)
    if bound < MOST_ROUNDED_AWAY * outcome.worthwhile:
        return None
    return Caution(
        code="coarse_scores",
        message=_(
            "The scores go in steps of {step} and differ little from day to day (SD {sd}). So "
            "rounding may hide or feign an effect of up to {bound}. What matters begins at "
            "{worthwhile}.",
            step=format_plain(step),
            sd=format_plain(float(f"{effect.sd:.2g}")),
            bound=count_units(format_plain(float(f"{bound:.2g}")), outcome),
            worthwhile=format_plain(outcome.worthwhile),
        ),
    )
