"""Each caution at its threshold, with the numbers that belong to it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from mat_trial.cautions import find_cautions
from mat_trial.model import MOOD, PAIN, Better, Outcome
from mat_trial.results import Caution, Checks, Conduct, DayCounts, Effect, Interval
from mat_trial.samples import Sample
from mat_trial.stats.patterns import CarryOver, Drift
from mat_trial.stats.pingouin_tests import PairedTest, PingouinResults, Unavailable

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
INTERVAL = Interval(level=0.95, low=-1.9, high=-0.7)
EFFECT = Effect(
    mean=-1.3,
    ci95=INTERVAL,
    interval=INTERVAL,
    chance_benefit=0.99,
    chance_worthwhile=0.7,
    autocorrelation=0.3,
    sd=1.4,
)
SCORE = 5 + np.random.default_rng(1).integers(-2, 3, 40)
STEPS = Outcome(name="steps", question="", unit="steps", better=Better.HIGHER, worthwhile=500)


def find(**changes: Any) -> list[Caution]:
    sample: dict[str, Any] = {
        "day": np.arange(40),
        "score": SCORE.astype(float),
        "on_mat": np.arange(40) // 4 % 2 == 1,
        "phase": np.arange(40) // 4 + 1,
        "period": np.arange(40) // 4 + 1,
        "period_day": np.arange(40) % 4,
        "cycles": (),
        "days": DAYS,
        "conduct": Conduct(),
    }
    sample |= {name: changes.pop(name) for name in list(changes) if name in Sample.__slots__}
    given: dict[str, Any] = {
        "outcome": PAIN,
        "effect": EFFECT,
        "pingouin": NOTHING,
        "checks": Checks(),
    }
    return list(find_cautions(sample=Sample(**sample), **given | changes))


def find_one(code: str, **changes: Any) -> str:
    """Return the message of the one caution found, or nothing."""
    found = find(**changes)
    assert [caution.code for caution in found] in ([], [code])
    return found[0].message if found else ""


def test_nothing_amiss_is_no_caution() -> None:
    assert find() == []


@pytest.mark.parametrize(
    ("outcome", "at_end", "floor", "ceiling"),
    [
        (PAIN, 3, "", ""),
        (
            PAIN,
            4,
            "On 4 of 20 no-mat days pain was already at 0, the best there is. So the effect is "
            "probably underestimated.",
            "On 4 of 20 no-mat days pain was at 10, the worst there is. The scale cannot show "
            "how bad those days were. So the effect is probably underestimated.",
        ),
        (MOOD, 4, "On 4 of 20 no-mat days mood was already at 10", "mood was at 0, the worst"),
        (STEPS, 0, "", ""),
    ],
)
def test_an_end_of_the_scale_is_over_fifteen_percent_of_no_mat_days(
    outcome: Outcome, at_end: int, floor: str, ceiling: str
) -> None:
    said = find_one("floor", outcome=outcome, conduct=Conduct(at_best=at_end))
    assert said.startswith(floor)
    assert bool(said) == bool(floor)
    said = find_one("ceiling", outcome=outcome, conduct=Conduct(at_worst=at_end))
    assert ceiling in said
    assert bool(said) == bool(ceiling)


@pytest.mark.parametrize(
    ("used", "said"),
    [
        ((20, 0), ""),
        ((18, 0), "left out on 2 of 20 mat days and used on 0 of 19 no-mat days (not known for 1"),
        ((20, 3), "left out on 0 of 20 mat days and used on 3 of 19 no-mat days (not known for 1"),
    ],
)
def test_use_that_differs_from_the_plan_is_counted_both_ways(
    used: tuple[int, int], said: str
) -> None:
    message = find_one("adherence", conduct=Conduct(use_known=(20, 19), used=used))
    assert said in message
    assert bool(message) == bool(said)


@pytest.mark.parametrize(
    ("rescue", "known", "expected"),
    [
        ((4, 6), (20, 20), ""),
        ((4, 7), (20, 20), "on 4 of 20 mat days and on 7 of 20 no-mat days"),
        ((7, 4), (20, 20), "on 7 of 20 mat days and on 4 of 20 no-mat days"),
        ((0, 0), (0, 20), ""),
    ],
)
def test_rescue_medication_is_told_when_it_differs_by_more_than_a_tenth(
    rescue: tuple[int, int], known: tuple[int, int], expected: str
) -> None:
    message = find_one("rescue_medication", conduct=Conduct(rescue=rescue, rescue_known=known))
    assert expected in message
    assert bool(message) == bool(expected)


def test_changed_days_are_counted() -> None:
    assert "3 of 40 analysed days" in find_one("changed_entries", conduct=Conduct(changed=3))
    assert find_one("changed_entries", conduct=Conduct()) == ""


def test_late_days_are_counted() -> None:
    assert "1 of 40 analysed days" in find_one("late_entries", conduct=Conduct(late=1))


@pytest.mark.parametrize(("missing", "said"), [((5, 5), ""), ((10, 1), "11 of 51 days")])
def test_missing_days_are_told_over_a_fifth(missing: tuple[int, int], said: str) -> None:
    days = replace(DAYS, planned=51, missing=missing)
    message = find_one("missing_days", days=days)
    assert message.startswith(said)
    assert bool(message) == bool(said)


@pytest.mark.parametrize(
    ("outcome", "worst", "best"),
    [(PAIN, "higher", "lower"), (replace(PAIN, better=Better.HIGHER), "lower", "higher")],
)
def test_missing_days_come_with_the_worst_they_could_have_done(
    outcome: Outcome, worst: str, best: str
) -> None:
    message = find_one(
        "missing_days",
        outcome=outcome,
        days=replace(DAYS, planned=54, missing=(13, 1)),
        missing_day=np.arange(40, 54),
        missing_on_mat=np.arange(14) < 13,
    )
    assert message.startswith("14 of 54 days have no score (13 mat days, 1 no-mat day). If each")
    assert f" points {worst}. The other way round it would be " in message
    assert message.endswith(f" points {best}.")


def test_fragile_counts_the_stretches_that_decide() -> None:
    message = find_one("fragile", checks=Checks(n_left_out=10, n_decisive=2))
    assert "for 2 of the 10 stretches" in message
    assert find(checks=Checks(n_left_out=10)) == []


@pytest.mark.parametrize(("t", "is_told"), [(-2.0, False), (0.1, True)])
def test_a_paired_test_that_points_the_other_way_is_fragile(t: float, *, is_told: bool) -> None:
    paired = PairedTest(n=5, t=t, dof=4, p_value=0.9, ci95=(-1.0, 1.1), bf10=None)
    message = find_one("fragile", pingouin=replace(NOTHING, paired_t=paired))
    assert bool(message) == is_told
    assert not message or "finds lower scores on the mat" in message


@pytest.mark.parametrize(
    ("drift", "said"),
    [
        (None, ""),
        (Drift(change=-0.9, low=-1.5, high=-0.3), ""),
        (Drift(change=-2.1, low=-3.4, high=-0.8), "fell by 2.1 points over the 40 days (95% "),
        (Drift(change=2.1, low=0.8, high=3.4), "pain rose by 2.1 points over the 40 days (95% "),
    ],
)
def test_a_worthwhile_drift_is_told(drift: Drift | None, said: str) -> None:
    message = find_one("trend", checks=Checks(drift=drift))
    assert said in message
    assert bool(message) == bool(said)
    assert not message or "interval 0.8 to 3.4)" in message


def test_a_drift_that_others_units_need_no_decimals_for() -> None:
    drift = Drift(change=1200.4, low=400.6, high=2000.3)
    message = find_one("trend", outcome=STEPS, checks=Checks(drift=drift))
    assert "steps rose by 1200 steps over the 40 days (95% interval 401 to 2000)" in message


@pytest.mark.parametrize(("phi", "is_told"), [(0.49, False), (0.6, True)])
def test_high_autocorrelation_says_what_the_days_are_worth(phi: float, *, is_told: bool) -> None:
    message = find_one("autocorrelation", effect=replace(EFFECT, autocorrelation=phi))
    assert bool(message) == is_told
    assert not message or "(autocorrelation 0.6). So what these 40 days" in message
    assert not message or "the 9 switches" in message


def test_carry_over_has_both_effects() -> None:
    checks = Checks(carry_over=CarryOver(just_switched=0.02, other_days=-1.91))
    message = find_one("carry_over", checks=checks)
    assert "pain was no different on the mat, on the other days 1.9 points lower" in message


@pytest.mark.parametrize(
    ("step", "sd", "worthwhile", "is_told"),
    [
        (1.0, 1.4, 0.1, False),
        (1.0, 0.3, 1.0, True),
        (1.0, 0.45, 1.0, False),
        (1.0, 0.45, 0.2, True),
        (5.0, 2.0, 1.0, True),
        (5.0, 2.0, 10.0, False),
    ],
)
def test_steps_too_coarse_for_the_worthwhile_effect_are_told(
    step: float, sd: float, worthwhile: float, *, is_told: bool
) -> None:
    message = find_one(
        "coarse_scores",
        score=step * SCORE,
        effect=replace(EFFECT, sd=sd),
        outcome=replace(PAIN, worthwhile=worthwhile),
    )
    assert bool(message) == is_told
    assert not message or f"steps of {step:g} and" in message
    assert not message or f"(SD {sd:g})" in message


def test_without_an_effect_only_what_was_done_is_told() -> None:
    checks = Checks(drift=Drift(change=-3.0, low=-4.0, high=-2.0))
    assert find(effect=None, checks=checks) == []


def test_figures_with_the_same_reason_share_one_sentence() -> None:
    unavailable = tuple(
        Unavailable(figure=figure, reason=reason)
        for figure, reason in [("paired t", "too few"), ("NAP", "one kind"), ("TOST", "too few")]
    )
    found = find(pingouin=replace(NOTHING, unavailable=unavailable))
    assert [caution.message for caution in found] == [
        "Not computed: paired t, TOST (too few).",
        "Not computed: NAP (one kind).",
    ]


def test_every_caution_is_a_few_sentences_with_a_number() -> None:
    found = find(
        days=replace(DAYS, missing=(20, 1)),
        missing_day=np.arange(40, 61),
        missing_on_mat=np.arange(21) < 20,
        conduct=Conduct(
            late=3,
            at_best=9,
            at_worst=9,
            use_known=(20, 20),
            used=(3, 4),
            rescue_known=(9, 9),
            rescue=(9, 1),
        ),
        effect=replace(EFFECT, autocorrelation=0.7, sd=0.2),
        checks=Checks(
            n_left_out=9,
            n_decisive=3,
            drift=Drift(change=-3.0, low=-4.0, high=-2.0),
            carry_over=CarryOver(just_switched=0.1, other_days=-2.0),
        ),
    )
    assert len(found) == 11
    for caution in found:
        assert caution.message.endswith(".")
        assert caution.message.count(". ") <= 2
        assert any(letter.isdigit() for letter in caution.message)
