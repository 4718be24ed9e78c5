"""What is said around the charts: titles, readings, alternative texts and the words inside."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from mat_trial.model import Better, Outcome
from mat_trial.results import CyclePair, Effect
from mat_trial.wording.dates import say_date
from mat_trial.wording.numbers import (
    choose_digits,
    count_units,
    format_chance,
    format_number,
    format_plain,
)
from mat_trial.wording.phrases import (
    MAT,
    NO_MAT,
    count_things,
    join_parts,
    open_sentence,
    say_comparisons,
    say_difference,
    say_ends,
    say_interval,
    say_kind,
    say_share,
)

EQUAL = 1e-9
"""Cycle means closer than this are the same score, summed in another order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """What is said around one chart.

    Parameters
    ----------
    title
        The finding, as a heading.
    reading
        The finding, as one plain sentence.
    alt
        What is drawn, for a screen reader.
    """

    title: str
    reading: str
    alt: str


def word_timeline(frame: pl.DataFrame, outcome: Outcome) -> ChartWords:
    """Say what the timeline shows.

    Parameters
    ----------
    frame
        The DAILY frame.
    """
    name, counted = outcome.label, frame.filter("analysed")
    groups = [
        (say_kind(condition), counted.filter(pl.col("condition") == condition)["score"])
        for condition in (MAT, NO_MAT)
    ]
    groups = [(kind, scores) for kind, scores in groups if len(scores)]
    scored = frame.filter(pl.col("score").is_not_null() & ~_is_to_come())["score"]
    if groups:
        averages = [f"{_average(scores)} on {kind}s" for kind, scores in groups]
        title = f"{open_sentence(name)} averaged {' and '.join(averages)}"
        parts = [_say_scores(scores, kind) for kind, scores in groups]
        reading = f"Your {name} averaged {' and '.join(parts)}."
    elif len(scored):
        days = count_things(len(scored), "day")
        title = f"{open_sentence(name)} averaged {_average(scored)} over {days}"
        reading = (
            f"Your {name} averaged {_say_scores(scored, 'day')}; no day counts for a comparison."
        )
    else:
        title, reading = f"No {name} scores yet", f"No day has a {name} score yet."
    return ChartWords(title=title, reading=reading, alt=_describe_timeline(frame, outcome))


def word_effect(effect: Effect, outcome: Outcome, *, hump: bool) -> ChartWords:
    """Say what the picture of the effect shows.

    Parameters
    ----------
    hump
        Whether the density is drawn.
    """
    name, interval = outcome.label, effect.interval
    digits = choose_digits(interval.low, interval.high)
    size = say_difference(effect.mean, outcome, digits)
    worthwhile = count_units(format_plain(outcome.worthwhile), outcome)
    best = max(outcome.benefit(interval.low), outcome.benefit(interval.high))
    if interval.low > 0 or interval.high < 0:
        title = f"{open_sentence(name)} about {size} on mat days"
    elif best <= outcome.worthwhile:
        title = f"Any benefit is likely below the {worthwhile} worth it to you"
    else:
        ends = [say_difference(end, None, digits) for end in (interval.low, interval.high)]
        title = f"Not clear: {name} {ends[0]} to {ends[1]} on mat days"
    reading = (
        f"Most likely your {name} score was {size} on mat days, and the chance that the mat is "
        f"worth it to you ({worthwhile} or more) is {format_chance(effect.chance_worthwhile)}."
    )
    drawn = f"A hump shows how likely each difference in {name} is"
    if not hump:
        drawn = f"The difference in {name}"
    edge = format_plain(outcome.benefit(outcome.worthwhile))
    down = outcome.better is Better.LOWER
    alt = (
        f"{drawn}, mat days minus no-mat days, in {outcome.unit}. "
        f"A diamond marks the middle, {format_number(effect.mean, digits)}; a bar shows "
        f"{say_interval(interval)}. A dashed line marks no difference; the side from {edge} "
        f"{'down' if down else 'up'} is shaded as worth it to you."
    )
    return ChartWords(title=title, reading=reading, alt=alt)


def word_cycles(cycles: Sequence[CyclePair], outcome: Outcome) -> ChartWords:
    """Say what the picture of the cycles shows."""
    name, n_cycles = outcome.label, len(cycles)
    less, more = say_comparisons(outcome)
    kinds = [compare_halves(cycle, outcome) for cycle in cycles]
    better, worse, same = (kinds.count(kind) for kind in ("better", "worse", "same"))
    if n_cycles == 0:
        title = "No full cycle yet"
        reading = "No cycle has a score that counts both on and off the mat yet."
    elif n_cycles == 1:
        word = {"better": less, "worse": more, "same": f"the same {name}"}[kinds[0]]
        title = f"{open_sentence(word)} on the mat in the one full cycle"
        reading = f"The one full cycle had {word} on the mat than off it."
        if same:
            reading = f"The one full cycle had {word} on and off the mat."
    else:
        title = f"{open_sentence(less)} on the mat in {say_share(better, n_cycles, 'cycle')}"
        parts = [f"{better or 'none'} had {less} on the mat than off it"]
        parts += [f"{worse} had {more}"] * (worse > 0) + [f"{same} had the same"] * (same > 0)
        reading = f"Of {n_cycles} full cycles, {join_parts(parts)}."
        if better == n_cycles:
            whole = say_share(better, n_cycles, "full cycle")
            reading = f"{open_sentence(whole)} had {less} on the mat than off it."
    alt = (
        f"One line for each of {count_things(n_cycles, 'full cycle')}, from the average {name} on "
        f"no-mat days to that on mat days: {better} solid ({less} on the mat), {worse} dashed "
        f"({more}), {same} dotted (the same)."
    )
    return ChartWords(title=title, reading=reading, alt=alt)


