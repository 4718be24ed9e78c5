"""Every sentence about a verdict: the answer first, the doubt second."""

from mat_trial.model import Outcome
from mat_trial.results import Call, Effect, Verdict
from mat_trial.wording.numbers import (
    choose_digits,
    count_units,
    format_chance,
    format_number,
    format_plain,
)

NOT_BLIND = (
    "You knew which days were mat days. So this shows what the mat, and expecting it to help, "
    "did together; nobody can take the two apart at home."
)
ONE_PERSON = "It speaks for you and for these weeks, not for other people or other times."
NEVER_UPGRADES = (
    "These stand beside the verdict and never change it. Differences are mat days minus no-mat "
    "days; Holm says that each p allows for all the outcomes looked at."
)
NOT_ADVICE = (
    "This is your own record, not medical advice. Talk to your doctor before you change any "
    "treatment."
)


def headline(verdict: Verdict) -> str:
    """Say the verdict in one or two sentences, in the person's own units.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import Analysis, DayCounts, Interval
    >>> effect = Effect(mean=-1.31, ci95=Interval(level=0.95, low=-2.0, high=-0.6),
    ...                 interval=Interval(level=0.9, low=-1.9, high=-0.7), chance_benefit=0.998,
    ...                 chance_worthwhile=0.86, autocorrelation=0.3, sd=1.4)
    >>> days = DayCounts(planned=56, recorded=56, analysed=(28, 28), missing=(0, 0),
    ...                  phases=(14, 14))
    >>> analysis = Analysis(outcome=PAIN, boundary=0.95, days=days, effect=effect)
    >>> print(headline(Verdict(call=Call.HELPS, analysis=analysis)))
    Over 56 scored days, the mat lowered your pain by 1.3 points (0.7 to 1.9). That is more than
    the 1 point you said would matter.
    """
    analysis = verdict.analysis
    if verdict.call is Call.TOO_EARLY:
        return "It is too early for a verdict."
    if analysis.effect is None:
        return "These scores do not allow a verdict."
    outcome, effect = analysis.outcome, analysis.effect
    n_days = sum(analysis.days.analysed)
    start = f"Over {n_days} scored days, the mat"
    if verdict.call is Call.NO_WORTHWHILE_EFFECT:
        return (
            f"{start} did not improve your {outcome.label} by as much as "
            f"{_worthwhile(outcome)}, the least you said would matter. "
            f"The most likely range is {_range(effect, outcome)}."
        )
    if verdict.call is Call.UNCLEAR:
        return (
            f"{n_days} scored days were not enough to tell whether the mat changes your "
            f"{outcome.label}. The most likely range is {_range(effect, outcome)}."
        )
    changed = f"{start} {_verb(effect)} your {outcome.label} by {_size(effect, outcome)}."
    if verdict.call is Call.MAKES_WORSE:
        return f"{changed} For {outcome.label}, {outcome.better.worse} is worse."
    return f"{changed} {_compare(effect, outcome)}"


def explain_chances(verdict: Verdict) -> list[str]:
    """Say how sure the verdict is, as natural frequencies; empty where nothing is shown."""
    analysis = verdict.analysis
    if verdict.call is Call.TOO_EARLY or analysis.effect is None:
        return []
    outcome, effect = analysis.outcome, analysis.effect
    level = format_plain(round(effect.interval.level * 100))
    return [
        f"Chance that your {outcome.label} is better at all on mat days: "
        f"{format_chance(effect.chance_benefit)}.",
        f"Chance that it is better by {_worthwhile(outcome)} or more: "
        f"{format_chance(effect.chance_worthwhile)}.",
        f"The range above holds the true difference with a chance of {level} in 100, if the "
        "days behave as the analysis assumes.",
    ]


def explain_limits(verdict: Verdict) -> list[str]:
    """Say what no verdict of this kind shows; empty where there is no verdict yet."""
    if verdict.call is Call.TOO_EARLY:
        return []
    return [NOT_BLIND, ONE_PERSON, NOT_ADVICE]


def explain_call(call: Call) -> list[str]:
    """Say what is easily read into a verdict and is not in it; empty where nothing is.

    Examples
    --------
    >>> explain_call(Call.NO_WORTHWHILE_EFFECT)
    ['A smaller effect than the one you asked for is still possible.']
    """
    if call is Call.UNCLEAR:
        return [
            "Unclear does not mean that the mat does nothing. It means that these days cannot say."
        ]
    if call is Call.NO_WORTHWHILE_EFFECT:
        return ["A smaller effect than the one you asked for is still possible."]
    return []


def name_call(call: Call) -> str:
    """Name a verdict in a few words.

    Examples
    --------
    >>> name_call(Call.HELPS_A_LITTLE)
    'Helps, but less than you asked for'
    """
    return {
        Call.HELPS: "Helps",
        Call.HELPS_A_LITTLE: "Helps, but less than you asked for",
        Call.MAKES_WORSE: "Makes it worse",
        Call.NO_WORTHWHILE_EFFECT: "No worthwhile effect",
        Call.UNCLEAR: "Unclear",
        Call.TOO_EARLY: "Too early to say",
    }[call]


def _verb(effect: Effect) -> str:
    return "lowered" if effect.mean < 0 else "raised"


def _worthwhile(outcome: Outcome) -> str:
    return count_units(format_plain(outcome.worthwhile), outcome)


def _size(effect: Effect, outcome: Outcome) -> str:
    digits = choose_digits(effect.interval.low, effect.interval.high)
    ends = sorted((abs(effect.interval.low), abs(effect.interval.high)))
    low, high = (format_number(end, digits) for end in ends)
    size = count_units(format_number(abs(effect.mean), digits), outcome)
    return f"{size} ({low} to {high})"


def _range(effect: Effect, outcome: Outcome) -> str:
    digits = choose_digits(effect.interval.low, effect.interval.high)
    ends = [_describe_end(end, digits) for end in (effect.interval.low, effect.interval.high)]
    return f"from {ends[0]} to {ends[1]} on mat days, in {outcome.unit}"


def _describe_end(value: float, digits: int) -> str:
    size = format_number(abs(value), digits)
    if not size.strip("0."):
        return "no difference"
    return f"{size} {'lower' if value < 0 else 'higher'}"


def _compare(effect: Effect, outcome: Outcome) -> str:
    digits = choose_digits(effect.interval.low, effect.interval.high)
    benefit = outcome.benefit(effect.mean)
    shown = format_number(benefit, digits)
    if float(shown.replace("−", "-")) == outcome.worthwhile:
        return f"That is about the {_worthwhile(outcome)} you said would matter."
    relation = "more" if benefit > outcome.worthwhile else "less"
    return f"That is {relation} than the {_worthwhile(outcome)} you said would matter."
