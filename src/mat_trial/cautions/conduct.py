"""How the trial was kept to: missing and late days, use of the mat, extra painkillers."""

from mat_trial.cautions.phrases import (
    say_difference,
)
from mat_trial.language import _, _n
from mat_trial.model import Outcome
from mat_trial.model.naming import name_outcome
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
    counted = {
        "n": n_mat + n_no_mat,
        "due": due,
        "mat_days": _n("{n} mat day", "{n} mat days", n_mat),
        "no_mat_days": _n("{n} no-mat day", "{n} no-mat days", n_no_mat),
    }
    if effect is None or not len(sample.missing_day):
        message = _(
            "{n} of {due} days have no score ({mat_days}, {no_mat_days}). If those were unusual "
            "days, the verdict may be off.",
            **counted,
        )
    else:
        worst, best = _say_bounds(sample, outcome, effect)
        message = _(
            "{n} of {due} days have no score ({mat_days}, {no_mat_days}). If each missing mat day "
            "was as bad as the worst scored day, and each missing no-mat day as good as the "
            "best, {name} on the mat would come out {worst}. The other way round it would be "
            "{best}.",
            name=name_outcome(outcome),
            worst=worst,
            best=best,
            **counted,
        )
    return Caution(code="missing_days", message=message)


def _say_bounds(sample: Sample, outcome: Outcome, effect: Effect) -> tuple[str, str]:
    bounds = bound_missing(
        sample.day, sample.score, sample.on_mat, sample.missing_day, sample.missing_on_mat
    )
    worst, best = (
        say_difference(bound, outcome, within=effect.ci95)
        for bound in sorted(bounds, key=outcome.benefit)
    )
    return worst, best


def warn_of_late(sample: Sample) -> Caution | None:
    """Warn where days were written down from memory."""
    if not sample.conduct.late:
        return None
    return Caution(
        code="late_entries",
        message=_n(
            "{n} of {days} analysed days was written down more than a day later, from memory.",
            "{n} of {days} analysed days were written down more than a day later, from memory.",
            sample.conduct.late,
            days=sum(sample.days.analysed),
        ),
    )


def warn_of_changed(sample: Sample) -> Caution | None:
    """Warn where days were changed after they were first written down."""
    if not sample.conduct.changed:
        return None
    return Caution(
        code="changed_entries",
        message=_n(
            "{n} of {days} analysed days was changed more than a day later.",
            "{n} of {days} analysed days were changed more than a day later.",
            sample.conduct.changed,
            days=sum(sample.days.analysed),
        ),
    )


def warn_of_use(conduct: Conduct, n_days: int) -> Caution | None:
    """Warn where the mat was not used as assigned."""
    n_skipped = conduct.use_known[0] - conduct.used[0]
    n_extra = conduct.used[1]
    if not n_skipped + n_extra:
        return None
    n_unknown = n_days - sum(conduct.use_known)
    counted = {
        "n_skipped": n_skipped,
        "mat_days": conduct.use_known[0],
        "n_extra": n_extra,
        "no_mat_days": conduct.use_known[1],
    }
    if n_unknown:
        message = _(
            "The mat was left out on {n_skipped} of {mat_days} mat days and used on {n_extra} of "
            "{no_mat_days} no-mat days (not known for {more_days}). The verdict goes by the plan, "
            "so the mat itself may do more, or less, than it says.",
            more_days=_n("{n} more day", "{n} more days", n_unknown),
            **counted,
        )
    else:
        message = _(
            "The mat was left out on {n_skipped} of {mat_days} mat days and used on {n_extra} of "
            "{no_mat_days} no-mat days. The verdict goes by the plan, so the mat itself may do "
            "more, or less, than it says.",
            **counted,
        )
    return Caution(code="adherence", message=message)


def warn_of_rescue(conduct: Conduct) -> Caution | None:
    """Warn where extra painkillers were taken more often on one kind of day."""
    (mat, no_mat), (n_mat, n_no_mat) = conduct.rescue, conduct.rescue_known
    if not n_mat or not n_no_mat or abs(mat / n_mat - no_mat / n_no_mat) <= LARGEST_RESCUE_GAP:
        return None
    return Caution(
        code="rescue_medication",
        message=_(
            "Extra painkillers were taken on {mat} of {n_mat} mat days and on {no_mat} of "
            "{n_no_mat} no-mat days. They may explain part of the difference, or hide it.",
            mat=mat,
            n_mat=n_mat,
            no_mat=no_mat,
            n_no_mat=n_no_mat,
        ),
    )
