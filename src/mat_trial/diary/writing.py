"""Writing days beside those that are in the diary already, so that none is lost unasked."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from mat_trial.diary import rows
from mat_trial.diary.compare import compare_entries
from mat_trial.errors import DiaryError
from mat_trial.model import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What became of the days of an import, as numbers of days."""

    added: int
    replaced: int
    unchanged: int


def write_day(connection: Connection, entry: Entry, *, version: int | None) -> int:
    """Add or change one day and return its version, unless it was changed meanwhile.

    Parameters
    ----------
    connection
        In a transaction for writing.
    entry
        As `rows.as_stored` gives it.
    version
        The version it is thought to have; None for a new day.

    Raises
    ------
    DiaryError
        When the day has another version.
    """
    there = next(iter(rows.read_stored(connection, entry.date)), None)
    if version != (there.version if there else None):
        raise DiaryError(
            f"This day, {entry.date}, was changed in another tab or window. What you entered here "
            "was not saved. Reload the page, look at what stands there now, and enter your "
            "change again."
        )
    if there is None:
        rows.add_entries(connection, [entry])
        return 1
    entry = dataclasses.replace(entry, recorded_at=there.entry.recorded_at)
    if entry == there.entry:
        return there.version
    rows.change_entry(connection, entry, version=there.version + 1)
    return there.version + 1


def merge_entries(
    connection: Connection, entries: Sequence[Entry], *, replace: bool
) -> ImportSummary:
    """Add new days and, where that is wanted, overwrite those that differ.

    Parameters
    ----------
    connection
        In a transaction for writing.
    entries
        Each day once.
    replace
        Whether days with other content are overwritten.

    Raises
    ------
    DiaryError
        When days differ that must not be overwritten; it names all of them.
    """
    there = list(rows.read_stored(connection))
    found = compare_entries(entries, [stored.entry for stored in there])
    if found.changed and not replace:
        days = ", ".join(sorted(entry.date.isoformat() for entry in found.changed))
        raise DiaryError(
            f"Nothing was imported. Days that are in the diary already, with other content: "
            f"{days}. Choose to replace them, or take them out of the file."
        )
    rows.add_entries(connection, found.new)
    versions = {stored.entry.date: stored.version for stored in there}
    for entry in found.changed:
        rows.change_entry(connection, entry, version=versions[entry.date] + 1)
    return ImportSummary(
        added=len(found.new), replaced=len(found.changed), unchanged=len(found.same)
    )
