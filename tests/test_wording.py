"""What a person reads, for every verdict and direction: plain, in their units, not too exact."""

import datetime as dt
import re
from dataclasses import replace

import numpy as np
import pytest

from mat_trial.language.numbers import format_number
from mat_trial.model import PAIN, SLEEP, Condition, Entry, Outcome
from mat_trial.model.naming import count_units
from mat_trial.results import (
    Analysis,
    Call,
    DatedLook,
    DayCounts,
    Effect,
    Interval,
    LooksSoFar,
    Verdict,
)
from mat_trial.stats.randomisation import RandomisationTest
from mat_trial.verdict import assess
from mat_trial.wording.looks import explain_look, say_peeks
from mat_trial.wording.numbers import choose_digits, format_chance, format_p_value
from mat_trial.wording.sensitivity import say_changes, sum_up_checks
from mat_trial.wording.tables import (
    list_days,
    list_figures,
    list_looks,
    list_secondary,
    list_sensitivity,
    list_tests,
)
from mat_trial.wording.verdict import (
    NEVER_UPGRADES,
    explain_chances,
    explain_limits,
    headline,
)

DAYS = DayCounts(planned=56, recorded=56, analysed=(28, 28), missing=(0, 0), phases=(9, 9))


def judge(call: Call, mean: float, low: float, high: float, outcome: Outcome = PAIN) -> Verdict:
    effect = Effect(
        mean=mean,
        ci95=Interval(level=0.95, low=low - 0.1, high=high + 0.1),
        interval=Interval(level=0.9, low=low, high=high),
        chance_benefit=0.97,
        chance_worthwhile=0.4,
        autocorrelation=0.31,
        sd=1.42,
    )
    analysis = Analysis(outcome=outcome, boundary=0.95, days=DAYS, effect=effect)
    return Verdict(call=call, analysis=analysis)


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (
            judge(Call.HELPS, -1.31, -1.9, -0.7),
            "Over 56 scored days, the mat lowered your pain by 1.3 points (0.7 to 1.9). "
            "That is more than the 1 point you said would matter.",
        ),
        (
            judge(Call.HELPS, 1.04, 0.4, 1.7, SLEEP),
            "Over 56 scored days, the mat raised your sleep by 1.0 points (0.4 to 1.7). "
            "That is about the 1 point you said would matter.",
        ),
        (
            judge(Call.HELPS_A_LITTLE, -0.6, -1.1, -0.1),
            "Over 56 scored days, the mat lowered your pain by 0.6 points (0.1 to 1.1). "
            "That is less than the 1 point you said would matter.",
        ),
        (
            judge(Call.MAKES_WORSE, 1.2, 0.2, 2.2),
            "Over 56 scored days, the mat raised your pain by 1.2 points (0.2 to 2.2). "
            "For pain, higher is worse.",
        ),
        (
            judge(Call.MAKES_WORSE, -2.0, -9.0, -0.4, SLEEP),
            "Over 56 scored days, the mat lowered your sleep by 2.0 points (0.4 to 9.0). "
            "For sleep, lower is worse.",
        ),
        (
            judge(Call.NO_WORTHWHILE_EFFECT, 0.0, -0.5, 0.52),
            "Over 56 scored days, the mat did not improve your pain by as much as 1 point, the "
            "least you said would matter. The most likely range is from 0.5 lower to 0.5 higher "
            "on mat days, in points.",
        ),
        (
            judge(Call.UNCLEAR, -0.8, -1.6, 0.02),
            "56 scored days were not enough to tell whether the mat changes your pain. The most "
            "likely range is from 1.6 lower to no difference on mat days, in points.",
        ),
    ],
)
def test_the_sentence_of_each_verdict(verdict: Verdict, sentence: str) -> None:
    assert headline(verdict) == sentence


