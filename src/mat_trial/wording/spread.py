"""What is said of the picture that sets mat days beside no-mat days, a mark for each."""

import statistics

import polars as pl

from mat_trial.language import _
from mat_trial.language.numbers import format_plain
from mat_trial.model import Better, Outcome
from mat_trial.model.naming import name_outcome
from mat_trial.wording.charts import ChartWords
from mat_trial.wording.phrases import (
    MAT,
    NO_MAT,
    open_sentence,
)


def word_spread(scored: pl.DataFrame, outcome: Outcome) -> ChartWords:
    """Say how many days of each kind were as good as the better half of the no-mat days.

    Parameters
    ----------
    scored
        The analysed days: columns `condition` and `score`.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> days = {"condition": ["mat", "mat", "no_mat", "no_mat"], "score": [3.0, 6.0, 5.0, 6.0]}
    >>> word_spread(pl.DataFrame(days), PAIN).title
    'Pain of 5 or less on 1 of 2 mat days and 1 of 2 no-mat days'
    """
    on, off = (scored.filter(condition=kind)["score"].to_list() for kind in (MAT, NO_MAT))
    alt = _(
        "One mark for each day, the higher the more {name}: {n_off} circles for no-mat days on "
        "the left, {n_on} diamonds for mat days on the right. Marks of like scores stand side by "
        "side, and a bar on each side marks its average.",
        name=name_outcome(outcome),
        n_off=len(off),
        n_on=len(on),
    )
    if not on or not off:
        return ChartWords(
            title=_("Scores of one kind of day only"),
            reading=_("There are no scores of the other kind of day to set beside these."),
            alt=alt,
        )
    lower = outcome.better is Better.LOWER
    line = statistics.median_low(off) if lower else statistics.median_high(off)
    n_on, n_off = (
        sum(score <= line if lower else score >= line for score in scores) for scores in (on, off)
    )
    values = {
        "Name": open_sentence(name_outcome(outcome)),
        "score": format_plain(round(line, 2)),
        "n_on": n_on,
        "on": len(on),
        "n_off": n_off,
        "off": len(off),
    }
    title = (
        _(
            "{Name} of {score} or less on {n_on} of {on} mat days and {n_off} of "
            "{off} no-mat days",
            **values,
        )
        if lower
        else _(
            "{Name} of {score} or more on {n_on} of {on} mat days and {n_off} of "
            "{off} no-mat days",
            **values,
        )
    )
    return ChartWords(title=title, reading=_say_overlap(on, off), alt=alt)


def _say_overlap(on: list[float], off: list[float]) -> str:
    if max(min(on), min(off)) <= min(max(on), max(off)):
        return _("The two kinds of day overlap, so one day alone tells you little.")
    return _("The two kinds of day do not overlap: no score was given on both.")
