"""Days as cells of text, and what was typed in them read back: strictly, all problems at once."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mat_trial.errors import Problem
from mat_trial.language import _
from mat_trial.language.dates import say_weekday
from mat_trial.language.numbers import read_number, say_range, write_number
from mat_trial.model import Condition, Entry, Outcome, Plan
from mat_trial.protocol import MOST_MINUTES
from mat_trial.wording.calendar import say_score
from mat_trial.wording.trail import SCORE, name_field, say_answer

ANSWERS = ("used_mat", "rescue_medication", "skin_harm")


def list_fields(plan: Plan | None, outcomes: Sequence[Outcome]) -> list[str]:
    """List the fields of a day that can be typed; without a plan, its kind too."""
    scores = [f"{SCORE}{outcome.name}" for outcome in outcomes]
    kind = ["condition"] if plan is None else []
    return [*kind, *scores, "used_mat", "minutes", "rescue_medication", "skin_harm", "note"]


def write_cell(entry: Entry | None, field: str, outcomes: Sequence[Outcome]) -> str:
    """Write what stands in a field as it would be typed; blank for nothing."""
    answer = read_field(entry, field)
    if answer is None:
        return ""
    if isinstance(answer, float):
        outcome = next((one for one in outcomes if f"{SCORE}{one.name}" == field), None)
        if outcome is not None and outcome.is_yes_no:
            return say_score(answer, outcome)
        return write_number(answer)
    if field == "condition":
        return str(answer)
    return say_answer(field, answer, outcomes) if isinstance(answer, bool) else answer


def read_field(entry: Entry | None, field: str) -> str | float | bool | None:
    """Return what stands in a field of a day; None for nothing."""
    if entry is None:
        return None
    if field.startswith(SCORE):
        return entry.scores.get(field.removeprefix(SCORE))
    if field == "condition":
        return None if entry.condition is None else entry.condition.value
    answer: str | float | bool | None = getattr(entry, field)
    return answer


def read_cells(
    before: Entry, cells: Mapping[str, str], outcomes: Sequence[Outcome]
) -> tuple[Entry, list[Problem]]:
    """Read the cells of one day that say something else than what stands there.

    Parameters
    ----------
    before
        The day as it stands; one with nothing but its date and times where it is new.
    cells
        What is typed, by field.

    Returns
    -------
    The day as it would stand then, and everything that is wrong.
    """
    scores, others = dict(before.scores), {}
    problems: list[Problem] = []
    for field, text in cells.items():
        # What a file brought stays as it is, unless it is changed here.
        if text == write_cell(before, field, outcomes):
            continue
        value, problem = _read_cell(before.date, field, text, outcomes)
        if problem is not None:
            problems.append(problem)
        elif not field.startswith(SCORE):
            others[field] = value
        elif value is None:
            scores.pop(field.removeprefix(SCORE), None)
        else:
            scores[field.removeprefix(SCORE)] = float(value)  # type: ignore[arg-type] # a number
    changes: dict[str, object] = {"scores": scores, **others}
    return replace(before, **changes), problems  # type: ignore[arg-type] # each read as its own


def _read_cell(
    day: dt.date, field: str, text: str, outcomes: Sequence[Outcome]
) -> tuple[object, Problem | None]:
    where = f"{say_weekday(day)}, {name_field(field, outcomes)}"
    outcome = next((one for one in outcomes if f"{SCORE}{one.name}" == field), None)
    word = text.strip()
    if field == "note":
        return text, None
    if not word:
        return None, None
    if field == "condition":
        return _read_condition(where, word)
    if field in ANSWERS:
        return _read_answer(where, word)
    if outcome is not None and outcome.is_yes_no:
        said, problem = _read_answer(where, word)
        return None if said is None else float(said), problem
    low, high = (0, MOST_MINUTES) if outcome is None else (outcome.minimum, outcome.maximum)
    return _read_number(where, word, low, high)


def _read_condition(where: str, word: str) -> tuple[Condition | None, Problem | None]:
    folded = re.sub(r"[\s_-]", "", word.casefold())
    known = {"mat": Condition.MAT, "nomat": Condition.NO_MAT}
    if folded in known:
        return known[folded], None
    return None, Problem(
        where=where,
        value=word,
        wrong=_("is no kind of day"),
        allowed=_("mat, no_mat or blank"),
        remedy=_("Type one of them."),
    )


def _read_answer(where: str, word: str) -> tuple[bool | None, Problem | None]:
    known = {"yes": True, "no": False, _("yes").casefold(): True, _("no").casefold(): False}
    if word.casefold() in known:
        return known[word.casefold()], None
    return None, Problem(
        where=where,
        value=word,
        wrong=_("is neither yes nor no"),
        allowed=_("{yes}, {no} or blank", yes=_("yes"), no=_("no")),
        remedy=_("Type one of them."),
    )


def _read_number(
    where: str, word: str, low: float | None, high: float | None
) -> tuple[float | None, Problem | None]:
    number, wrong = read_number(word, low, high)
    if wrong is None:
        return number, None
    return None, Problem(
        where=where,
        value=word,
        wrong=wrong,
        allowed=_("{numbers}, or blank", numbers=say_range(low, high)),
        remedy=_("Correct it, or leave it blank where it is not known."),
    )
