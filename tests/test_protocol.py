"""Safety, minutes, locking: what is refused, and a hash that tells every change."""

import datetime as dt
from dataclasses import replace

import pytest

from mat_trial.errors import PlanError
from mat_trial.model import (
    PAIN,
    SLEEP,
    ChangePointsDesign,
    DaysDesign,
    Decision,
    Design,
    FixedDesign,
    Look,
    MinutesRamp,
    PairsDesign,
    Plan,
    Protocol,
    SafetyAnswers,
)
from mat_trial.protocol import (
    SAFETY_ITEMS,
    make_plan,
    minutes_on,
    minutes_problems,
    plan_digest,
    plan_document,
    plan_from_document,
    plan_problems,
    safety_problems,
)

NOW = dt.datetime(2027, 1, 2, 20, 15, tzinfo=dt.timezone(dt.timedelta(hours=-3)))
START = dt.date(2027, 1, 4)
LAST_LOOK = Look(day=56, boundary=0.95)


def make(**changes: object) -> Plan:
    plan = make_plan(
        complaint="neck",
        outcomes=(PAIN, SLEEP),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=14),
        start=START,
        seed=7,
        now=NOW,
    )
    return replace(plan, **changes)  # type: ignore[arg-type]


def test_a_plan_as_made_has_no_problems_and_one_look_at_its_end() -> None:
    plan = make()
    assert plan_problems(plan) == []
    assert plan.looks == (Look(day=56, boundary=0.95),)
    assert (plan.start, plan.end) == (START, dt.date(2027, 3, 1))


def test_the_looks_that_were_chosen_are_kept() -> None:
    looks = (Look(day=12, boundary=0.998), Look(day=28, boundary=0.97), LAST_LOOK)
    plan = make_plan(
        outcomes=(PAIN,),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=14),
        start=START,
        seed=7,
        looks=looks,
        now=NOW,
    )
    assert plan.looks == looks
    assert plan_problems(plan) == []


def test_a_plan_survives_its_document() -> None:
    plan = make(safety=SafetyAnswers(ask_first=("fever",), doctor_agreed=True), expectation=4)
    assert plan_from_document(plan_document(plan)) == plan


@pytest.mark.parametrize(
    "changes",
    [
        {"seed": 8},
        {"complaint": "Neck"},
        {"expectation": 0},
        {"washout_days": 1},
        {"conceal": True},
        {"decision": Decision(if_helps="keep it")},
        {"looks": (Look(day=28, boundary=0.99), LAST_LOOK)},
        {"outcomes": (replace(PAIN, worthwhile=1.5), SLEEP)},
        {"protocol": Protocol(minutes=MinutesRamp(goal_minutes=25))},
    ],
)
def test_every_change_changes_the_hash(changes: dict[str, object]) -> None:
    assert plan_digest(make(**changes)) != plan_digest(make())


def test_the_hash_is_the_same_on_every_machine() -> None:
    # Taken once; a change here means that plans locked before no longer verify.
    assert (
        plan_digest(make()) == "c09bba4b55492090d52c4eafaae7963855560adb992e1e5d1046dfa1353d5502"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"seed": 2**53}, "seed: '9007199254740992' cannot be kept exactly"),
        ({"seed": 8}, "schedule: is not the one that the design and the seed draw"),
        ({"schedule": ()}, "schedule: has no days"),
        ({"primary": "mood"}, "primary outcome: 'mood' is none of the plan's outcomes"),
        ({"outcomes": (PAIN, PAIN)}, "outcomes: 'pain' stands there more than once"),
        (
            {"washout_days": 2},
            "washout days: '2' does not fit periods as short as 2 days. Allowed: 0 to 1",
        ),
        ({"washout_days": -1}, "washout days: '-1'"),
        ({"looks": ()}, "looks:"),
        ({"looks": (Look(day=20, boundary=0.99),)}, "looks: 'day 20 at 0.99' cannot be kept to"),
        ({"looks": (Look(day=56, boundary=1.0),)}, "looks: 'day 56 at 1' cannot be kept to"),
        (
            {"looks": (Look(day=30, boundary=0.99), Look(day=12, boundary=0.97), LAST_LOOK)},
            "looks: 'day 30 at 0.99, day 12 at 0.97, day 56 at 0.95' cannot be kept to",
        ),
        ({"looks": (LAST_LOOK, LAST_LOOK)}, "looks: 'day 56 at 0.95, day 56 at 0.95' cannot"),
        ({"looks": (Look(day=0, boundary=0.99), LAST_LOOK)}, "looks: 'day 0 at 0.99, day 56"),
        ({"looks": (Look(day=12, boundary=0.5), LAST_LOOK)}, "looks: 'day 12 at 0.5, day 56"),
        ({"expectation": 11}, "expectation: '11' is not on the scale"),
        ({"safety": SafetyAnswers(stop=("open_wound",))}, "could harm you"),
        (
            {"protocol": Protocol(minutes=MinutesRamp(goal_minutes=31))},
            "'31' is more than is safe",
        ),
    ],
)
def test_what_keeps_a_plan_from_being_locked_is_named(
    changes: dict[str, object], said: str
) -> None:
    (problem,) = plan_problems(make(**changes))
    assert said in str(problem)


