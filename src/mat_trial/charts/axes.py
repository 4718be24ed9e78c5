"""Axes with ticks and labels settled here, where no browser's time zone or locale moves them."""

import datetime as dt
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from mat_trial.language.dates import say_month, say_short_date
from mat_trial.language.numbers import format_plain
from mat_trial.model import Outcome
from mat_trial.wording.phrases import say_ends

MOST_DATES = 6
"""As many dates fit side by side across a phone."""
STEP_DAYS = (1, 2, 3, 7, 14, 28)
STEP_MONTHS = (1, 2, 3, 4, 6, 12, 24, 60, 120)
LONGEST_BY_DAYS = 7 * 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreAxis:
    """The span of a score's axis, and its ticks with their labels, in rising order."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    def encode(self, field: str = "score") -> alt.Y:
        """Return the y encoding of a column on this axis."""
        return alt.Y(
            field,
            type="quantitative",
            title=None,
            scale=alt.Scale(domain=[self.low, self.high], nice=False, zero=False),
            axis=alt.Axis(
                values=list(self.ticks),
                labelExpr=look_up(self.ticks, self.labels),
                domain=False,
                ticks=False,
                labelPadding=6,
            ),
        )


def choose_score_axis(outcome: Outcome, scores: Sequence[float]) -> ScoreAxis:
    """Choose the scale's own ends, and round ones around the scores where it has none.

    Parameters
    ----------
    scores
        What is to be drawn; a score beyond the scale widens the axis rather than vanish.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> choose_score_axis(PAIN, [3, 4]).labels
    ('0 none', '5', '10 worst')
    """
    low = min([*scores, math.inf if outcome.minimum is None else outcome.minimum])
    high = max([*scores, -math.inf if outcome.maximum is None else outcome.maximum])
    if not math.isfinite(low):
        low = min(0.0, high - 1) if math.isfinite(high) else 0.0
    if not math.isfinite(high):
        high = low + 1
    step = _choose_step(high - low or 1.0)
    if low != outcome.minimum:
        low = math.floor(low / step) * step
    if high != outcome.maximum:
        high = math.ceil(high / step) * step
    if high <= low:
        low, high = low - step * (low != outcome.minimum), high + step * (high != outcome.maximum)
    first, last = math.ceil(low / step + 0.5), math.floor(high / step - 0.5)
    ticks = (low, *(n * step for n in range(first, last + 1)), high)
    low_word, high_word = say_ends(outcome)
    labels = [format_plain(round(tick, 9)) for tick in ticks]
    labels[0] += f" {low_word}"
    labels[-1] += f" {high_word}"
    return ScoreAxis(low=low, high=high, ticks=ticks, labels=tuple(labels))


def choose_dates(first: dt.date, n_days: int) -> dict[int, str]:
    """Choose the days whose dates are written below, as day number and label.

    Parameters
    ----------
    first
        Day number 0.
    n_days
        Days on the axis.

    Examples
    --------
    >>> choose_dates(dt.date(2027, 1, 4), 28)
    {0: '4 Jan', 7: '11 Jan', 14: '18 Jan', 21: '25 Jan'}
    """
    if n_days <= LONGEST_BY_DAYS:
        step = next(days for days in STEP_DAYS if n_days <= MOST_DATES * days)
        # A date too near the right end would be cut off.
        chosen = [day for day in range(0, n_days, step) if day == 0 or n_days - day > n_days / 20]
        return {day: say_short_date(first + dt.timedelta(days=day)) for day in chosen}
    months = [first + dt.timedelta(days=day) for day in range(n_days)]
    months = [day for day in months if day.day == 1]
    step = next(n for n in STEP_MONTHS if len(months) <= MOST_DATES * n)
    named = [day for day in months if (day.year * 12 + day.month - 1) % step == 0]
    labels = {
        (day - first).days: say_month(day) + (f" {day.year}" if day.month == 1 else "")
        for day in named
    }
    return {day: label for day, label in labels.items() if n_days - day > n_days / 20}


def look_up(values: Sequence[float], labels: Sequence[str | list[str]]) -> str:
    """Return the Vega expression that labels each axis value with its own text, or its lines.

    >>> look_up([0.5], ["4 Jan"])
    '{"0.5": "4 Jan"}[datum.value]'
    """
    # JavaScript writes a whole number without a point.
    keys = [str(int(value)) if value == int(value) else repr(float(value)) for value in values]
    return json.dumps(dict(zip(keys, labels, strict=True)), ensure_ascii=False) + "[datum.value]"


def _choose_step(span: float) -> float:
    """Return a round step that divides a span into two to five."""
    power = 10.0 ** math.floor(math.log10(span / 2))
    return max(n * power for n in (1, 2, 5) if n * power <= span / 2)
