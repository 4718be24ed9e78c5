"""A whole file of days, read and checked, of which only some are entries at a time."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from mat_trial.files.names import FIXED_COLUMNS
from mat_trial.model import Condition, Entry

_CONDITIONS = {condition.value: condition for condition in Condition}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EntryTable:
    """Days as a table: a tenth of the memory that the same days take as entries.

    Parameters
    ----------
    frame
        The values, a row a day, sorted by person and date, whatever their order in the file.
    outcomes
        The columns that are scores.
    times
        What the texts of the times mean.

    Examples
    --------
    >>> EntryTable().make_entries()
    []
    """

    frame: pl.DataFrame = field(default_factory=pl.DataFrame)
    outcomes: tuple[str, ...] = ()
    times: Mapping[str, dt.datetime | None] = field(default_factory=dict)

    @property
    def n_people(self) -> int:
        """How many people the days are of; nobody's name counts as one."""
        return 0 if self.frame.is_empty() else self.frame["person"].n_unique()

    def list_scored(self) -> list[str]:
        """List the outcomes with any score."""
        return [name for name in self.outcomes if self.frame[name].count()]

    def make_entries(self) -> list[Entry]:
        """Make all entries, sorted by person and date."""
        return self._make(self.frame)

    def part_people(self, n_people: int) -> Iterator[list[Entry]]:
        """Make the entries of so many people at a time, each person's all at once."""
        if self.frame.is_empty():
            return
        n_days = self.frame.select(pl.col("person").rle().struct.field("len")).to_series()
        start = 0
        for first in range(0, len(n_days), n_people):
            length = int(n_days.slice(first, n_people).sum())
            yield self._make(self.frame.slice(start, length))
            start += length

    def _make(self, frame: pl.DataFrame) -> list[Entry]:
        if frame.is_empty():
            return []
        names = self.outcomes
        scores = [
            {name: score for name, score in zip(names, row, strict=True) if score is not None}
            for row in frame.select(names).rows()
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
                recorded_at=self.times.get(recorded_at),
                changed_at=self.times.get(changed_at),
                person=person,
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
            ) in zip(scores, frame.select(FIXED_COLUMNS).rows(), strict=True)
        ]
