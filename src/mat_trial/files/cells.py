"""What may stand in a diary's cells: for each kind, how it is read and what is refused."""

import datetime as dt
import re
from dataclasses import replace

import polars as pl

from mat_trial.files.checks import Reading, Rule, strip_cell
from mat_trial.language import _
from mat_trial.language.numbers import format_plain, say_range
from mat_trial.model import Condition, Outcome

_MINUTES_A_DAY = 24 * 60
_ISO_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
DECIMAL_COMMA = r"^[+-]?[0-9]*,[0-9]+$"
NOT_FINITE = r"(?i)^[+-]?(nan|inf|infinity)$"
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")


def read_date(cell: str) -> Reading:
    """Read ISO dates; a blank is refused.

    Examples
    --------
    >>> cells = pl.DataFrame({"0": ["2026-01-05", "5.1.2026", "2026-02-30"]})
    >>> cells.select(read_date("0").value).to_series().to_list()
    [datetime.date(2026, 1, 5), None, None]
    """
    text = strip_cell(cell)
    # Polars knows a year 0, which Python does not.
    written = text.str.contains(_ISO_DATE) & ~text.str.starts_with("0000")
    day = pl.when(written).then(text).str.to_date("%Y-%m-%d", strict=False)
    allowed = _("a date such as 2026-01-31")
    return Reading(
        value=day,
        rules=(
            Rule(
                broken=text == "",
                wrong=_("is blank"),
                allowed=allowed,
                remedy=_("Fill in the day, or delete the row."),
            ),
            Rule(
                broken=~text.str.contains(_ISO_DATE),
                wrong=_("is not written as year-month-day"),
                allowed=allowed,
                remedy=_("Write the year first, then the month and the day, with hyphens."),
            ),
            Rule(
                broken=day.is_null(),
                wrong=_("is no day of the calendar"),
                allowed=allowed,
                remedy=_("Correct the date."),
            ),
        ),
    )


def read_condition(cell: str, *, needed: bool) -> Reading:
    """Read conditions, without regard to case, spaces or hyphens.

    Parameters
    ----------
    cell
        The column.
    needed
        Whether a blank is refused.

    Examples
    --------
    >>> cells = pl.DataFrame({"0": ["mat", "No-mat", ""]})
    >>> cells.select(read_condition("0", needed=False).value).to_series().to_list()
    ['mat', 'no_mat', None]
    """
    text = strip_cell(cell)
    folded = text.str.to_lowercase().str.replace_all(r"[\s_-]+", "")
    condition = (
        pl.when(folded == "mat")
        .then(pl.lit(Condition.MAT.value))
        .when(folded == "nomat")
        .then(pl.lit(Condition.NO_MAT.value))
    )
    allowed = _("mat or no_mat") if needed else _("mat or no_mat, or blank")
    return Reading(
        value=condition,
        rules=(
            Rule(
                broken=(text == "") & needed,
                wrong=_("is blank"),
                allowed=allowed,
                remedy=_("Write what the day was assigned to, or give the plan with the diary."),
            ),
            Rule(
                broken=(text != "") & condition.is_null(),
                wrong=_("is no condition"),
                allowed=allowed,
                remedy=_("Write mat for a day with the mat and no_mat for a day without."),
                choices=(Condition.MAT.value, Condition.NO_MAT.value),
            ),
        ),
    )


def read_score(cell: str, outcome: Outcome | None) -> Reading:
    """Read scores; the outcome, where there is one, gives their range.

    What is yes or no on each day is kept as 1 and 0, and may be written either way.

    Examples
    --------
    >>> cells = pl.DataFrame({"0": ["4.5", ""]})
    >>> cells.select(read_score("0", None).value).to_series().to_list()
    [4.5, None]
    """
    if outcome is not None and outcome.is_yes_no:
        return _read_yes_no_score(cell)
    ends = (outcome.minimum, outcome.maximum) if outcome else (None, None)
    return _read_number(cell, *ends, remedy=_("Correct the score, or leave it blank if unknown."))


def _read_yes_no_score(cell: str) -> Reading:
    text = strip_cell(cell)
    number = pl.when(text.str.contains(NUMBER)).then(text).cast(pl.Float64)
    said = read_yes_no(cell)
    score = pl.coalesce(
        said.value.cast(pl.Float64), pl.when(number.is_in([0.0, 1.0])).then(number)
    )
    (rule,) = said.rules
    broken = (text != "") & score.is_null()
    allowed = _("yes, no, 1, 0, or blank")
    return Reading(value=score, rules=(replace(rule, broken=broken, allowed=allowed),))


def read_minutes(cell: str) -> Reading:
    """Read minutes on the mat, as they were: from none to a whole day.

    Examples
    --------
    >>> pl.DataFrame({"0": ["20"]}).select(read_minutes("0").value).item()
    20.0
    """
    remedy = _("Correct the minutes, or leave them blank if unknown.")
    return _read_number(cell, 0, _MINUTES_A_DAY, remedy=remedy)


