"""Another tracker's file, read by a mapping: what would stand in the diary, and all problems."""

from collections.abc import Mapping as Table
from dataclasses import dataclass, replace

import polars as pl

from mat_trial.errors import Problem
from mat_trial.files.cells import parse_times, read_note, read_time
from mat_trial.files.checks import Reading, strip_cell
from mat_trial.files.columns import Column, Columns
from mat_trial.files.entries import EntryReader
from mat_trial.files.findings import Finding, list_problems
from mat_trial.files.formulas import unmark_cells
from mat_trial.files.mapped_cells import (
    read_mapped_date,
    read_mapped_number,
    read_mapped_words,
)
from mat_trial.files.mapping import DateForm, Mapping, mapping_problems
from mat_trial.files.rows import LINE, Rows
from mat_trial.language import _
from mat_trial.model import STANDARD_OUTCOMES, Entry, Outcome

_MINUTES = Outcome(
    name="minutes",
    question="",
    better=STANDARD_OUTCOMES["pain"].better,
    worthwhile=1,
    minimum=0,
    maximum=1440,
)
_ANSWERS = ("used_mat", "rescue_medication", "skin_harm")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MappedFile:
    """What a mapping makes of a file.

    Parameters
    ----------
    entries
        The days, in order; none where there is any problem.
    problems
        All of them, in the order of the file.
    lines
        The lines that problems are about: what the person may leave out.
    days
        The rows as they would stand, `line` first; null where a cell is blank or unreadable.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    lines: tuple[int, ...]
    days: pl.DataFrame


def read_mapped(
    rows: Rows,
    mapping: Mapping,
    *,
    name: str,
    outcomes: Table[str, Outcome] | None = None,
    condition_needed: bool = True,
) -> MappedFile:
    r"""Read a file by a mapping, whole or not at all.

    Parameters
    ----------
    rows
        The file, cut into cells.
    mapping
        What its columns mean.
    name
        What the file is called in problems.
    outcomes
        Outcomes by name, for the ends of their scales; by default those of every diary.
    condition_needed
        Whether every row must have a condition; False where a plan gives it.

    Examples
    --------
    >>> from mat_trial.files.cutting import cut_file
    >>> from mat_trial.files.mapping import Scale, ScoreColumn
    >>> rows, _problems = cut_file(b"Tag;Schmerz\n5.1.2026;40\n6.1.2026;NA\n", name="app.csv")
    >>> tens = ScoreColumn(column=1, scale=Scale(low=0, high=100))
    >>> file = read_mapped(rows, Mapping(date=0, date_form=DateForm.DAY_FIRST,
    ...                                  scores={"pain": tens}, blanks=frozenset({"NA"})),
    ...                    name="app.csv", condition_needed=False)
    >>> [(day.date.isoformat(), day.scores) for day in file.entries]
    [('2026-01-05', {'pain': 4.0}), ('2026-01-06', {})]
    """
    unsettled = mapping_problems(
        mapping, n_columns=len(rows.header), condition_needed=condition_needed
    )
    if unsettled or mapping.date_form is None:
        return MappedFile(entries=(), problems=tuple(unsettled), lines=(), days=pl.DataFrame())
    cells = _prepare(rows, mapping)
    ranges = {**STANDARD_OUTCOMES, **(outcomes or {})}
    columns = _name_columns(rows, mapping)
    note_times = columns.fixed.get("recorded_at")
    times = parse_times(cells[note_times.cell]) if note_times else {}
    readings = _choose_readings(
        columns, mapping, mapping.date_form, ranges, condition_needed=condition_needed
    )
    if note_times:
        readings["recorded_at"] = read_time(note_times.cell, times)
    reader = EntryReader(columns, name=name, unit=rows.unit)
    reader.add(cells, readings)
    table, findings = reader.finish()
    findings += [finding for finding in rows.findings if not {*finding.lines} <= mapping.left_out]
    if cells.is_empty() and not findings:
        findings.append(Finding(0, _describe_no_days(name)))
    return MappedFile(
        entries=() if findings else tuple(table.make_entries()),
        problems=tuple(list_problems(findings, name=name)),
        lines=tuple(sorted({line for finding in findings for line in finding.lines})),
        days=cells.select(LINE, *(reading.value.alias(key) for key, reading in readings.items())),
    )


def _prepare(rows: Rows, mapping: Mapping) -> pl.DataFrame:
    kept = rows.cells.filter(~pl.col(LINE).is_in(list(mapping.left_out)))
    blanks = list(mapping.blanks)
    others = [
        str(column)
        for column in (*mapping.fixed.values(), *(s.column for s in mapping.scores.values()))
        if column != mapping.note
    ]
    emptied = [
        pl.when(strip_cell(cell).is_in(blanks))
        .then(pl.lit(""))
        .otherwise(pl.col(cell))
        .alias(cell)
        for cell in others
    ]
    texts = (
        [unmark_cells(str(mapping.note))] if rows.is_marked and mapping.note is not None else []
    )
    return kept.with_columns(*emptied, *texts)


def _name_columns(rows: Rows, mapping: Mapping) -> Columns:
    def column(name: str, i: int) -> Column:
        return Column(name=name, header=rows.header[i] or str(i + 1), cell=str(i))

    return Columns(
        fixed={name: column(name, i) for name, i in mapping.fixed.items()},
        outcomes=tuple(column(name, score.column) for name, score in mapping.scores.items()),
        ignored=(),
    )


def _choose_readings(
    columns: Columns,
    mapping: Mapping,
    form: DateForm,
    ranges: Table[str, Outcome],
    *,
    condition_needed: bool,
) -> dict[str, Reading]:
    readings = {
        "date": read_mapped_date(columns.fixed["date"].cell, form, with_time=mapping.with_time)
    }
    for column in columns.outcomes:
        outcome, scale = ranges.get(column.name), mapping.scores[column.name].scale
        if outcome is not None and outcome.is_yes_no:
            answers = _read_answers(column.cell, mapping)
            readings[column.name] = replace(answers, value=answers.value.cast(pl.Float64))
            continue
        readings[column.name] = read_mapped_number(
            column.cell, outcome, scale, decimal_comma=mapping.decimal_comma
        )
    for name, column in columns.fixed.items():
        if name == "condition":
            readings[name] = read_mapped_words(
                column.cell,
                mapping.conditions,
                allowed=_("a word that stands for mat or no mat"),
                needed=condition_needed,
            )
        elif name in _ANSWERS:
            readings[name] = _read_answers(column.cell, mapping)
        elif name == "minutes":
            readings[name] = read_mapped_number(
                column.cell, _MINUTES, None, decimal_comma=mapping.decimal_comma
            )
        elif name == "note":
            readings[name] = read_note(column.cell)
    return readings


def _read_answers(cell: str, mapping: Mapping) -> Reading:
    allowed = _("a word that stands for yes or no")
    words = read_mapped_words(cell, mapping.answers, allowed=allowed)
    return replace(words, value=words.value == "yes")


def _describe_no_days(name: str) -> Problem:
    return Problem(
        where=name,
        wrong=_("has no row left"),
        allowed=_("a row for each day"),
        remedy=_("Take back rows that were left out, or give the file that holds the days."),
    )
