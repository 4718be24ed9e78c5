"""An outcome that is yes or no on each day: judged beside the verdict, said as days in 10."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from headache import HEADACHE
from mat_trial.files.diary_csv import write_diary
from mat_trial.files.diary_file import read_diary
from mat_trial.model import PAIN, Better, Condition, Entry, PairsDesign
from mat_trial.protocol import make_plan
from mat_trial.results import Effect, Interval, SecondaryResult
from mat_trial.verdict import assess
from mat_trial.wording.beside import say_beside
from mat_trial.wording.tables import list_secondary
from mat_trial.wording.yes_no import say_yes_no

PLAN = make_plan(
    outcomes=(PAIN, HEADACHE),
    primary="pain",
    design=PairsDesign(period_days=2, cycles=14),
    start=dt.date(2027, 1, 4),
    seed=1,
    now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
)


def simulate(mat: float, no_mat: float) -> list[Entry]:
    random = np.random.default_rng(5)
    chance = {Condition.MAT: mat, Condition.NO_MAT: no_mat}
    return [
        Entry(
            date=day.date,
            condition=day.condition,
            scores={
                "pain": float(round(random.normal(5, 1.5))),
                "headache": float(random.random() < chance[day.condition]),
            },
        )
        for day in PLAN.schedule
    ]


@pytest.mark.parametrize(
    ("mat", "no_mat", "said"),
    [
        (0.1, 0.8, "fewer of 10 days with a yes"),
        (0.9, 0.1, "more of 10 days with a yes"),
        (0.5, 0.5, "anything from"),
        (0.0, 0.0, "these scores allow no comparison"),
    ],
)
def test_it_is_said_as_days_in_ten(mat: float, no_mat: float, said: str) -> None:
    verdict = assess(simulate(mat, no_mat), plan=PLAN, others=(HEADACHE,), as_of=PLAN.end)
    (sentence,) = say_beside(verdict)
    assert said in sentence
    assert sentence.startswith("Headache: ")
    (line,) = list_secondary(verdict)
    assert ("in 10 days" in line.value) is (mat != 0)
    assert "point" not in sentence + line.value
    assert "share" not in sentence + line.value


def test_better_and_worse_follow_its_good_direction() -> None:
    ends = Interval(level=0.95, low=-1.2, high=-0.3)
    effect = Effect(
        mean=-0.75,
        ci95=ends,
        interval=ends,
        chance_benefit=0.99,
        chance_worthwhile=0.9,
        autocorrelation=0,
        sd=0.4,
    )
    result = SecondaryResult(outcome=HEADACHE, effect=effect, p_value=0.01, p_holm=0.02)
    said = say_yes_no(result, may_be_luck=False)
    # An interval of the bell curve may leave the scale; ten days have no more than ten.
    assert (
        said == "Headache: with the mat, 8 fewer of 10 days with a yes (3 to 10). That is better."
    )
    other = replace(result, outcome=replace(HEADACHE, better=Better.HIGHER))
    assert say_yes_no(other, may_be_luck=False).endswith("That is worse.")
    assert say_yes_no(other, may_be_luck=True).endswith("that may be luck.")


def test_as_the_outcome_asked_about_it_is_not_called_coarse_or_at_an_end() -> None:
    entries = simulate(0.2, 0.7)
    verdict = assess(entries, plan=PLAN, outcome=HEADACHE, as_of=PLAN.end)
    codes = {caution.code for caution in verdict.analysis.cautions}
    assert not codes & {"floor", "ceiling", "coarse_scores"}


def test_the_verdict_errs_as_seldom_as_on_a_scale_of_points() -> None:
    page = Path(__file__).parents[1] / "docs" / "yes-no.md"
    rows = [line.split("|") for line in page.read_text().splitlines() if " in 10 | 0" in line]
    assert len(rows) == 12
    for row in rows:
        helps, worse, coverage = map(float, row[3:6])
        assert max(helps, worse) <= 6.5
        assert 93 <= coverage <= 97


def test_it_comes_through_a_file_unchanged(tmp_path: object) -> None:
    entries = simulate(0.2, 0.7)
    asked = {outcome.name: outcome for outcome in PLAN.outcomes}
    file = read_diary(write_diary(entries), name="diary.csv", outcomes=asked)
    assert not file.problems
    assert [entry.scores for entry in file.entries] == [entry.scores for entry in entries]


def test_a_file_may_say_it_in_words_or_as_1_and_0() -> None:
    data = (
        b"date,pain,headache\n2027-01-04,4,Yes\n2027-01-05,5,no\n2027-01-06,5,1\n"
        b"2027-01-07,5,0.0\n2027-01-08,5,\n"
    )
    asked = {outcome.name: outcome for outcome in PLAN.outcomes}
    file = read_diary(data, outcomes=asked, condition_needed=False)
    assert not file.problems
    assert [day.scores.get("headache") for day in file.entries] == [1, 0, 1, 0, None]
    wrong = data.replace(b"Yes", b"yess").replace(b",1\n", b",0.5\n")
    problems = read_diary(wrong, outcomes=asked, condition_needed=False).problems
    assert [str(problem) for problem in problems] == [
        "diary.csv, line 2, headache: 'yess' is neither yes nor no. Allowed: yes, no, 1, 0, or "
        "blank. Did you mean 'yes'? Write yes or no, or leave it blank if unknown.",
        "diary.csv, line 4, headache: '0.5' is neither yes nor no. Allowed: yes, no, 1, 0, or "
        "blank. Write yes or no, or leave it blank if unknown.",
    ]
