"""What was written down for one day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from mat_trial.model.condition import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was written down for one day.

    Parameters
    ----------
    date
        The day scored.
    condition
        The condition assigned; None where the file leaves it to the plan.
    scores
        Score by outcome name; an outcome not scored is absent.
    used_mat, rescue_medication
        What was really done; None where not said.
    minutes
        Minutes on the mat; None where not said.
    skin_harm
        Whether the skin is sore, broken or blistered; None where not said.
    recorded_at
        When the entry was first made, with a zone; None where not known.
    changed_at
        When it was last changed since, with a zone; None where it was not, as far as is known.
    person
        Whose diary it is, where a file holds several.
    """

    date: dt.date
    condition: Condition | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    used_mat: bool | None = None
    minutes: float | None = None
    rescue_medication: bool | None = None
    skin_harm: bool | None = None
    note: str = ""
    recorded_at: dt.datetime | None = None
    changed_at: dt.datetime | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """A day as it stands in the diary.

    Parameters
    ----------
    version
        How often the day was written: 1 for the first time.
    """

    entry: Entry
    version: int
