"""Each caution at its threshold, with the numbers that belong to it."""

from typing import Any

import pytest

from mat_trial.cautions import find_cautions
from mat_trial.model import MOOD, PAIN, Better, Outcome
from mat_trial.results import Call, Caution, Conduct, DayCounts
from mat_trial.stats.pingouin_tests import PingouinResults, Unavailable

NOTHING = PingouinResults(
    regression=None,
    paired_t=None,
    wilcoxon_p=None,
    tost_p=None,
    nap_higher=None,
    hedges_g=None,
    normality_p=None,
    unavailable=(),
)
DAYS = DayCounts(planned=40, recorded=40, analysed=(20, 20), missing=(0, 0), phases=(5, 5))


def find(**changes: Any) -> list[Caution]:
    given: dict[str, Any] = {
        "outcome": PAIN,
        "days": DAYS,
        "conduct": Conduct(),
        "effect": None,
        "pingouin": NOTHING,
        "call": None,
        "calls_without_phase": [],
    }
    return list(find_cautions(**given | changes))


def test_nothing_amiss_is_no_caution() -> None:
    assert find() == []


@pytest.mark.parametrize(
    ("outcome", "at_best", "said"),
    [
        (PAIN, 3, None),
        (PAIN, 4, "On 4 of 20 no-mat days pain was already at 0"),
        (MOOD, 4, "On 4 of 20 no-mat days mood was already at 10"),
        (Outcome(name="steps", question="", better=Better.HIGHER, worthwhile=100), 0, None),
    ],
)
def test_a_floor_is_over_fifteen_percent_of_no_mat_days(
    outcome: Outcome, at_best: int, said: str | None
) -> None:
    found = find(outcome=outcome, conduct=Conduct(at_best=at_best))
    assert [caution.code for caution in found] == (["floor"] if said else [])
    assert said is None or found[0].message.startswith(said)


@pytest.mark.parametrize(
    ("used", "said"),
    [
        ((20, 0), None),
        ((18, 0), "left out on 2 of 20 mat days and used on 0 of 19 no-mat days"),
        ((20, 3), "left out on 0 of 20 mat days and used on 3 of 19 no-mat days"),
    ],
)
def test_use_that_differs_from_the_plan_is_counted_both_ways(
    used: tuple[int, int], said: str | None
) -> None:
    found = find(conduct=Conduct(use_known=(20, 19), used=used))
    assert [caution.code for caution in found] == (["adherence"] if said else [])
    assert said is None or said in found[0].message


@pytest.mark.parametrize(
    ("rescue", "known", "expected"),
    [
        ((4, 6), (20, 20), []),
        ((4, 7), (20, 20), ["rescue_medication"]),
        ((7, 4), (20, 20), ["rescue_medication"]),
        ((0, 0), (0, 20), []),
    ],
)
def test_rescue_medication_is_told_when_it_differs_by_more_than_a_tenth(
    rescue: tuple[int, int], known: tuple[int, int], expected: list[str]
) -> None:
    found = find(conduct=Conduct(rescue=rescue, rescue_known=known))
    assert [caution.code for caution in found] == expected


@pytest.mark.parametrize(("missing", "expected"), [((5, 5), []), ((5, 6), ["missing_days"])])
def test_missing_days_are_told_over_a_fifth(missing: tuple[int, int], expected: list[str]) -> None:
    days = DayCounts(planned=50, recorded=40, analysed=(20, 20), missing=missing, phases=(5, 5))
    assert [caution.code for caution in find(days=days)] == expected


def test_fragile_counts_the_phases_that_change_the_verdict() -> None:
    calls = [Call.HELPS, Call.UNCLEAR, Call.HELPS, Call.HELPS_A_LITTLE]
    (caution,) = find(call=Call.HELPS, calls_without_phase=calls)
    assert caution.code == "fragile"
    assert "for 2 of the 4 stretches" in caution.message
    assert find(call=Call.HELPS, calls_without_phase=[Call.HELPS] * 4) == []


def test_figures_with_the_same_reason_share_one_sentence() -> None:
    unavailable = tuple(
        Unavailable(figure=figure, reason=reason)
        for figure, reason in [("paired t", "too few"), ("NAP", "one kind"), ("TOST", "too few")]
    )
    pingouin = PingouinResults(
        **{name: getattr(NOTHING, name) for name in NOTHING.__slots__ if name != "unavailable"},
        unavailable=unavailable,
    )
    assert [caution.message for caution in find(pingouin=pingouin)] == [
        "Not computed: paired t, TOST (too few).",
        "Not computed: NAP (one kind).",
    ]
