"""Plan files: read only as they were locked, and refused with everything that differs."""

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from locked_plan import LOCKED, NOW, PLAN, TEXT
from mat_trial.designs import draw_schedule
from mat_trial.files.plan_json import read_plan, write_plan
from mat_trial.model import (
    Condition,
    Look,
)
from mat_trial.protocol import (
    amend_plan,
    digest_document,
    plan_digest,
    plan_document,
)

AMENDED_PLAN = amend_plan(
    PLAN,
    kind="note",
    date=dt.date(2027, 1, 8),
    reason="A new pillow",
    now=NOW + dt.timedelta(days=8),
)
AMENDED = json.loads(write_plan(AMENDED_PLAN))
LED_ASTRAY = (
    "plan.json, amendments: do not lead back to the plan that was locked: something else was "
    "changed. Allowed: each with the hash of the plan before it. Use the plan file as it was "
    "written."
)
LOCKED_START = "Give the plan file as it was locked, or a copy of it."
HASH = "Allowed: the plan as it was locked, with the hash it was locked with. " + LOCKED_START
FILE = "Allowed: a plan file: JSON text in UTF-8, of at most 200 MB. " + LOCKED_START
KINDS = "Allowed: fixed, pairs, change_points or days. " + LOCKED_START
KEYS = "Allowed: every key of a plan. " + LOCKED_START
NOT_CANONICAL = "holds half a character, or too many brackets. Allowed: JSON. " + LOCKED_START
UNKNOWN = "is no key of a plan. Allowed: the keys of a locked plan. " + LOCKED_START


def misfit(where: str, value: str, allowed: str) -> str:
    """Return the sentence about a value of the wrong type."""
    return (
        f"plan.json, {where}: '{value}' does not belong here. Allowed: {allowed}. {LOCKED_START}"
    )


def write_changed(**changes: Any) -> bytes:
    """Write the plan with other values, its hash made anew so that only they are wrong."""
    document = {key: value for key, value in {**LOCKED, **changes}.items() if value is not ...}
    del document["sha256"]
    return json.dumps({**document, "sha256": digest_document(document)}).encode()


def tell(data: bytes) -> list[str]:
    """Read what must be refused and return the problems as a person sees them."""
    plan, problems = read_plan(data)
    assert plan is None
    return [str(problem) for problem in problems]


def test_a_plan_file_has_the_keys_that_others_read() -> None:
    assert LOCKED["design"] == {"kind": "pairs", "period_days": 2, "cycles": 6}
    assert len(LOCKED["schedule"]) == 24
    assert LOCKED["schedule"][0]["date"] == "2027-01-04"
    assert set(LOCKED["schedule"][0]) == {"date", "condition", "cycle", "period"}
    assert LOCKED["looks"] == [{"day": 24, "boundary": 0.95}]
    assert LOCKED["complaint"] == "Neck, after „work“"
    assert LOCKED["sha256"] == plan_digest(PLAN)
    assert write_plan(PLAN).startswith(b'{\n  "format_version": 1,\n')
    assert "„work“".encode() in write_plan(PLAN)


def test_the_order_and_the_spacing_of_a_file_do_not_matter() -> None:
    turned = json.dumps(dict(reversed(LOCKED.items()))).encode()
    assert read_plan(b"\xef\xbb\xbf" + turned) == (PLAN, [])


def test_a_file_of_the_disk_is_called_by_its_name_or_as_told(tmp_path: Path) -> None:
    path = tmp_path / "spring.json"
    path.write_bytes(write_plan(PLAN))
    assert read_plan(path) == (PLAN, [])
    path.write_bytes(b"[]")
    assert read_plan(path)[1][0].where == "spring.json"
    assert read_plan(path, name="upload")[1][0].where == "upload"
    assert "is not there" in str(read_plan(tmp_path / "none.json")[1][0])


def test_a_plan_changed_after_it_was_locked_is_refused() -> None:
    changed = {**LOCKED, "complaint": "Knee"}
    holds = digest_document({key: changed[key] for key in changed if key != "sha256"})
    assert tell(json.dumps(changed).encode()) == [
        f"plan.json, sha256: '{LOCKED['sha256'][:12]}…' does not fit the plan, whose hash is "
        f"{holds[:12]}…: the plan was changed after it was locked. {HASH}"
    ]


@pytest.mark.parametrize(
    ("stored", "sentence"),
    [
        (None, "plan.json, sha256: is missing. "),
        (5, "plan.json, sha256: is no hash. "),
        ("", "plan.json, sha256: '' does not fit the plan, whose hash is "),
        (LOCKED["sha256"].upper(), "does not fit the plan, whose hash is "),
    ],
)
def test_a_plan_without_its_hash_is_refused(stored: object, sentence: str) -> None:
    [problem] = tell(json.dumps({**LOCKED, "sha256": stored}).encode())
    assert sentence in problem
    assert problem.endswith(HASH)


