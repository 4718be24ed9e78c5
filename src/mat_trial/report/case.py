"""What a report is made from, and the parts it is made of."""

import datetime as dt
from dataclasses import dataclass

from mat_trial.model import Entry, FollowUp, Plan
from mat_trial.results import Call, Verdict

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A trial to report.

    Parameters
    ----------
    verdict
        What was made of the entries under the plan, corrected where it came early.
    today
        The last day that is looked at.
    made_at
        When the report is made, with a zone.
    name
        The person's, as they typed it for this report; empty for none.
    peeks
        When the raw scores were looked at before the verdict; None where nobody knows.
    changed
        Days that were changed after they were first written down; None where nobody knows.
    follow_up
        What was answered four weeks later; None where nothing was.
    """

    plan: Plan
    entries: tuple[Entry, ...]
    verdict: Verdict
    today: dt.date
    made_at: dt.datetime
    name: str = ""
    peeks: tuple[dt.datetime, ...] | None = None
    changed: tuple[dt.date, ...] | None = None
    follow_up: FollowUp | None = None

    @property
    def as_of(self) -> dt.date:
        """The last day that its figures take in."""
        looks = self.verdict.looks
        return looks.as_of if looks is not None and looks.is_early else self.today

    @property
    def is_hidden(self) -> bool:
        """Whether the scores by kind of day must stay unseen, since a look is still to come."""
        looks = self.verdict.looks
        return self.verdict.call is Call.TOO_EARLY and looks is not None and looks.next is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns' names, and its rows as they are shown.

    Parameters
    ----------
    left
        How many columns, from the first, hold words; the others hold figures.
    right
        How many of the last columns hold words again.
    strong
        Rows, counted from 0, that are to stand out.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 1
    right: int = 0
    strong: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report under its own heading, with whatever of these it has.

    Parameters
    ----------
    code
        Stable name, for links and templates.
    """

    code: str
    heading: str
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    sentences: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say under the heading."""
        return not (self.facts or self.sentences or (self.table and self.table.rows))