def word_calendar(frame: pl.DataFrame) -> ChartWords:
    """Say what the calendar shows.

    Parameters
    ----------
    frame
        The DAILY frame; days outside the plan are left out.
    """
    days = frame.filter(pl.col("excluded_because").ne_missing("outside the plan"))
    statuses = list_statuses(days)
    n_days, late = len(statuses), statuses.count("late")
    missing, to_come = statuses.count("missing"), statuses.count("to come")
    done = statuses.count("done") + late
    kinds = days["condition"].cast(pl.String).to_list()
    mixed = (
        f"{count_things(kinds.count(MAT), 'mat day')} and "
        f"{count_things(kinds.count(NO_MAT), 'no-mat day')}"
    )
    span = f"from {say_date(days['date'][0])} to {say_date(days['date'][-1])}"
    if to_come == n_days:
        title = f"{count_things(n_days, 'day')}: {mixed}"
        reading = f"The plan runs {span}, with {mixed}."
    else:
        rest = [f"{missing} missing"] * (missing > 0) + [f"{to_come} to come"] * (to_come > 0)
        title = open_sentence(", ".join([f"{say_share(done, n_days, 'day')} filled in", *rest]))
        parts = [f"{say_share(done, n_days - to_come, 'day')} so far {_is(done)} filled in"]
        parts += [f"{missing} {_is(missing)} missing"] * (missing > 0)
        parts += [f"{late} {'was' if late == 1 else 'were'} filled in late"] * (late > 0)
        reading = f"{open_sentence(join_parts(parts))}."
    alt = (
        f"Calendar {span}, one row for each week, with {mixed}. Mat days are diamonds on a shaded "
        f"ground, no-mat days are circles: {done} filled (done; {late} of them ringed, filled in "
        f"late), {missing} struck through (missing), {to_come} hollow (to come)."
    )
    return ChartWords(title=title, reading=reading, alt=alt)


def list_statuses(frame: pl.DataFrame) -> list[str]:
    """Return what became of each day: ``done``, ``late``, ``missing`` or ``to come``.

    Parameters
    ----------
    frame
        The DAILY frame.
    """
    status = (
        pl.when(pl.col("excluded_because") == "not yet")
        .then(pl.lit("to come"))
        .when(pl.col("score").is_null())
        .then(pl.lit("missing"))
        .when(pl.col("late"))
        .then(pl.lit("late"))
        .otherwise(pl.lit("done"))
    )
    return frame.select(status=status)["status"].to_list()


def compare_halves(cycle: CyclePair, outcome: Outcome) -> str:
    """Return whether the mat half of a cycle was ``better``, ``worse`` or the ``same``."""
    benefit = outcome.benefit(cycle.difference)
    if abs(benefit) < EQUAL:
        return "same"
    return "better" if benefit > 0 else "worse"


def _describe_timeline(frame: pl.DataFrame, outcome: Outcome) -> str:
    low, high = (
        f"{word} ({format_plain(end)})" if end is not None else word
        for word, end in zip(say_ends(outcome), (outcome.minimum, outcome.maximum), strict=True)
    )
    n_scored = frame.filter(~_is_to_come())["score"].count()
    return (
        f"Daily {outcome.label} from {say_date(frame['date'][0])} to "
        f"{say_date(frame['date'][-1])}, from {low} at the bottom to {high} at the top: "
        f"{n_scored} of {count_things(frame.height, 'day')} with a score. Mat days are diamonds "
        "on a shaded ground, no-mat days are circles, and a bar marks the average of each stretch."
    )


def _is_to_come() -> pl.Expr:
    return pl.col("excluded_because").eq_missing("not yet")


def _average(scores: pl.Series) -> str:
    return format_number(float(scores.to_numpy().mean()))


def _say_scores(scores: pl.Series, kind: str) -> str:
    values = scores.to_numpy()
    low, high = (format_plain(round(float(end), 1)) for end in (values.min(), values.max()))
    reach = f"{low} to {high}" if low != high else f"always {low}"
    return f"{_average(scores)} on {count_things(len(scores), kind)} ({reach})"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