def test_several_looks_stand_in_the_file_as_others_read_them() -> None:
    several = (Look(day=12, boundary=0.9984), Look(day=18, boundary=0.97), PLAN.looks[0])
    plan = replace(PLAN, looks=several)
    assert json.loads(write_plan(plan))["looks"] == [
        {"day": 12, "boundary": 0.9984},
        {"day": 18, "boundary": 0.97},
        {"day": 24, "boundary": 0.95},
    ]
    assert read_plan(write_plan(plan)) == (plan, [])


def test_a_plan_that_does_not_conceal_has_no_key_for_it() -> None:
    assert "conceal" not in LOCKED
    concealed = replace(PLAN, conceal=True)
    assert json.loads(write_plan(concealed))["conceal"] is True
    assert read_plan(write_plan(concealed)) == (concealed, [])


@pytest.mark.parametrize("key", ["complaint", "reason"])
def test_a_new_hash_does_not_hide_what_was_changed_beside_an_amendment(key: str) -> None:
    assert read_plan(write_plan(AMENDED_PLAN)) == (AMENDED_PLAN, [])
    if key == "complaint":
        changed = write_changed(amendments=AMENDED["amendments"], complaint="Knee")
        assert tell(changed) == [LED_ASTRAY]
    else:
        # Its own words are covered by the hash of the whole alone.
        amendment = {**AMENDED["amendments"][0], "reason": "None"}
        amended = {**AMENDED, "amendments": [amendment]}
        [problem] = tell(json.dumps(amended).encode())
        assert problem.startswith("plan.json, sha256: ")


def test_a_new_hash_does_not_hide_a_schedule_that_was_not_drawn() -> None:
    first, *others = LOCKED["schedule"]
    swapped = [{**first, "condition": Condition(first["condition"]).other.value}, *others]
    [problem] = tell(write_changed(schedule=swapped))
    assert problem.startswith("plan.json, schedule: is not the one that the design and the seed ")


# What is changed, and every sentence the plan is refused with.
REFUSED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "missing keys": (
        {"seed": ..., "looks": ...},
        [f"plan.json, seed: is missing. {KEYS}", f"plan.json, looks: is missing. {KEYS}"],
    ),
    "unknown keys": (
        {"colour": "red", "design": {**LOCKED["design"], "sha256": None}},
        [
            f"plan.json, design.sha256: 'null' {UNKNOWN}",
            f"plan.json, colour: '\"red\"' {UNKNOWN}",
        ],
    ),
    "wrong types": (
        {"seed": "1", "simulated": 0, "outcomes": {}, "protocol": None, "washout_days": 1.5},
        [
            f"plan.json, outcomes: does not belong here. Allowed: a list. {LOCKED_START}",
            misfit("seed", '"1"', "a whole number"),
            misfit("washout_days", "1.5", "a whole number"),
            misfit("protocol", "null", "keys and values in braces"),
            misfit("simulated", "0", "true or false"),
        ],
    ),
    "words and dates that are none": (
        {
            "design": {**LOCKED["design"], "period_days": True},
            "schedule": [{"date": "2027-02-30", "condition": "matt", "cycle": 1, "period": 1}],
            "locked_at": "yesterday",
        },
        [
            misfit("design.period_days", "true", "a whole number"),
            misfit(
                "schedule[0].date",
                '"2027-02-30"',
                "a date such as 2027-01-04",
            ),
            misfit("schedule[0].condition", '"matt"', "mat, no_mat"),
            misfit("locked_at", '"yesterday"', "a time such as 2027-01-04T20:00:00Z"),
        ],
    ),
    "a design that is none": (
        {"design": {"kind": "weeks", "days": 56}},
        [f"plan.json, design.kind: 'weeks' is no design. {KINDS}"],
    ),
    "a design without its kind": (
        {"design": {"period_days": 2, "cycles": 6}},
        [f"plan.json, design.kind: is missing. {KINDS}"],
    ),
    "a design that is no object": (
        {"design": ["pairs"]},
        [f"plan.json, design.kind: is missing. {KINDS}"],
    ),
    "keys of the other design": (
        {"design": {"kind": "fixed", "period_days": 2}},
        [
            f"plan.json, design.phases: is missing. {KEYS}",
            f"plan.json, design.phase_days: is missing. {KEYS}",
            f"plan.json, design.period_days: '2' {UNKNOWN}",
        ],
    ),
    "a later format": (
        {"format_version": 2},
        [misfit("format_version", "2", "1")],
    ),
    "an outcome that cannot be": (
        {"outcomes": [{**LOCKED["outcomes"][0], "worthwhile": 0}], "primary": 1},
        [
            "plan.json, outcomes[0]: pain: a smallest worthwhile effect of 0 is not above zero. "
            "Allowed: any number above 0. Give the change that would matter to you.",
            misfit("primary", "1", "text"),
        ],
    ),
    "times without a zone": (
        {
            "created_at": "2027-01-01T09:30:00",
            "amendments": [{**AMENDED["amendments"][0], "at": "2027-01-09T09:30:00"}],
        },
        [
            "plan.json, created_at: '2027-01-01T09:30:00' is a time without a zone. Allowed: a "
            f"time with its zone, such as 2026-01-31T21:30:00+01:00. {LOCKED_START}",
            "plan.json, amendments[0].at: '2027-01-09T09:30:00' is a time without a zone. "
            f"Allowed: a time with its zone, such as 2026-01-31T21:30:00+01:00. {LOCKED_START}",
            LED_ASTRAY,
        ],
    ),
    "a plan that may not be locked": (
        {"expectation": 11, "primary": "joy"},
        [
            "plan.json, primary outcome: 'joy' is none of the plan's outcomes. Allowed: pain, "
            "mood. Choose the one that the verdict is to be about.",
            "plan.json, expectation: '11' is not on the scale. Allowed: 0 to 10, or nothing. "
            "Say how much you expect the mat to help.",
        ],
    ),
}


