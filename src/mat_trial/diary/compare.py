"""What a file's days would do to the diary, before and while they are taken in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mat_trial.diary.rows import as_stored
from mat_trial.model import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The days of a file beside those of the diary, each as it would stand there.

    Parameters
    ----------
    new
        Days that the diary does not have.
    changed
        Days that it has with other content.
    same
        Days that it has just so.
    """

    new: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    same: tuple[Entry, ...]


def compare_entries(given: Sequence[Entry], there: Sequence[Entry]) -> Comparison:
    """Sort the days of a file by what they would do to the diary.

    A file that does not say when a day was recorded does not contradict a diary that does.

    Parameters
    ----------
    given, there
        The days of the file and of the diary, each day once.

    Examples
    --------
    >>> import datetime as dt
    >>> monday = Entry(date=dt.date(2027, 1, 4), scores={"pain": 4.0})
    >>> compare_entries([monday], [monday]).same == (monday,)
    True
    """
    known = {entry.date: entry for entry in there}
    new: list[Entry] = []
    changed: list[Entry] = []
    same: list[Entry] = []
    for entry in map(as_stored, given):
        stored = known.get(entry.date)
        if stored is None:
            new.append(entry)
            continue
        merged = replace(
            entry,
            recorded_at=entry.recorded_at or stored.recorded_at,
            changed_at=stored.changed_at or entry.changed_at,
        )
        (same if merged == stored else changed).append(merged)
    return Comparison(new=tuple(new), changed=tuple(changed), same=tuple(same))
