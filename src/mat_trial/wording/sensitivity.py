"""What is said of the sensitivity lines: whether another way to count gives the same answer."""

from mat_trial.language import _, _n, mark
from mat_trial.language.numbers import format_number
from mat_trial.model.naming import name_outcome, name_unit
from mat_trial.results import Call, Effect, SensitivityLine, Verdict
from mat_trial.wording.charts import ChartWords, say_shaded
from mat_trial.wording.numbers import choose_digits
from mat_trial.wording.phrases import (
    join_parts,
    open_sentence,
    say_hundredths,
    say_interval,
    say_reach,
)
from mat_trial.wording.verdict import say_call

AS_PLANNED = mark("As planned: this is the verdict")
_WAYS = {
    "as_used": mark("going by when the mat was used"),
    "without_late": mark("without days written down late"),
    "without_changed": mark("without days changed later"),
    "adjusted_for_rescue": mark("allowing for extra painkillers"),
    "without_trend": mark("not allowing for a slow drift"),
    "longer_washout": mark("leaving out one more day per switch"),
}


def name_way(code: str) -> str:
    """Name another way to count, so that a sentence can go on from it.

    Examples
    --------
    >>> name_way("without_late")
    'without days written down late'
    """
    return _(_WAYS[code])


def list_checks(verdict: Verdict) -> list[tuple[SensitivityLine, Effect, Call]]:
    """List the sensitivity lines that could be computed, each with its effect and its call."""
    return [
        (line, line.effect, line.call)
        for line in verdict.analysis.sensitivity
        if line.effect is not None and line.call is not None
    ]


def say_answer(call: Call, verdict: Verdict) -> str:
    """Say what a line's call is beside the verdict.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import Analysis, DayCounts
    >>> days = DayCounts(planned=8, recorded=8, analysed=(4, 4), missing=(0, 0), phases=(2, 2))
    >>> helps = Verdict(call=Call.HELPS, analysis=Analysis(outcome=PAIN, boundary=0.95, days=days))
    >>> say_answer(Call.HELPS, helps), say_answer(Call.UNCLEAR, helps)
    ('the same answer', 'would be “unclear”')
    """
    if call is verdict.call:
        return _("the same answer")
    return _("would be “{call}”", call=say_call(call))


def sum_up_checks(verdict: Verdict) -> str:
    """Say in how many of the other ways to count the answer stays the same."""
    calls = [call for _line, _effect, call in list_checks(verdict)]
    n_checks, n_same = len(calls), calls.count(verdict.call)
    if not calls:
        return _("No other way to count the days could be computed")
    if n_same == n_checks:
        return _say_all_same(n_checks)
    if n_same:
        return _("The answer stays the same in {same} of {n} checks", same=n_same, n=n_checks)
    return _say_all_changed(n_checks)


def _say_all_same(n_checks: int) -> str:
    if n_checks == 2:
        return _("The answer stays the same in both checks")
    return _n(
        "The answer stays the same in the one check",
        "The answer stays the same in all {n} checks",
        n_checks,
    )


def _say_all_changed(n_checks: int) -> str:
    if n_checks == 2:
        return _("The answer changes in both checks")
    return _n(
        "The answer changes in the one check", "The answer changes in all {n} checks", n_checks
    )


def say_changes(verdict: Verdict) -> str:
    """Say which other ways to count would change the answer, and to what; one sentence."""
    changed = [
        _("{way} it would be “{call}”", way=name_way(line.code), call=say_call(call))
        for line, _effect, call in list_checks(verdict)
        if call is not verdict.call
    ]
    if not changed:
        return _("The verdict stays as planned, and other ways only show how firm it is.")
    return _(
        "{Changed}; the verdict stays as planned, and other ways only show how firm it is.",
        Changed=open_sentence(join_parts(changed)),
    )


def word_sensitivity(verdict: Verdict, effect: Effect) -> ChartWords:
    """Say what the sensitivity lines show.

    Parameters
    ----------
    effect
        The effect that the verdict rests on.
    """
    outcome = verdict.analysis.outcome
    calls = [call for _line, _effect, call in list_checks(verdict)]
    n_same = calls.count(verdict.call)
    alt = _(
        "One row for each way to count the days: the difference in {name}, mat days minus no-mat "
        "days, in {unit}. The first and heaviest is the verdict: {middle}, {range}. Below it, on "
        "the same axis, {others}: {same} solid (the same answer), {changed} dashed (another "
        "answer). In each row a dashed line marks no difference; {shaded}.",
        name=name_outcome(outcome),
        unit=name_unit(outcome),
        middle=format_number(effect.mean, _digits(effect)),
        range=say_interval(effect.interval),
        others=_n("{n} other way", "{n} other ways", len(calls)),
        same=n_same,
        changed=len(calls) - n_same,
        shaded=say_shaded(outcome),
    )
    return ChartWords(title=sum_up_checks(verdict), reading=say_changes(verdict), alt=alt)


def describe_effect(effect: Effect, *, beside: Effect | None = None) -> str:
    """Say an effect with the interval of the verdict, as in one cell of a table.

    Parameters
    ----------
    beside
        Another effect, than which it is not to be said more coarsely.

    Examples
    --------
    >>> from mat_trial.results import Interval
    >>> describe_effect(Effect(mean=-1.31, ci95=Interval(level=0.95, low=-2.0, high=-0.6),
    ...                        interval=Interval(level=0.9, low=-1.9, high=-0.7),
    ...                        chance_benefit=0.998, chance_worthwhile=0.86,
    ...                        autocorrelation=0.3, sd=1.4))
    '−1.3 (90%: −1.9 to −0.7)'
    """
    level = say_hundredths(effect.interval.level)
    digits = max(_digits(one) for one in (effect, beside or effect))
    mean = format_number(effect.mean, digits)
    reach = say_reach(effect.interval, digits)
    return _("{mean} ({level}%: {reach})", mean=mean, level=level, reach=reach)


def _digits(effect: Effect) -> int:
    return choose_digits(effect.interval.low, effect.interval.high)
