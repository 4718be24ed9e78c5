"""A person's own words, made fit for files that other programs show."""

import re
import unicodedata

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
    from mat_trial.typeset.printable import TURNS_TEXT  # noqa: PLC0415 - typst takes its time

    kept = (
        letter
        for letter in _BREAKS.sub(" ", text)
        if letter not in TURNS_TEXT and unicodedata.category(letter) not in ("Cc", "Cs")
    )
    return " ".join("".join(kept).split())
