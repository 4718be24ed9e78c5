"""Each verdict in each direction at each edge: plain, never too exact, and easy to read."""

import re
from dataclasses import replace

import pytest

from every_verdict import OUTCOMES, SIZES, every_verdict, make_effect, make_verdict, say_all
from mat_trial.model import PAIN, SLEEP, Better, Outcome
from mat_trial.results import (
    Call,
    SecondaryResult,
)
from mat_trial.wording.beside import say_beside
from mat_trial.wording.charts import word_effect
from mat_trial.wording.numbers import choose_digits
from mat_trial.wording.verdict import (
    explain_blinding,
    explain_call,
    explain_chances,
    headline,
    name_call,
)
from readability import HARDEST, TWELVE, count_syllables, grade_text

FORBIDDEN = re.compile(
    r"significan|proven|proof|guarantee|\bnan\b|\binf\b|cure|\bp\b|null|effect size"
)


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


def test_no_worthwhile_effect_never_sounds_safe_where_harm_is_likely() -> None:
    size = SIZES[Call.NO_WORTHWHILE_EFFECT][0]
    verdict = make_verdict(Call.NO_WORTHWHILE_EFFECT, PAIN, size)
    for chance_benefit, told in ((0.06, ["94 in 100"]), (0.25, ["75 in 100"]), (0.3, [])):
        effect = replace(make_effect(PAIN, size), chance_benefit=chance_benefit)
        judged = replace(verdict, analysis=replace(verdict.analysis, effect=effect))
        warned = [said for said in explain_call(judged) if "may even make it worse" in said]
        assert [said.rpartition("is ")[2].strip(".") for said in warned] == told


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