def test_too_early_shows_no_figure_at_all() -> None:
    verdict = judge(Call.TOO_EARLY, -1.3, -1.9, -0.7)
    said = [headline(verdict), *explain_chances(verdict), *explain_limits(verdict)]
    lines = [*list_figures(verdict), *list_secondary(verdict), *list_tests(verdict)]
    assert said == ["It is too early for a verdict."]
    assert lines == []


FIRST, LAST = (
    DatedLook(day=24, date=dt.date(2027, 1, 27), boundary=0.9984),
    DatedLook(day=56, date=dt.date(2027, 2, 28), boundary=0.96),
)


def stand_at(look: DatedLook | None, *, n_undecided: int = 0, n_after: int = 0) -> LooksSoFar:
    return LooksSoFar(
        looks=(FIRST, LAST),
        n_undecided=n_undecided,
        stands=look,
        as_of=FIRST.date,
        n_days_after=n_after,
    )


@pytest.mark.parametrize(
    ("call", "mean", "corrected", "lean"),
    [
        (Call.HELPS, -1.3, -1.1, ("Early figures tend to be too large.", "pain 1.1 points lower")),
        (
            Call.MAKES_WORSE,
            1.3,
            0.84,
            ("Early figures tend to be too large.", "pain 0.8 points higher"),
        ),
        (Call.HELPS, -1.3, None, ("Because it stopped early, ", "closer to no difference")),
        (
            Call.NO_WORTHWHILE_EFFECT,
            0.2,
            None,
            ("Because it stopped early, ", "probably a little better than this"),
        ),
        (
            Call.NO_WORTHWHILE_EFFECT,
            0.2,
            -0.3,
            ("Early figures tend to lean against the mat.", "pain 0.3 points lower"),
        ),
        # Corrected the other way: no sentence may say the opposite of its figure.
        (Call.HELPS, -1.3, -1.6, ("An early stop can push a figure either", "pain 1.6 points l")),
        (
            Call.MAKES_WORSE,
            1.3,
            1.6,
            ("An early stop can push a figure either", "1.6 points high"),
        ),
        (
            Call.NO_WORTHWHILE_EFFECT,
            0.2,
            0.3,
            ("An early stop can push a figure either way.", "pain 0.3 points higher"),
        ),
    ],
)
def test_an_early_verdict_says_when_it_came_and_which_way_it_leans(
    call: Call, mean: float, corrected: float | None, lean: tuple[str, str]
) -> None:
    verdict = replace(
        judge(call, mean, mean - 0.6, mean + 0.6),
        looks=stand_at(FIRST, n_after=1),
        corrected=corrected,
    )
    when, leans, went_on = explain_look(verdict)
    assert "at the look of 27 January 2027, day 24 of 56" in when
    starts, says = lean
    assert leans.startswith(starts)
    assert says in leans
    assert ("no surer than the figure" in leans) is (corrected is not None)
    assert went_on == "You went on for 1 more scored day; that does not change the verdict."
    assert "You may stop here" in explain_look(replace(verdict, looks=stand_at(FIRST)))[-1]
    for looks in (None, stand_at(LAST, n_undecided=1), stand_at(None)):
        assert explain_look(replace(verdict, looks=looks)) == []


def test_the_looks_are_listed_only_where_a_plan_has_several() -> None:
    verdict = judge(Call.HELPS, -1.31, -1.9, -0.7)
    (stands,) = list_looks(replace(verdict, looks=stand_at(LAST, n_undecided=1)))
    assert stands.value == "28 February 2027, day 56 of 56, look 2 of 2"
    assert stands.reading == "At this look a chance of 96 in 100 counts as sure"
    been, to_come = list_looks(replace(verdict, looks=stand_at(None)))
    assert been.value == "0 of 2"
    assert to_come.value == "27 January 2027, day 24 of 56"
    one = LooksSoFar(looks=(LAST,), n_undecided=0, stands=LAST, as_of=LAST.date)
    assert list_looks(verdict) == list_looks(replace(verdict, looks=one)) == []


