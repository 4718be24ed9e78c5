"""Words for what a plan can find, and what it costs."""

from collections.abc import Sequence
from fractions import Fraction

from mat_trial.designs import SURE_P
from mat_trial.language import _, _n, mark
from mat_trial.language.numbers import format_number, format_plain
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
from mat_trial.wording.numbers import format_p_value

NEARLY_ALL = 0.95
GOOD_POWER = 0.8
ROUNDING = 0.05
"""What is said in tenths may be so much below."""
COST_COLUMNS = (
    mark("Plan"),
    mark("Finds it"),
    mark("Switches"),
    mark("Mat days"),
    mark("Smallest p"),
)
COST_LEGEND = mark(
    "The recommended plan stands first. Finds it: of 100 people with just that benefit, those who "
    "are told so."
)
CHANCE_COLUMNS = (mark("Plan"), mark("No effect"), mark("Helps"), mark("Worse"), mark("No answer"))
CHANCE_LEGEND = mark(
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
        return _("nearly all")
    tenths = Fraction(round(share * 10), 10)
    if not tenths:
        return _("hardly any")
    return _("{n} of {all}", n=tenths.numerator, all=tenths.denominator)


def name_design(design: Design) -> str:
    """Name a design with its numbers, for a row or the beginning of a sentence.

    Examples
    --------
    >>> name_design(PairsDesign(period_days=1, cycles=28)), name_design(DaysDesign(days=56))
    ('28 pairs of 1 day', '56 days drawn one by one')
    """
    match design:
        case PairsDesign():
            if design.cycles == 1:
                return _n("1 pair of {n} day", "1 pair of {n} days", design.period_days)
            return _n(
                "{cycles} pairs of {n} day",
                "{cycles} pairs of {n} days",
                design.period_days,
                cycles=design.cycles,
            )
        case DaysDesign():
            return _("{days} days drawn one by one", days=design.days)
        case ChangePointsDesign():
            return _n(
                "{phases} drawn blocks of {n} day or more",
                "{phases} drawn blocks of {n} days or more",
                design.min_phase_days,
                phases=design.phases,
            )
        case FixedDesign():
            return _n(
                "{phases} fixed blocks of {n} day",
                "{phases} fixed blocks of {n} days",
                design.phase_days,
                phases=design.phases,
            )


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
    14 pairs of 2 days find a benefit of 1 point in 4 of 5 trials, and take 40 days on average.
    Where the mat does nothing, a trial takes 40 days on average. 75 of 100 people hear that no
    worthwhile effect is there, 5 that it helps, 4 that it makes things worse, and 16 get no
    answer.
    """
    found = {
        "plan": name_design(design),
        "benefit": say_points(worthwhile.benefit),
        "trials": say_odds(worthwhile.power),
        "days": _round(worthwhile.mean_days),
    }
    calls = nothing.calls
    heard = {
        "none": _hundredths(calls[Call.NO_WORTHWHILE_EFFECT]),
        "helps": _hundredths(nothing.power),
        "worse": _hundredths(calls[Call.MAKES_WORSE]),
        "unclear": _hundredths(calls[Call.UNCLEAR]),
    }
    if len(looks) == 1:
        return [
            _(
                "{plan} find a benefit of {benefit} in {trials} trials, and take {days} days.",
                **found,
            ),
            _(
                "Where the mat does nothing, {none} of 100 people hear that no worthwhile effect "
                "is there. {helps} hear that it helps, {worse} that it makes things worse, and "
                "{unclear} get no answer.",
                **heard,
            ),
        ]
    return [
        _(
            "{plan} find a benefit of {benefit} in {trials} trials, and take {days} days on "
            "average.",
            **found,
        ),
        _(
            "Where the mat does nothing, a trial takes {days} days on average. {none} of 100 "
            "people hear that no worthwhile effect is there, {helps} that it helps, {worse} that "
            "it makes things worse, and {unclear} get no answer.",
            days=_round(nothing.mean_days),
            **heard,
        ),
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
    return _(
        "{plan}: finds it in {trials} trials; you switch {n} times in {days} days.",
        plan=name_design(option.design),
        trials=say_odds(option.power),
        n=_round(option.n_switches),
        days=option.design.days,
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
            _(
                "So few days cannot tell the mat from chance, however they take turns. Take more "
                "days."
            )
        ]
    said = [
        _(
            "Recommended: {plan}. A benefit of {benefit} is found in {trials} trials. You switch "
            "about {n} times and have {days} mat days.",
            plan=name_design(best.design),
            benefit=say_points(best.worthwhile.benefit),
            trials=say_odds(best.power),
            n=_round(best.n_switches),
            days=_round(best.n_mat_days),
        )
    ]
    if best.power < GOOD_POWER - ROUNDING:
        said.append(_("That leaves much to luck. More days find more."))
    return said


def explain_rule() -> str:
    """Say by which rule one plan is recommended.

    Examples
    --------
    >>> explain_rule().rpartition(". ")[2]
    'All are compared with one look, at the end.'
    """
    return _(
        "The recommended plan can tell the mat from chance (p down to {sure} or below), keeps to "
        "one kind of day for 2 days or more, and finds the most of those that do. A change every "
        "day finds still more on paper, but hides an effect that lasts into the next day. Of "
        "plans that find as much, it is the one with the fewest switches. All are compared with "
        "one look, at the end.",
        sure=format_plain(SURE_P),
    )


def list_cost(option: Option) -> list[str]:
    """Return one row of a table with `COST_COLUMNS`."""
    smallest = option.smallest_p
    return [
        name_design(option.design),
        _hundredths(option.power),
        _round(option.n_switches),
        _round(option.n_mat_days),
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
    nothing, *others = findings
    return [
        _(
            "If the mat does nothing, your verdict comes after {days} days on average.",
            days=_round(nothing.mean_days),
        ),
        *(
            _(
                "If it does {benefit} of good, after {days} days.",
                benefit=say_points(finding.benefit),
                days=_round(finding.mean_days),
            )
            for finding in others
        ),
    ]


def say_points(benefit: float) -> str:
    """Say a number of points.

    >>> say_points(1.0), say_points(1.5)
    ('1 point', '1.5 points')
    """
    size = format_plain(benefit)
    return _("{size} point", size=size) if benefit == 1 else _("{size} points", size=size)


def _round(number: float) -> str:
    return format_number(number, 0)


def _hundredths(share: float) -> str:
    return format_number(share * 100, 0)
