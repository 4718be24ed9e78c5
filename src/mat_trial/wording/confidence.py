"""What is said of the randomisation test: the sizes that fit the scores, and how well."""

from mat_trial.language import _
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import Outcome
from mat_trial.model.naming import name_outcome, name_unit
from mat_trial.stats.randomisation import RandomisationTest
from mat_trial.wording.charts import ChartWords, say_shaded
from mat_trial.wording.numbers import choose_digits, format_count, format_p_value
from mat_trial.wording.phrases import (
    say_difference,
)

LEVELS = {0.5: 4, 0.8: 10, 0.9: 20, 0.95: 40, 0.99: 200}
"""Levels whose intervals are told, and the share of the schedules that each leaves out on either
side: one in so many."""
RULED_OUT = 0.05


def list_levels(found: RandomisationTest) -> dict[float, tuple[float, float]]:
    """List the intervals of the test, in score units; a level out of the set's reach is left out.

    An interval holds every effect with a two-sided p above one less its level, ends included.

    Examples
    --------
    >>> from mat_trial.stats.randomisation import run_randomisation
    >>> schedules = [[0, 1, 0, 1, 1], [0, 1, 1, 0, 1], [1, 0, 0, 1, 0], [1, 0, 1, 0, 0]]
    >>> found = run_randomisation(range(5), [5, 3, 6, 3, 2], schedules, observed=0)
    >>> list(list_levels(found))
    [0.5]
    """
    intervals = {level: found.interval(one_in) for level, one_in in LEVELS.items()}
    return {level: ends for level, ends in intervals.items() if ends is not None}


def choose_test_digits(found: RandomisationTest) -> int:
    """Choose decimals by the width of the 90% interval, as most verdicts do, or of all sizes."""
    outermost = float(found.thresholds[0]), float(found.thresholds[-1])
    low, high = list_levels(found).get(0.9, outermost)
    return choose_digits(0.0, high - low)


def say_schedules(found: RandomisationTest) -> str:
    """Say how many schedules the test compares, and whether these are all of them."""
    n = format_count(found.n_assignments)
    return _("{n} possible schedules", n=n) if found.exact else _("{n} sampled schedules", n=n)


def word_confidence(found: RandomisationTest, outcome: Outcome) -> ChartWords:
    """Say what the confidence curve shows."""
    name, digits = name_outcome(outcome), choose_test_digits(found)
    p_value = format_p_value(found.p_value)
    if found.ci95 is None:
        title = _("These days can rule out no size of effect on {name}", name=name)
        cut = _("No size falls that low.")
    else:
        title = _(
            "Your scores fit {name} from {ends} on mat days",
            name=name,
            ends=_say_ends(found.ci95, digits),
        )
        cut = _("A bar there shows the 95% range, {range}.", range=_join_ends(found.ci95, digits))
    reading = _(
        "The higher the curve, the better a size of effect fits your scores: {fit} (p {p_value}).",
        fit=_say_fit(found, outcome, digits),
        p_value=p_value,
    )
    alt = _(
        "A curve over the difference in {name}, mat days minus no-mat days, in {unit}: its height "
        "is the two-sided p of each size, by the randomisation test among {schedules}. A diamond "
        "marks the top, {top}. A dotted line marks p {ruled_out}. {cut} A dashed line marks no "
        "difference, p {p_value}; {shaded}.",
        name=name,
        unit=name_unit(outcome),
        schedules=say_schedules(found),
        top=format_number(found.estimate, digits),
        ruled_out=format_plain(RULED_OUT),
        cut=cut,
        p_value=p_value,
        shaded=say_shaded(outcome),
    )
    return ChartWords(title=title, reading=reading, alt=alt)


def list_curve(found: RandomisationTest, outcome: Outcome) -> list[tuple[str, str, str]]:
    """List points of the curve: what it is, which effects, and their two-sided p."""
    digits, worth = choose_test_digits(found), outcome.benefit(outcome.worthwhile)
    p_value_of_worth = float(found.p_value_at(worth))
    points = [
        (_("Fits best"), format_number(found.estimate, digits), format_p_value(1.0)),
        (_("No difference"), "0", format_p_value(found.p_value)),
        (_("Just worth it to you"), format_plain(worth), format_p_value(p_value_of_worth)),
    ]
    ranges = [
        (
            _("{level}% range", level=f"{level * 100:.0f}"),
            _join_ends(ends, digits),
            _("above {number}", number=format_plain(1 - level)),
        )
        for level, ends in list_levels(found).items()
    ]
    return points + ranges


def say_range(found: RandomisationTest) -> str:
    """Say the 95% interval as in the picture, or that there is none."""
    if found.ci95 is None:
        return _("no 95% range on these days")
    return _("95% range: {range}", range=_join_ends(found.ci95, choose_test_digits(found)))


def _say_fit(found: RandomisationTest, outcome: Outcome, digits: int) -> str:
    best = say_difference(found.estimate, outcome, digits)
    if best == say_difference(0.0, outcome, digits):
        return _("no difference fits about best")
    if found.p_value <= RULED_OUT:
        return _("{best} fits best, and no difference fits poorly", best=best)
    return _("{best} fits best, and no difference is not ruled out", best=best)


def _say_ends(ends: tuple[float, float], digits: int) -> str:
    if ends[0] <= 0 <= ends[1]:
        low, high = (say_difference(end, None, digits) for end in ends)
    else:
        nearer, further = sorted(ends, key=abs)
        digits = max(digits, choose_digits(*ends))
        low, high = format_number(abs(nearer), digits), say_difference(further, None, digits)
    return _("{low} to {high}", low=low, high=high)


def _join_ends(ends: tuple[float, float], digits: int) -> str:
    # An end may need more decimals than the others, lest it read as zero.
    digits = max(digits, choose_digits(*ends))
    low, high = (format_number(end, digits) for end in ends)
    return _("{low} to {high}", low=low, high=high)
