"""Outcomes that are yes or no on each day, said as days in 10: nobody thinks in shares."""

from dataclasses import replace

from mat_trial.language import _
from mat_trial.language.numbers import format_number
from mat_trial.model import Outcome
from mat_trial.model.naming import name_outcome
from mat_trial.results import Effect, Interval, SecondaryResult
from mat_trial.wording.numbers import choose_digits
from mat_trial.wording.phrases import (
    open_sentence,
)

DAYS = 10


def count_in_days(result: SecondaryResult) -> SecondaryResult:
    """Count what is yes or no in 10 days; any other result stays as it is.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> result = SecondaryResult(outcome=PAIN, effect=None, p_value=None, p_holm=None)
    >>> count_in_days(result) == result
    True
    """
    if not result.outcome.is_yes_no:
        return result
    effect = None if result.effect is None else _multiply(result.effect)
    return replace(result, outcome=count_outcome_in_days(result.outcome), effect=effect)


def count_outcome_in_days(outcome: Outcome) -> Outcome:
    """Give an outcome the scale of 10 days if it is yes or no; any other stays as it is.

    Examples
    --------
    >>> from mat_trial.model import SHARE_OF_DAYS, Better
    >>> headache = Outcome(name="headache", question="Any?", unit=SHARE_OF_DAYS,
    ...                    better=Better.LOWER, worthwhile=0.2, minimum=0, maximum=1)
    >>> count_outcome_in_days(headache).worthwhile, count_outcome_in_days(headache).unit
    (2.0, 'in 10 days')
    """
    if not outcome.is_yes_no:
        return outcome
    return replace(
        outcome, unit=_("in 10 days"), worthwhile=DAYS * outcome.worthwhile, maximum=DAYS
    )


def say_yes_no(result: SecondaryResult, *, may_be_luck: bool) -> str:
    """Say on how many more or fewer days in 10 something was so with the mat.

    Parameters
    ----------
    result
        Of an outcome that is yes or no, with an effect.
    may_be_luck
        Whether the number of outcomes looked at could explain a difference.

    Examples
    --------
    >>> from mat_trial.model import SHARE_OF_DAYS, Better
    >>> headache = Outcome(name="headache", question="Any?", unit=SHARE_OF_DAYS,
    ...                    better=Better.LOWER, worthwhile=0.2, minimum=0, maximum=1)
    >>> ends = Interval(level=0.95, low=-0.41, high=-0.12)
    >>> effect = Effect(mean=-0.27, ci95=ends, interval=ends, chance_benefit=0.999,
    ...                 chance_worthwhile=0.8, autocorrelation=0.1, sd=0.4)
    >>> result = SecondaryResult(outcome=headache, effect=effect, p_value=0.001, p_holm=0.002)
    >>> print(say_yes_no(result, may_be_luck=False))
    Headache: with the mat, 2.7 fewer of 10 days with a yes (1.2 to 4.1). That is better.
    """
    counted, name = count_in_days(result), open_sentence(name_outcome(result.outcome))
    effect = counted.effect
    if effect is None:
        return _("{Name}: these scores allow no comparison.", Name=name)
    # No more than all days can differ, whatever the bell curve of the analysis allows for.
    low, high = (max(-DAYS, min(DAYS, end)) for end in (effect.ci95.low, effect.ci95.high))
    digits = choose_digits(low, high)
    if low <= 0 <= high:
        return _(
            "{Name}: with the mat, anything from {low} fewer to {high} more of 10 days with a "
            "yes fits your days.",
            Name=name,
            low=format_number(-low, digits),
            high=format_number(high, digits),
        )
    nearer, further = sorted((abs(low), abs(high)))
    values = {
        "Name": name,
        "size": format_number(abs(effect.mean), digits),
        "low": format_number(nearer, digits),
        "high": format_number(further, digits),
    }
    if effect.mean < 0:
        said = _("{Name}: with the mat, {size} fewer of 10 days with a yes ({low} to {high}).")
    else:
        said = _("{Name}: with the mat, {size} more of 10 days with a yes ({low} to {high}).")
    if may_be_luck:
        judged = _("With several scores looked at, that may be luck.")
    else:
        is_better = result.outcome.benefit(effect.mean) > 0
        judged = _("That is better.") if is_better else _("That is worse.")
    return f"{said.format(**values)} {judged}"


def _multiply(effect: Effect) -> Effect:
    return replace(
        effect,
        mean=DAYS * effect.mean,
        sd=DAYS * effect.sd,
        ci95=_widen(effect.ci95),
        interval=_widen(effect.interval),
    )


def _widen(interval: Interval) -> Interval:
    return replace(interval, low=DAYS * interval.low, high=DAYS * interval.high)