def test_all_problems_of_a_plan_come_at_once() -> None:
    plan = make(primary="mood", expectation=-1, safety=SafetyAnswers(ask_first=("fever",)))
    assert [problem.where for problem in plan_problems(plan)] == [
        "primary outcome",
        "safety",
        "expectation",
    ]


def test_safety_that_nobody_asked_about_stays_open() -> None:
    plan = make_plan(
        outcomes=(PAIN,),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=14),
        start=START,
        seed=7,
        safety=None,
        now=NOW,
    )
    assert plan.safety is None
    assert plan_problems(plan) == []
    assert plan_from_document(plan_document(plan)) == plan
    assert make().safety == SafetyAnswers()


@pytest.mark.parametrize(
    ("design", "most"),
    [
        (FixedDesign(phases=4, phase_days=14), 7),
        (PairsDesign(period_days=3, cycles=6), 2),
        (ChangePointsDesign(days=56, min_phase_days=5), 4),
        (DaysDesign(days=56), 0),
    ],
)
def test_a_washout_is_shorter_than_the_shortest_period(design: Design, most: int) -> None:
    plan = make_plan(outcomes=(PAIN,), primary="pain", design=design, start=START, seed=7, now=NOW)
    assert plan_problems(replace(plan, washout_days=most)) == []
    (problem,) = plan_problems(replace(plan, washout_days=most + 1))
    assert problem.where == "washout days"


@pytest.mark.parametrize("item", [item for item in SAFETY_ITEMS if item.kind == "stop"])
def test_no_doctor_lifts_a_stop(item: object) -> None:
    code = item.code  # type: ignore[attr-defined]
    assert len(safety_problems(SafetyAnswers(stop=(code,), doctor_agreed=True))) == 1


@pytest.mark.parametrize("item", [item for item in SAFETY_ITEMS if item.kind == "ask_first"])
def test_a_doctor_who_agreed_lifts_an_ask_first(item: object) -> None:
    code = item.code  # type: ignore[attr-defined]
    assert len(safety_problems(SafetyAnswers(ask_first=(code,)))) == 1
    assert safety_problems(SafetyAnswers(ask_first=(code,), doctor_agreed=True)) == []


def test_an_unknown_safety_code_is_named() -> None:
    assert "'bees'" in str(safety_problems(SafetyAnswers(stop=("bees",)))[0])


@pytest.mark.parametrize(
    ("ramp", "said"),
    [
        (MinutesRamp(start_minutes=4), "minutes to start with: '4'"),
        (MinutesRamp(start_minutes=11), "minutes to start with: '11'"),
        (MinutesRamp(goal_minutes=40), "minutes to work up to: '40' is more than is safe at once"),
        (MinutesRamp(start_minutes=10, goal_minutes=8), "'8' is less than the 10 you start with"),
        (MinutesRamp(ramp_days=0), "mat days to work up over: '0'"),
    ],
)
def test_minutes_are_refused_not_cut_down(ramp: MinutesRamp, said: str) -> None:
    (problem,) = minutes_problems(ramp)
    assert said in str(problem)


def test_minutes_rise_from_mat_day_to_mat_day_and_stay_at_the_goal() -> None:
    ramp = MinutesRamp(start_minutes=5, goal_minutes=25, ramp_days=5)
    plan = make_plan(
        outcomes=(PAIN,),
        primary="pain",
        design=FixedDesign(phases=4, phase_days=4),
        start=START,
        seed=0,
        protocol=Protocol(minutes=ramp),
        now=NOW,
    )
    minutes = [minutes_on(plan, day.date) for day in plan.schedule]
    none = [None] * 4
    assert minutes == [*none, 5, 10, 15, 20, *none, 25, 25, 25, 25]
    assert minutes_on(plan, START - dt.timedelta(days=1)) is None
    assert minutes_on(plan, plan.end) is None


def test_a_ramp_of_one_day_is_the_goal_from_the_start() -> None:
    plan = make(protocol=Protocol(minutes=MinutesRamp(goal_minutes=20, ramp_days=1)))
    minutes = {minutes_on(plan, day.date) for day in plan.schedule}
    assert minutes == {None, 20}


def test_a_start_after_which_the_calendar_ends_is_refused() -> None:
    with pytest.raises(PlanError, match="9999-06-01 is too late a start"):
        make_plan(
            outcomes=(PAIN,),
            primary="pain",
            design=FixedDesign(phases=4, phase_days=4),
            start=dt.date(9999, 6, 1),
            seed=0,
            now=NOW,
        )
