"""Days put in the order of people and dates: many of them by merging sorted runs."""

import datetime as dt
import heapq
from collections.abc import Iterator

import polars as pl

from mat_trial.files.rows import AT_LINE
from mat_trial.files.shelf import Laid, Shelf

ORDER = ("person", "date", AT_LINE)
ROWS_A_RUN = 200_000
"""So many days are in memory before they are laid aside, sorted."""
ROWS_A_BLOCK = 5_000


class DayOrder:
    """Days of any number, taken in the order of a file and given by person and date.

    All tables have the same columns, those of `ORDER` among them; none of those three is null.

    Examples
    --------
    >>> import datetime as dt
    >>> order, monday = DayOrder(), dt.date(2027, 1, 4)
    >>> order.add(pl.DataFrame({"person": ["bo"], "date": monday, " line": 2}))
    >>> order.add(pl.DataFrame({"person": ["al"], "date": monday, " line": 3}))
    >>> [days["person"].to_list() for days in order.give()]
    [['al', 'bo']]
    """

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._held: list[pl.DataFrame] = []
        self._runs: list[list[Laid]] = []
        self.n_days = 0

    def add(self, days: pl.DataFrame) -> None:
        """Take some days."""
        if days.is_empty():
            return
        self._held.append(days)
        self.n_days += days.height
        if sum(held.height for held in self._held) >= ROWS_A_RUN:
            self._lay_run()

    def give(self) -> Iterator[pl.DataFrame]:
        """Give all days in order, in tables of which none parts two rows of a person's day."""
        if self._held and not self._runs:
            yield self._sort_held()
            return
        if self._held:
            self._lay_run()
        yield from _merge(self._runs)

    def keep(self, days: pl.DataFrame) -> Laid:
        """Keep days that were given: aside where there are many, else in memory."""
        return self._shelf.lay(days) if self._runs else lambda: days

    def _lay_run(self) -> None:
        run = self._sort_held()
        self._runs.append([self._shelf.lay(block) for block in run.iter_slices(ROWS_A_BLOCK)])

    def _sort_held(self) -> pl.DataFrame:
        run = pl.concat(self._held).sort(ORDER)
        self._held = []
        return run


def _merge(runs: list[list[Laid]]) -> Iterator[pl.DataFrame]:
    waiting = [iter(run) for run in runs]
    # The last day that is in memory of each run that has more to come.
    last_days: list[tuple[str, dt.date, int]] = []
    held: list[pl.DataFrame] = []

    def take(i: int) -> None:
        laid = next(waiting[i], None)
        if laid is not None:
            block = laid()
            held.append(block)
            heapq.heappush(last_days, (block["person"][-1], block["date"][-1], i))

    for i in range(len(runs)):
        take(i)
    while last_days:
        take(heapq.heappop(last_days)[-1])
        days = pl.concat(held)
        held.clear()
        if last_days:
            # Of what is before it no run has any more to come.
            person, date, _run = last_days[0]
            is_before = (pl.col("person") < person) | (
                (pl.col("person") == person) & (pl.col("date") < date)
            )
            held.append(days.filter(~is_before))
            days = days.filter(is_before)
        if not days.is_empty():
            yield days.sort(ORDER)
