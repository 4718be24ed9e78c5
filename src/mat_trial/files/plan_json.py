"""The locked plan as JSON: written with its hash, and read only as it was locked."""

import json
from pathlib import Path
from typing import Any

from mat_trial.errors import Problem
from mat_trial.files.json_text import parse_json, place
from mat_trial.files.plan_shape import REMEDY, validate_plan
from mat_trial.files.sources import TextFormat, read_text
from mat_trial.language import _, mark
from mat_trial.model import Plan
from mat_trial.protocol import digest_document, plan_digest, plan_document, plan_problems

_JSON = TextFormat(
    allowed=mark("a plan file: JSON text in UTF-8, of at most 200 MB"), remedy=REMEDY
)
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


def is_plan_file(data: bytes) -> bool:
    """Tell whether a file is meant as a plan, whatever may be wrong with it.

    Examples
    --------
    >>> is_plan_file(b'{"design": {}}'), is_plan_file(b"date,pain")
    (True, False)
    """
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"design"' in data


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
    plan.json, line 1, character 2: cannot be read as JSON. Allowed: a plan file: JSON text in
    UTF-8, of at most 200 MB. Give the plan file as it was locked, or a copy of it.
    """
    name = name or (source.name or str(source) if isinstance(source, Path) else "plan.json")
    text, problems = read_text(source, name=name, expected=_JSON)
    if problems:
        return None, problems
    plan, problems = _read_json(text)
    return plan, [place(problem, name) for problem in problems]


def _read_json(text: str) -> tuple[Plan | None, list[Problem]]:
    document, problems = parse_json(text, expected=_JSON)
    if not problems and not isinstance(document, dict):
        problems = [Problem(where="", wrong=_("is no plan: it has no keys"), **_JSON._asdict())]
    if not isinstance(document, dict):
        return None, problems
    try:
        plan, more = check_document(document)
    except RecursionError:
        wrong = _("holds brackets within brackets without end")
        plan, more = None, [Problem(where="", wrong=wrong, **_JSON._asdict())]
    problems += more
    return (None if problems else plan), problems


def check_document(document: dict[str, Any]) -> tuple[Plan | None, list[Problem]]:
    """Make a plan of parsed JSON, and check that it is as it was locked.

    Parameters
    ----------
    document
        With the plan's ``sha256`` among its keys.

    Returns
    -------
    The plan, None where there is any problem, and everything that is wrong, each with its path.

    Examples
    --------
    >>> plan, problems = check_document({})
    >>> print(problems[0])
    sha256: is missing. Allowed: the plan as it was locked, with the hash it was locked with. Give
    the plan file as it was locked, or a copy of it.
    """
    content = {key: value for key, value in document.items() if key != "sha256"}
    problems = _check_hash(document.get("sha256"), content)
    plan, more = validate_plan(content)
    problems += more
    if plan is not None:
        problems += _check_plan(plan)
    return (None if problems else plan), problems


def _check_hash(stored: object, document: dict[str, Any]) -> list[Problem]:
    try:
        found = digest_document(document)
    except ValueError:
        # Canonical JSON has no number above 2^53 and none that is infinite.
        found = None
    if found is not None and stored == found:
        return []
    allowed = _("the plan as it was locked, with the hash it was locked with")
    if not isinstance(stored, str):
        wrong = _("is missing") if stored is None else _("is no hash")
        return [Problem(where="sha256", wrong=wrong, allowed=allowed, remedy=_(REMEDY))]
    wrong = _("does not fit the plan: the plan was changed after it was locked")
    if found:
        wrong = _(
            "does not fit the plan, whose hash is {found}: the plan was changed after it was "
            "locked",
            found=_shorten(found),
        )
    return [
        Problem(
            where="sha256",
            value=_shorten(stored),
            wrong=wrong,
            allowed=allowed,
            remedy=_(REMEDY),
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
            wrong=_("is a time without a zone"),
            allowed=_("a time with its zone, such as 2026-01-31T21:30:00+01:00"),
            remedy=_(REMEDY),
        )
        for where, time in times.items()
        if time.tzinfo is None
    ]
    return problems + plan_problems(plan)
