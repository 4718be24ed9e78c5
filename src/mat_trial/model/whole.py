"""Everything that a diary holds, as data: what is carried to another machine, and back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from mat_trial.model.change import Change
from mat_trial.model.entry import StoredEntry
from mat_trial.model.follow_up import FollowUp


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialSummary:
    """One trial of a diary, as it stands in a list.

    Parameters
    ----------
    id
        Its number in the diary: 1 for the first.
    complaint
        What hurts, in the person's words; empty where no plan says it.
    start, last_day
        Of the plan or, without one, of what is written down; None where there is neither.
    n_days
        Days written down.
    is_current
        Whether it is the latest, whose days can be written and changed.

    Examples
    --------
    >>> TrialSummary(id=1, complaint="my back", start=dt.date(2027, 1, 4),
    ...              last_day=dt.date(2027, 2, 28), n_days=52, is_current=True).n_days
    52
    """

    id: int
    complaint: str
    start: dt.date | None
    last_day: dt.date | None
    n_days: int
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTrial:
    """Everything that belongs to one trial.

    Parameters
    ----------
    plan_json, sha256
        The locked plan as canonical JSON, letter by letter, and its hash; None before one is
        locked.
    days
        Every day with its version, in order of date.
    changes
        In the order they were made.
    peeks
        When the numbers were looked at before a look, in that order.
    follow_up
        The answer of four weeks later; None where there is none yet.
    drafts
        Half-filled forms by day.
    """

    plan_json: str | None = None
    sha256: str | None = None
    days: tuple[StoredEntry, ...] = ()
    changes: tuple[Change, ...] = ()
    peeks: tuple[dt.datetime, ...] = ()
    follow_up: FollowUp | None = None
    drafts: Mapping[dt.date, Mapping[str, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDiary:
    """Everything that a diary holds: its trials, the current one last.

    Examples
    --------
    >>> WholeDiary().is_empty
    True
    """

    trials: tuple[WholeTrial, ...] = (WholeTrial(),)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever kept in it."""
        return all(trial == WholeTrial() for trial in self.trials)
