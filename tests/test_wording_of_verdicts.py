"""Each verdict in each direction at each edge: plain, never too exact, and easy to read."""

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mat_trial.model import PAIN, SLEEP, Better, Outcome
from mat_trial.results import (
    Analysis,
    Call,
    DatedLook,
    DayCounts,
    Effect,
    Interval,
    LooksSoFar,
    SecondaryResult,
    SensitivityLine,
    Verdict,
)
from mat_trial.wording.beside import say_beside
from mat_trial.wording.charts import word_effect
from mat_trial.wording.looks import explain_look
from mat_trial.wording.numbers import choose_digits
from mat_trial.wording.verdict import (
    explain_blinding,
    explain_call,
    explain_chances,
    explain_limits,
    headline,
    name_call,
)
from readability import count_syllables, grade_text

DAYS = DayCounts(planned=56, recorded=56, analysed=(28, 28), missing=(0, 0), phases=(9, 9))
HUNDRED = Outcome(
    name="stiffness", question="?", better=Better.LOWER, worthwhile=7.5, minimum=0, maximum=100
)
YES_NO = Outcome(
    name="headache", question="?", better=Better.LOWER, worthwhile=0.15, minimum=0, maximum=1
)
STEPS = Outcome(name="steps", question="?", unit="steps", better=Better.HIGHER, worthwhile=800)
OUTCOMES = (PAIN, SLEEP, HUNDRED, YES_NO, STEPS)
# Benefits in units of the worthwhile effect: middle, and the ends of the interval.
SIZES = {
    Call.HELPS: [(1.3, 0.7, 1.9), (1.0, 0.02, 1.98), (1.02, 0.4, 1.6), (9.0, 8.99, 9.01)],
    Call.HELPS_A_LITTLE: [(0.6, 0.1, 1.1), (0.97, 0.2, 1.7), (0.02, 0.001, 0.04)],
    Call.MAKES_WORSE: [(-1.2, -2.2, -0.2), (-0.05, -0.09, -0.01), (-6.0, -12.0, -0.001)],
    Call.NO_WORTHWHILE_EFFECT: [(0.0, -0.5, 0.52), (0.3, 0.0, 0.6), (-0.001, -0.3, 0.3)],
    Call.UNCLEAR: [(0.8, -0.02, 1.6), (0.0, -3.0, 3.0), (-0.4, -1.2, 0.4), (0.9, 0.0, 1.8)],
    Call.TOO_EARLY: [(1.3, 0.7, 1.9)],
}
LOOKS = (
    DatedLook(day=24, date=dt.date(2027, 1, 27), boundary=0.9984),
    DatedLook(day=56, date=dt.date(2027, 2, 28), boundary=0.96),
)
EARLY = LooksSoFar(
    looks=LOOKS, n_undecided=0, stands=LOOKS[0], as_of=LOOKS[0].date, n_days_after=3
)
FORBIDDEN = re.compile(
    r"significan|proven|proof|guarantee|\bnan\b|\binf\b|cure|\bp\b|null|effect size"
)


def make_effect(outcome: Outcome, size: tuple[float, float, float]) -> Effect:
    mean, *ends = (outcome.benefit(benefit * outcome.worthwhile) for benefit in size)
    low, high = sorted(ends)
    return Effect(
        mean=mean,
        ci95=Interval(level=0.95, low=low - (high - low) / 10, high=high + (high - low) / 10),
        interval=Interval(level=0.9, low=low, high=high),
        chance_benefit=0.97 if size[0] > 0 else 0.02,
        chance_worthwhile=0.4,
        autocorrelation=0.31,
        sd=1.42,
    )


def make_verdict(
    call: Call, outcome: Outcome, size: tuple[float, float, float], *lines: SensitivityLine
) -> Verdict:
    effect = make_effect(outcome, size)
    sleep = make_effect(SLEEP, size)
    beside = SecondaryResult(outcome=SLEEP, effect=sleep, p_value=0.01, p_holm=0.02)
    analysis = Analysis(
        outcome=outcome,
        boundary=0.95,
        days=DAYS,
        effect=effect,
        secondary=(beside,),
        sensitivity=lines,
    )
    return Verdict(call=call, analysis=analysis)


