"""Words for what became of simulated people."""

from mat_trial.language import _, mark
from mat_trial.language.numbers import format_number
from mat_trial.operating import Person, ScenarioResult, Shares
from mat_trial.results import Call
from mat_trial.wording.power import say_points

COLUMNS = (
    mark("days with"),
    mark("helps"),
    mark("worse"),
    mark("missed"),
    mark("half"),
    mark("worthwhile"),
    mark("twice"),
)
LEGEND = (
    mark("In 100 simulated people, ± what chance may change in a figure:"),
    mark("helps, worse: told so, though the mat does nothing."),
    mark("missed: told of no worthwhile effect, though there is just that much."),
    mark("half, worthwhile, twice: told of a benefit, when there is that much."),
)


def sum_up_check(result: ScenarioResult, person: Person) -> list[str]:
    """Say what one scenario shows, in sentences.

    Examples
    --------
    >>> from mat_trial.stats.simulate import PLAIN
    >>> few = Shares(n_people=200, calls=dict.fromkeys(Call, 0.05), coverage=0.95,
    ...              mean_benefit=0.0)
    >>> result = ScenarioResult(scenario=PLAIN, no_effect=few, with_benefit={1.0: few})
    >>> for sentence in sum_up_check(result, Person()):
    ...     print(sentence)
    Where the mat does nothing, this plan says "helps" to 10 of 100 people (7 to 15).
    Where it does 1 point of good, this plan finds it in 10 of 100 people (7 to 15).
    """
    nothing, worthwhile = result.no_effect, result.with_benefit[person.worthwhile]
    return [
        _(
            'Where the mat does nothing, this plan says "helps" to {people}.',
            people=_say_people(nothing),
        ),
        _(
            "Where it does {benefit} of good, this plan finds it in {people}.",
            benefit=say_points(person.worthwhile),
            people=_say_people(worthwhile),
        ),
    ]


def list_shares(result: ScenarioResult) -> list[str]:
    """Return one row of a table with `COLUMNS`.

    Examples
    --------
    >>> from mat_trial.stats.simulate import PLAIN
    >>> few = Shares(n_people=2000, calls=dict.fromkeys(Call, 0.05), coverage=0.95,
    ...              mean_benefit=0.0)
    >>> list_shares(ScenarioResult(scenario=PLAIN, no_effect=few,
    ...                            with_benefit={0.5: few, 1.0: few, 2.0: few}))
    ['nothing special', '10.0 ±1.3', '5.0 ±1.0', '5.0 ±1.0', '10.0 ±1.3', '10.0 ±1.3', '10.0 ±1.3']
    """
    nothing = result.no_effect
    half, worthwhile, twice = result.with_benefit.values()
    return [
        _(result.scenario.title),
        _say_share(nothing, nothing.finds_benefit),
        _say_share(nothing, nothing.calls[Call.MAKES_WORSE]),
        _say_share(worthwhile, worthwhile.calls[Call.NO_WORTHWHILE_EFFECT]),
        *(_say_share(shares, shares.finds_benefit) for shares in (half, worthwhile, twice)),
    ]


def _say_people(shares: Shares) -> str:
    low, high = shares.bound_error(shares.finds_benefit)
    return _(
        "{n} of 100 people ({low} to {high})",
        n=format_number(shares.finds_benefit * 100, 0),
        low=format_number(low * 100, 0),
        high=format_number(high * 100, 0),
    )


def _say_share(shares: Shares, share: float) -> str:
    low, high = shares.bound_error(share)
    return f"{format_number(share * 100)} ±{format_number((high - low) * 50)}"
