"""One row a calendar day, each analysed or labelled with the reason why not."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from mat_trial.daily import daily_frame, find_conflicts
from mat_trial.errors import DiaryError
from mat_trial.model import PAIN, Condition, Entry, FixedDesign, Plan
from mat_trial.protocol import amend_plan, make_plan

MONDAY = dt.date(2027, 1, 4)
MAT, NO_MAT = Condition.MAT, Condition.NO_MAT


def enter(day: int, condition: Condition | None = None, pain: float | None = 5.0) -> Entry:
    scores = {} if pain is None else {"pain": pain}
    return Entry(date=MONDAY + dt.timedelta(days=day), condition=condition, scores=scores)


def make(washout_days: int = 0) -> Plan:
    return make_plan(
        outcomes=(PAIN,),
        primary="pain",
        design=FixedDesign(phases=4, phase_days=3),
        start=MONDAY,
        seed=0,
        washout_days=washout_days,
        now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )


def test_without_a_plan_the_entries_give_conditions_and_gaps_stay_unknown() -> None:
    entries = [enter(5, MAT), enter(0, MAT), enter(1, NO_MAT, None), enter(3, NO_MAT)]
    frame = daily_frame(entries, PAIN)
    assert frame["day"].to_list() == [0, 1, 2, 3, 4, 5]
    assert frame["condition"].to_list() == ["mat", "no_mat", None, "no_mat", None, "mat"]
    assert frame["phase"].to_list() == [1, 2, None, 2, None, 3]
    assert frame["cycle"].to_list() == [1, 1, None, 1, None, 2]
    assert frame["excluded_because"].to_list() == [
        None,
        "no score",
        "no condition",
        None,
        "no condition",
        None,
    ]
    assert frame["analysed"].to_list() == frame["excluded_because"].is_null().to_list()


def test_washout_counts_calendar_days_from_the_switch_but_not_at_the_start() -> None:
    entries = [enter(0, MAT), enter(1, MAT), enter(2, NO_MAT, None), enter(3, NO_MAT)]
    entries += [enter(4, NO_MAT)]
    reasons = daily_frame(entries, PAIN, washout_days=2)["excluded_because"].to_list()
    assert reasons == [None, None, "no score", "washout", None]


def test_a_plan_gives_every_planned_day_its_label() -> None:
    entries = [enter(-2, MAT), enter(0), enter(3), enter(4), enter(12)]
    frame = daily_frame(entries, PAIN, plan=make(washout_days=1), as_of=enter(6).date)
    by_day = dict(zip(frame["day"].to_list(), frame["excluded_because"].to_list(), strict=True))
    assert by_day == {
        0: "outside the plan",
        1: "outside the plan",
        2: None,
        3: "no score",
        4: "no score",
        5: "washout",
        6: None,
        7: "no score",
        8: "no score",
        **dict.fromkeys(range(9, 14), "not yet"),
        14: "outside the plan",
    }
    planned = frame.filter(pl.col("period").is_not_null())
    assert planned["condition"].to_list() == (["no_mat"] * 3 + ["mat"] * 3) * 2
    assert planned["cycle"].to_list() == [1] * 6 + [2] * 6


def test_a_plan_without_entries_is_a_calendar_of_days_to_come() -> None:
    frame = daily_frame([], PAIN, plan=make(), as_of=MONDAY - dt.timedelta(days=1))
    assert frame["excluded_because"].to_list() == ["not yet"] * 12


def test_days_of_a_pause_are_outside_the_plan_and_do_not_number_its_days() -> None:
    at = dt.datetime(2027, 1, 8, 21, tzinfo=dt.UTC)
    paused = amend_plan(
        make(washout_days=1), kind="pause", date=at.date(), days=2, reason="a trip", now=at
    )
    entries = [enter(day, pain=day) for day in range(8)]
    frame = daily_frame(entries, PAIN, plan=paused, as_of=enter(7).date)
    kept = frame.head(8)
    assert kept["planned_day"].to_list() == [1, 2, 3, 4, None, None, 5, 6]
    assert kept["phase"].to_list() == [1, 1, 1, 2, None, None, 2, 2]
    assert kept["excluded_because"].to_list() == [
        *(None, None, None, "washout", "outside the plan", "outside the plan", None, None)
    ]
    assert frame["planned_day"].to_list()[6:] == [*range(5, 13)]


def test_after_a_stop_nothing_is_planned_and_nothing_missing() -> None:
    at = dt.datetime(2027, 1, 8, 21, tzinfo=dt.UTC)
    stopped = amend_plan(make(), kind="stop", date=at.date(), cause="skin", now=at)
    assert daily_frame([enter(1)], PAIN, plan=stopped)["excluded_because"].to_list() == [
        *("no score", None, "no score", "no score", "no score")
    ]
    frame = daily_frame([enter(4), enter(6)], PAIN, plan=stopped)
    assert frame["planned_day"].to_list() == [1, 2, 3, 4, 5, None, None]
    assert frame["excluded_because"].to_list()[4:] == [
        *(None, "outside the plan", "outside the plan")
    ]


def test_without_a_plan_the_days_of_the_diary_are_numbered() -> None:
    frame = daily_frame([enter(0, MAT), enter(2, NO_MAT)], PAIN)
    assert frame["planned_day"].to_list() == [1, 2, 3]


def test_late_is_more_than_a_day_after_on_the_clock_of_the_entry() -> None:
    zone = dt.timezone(dt.timedelta(hours=13))

    def recorded(day: int, hour: int) -> dt.datetime:
        return dt.datetime(2027, 1, 4 + day, hour, tzinfo=zone)

    entries = [
        replace(enter(0, MAT), recorded_at=recorded(1, 23)),
        replace(enter(1, MAT), recorded_at=recorded(3, 0)),
        enter(2, MAT),
    ]
    assert daily_frame(entries, PAIN)["late"].to_list() == [False, True, None]


def test_nothing_written_down_is_lost() -> None:
    entry = Entry(
        date=MONDAY,
        condition=MAT,
        scores={"pain": 3.0},
        used_mat=False,
        minutes=12.5,
        rescue_medication=True,
        note="hot bath",
    )
    (row,) = daily_frame([entry], PAIN).iter_rows(named=True)
    assert row["score"] == 3.0
    assert (row["used_mat"], row["minutes"], row["rescue_medication"]) == (False, 12.5, True)
    assert row["note"] == "hot bath"


def test_two_rows_for_a_day_are_refused_by_date() -> None:
    with pytest.raises(DiaryError, match="2027-01-05 stands in the diary twice"):
        daily_frame([enter(1, MAT), enter(1, NO_MAT)], PAIN)


def test_an_empty_diary_is_refused() -> None:
    with pytest.raises(DiaryError, match="The diary is empty"):
        daily_frame([], PAIN)


def test_a_condition_that_contradicts_the_plan_is_a_problem() -> None:
    entries = [enter(0, NO_MAT), enter(1, MAT), enter(2), enter(40, MAT)]
    (problem,) = find_conflicts(entries, make(), where="diary.csv")
    assert "diary.csv, 2027-01-05: 'mat' is not what the plan assigned" in str(problem)
    assert "no_mat" in str(problem)


def test_a_slip_in_the_year_is_refused_and_makes_no_million_rows() -> None:
    slip = Entry(date=dt.date(206, 1, 5), condition=MAT)
    with pytest.raises(DiaryError, match="from 0206-01-05 to 2027-01-04"):
        daily_frame([slip, enter(0, MAT)], PAIN)
