"""How another tracker's columns become a diary's: chosen by the person, applied to the letter."""

from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from enum import StrEnum

from mat_trial.errors import Problem
from mat_trial.language import _, mark
from mat_trial.language.numbers import format_plain
from mat_trial.model import STANDARD_OUTCOMES
from mat_trial.model.naming import name_outcome

_NAMES = {
    "date": mark("date"),
    "condition": mark("condition"),
    "used_mat": mark("mat used"),
    "minutes": mark("minutes"),
    "rescue_medication": mark("painkillers"),
    "skin_harm": mark("skin hurt"),
    "note": mark("note"),
    "recorded_at": mark("time of the first entry"),
}


class DateForm(StrEnum):
    """In which order dates are written; never guessed where two would do."""

    YEAR_FIRST = "year_first"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The ends of another tracker's scale, stretched to those of the outcome.

    Parameters
    ----------
    low, high
        The file's lowest and highest possible score, the lowest first.
    is_reversed
        Whether the file's highest means the outcome's lowest.
    """

    low: float
    high: float
    is_reversed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreColumn:
    """Where an outcome stands in the file.

    Parameters
    ----------
    column
        Number of the column, from 0.
    scale
        None where scores stand as the diary keeps them: nothing is rescaled unasked.
    """

    column: int
    scale: Scale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What each column of a file means; columns count from 0, None where the file has none.

    Parameters
    ----------
    date, date_form
        The column of dates and how they are written; None while not chosen.
    with_time
        Whether a time of day behind the date is left out; False refuses it.
    scores
        By name of the outcome.
    condition, conditions
        The column of conditions, and what its words mean: ``mat`` or ``no_mat``.
    used_mat, rescue_medication, skin_harm
        Columns of yes and no.
    answers
        What the words of these mean, and those of scores that are yes or no: ``yes`` or ``no``.
    minutes, note, recorded_at
        Columns of minutes, texts and ISO times.
    decimal_comma
        Whether decimals are written 4,5; then 4.5 is refused, and the other way round.
    blanks
        Words that mean that nothing was written down.
    left_out
        Lines that the person leaves out.
    """

    date: int | None = None
    date_form: DateForm | None = None
    with_time: bool = False
    scores: Table[str, ScoreColumn] = field(default_factory=dict)
    condition: int | None = None
    conditions: Table[str, str] = field(default_factory=dict)
    used_mat: int | None = None
    rescue_medication: int | None = None
    skin_harm: int | None = None
    answers: Table[str, str] = field(default_factory=dict)
    minutes: int | None = None
    note: int | None = None
    recorded_at: int | None = None
    decimal_comma: bool = False
    blanks: frozenset[str] = frozenset()
    left_out: frozenset[int] = frozenset()

    @property
    def fixed(self) -> dict[str, int]:
        """The columns that are no scores, by the diary's name of each."""
        columns = {
            "date": self.date,
            "condition": self.condition,
            "used_mat": self.used_mat,
            "minutes": self.minutes,
            "rescue_medication": self.rescue_medication,
            "skin_harm": self.skin_harm,
            "note": self.note,
            "recorded_at": self.recorded_at,
        }
        return {name: column for name, column in columns.items() if column is not None}


def mapping_problems(mapping: Mapping, *, n_columns: int, condition_needed: bool) -> list[Problem]:
    """List what is still to be chosen, or cannot be.

    Parameters
    ----------
    mapping
        As far as it was chosen.
    n_columns
        How many columns the file has.
    condition_needed
        Whether the file must say what each day was; False where a plan does.

    Examples
    --------
    >>> chosen = Mapping(date=0, date_form=DateForm.DAY_FIRST)
    >>> [problem] = mapping_problems(chosen, n_columns=2, condition_needed=False)
    >>> print(problem)
    scores: are not chosen. Allowed: a column for at least one score. Say which column holds it.
    """
    problems = []
    if mapping.date is None:
        problems.append(
            Problem(
                where=_("date"),
                wrong=_("is not chosen"),
                allowed=_("the column of dates"),
                remedy=_("Say which column holds it."),
            )
        )
    elif mapping.date_form is None:
        problems.append(
            Problem(
                where=_("date"),
                wrong=_("could be read in more than one way"),
                allowed=_("year first, day first or month first"),
                remedy=_("Say how the dates are written."),
            )
        )
    if not mapping.scores:
        problems.append(
            Problem(
                where=_("scores"),
                wrong=_("are not chosen"),
                allowed=_("a column for at least one score"),
                remedy=_("Say which column holds it."),
            )
        )
    if condition_needed and mapping.condition is None:
        problems.append(
            Problem(
                where=_("condition"),
                wrong=_("is not chosen"),
                allowed=_("the column that tells days with the mat from days without"),
                remedy=_("Say which column holds it, or lock the plan first."),
            )
        )
    return problems + _find_clashes(mapping, n_columns)


def _find_clashes(mapping: Mapping, n_columns: int) -> list[Problem]:
    problems = []
    used: dict[int, str] = {}
    columns = {name: score.column for name, score in mapping.scores.items()}
    for name, column in {**mapping.fixed, **columns}.items():
        if column in used or not 0 <= column < n_columns:
            problems.append(
                Problem(
                    where=_say_name(name),
                    value=_say_name(used[column]) if column in used else None,
                    wrong=_("is the same column") if column in used else _("is no column"),
                    allowed=_("a column of its own for each"),
                    remedy=_("Choose another column for one of the two."),
                )
            )
        used.setdefault(column, name)
    for name, score in mapping.scores.items():
        if score.scale and not -1e9 <= score.scale.low < score.scale.high <= 1e9:
            problems.append(
                Problem(
                    where=_say_name(name),
                    value=f"{format_plain(score.scale.low)} … {format_plain(score.scale.high)}",
                    wrong=_("is no scale"),
                    allowed=_("a lowest score below the highest"),
                    remedy=_("Swap or correct the two ends."),
                )
            )
    return problems


def _say_name(name: str) -> str:
    if name in _NAMES:
        return _(_NAMES[name])
    outcome = STANDARD_OUTCOMES.get(name)
    return name.replace("_", " ") if outcome is None else name_outcome(outcome)
