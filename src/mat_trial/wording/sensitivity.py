"""What is said of the sensitivity lines: whether another way to count gives the same answer."""

from mat_trial.model import Better
from mat_trial.results import Call, Effect, SensitivityLine, Verdict
from mat_trial.wording.charts import ChartWords
from mat_trial.wording.numbers import choose_digits, format_number, format_plain
from mat_trial.wording.phrases import (
    count_things,
    join_parts,
    open_sentence,
    say_hundredths,
    say_interval,
    say_reach,
    say_share,
)
from mat_trial.wording.verdict import say_call

AS_PLANNED = "As planned: this is the verdict"
_WAYS = {
    "as_used": "going by when the mat was used",
    "without_late": "without days written down late",
    "adjusted_for_rescue": "allowing for extra painkillers",
    "without_trend": "not allowing for a slow drift",
    "longer_washout": "leaving out one more day per switch",
}


def name_way(code: str) -> str:
    """Name another way to count, so that a sentence can go on from it.

    Examples
    --------
    >>> name_way("without_late")
    'without days written down late'
    """
    return _WAYS[code]


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
        return "the same answer"
    return f"would be “{say_call(call)}”"


def sum_up_checks(verdict: Verdict) -> str:
    """Say in how many of the other ways to count the answer stays the same."""
    calls = [call for _, _, call in list_checks(verdict)]
    n_checks, n_same = len(calls), calls.count(verdict.call)
    if not calls:
        return "No other way to count the days could be computed"
    if not n_same:
        return f"The answer changes in {say_share(n_checks, n_checks, 'check')}"
    return f"The answer stays the same in {say_share(n_same, n_checks, 'check')}"


def say_changes(verdict: Verdict) -> str:
    """Say which other ways to count would change the answer, and to what; one sentence."""
    changed = [
        f"{name_way(line.code)} it would be “{say_call(call)}”"
        for line, _, call in list_checks(verdict)
        if call is not verdict.call
    ]
    told = f"{open_sentence(join_parts(changed))}; the" if changed else "The"
    return f"{told} verdict stays as planned, and other ways only show how firm it is."


def word_sensitivity(verdict: Verdict, effect: Effect) -> ChartWords:
    """Say what the sensitivity lines show.

    Parameters
    ----------
    effect
        The effect that the verdict rests on.
    """
    outcome = verdict.analysis.outcome
    calls = [call for _, _, call in list_checks(verdict)]
    n_same = calls.count(verdict.call)
    edge = format_plain(outcome.benefit(outcome.worthwhile))
    alt = (
        f"One row for each way to count the days: the difference in {outcome.label}, mat days "
        f"minus no-mat days, in {outcome.unit}. The first and heaviest is the verdict: "
        f"{format_number(effect.mean, _digits(effect))}, {say_interval(effect.interval)}. Below "
        f"it, on the same axis, {count_things(len(calls), 'other way')}: {n_same} solid (the same "
        f"answer), {len(calls) - n_same} dashed (another answer). In each row a dashed line marks "
        f"no difference; the side from {edge} "
        f"{'down' if outcome.better is Better.LOWER else 'up'} is shaded as worth it to you."
    )
    return ChartWords(title=sum_up_checks(verdict), reading=say_changes(verdict), alt=alt)


def describe_effect(effect: Effect) -> str:
    """Say an effect with the interval of the verdict, as in one cell of a table.

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
    mean = format_number(effect.mean, _digits(effect))
    return f"{mean} ({level}%: {say_reach(effect.interval)})"


def _digits(effect: Effect) -> int:
    return choose_digits(effect.interval.low, effect.interval.high)
