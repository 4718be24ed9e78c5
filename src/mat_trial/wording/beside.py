"""What is said of the outcomes beside the verdict's own: a sentence each, and never an upgrade."""

from mat_trial.language import _
from mat_trial.language.numbers import format_number
from mat_trial.model.naming import count_units, name_outcome
from mat_trial.results import Call, SecondaryResult, Verdict
from mat_trial.wording.numbers import choose_digits
from mat_trial.wording.phrases import (
    open_sentence,
    say_end,
)
from mat_trial.wording.yes_no import say_yes_no

LUCK_ALLOWED = 0.05


def say_beside(verdict: Verdict) -> list[str]:
    """Say of each outcome beside the primary one what the mat days were like, and how sure.

    Examples
    --------
    >>> from mat_trial.model import PAIN, SLEEP
    >>> from mat_trial.results import Analysis, DayCounts, Effect, Interval
    >>> effect = Effect(mean=1.36, ci95=Interval(level=0.95, low=0.8, high=2.0),
    ...                 interval=Interval(level=0.9, low=0.9, high=1.9), chance_benefit=0.998,
    ...                 chance_worthwhile=0.86, autocorrelation=0.3, sd=1.4)
    >>> sleep = SecondaryResult(outcome=SLEEP, effect=effect, p_value=0.0004, p_holm=0.0012)
    >>> days = DayCounts(planned=56, recorded=56, analysed=(28, 28), missing=(0, 0), phases=(9, 9))
    >>> analysis = Analysis(outcome=PAIN, boundary=0.95, days=days, secondary=(sleep,))
    >>> for sentence in say_beside(Verdict(call=Call.HELPS, analysis=analysis)):
    ...     print(sentence)
    Sleep was better on mat days: 1.4 points higher (0.8 to 2.0).
    """
    if verdict.call is Call.TOO_EARLY:
        return []
    return [_say_outcome(result) for result in verdict.analysis.secondary]


def _say_outcome(result: SecondaryResult) -> str:
    if result.outcome.is_yes_no:
        return say_yes_no(result, may_be_luck=_may_be_luck(result))
    effect, name = result.effect, open_sentence(name_outcome(result.outcome))
    if effect is None:
        return _("{Name}: these scores allow no comparison.", Name=name)
    low, high = effect.ci95.low, effect.ci95.high
    digits = choose_digits(low, high)
    if low <= 0 <= high:
        return _(
            "{Name} may be the same on mat days: anything from {low} to {high} fits your days.",
            Name=name,
            low=say_end(low, None, digits),
            high=say_end(high, result.outcome, digits),
        )
    nearer, further = sorted((abs(low), abs(high)))
    values = {
        "Name": name,
        "size": count_units(format_number(abs(effect.mean), digits), result.outcome),
        "low": format_number(nearer, digits),
        "high": format_number(further, digits),
    }
    said = _choose_sentence(result, is_higher=effect.mean > 0)
    return said.format(**values)


def _choose_sentence(result: SecondaryResult, *, is_higher: bool) -> str:
    is_better = result.outcome.benefit(1.0 if is_higher else -1.0) > 0
    if _may_be_luck(result):
        if is_higher:
            return _(
                "{Name} was {size} higher on mat days ({low} to {high}), but with several scores "
                "looked at that may be luck."
            )
        return _(
            "{Name} was {size} lower on mat days ({low} to {high}), but with several scores "
            "looked at that may be luck."
        )
    if is_higher:
        if is_better:
            return _("{Name} was better on mat days: {size} higher ({low} to {high}).")
        return _("{Name} was worse on mat days: {size} higher ({low} to {high}).")
    if is_better:
        return _("{Name} was better on mat days: {size} lower ({low} to {high}).")
    return _("{Name} was worse on mat days: {size} lower ({low} to {high}).")


def _may_be_luck(result: SecondaryResult) -> bool:
    # Several outcomes looked at give luck several chances; without Holm's p nobody counted them.
    return result.p_holm is None or result.p_holm > LUCK_ALLOWED
