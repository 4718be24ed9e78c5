"""How the trial was kept to: missing and late days, use of the mat, extra painkillers."""

from mat_trial.cautions.phrases import count_days, say_difference
from mat_trial.model import Outcome
from mat_trial.results import Caution, Conduct, Effect
from mat_trial.samples import Sample
from mat_trial.stats.worst_case import bound_missing

MOST_MISSING = 0.20
LARGEST_RESCUE_GAP = 0.10


def warn_of_missing(sample: Sample, outcome: Outcome, effect: Effect | None) -> Caution | None:
    """Warn where over a fifth of the days have no score, with the worst they could have done."""
    n_mat, n_no_mat = sample.days.missing
    due = n_mat + n_no_mat + sample.days.recorded
    if not due or (n_mat + n_no_mat) / due <= MOST_MISSING:
        return None
    kinds = f"{count_days(n_mat, 'mat day')}, {count_days(n_no_mat, 'no-mat day')}"
    counted = f"{n_mat + n_no_mat} of {due} days have no score ({kinds})"
    if effect is None or not len(sample.missing_day):
        told = "if those were unusual days, the verdict may be off"
    else:
        told = _say_bounds(sample, outcome, effect)
    return Caution(code="missing_days", message=f"{counted}; {told}.")


def _say_bounds(sample: Sample, outcome: Outcome, effect: Effect) -> str:
    bounds = bound_missing(
        sample.day, sample.score, sample.on_mat, sample.missing_day, sample.missing_on_mat
    )
    worst, best = (
        say_difference(bound, outcome, within=effect.ci95)
        for bound in sorted(bounds, key=outcome.benefit)
    )
    return (
        "had each missing mat day been as bad as your worst scored day and each missing no-mat "
        f"day as good as your best, {outcome.label} on the mat would come out {worst}, and the "
        f"other way round {best}"
    )


def warn_of_late(sample: Sample) -> Caution | None:
    """Warn where days were written down from memory."""
    if not sample.conduct.late:
        return None
    return Caution(
        code="late_entries",
        message=f"{sample.conduct.late} of {sum(sample.days.analysed)} analysed days were written "
        "down more than a day later, from memory.",
    )


def warn_of_use(conduct: Conduct, n_days: int) -> Caution | None:
    """Warn where the mat was not used as assigned."""
    n_skipped = conduct.use_known[0] - conduct.used[0]
    n_extra = conduct.used[1]
    if not n_skipped + n_extra:
        return None
    n_unknown = n_days - sum(conduct.use_known)
    unknown = f" (not known for {count_days(n_unknown, 'more day')})" if n_unknown else ""
    return Caution(
        code="adherence",
        message=f"The mat was left out on {n_skipped} of {conduct.use_known[0]} mat days and used "
        f"on {n_extra} of {conduct.use_known[1]} no-mat days{unknown}; the verdict goes by the "
        "plan, so the mat itself may do more, or less, than it says.",
    )


def warn_of_rescue(conduct: Conduct) -> Caution | None:
    """Warn where extra painkillers were taken more often on one kind of day."""
    (mat, no_mat), (n_mat, n_no_mat) = conduct.rescue, conduct.rescue_known
    if not n_mat or not n_no_mat or abs(mat / n_mat - no_mat / n_no_mat) <= LARGEST_RESCUE_GAP:
        return None
    return Caution(
        code="rescue_medication",
        message=f"Extra painkillers were taken on {mat} of {n_mat} mat days and on {no_mat} of "
        f"{n_no_mat} no-mat days; they may explain part of the difference, or hide it.",
    )
