"""What is said around the charts: titles, readings, alternative texts and the words inside."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from mat_trial.language import _, _n
from mat_trial.language.dates import say_date
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import Better, Outcome
from mat_trial.model.naming import count_units, name_outcome, name_unit
from mat_trial.results import CyclePair, Effect
from mat_trial.wording.numbers import choose_digits, format_chance
from mat_trial.wording.phrases import (
    MAT,
    NO_MAT,
    count_days,
    count_mat_days,
    count_no_mat_days,
    join_parts,
    open_sentence,
    say_comparisons,
    say_difference,
    say_ends,
    say_interval,
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
    name, counted = name_outcome(outcome), frame.filter("analysed")
    on, off = (
        counted.filter(pl.col("condition") == kind)["score"].to_list() for kind in (MAT, NO_MAT)
    )
    scored = frame.filter(pl.col("score").is_not_null() & ~_is_to_come())["score"].to_list()
    if on and off:
        title = _(
            "{Name} averaged {on} on mat days and {off} on no-mat days",
            Name=open_sentence(name),
            on=_average(on),
            off=_average(off),
        )
        reading = _(
            "Your {name} averaged {on} on {mat_days} ({reach_on}) and {off} on {no_mat_days} "
            "({reach_off}).",
            name=name,
            on=_average(on),
            mat_days=count_mat_days(len(on)),
            reach_on=_say_reach(on),
            off=_average(off),
            no_mat_days=count_no_mat_days(len(off)),
            reach_off=_say_reach(off),
        )
    elif on or off:
        title, reading = _word_one_kind(name, on or off, on_mat=bool(on))
    elif scored:
        values = {"average": _average(scored), "days": count_days(len(scored))}
        title = _("{Name} averaged {average} over {days}", Name=open_sentence(name), **values)
        reading = _(
            "Your {name} averaged {average} on {days} ({reach}); no day counts for a comparison.",
            name=name,
            reach=_say_reach(scored),
            **values,
        )
    else:
        title = _("No {name} scores yet", name=name)
        reading = _("No day has a {name} score yet.", name=name)
    return ChartWords(title=title, reading=reading, alt=_describe_timeline(frame, outcome))


def _word_one_kind(name: str, scores: list[float], *, on_mat: bool) -> tuple[str, str]:
    average, reach, n_days = _average(scores), _say_reach(scores), len(scores)
    if on_mat:
        title = _(
            "{Name} averaged {average} on mat days", Name=open_sentence(name), average=average
        )
        days = count_mat_days(n_days)
    else:
        title = _(
            "{Name} averaged {average} on no-mat days", Name=open_sentence(name), average=average
        )
        days = count_no_mat_days(n_days)
    reading = _(
        "Your {name} averaged {average} on {days} ({reach}).",
        name=name,
        average=average,
        days=days,
        reach=reach,
    )
    return title, reading


def word_effect(effect: Effect, outcome: Outcome, *, hump: bool) -> ChartWords:
    """Say what the picture of the effect shows.

    Parameters
    ----------
    hump
        Whether the density is drawn.
    """
    name, interval = name_outcome(outcome), effect.interval
    digits = choose_digits(interval.low, interval.high)
    size = say_difference(effect.mean, outcome, digits)
    worthwhile = count_units(format_plain(outcome.worthwhile), outcome)
    best = max(outcome.benefit(interval.low), outcome.benefit(interval.high))
    if interval.low > 0 or interval.high < 0:
        title = _("{Name} about {size} on mat days", Name=open_sentence(name), size=size)
    elif best <= outcome.worthwhile:
        title = _(
            "Any benefit is likely below the {worthwhile} worth it to you", worthwhile=worthwhile
        )
    else:
        title = _(
            "Not clear: {name} {low} to {high} on mat days",
            name=name,
            low=say_difference(interval.low, None, digits),
            high=say_difference(interval.high, None, digits),
        )
    reading = _(
        "Most likely your {name} score was {size} on mat days, and the chance that the mat is "
        "worth it to you ({worthwhile} or more) is {chance}.",
        name=name,
        size=size,
        worthwhile=worthwhile,
        chance=format_chance(effect.chance_worthwhile),
    )
    drawn = _(
        "The difference in {name}, mat days minus no-mat days, in {unit}.",
        name=name,
        unit=name_unit(outcome),
    )
    if hump:
        drawn = _(
            "A hump shows how likely each difference in {name} is, mat days minus no-mat days, "
            "in {unit}.",
            name=name,
            unit=name_unit(outcome),
        )
    marked = _(
        "A diamond marks the middle, {middle}; a bar shows {range}. A dashed line marks no "
        "difference; {shaded}.",
        middle=format_number(effect.mean, digits),
        range=say_interval(interval),
        shaded=say_shaded(outcome),
    )
    return ChartWords(title=title, reading=reading, alt=f"{drawn} {marked}")


def say_shaded(outcome: Outcome) -> str:
    """Say which side of a picture of an effect is shaded, so that a sentence can end with it.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> say_shaded(PAIN)
    'the side from −1 down is shaded as worth it to you'
    """
    edge = format_plain(outcome.benefit(outcome.worthwhile))
    if outcome.better is Better.LOWER:
        return _("the side from {edge} down is shaded as worth it to you", edge=edge)
    return _("the side from {edge} up is shaded as worth it to you", edge=edge)


def word_cycles(cycles: Sequence[CyclePair], outcome: Outcome) -> ChartWords:
    """Say what the picture of the cycles shows."""
    n_cycles = len(cycles)
    less, more = say_comparisons(outcome)
    kinds = [compare_halves(cycle, outcome) for cycle in cycles]
    better, worse, same = (kinds.count(kind) for kind in ("better", "worse", "same"))
    if n_cycles == 0:
        title = _("No full cycle yet")
        reading = _("No cycle has a score that counts both on and off the mat yet.")
    elif n_cycles == 1:
        title, reading = _word_one_cycle(kinds[0], outcome)
    else:
        title = _say_cycles_better(better, n_cycles, less)
        reading = _count_cycles(better, worse, same, outcome)
    alt = _(
        "One line for each of {cycles}, from the average {name} on no-mat days to that on mat "
        "days: {better} solid ({less} on the mat), {worse} dashed ({more}), {same} dotted (the "
        "same).",
        cycles=_n("{n} full cycle", "{n} full cycles", n_cycles),
        name=name_outcome(outcome),
        better=better,
        less=less,
        worse=worse,
        more=more,
        same=same,
    )
    return ChartWords(title=title, reading=reading, alt=alt)


def _word_one_cycle(kind: str, outcome: Outcome) -> tuple[str, str]:
    less, more = say_comparisons(outcome)
    if kind == "same":
        name = name_outcome(outcome)
        return (
            _("The same {name} on the mat in the one full cycle", name=name),
            _("The one full cycle had the same {name} on and off the mat.", name=name),
        )
    word = less if kind == "better" else more
    return (
        _("{Comparison} on the mat in the one full cycle", Comparison=open_sentence(word)),
        _("The one full cycle had {comparison} on the mat than off it.", comparison=word),
    )


def _say_cycles_better(better: int, n_cycles: int, less: str) -> str:
    values = {"Less": open_sentence(less), "better": better, "cycles": n_cycles}
    if better == n_cycles == 2:
        return _("{Less} on the mat in both cycles", **values)
    if better == n_cycles:
        return _("{Less} on the mat in all {cycles} cycles", **values)
    if not better:
        return _("{Less} on the mat in none of {cycles} cycles", **values)
    return _("{Less} on the mat in {better} of {cycles} cycles", **values)


def _count_cycles(better: int, worse: int, same: int, outcome: Outcome) -> str:
    n_cycles = better + worse + same
    less, more = say_comparisons(outcome)
    if better == n_cycles == 2:
        return _("Both full cycles had {less} on the mat than off it.", less=less)
    if better == n_cycles:
        return _("All {n} full cycles had {less} on the mat than off it.", n=n_cycles, less=less)
    parts = [
        _("{n} had {less} on the mat than off it", n=better, less=less)
        if better
        else _("none had {less} on the mat than off it", less=less)
    ]
    parts += [_("{n} had {more}", n=worse, more=more)] * (worse > 0)
    parts += [_("{n} had the same", n=same)] * (same > 0)
    return _("Of {n} full cycles, {parts}.", n=n_cycles, parts=join_parts(parts))


def compare_halves(cycle: CyclePair, outcome: Outcome) -> str:
    """Return whether the mat half of a cycle was ``better``, ``worse`` or the ``same``."""
    benefit = outcome.benefit(cycle.difference)
    if abs(benefit) < EQUAL:
        return "same"
    return "better" if benefit > 0 else "worse"


def _describe_timeline(frame: pl.DataFrame, outcome: Outcome) -> str:
    low, high = (
        _("{word} ({score})", word=word, score=format_plain(end)) if end is not None else word
        for word, end in zip(say_ends(outcome), (outcome.minimum, outcome.maximum), strict=True)
    )
    return _(
        "Daily {name} from {first} to {last}, from {low} at the bottom to {high} at the top: "
        "{scored} of {days} with a score. Mat days are diamonds on a shaded ground, no-mat days "
        "are circles, and a bar marks the average of each stretch.",
        name=name_outcome(outcome),
        first=say_date(frame["date"][0]),
        last=say_date(frame["date"][-1]),
        low=low,
        high=high,
        scored=frame.filter(~_is_to_come())["score"].count(),
        days=count_days(frame.height),
    )


def _is_to_come() -> pl.Expr:
    return pl.col("excluded_because").eq_missing("not yet")


def _average(scores: list[float]) -> str:
    return format_number(statistics.fmean(scores))


def _say_reach(scores: list[float]) -> str:
    low, high = (format_plain(round(end, 1)) for end in (min(scores), max(scores)))
    if low == high:
        return _("always {score}", score=low)
    # Not as an interval is said: these are the outermost scores.
    return _("scores from {low} to {high}", low=low, high=high)
