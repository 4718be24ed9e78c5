"""The verdict rule, fixed in the plan before day one."""

from mat_trial.language import _n
from mat_trial.model import Outcome
from mat_trial.results import Call, DayCounts, Effect

FEWEST_DAYS = 4
FEWEST_PHASES = 2


def decide(
    *,
    chance_benefit: float,
    chance_worthwhile: float,
    benefit: float,
    worthwhile: float,
    boundary: float,
) -> Call:
    """Turn the figures of one look into a verdict.

    Parameters
    ----------
    chance_benefit, chance_worthwhile
        Chances, 0 to 1, of any benefit and of a worthwhile one.
    benefit
        Posterior mean benefit, in outcome units, positive is good.
    worthwhile
        Smallest worthwhile effect, in outcome units, above zero.
    boundary
        Chance that counts as sure at this look, above 0.5.

    Examples
    --------
    >>> decide(chance_benefit=0.97, chance_worthwhile=0.3, benefit=0.8, worthwhile=1.0,
    ...        boundary=0.95)
    <Call.HELPS_A_LITTLE: 'helps_a_little'>
    """
    if chance_benefit >= boundary:
        return Call.HELPS if benefit >= worthwhile else Call.HELPS_A_LITTLE
    if 1 - chance_benefit >= boundary:
        return Call.MAKES_WORSE
    if chance_worthwhile <= 1 - boundary:
        return Call.NO_WORTHWHILE_EFFECT
    return Call.UNCLEAR


def call_effect(effect: Effect, outcome: Outcome, boundary: float) -> Call:
    """Apply the verdict rule to an effect.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import Interval
    >>> wide = Interval(level=0.95, low=-3.0, high=1.0)
    >>> effect = Effect(mean=-1.0, ci95=wide, interval=wide, chance_benefit=0.85,
    ...                 chance_worthwhile=0.5, autocorrelation=0.2, sd=1.5)
    >>> call_effect(effect, PAIN, boundary=0.95)
    <Call.UNCLEAR: 'unclear'>
    """
    return decide(
        chance_benefit=effect.chance_benefit,
        chance_worthwhile=effect.chance_worthwhile,
        benefit=outcome.benefit(effect.mean),
        worthwhile=outcome.worthwhile,
        boundary=boundary,
    )


def list_missing(days: DayCounts) -> list[str]:
    """Say what a diary still needs before any verdict, in plain sentences; empty if nothing.

    Examples
    --------
    >>> for sentence in list_missing(DayCounts(planned=6, recorded=6, analysed=(2, 4),
    ...                                        missing=(0, 0), phases=(1, 1))):
    ...     print(sentence)
    4 scored mat days are needed; there are 2 so far.
    2 separate stretches of mat days are needed; there is 1 so far.
    2 separate stretches of no-mat days are needed; there is 1 so far.
    """
    mat, no_mat = days.analysed
    mat_phases, no_mat_phases = days.phases
    needed = [
        (FEWEST_DAYS, mat, _say_mat_days),
        (FEWEST_DAYS, no_mat, _say_no_mat_days),
        (FEWEST_PHASES, mat_phases, _say_mat_phases),
        (FEWEST_PHASES, no_mat_phases, _say_no_mat_phases),
    ]
    return [say(n, fewest) for fewest, n, say in needed if n < fewest]


def _say_mat_days(n: int, fewest: int) -> str:
    return _n(
        "{fewest} scored mat days are needed; there is {n} so far.",
        "{fewest} scored mat days are needed; there are {n} so far.",
        n,
        fewest=fewest,
    )


def _say_no_mat_days(n: int, fewest: int) -> str:
    return _n(
        "{fewest} scored no-mat days are needed; there is {n} so far.",
        "{fewest} scored no-mat days are needed; there are {n} so far.",
        n,
        fewest=fewest,
    )


def _say_mat_phases(n: int, fewest: int) -> str:
    return _n(
        "{fewest} separate stretches of mat days are needed; there is {n} so far.",
        "{fewest} separate stretches of mat days are needed; there are {n} so far.",
        n,
        fewest=fewest,
    )


def _say_no_mat_phases(n: int, fewest: int) -> str:
    return _n(
        "{fewest} separate stretches of no-mat days are needed; there is {n} so far.",
        "{fewest} separate stretches of no-mat days are needed; there are {n} so far.",
        n,
        fewest=fewest,
    )
