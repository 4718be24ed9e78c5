"""One plan, tried on simulated people in every scenario."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mat_trial.model import Design
from mat_trial.operating.layouts import lay_out_people
from mat_trial.operating.trials import Shares, judge_trials, simulate_trials
from mat_trial.stats.simulate import SCENARIOS, SPAN, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known, or supposed, of the person whose plan is tried.

    Parameters
    ----------
    autocorrelation
        Of the days' noise, above −1 and below 1.
    sd
        Day-to-day SD, above zero, in score units.
    worthwhile
        Smallest worthwhile effect, above zero, in score units.
    span
        Length of the outcome's scale, in score units.
    """

    autocorrelation: float = 0.3
    sd: float = 1.5
    worthwhile: float = 1.0
    span: float = SPAN


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioResult:
    """What became of simulated people in one scenario.

    Parameters
    ----------
    no_effect
        When the mat does nothing.
    with_benefit
        By true benefit: half the worthwhile one, the worthwhile one and twice that.
    """

    scenario: Scenario
    no_effect: Shares
    with_benefit: dict[float, Shares]


def try_scenarios(
    design: Design,
    person: Person,
    *,
    boundary: float,
    washout_days: int,
    n_people: int,
    seed: int,
    scenarios: Sequence[Scenario] = SCENARIOS,
) -> Iterator[ScenarioResult]:
    """Try a plan's design and verdict rule on simulated people, scenario by scenario.

    Parameters
    ----------
    boundary
        Chance that counts as sure, above 0.5 and below 1.
    washout_days
        Days after each switch that are not analysed.
    n_people
        People in each scenario; the same ones live through every benefit.

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> tried = try_scenarios(PairsDesign(period_days=2, cycles=14), Person(), boundary=0.95,
    ...                       washout_days=0, n_people=200, seed=1, scenarios=SCENARIOS[:1])
    >>> [result] = tried
    >>> round(result.no_effect.finds_benefit, 2), round(result.with_benefit[1.0].finds_benefit, 1)
    (0.05, 0.9)
    """
    layouts = lay_out_people(design, n_people=n_people, seed=seed, washout_days=washout_days)

    def try_one(scenario: Scenario, benefit: float) -> Shares:
        trials = simulate_trials(
            layouts,
            scenario,
            benefit=benefit,
            autocorrelation=person.autocorrelation,
            sd=person.sd,
            span=person.span,
            seed=seed,
        )
        return judge_trials(trials, worthwhile=person.worthwhile, boundary=boundary)

    for scenario in scenarios:
        yield ScenarioResult(
            scenario=scenario,
            no_effect=try_one(scenario, 0.0),
            with_benefit={
                factor * person.worthwhile: try_one(scenario, factor * person.worthwhile)
                for factor in (0.5, 1.0, 2.0)
            },
        )
