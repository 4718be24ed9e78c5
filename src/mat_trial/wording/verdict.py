"""Every sentence about a verdict: the answer first, the doubt second."""

from mat_trial.language import _, mark
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import Better, Outcome
from mat_trial.model.naming import count_units, name_outcome, name_unit
from mat_trial.results import Call, Effect, Verdict
from mat_trial.wording.numbers import choose_digits, format_chance
from mat_trial.wording.phrases import (
    say_end,
    say_hundredths,
)

LIKELY_HARM = 0.75
"""Chance of harm from which on a verdict of no worthwhile effect must not sound like safety."""
NOT_BLIND = mark(
    "You knew which days were mat days. So this shows what the mat, and expecting it to help, "
    "did together; nobody can take the two apart at home."
)
ONE_PERSON = mark("It speaks for you and for these weeks, not for other people or other times.")
NEVER_UPGRADES = mark(
    "These stand beside the verdict and never change it. Differences are mat days minus no-mat "
    "days; Holm says that each p allows for all the outcomes looked at."
)
BESIDE_ONLY = mark(
    "These stand beside the verdict and never change it. Each range holds the true difference "
    "with a chance of 95 in 100."
)
NOT_ADVICE = mark(
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
        return _("It is too early for a verdict.")
    if analysis.effect is None:
        return _("These scores do not allow a verdict.")
    outcome, effect = analysis.outcome, analysis.effect
    name, n_days = name_outcome(outcome), sum(analysis.days.analysed)
    match verdict.call:
        case Call.NO_WORTHWHILE_EFFECT:
            answer = _(
                "Over {n} scored days, the mat did not improve your {name} by as much as "
                "{worthwhile}, the least you said would matter.",
                n=n_days,
                name=name,
                worthwhile=_worthwhile(outcome),
            )
            return f"{answer} {_say_range(effect, outcome)}"
        case Call.UNCLEAR:
            answer = _(
                "{n} scored days were not enough to tell whether the mat changes your {name}.",
                n=n_days,
                name=name,
            )
            return f"{answer} {_say_range(effect, outcome)}"
        case Call.MAKES_WORSE:
            worse = (
                _("For {name}, higher is worse.", name=name)
                if outcome.better is Better.LOWER
                else _("For {name}, lower is worse.", name=name)
            )
            return f"{_say_change(effect, outcome, n_days)} {worse}"
        case _call:
            change = _say_change(effect, outcome, n_days)
            return f"{change} {_compare(verdict.call, effect, outcome)}"


def explain_chances(verdict: Verdict) -> list[str]:
    """Say how sure the verdict is, as natural frequencies; empty where nothing is shown."""
    analysis = verdict.analysis
    if verdict.call is Call.TOO_EARLY or analysis.effect is None:
        return []
    outcome, effect = analysis.outcome, analysis.effect
    if verdict.call is Call.MAKES_WORSE:
        said = [
            _(
                "The chance that your {name} is worse on mat days is {chance}.",
                name=name_outcome(outcome),
                chance=format_chance(1 - effect.chance_benefit),
            )
        ]
    else:
        said = [
            _(
                "The chance that your {name} is better at all on mat days is {chance}.",
                name=name_outcome(outcome),
                chance=format_chance(effect.chance_benefit),
            ),
            _(
                "The chance that it is better by {worthwhile} or more is {chance}.",
                worthwhile=_worthwhile(outcome),
                chance=format_chance(effect.chance_worthwhile),
            ),
        ]
    said.append(
        _(
            "There is a chance of {level} in 100 that the true difference lies in the range "
            "above. That holds if your days behave as the method takes them to.",
            level=say_hundredths(effect.interval.level),
        )
    )
    # Counted on simulated people under drawn plans only: docs/validity.md.
    if analysis.randomisation is not None and verdict.call in _BY_LUCK:
        said.append(_(_BY_LUCK[verdict.call]))
    return said


_BY_LUCK = {
    Call.HELPS: mark(
        "Luck can fool any trial. Of 100 people for whom the mat does nothing, about 5 would "
        "still be told that it helps."
    ),
    Call.HELPS_A_LITTLE: mark(
        "Luck can fool any trial. Of 100 people for whom the mat does nothing, about 5 would "
        "still be told that it helps."
    ),
    Call.MAKES_WORSE: mark(
        "Luck can fool any trial. Of 100 people for whom the mat does nothing, about 5 or fewer "
        "would still be told that it makes things worse."
    ),
}


def explain_limits(verdict: Verdict) -> list[str]:
    """Say what no verdict of this kind shows; empty where there is no verdict yet."""
    if verdict.call is Call.TOO_EARLY:
        return []
    return [_(NOT_BLIND), _(ONE_PERSON), _(NOT_ADVICE)]


def explain_call(verdict: Verdict) -> list[str]:
    """Say what is easily read into a verdict and is not in it; empty where nothing is.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import Analysis, DayCounts
    >>> days = DayCounts(planned=0, recorded=0, analysed=(0, 0), missing=(0, 0), phases=(0, 0))
    >>> explain_call(Verdict(call=Call.NO_WORTHWHILE_EFFECT,
    ...                      analysis=Analysis(outcome=PAIN, boundary=0.95, days=days)))
    ['A smaller effect than the one you asked for is still possible.']
    """
    call, effect = verdict.call, verdict.analysis.effect
    if call is Call.UNCLEAR:
        return [
            _(
                "Unclear does not mean that the mat does nothing. It means that these days "
                "cannot say."
            )
        ]
    if call is Call.NO_WORTHWHILE_EFFECT:
        said = [_("A smaller effect than the one you asked for is still possible.")]
        if effect is not None and 1 - effect.chance_benefit >= LIKELY_HARM:
            said.append(
                _(
                    "The mat may even make it worse: the chance of that is {chance}.",
                    chance=format_chance(1 - effect.chance_benefit),
                )
            )
        return said
    return []


def explain_blinding(call: Call) -> list[str]:
    """Say right beside the sentence what else than the mat is in it; empty where nothing is said.

    Examples
    --------
    >>> explain_blinding(Call.HELPS)
    ['You knew which days were mat days. So this is the mat and your hope in it, together.']
    """
    match call:
        case Call.HELPS | Call.HELPS_A_LITTLE:
            return [
                _(
                    "You knew which days were mat days. So this is the mat and your hope in it, "
                    "together."
                )
            ]
        case Call.MAKES_WORSE:
            return [
                _(
                    "You knew which days were mat days. So this is the mat and your worry about "
                    "it, together."
                )
            ]
        case Call.NO_WORTHWHILE_EFFECT:
            return [
                _(
                    "You knew which days were mat days. So what you hoped or feared is part of "
                    "this answer."
                )
            ]
        case Call.UNCLEAR | Call.TOO_EARLY:
            return []


def name_verdict(verdict: Verdict) -> str:
    """Name a verdict together with what it is about.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import Analysis, DayCounts
    >>> days = DayCounts(planned=8, recorded=8, analysed=(4, 4), missing=(0, 0), phases=(2, 2))
    >>> name_verdict(Verdict(call=Call.HELPS,
    ...                      analysis=Analysis(outcome=PAIN, boundary=0.95, days=days)))
    'Verdict on your pain: helps'
    """
    return _(
        "Verdict on your {name}: {call}",
        name=name_outcome(verdict.analysis.outcome),
        call=say_call(verdict.call),
    )


def name_call(call: Call) -> str:
    """Name a verdict in a few words.

    Examples
    --------
    >>> name_call(Call.HELPS_A_LITTLE)
    'Helps, but less than you asked for'
    """
    return {
        Call.HELPS: _("Helps"),
        Call.HELPS_A_LITTLE: _("Helps, but less than you asked for"),
        Call.MAKES_WORSE: _("Makes it worse"),
        Call.NO_WORTHWHILE_EFFECT: _("No worthwhile effect"),
        Call.UNCLEAR: _("Unclear"),
        Call.TOO_EARLY: _("Too early to say"),
    }[call]


def say_call(call: Call) -> str:
    """Name a verdict within a sentence.

    Examples
    --------
    >>> say_call(Call.NO_WORTHWHILE_EFFECT)
    'no worthwhile effect'
    """
    return {
        Call.HELPS: _("helps"),
        Call.HELPS_A_LITTLE: _("helps, but less than you asked for"),
        Call.MAKES_WORSE: _("makes it worse"),
        Call.NO_WORTHWHILE_EFFECT: _("no worthwhile effect"),
        Call.UNCLEAR: _("unclear"),
        Call.TOO_EARLY: _("too early to say"),
    }[call]


def _worthwhile(outcome: Outcome) -> str:
    return count_units(format_plain(outcome.worthwhile), outcome)


def _say_change(effect: Effect, outcome: Outcome, n_days: int) -> str:
    digits = choose_digits(effect.interval.low, effect.interval.high)
    low, high = sorted((abs(effect.interval.low), abs(effect.interval.high)))
    values = {
        "n": n_days,
        "name": name_outcome(outcome),
        "size": count_units(format_number(abs(effect.mean), digits), outcome),
        "low": format_number(low, digits),
        "high": format_number(high, digits),
    }
    if effect.mean < 0:
        return _(
            "Over {n} scored days, the mat lowered your {name} by {size} ({low} to {high}).",
            **values,
        )
    return _(
        "Over {n} scored days, the mat raised your {name} by {size} ({low} to {high}).", **values
    )


def _say_range(effect: Effect, outcome: Outcome) -> str:
    digits = choose_digits(effect.interval.low, effect.interval.high)
    return _(
        "The most likely range is from {low} to {high} on mat days, in {unit}.",
        low=say_end(effect.interval.low, None, digits),
        high=say_end(effect.interval.high, None, digits),
        unit=name_unit(outcome),
    )


def _compare(call: Call, effect: Effect, outcome: Outcome) -> str:
    digits = choose_digits(effect.interval.low, effect.interval.high)
    worthwhile = _worthwhile(outcome)
    if round(outcome.benefit(effect.mean), digits) == outcome.worthwhile:
        if call is Call.HELPS_A_LITTLE:
            return _(
                "That is just short of the {worthwhile} you said would matter.",
                worthwhile=worthwhile,
            )
        return _("That is about the {worthwhile} you said would matter.", worthwhile=worthwhile)
    if outcome.benefit(effect.mean) > outcome.worthwhile:
        return _(
            "That is more than the {worthwhile} you said would matter.", worthwhile=worthwhile
        )
    return _("That is less than the {worthwhile} you said would matter.", worthwhile=worthwhile)
