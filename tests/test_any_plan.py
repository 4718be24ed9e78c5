"""Any plan written reads as it was, and nothing else that is read ends in a traceback."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from locked_plan import LOCKED, TEXT
from mat_trial.files.plan_json import read_plan, write_plan
from mat_trial.model import (
    Better,
    ChangePointsDesign,
    Condition,
    DaysDesign,
    Decision,
    Design,
    FixedDesign,
    Look,
    MinutesRamp,
    Outcome,
    PairsDesign,
    Plan,
    Protocol,
    SafetyAnswers,
)
from mat_trial.protocol import (
    SAFETY_ITEMS,
    amend_plan,
    digest_document,
    make_plan,
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
zones = st.timedeltas(dt.timedelta(hours=-23), dt.timedelta(hours=23)).map(
    lambda offset: dt.timezone(dt.timedelta(minutes=offset // dt.timedelta(minutes=1)))
)
times = st.datetimes(timezones=zones).filter(lambda time: 1 < time.year < 9999)
outcomes = st.builds(
    Outcome,
    name=texts,
    question=texts,
    unit=texts,
    better=st.sampled_from(Better),
    worthwhile=st.floats(0, exclude_min=True, allow_infinity=False),
    minimum=st.none() | st.floats(-1e9, -1),
    maximum=st.none() | st.floats(0, 1e9),
)
designs: st.SearchStrategy[Design] = (
    st.builds(PairsDesign, period_days=st.integers(1, 7), cycles=st.integers(2, 20))
    | st.builds(
        FixedDesign,
        phases=st.integers(2, 10).map(lambda half: 2 * half),
        phase_days=st.integers(1, 14),
        first=st.sampled_from(Condition),
    )
    | st.builds(
        ChangePointsDesign,
        days=st.integers(40, 80),
        phases=st.integers(2, 3).map(lambda half: 2 * half),
        min_phase_days=st.integers(1, 6),
        first=st.sampled_from(Condition),
    )
    | st.builds(
        DaysDesign,
        days=st.integers(4, 40).map(lambda half: 2 * half),
        max_run=st.integers(2, 7),
    )
)


def looks(n_days: int) -> st.SearchStrategy[tuple[Look, ...]]:
    boundaries = st.floats(0.5, 1, exclude_min=True, exclude_max=True)
    return st.sets(st.integers(1, n_days - 1), max_size=5).flatmap(
        lambda days: st.tuples(
            *(st.builds(Look, day=st.just(day), boundary=boundaries) for day in sorted(days)),
            st.builds(Look, day=st.just(n_days), boundary=boundaries),
        )
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    chosen = draw(st.lists(outcomes, min_size=1, max_size=3, unique_by=lambda one: one.name))
    design = draw(designs)
    plan = make_plan(
        complaint=draw(texts),
        outcomes=tuple(chosen),
        primary=draw(st.sampled_from(chosen)).name,
        design=design,
        start=draw(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))),
        seed=draw(st.integers(0, 2**53 - 1)),
        protocol=Protocol(
            minutes=MinutesRamp(start_minutes=5, goal_minutes=draw(st.integers(5, 30))),
            body_area=draw(texts),
            cover=draw(texts),
            time_of_day=draw(texts),
        ),
        safety=SafetyAnswers(
            ask_first=tuple(item.code for item in SAFETY_ITEMS if item.kind == "ask_first"),
            doctor_agreed=True,
        ),
        expectation=draw(st.none() | st.integers(0, 10)),
        decision=draw(
            st.none() | st.builds(Decision, if_helps=texts, if_not=texts, if_unclear=texts)
        ),
        looks=draw(looks(design.days)),
        conceal=draw(st.booleans()),
        now=draw(times),
    )
    plan = replace(plan, simulated=draw(st.booleans()))
    for days in draw(st.lists(st.integers(0, 90), max_size=3)):
        first_put_off = draw(st.sampled_from(plan.schedule)).date
        plan = amend_plan(
            plan,
            kind="pause" if days else "note",
            date=first_put_off,
            days=days,
            reason=draw(texts.filter(str.strip)),
            now=dt.datetime.combine(first_put_off, dt.time(9), draw(zones)),
        )
    return plan


@given(plans())
def test_a_plan_written_reads_as_it_was(plan: Plan) -> None:
    assert read_plan(write_plan(plan)) == (plan, [])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.binary(max_size=200) | json_values.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    plan, problems = read_plan(data)
    assert plan is None
    assert problems


@given(st.data())
def test_no_other_value_anywhere_ends_in_a_traceback(data: st.DataObject) -> None:
    document = json.loads(TEXT)
    parent: Any = document
    key: Any = data.draw(st.sampled_from(list(document)))
    while isinstance(parent[key], dict | list) and data.draw(st.booleans()):
        parent = parent[key]
        if not parent:
            return
        key = data.draw(st.sampled_from(list(parent) if isinstance(parent, dict) else [0, -1]))
    parent[key] = data.draw(json_values | st.sampled_from(["9999-12-31", "0001-01-01", 2**53, -1]))
    if data.draw(st.booleans()) and document != LOCKED:
        assert read_plan(json.dumps(document).encode())[0] is None
    del document["sha256"]
    try:
        document["sha256"] = digest_document(document)
    except ValueError:
        document["sha256"] = LOCKED["sha256"]
    plan, problems = read_plan(json.dumps(document).encode())
    assert (plan is None) == bool(problems)
