"""What is said of the randomisation test: the sizes that fit the scores, and how well."""

from mat_trial.model import Better, Outcome
from mat_trial.stats.randomisation import RandomisationTest
from mat_trial.wording.charts import ChartWords
from mat_trial.wording.numbers import (
    choose_digits,
    format_number,
    format_p_value,
    format_plain,
)
from mat_trial.wording.phrases import say_difference

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
    return f"{found.n_assignments:,} {'possible' if found.exact else 'sampled'} schedules"


def word_confidence(found: RandomisationTest, outcome: Outcome) -> ChartWords:
    """Say what the confidence curve shows."""
    name, digits = outcome.label, choose_test_digits(found)
    p_value = format_p_value(found.p_value)
    if found.ci95 is None:
        title = f"Too few schedules to rule out any size of effect on {name}"
    else:
        title = f"Your scores fit {name} from {_say_ends(found.ci95, digits)} on mat days"
    reading = (
        "The higher the curve, the better a size of effect fits your scores: "
        f"{_say_fit(found, outcome, digits)} (p {p_value})."
    )
    edge = format_plain(outcome.benefit(outcome.worthwhile))
    cut = (
        "No size falls that low."
        if found.ci95 is None
        else f"A bar there shows the 95% range, {_join_ends(found.ci95, digits)}."
    )
    alt = (
        f"A curve over the difference in {name}, mat days minus no-mat days, in {outcome.unit}: "
        f"its height is the two-sided p of each size, by the randomisation test among "
        f"{say_schedules(found)}. A diamond marks the top, "
        f"{format_number(found.estimate, digits)}. A dotted line marks p 0.05. {cut} A dashed "
        f"line marks no difference, p {p_value}; the side from {edge} "
        f"{'down' if outcome.better is Better.LOWER else 'up'} is shaded as worth it to you."
    )
    return ChartWords(title=title, reading=reading, alt=alt)


def list_curve(found: RandomisationTest, outcome: Outcome) -> list[tuple[str, str, str]]:
    """List points of the curve: what it is, which effects, and their two-sided p."""
    digits, worth = choose_test_digits(found), outcome.benefit(outcome.worthwhile)
    p_value_of_worth = float(found.p_value_at(worth))
    points = [
        ("Fits best", format_number(found.estimate, digits), format_p_value(1.0)),
        ("No difference", "0", format_p_value(found.p_value)),
        ("Just worth it to you", format_plain(worth), format_p_value(p_value_of_worth)),
    ]
    ranges = [
        (f"{level:.0%} range", _join_ends(ends, digits), f"above {format_plain(1 - level)}")
        for level, ends in list_levels(found).items()
    ]
    return points + ranges


def say_range(found: RandomisationTest) -> str:
    """Say the 95% interval as in the picture, or that there is none."""
    if found.ci95 is None:
        return "too few schedules for a 95% range"
    return f"95% range: {_join_ends(found.ci95, choose_test_digits(found))}"


def _say_fit(found: RandomisationTest, outcome: Outcome, digits: int) -> str:
    best = say_difference(found.estimate, outcome, digits)
    if best == say_difference(0.0, outcome, digits):
        return "no difference fits about best"
    doubt = "fits poorly" if found.p_value <= RULED_OUT else "is not ruled out"
    return f"{best} fits best, and no difference {doubt}"


def _say_ends(ends: tuple[float, float], digits: int) -> str:
    if ends[0] <= 0 <= ends[1]:
        return " to ".join(say_difference(end, None, digits) for end in ends)
    nearer, further = sorted(ends, key=abs)
    digits = max(digits, choose_digits(*ends))
    return f"{format_number(abs(nearer), digits)} to {say_difference(further, None, digits)}"


def _join_ends(ends: tuple[float, float], digits: int) -> str:
    # An end may need more decimals than the others, lest it read as zero.
    digits = max(digits, choose_digits(*ends))
    return f"{format_number(ends[0], digits)} to {format_number(ends[1], digits)}"
