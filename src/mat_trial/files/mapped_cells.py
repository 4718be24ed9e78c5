"""How the cells of another tracker's file are read, by what the person chose."""

from collections.abc import Mapping as Table

import polars as pl

from mat_trial.files.checks import Reading, Rule, strip_cell
from mat_trial.files.mapping import DateForm, Scale
from mat_trial.language import _
from mat_trial.language.numbers import format_plain, say_range
from mat_trial.model import Outcome

_TAIL = r"(?:[T ,]+[0-9]{1,2}[:.h][0-9]{2}.*)?$"
_PARTS = {
    DateForm.YEAR_FIRST: r"^([0-9]{4})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})\.?",
    DateForm.DAY_FIRST: r"^([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{4})",
    DateForm.MONTH_FIRST: r"^([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{4})",
}
# Which of the three parts is the year, the month and the day.
_ORDERS = {
    DateForm.YEAR_FIRST: (1, 2, 3),
    DateForm.DAY_FIRST: (3, 2, 1),
    DateForm.MONTH_FIRST: (3, 1, 2),
}
_POINT = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)$"
_COMMA = r"^[+-]?([0-9]+,?[0-9]*|,[0-9]+)$"


def parse_dates(text: pl.Expr, form: DateForm, *, with_time: bool) -> pl.Expr:
    """Parse dates written in one order; null where they are not.

    Examples
    --------
    >>> cells = pl.DataFrame({"0": ["5.1.2026", "01/13/2026"]})
    >>> day = parse_dates(pl.col("0"), DateForm.DAY_FIRST, with_time=False)
    >>> cells.select(day).rows()
    [(datetime.date(2026, 1, 5),), (None,)]
    """
    pattern = _PARTS[form] + (_TAIL if with_time else "$")
    year, month, day = (text.str.extract(pattern, part) for part in _ORDERS[form])
    written = pl.concat_str(
        year, month.str.zfill(2), day.str.zfill(2), separator="-", ignore_nulls=False
    )
    # Polars knows a year 0, which Python does not.
    return pl.when(year != "0000").then(written).str.to_date("%Y-%m-%d", strict=False)


def read_mapped_date(cell: str, form: DateForm, *, with_time: bool) -> Reading:
    """Read dates in the order that was chosen.

    Examples
    --------
    >>> reading = read_mapped_date("0", DateForm.MONTH_FIRST, with_time=True)
    >>> pl.DataFrame({"0": ["1/5/2026 9:30 PM"]}).select(reading.value).item()
    datetime.date(2026, 1, 5)
    """
    text = strip_cell(cell)
    day = parse_dates(text, form, with_time=with_time)
    allowed = {
        DateForm.YEAR_FIRST: _("a date such as 2026-01-31"),
        DateForm.DAY_FIRST: _("a date such as 31.1.2026"),
        DateForm.MONTH_FIRST: _("a date such as 1/31/2026"),
    }[form]
    has_time = parse_dates(text, form, with_time=True).is_not_null()
    return Reading(
        value=day,
        rules=(
            Rule(
                broken=text == "",
                wrong=_("is blank"),
                allowed=allowed,
                remedy=_("Leave the row out, or fill in the day in the file."),
            ),
            Rule(
                broken=day.is_null() & has_time,
                wrong=_("has a time of day behind it"),
                allowed=allowed,
                remedy=_("Say that the time of day is to be left out."),
            ),
            Rule(
                broken=day.is_null(),
                wrong=_("is no date written in the way that was chosen"),
                allowed=allowed,
                remedy=_("Choose another way, leave the row out, or correct it in the file."),
            ),
        ),
    )


def read_mapped_number(
    cell: str, outcome: Outcome | None, scale: Scale | None, *, decimal_comma: bool
) -> Reading:
    """Read numbers, and stretch them from the file's scale to the outcome's where one is chosen.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> cells = pl.DataFrame({"0": ["37,5", ""]})
    >>> hundred = Scale(low=0, high=100)
    >>> cells.select(read_mapped_number("0", PAIN, hundred, decimal_comma=True).value).rows()
    [(3.75,), (None,)]
    """
    text = strip_cell(cell)
    pattern, other = (_COMMA, _POINT) if decimal_comma else (_POINT, _COMMA)
    as_point = text.str.replace(",", ".", literal=True)
    number = pl.when(text.str.contains(pattern)).then(as_point).cast(pl.Float64)
    low, high = (outcome.minimum, outcome.maximum) if outcome else (None, None)
    value = number
    if scale is not None and low is not None and high is not None:
        share = number - scale.low if not scale.is_reversed else scale.high - number
        value = share * (high - low) / (scale.high - scale.low) + low
        low, high = scale.low, scale.high
    allowed = _("{range}, or blank", range=say_range(low, high))
    remedy = _(
        "Choose the scale that the file uses, leave the row out, or correct it in the file."
    )
    rules = [
        Rule(
            broken=number.is_null() & text.str.contains(other),
            wrong=_("is written with a point") if decimal_comma else _("is written with a comma"),
            allowed=allowed,
            remedy=_("Choose the other sign for decimals, or correct it in the file."),
        ),
        Rule(
            broken=(text != "") & (number.is_null() | number.is_infinite()),
            wrong=_("is not a number"),
            allowed=allowed,
            remedy=_("Say that this word means blank, or leave the row out."),
        ),
    ]
    if low is not None:
        wrong = _("is below {end}", end=format_plain(low))
        rules.append(Rule(broken=number < low, wrong=wrong, allowed=allowed, remedy=remedy))
    if high is not None:
        wrong = _("is above {end}", end=format_plain(high))
        rules.append(Rule(broken=number > high, wrong=wrong, allowed=allowed, remedy=remedy))
    return Reading(value=value, rules=tuple(rules))


def read_mapped_words(
    cell: str, meanings: Table[str, str], *, allowed: str, needed: bool = False
) -> Reading:
    """Read words by what the person said that they mean.

    Examples
    --------
    >>> reading = read_mapped_words("0", {"ja": "yes"}, allowed="yes or no")
    >>> pl.DataFrame({"0": ["ja", "vielleicht"]}).select(reading.value).to_series().to_list()
    ['yes', None]
    """
    text = strip_cell(cell)
    value = text.replace_strict(
        pl.Series(list(meanings), dtype=pl.String),
        pl.Series(list(meanings.values()), dtype=pl.String),
        default=None,
        return_dtype=pl.String,
    )
    return Reading(
        value=value,
        rules=(
            Rule(
                broken=(text == "") & needed,
                wrong=_("is blank"),
                allowed=allowed,
                remedy=_("Leave the row out, or fill it in in the file."),
            ),
            Rule(
                broken=(text != "") & value.is_null(),
                wrong=_("has no meaning yet"),
                allowed=allowed,
                remedy=_("Say what this word means, or leave the row out."),
            ),
        ),
    )
