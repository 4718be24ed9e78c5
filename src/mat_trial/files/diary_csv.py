"""The diary as CSV: read with every problem told at once, and written so that it reads the same.

A diary file is refused whole or read whole. What it means is settled in CONTRACT.md; where that
leaves a choice: scores with a decimal comma are refused, a time without a zone is on the clock of
this machine, and minutes above the 30 that are advised are kept, for a diary says what happened.
"""

import math
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from mat_trial.errors import DiaryError, Problem
from mat_trial.files.columns import match_columns
from mat_trial.files.entries import read_entries
from mat_trial.files.findings import Finding, list_problems
from mat_trial.files.names import FIXED_COLUMNS, clean_name, fold_name
from mat_trial.files.rows import split_rows
from mat_trial.files.sources import TextFormat, read_text
from mat_trial.model import STANDARD_OUTCOMES, Entry, Outcome

_CSV = TextFormat(
    allowed="a CSV text file in UTF-8, of at most 200 MB",
    remedy="Save the diary as 'CSV UTF-8' and give that file.",
)
_KNOWN = {fold_name(name) for name in (*FIXED_COLUMNS, *STANDARD_OUTCOMES)}
_TO_QUOTE = re.compile(r'[",;\t\r\n]')


class DiaryFile(NamedTuple):
    """What a diary file holds.

    Parameters
    ----------
    entries
        Sorted by person and date; empty where there is any problem.
    problems
        Everything that is wrong, in the order of the file.
    ignored_columns
        Columns of words that mean nothing to a diary and were not read; say so to the person.
    """

    entries: list[Entry]
    problems: list[Problem]
    ignored_columns: list[str]


def read_diary(
    source: Path | bytes,
    *,
    name: str | None = None,
    outcomes: Mapping[str, Outcome] | None = None,
    condition_needed: bool = True,
) -> DiaryFile:
    r"""Read a diary from CSV.

    Parameters
    ----------
    source
        A file, or the bytes of one.
    name
        What the file is called in problems; by default its own name.
    outcomes
        Outcomes asked for, by column name: one of them must be there, and their ranges hold. The
        others keep theirs: 0 to 10 for pain, sleep and mood, none for any other column.
    condition_needed
        Whether every row must have a condition; False where a plan gives it.

    Examples
    --------
    >>> entries, problems, ignored_columns = read_diary(
    ...     b"Date;Condition;Pain\n2026-01-06;no mat;6\n2026-01-05;mat;4,5\n")
    >>> entries
    []
    >>> print(problems[0])
    diary.csv, line 3, Pain: '4,5' is written with a comma. Allowed: 0 to 10, or blank. Write
    decimals with a point: 4.5, not 4,5.
    """
    name = name or (source.name or str(source) if isinstance(source, Path) else "diary.csv")
    text, problems = read_text(source, name=name, expected=_CSV)
    if problems:
        return DiaryFile([], problems, [])
    rows = split_rows(text, name=name, is_known=lambda header: fold_name(header) in _KNOWN)
    if any(finding.line <= rows.header_line for finding in rows.findings):
        # Without a header nothing below it can be understood.
        return DiaryFile([], list_problems(rows.findings), [])
    asked = outcomes or {}
    where = f"{name}, line {rows.header_line}"
    columns, problems = match_columns(
        rows, where=where, asked=asked, condition_needed=condition_needed
    )
    entries, findings = read_entries(
        rows.cells,
        columns,
        ranges={**STANDARD_OUTCOMES, **asked},
        condition_needed=condition_needed,
        name=name,
    )
    findings += rows.findings
    findings += [Finding(rows.header_line, problem) for problem in problems]
    if rows.cells.is_empty() and not rows.findings:
        findings.append(Finding(rows.header_line, _describe_no_days(where)))
    return DiaryFile([] if findings else entries, list_problems(findings), list(columns.ignored))


def _describe_no_days(where: str) -> Problem:
    return Problem(
        where=where,
        wrong="is a header without any day below it",
        allowed="a row for each day",
        remedy="Add the days, or give the file that holds them.",
    )


def write_diary(entries: Iterable[Entry]) -> bytes:
    r"""Write a diary as CSV that `read_diary` reads back as it was.

    Parameters
    ----------
    entries
        In the order to be written. Outcomes are named as in the diary; nothing is kept back.

    Raises
    ------
    DiaryError
        When a text, number or name is none that CSV can hold: NUL, half a surrogate pair, NaN,
        infinity, an outcome called as another column or not in lower case.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import Condition
    >>> day = Entry(date=dt.date(2026, 1, 5), condition=Condition.MAT, scores={"pain": 4.0},
    ...             used_mat=True, minutes=20.0, note="warm, tired")
    >>> print(write_diary([day]).decode())
    date,condition,pain,used_mat,minutes,rescue_medication,note,recorded_at
    2026-01-05,mat,4,yes,20,,"warm, tired",
    <BLANKLINE>
    """
    days = list(entries)
    scored = dict.fromkeys(name for day in days for name in day.scores)
    # Where nothing is scored yet, the usual columns stand there to be filled in.
    outcomes = sorted(scored, key=_rank) or list(STANDARD_OUTCOMES)
    _check_names(outcomes)
    header = [
        "person",
        "date",
        "condition",
        *outcomes,
        "used_mat",
        "minutes",
        "rescue_medication",
        "skin_harm",
        "note",
        "recorded_at",
    ]
    lines = [header, *(_list_cells(day, outcomes) for day in days)]
    if all(day.skin_harm is None for day in days):
        # Only the app asks for it: a file without it is the same as ever.
        lines = [[*line[:-3], *line[-2:]] for line in lines]
    if all(day.person is None for day in days):
        lines = [line[1:] for line in lines]
    text = "".join(",".join(map(_quote, line)) + "\n" for line in lines)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DiaryError(f"A text of the diary cannot be written as UTF-8: {error}.") from error
    if b"\0" in data:
        raise DiaryError("A text of the diary holds a NUL character, which no CSV file may.")
    return data


def _check_names(outcomes: list[str]) -> None:
    taken = {fold_name(name) for name in FIXED_COLUMNS}
    for name in outcomes:
        if clean_name(name) != name or fold_name(name) in taken:
            raise DiaryError(
                f"An outcome cannot be written as the column {name!r}. Allowed: lower case, with "
                "underscores between words, and unlike every other column. Rename it."
            )
        taken.add(fold_name(name))


def _list_cells(day: Entry, outcomes: list[str]) -> list[str]:
    return [
        day.person or "",
        day.date.isoformat(),
        day.condition or "",
        *(_write_number(day.scores.get(name)) for name in outcomes),
        _write_yes_no(day.used_mat),
        _write_number(day.minutes),
        _write_yes_no(day.rescue_medication),
        _write_yes_no(day.skin_harm),
        day.note,
        day.recorded_at.isoformat() if day.recorded_at else "",
    ]


def _rank(name: str) -> int:
    usual = list(STANDARD_OUTCOMES)
    return usual.index(name) if name in usual else len(usual)


def _write_number(number: float | None) -> str:
    if number is None:
        return ""
    if not math.isfinite(number):
        raise DiaryError(f"{number} is no score or time of a diary. Allowed: finite numbers.")
    return repr(float(number)).removesuffix(".0")


def _write_yes_no(answer: bool | None) -> str:  # noqa: FBT001 - a cell, not a switch
    return "" if answer is None else "yes" if answer else "no"


def _quote(cell: str) -> str:
    # The csv module of Python 3.11 leaves a lone carriage return unquoted, which breaks the row.
    return '"' + cell.replace('"', '""') + '"' if _TO_QUOTE.search(cell) else cell
