"""What was changed in a diary, when and by which way in."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

ChangeSource = Literal["form", "bulk", "import", "restore"]
"""The form of one day, the table of many, a file, or a whole diary that was taken in."""

CHANGE_SOURCES: tuple[ChangeSource, ...] = get_args(ChangeSource)

DAY = "day"
"""The field of a `Change` that is the first entry of a day, by another way than its form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of one day that was changed after the day was first written down.

    The first entry of a day that came by another way than its own form stands among the changes
    too, as one of the field `DAY`, since nothing else tells where it came from.

    Parameters
    ----------
    date
        The day scored.
    at
        When it was changed, with a zone.
    source
        The way it came in.
    field
        ``"score pain"`` for the score called pain, else a field of `Entry`, or `DAY`.
    old, new
        What stood there and what stands there since: JSON values, times and conditions as text;
        None where there was nothing.
    version
        The version that the day has had since.

    Examples
    --------
    >>> change = Change(date=dt.date(2027, 1, 4), at=dt.datetime(2027, 1, 6, 9, tzinfo=dt.UTC),
    ...                 source="form", field="score pain", old=4.0, new=6.0, version=2)
    >>> change.old, change.new
    (4.0, 6.0)
    """

    date: dt.date
    at: dt.datetime
    source: ChangeSource
    field: str
    old: str | float | bool | None
    new: str | float | bool | None
    version: int
