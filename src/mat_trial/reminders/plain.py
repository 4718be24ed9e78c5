"""A person's own words, made fit for files that other programs show."""

import re
import unicodedata

# They turn the order in which all that stands behind them is shown.
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BREAKS = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")


def make_plain(text: str) -> str:
    r"""Return a text on one line, without characters that act instead of being read.

    Line breaks become blanks; control characters, marks that turn the direction of writing and
    halves of characters are left out. Every letter of every script stays.

    Examples
    --------
    >>> make_plain("lower\r\nback \u202e\x07:-)")
    'lower back :-)'
    """
    flat = re.sub(f"[{_TURNING}]", "", _BREAKS.sub(" ", text))
    kept = (letter for letter in flat if unicodedata.category(letter) not in ("Cc", "Cs"))
    return " ".join("".join(kept).split())
