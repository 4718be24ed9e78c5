"""After a trial: the decision set before it, and the look back of four weeks later."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.files.plan_json import read_plan, write_plan
from mat_trial.model import PAIN, Decision, Entry, FollowUp, PairsDesign
from mat_trial.protocol import amend_plan, is_follow_up_due, make_plan, plan_digest

MONDAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)
NOW = dt.datetime(2027, 1, 1, 9, tzinfo=dt.UTC)
PLAN = make_plan(
    outcomes=(PAIN,),
    primary="pain",
    design=PairsDesign(period_days=2, cycles=14),
    start=MONDAY,
    seed=1,
    now=NOW,
)
ANSWER = FollowUp(
    at=dt.datetime(2027, 4, 1, 20, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    still_used="sometimes",
    note="“nur abends” 😀",
)


def test_a_plan_without_a_decision_has_no_key_for_it() -> None:
    assert "decision" not in json.loads(write_plan(PLAN))


def test_a_decision_is_locked_with_the_plan(tmp_path: Path) -> None:
    decided = replace(PLAN, decision=Decision(if_helps="keep “it”", if_not="Ärztin fragen"))
    assert json.loads(write_plan(decided))["decision"] == {
        "if_helps": "keep “it”",
        "if_not": "Ärztin fragen",
        "if_unclear": "",
    }
    assert read_plan(write_plan(decided)) == (decided, [])
    assert plan_digest(decided) != plan_digest(PLAN)
    with Diary.open(tmp_path) as diary:
        diary.lock_plan(decided)
        assert diary.plan() == decided


@pytest.mark.parametrize(("days", "due"), [(0, False), (27, False), (28, True), (400, True)])
def test_the_person_is_asked_four_weeks_after_the_end(days: int, *, due: bool) -> None:
    assert is_follow_up_due(PLAN, None, PLAN.end + days * DAY) is due
    assert not is_follow_up_due(PLAN, ANSWER, PLAN.end + days * DAY)


def test_a_trial_stopped_early_is_looked_back_on_earlier() -> None:
    stopped = amend_plan(
        PLAN, kind="stop", date=MONDAY + 9 * DAY, cause="other", reason="enough", now=NOW
    )
    assert is_follow_up_due(stopped, None, MONDAY + 38 * DAY)
    assert not is_follow_up_due(stopped, None, MONDAY + 37 * DAY)


@pytest.mark.parametrize("answer", [ANSWER, FollowUp(at=ANSWER.at, still_used=None)])
def test_the_answer_is_kept_and_asked_for_once(tmp_path: Path, answer: FollowUp) -> None:
    with Diary.open(tmp_path) as diary:
        assert diary.follow_up() is None
        diary.answer_follow_up(answer)
        with pytest.raises(DiaryError, match="was answered already"):
            diary.answer_follow_up(replace(answer, still_used="no"))
    with Diary.open(tmp_path) as diary:
        kept = diary.follow_up()
        assert kept == answer
        assert kept is not None
        assert kept.at.isoformat() == "2027-04-01T20:00:00+02:00"


def test_a_past_trial_takes_the_answer_and_nothing_else(tmp_path: Path) -> None:
    with Diary.open(tmp_path) as diary:
        diary.import_entries([Entry(date=MONDAY)])
        diary.begin_trial(today=MONDAY + DAY)
        assert diary.follow_up() is None
    with Diary.open(tmp_path, trial=1) as past:
        past.answer_follow_up(ANSWER)
        assert past.follow_up() == ANSWER
    with Diary.open(tmp_path) as diary:
        assert diary.follow_up() is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"at": ANSWER.at.replace(tzinfo=None)}, "at: .* has no time zone"),
        ({"note": "\ud83d"}, "note: .* has half a character in it"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    with Diary.open(tmp_path) as diary:
        with pytest.raises(DiaryError, match=rf"(?s)The answer was not saved\..*{said}"):
            diary.answer_follow_up(replace(ANSWER, **change))  # type: ignore[arg-type]
        assert diary.follow_up() is None