def every_verdict() -> Iterator[Verdict]:
    for call, outcome in itertools.product(Call, OUTCOMES):
        for size in SIZES[call]:
            verdict = make_verdict(call, outcome, size)
            yield verdict
            if call not in (Call.TOO_EARLY, Call.UNCLEAR):
                yield replace(verdict, looks=EARLY)
                yield replace(verdict, looks=EARLY, corrected=outcome.benefit(size[0]))
        nothing = Analysis(outcome=outcome, boundary=0.95, days=DAYS)
        yield Verdict(call=call, analysis=nothing)


def say_all(verdict: Verdict) -> list[str]:
    """Say what stands above the fold and what stands below it, without figures and tests."""
    return [
        headline(verdict),
        *explain_call(verdict.call),
        *explain_blinding(verdict.call),
        *explain_look(verdict),
        *explain_chances(verdict),
        *explain_limits(verdict),
        *say_beside(verdict),
    ]


def test_every_sentence_is_whole_and_plain() -> None:
    n_said = 0
    for verdict in every_verdict():
        for sentence in say_all(verdict):
            assert not FORBIDDEN.search(sentence.lower()), sentence
            assert not re.search(r"[{}]|  |−0\b(?!\.\d*[1-9])|\.\.|,\.", sentence), sentence
            assert sentence.endswith("."), sentence
            assert sentence[0].isupper() or sentence[0].isdigit(), sentence
            n_said += 1
    assert n_said > 1000


def test_no_figure_is_more_exact_than_its_interval() -> None:
    for verdict in every_verdict():
        effect = verdict.analysis.effect
        if effect is None or verdict.call is Call.TOO_EARLY:
            continue
        digits = choose_digits(effect.interval.low, effect.interval.high)
        answer = headline(verdict)
        shown = re.search(r"by ([\d.]+) \w+ \(([\d.]+) to ([\d.]+)\)", answer)
        if verdict.call in (Call.NO_WORTHWHILE_EFFECT, Call.UNCLEAR):
            shown = re.search(r"from (\S+) .*to (\S+) (?:higher|lower|difference)", answer)
        assert shown is not None, answer
        for number in shown.groups():
            assert len(number.partition(".")[2]) in (0, digits), answer


def test_an_interval_that_leaves_out_no_difference_never_reads_as_if_it_held_it() -> None:
    for verdict in every_verdict():
        if verdict.call not in (Call.HELPS, Call.HELPS_A_LITTLE, Call.MAKES_WORSE):
            continue
        shown = re.search(r"\(([\d.]+) to ([\d.]+)\)", headline(verdict))
        effect = verdict.analysis.effect
        if effect is None or min(abs(effect.interval.low), abs(effect.interval.high)) < 0.0005:
            continue
        assert shown is not None
        assert float(shown.group(1)) > 0, headline(verdict)


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.name)
def test_the_six_verdicts_differ_and_say_which_way_is_good(outcome: Outcome) -> None:
    answers = {call: headline(make_verdict(call, outcome, SIZES[call][0])) for call in Call}
    assert len(set(answers.values())) == len(Call)
    lower = outcome.better is Better.LOWER
    helps, worse = ("lowered", "raised") if lower else ("raised", "lowered")
    assert f"the mat {helps} your" in answers[Call.HELPS]
    assert f"the mat {helps} your" in answers[Call.HELPS_A_LITTLE]
    assert f"the mat {worse} your" in answers[Call.MAKES_WORSE]
    assert f"{'higher' if lower else 'lower'} is worse." in answers[Call.MAKES_WORSE]
    assert "more than the" in answers[Call.HELPS]
    assert "less than the" in answers[Call.HELPS_A_LITTLE]
    assert not re.search(r"\d", answers[Call.TOO_EARLY])


