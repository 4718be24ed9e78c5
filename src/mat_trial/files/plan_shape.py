"""Whether JSON has the shape of a plan, and if not, everything that differs."""

import dataclasses
import json
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from mat_trial.errors import PlanError, Problem
from mat_trial.files.expectations import say_expected
from mat_trial.language import _, mark
from mat_trial.model import Design, Plan

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

REMEDY = mark("Give the plan file as it was locked, or a copy of it.")
_DESIGN_CLASSES = {
    str(field.default): design.__name__
    for design in get_args(Design)
    for field in dataclasses.fields(design)
    if field.name == "kind"
}


def validate_plan(document: dict[str, Any]) -> tuple[Plan | None, list[Problem]]:
    """Make a plan of JSON: types strictly as written, and no key passed over.

    Parameters
    ----------
    document
        A JSON object, parsed.

    Returns
    -------
    The plan, None where there is any problem, and the problems, each with its path in the JSON.

    Examples
    --------
    >>> plan, problems = validate_plan({"seed": "1"})
    >>> print(problems[3])
    seed: '"1"' does not belong here. Allowed: a whole number. Give the plan file as it was
    locked, or a copy of it.
    """
    # Slow to import, and a verdict without a plan does without it.
    from pydantic import ValidationError  # noqa: PLC0415

    problems = _check_kind(document)
    try:
        # As text again, for only there may a strict date be written as one.
        (plan,) = _adapter().validate_json(json.dumps([document]))
    except ValidationError as error:
        kind = _DESIGN_CLASSES.get(_kind(document) or "")
        for detail in error.errors(include_url=False):
            path = _find_path(detail["loc"][1:], kind)
            if path is not None:
                problems.append(_describe(path, detail))
        return None, problems
    return (None if problems else plan), problems


@cache
def _adapter() -> "TypeAdapter[tuple[Plan]]":
    from pydantic import ConfigDict, TypeAdapter  # noqa: PLC0415 - as above

    # Pydantic hands a configuration down to plain dataclasses from around them only.
    return TypeAdapter(tuple[Plan], config=ConfigDict(strict=True, extra="forbid"))


def _kind(document: dict[str, Any]) -> str | None:
    design = document.get("design")
    kind = design.get("kind") if isinstance(design, dict) else None
    return kind if isinstance(kind, str) else None


def _check_kind(document: dict[str, Any]) -> list[Problem]:
    kind = _kind(document)
    if kind in _DESIGN_CLASSES or "design" not in document:
        return []
    *kinds, last = _DESIGN_CLASSES
    return [
        Problem(
            where="design.kind",
            value=kind,
            wrong=_("is missing") if kind is None else _("is no design"),
            allowed=_("{others} or {last}", others=", ".join(kinds), last=last),
            remedy=_(REMEDY),
        )
    ]


def _find_path(path: tuple[int | str, ...], kind: str | None) -> str | None:
    # Pydantic tells of every design it tried; only the one that the file names is of interest.
    if path[:1] == ("design",) and len(path) > 1:
        if path[1] != kind:
            return None
        path = (path[0], *path[2:])
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]


def _describe(where: str, detail: "ErrorDetails") -> Problem:
    cause = detail.get("ctx", {}).get("error")
    if detail["type"] == "missing":
        wrong, allowed, remedy = _("is missing"), _("every key of a plan"), _(REMEDY)
    elif detail["type"] == "unexpected_keyword_argument":
        wrong, allowed, remedy = (
            _("is no key of a plan"),
            _("the keys of a locked plan"),
            _(REMEDY),
        )
    elif detail["type"] == "json_invalid":
        wrong, allowed, remedy = (
            _("holds half a character, or too many brackets"),
            "JSON",
            _(REMEDY),
        )
    elif isinstance(cause, PlanError):
        wrong, allowed, remedy = _take_apart(cause)
    else:
        allowed = say_expected(detail, otherwise=_("what makes sense in a plan"))
        wrong, remedy = _("does not belong here"), _(REMEDY)
    value = None if detail["type"] == "json_invalid" else _show(detail["input"])
    return Problem(where=where, value=value, wrong=wrong, allowed=allowed, remedy=remedy)


def _take_apart(cause: PlanError) -> tuple[str, str, str]:
    match cause.args:
        case (Problem() as problem,):
            return f"{problem.where}: {problem.wrong}", problem.allowed, problem.remedy
    return str(cause), _("what makes sense in a plan"), _(REMEDY)


def _show(value: object) -> str | None:
    if isinstance(value, dict | list):
        return None
    return json.dumps(value, ensure_ascii=False)
