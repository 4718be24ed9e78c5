"""Names of a diary file's columns, and when two of them are the same."""

import re
from collections.abc import Iterable

from mat_trial.errors import Problem
from mat_trial.language import _
from mat_trial.model import STANDARD_OUTCOMES

FIXED_COLUMNS = (
    "date",
    "condition",
    "used_mat",
    "minutes",
    "rescue_medication",
    "skin_harm",
    "note",
    "recorded_at",
    "changed_at",
    "person",
)
TIMES = ("recorded_at", "changed_at")
LONGEST_NAME = 24
_NAME = re.compile(r"[^\W\d_](?:[ -]?[^\W_])*")
_SEPARATORS = re.compile(r"[\s_‐‑-]+")


def clean_name(header: str) -> str:
    """Write a column's name as the diary does: lower case, underscores between words.

    Examples
    --------
    >>> clean_name(" Mood 0-100 ")
    'mood_0_100'
    """
    return _SEPARATORS.sub("_", header.strip().casefold())


def fold_name(header: str) -> str:
    """Reduce a name to what makes it the same as another: no case, spaces or hyphens.

    Examples
    --------
    >>> fold_name("Used-Mat") == fold_name("used mat") == fold_name("used_mat")
    True
    """
    return _SEPARATORS.sub("", header.casefold())


def name_problem(name: str, others: Iterable[str]) -> Problem | None:
    """Find what keeps a name from being that of an outcome of the person's own.

    Parameters
    ----------
    name
        As the person wrote it.
    others
        Names of outcomes that there are already, beside pain, sleep and mood.

    Examples
    --------
    >>> print(name_problem("Date", []))
    name: 'Date' is a name that the diary needs itself. Allowed: up to 24 letters, digits, spaces
    and hyphens, with a letter first, not: date, condition, ... Choose another word for it.
    >>> name_problem("Morning stiffness", ["stress"]) is None
    True
    """
    written, folded = name.strip(), fold_name(name.strip())
    allowed = _(
        "up to {most} letters, digits, spaces and hyphens, with a letter first", most=LONGEST_NAME
    )
    remedy = _("Choose another word for it.")
    if not written:
        wrong, remedy = _("is empty"), _("Give it a short name, such as stiffness.")
    elif folded in map(fold_name, FIXED_COLUMNS):
        wrong = _("is a name that the diary needs itself")
        reserved = ", ".join(FIXED_COLUMNS)
        allowed = _("{names}, not: {reserved}", names=allowed, reserved=reserved)
    elif folded in STANDARD_OUTCOMES:
        wrong, remedy = (
            _("is one of the three there are"),
            _("Use the one above, or another name."),
        )
    elif folded in map(fold_name, others):
        wrong, remedy = _("stands there more than once"), _("Give each a name of its own.")
    elif len(written) > LONGEST_NAME:
        wrong, remedy = _("is too long"), _("Shorten it; the question may be long.")
    elif not _NAME.fullmatch(written):
        wrong = _("cannot be the name of a column")
    else:
        return None
    return Problem(
        where=_("name"), value=written or None, wrong=wrong, allowed=allowed, remedy=remedy
    )
