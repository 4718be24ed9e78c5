"""A whole diary as one JSON file: versioned, its content hashed, each plan letter by letter."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mat_trial.errors import DiaryError, Problem
from mat_trial.files.expectations import say_expected
from mat_trial.files.json_text import parse_json, place
from mat_trial.files.plan_json import check_document
from mat_trial.files.sources import TextFormat, read_text
from mat_trial.language import _
from mat_trial.model import WholeDiary
from mat_trial.protocol import digest_document

if TYPE_CHECKING:
    from pydantic import TypeAdapter

KIND = "mat-trial diary"
VERSION = 1
MOST_MEGABYTES = 50


def write_whole(whole: WholeDiary) -> bytes:
    """Write all that a diary holds, so that `read_whole` gives it back as it was.

    Raises
    ------
    DiaryError
        When a text or a number is none that JSON can hold.

    Examples
    --------
    >>> read_whole(write_whole(WholeDiary()))
    (WholeDiary(trials=(WholeTrial(plan_json=None, ...),)), [])
    """
    try:
        content: dict[str, Any] = _adapter().dump_python(whole, mode="json")
        document = {"kind": KIND, "version": VERSION, "content": content}
        document["sha256"] = digest_document(document)
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
        return (text + "\n").encode()
    except ValueError as error:
        raise DiaryError(
            _("The diary cannot be written as JSON: {reason}.", reason=error)
        ) from error


def is_whole_file(data: bytes) -> bool:
    """Tell whether a file is meant as a whole diary, whatever may be wrong with it.

    Examples
    --------
    >>> is_whole_file(write_whole(WholeDiary())), is_whole_file(b"[]")
    (True, False)
    """
    return f'"{KIND}"'.encode() in data[:200]


def read_whole(
    source: Path | bytes, *, name: str | None = None
) -> tuple[WholeDiary | None, list[Problem]]:
    """Read a whole diary, and check that nothing in it was changed since it was written.

    Parameters
    ----------
    source
        A file, or the bytes of one.
    name
        What the file is called in problems; by default its own name.

    Returns
    -------
    What the diary held, None where there is any problem, and everything that is wrong.

    Examples
    --------
    >>> changed = write_whole(WholeDiary()).replace(b"null", b"true", 1)
    >>> whole, problems = read_whole(changed)
    >>> print(problems[0])
    diary.json, sha256: does not fit what the file holds: it was changed after it was written.
    Allowed: a whole diary as JSON, as it was written. Give the file as it was exported, or a copy
    of it.
    """
    name = name or (source.name or str(source) if isinstance(source, Path) else "diary.json")
    expected = TextFormat(
        allowed=_("a whole diary as JSON, as it was written"),
        remedy=_("Give the file as it was exported, or a copy of it."),
    )
    text, problems = read_text(source, name=name, expected=expected, megabytes=MOST_MEGABYTES)
    if problems:
        return None, problems
    document, problems = parse_json(text, expected=expected)
    whole = None
    if not problems:
        try:
            whole, problems = _check(document, expected)
        except RecursionError:
            wrong = _("holds brackets within brackets without end")
            problems = [Problem(where="", wrong=wrong, **expected._asdict())]
    return (None if problems else whole), [place(problem, name) for problem in problems]


@cache
def _adapter() -> "TypeAdapter[WholeDiary]":
    # Slow to import, and most of the program does without it.
    from pydantic import TypeAdapter  # noqa: PLC0415

    return TypeAdapter(WholeDiary)


@cache
def _strict() -> "TypeAdapter[tuple[WholeDiary]]":
    from pydantic import ConfigDict, TypeAdapter  # noqa: PLC0415 - as above

    # Pydantic hands a configuration down to plain dataclasses from around them only.
    return TypeAdapter(tuple[WholeDiary], config=ConfigDict(strict=True, extra="forbid"))


def _check(document: object, expected: TextFormat) -> tuple[WholeDiary | None, list[Problem]]:
    def refuse(wrong: str, where: str = "", value: str | None = None) -> Problem:
        return Problem(where=where, value=value, wrong=wrong, **expected._asdict())

    if not isinstance(document, dict) or document.get("kind") != KIND:
        return None, [refuse(_("is no whole diary"))]
    if document.get("version") != VERSION:
        wrong = _("is a version of the file that this program does not know")
        return None, [refuse(wrong, "version", json.dumps(document.get("version"))[:40])]
    problems = []
    if not _fits_hash(document):
        wrong = _("does not fit what the file holds: it was changed after it was written")
        problems.append(refuse(wrong, "sha256"))
    whole, more = _validate(document.get("content"), expected)
    problems += more
    if whole is not None:
        problems += _check_plans(whole)
    unknown = sorted(set(document) - {"kind", "version", "content", "sha256"})
    problems += [refuse(_("is no key of a whole diary"), key) for key in unknown]
    return whole, problems


def _fits_hash(document: dict[str, Any]) -> bool:
    stored = document.get("sha256")
    try:
        found = digest_document({key: document[key] for key in document if key != "sha256"})
    except ValueError:
        # Canonical JSON has no number above 2^53 and none that is infinite.
        return False
    return stored == found


def _validate(content: object, expected: TextFormat) -> tuple[WholeDiary | None, list[Problem]]:
    from pydantic import ValidationError  # noqa: PLC0415 - as above

    try:
        # As text again, for only there may a strict date be written as one.
        (whole,) = _strict().validate_json(json.dumps([content]))
    except ValidationError as error:
        return None, [
            Problem(
                where="content" + "".join(f".{step}" for step in detail["loc"][1:]),
                wrong=_("is missing")
                if detail["type"] == "missing"
                else _("does not belong here"),
                allowed=say_expected(detail, otherwise=expected.allowed),
                remedy=expected.remedy,
            )
            for detail in error.errors(include_url=False, include_input=False)
        ]
    return whole, []


def _check_plans(whole: WholeDiary) -> list[Problem]:
    problems = []
    for number, trial in enumerate(whole.trials, start=1):
        if trial.plan_json is None:
            continue
        where = _("trial {n}, plan", n=number)
        expected = TextFormat(
            allowed=_("the plan as it was locked"),
            remedy=_("Give the file as it was exported, or a copy of it."),
        )
        document, found = parse_json(trial.plan_json, expected=expected)
        if not found and isinstance(document, dict):
            _plan, found = check_document({**document, "sha256": trial.sha256})
        elif not found:
            found = [
                Problem(where="", wrong=_("is no plan: it has no keys"), **expected._asdict())
            ]
        problems += [place(problem, where) for problem in found]
    return problems
