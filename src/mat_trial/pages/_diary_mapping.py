"""Another app's file: the person says what its columns mean, and sees what that makes of it."""

import zlib
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
import streamlit as st

from mat_trial.files import mapping_hints as hints
from mat_trial.files.mapped_file import MappedFile, read_mapped
from mat_trial.files.mapping import DateForm, Mapping, ScoreColumn, mapping_problems
from mat_trial.files.rows import LINE, Rows
from mat_trial.language import _, _n, mark
from mat_trial.language.dates import say_short_weekday
from mat_trial.model import Outcome
from mat_trial.model.naming import name_outcome
from mat_trial.pages._diary_scale import choose_scale
from mat_trial.pages._layout import draw_problems, quote
from mat_trial.wording.calendar import say_score

ROWS_SHOWN = 5
MOST_LEFT_OUT = 50
_FORMS = {
    DateForm.YEAR_FIRST: mark("Year, month, day: 2026-01-31"),
    DateForm.DAY_FIRST: mark("Day, month, year: 31.1.2026"),
    DateForm.MONTH_FIRST: mark("Month, day, year: 1/31/2026"),
}
_BESIDES = {
    "used_mat": mark("Was the mat used?"),
    "minutes": mark("Minutes on the mat"),
    "rescue_medication": mark("Painkillers beyond the usual?"),
    "skin_harm": mark("Anything odd on the skin?"),
    "note": mark("Note"),
    "recorded_at": mark("When it was written down"),
}
_ANSWERS = ("used_mat", "rescue_medication", "skin_harm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The questions about one file; another file starts them afresh."""

    rows: Rows
    suggested: Table[str, int]
    stamp: int

    def key(self, name: str) -> str:
        """Name a field of this file."""
        return f"map_{self.stamp}_{name}"

    def choose_column(self, name: str, label: str) -> int | None:
        """Ask which column holds something; the suggested one is chosen already."""
        columns = [None, *range(len(self.rows.header))]
        chosen: int | None = st.selectbox(
            label,
            columns,
            index=columns.index(self.suggested.get(name)),
            format_func=self.say_column,
            filter_mode=None,
            key=self.key(name),
        )
        return chosen

    def say_column(self, column: int | None) -> str:
        """Say a column by its name and what stands first in it."""
        if column is None:
            return _("Not in the file")
        name = self.rows.header[column] or _("column {n}", n=column + 1)
        cells = self.rows.cells[str(column)]
        first = next((cell for cell in cells.head(20) if cell.strip()), "")
        return f"{name} ({first[:20]})" if first else name

    def choose_words(self, name: str, label: str, words: Sequence[str], meaning: str) -> list[str]:
        """Ask which words of the file mean something."""
        chosen: list[str] = st.pills(
            label,
            words,
            selection_mode="multi",
            default=hints.suggest_words(words, meaning),
            key=self.key(name),
        )
        return chosen


def draw_mapping(
    rows: Rows, *, name: str, outcomes: Sequence[Outcome], condition_needed: bool
) -> MappedFile | None:
    """Ask what the columns mean; return what the file then says, None while that is not settled.

    Parameters
    ----------
    rows
        The file, cut into cells.
    name
        What it is called.
    outcomes
        What may be scored.
    condition_needed
        Whether the file must say which days were mat days.
    """
    st.subheader(_("What is in which column?"), anchor=False)
    st.caption(_("What the names suggest is chosen already. Please check each."))
    names = ["date", *(outcome.name for outcome in outcomes), "condition", *_BESIDES]
    form = Form(
        rows=rows,
        suggested=hints.suggest_columns(rows, names),
        stamp=zlib.crc32(repr((name, rows.header, rows.cells.height)).encode("utf-8", "replace")),
    )
    left_out = st.session_state.get(form.key("left_out"), [])
    mapping = _ask(form, outcomes, left_out)
    unsettled = mapping_problems(
        mapping, n_columns=len(rows.header), condition_needed=condition_needed
    )
    if unsettled:
        lines = "\n".join(f"- {quote(str(problem))}" for problem in unsettled)
        st.info("\n\n".join([_("**Still to choose:**"), lines]))
        return None
    file = read_mapped(
        rows,
        mapping,
        name=name,
        outcomes={outcome.name: outcome for outcome in outcomes},
        condition_needed=condition_needed,
    )
    _draw_first_rows(file, outcomes)
    if file.problems:
        draw_problems(
            file.problems, heading=_("Nothing can be taken in as long as this is wrong:")
        )
    _ask_left_out(form, sorted({*file.lines, *left_out}))
    return file


def _ask(form: Form, outcomes: Sequence[Outcome], left_out: Sequence[int]) -> Mapping:
    date = form.choose_column("date", _("Date"))
    date_form, with_time = _ask_date_form(form, date) if date is not None else (None, False)
    scores = {}
    for outcome in outcomes:
        column = form.choose_column(outcome.name, _say_outcome(outcome))
        if column is not None:
            scale = None if outcome.is_yes_no else choose_scale(outcome, key=form.key)
            scores[outcome.name] = ScoreColumn(column=column, scale=scale)
    condition = form.choose_column("condition", _("Mat day or no-mat day"))
    conditions = {} if condition is None else _ask_conditions(form, condition)
    said = [scores[one.name].column for one in outcomes if one.is_yes_no and one.name in scores]
    is_there = any(name in form.suggested for name in _BESIDES)
    with st.expander(_("What else the file may hold"), expanded=is_there, key=form.key("more")):
        besides = {name: form.choose_column(name, _(label)) for name, label in _BESIDES.items()}
        answered = [c for name in _ANSWERS if (c := besides[name]) is not None]
        answers = {} if said else _ask_answers(form, answered)
    if said:
        # In sight: without these words nothing of the score can be read.
        answers = _ask_answers(form, [*said, *answered])
    numbers = [score.column for score in scores.values() if score.column not in said]
    if besides["minutes"] is not None:
        numbers.append(besides["minutes"])
    return Mapping(
        date=date,
        date_form=date_form,
        with_time=with_time,
        scores=scores,
        condition=condition,
        conditions=conditions,
        answers=answers,
        decimal_comma=bool(numbers) and _ask_decimals(form, numbers),
        blanks=frozenset(_ask_blanks(form, [*numbers, *said, *answered], meant=answers)),
        left_out=frozenset(left_out),
        **besides,
    )


def _say_outcome(outcome: Outcome) -> str:
    return name_outcome(outcome).capitalize()


def _ask_date_form(form: Form, date: int) -> tuple[DateForm | None, bool]:
    forms = list(DateForm)
    suggested = hints.suggest_date_form(form.rows, date)
    chosen: DateForm | None = st.radio(
        _("How are the dates written?"),
        forms,
        index=None if suggested is None else forms.index(suggested),
        format_func=lambda one: _(_FORMS[one]),
        key=form.key("date_form"),
    )
    if not hints.has_times(form.rows, date):
        return chosen, False
    label = _("Leave out the time of day behind the date")
    return chosen, st.checkbox(label, key=form.key("with_time"))


def _ask_conditions(form: Form, column: int) -> dict[str, str]:
    words = hints.list_words(form.rows, [column])
    mat = form.choose_words("mat", _("Words for a day with the mat"), words, "mat")
    rest = [word for word in words if word not in mat]
    no_mat = form.choose_words("no_mat", _("Words for a day without the mat"), rest, "no_mat")
    return {**dict.fromkeys(mat, "mat"), **dict.fromkeys(no_mat, "no_mat")}


def _ask_answers(form: Form, columns: Sequence[int]) -> dict[str, str]:
    if not columns:
        return {}
    words = hints.list_words(form.rows, columns)
    yes = form.choose_words("yes", _("Words for yes"), words, "yes")
    rest = [word for word in words if word not in yes]
    no = form.choose_words("no", _("Words for no"), rest, "no")
    return {**dict.fromkeys(yes, "yes"), **dict.fromkeys(no, "no")}


def _ask_decimals(form: Form, columns: Sequence[int]) -> bool:
    with_comma = hints.has_decimal_commas(form.rows, columns)
    if not with_comma:
        return False
    label = _("Decimals are written with a comma: 4,5")
    return st.checkbox(label, value=True, key=form.key("decimal_comma"))


def _ask_blanks(form: Form, columns: Sequence[int], *, meant: Table[str, str]) -> list[str]:
    words = hints.list_words(form.rows, columns, numbers=False)
    words = [word for word in words if word not in meant]
    if not words:
        return []
    label = _("Words that mean that nothing was written down")
    return form.choose_words("blanks", label, words, "blank")


def _ask_left_out(form: Form, lines: Sequence[int]) -> None:
    if not lines:
        return
    cells = form.rows.cells.filter(pl.col(LINE).is_in(lines[:MOST_LEFT_OUT]))
    shown = {row[0]: " · ".join(filter(None, row[1:]))[:40] for row in cells.iter_rows()}

    def say_line(line: int) -> str:
        said = _("row {n}", n=line) if form.rows.unit == "row" else _("line {n}", n=line)
        return f"{said}: {shown.get(line, '')}"

    st.pills(
        _("Leave these lines out"),
        lines[:MOST_LEFT_OUT],
        selection_mode="multi",
        format_func=say_line,
        key=form.key("left_out"),
    )


def _draw_first_rows(file: MappedFile, outcomes: Sequence[Outcome]) -> None:
    rows = file.days.head(ROWS_SHOWN).to_dicts()
    scored = {outcome.name: outcome for outcome in outcomes}
    days = [row["date"] for row in rows]
    columns = {_("Day"): [say_short_weekday(day) if day else "–" for day in days]}
    for name in file.days.columns:
        if name in scored:
            outcome = scored[name]
            columns[_say_outcome(outcome)] = [say_score(row[name], outcome) for row in rows]
    if "condition" in file.days.columns:
        words = {"mat": _("mat"), "no_mat": _("no mat"), None: "–"}
        columns[_("Kind")] = [words[row["condition"]] for row in rows]
    title = _n(
        "The first row as it would stand", "The first {n} rows as they would stand", len(rows)
    )
    st.markdown(f"**{quote(title)}**")
    st.table(pl.DataFrame(columns), hide_index=True, border="horizontal", alt=title)
