"""The locked plan as JSON: written with its hash, and read only as it was locked."""

import dataclasses
import json
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

from mat_trial.errors import Problem
from mat_trial.files.plan_shape import REMEDY, validate_plan
from mat_trial.files.sources import TextFormat, read_text
from mat_trial.model import Plan
from mat_trial.protocol import digest_document, plan_digest, plan_document, plan_problems

_JSON = TextFormat(allowed="a plan file: JSON text in UTF-8, of at most 200 MB", remedy=REMEDY)
_HASH_SHOWN = 12


def write_plan(plan: Plan) -> bytes:
    """Write a plan as JSON, with the hash that `read_plan` checks.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=14),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> read_plan(write_plan(plan)) == (plan, [])
    True
    """
    document = {**plan_document(plan), "sha256": plan_digest(plan)}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def read_plan(
    source: Path | bytes, *, name: str | None = None
) -> tuple[Plan | None, list[Problem]]:
    """Read a plan from JSON and check that it is as it was locked.

    Parameters
    ----------
    source
        A file, or the bytes of one.
    name
        What the file is called in problems; by default its own name.

    Returns
    -------
    The plan, None where there is any problem, and everything that is wrong.

    Examples
    --------
    >>> plan, problems = read_plan(b"{")
    >>> print(problems[0])
    plan.json, line 1: cannot be read as JSON (Expecting property name enclosed in double quotes).
    Allowed: a plan file: JSON text in UTF-8, of at most 200 MB. Give the plan file as it was
    locked, or a copy of it.
    """
    name = name or (source.name or str(source) if isinstance(source, Path) else "plan.json")
    text, problems = read_text(source, name=name, expected=_JSON)
    if problems:
        return None, problems
    try:
        plan, problems = _read_json(text)
    except RecursionError:
        plan, problems = None, [_refuse("holds brackets within brackets without end")]
    return plan, [_place(problem, name) for problem in problems]


def _read_json(text: str) -> tuple[Plan | None, list[Problem]]:
    document, problems = _parse(text)
    if document is None:
        return None, problems
    stored = document.pop("sha256", None)
    problems += _check_hash(stored, document)
    plan, more = validate_plan(document)
    problems += more
    if plan is not None:
        problems += _check_plan(plan)
    return (None if problems else plan), problems


def _place(problem: Problem, name: str) -> Problem:
    where = f"{name}, {problem.where}" if problem.where else name
    return dataclasses.replace(problem, where=where)


def _parse(text: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    repeated: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        repeated.extend(key for key, n in Counter(key for key, _ in pairs).items() if n > 1)
        return dict(pairs)

    try:
        document = json.loads(text, object_pairs_hook=collect, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return None, [_refuse(f"cannot be read as JSON ({error.msg})", f"line {error.lineno}")]
    except ValueError:
        return None, [_refuse("holds NaN, infinity or a number of thousands of digits")]
    if not isinstance(document, dict):
        return None, [_refuse("is no plan: it has no keys")]
    return document, [
        Problem(
            where=key,
            wrong="stands there twice in one place",
            allowed="every key once",
            remedy=REMEDY,
        )
        for key in repeated
    ]


def _refuse(wrong: str, where: str = "") -> Problem:
    return Problem(where=where, wrong=wrong, allowed=_JSON.allowed, remedy=REMEDY)


def _refuse_constant(written: str) -> NoReturn:
    raise ValueError(f"{written} is no number")


def _check_hash(stored: object, document: dict[str, Any]) -> list[Problem]:
    try:
        found = digest_document(document)
    except ValueError:
        # Canonical JSON has no number above 2^53 and none that is infinite.
        found = None
    if found is not None and stored == found:
        return []
    allowed = "the plan as it was locked, with the hash it was locked with"
    if not isinstance(stored, str):
        wrong = "is missing" if stored is None else "is no hash"
        return [Problem(where="sha256", wrong=wrong, allowed=allowed, remedy=REMEDY)]
    holds = f", whose hash is {_shorten(found)}" if found else ""
    return [
        Problem(
            where="sha256",
            value=_shorten(stored),
            wrong=f"does not fit the plan{holds}: the plan was changed after it was locked",
            allowed=allowed,
            remedy=REMEDY,
        )
    ]


def _shorten(digest: str) -> str:
    return digest if len(digest) <= _HASH_SHOWN else f"{digest[:_HASH_SHOWN]}…"


def _check_plan(plan: Plan) -> list[Problem]:
    times = {
        "created_at": plan.created_at,
        "locked_at": plan.locked_at,
        **{f"amendments[{i}].at": amended.at for i, amended in enumerate(plan.amendments)},
    }
    problems = [
        Problem(
            where=where,
            value=time.isoformat(),
            wrong="is a time without a zone",
            allowed="a time with its zone, such as 2026-01-31T21:30:00+01:00",
            remedy=REMEDY,
        )
        for where, time in times.items()
        if time.tzinfo is None
    ]
    return problems + plan_problems(plan)
