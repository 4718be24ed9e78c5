"""A whole file of days, read and checked, of which only some are entries at a time."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import polars as pl

from mat_trial.files.cells import parse_times
from mat_trial.files.names import FIXED_COLUMNS, TIMES
from mat_trial.files.shelf import Laid
from mat_trial.model import Condition, Entry

_MOST_DAYS = 20_000
"""So many days are entries at a time, unless they are one person's."""
_CONDITIONS = {condition.value: condition for condition in Condition}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EntryTable:
    """Days as tables: a tenth of the memory that the same days take as entries, or none at all.

    Parameters
    ----------
    blocks
        Give the values, a row a day, sorted by person and date, whatever their order in the file;
        ``""`` is a person without a name.
    outcomes
        The columns that are scores.
    scored
        Those of them with any score.
    n_people
        How many people the days are of; nobody's name counts as one.
    last_day
        The latest of all days; None where there is none.

    Examples
    --------
    >>> EntryTable().make_entries()
    []
    """

    blocks: tuple[Laid, ...] = ()
    outcomes: tuple[str, ...] = ()
    scored: tuple[str, ...] = ()
    n_people: int = 0
    last_day: dt.date | None = None

    def give_blocks(self) -> Iterator[pl.DataFrame]:
        """Give the days in tables that follow on each other."""
        for block in self.blocks:
            yield block()

    def make_entries(self) -> list[Entry]:
        """Make all entries, sorted by person and date."""
        return [entry for block in self.give_blocks() for entry in self.make_some(block)]

    def part_people(self, n_people: int) -> Iterator[list[Entry]]:
        """Make the entries of so many people at a time at most, each person's all at once."""
        rest: pl.DataFrame | None = None
        for block in self.give_blocks():
            days = block if rest is None else pl.concat([rest, block])
            start = 0
            # The last person's days may go on in the next block.
            for n_days in _group_people(days, n_people)[:-1]:
                yield self.make_some(days.slice(start, n_days))
                start += n_days
            rest = days.slice(start)
        if rest is not None:
            yield self.make_some(rest)

    def make_some(self, days: pl.DataFrame) -> list[Entry]:
        """Make the entries of some rows of the blocks."""
        names = self.outcomes
        times = {
            written: time
            for name in TIMES
            if days.schema[name] == pl.String
            for written, time in parse_times(days[name].drop_nulls()).items()
        }
        scores = [
            {name: score for name, score in zip(names, row, strict=True) if score is not None}
            for row in days.select(names).rows()
        ]
        # By position, for speed, in the order of FIXED_COLUMNS.
        return [
            Entry(
                date=date,
                condition=_CONDITIONS.get(condition),
                scores=scored,
                used_mat=used_mat,
                minutes=minutes,
                rescue_medication=rescue_medication,
                skin_harm=skin_harm,
                note=note or "",
                recorded_at=times.get(recorded_at),
                changed_at=times.get(changed_at),
                person=person or None,
            )
            for scored, (
                date,
                condition,
                used_mat,
                minutes,
                rescue_medication,
                skin_harm,
                note,
                recorded_at,
                changed_at,
                person,
            ) in zip(scores, days.select(FIXED_COLUMNS).rows(), strict=True)
        ]


class TableMaker:
    """Makes an `EntryTable` of days that come in its order.

    Parameters
    ----------
    outcomes
        The columns that are scores.

    Examples
    --------
    >>> maker = TableMaker(outcomes=("pain",))
    >>> days = pl.DataFrame({"person": ["al", "bo"], "date": dt.date(2027, 1, 4),
    ...                      "pain": [4.0, None]})
    >>> maker.add(days, lambda days: lambda: days)
    >>> maker.table.n_people, maker.table.scored
    (2, ('pain',))
    """

    def __init__(self, *, outcomes: tuple[str, ...]) -> None:
        self.table = EntryTable(outcomes=outcomes)
        self._person: str | None = None

    def add(self, days: pl.DataFrame, keep: Callable[[pl.DataFrame], Laid]) -> None:
        """Add days that follow on those before, and keep them in the way that is given."""
        people, last_day = days.select(pl.col("person").n_unique(), pl.col("date").max()).row(0)
        goes_on = days["person"][0] == self._person
        self._person = days["person"][-1]
        table = self.table
        self.table = replace(
            table,
            blocks=(*table.blocks, keep(days)),
            scored=tuple(
                name for name in table.outcomes if name in table.scored or days[name].count()
            ),
            n_people=table.n_people + people - goes_on,
            last_day=max(filter(None, (table.last_day, last_day))),
        )


def _group_people(days: pl.DataFrame, n_people: int) -> list[int]:
    groups: list[int] = []
    n_in_group = 0
    for n_days in days["person"].rle().struct.field("len"):
        if groups and n_in_group < n_people and groups[-1] + n_days <= _MOST_DAYS:
            groups[-1] += n_days
            n_in_group += 1
        else:
            groups.append(n_days)
            n_in_group = 1
    return groups
