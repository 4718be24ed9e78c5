"""Every sentence about a verdict: the answer first, the doubt second."""

import datetime as dt
from collections.abc import Sequence

from mat_trial.model import Outcome
from mat_trial.results import Call, DayCounts, Effect, Verdict
from mat_trial.wording.dates import say_date
from mat_trial.wording.numbers import (
    choose_digits,
    count_units,
    format_chance,
    format_number,
    format_plain,
)
from mat_trial.wording.phrases import count_things, join_parts, say_difference, say_hundredths

NOT_BLIND = (
    "You knew which days were mat days. So this shows what the mat, and expecting it to help, "
    "did together; nobody can take the two apart at home."
)
ONE_PERSON = "It speaks for you and for these weeks, not for other people or other times."
NEVER_UPGRADES = (
    "These stand beside the verdict and never change it. Differences are mat days minus no-mat "
    "days; Holm says that each p allows for all the outcomes looked at."
)
NOT_ADJUSTED = "These figures do not allow for having looked before the end of the plan."
PEEKING_FOOLS = (
    "Scores by kind of day go up and down by chance. Seen early, they look like an answer when "
    "there is none yet, and what you then hope or fear colours the scores you give from now on. "
    "If you look, it is written down, and stands beside your verdict."
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
    level = say_hundredths(effect.interval.level)
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


def explain_look(verdict: Verdict) -> list[str]:
    """Say that a verdict came early, that it stands, and which way it leans; else nothing.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import Analysis, DatedLook, DayCounts, LooksSoFar
    >>> looks = (DatedLook(day=24, date=dt.date(2027, 1, 27), boundary=0.99),
    ...          DatedLook(day=56, date=dt.date(2027, 2, 28), boundary=0.96))
    >>> so_far = LooksSoFar(looks=looks, n_undecided=0, stands=looks[0], as_of=looks[0].date)
    >>> days = DayCounts(planned=56, recorded=24, analysed=(12, 12), missing=(0, 0),
    ...                  phases=(6, 6))
    >>> analysis = Analysis(outcome=PAIN, boundary=0.99, days=days)
    >>> verdict = Verdict(call=Call.HELPS, analysis=analysis, looks=so_far, corrected=-1.1)
    >>> for sentence in explain_look(verdict):
    ...     print(sentence)
    This came early: at the look of 27 January 2027, day 24 of 56. It stands, whatever later days
    bring.
    Early figures tend to be too large. With that allowed for, it is 1.1 points lower.
    You may stop here, or go on for yourself.
    """
    looks = verdict.looks
    if looks is None or looks.stands is None or not looks.is_early:
        return []
    went_on = "You may stop here, or go on for yourself."
    if looks.n_days_after:
        went_on = (
            f"You went on for {count_things(looks.n_days_after, 'more scored day')}; "
            "that does not change the verdict."
        )
    return [
        f"This came early: at the look of {say_date(looks.stands.date)}, "
        f"day {looks.stands.day} of {looks.looks[-1].day}. It stands, whatever later days bring.",
        _say_lean(verdict),
        went_on,
    ]


def say_progress(n_gone: int, days: DayCounts) -> str:
    """Say how far a trial has come.

    Parameters
    ----------
    n_gone
        Planned days gone by.

    Examples
    --------
    >>> days = DayCounts(planned=56, recorded=28, analysed=(14, 14), missing=(1, 1), phases=(8, 8))
    >>> say_progress(30, days)
    'Day 30 of 56: 28 scored, 2 without a score'
    """
    missing = f", {sum(days.missing)} without a score" if sum(days.missing) else ""
    return f"Day {n_gone} of {days.planned}: {days.recorded} scored{missing}"


def say_peeks(peeks: Sequence[dt.date]) -> str:
    """Say that the raw scores were looked at before the verdict; empty if they were not.

    Examples
    --------
    >>> say_peeks([dt.date(2027, 1, 12)])
    'You looked at the raw scores once before the verdict: on 12 January 2027.'
    """
    if not peeks:
        return ""
    times = "once" if len(peeks) == 1 else f"{len(peeks)} times"
    dates = join_parts([say_date(day) for day in sorted(set(peeks))])
    return f"You looked at the raw scores {times} before the verdict: on {dates}."


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


def _say_lean(verdict: Verdict) -> str:
    outcome = verdict.analysis.outcome
    is_nothing = verdict.call is Call.NO_WORTHWHILE_EFFECT
    if verdict.corrected is None:
        than = "better" if is_nothing else "closer to no difference"
        return f"Because it stopped early, the truth is probably a little {than} than this figure."
    # Tends: one figure may well be corrected the other way, as after a first look.
    lean = "lean against the mat" if is_nothing else "be too large"
    corrected = say_difference(verdict.corrected, outcome, digits=1)
    return f"Early figures tend to {lean}. With that allowed for, it is {corrected}."


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
