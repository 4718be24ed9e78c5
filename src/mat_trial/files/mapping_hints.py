"""What the names and cells of a file suggest about a mapping: shown to the person, who decides."""

import re
from collections.abc import Iterable

from mat_trial.files.checks import strip_cell
from mat_trial.files.mapped_cells import parse_dates
from mat_trial.files.mapping import DateForm
from mat_trial.files.names import fold_name
from mat_trial.files.rows import Rows

MOST_WORDS = 30
"""A column with more different words than this is no column of answers."""

_NAMES = {
    "date": ("date", "day", "datum", "tag", "fecha", "dia", "día"),
    "condition": ("condition", "group", "arm", "treatment", "bedingung", "gruppe", "condición"),
    "pain": ("pain", "painlevel", "painscore", "nrs", "vas", "schmerz", "schmerzen", "dolor"),
    "sleep": ("sleep", "sleepquality", "schlaf", "schlafqualität", "sueño"),
    "mood": ("mood", "stimmung", "ánimo", "animo", "humor"),
    "used_mat": ("usedmat", "mat", "matused", "matte", "matteverwendet", "esterilla"),
    "minutes": ("minutes", "min", "duration", "minuten", "dauer", "minutos", "duración"),
    "rescue_medication": (
        "rescuemedication",
        "medication",
        "painkiller",
        "painkillers",
        "medikament",
        "schmerzmittel",
        "medicación",
        "analgésico",
    ),
    "skin_harm": ("skinharm", "skin", "haut", "piel"),
    "note": ("note", "notes", "comment", "comments", "notiz", "bemerkung", "nota", "comentario"),
    "recorded_at": ("recordedat", "timestamp", "createdat", "zeitstempel"),
}
_MEANINGS = {
    "yes": ("yes", "y", "true", "1", "x", "ja", "sí", "si", "oui"),
    "no": ("no", "n", "false", "0", "nein", "non"),
    "mat": ("mat", "matte", "esterilla", "b"),
    "no_mat": ("nomat", "keinematte", "ohnematte", "sinesterilla", "a"),
}
_BLANKS = {"na", "n/a", "nan", "null", "none", "-", "--", "–", "?", "."}
_TIME = r"[T ,]+[0-9]{1,2}[:.h][0-9]{2}"


def suggest_columns(rows: Rows, names: Iterable[str]) -> dict[str, int]:
    r"""Suggest the columns whose names say what they hold; each column once.

    Parameters
    ----------
    rows
        The file, cut into cells.
    names
        What is looked for, as the diary names it.

    Examples
    --------
    >>> from mat_trial.files.cutting import cut_file
    >>> rows, _problems = cut_file(b"Datum;Schmerz (0-100)\n5.1.2026;40\n", name="app.csv")
    >>> suggest_columns(rows, ["date", "pain", "sleep"])
    {'date': 0, 'pain': 1}
    """
    found: dict[str, int] = {}
    headers = [fold_name(re.sub(r"[(\[].*|[^\w\s-]", "", header)) for header in rows.header]
    for name in names:
        wanted = {fold_name(name), *_NAMES.get(name, ())}
        for i, header in enumerate(headers):
            if header in wanted and i not in found.values():
                found[name] = i
                break
    return found


def suggest_date_form(rows: Rows, column: int) -> DateForm | None:
    r"""Suggest how dates are written, where only one way reads them all; else None.

    Examples
    --------
    >>> from mat_trial.files.cutting import cut_file
    >>> rows, _problems = cut_file(b"day\n1/2/2026\n1/13/2026\n", name="app.csv")
    >>> suggest_date_form(rows, 0)
    <DateForm.MONTH_FIRST: 'month_first'>
    """
    text = strip_cell(str(column))
    written = rows.cells.filter(text != "")
    if written.is_empty():
        return None
    fits = [
        form
        for form in DateForm
        if written.select(parse_dates(text, form, with_time=True).is_not_null().all()).item()
    ]
    return fits[0] if len(fits) == 1 else None


def has_times(rows: Rows, column: int) -> bool:
    r"""Tell whether any date of a column has a time of day behind it.

    Examples
    --------
    >>> from mat_trial.files.cutting import cut_file
    >>> rows, _problems = cut_file(b"day\n2026-01-05 21:30\n", name="app.csv")
    >>> has_times(rows, 0)
    True
    """
    return bool(rows.cells.select(strip_cell(str(column)).str.contains(_TIME).any()).item())


def has_decimal_commas(rows: Rows, columns: Iterable[int]) -> bool:
    r"""Tell whether any number in these columns is written with a comma.

    Examples
    --------
    >>> from mat_trial.files.cutting import cut_file
    >>> rows, _problems = cut_file(b"day;pain\n5.1.2026;4,5\n", name="app.csv")
    >>> has_decimal_commas(rows, [1])
    True
    """
    comma = r"^[+-]?[0-9]*,[0-9]+$"
    return any(
        rows.cells.select(strip_cell(str(column)).str.contains(comma).any()).item()
        for column in columns
    )


def list_words(rows: Rows, columns: Iterable[int], *, numbers: bool = True) -> list[str]:
    r"""List the different words that stand in columns, at most `MOST_WORDS`.

    Parameters
    ----------
    rows
        The file, cut into cells.
    columns
        Where to look.
    numbers
        Whether numbers count as words.

    Examples
    --------
    >>> from mat_trial.files.cutting import cut_file
    >>> rows, _problems = cut_file(b"day;pain\n5.1.2026;4\n6.1.2026;NA\n", name="app.csv")
    >>> list_words(rows, [1], numbers=False)
    ['NA']
    """
    words: dict[str, None] = {}
    for column in columns:
        text = strip_cell(str(column))
        is_word = text != ""
        if not numbers:
            is_word &= ~text.str.contains(r"^[+-]?[0-9]*[.,]?[0-9]+$")
        found = (
            rows.cells.filter(is_word).select(text.unique(maintain_order=True)).head(MOST_WORDS)
        )
        words |= dict.fromkeys(found.to_series().to_list())
    return list(words)[:MOST_WORDS]


def suggest_words(words: Iterable[str], meaning: str) -> list[str]:
    """Suggest which words mean ``yes``, ``no``, ``mat``, ``no_mat`` or ``blank``.

    Examples
    --------
    >>> suggest_words(["Ja", "Nein"], "yes"), suggest_words(["NA", "bad"], "blank")
    (['Ja'], ['NA'])
    """
    if meaning == "blank":
        return [word for word in words if word.casefold() in _BLANKS]
    return [word for word in words if fold_name(word) in _MEANINGS[meaning]]
