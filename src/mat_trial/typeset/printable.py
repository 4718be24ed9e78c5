"""What a person typed, made fit for print: nothing unseen in it, and nothing dropped unsaid."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mat_trial.typeset.fonts import list_characters

STAND_IN = "\N{WHITE VERTICAL RECTANGLE}"
# They turn the direction of what stands around them.
TURNS_TEXT = frozenset(
    "\N{ARABIC LETTER MARK}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"
    "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"
    "\N{POP DIRECTIONAL ISOLATE}"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LONG_WORD = re.compile(r"\S{25,}")
_BREAK = "\N{ZERO WIDTH SPACE}"


def make_printable(data: Any) -> tuple[Any, tuple[str, ...]]:
    """Put a visible stand-in for every character that cannot be printed.

    Those are control characters, marks that turn the direction of writing, and letters that the
    fonts lack. Words too long for a line may then break anywhere.

    Parameters
    ----------
    data
        JSON data: text, or lists and mappings of it to any depth.

    Returns
    -------
    tuple of data, tuple of str
        The same data with printable text, and the characters that were replaced, each once, by
        code point and name.

    Examples
    --------
    >>> make_printable({"note": ["1 mg *x* 🎉"], "n": 1})
    ({'note': ['1 mg *x* ▯'], 'n': 1}, ('U+1F389 PARTY POPPER',))
    """
    replaced: set[str] = set()
    clean = _walk(data, replaced)
    return clean, name_letters(replaced)


def replace_unprintable(text: str) -> tuple[str, frozenset[str]]:
    r"""Put the stand-in for what cannot be printed, and return also what was replaced.

    Examples
    --------
    >>> replace_unprintable("a\x07b")
    ('a▯b', frozenset({'\x07'}))
    """
    strange = frozenset(letter for letter in set(text) if not _is_printable(letter))
    return text.translate(dict.fromkeys(map(ord, strange), STAND_IN)), strange


def replace_hidden(text: str) -> tuple[str, frozenset[str]]:
    r"""Put the stand-in only for what shows nothing itself: for pages that have letters enough.

    Examples
    --------
    >>> replace_hidden("\u202eabc 🎉")
    ('▯abc 🎉', frozenset({'\u202e'}))
    """
    strange = frozenset(letter for letter in set(text) if _is_hidden(letter))
    return text.translate(dict.fromkeys(map(ord, strange), STAND_IN)), strange


def name_letters(letters: Iterable[str]) -> tuple[str, ...]:
    r"""Name letters by code point and name, each once, in their order.

    Examples
    --------
    >>> name_letters("\x07é")
    ('U+0007', 'U+00E9 LATIN SMALL LETTER E WITH ACUTE')
    """
    return tuple(
        f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()
        for letter in sorted(set(letters))
    )


def _walk(data: Any, replaced: set[str]) -> Any:
    if isinstance(data, str):
        text, strange = replace_unprintable(_LINE_ENDS.sub("\n", data))
        replaced |= strange
        return _LONG_WORD.sub(lambda word: _BREAK.join(word.group()), text)
    if isinstance(data, Mapping):
        return {key: _walk(value, replaced) for key, value in data.items()}
    if isinstance(data, Sequence):
        return [_walk(value, replaced) for value in data]
    return data


def _is_hidden(letter: str) -> bool:
    if letter in "\n\t":
        return False
    return letter in TURNS_TEXT or unicodedata.category(letter) in {"Cc", "Cs"}


def _is_printable(letter: str) -> bool:
    return not _is_hidden(letter) and (letter in "\n\t" or letter in list_characters())
