"""Words around the chart of power against days."""

from collections.abc import Mapping, Sequence

from mat_trial.language import _, _n
from mat_trial.model import ChangePointsDesign, DaysDesign, Design, FixedDesign, PairsDesign
from mat_trial.power.compare import Option, recommend
from mat_trial.wording.charts import ChartWords
from mat_trial.wording.phrases import join_parts
from mat_trial.wording.power import GOOD_POWER, ROUNDING, say_odds, say_points


def name_family(design: Design) -> str:
    """Name a design without its length, for the key of a chart.

    >>> name_family(PairsDesign(period_days=2, cycles=14)), name_family(DaysDesign(days=56))
    ('pairs of 2 days', 'each day drawn')
    """
    match design:
        case PairsDesign():
            return _n("pairs of {n} day", "pairs of {n} days", design.period_days)
        case DaysDesign():
            return _("each day drawn")
        case ChangePointsDesign():
            return _("drawn blocks")
        case FixedDesign():
            return _("fixed blocks")


def word_power(by_days: Mapping[int, Sequence[Option]]) -> ChartWords:
    """Say what the chart of power against days shows.

    Parameters
    ----------
    by_days
        The options for each number of days, one or more.

    Examples
    --------
    >>> from mat_trial.operating import Person
    >>> from mat_trial.power.compare import compare_designs, list_designs
    >>> by_days = {56: compare_designs(list_designs(56), Person(), n_people=500)}
    >>> word_power(by_days).reading
    'How often a benefit of 1 point is found, by days and plan. The recommended plan of each
    length: 56 days 4 of 5.'
    """
    best = {days: recommend(options) for days, options in by_days.items()}
    found = {days: option for days, option in best.items() if option is not None}
    benefit = say_points(next(iter(by_days.values()))[0].worthwhile.benefit)
    enough = [days for days, option in found.items() if option.power >= GOOD_POWER - ROUNDING]
    if enough:
        title = _(
            "{days} days find it in {trials} trials",
            days=min(enough),
            trials=say_odds(found[min(enough)].power),
        )
    else:
        title = _("Not even {days} days find it in 4 of 5 trials", days=max(by_days))
    steps = [
        _("{days} days {trials}", days=days, trials=say_odds(option.power))
        for days, option in found.items()
    ]
    if steps:
        reading = _(
            "How often a benefit of {benefit} is found, by days and plan. The recommended plan "
            "of each length: {steps}.",
            benefit=benefit,
            steps=join_parts(steps),
        )
    else:
        reading = _(
            "How often a benefit of {benefit} is found, by days and plan.", benefit=benefit
        )
    return ChartWords(
        title=title,
        reading=reading,
        alt=_(
            "Lines, one a plan: the share of trials that find a benefit of {benefit}, rising with "
            "the days, from {first} to {last}. {title}.",
            benefit=benefit,
            first=min(by_days),
            last=max(by_days),
            title=title,
        ),
    )