def test_an_effect_that_rounds_to_the_worthwhile_one_is_not_called_more_or_less() -> None:
    said = {call: headline(make_verdict(call, PAIN, (0.97, 0.2, 1.7))) for call in Call}
    assert said[Call.HELPS_A_LITTLE].endswith("just short of the 1 point you said would matter.")
    assert said[Call.HELPS].endswith("That is about the 1 point you said would matter.")


def test_every_verdict_that_claims_something_owns_up_to_hope_beside_its_sentence() -> None:
    claims = {call for call in Call if explain_blinding(call)}
    assert claims == set(Call) - {Call.UNCLEAR, Call.TOO_EARLY}
    for call in claims:
        assert "You knew which days were mat days." in explain_blinding(call)[0]
    assert len({explain_blinding(call)[0] for call in claims}) == 3


def test_the_chance_is_turned_where_the_mat_makes_it_worse() -> None:
    said = explain_chances(make_verdict(Call.MAKES_WORSE, PAIN, (-1.2, -2.2, -0.2)))
    assert said[0] == "The chance that your pain is worse on mat days is 98 in 100."


@pytest.mark.parametrize(
    ("size", "p_holm", "sentence"),
    [
        ((1.3, 0.7, 1.9), 0.01, "Sleep was better on mat days: 1.3 points higher (0.6 to 2.0)."),
        ((-1.3, -1.9, -0.7), 0.01, "Sleep was worse on mat days: 1.3 points lower (0.6 to 2.0)."),
        (
            (1.3, 0.3, 2.3),
            0.08,
            "Sleep was 1.3 points higher on mat days (0.1 to 2.5), but with several scores "
            "looked at that may be luck.",
        ),
        (
            (0.3, -0.7, 1.3),
            0.6,
            "Sleep may be the same on mat days: anything from 0.9 lower to 1.5 points higher "
            "fits your days.",
        ),
    ],
)
def test_an_outcome_beside_has_a_sentence_with_its_interval(
    size: tuple[float, float, float], p_holm: float, sentence: str
) -> None:
    verdict = make_verdict(Call.UNCLEAR, PAIN, (0.8, -0.02, 1.6))
    beside = SecondaryResult(
        outcome=SLEEP, effect=make_effect(SLEEP, size), p_value=p_holm / 2, p_holm=p_holm
    )
    verdict = replace(verdict, analysis=replace(verdict.analysis, secondary=(beside,)))
    assert say_beside(verdict) == [sentence]
    assert name_call(verdict.call) == "Unclear"


HARDEST = 8.0
"""Grade of the hardest sentence group: numbers in brackets lengthen sentences, not the reading."""
TWELVE = 6.0
"""Grade of a pupil of about twelve, for all that is said of a verdict together."""


@pytest.mark.parametrize("call", Call)
def test_a_verdict_reads_easily_at_about_twelve(call: Call) -> None:
    for outcome in (PAIN, SLEEP):
        said = say_all(make_verdict(call, outcome, SIZES[call][0]))
        assert grade_text(" ".join(said)) <= TWELVE, said
        assert grade_text(headline(make_verdict(call, outcome, SIZES[call][0]))) <= HARDEST


def test_the_grade_tells_hard_from_easy() -> None:
    assert [count_syllables(word) for word in ("mat", "better", "expected", "made")] == [
        1,
        2,
        3,
        1,
    ]
    assert grade_text("The cat sat on the mat. It was a red mat.") < 1
    hard = (
        "Notwithstanding considerable methodological heterogeneity, the intervention "
        "demonstrated statistically detectable improvements."
    )
    assert grade_text(hard) > 20


def test_the_picture_is_titled_with_the_finding() -> None:
    for verdict in every_verdict():
        if verdict.analysis.effect is not None:
            words = word_effect(verdict.analysis.effect, verdict.analysis.outcome, hump=True)
            assert not re.search(r"[{}]|  ", words.title + words.reading + words.alt)
            assert words.reading.endswith(".")
            assert grade_text(words.reading) < 12
