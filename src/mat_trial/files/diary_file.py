"""A diary file of any kind, CSV, Parquet or JSON, read with every problem told at once.

A diary file is refused whole or read whole. What it means is settled in CONTRACT.md; where that
leaves a choice: scores with a decimal comma are refused, a time without a zone is on the clock of
this machine, and minutes above the 30 that are advised are kept, for a diary says what happened.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from mat_trial.errors import Problem
from mat_trial.files.columns import find_no_scores, match_columns
from mat_trial.files.contents import survey_columns
from mat_trial.files.cutting import use_pieces
from mat_trial.files.entries import EntryReader, choose_readings
from mat_trial.files.entry_table import EntryTable
from mat_trial.files.findings import Finding, list_problems
from mat_trial.files.formulas import unmark_cells, unmark_formula
from mat_trial.files.names import fold_name
from mat_trial.files.rows import Piece, RowPieces, Tell, say_nothing
from mat_trial.language import _
from mat_trial.model import STANDARD_OUTCOMES, Entry, Outcome

_SHARE_OF_CUTTING = 0.8
"""How much of the time a file takes until all its rows are cut; the rest puts them in order."""


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
    tell: Tell = say_nothing,
) -> ScannedDiary:
    r"""Read and check a diary as `read_diary` does, for files whose entries would fill the memory.

    Parameters
    ----------
    source, name, outcomes, condition_needed
        As in `read_diary`.
    tell
        Called again and again with the share of the file that is read.

    Examples
    --------
    >>> table, problems, _ = scan_diary(b"date,condition,pain,person\n2026-01-05,mat,4,bo\n"
    ...                                 b"2026-01-05,mat,3,al\n2026-01-06,mat,5,bo\n")
    >>> [[(day.person, day.scores["pain"]) for day in one] for one in table.part_people(1)]
    [[('al', 3.0)], [('bo', 4.0), ('bo', 5.0)]]
    """
    name = name or (source.name or str(source) if isinstance(source, Path) else "diary.csv")

    def understand(pieces: RowPieces) -> ScannedDiary:
        return _understand(pieces, name, outcomes or {}, tell, condition_needed=condition_needed)

    scanned, problems = use_pieces(source, name=name, use=understand)
    return ScannedDiary(EntryTable(), problems, []) if scanned is None else scanned


def _understand(
    pieces: RowPieces,
    name: str,
    asked: Mapping[str, Outcome],
    tell: Tell,
    *,
    condition_needed: bool,
) -> ScannedDiary:
    where = f"{name}, line {pieces.header_line}" if pieces.header_line else name
    if pieces.is_marked:
        pieces = _unmark(pieces)
    columns, problems = match_columns(
        pieces.header,
        lambda cells: survey_columns(pieces.cut(), cells),
        where=where,
        asked=asked,
        condition_needed=condition_needed,
    )
    reader = EntryReader(columns, name=name, unit=pieces.unit)
    ranges = {**STANDARD_OUTCOMES, **asked}
    uncut: list[Finding] = []
    n_rows = 0
    for cells, share, found in pieces.cut():
        reader.add(
            cells,
            choose_readings(cells, columns, ranges=ranges, condition_needed=condition_needed),
        )
        uncut += found
        n_rows += cells.height
        tell(share * _SHARE_OF_CUTTING)
    if any(finding.line <= pieces.header_line for finding in uncut):
        # Without a header nothing below it can be understood.
        return ScannedDiary(EntryTable(), list_problems(uncut, name=name), [])
    table, findings = reader.finish(
        lambda share: tell(_SHARE_OF_CUTTING + share * (1 - _SHARE_OF_CUTTING))
    )
    if n_rows:
        problems += find_no_scores(columns, asked, where)
    elif not uncut:
        problems.append(_describe_no_days(where))
    findings += uncut
    findings += [Finding(pieces.header_line, problem) for problem in problems]
    problems = list_problems(findings, name=name)
    return ScannedDiary(EntryTable() if problems else table, problems, list(columns.ignored))


def _unmark(pieces: RowPieces) -> RowPieces:
    header = tuple(map(unmark_formula, pieces.header))
    texts = [str(i) for i, name in enumerate(header) if fold_name(name) in ("note", "person")]

    def cut() -> Iterator[Piece]:
        for piece in pieces.cut():
            yield piece._replace(cells=piece.cells.with_columns(map(unmark_cells, texts)))

    return replace(pieces, header=header, cut=cut)


def _describe_no_days(where: str) -> Problem:
    return Problem(
        where=where,
        wrong=_("is a header without any day below it"),
        allowed=_("a row for each day"),
        remedy=_("Add the days, or give the file that holds them."),
    )
