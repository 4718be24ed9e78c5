"""The language that sentences are said in: standard catalogues, and English where they are silent.

Sentences are marked where they stand, ``_("{n} days left", n=3)``, and said in the language of
the moment. A constant is marked with `mark` and said with ``_(CONSTANT)`` when it is needed.
"""

import gettext
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "es": "Español"}
"""Codes, and what each language calls itself."""

FOLDER = Path(__file__).parents[1] / "locale"

VARIABLE = "MAT_TRIAL_LANGUAGE"
"""The environment variable that names the language where nobody has chosen one."""

_chosen: ContextVar[str | None] = ContextVar("language", default=None)


class LanguageError(ValueError):
    """A language that there are no catalogues for."""


def _(message: str, /, **values: object) -> str:
    """Say a sentence in the language of the moment.

    Parameters
    ----------
    message
        The English sentence, with the names of its values in braces. It stands literally in the
        code, so that it can be collected for the catalogues: no f-string, no variable but one
        made with `mark`.
    values
        What the names stand for, already said in the language of the moment.

    Examples
    --------
    >>> _("{n} days left", n=3)
    '3 days left'
    """
    said = _catalogue(language()).gettext(message) if message else ""
    return said.format(**values) if values else said


def _n(one: str, many: str, n: int, /, **values: object) -> str:
    """Say a sentence that counts something, in the form that the number asks for.

    Parameters
    ----------
    one, many
        The English sentence for one and for any other number; ``{n}`` in it is the number.
    n
        How many.
    values
        What the other names stand for.

    Examples
    --------
    >>> _n("{n} day left", "{n} days left", 1), _n("{n} day left", "{n} days left", 0)
    ('1 day left', '0 days left')
    """
    return _catalogue(language()).ngettext(one, many, n).format(n=n, **values)


def mark(message: str, /) -> str:
    """Mark a constant for the catalogues and return it as it is; it is said with ``_`` later.

    Examples
    --------
    >>> mark("Not medical advice.")
    'Not medical advice.'
    """
    return message


def language() -> str:
    """Return the code of the language of the moment: the chosen one, or the environment's.

    Raises
    ------
    LanguageError
        When the environment names a language that is not there.

    Examples
    --------
    >>> language()
    'en'
    """
    return _chosen.get() or _check(os.environ.get(VARIABLE) or ENGLISH, f"{VARIABLE}: ")


def use_language(code: str) -> None:
    """Say everything in this language from now on, in this thread or task.

    Raises
    ------
    LanguageError
        When there is no such language.

    Examples
    --------
    >>> use_language("fr")
    Traceback (most recent call last):
    mat_trial.language.catalogue.LanguageError: there is no language 'fr'. Allowed: en, de, es. ...
    """
    _chosen.set(_check(code))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say everything in this language for a while.

    Raises
    ------
    LanguageError
        When there is no such language.

    Examples
    --------
    >>> with speaking("de"):
    ...     language()
    'de'
    """
    before = _chosen.set(_check(code))
    try:
        yield
    finally:
        _chosen.reset(before)


def _check(code: str, place: str = "") -> str:
    if code not in LANGUAGES:
        # In English: there is no other language to say it in.
        raise LanguageError(
            f"{place}there is no language {code!r}. Allowed: {', '.join(LANGUAGES)}. "
            "Choose one of these."
        )
    return code


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    path = FOLDER / code / "LC_MESSAGES" / "mat_trial.po"
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
