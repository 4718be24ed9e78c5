"""What is said in which language: sentences, dates and numbers."""

from mat_trial.language.catalogue import (
    ENGLISH,
    FOLDER,
    LANGUAGES,
    VARIABLE,
    LanguageError,
    _,
    _n,
    language,
    mark,
    speaking,
    use_language,
)

__all__ = [
    "ENGLISH",
    "FOLDER",
    "LANGUAGES",
    "VARIABLE",
    "LanguageError",
    "_",
    "_n",
    "language",
    "mark",
    "speaking",
    "use_language",
]
