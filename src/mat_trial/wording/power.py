"""Words for what a plan can find, and what it costs."""

from collections.abc import Sequence
from fractions import Fraction

from mat_trial.designs import SURE_P
from mat_trial.model import (
    ChangePointsDesign,
    DaysDesign,
    Design,
    FixedDesign,
    Look,
    PairsDesign,
)
from mat_trial.power.compare import Option
from mat_trial.power.finding import Finding
from mat_trial.results import Call
from mat_trial.wording.numbers import format_p_value, format_plain
from mat_trial.wording.phrases import count_things

NEARLY_ALL = 0.95
GOOD_POWER = 0.8
ROUNDING = 0.05
"""What is said in tenths may be so much below."""
COST_COLUMNS = ("Plan", "Finds it", "Switches", "Mat days", "Smallest p")
COST_LEGEND = (
    "The recommended plan stands first. Finds it: of 100 people with just that benefit, those who "
    "are told so."
)
CHANCE_COLUMNS = ("Plan", "No effect", "Helps", "Worse", "No answer")
CHANCE_LEGEND = (
    "What 100 people hear when the mat does nothing: that no worthwhile effect is there, that it "
    "helps, that it makes things worse, or no answer."
)


def say_odds(share: float) -> str:
    """Say a share in tenths or fewer.

    Examples
    --------
    >>> say_odds(0.76), say_odds(0.52), say_odds(0.7), say_odds(0.99), say_odds(0.01)
    ('4 of 5', '1 of 2', '7 of 10', 'nearly all', 'hardly any')
    """
    if share >= NEARLY_ALL:
        return "nearly all"
    tenths = Fraction(round(share * 10), 10)
    if not tenths:
        return "hardly any"
    return f"{tenths.numerator} of {tenths.denominator}"


def name_design(design: Design) -> str:
    """Name a design with its numbers, for a row or the beginning of a sentence.

    Examples
    --------
    >>> name_design(PairsDesign(period_days=1, cycles=28)), name_design(DaysDesign(days=56))
    ('28 pairs of 1 day', '56 days drawn one by one')
    """
    match design:
        case PairsDesign():
            return f"{count_things(design.cycles, 'pair')} of {_say_days(design.period_days)}"
        case DaysDesign():
            return f"{design.days} days drawn one by one"
        case ChangePointsDesign():
            return f"{design.phases} drawn blocks of {_say_days(design.min_phase_days)} or more"
        case FixedDesign():
            return f"{design.phases} fixed blocks of {_say_days(design.phase_days)}"


def sum_up_power(
    design: Design, looks: Sequence[Look], *, nothing: Finding, worthwhile: Finding
) -> list[str]:
    """Say what one plan finds, the answer first.

    Parameters
    ----------
    nothing, worthwhile
        What becomes of people without an effect, and with the worthwhile one.

    Examples
    --------
    >>> none = Finding(benefit=0.0, n_people=4000, mean_days=40.4, mean_benefit=0.0,
    ...     calls=dict.fromkeys(Call, 0.0) | {Call.HELPS: 0.05, Call.NO_WORTHWHILE_EFFECT: 0.75,
    ...                                       Call.MAKES_WORSE: 0.04, Call.UNCLEAR: 0.16})
    >>> some = Finding(benefit=1.0, n_people=4000, mean_days=40.4, mean_benefit=1.2,
    ...                calls=dict.fromkeys(Call, 0.0) | {Call.HELPS: 0.78})
    >>> looks = [Look(day=28, boundary=0.99), Look(day=56, boundary=0.96)]
    >>> for sentence in sum_up_power(PairsDesign(period_days=2, cycles=14), looks, nothing=none,
    ...                              worthwhile=some):
    ...     print(sentence)
    14 pairs of 2 days find a 1-point benefit in 4 of 5 trials, and take 40 days on average.
    Where the mat does nothing, 75 of 100 people hear that no worthwhile effect is there, after 40
    days on average; 5 hear that it helps, 4 that it makes things worse, and 16 get no answer.
    """
    early = len(looks) > 1
    takes = f"{worthwhile.mean_days:.0f} days{' on average' if early else ''}"
    after = f", after {nothing.mean_days:.0f} days on average" if early else ""
    calls = nothing.calls
    return [
        f"{name_design(design)} find a {format_plain(worthwhile.benefit)}-point benefit in "
        f"{say_odds(worthwhile.power)} trials, and take {takes}.",
        f"Where the mat does nothing, {_hundredths(calls[Call.NO_WORTHWHILE_EFFECT])} of 100 "
        f"people hear that no worthwhile effect is there{after}; {_hundredths(nothing.power)} "
        f"hear that it helps, {_hundredths(calls[Call.MAKES_WORSE])} that it makes things worse, "
        f"and {_hundredths(calls[Call.UNCLEAR])} get no answer.",
    ]


