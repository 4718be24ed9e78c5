"""Names of a diary file's columns, and when two of them are the same."""

import re

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
