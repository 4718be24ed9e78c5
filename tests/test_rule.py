"""The verdict rule, at and around every edge."""

import pytest

from mat_trial.results import Call, DayCounts
from mat_trial.rule import decide, list_missing


@pytest.mark.parametrize(
    ("benefit_chance", "worthwhile_chance", "benefit", "boundary", "call"),
    [
        (0.95, 0.60, 1.0, 0.95, Call.HELPS),
        (0.95, 0.60, 0.999, 0.95, Call.HELPS_A_LITTLE),
        (0.9499, 0.60, 1.4, 0.95, Call.UNCLEAR),
        (0.96, 0.01, 0.4, 0.95, Call.HELPS_A_LITTLE),
        (0.05, 0.01, -1.0, 0.95, Call.MAKES_WORSE),
        (0.0501, 0.05, -0.8, 0.95, Call.NO_WORTHWHILE_EFFECT),
        (0.50, 0.0501, 0.1, 0.95, Call.UNCLEAR),
        (0.97, 0.60, 1.2, 0.98, Call.UNCLEAR),
        (0.30, 0.03, -0.2, 0.98, Call.UNCLEAR),
        (0.30, 0.02, -0.2, 0.98, Call.NO_WORTHWHILE_EFFECT),
    ],
)
def test_the_rule_of_the_plan(
    benefit_chance: float, worthwhile_chance: float, benefit: float, boundary: float, call: Call
) -> None:
    assert (
        decide(
            chance_benefit=benefit_chance,
            chance_worthwhile=worthwhile_chance,
            benefit=benefit,
            worthwhile=1.0,
            boundary=boundary,
        )
        is call
    )


@pytest.mark.parametrize(
    ("analysed", "phases", "n_missing"),
    [((4, 4), (2, 2), 0), ((3, 4), (2, 2), 1), ((4, 4), (2, 1), 1), ((0, 0), (0, 0), 4)],
)
def test_too_few_days_or_phases_are_told(
    analysed: tuple[int, int], phases: tuple[int, int], n_missing: int
) -> None:
    days = DayCounts(planned=8, recorded=8, analysed=analysed, missing=(0, 0), phases=phases)
    assert len(list_missing(days)) == n_missing
