"""What keeps entries from being stored, told all at once."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Sequence

from mat_trial.errors import DiaryError, Problem
from mat_trial.language import _, _n
from mat_trial.model import Entry


def refuse(outcome: str, problems: Sequence[Problem]) -> None:
    """Raise one error that tells all problems; do nothing when there are none.

    Parameters
    ----------
    outcome
        What was not done because of them: a sentence.
    problems
        Told one a line.

    Raises
    ------
    DiaryError
        When there are problems.

    Examples
    --------
    >>> refuse("The day was not saved.", [])
    """
    if problems:
        raise DiaryError("\n".join([outcome, *map(str, problems)]))


def entry_problems(entries: Sequence[Entry]) -> list[Problem]:
    """Find what keeps entries from being stored as one person's diary, all at once.

    Parameters
    ----------
    entries
        Days in any order.

    Returns
    -------
    problems
        Empty when all can be stored.

    Examples
    --------
    >>> import datetime as dt
    >>> day = Entry(date=dt.date(2027, 1, 4), scores={"pain": math.nan})
    >>> print(*entry_problems([day]))
    2027-01-04, pain: 'nan' is not a number. Allowed: a finite number. Correct it or leave it out.
    """
    problems = [problem for entry in entries for problem in _value_problems(entry)]
    for date, n in sorted(Counter(entry.date for entry in entries).items()):
        if n > 1:
            problems.append(
                Problem(
                    where=date.isoformat(),
                    wrong=_n("is there {n} time", "is there {n} times", n),
                    allowed=_("each day once"),
                    remedy=_("Keep one of them."),
                )
            )
    people = {entry.person or _("(no name)") for entry in entries}
    if len(people) > 1:
        problems.append(
            Problem(
                where=_("person"),
                value=", ".join(sorted(people)),
                wrong=_("is more than one person"),
                allowed=_("the days of one person"),
                remedy=_("Keep each person's days in a file and a diary of their own."),
            )
        )
    return problems


def no_time(entry: Entry) -> Problem:
    """Say that a day entered by hand lacks the time of its entry.

    Parameters
    ----------
    entry
        The day.

    Examples
    --------
    >>> import datetime as dt
    >>> print(no_time(Entry(date=dt.date(2027, 1, 4))))
    2027-01-04, recorded_at: is missing. Allowed: the time of entry, with its zone. Give the time.
    """
    return Problem(
        where=f"{entry.date}, recorded_at",
        wrong=_("is missing"),
        allowed=_("the time of entry, with its zone"),
        remedy=_("Give the time."),
    )


def time_problems(time: dt.datetime | None, *, where: str = "at") -> list[Problem]:
    """Find a time without its zone.

    Parameters
    ----------
    time
        None where none is given.
    where
        What it is called in what is said.

    Examples
    --------
    >>> time_problems(dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC))
    []
    """
    if time is None or time.utcoffset() is not None:
        return []
    return [
        Problem(
            where=where,
            value=time.isoformat(),
            wrong=_("has no time zone"),
            allowed=_("a time with its distance to UTC, as in 2027-01-04T21:00+01:00"),
            remedy=_("Add it, or leave the time out."),
        )
    ]


def _value_problems(entry: Entry) -> Iterable[Problem]:
    numbers = dict(entry.scores)
    if entry.minutes is not None:
        numbers["minutes"] = entry.minutes
    for name, value in numbers.items():
        if not math.isfinite(value):
            yield Problem(
                where=f"{entry.date}, {name}",
                value=str(value),
                wrong=_("is not a number"),
                allowed=_("a finite number"),
                remedy=_("Correct it or leave it out."),
            )
    yield from time_problems(entry.recorded_at, where=f"{entry.date}, recorded_at")
    yield from time_problems(entry.changed_at, where=f"{entry.date}, changed_at")
    for text in (entry.note, *entry.scores):
        if not is_unicode(text):
            yield Problem(
                where=_("{date}, note or name of a score", date=entry.date),
                value=ascii(text),
                wrong=_("has half a character in it"),
                allowed=_("any whole characters"),
                remedy=_("Type it anew."),
            )


def is_unicode(text: str) -> bool:
    r"""Whether a text has whole characters only, as a file needs them.

    Examples
    --------
    >>> is_unicode("😀"), is_unicode("\ud83d")
    (True, False)
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
