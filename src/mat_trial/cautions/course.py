"""How the scores went from day to day: drift, likeness of neighbours, carry-over."""

from mat_trial.cautions.phrases import (
    say_difference,
    say_size,
)
from mat_trial.language import _
from mat_trial.language.numbers import format_number
from mat_trial.model import Outcome
from mat_trial.model.naming import name_outcome
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
    values = {
        "name": name_outcome(outcome),
        "size": size,
        "n": int(sample.day[-1] - sample.day[0] + 1),
        "low": nearest.partition(" ")[0],
        "high": furthest.partition(" ")[0],
    }
    if drift.change < 0:
        message = _(
            "Apart from the mat, {name} fell by {size} over the {n} days (95% interval {low} to "
            "{high}). So the verdict rests on comparing neighbouring stretches of days.",
            **values,
        )
    else:
        message = _(
            "Apart from the mat, {name} rose by {size} over the {n} days (95% interval {low} to "
            "{high}). So the verdict rests on comparing neighbouring stretches of days.",
            **values,
        )
    return Caution(code="trend", message=message)


def warn_of_autocorrelation(sample: Sample, effect: Effect) -> Caution | None:
    """Warn where neighbouring days are much alike, with what the days are then worth."""
    phi = effect.autocorrelation
    if phi < HIGH_AUTOCORRELATION:
        return None
    n_unrelated = count_unrelated_days(sample.day, sample.on_mat, phi)
    return Caution(
        code="autocorrelation",
        message=_(
            "Neighbouring days are much alike (autocorrelation {phi}). So what these {n} days "
            "tell of the mat comes mostly from those around the {switches} switches. It is worth "
            "as much as {unrelated} unrelated days.",
            phi=format_number(phi, 1),
            n=len(sample.day),
            switches=sum(sample.days.phases) - 1,
            unrelated=format_number(n_unrelated, 0),
        ),
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
        message=_(
            "On the first analysed day after a switch {name} was {first} on the mat, on the other "
            "days {other}. So something may carry over from the days before.",
            name=name_outcome(outcome),
            first=first,
            other=other,
        ),
    )
