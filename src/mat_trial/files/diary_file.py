"""A diary file of any kind, CSV, Parquet or JSON, read with every problem told at once.

A diary file is refused whole or read whole. What it means is settled in CONTRACT.md; where that
leaves a choice: scores with a decimal comma are refused, a time without a zone is on the clock of
this machine, and minutes above the 30 that are advised are kept, for a diary says what happened.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from mat_trial.errors import Problem
from mat_trial.files import json_text, parquet_rows
from mat_trial.files.columns import match_columns
from mat_trial.files.entries import read_entries
from mat_trial.files.entry_table import EntryTable
from mat_trial.files.findings import Finding, list_problems
from mat_trial.files.formulas import unmark_cells, unmark_formula
from mat_trial.files.json_rows import lay_out_records
from mat_trial.files.names import FIXED_COLUMNS, fold_name
from mat_trial.files.rows import Rows, split_rows
from mat_trial.files.sources import TextFormat, read_bytes, read_text
from mat_trial.language import _
from mat_trial.model import STANDARD_OUTCOMES, Entry, Outcome

_KNOWN = {fold_name(name) for name in (*FIXED_COLUMNS, *STANDARD_OUTCOMES)}


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


class ScannedDiary(NamedTuple):
    """As `DiaryFile`, with the days in a table."""

    table: EntryTable
    problems: list[Problem]
    ignored_columns: list[str]


def read_diary(
    source: Path | bytes,
    *,
    name: str | None = None,
    outcomes: Mapping[str, Outcome] | None = None,
    condition_needed: bool = True,
) -> DiaryFile:
    r"""Read a diary from CSV, Parquet or JSON, whichever the file is.

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
    table, problems, ignored_columns = scan_diary(
        source, name=name, outcomes=outcomes, condition_needed=condition_needed
    )
    return DiaryFile(table.make_entries(), problems, ignored_columns)


def scan_diary(
    source: Path | bytes,
    *,
    name: str | None = None,
    outcomes: Mapping[str, Outcome] | None = None,
    condition_needed: bool = True,
) -> ScannedDiary:
    r"""Read and check a diary as `read_diary` does, for files whose entries would fill the memory.

    Parameters
    ----------
    source, name, outcomes, condition_needed
        As in `read_diary`.

    Examples
    --------
    >>> table, problems, _ = scan_diary(b"date,condition,pain,person\n2026-01-05,mat,4,bo\n"
    ...                                 b"2026-01-05,mat,3,al\n2026-01-06,mat,5,bo\n")
    >>> [[(day.person, day.scores["pain"]) for day in one] for one in table.part_people(1)]
    [[('al', 3.0)], [('bo', 4.0), ('bo', 5.0)]]
    """
    name = name or (source.name or str(source) if isinstance(source, Path) else "diary.csv")
    rows, problems = cut_file(source, name=name)
    if rows is None:
        return ScannedDiary(EntryTable(), problems, [])
    if any(finding.line <= rows.header_line for finding in rows.findings):
        # Without a header nothing below it can be understood.
        return ScannedDiary(EntryTable(), list_problems(rows.findings, name=name), [])
    return _understand(rows, name, outcomes or {}, condition_needed=condition_needed)


def cut_file(source: Path | bytes, *, name: str) -> tuple[Rows | None, list[Problem]]:
    r"""Cut a file of days into cells, whatever its columns mean.

    Parameters
    ----------
    source, name
        As in `read_diary`.

    Returns
    -------
    The cells, None where the file cannot be cut at all, and why it cannot.

    Examples
    --------
    >>> rows, problems = cut_file(b'[{"pain": 4.0}]', name="diary.json")
    >>> rows.header, rows.cells.rows()
    (('pain',), [(1, '4.0')])
    """
    expected = _describe_expected()
    data, problems = read_bytes(source, name=name, expected=expected)
    if problems:
        return None, problems
    if data.startswith(parquet_rows.MAGIC):
        return parquet_rows.lay_out_parquet(data, name=name, expected=expected)
    is_json = data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")
    most = json_text.MOST_MEGABYTES if is_json else None
    text, problems = read_text(data, name=name, expected=expected, megabytes=most)
    # What is not needed any more is let go of: there is one copy less of a large file.
    del data
    if problems:
        return None, problems
    if is_json:
        return _cut_json(text, name, expected)
    rows = split_rows(text, name=name, is_known=lambda header: fold_name(header) in _KNOWN)
    return rows, []


def has_own_columns(rows: Rows, *, condition_needed: bool) -> bool:
    r"""Tell whether the columns of a file are named as a diary's are.

    Parameters
    ----------
    rows
        The file, cut into cells.
    condition_needed
        Whether a diary must have conditions.

    Examples
    --------
    >>> rows, _problems = cut_file(b"Tag;Schmerz\n5.1.2026;4\n", name="app.csv")
    >>> has_own_columns(rows, condition_needed=False)
    False
    """
    names = {fold_name(name) for name in rows.header}
    needed = {"date", "condition"} if condition_needed else {"date"}
    return needed <= names and bool(names & set(STANDARD_OUTCOMES))


def _describe_expected() -> TextFormat:
    return TextFormat(
        allowed=_("a diary as CSV, Parquet or JSON, text in UTF-8, of at most 200 MB"),
        remedy=_("Save the diary as 'CSV UTF-8' and give that file."),
    )


def _cut_json(text: str, name: str, expected: TextFormat) -> tuple[Rows | None, list[Problem]]:
    document, problems = json_text.parse_json(text, expected=expected, as_written=True)
    if not problems and not isinstance(document, list):
        wrong, words = _("is no list of days"), expected
        if isinstance(document, dict) and "design" in document:
            wrong = _("is a plan, not a diary")
            remedy = _(
                "Give it to a command with --plan, or on the Diary page as long as there is no "
                "plan yet."
            )
            words = expected._replace(remedy=remedy)
        problems = [Problem(where="", wrong=wrong, **words._asdict())]
    if problems:
        return None, [json_text.place(problem, name) for problem in problems]
    return lay_out_records(document, name=name)


def _understand(
    rows: Rows, name: str, asked: Mapping[str, Outcome], *, condition_needed: bool
) -> ScannedDiary:
    where = f"{name}, line {rows.header_line}" if rows.header_line else name
    if rows.is_marked:
        rows = _unmark(rows)
    columns, problems = match_columns(
        rows, where=where, asked=asked, condition_needed=condition_needed
    )
    table, findings = read_entries(
        rows.cells,
        columns,
        ranges={**STANDARD_OUTCOMES, **asked},
        condition_needed=condition_needed,
        name=name,
        unit=rows.unit,
    )
    findings += rows.findings
    findings += [Finding(rows.header_line, problem) for problem in problems]
    if rows.cells.is_empty() and not rows.findings:
        findings.append(Finding(rows.header_line, _describe_no_days(where)))
    problems = list_problems(findings, name=name)
    return ScannedDiary(EntryTable() if problems else table, problems, list(columns.ignored))


def _unmark(rows: Rows) -> Rows:
    header = tuple(map(unmark_formula, rows.header))
    texts = [str(i) for i, name in enumerate(header) if fold_name(name) in ("note", "person")]
    return replace(rows, header=header, cells=rows.cells.with_columns(map(unmark_cells, texts)))


def _describe_no_days(where: str) -> Problem:
    return Problem(
        where=where,
        wrong=_("is a header without any day below it"),
        allowed=_("a row for each day"),
        remedy=_("Add the days, or give the file that holds them."),
    )
