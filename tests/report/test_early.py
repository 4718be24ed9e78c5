"""A report of a verdict that came early: on what it stands, with nothing meant for the person."""

import datetime as dt
from dataclasses import replace

from mat_trial.model import Look
from mat_trial.report import Case, write_html
from mat_trial.results import Call
from mat_trial.verdict import assess
from report.reading import read_html
from report.trials import START, ZONE, keep, lock, report_case, trial_of

LOOKS = (Look(day=12, boundary=0.998), Look(day=16, boundary=0.99), Look(day=56, boundary=0.967))


def early_trial() -> Case:
    plan = replace(lock(), looks=LOOKS)
    return report_case(plan, keep(plan, benefit=3, sd=0.9))


def test_it_tells_the_looks_their_bars_and_the_figure_that_does_not_lean() -> None:
    case = early_trial()
    assert case.verdict.call is Call.HELPS
    assert case.verdict.is_early
    read = read_html(write_html(case))
    assert (
        "from a chance of 99.8 in 100 on at the first look, falling to 96.7 at the last." in read
    )
    assert "The verdict may be read as early as day 12" in read
    assert "median-unbiased, without an interval of its own." in read
    assert "The person went on for " in read
    uncorrected = replace(case, verdict=replace(case.verdict, corrected=None))
    assert "the truth is probably a little closer to no difference" in read_html(
        write_html(uncorrected)
    )


def test_it_says_nothing_to_the_doctor_that_is_for_the_person() -> None:
    case = early_trial()
    peeked = replace(case, peeks=(case.made_at, case.made_at))
    read = read_html(write_html(peeked))
    assert "The raw scores were looked at 2 times before the verdict" in read
    for said in ("You may stop", "You went on", "You looked"):
        assert said not in read


def test_days_up_to_the_verdict_and_harm_on_all_days_are_not_mixed_up() -> None:
    read = read_html(write_html(early_trial()))
    assert "Days up to the verdict | " in read
    assert "Skin sore or broken, on all days | " in read
    at_the_end = read_html(write_html(trial_of(Call.HELPS)))
    assert "Days of the plan so far | 28 | 28" in at_the_end
    assert "Skin sore or broken | " in at_the_end


def test_few_days_of_many_schedules_are_not_called_few_schedules() -> None:
    found = early_trial().verdict.analysis.randomisation
    assert found is not None
    assert found.ci95 is None
    assert found.n_assignments == 2**14
    read = read_html(write_html(early_trial()))
    assert "among 16,384 possible schedules. On these days no p can fall below 0." in read
    assert "too few" not in read


def test_what_could_be_computed_comes_before_what_could_not() -> None:
    plan = lock()
    entries = tuple(replace(entry, used_mat=None) for entry in keep(plan, benefit=1.8, sd=0.9))
    read = read_html(write_html(report_case(plan, entries)))
    assert (
        0 < read.index("Leaving out one more day") < read.index("Going by when the mat was used")
    )


def test_a_plan_locked_on_day_one_is_not_said_to_be_locked_before_it() -> None:
    plan = replace(lock(), locked_at=dt.datetime.combine(START, dt.time(7), tzinfo=ZONE))
    entries = keep(plan, benefit=1.8, sd=0.9)
    verdict = assess(entries, plan=plan)
    case = replace(trial_of(Call.HELPS), plan=plan, entries=entries, verdict=verdict)
    read = read_html(write_html(case))
    assert "On 4 January 2027, day one itself." in read
    assert "before day one" not in read
