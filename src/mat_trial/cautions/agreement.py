"""Whether the ways to count agree, and what could not be counted."""

from collections.abc import Sequence

from mat_trial.language import _
from mat_trial.results import Caution, Checks, Effect
from mat_trial.stats.pingouin_tests import PingouinResults, Unavailable


def warn_of_direction(effect: Effect, pingouin: PingouinResults) -> Caution | None:
    """Warn where the main analysis and the paired test point apart."""
    if pingouin.paired_t is None or effect.mean * pingouin.paired_t.t >= 0:
        return None
    if effect.mean > 0:
        message = _(
            "The main analysis finds higher scores on the mat. The simple comparison, cycle by "
            "cycle, finds lower ones. Take the verdict with care."
        )
    else:
        message = _(
            "The main analysis finds lower scores on the mat. The simple comparison, cycle by "
            "cycle, finds higher ones. Take the verdict with care."
        )
    return Caution(code="fragile", message=message)


def warn_of_stretches(checks: Checks) -> Caution | None:
    """Warn where single stretches of days decide the verdict."""
    if not checks.n_decisive:
        return None
    return Caution(
        code="fragile",
        message=_(
            "Leaving out a single stretch of days changes the verdict, and the effect by more "
            "than chance makes likely. That holds for {n} of the {stretches} stretches, so a few "
            "days decide it.",
            n=checks.n_decisive,
            stretches=checks.n_left_out,
        ),
    )


def list_unavailable(unavailable: Sequence[Unavailable]) -> tuple[Caution, ...]:
    """List the figures that could not be computed, those with one reason in one sentence."""
    reasons = dict.fromkeys(item.reason for item in unavailable)
    figures = {
        reason: ", ".join(item.figure for item in unavailable if item.reason == reason)
        for reason in reasons
    }
    return tuple(
        Caution(
            code="not_computed",
            message=_("Not computed: {figures} ({reason}).", figures=named, reason=reason),
        )
        for reason, named in figures.items()
    )
