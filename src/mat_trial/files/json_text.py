"""JSON parsed so that nothing in it is passed over: no key twice, no number that is none."""

import dataclasses
import json
from collections import Counter
from typing import Any, NoReturn

from mat_trial.errors import Problem
from mat_trial.files.sources import TextFormat
from mat_trial.language import _

MOST_MEGABYTES = 50
"""JSON becomes objects many times its size, so less of it is read than of other files."""


def parse_json(
    text: str, *, expected: TextFormat, as_written: bool = False
) -> tuple[Any, list[Problem]]:
    """Parse JSON, or say what is wrong with it; the places in problems are within the text.

    Parameters
    ----------
    text
        The whole file.
    expected
        Words for what is allowed and what to do.
    as_written
        Whether numbers come as the texts they are written as, with NaN and infinity among them.

    Returns
    -------
    What the text holds, None where it cannot be parsed, and the problems.

    Examples
    --------
    >>> parse_json('{"pain": 4.0}', expected=TextFormat("JSON", "Correct it."), as_written=True)
    ({'pain': '4.0'}, [])
    """
    repeated: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeated.extend(
                key for key, n in Counter(key for key, _value in pairs).items() if n > 1
            )
        return found

    def refuse(wrong: str, where: str = "") -> tuple[None, list[Problem]]:
        return None, [Problem(where=where, wrong=wrong, **expected._asdict())]

    try:
        document = json.loads(
            text,
            object_pairs_hook=collect,
            parse_constant=str if as_written else _refuse_constant,
            parse_int=str if as_written else None,
            parse_float=str if as_written else None,
        )
    except json.JSONDecodeError as error:
        return refuse(
            _("cannot be read as JSON"),
            _("line {which}, character {place}", which=error.lineno, place=error.colno),
        )
    except RecursionError:
        return refuse(_("holds brackets within brackets without end"))
    except ValueError:
        return refuse(_("holds NaN, infinity or a number of thousands of digits"))
    return document, [
        Problem(
            where=key,
            wrong=_("stands there twice in one place"),
            allowed=_("every key once"),
            remedy=expected.remedy,
        )
        for key in dict.fromkeys(repeated)
    ]


def _refuse_constant(written: str) -> NoReturn:
    raise ValueError(f"{written} is no number")


def is_whole(text: str) -> bool:
    r"""Tell whether every file can hold a text: no half a character, no NUL.

    Examples
    --------
    >>> is_whole("warm"), is_whole("\ud800"), is_whole("a\0b")
    (True, False, False)
    """
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def place(problem: Problem, name: str) -> Problem:
    """Put the name of the file before the place within it.

    Examples
    --------
    >>> problem = Problem(where="", wrong="is empty", allowed="JSON", remedy="Fill it.")
    >>> place(problem, "plan.json").where
    'plan.json'
    """
    return dataclasses.replace(
        problem, where=f"{name}, {problem.where}" if problem.where else name
    )