@pytest.mark.parametrize(("changes", "sentences"), REFUSED.values(), ids=REFUSED)
def test_a_plan_of_the_wrong_shape_is_refused_with_all_its_problems(
    changes: dict[str, Any], sentences: list[str]
) -> None:
    assert tell(write_changed(**changes)) == sentences


def test_a_schedule_that_runs_beyond_the_calendar_is_refused() -> None:
    last = [{**LOCKED["schedule"][0], "date": "9999-12-31"}]
    assert tell(write_changed(schedule=last))[0].startswith(
        "plan.json, start: '9999-12-31' is too late for a trial to end."
    )


def test_the_hash_and_the_shape_are_checked_in_one_go() -> None:
    problems = tell(json.dumps({**LOCKED, "seed": "1", "colour": "red"}).encode())
    assert [problem.split(":")[0] for problem in problems] == [
        "plan.json, sha256",
        "plan.json, seed",
        "plan.json, colour",
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", f"plan.json: is empty. {FILE}"),
        (b"\xff{}", f"plan.json, line 1: cannot be read as UTF-8 text. {FILE}"),
        (TEXT.decode().encode("utf-16"), f"plan.json: is written in UTF-16, not UTF-8. {FILE}"),
        (b"[1]", f"plan.json: is no plan: it has no keys. {FILE}"),
        (
            b'{\n"seed": 1,\n',
            f"plan.json, line 3, character 1: cannot be read as JSON. {FILE}",
        ),
        (
            b'{"seed": NaN}',
            f"plan.json: holds NaN, infinity or a number of thousands of digits. {FILE}",
        ),
        (
            b'{"seed": ' + b"9" * 5_000 + b"}",
            f"plan.json: holds NaN, infinity or a number of thousands of digits. {FILE}",
        ),
        (b"[" * 100_000, f"plan.json: holds brackets within brackets without end. {FILE}"),
        (
            TEXT.replace(b'"seed": 1', b'"seed": 2, "seed": 1'),
            "plan.json, seed: stands there twice in one place. Allowed: every key once. "
            + LOCKED_START,
        ),
    ],
)
def test_what_is_no_plan_file_is_refused(data: bytes, sentence: str) -> None:
    assert tell(data) == [sentence]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            TEXT.replace("„work“".encode(), b"\\ud800"),
            f"plan.json: {NOT_CANONICAL}",
        ),
        (
            b'{"seed":' * 500 + b"1" + b"}" * 500,
            f"plan.json: {NOT_CANONICAL}",
        ),
        (
            TEXT.replace(b'"seed": 1', b'"seed": 1e999'),
            misfit("seed", "Infinity", "a whole number"),
        ),
    ],
)
def test_what_has_no_canonical_form_is_refused(data: bytes, sentence: str) -> None:
    assert tell(data)[0].startswith("plan.json, sha256: ")
    assert tell(data)[1:] == [sentence]


def test_a_plan_without_hash_or_canonical_form_is_refused() -> None:
    seed = 2**60
    schedule = draw_schedule(PLAN.design, PLAN.start, seed)
    document = plan_document(replace(PLAN, seed=seed, schedule=schedule))
    problems = tell(json.dumps(document).encode())
    assert problems[0] == f"plan.json, sha256: is missing. {HASH}"
    assert [problem.split(":")[0] for problem in problems[1:]] == ["plan.json, seed"]


def test_a_diary_alone_is_read_without_the_plan_reader() -> None:
    code = (
        "import sys; from mat_trial.files.diary_file import read_diary; import mat_trial.files."
        "plan_json; print(sorted({'pydantic', 'rfc8785'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