def _read_number(
    cell: str, minimum: float | None, maximum: float | None, *, remedy: str
) -> Reading:
    text = strip_cell(cell)
    number = pl.when(text.str.contains(NUMBER)).then(text).cast(pl.Float64)
    allowed = _("{numbers}, or blank", numbers=say_range(minimum, maximum))
    rules = [
        Rule(
            broken=text.str.contains(DECIMAL_COMMA),
            wrong=_("is written with a comma"),
            allowed=allowed,
            remedy=_("Write decimals with a point: 4.5, not 4,5."),
        ),
        Rule(
            broken=text.str.contains(NOT_FINITE) | number.is_infinite(),
            wrong=_("is not a finite number"),
            allowed=allowed,
            remedy=remedy,
        ),
        Rule(
            broken=(text != "") & number.is_null(),
            wrong=_("is not a number"),
            allowed=allowed,
            remedy=remedy,
        ),
    ]
    if minimum is not None:
        wrong = _("is below {minimum}", minimum=format_plain(minimum))
        rules.append(Rule(broken=number < minimum, wrong=wrong, allowed=allowed, remedy=remedy))
    if maximum is not None:
        wrong = _("is above {maximum}", maximum=format_plain(maximum))
        rules.append(Rule(broken=number > maximum, wrong=wrong, allowed=allowed, remedy=remedy))
    return Reading(value=number, rules=tuple(rules))


def read_yes_no(cell: str) -> Reading:
    """Read yes and no.

    Examples
    --------
    >>> cells = pl.DataFrame({"0": ["yes", "No", ""]})
    >>> cells.select(read_yes_no("0").value).to_series().to_list()
    [True, False, None]
    """
    text = strip_cell(cell)
    word = text.str.to_lowercase()
    answer = pl.when(word == "yes").then(True).when(word == "no").then(False)  # noqa: FBT003 - Polars takes the value alone
    return Reading(
        value=answer,
        rules=(
            Rule(
                broken=(text != "") & answer.is_null(),
                wrong=_("is neither yes nor no"),
                allowed=_("yes, no, or blank"),
                remedy=_("Write yes or no, or leave it blank if unknown."),
                choices=("yes", "no"),
            ),
        ),
    )


def parse_times(cells: pl.Series) -> dict[str, dt.datetime | None]:
    """Parse ISO times: each text once, None for what is no time.

    A time without a zone is on the clock of this machine. Polars would turn every time to one
    zone, and the hour on the person's own clock be lost.

    Examples
    --------
    >>> parse_times(pl.Series(["2026-01-05"]))
    {'2026-01-05': None}
    >>> [time] = parse_times(pl.Series(["2026-01-05T21:30+01:00"])).values()
    >>> time.hour, time.utcoffset()
    (21, datetime.timedelta(seconds=3600))
    """
    return {written: _parse_time(written) for written in cells.str.strip_chars().unique()}


def _parse_time(written: str) -> dt.datetime | None:
    if not _TIME.match(written):
        return None
    try:
        time = dt.datetime.fromisoformat(written)
        # A time that its zone pushes out of the calendar would fail at its first comparison.
        time.astimezone(dt.UTC)
        return time if time.tzinfo else time.astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def read_time(cell: str, times: dict[str, dt.datetime | None]) -> Reading:
    """Read times as the texts that `times` explains.

    Examples
    --------
    >>> cells = pl.DataFrame({"0": ["2026-01-05T21:30+01:00", ""]})
    >>> cells.select(read_time("0", parse_times(cells["0"])).value).to_series().to_list()
    ['2026-01-05T21:30+01:00', None]
    """
    text = strip_cell(cell)
    no_times = [written for written, time in times.items() if written and time is None]
    return Reading(
        value=pl.when(text != "").then(text),
        rules=(
            Rule(
                broken=text.is_in(no_times),
                wrong=_("is no time"),
                allowed=_("an ISO time with its zone, such as 2026-01-31T21:30+01:00, or blank"),
                remedy=_("Correct the time, or leave it blank."),
            ),
        ),
    )


def read_note(cell: str) -> Reading:
    """Read notes as they are, outer blanks included.

    Examples
    --------
    >>> pl.DataFrame({"0": [" warm "]}).select(read_note("0").value).item()
    ' warm '
    """
    return Reading(value=pl.col(cell), rules=())


def read_person(cell: str) -> Reading:
    """Read whose row it is; a blank is a person without a name.

    Examples
    --------
    >>> cells = pl.DataFrame({"0": [" ann ", ""]})
    >>> cells.select(read_person("0").value).to_series().to_list()
    ['ann', None]
    """
    text = strip_cell(cell)
    return Reading(value=pl.when(text != "").then(text), rules=())