def test_a_level_near_one_never_reads_as_certain() -> None:
    verdict = judge(Call.HELPS, -1.31, -1.9, -0.7)
    assert verdict.analysis.effect is not None
    sure = replace(verdict.analysis.effect, interval=Interval(level=0.9968, low=-2, high=-0.1))
    said = explain_chances(replace(verdict, analysis=replace(verdict.analysis, effect=sure)))
    assert "99.6 in 100" in said[-1]


def test_peeks_are_counted_and_dated() -> None:
    days = [dt.date(2027, 1, 20), dt.date(2027, 1, 12), dt.date(2027, 1, 12)]
    assert say_peeks([]) == ""
    assert say_peeks(days) == (
        "You looked at the raw scores 3 times before the verdict: "
        "on 12 January 2027 and 20 January 2027."
    )


def test_scores_without_any_spread_are_said_so() -> None:
    verdict = Verdict(call=Call.UNCLEAR, analysis=Analysis(outcome=PAIN, boundary=0.95, days=DAYS))
    assert headline(verdict) == "These scores do not allow a verdict."
    assert explain_chances(verdict) == []
    assert list_figures(verdict) == []


def simulate(*, pain: float = 0.0, sleep: float = 0.0) -> list[Entry]:
    """Simulate forty days on which the mat adds so much to each score."""
    random = np.random.default_rng(2)
    return [
        Entry(
            date=dt.date(2027, 1, 1) + dt.timedelta(days=day),
            condition=Condition.MAT if on_mat else Condition.NO_MAT,
            scores={
                "pain": random.normal(5, 1) + pain * on_mat,
                "sleep": random.normal(5, 1) + sleep * on_mat,
            },
        )
        for day, on_mat in ((day, day // 2 % 2) for day in range(40))
    ]


def assess_simulated(outcome: Outcome) -> Verdict:
    entries = simulate()
    return assess(entries, outcome=outcome, others=[SLEEP] if outcome is PAIN else [])


def test_every_line_of_tests_has_an_estimate_beside_its_p() -> None:
    lines = list_tests(assess_simulated(PAIN))
    assert [line.name for line in lines] == [
        "Regression on whitened days",
        "Paired t on cycle means",
        "Wilcoxon signed-rank",
        "Equivalence (TOST) within ±1 point",
        "Randomisation test",
        "Nonoverlap of all pairs (NAP)",
        "Hedges' g, mat − no mat",
        "Shapiro–Wilk on the residuals",
    ]
    for line in lines[:4]:
        assert re.search(r"points \(95%: .* to .*\).*p (below 0.001|\d\.\d+)", line.value)
    assert "after Holm" in lines[0].value
    assert lines[4].value.startswith("not computed: without the plan")


@pytest.mark.parametrize(
    ("ci95", "value"),
    [
        (
            (-2.04, -0.71),
            "−1.4 points (95%: −2.0 to −0.7); p 0.012 among 4,096 possible schedules",
        ),
        (
            None,
            "−1.4 points; p 0.12 among 4,096 possible schedules; no interval, for on these days "
            "no p can fall below 0.12",
        ),
    ],
)
def test_the_randomisation_test_says_how_many_schedules_there_were(
    ci95: tuple[float, float] | None, value: str
) -> None:
    found = RandomisationTest(
        p_value=0.0117 if ci95 else 0.125,
        estimate=-1.4,
        ci95=ci95,
        n_assignments=4096,
        exact=True,
        # Many schedules, of which on the first days but few differ.
        smallest_p=0.0005 if ci95 else 0.125,
        thresholds=np.linspace(-2.2, -0.6, 4095),
        tolerance=1e-9,
    )
    verdict = assess_simulated(PAIN)
    analysis = replace(verdict.analysis, randomisation=found)
    lines = {line.name: line for line in list_tests(replace(verdict, analysis=analysis))}
    assert lines["Randomisation test"].value == value


def test_an_interval_that_just_leaves_out_zero_is_not_said_to_reach_it() -> None:
    verdict = judge(Call.HELPS, -1.07, -2.0, -0.14)
    assert "(0.1 to 2.0)" in headline(verdict)
    assert list_figures(verdict)[0].value == "−1.07 points (95%: −2.10 to −0.04)"
    assert "(0.04 to 2.10)" in headline(judge(Call.HELPS, -1.07, -2.1, -0.04))


@pytest.mark.parametrize("primary", [0.0, 3.0])
def test_outcomes_beside_never_change_the_verdict_or_its_words(primary: float) -> None:
    entries = simulate(pain=primary, sleep=4.0)
    alone = assess(entries, outcome=PAIN)
    together = assess(entries, outcome=PAIN, others=[SLEEP])
    (sleep,) = together.analysis.secondary
    assert sleep.p_holm is not None
    assert sleep.p_holm < 0.001
    assert together.call is alone.call
    assert together.call not in {Call.HELPS, Call.HELPS_A_LITTLE}
    for say in (headline, explain_chances, explain_limits, list_figures, list_sensitivity):
        assert say(together) == say(alone)
    (line,) = list_secondary(together)
    assert line.value.endswith("p below 0.001 (Holm)")
    assert "never change it" in NEVER_UPGRADES


def test_ways_to_count_are_listed_below_the_verdicts_own() -> None:
    verdict = assess_simulated(PAIN)
    lines = list_sensitivity(verdict)
    assert [line.name for line in lines] == [
        "As planned: this is the verdict",
        "Going by when the mat was used",
        "Without days written down late",
        "Allowing for extra painkillers",
        "Not allowing for a slow drift",
        "Leaving out one more day per switch",
    ]
    assert lines[0].reading == "40 days"
    assert lines[1].value == "not computed"
    assert lines[1].reading == "it was not written down whether the mat was used"
    assert re.fullmatch(r"−?\d\.\d \(90%: .* to .*\)", lines[4].value)
    assert lines[4].reading == "40 days; the same answer"
    assert list_sensitivity(replace(verdict, call=Call.TOO_EARLY)) == []


def test_no_forbidden_word_anywhere() -> None:
    said = []
    for call in Call:
        verdict = replace(assess_simulated(PAIN), call=call)
        said += [headline(verdict), *explain_chances(verdict), *explain_limits(verdict)]
        said += [sum_up_checks(verdict), say_changes(verdict)]
        for line in (
            *list_days(verdict),
            *list_figures(verdict),
            *list_secondary(verdict),
            *list_tests(verdict),
            *list_sensitivity(verdict),
        ):
            said += [line.name, line.value, line.reading]
    text = " ".join(said).lower()
    assert not re.search(r"significan|proven|proof|guarantee|\bnan\b|\binf\b|cure", text)


@pytest.mark.parametrize(
    ("low", "high", "digits"),
    [
        (-1.9, -0.7, 1),
        (-5, 5, 0),
        (-0.1, 0.1, 2),
        (0, 0, 3),
        (-100, 300, 0),
        (0, 0.001, 3),
        # An end that leaves out zero must not read as zero.
        (0.04, 1.9, 2),
        (-1.9, -0.04, 2),
        (-9, -0.4, 1),
        (0.0001, 4, 3),
        (-0.04, 1.9, 1),
    ],
)
def test_digits_follow_the_interval(low: float, high: float, digits: int) -> None:
    assert choose_digits(low, high) == digits


def test_numbers_are_written_as_people_write_them() -> None:
    assert format_number(-0.04, 1) == "0.0"
    assert format_number(-1.25, 1) == "−1.2"
    assert count_units("1", PAIN) == "1 point"
    assert count_units("1.0", PAIN) == "1.0 points"
    assert [format_chance(p) for p in (0.991, 0.99, 0.5, 0.01, 0.001)] == [
        "more than 99 in 100",
        "99 in 100",
        "50 in 100",
        "1 in 100",
        "less than 1 in 100",
    ]
    assert [format_p_value(p) for p in (0.0009, 0.0012, 0.04, 0.5)] == [
        "below 0.001",
        "0.001",
        "0.040",
        "0.50",
    ]
