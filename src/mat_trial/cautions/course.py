"""How the scores went from day to day: drift, likeness of neighbours, carry-over."""

from mat_trial.cautions.phrases import say_difference, say_size
from mat_trial.model import Outcome
from mat_trial.results import Caution, Effect, Interval
from mat_trial.samples import Sample
from mat_trial.stats.patterns import CarryOver, Drift, count_unrelated_days

HIGH_AUTOCORRELATION = 0.5


def warn_of_trend(sample: Sample, outcome: Outcome, drift: Drift | None) -> Caution | None:
    """Warn where the scores drifted by a worthwhile amount, and not by chance."""
    if drift is None or abs(drift.change) < outcome.worthwhile:
        return None
    interval = Interval(level=0.95, low=drift.low, high=drift.high)
    nearest, size, furthest = (
        say_size(end, outcome, within=interval)
        for end in sorted((drift.low, drift.change, drift.high), key=abs)
    )
    n_days = sample.day[-1] - sample.day[0] + 1
    return Caution(
        code="trend",
        message=f"Apart from the mat, {outcome.label} {'fell' if drift.change < 0 else 'rose'} by "
        f"{size} over the {n_days} days (95% interval {nearest.partition(' ')[0]} to "
        f"{furthest.partition(' ')[0]}), so the verdict rests on comparing neighbouring "
        "stretches of days.",
    )


def warn_of_autocorrelation(sample: Sample, effect: Effect) -> Caution | None:
    """Warn where neighbouring days are much alike, with what the days are then worth."""
    phi = effect.autocorrelation
    if phi < HIGH_AUTOCORRELATION:
        return None
    n_unrelated = count_unrelated_days(sample.day, sample.on_mat, phi)
    return Caution(
        code="autocorrelation",
        message=f"Neighbouring days are much alike (autocorrelation {phi:.1f}), so what these "
        f"{len(sample.day)} days tell of the mat comes mostly from those around the "
        f"{sum(sample.days.phases) - 1} switches, and is worth {n_unrelated:.0f} unrelated days.",
    )


def warn_of_carry_over(
    outcome: Outcome, effect: Effect, carry_over: CarryOver | None
) -> Caution | None:
    """Warn where the effect is another just behind a switch, and not by chance."""
    if carry_over is None:
        return None
    first, other = (
        say_difference(value, outcome, within=effect.ci95)
        for value in (carry_over.just_switched, carry_over.other_days)
    )
    return Caution(
        code="carry_over",
        message=f"On the first analysed day after a switch {outcome.label} was {first} on the "
        f"mat, on the other days {other}, so something may carry over from the days before.",
    )