def say_cost(option: Option) -> str:
    """Say in one line what a design finds, and what it asks.

    Examples
    --------
    >>> from mat_trial.operating import Person
    >>> from mat_trial.power.compare import compare_designs
    >>> [option] = compare_designs([PairsDesign(period_days=2, cycles=14)], Person())
    >>> say_cost(option)
    '14 pairs of 2 days: finds it in 4 of 5 trials; you switch 21 times in 56 days.'
    """
    return (
        f"{name_design(option.design)}: finds it in {say_odds(option.power)} trials; you switch "
        f"{option.n_switches:.0f} times in {option.design.days} days."
    )


def explain_recommendation(best: Option | None) -> list[str]:
    """Say why one design is recommended, and what it cannot do.

    Parameters
    ----------
    best
        From `power.compare.recommend`.

    Examples
    --------
    >>> explain_recommendation(None)[0]
    'So few days cannot tell the mat from chance, however they take turns. Take more days.'
    """
    if best is None:
        return [
            "So few days cannot tell the mat from chance, however they take turns. Take more days."
        ]
    said = [
        f"Recommended: {name_design(best.design)}. A benefit of "
        f"{say_points(best.worthwhile.benefit)} is found in "
        f"{say_odds(best.power)} trials. You switch about {best.n_switches:.0f} times and have "
        f"{best.n_mat_days:.0f} mat days."
    ]
    if best.power < GOOD_POWER - ROUNDING:
        said.append("That leaves much to luck. More days find more.")
    return said


RULE = (
    f"The recommended plan can tell the mat from chance (p down to {SURE_P} or below), keeps to "
    "one kind of day for 2 days or more, and finds the most of those that do. A change every day "
    "finds still more on paper, but hides an effect that lasts into the next day. Of plans that "
    "find as much, it is the one with the fewest switches. All are compared with one look, at the "
    "end."
)


def list_cost(option: Option) -> list[str]:
    """Return one row of a table with `COST_COLUMNS`."""
    smallest = option.smallest_p
    return [
        name_design(option.design),
        _hundredths(option.power),
        f"{option.n_switches:.0f}",
        f"{option.n_mat_days:.0f}",
        "–" if smallest is None else format_p_value(smallest),
    ]


def list_chances(option: Option) -> list[str]:
    """Return one row of a table with `CHANCE_COLUMNS`."""
    calls = option.nothing.calls
    return [
        name_design(option.design),
        _hundredths(calls[Call.NO_WORTHWHILE_EFFECT]),
        _hundredths(option.nothing.power),
        _hundredths(calls[Call.MAKES_WORSE]),
        _hundredths(calls[Call.UNCLEAR]),
    ]


def say_soon(findings: Sequence[Finding]) -> list[str]:
    """Say how soon a verdict comes, by the true benefit.

    Parameters
    ----------
    findings
        With no benefit, with the worthwhile one, and with others, of one plan with looks.

    Examples
    --------
    >>> found = [Finding(benefit=benefit, n_people=500, calls=dict.fromkeys(Call, 0.0),
    ...                  mean_days=days, mean_benefit=benefit)
    ...          for benefit, days in ((0.0, 40.6), (1.0, 40.2), (2.0, 21.6))]
    >>> for sentence in say_soon(found):
    ...     print(sentence)
    If the mat does nothing, your verdict comes after 41 days on average.
    If it does 1 point of good, after 40 days.
    If it does 2 points of good, after 22 days.
    """
    return [
        f"If the mat does nothing, your verdict comes after {findings[0].mean_days:.0f} days on "
        "average.",
        *(
            f"If it does {say_points(finding.benefit)} of good, after {finding.mean_days:.0f} "
            "days."
            for finding in findings[1:]
        ),
    ]


def say_points(benefit: float) -> str:
    """Say a number of points.

    >>> say_points(1.0), say_points(1.5)
    ('1 point', '1.5 points')
    """
    return f"{format_plain(benefit)} point{'' if benefit == 1 else 's'}"


def _say_days(number: int) -> str:
    return count_things(number, "day")


def _hundredths(share: float) -> str:
    return f"{share * 100:.0f}"
