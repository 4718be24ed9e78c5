"""Several things in one sentence, joined as the language joins them."""

from collections.abc import Sequence

from babel.lists import format_list

from mat_trial.language.catalogue import ENGLISH, language

_LOCALES = {ENGLISH: "en_GB"}
"""Whose lists have no comma before the last word, as the sentences here have none."""


def say_any_of(things: Sequence[str]) -> str:
    """Say that any of these things will do.

    Examples
    --------
    >>> say_any_of([".csv", ".parquet", ".json"]), say_any_of([".pdf"])
    ('.csv, .parquet or .json', '.pdf')
    """
    return format_list(things, style="or", locale=_LOCALES.get(language(), language()))
