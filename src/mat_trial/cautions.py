"""What could make a verdict wrong: each caution one sentence with its numbers."""

from collections.abc import Sequence

from mat_trial.model import Outcome
from mat_trial.results import Call, Caution, Conduct, DayCounts, Effect
from mat_trial.stats.pingouin_tests import PingouinResults, Unavailable

MOST_AT_FLOOR = 0.15
MOST_MISSING = 0.20
LARGEST_RESCUE_GAP = 0.10


def find_cautions(
    *,
    outcome: Outcome,
    days: DayCounts,
    conduct: Conduct,
    effect: Effect | None,
    pingouin: PingouinResults,
    call: Call | None,
    calls_without_phase: Sequence[Call],
) -> tuple[Caution, ...]:
    """Find all that should be said beside a verdict.

    Parameters
    ----------
    call
        The verdict on all days; None where there is none.
    calls_without_phase
        The verdicts with one phase left out, where they can be had.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.stats.pingouin_tests import run_tests
    >>> days = DayCounts(planned=8, recorded=8, analysed=(4, 4), missing=(0, 0), phases=(2, 2))
    >>> nothing = run_tests(day=range(8), score=[5, 6, 4, 3] * 2, on_mat=[0, 0, 1, 1] * 2, phi=0.1,
    ...                     cycle_mat=[3, 4, 3], cycle_no_mat=[5, 6, 6], worthwhile=1.0)
    >>> [caution.code for caution in find_cautions(
    ...     outcome=PAIN, days=days, conduct=Conduct(late=2), effect=None, pingouin=nothing,
    ...     call=None, calls_without_phase=[])]
    ['late_entries']
    """
    found = [
        _warn_of_direction(effect, pingouin),
        _warn_of_phases(call, calls_without_phase),
        _warn_of_missing(days),
        _warn_of_late(conduct, sum(days.analysed)),
        _warn_of_floor(conduct, days.analysed[1], outcome),
        _warn_of_use(conduct),
        _warn_of_rescue(conduct),
        *_list_unavailable(pingouin.unavailable),
    ]
    return tuple(caution for caution in found if caution is not None)


def _warn_of_direction(effect: Effect | None, pingouin: PingouinResults) -> Caution | None:
    if effect is None or pingouin.paired_t is None or effect.mean * pingouin.paired_t.t >= 0:
        return None
    ways = ("higher", "lower") if effect.mean > 0 else ("lower", "higher")
    return Caution(
        code="fragile",
        message=f"The main analysis finds {ways[0]} scores on the mat, the simple comparison of "
        f"cycle by cycle {ways[1]} ones, so take the verdict with care.",
    )


def _warn_of_phases(call: Call | None, others: Sequence[Call]) -> Caution | None:
    changed = [other for other in others if other is not call]
    if call is None or not changed:
        return None
    return Caution(
        code="fragile",
        message=f"Leaving out a single stretch of days changes the verdict for {len(changed)} of "
        f"the {len(others)} stretches, so a few days decide it.",
    )


def _warn_of_missing(days: DayCounts) -> Caution | None:
    due = sum(days.missing) + days.recorded
    if not due or sum(days.missing) / due <= MOST_MISSING:
        return None
    return Caution(
        code="missing_days",
        message=f"{sum(days.missing)} of {due} days have no score ({days.missing[0]} mat days, "
        f"{days.missing[1]} no-mat days); if those were unusual days, the verdict may be off.",
    )


def _warn_of_late(conduct: Conduct, n_analysed: int) -> Caution | None:
    if not conduct.late:
        return None
    return Caution(
        code="late_entries",
        message=f"{conduct.late} of {n_analysed} analysed days were written down more than a day "
        "later, from memory.",
    )


def _warn_of_floor(conduct: Conduct, n_no_mat: int, outcome: Outcome) -> Caution | None:
    if not conduct.at_best or conduct.at_best / n_no_mat <= MOST_AT_FLOOR:
        return None
    return Caution(
        code="floor",
        message=f"On {conduct.at_best} of {n_no_mat} no-mat days {outcome.label} was already at "
        f"{outcome.best:g}, the best there is, so the effect is probably underestimated.",
    )


def _warn_of_use(conduct: Conduct) -> Caution | None:
    n_skipped = conduct.use_known[0] - conduct.used[0]
    n_extra = conduct.used[1]
    if not n_skipped + n_extra:
        return None
    return Caution(
        code="adherence",
        message=f"The mat was left out on {n_skipped} of {conduct.use_known[0]} mat days and used "
        f"on {n_extra} of {conduct.use_known[1]} no-mat days; the verdict goes by the plan, so "
        "the mat itself may do more, or less, than it says.",
    )


def _warn_of_rescue(conduct: Conduct) -> Caution | None:
    (mat, no_mat), (n_mat, n_no_mat) = conduct.rescue, conduct.rescue_known
    if not n_mat or not n_no_mat or abs(mat / n_mat - no_mat / n_no_mat) <= LARGEST_RESCUE_GAP:
        return None
    return Caution(
        code="rescue_medication",
        message=f"Extra painkillers were taken on {mat} of {n_mat} mat days and on {no_mat} of "
        f"{n_no_mat} no-mat days; they may explain part of the difference, or hide it.",
    )


def _list_unavailable(unavailable: Sequence[Unavailable]) -> list[Caution]:
    reasons = dict.fromkeys(item.reason for item in unavailable)
    cautions = []
    for reason in reasons:
        figures = ", ".join(item.figure for item in unavailable if item.reason == reason)
        cautions.append(
            Caution(code="not_computed", message=f"Not computed: {figures} ({reason}).")
        )
    return cautions
