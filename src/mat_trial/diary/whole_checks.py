"""What keeps a whole diary from being taken in, told all at once."""

import dataclasses
import datetime as dt
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterator

from mat_trial import protocol
from mat_trial.diary.checks import entry_problems, is_unicode, time_problems
from mat_trial.diary.follow_ups import follow_up_problems
from mat_trial.errors import PlanError, Problem
from mat_trial.language import _
from mat_trial.model import CHANGE_SOURCES, Change, StoredEntry, WholeDiary, WholeTrial


def whole_problems(whole: WholeDiary) -> list[Problem]:
    """Find what keeps a whole diary from being stored just as it is, all at once.

    Parameters
    ----------
    whole
        From `Diary.take_out`, or read from a file.

    Examples
    --------
    >>> whole_problems(WholeDiary())
    []
    """
    problems = [
        dataclasses.replace(
            problem, where=_("trial {number}, {where}", number=number, where=problem.where)
        )
        for number, trial in enumerate(whole.trials, start=1)
        for problem in _trial_problems(trial)
    ]
    if not whole.trials:
        problems.append(_refuse(_("trials"), _("are missing"), _("at least one trial")))
    dates = Counter(date for trial in whole.trials for date in {_date(day) for day in trial.days})
    twice = sorted(date for date, n in dates.items() if n > 1)
    problems += [
        _refuse(date.isoformat(), _("is there in several trials"), _("each day in one trial"))
        for date in twice
    ]
    return problems


def _trial_problems(trial: WholeTrial) -> Iterator[Problem]:
    yield from _plan_problems(trial.plan_json, trial.sha256)
    yield from entry_problems([day.entry for day in trial.days])
    for day in trial.days:
        if day.version < 1:
            where = _("{date}, version", date=_date(day))
            yield _refuse(where, _("cannot be"), _("1 or more"), value=str(day.version))
    for change in trial.changes:
        yield from _change_problems(change)
    for at in trial.peeks:
        yield from time_problems(at, where=_("peek"))
    if trial.follow_up is not None:
        yield from follow_up_problems(trial.follow_up)


def _plan_problems(text: str | None, digest: str | None) -> Iterator[Problem]:
    where, allowed = _("plan"), _("the plan as it was locked, with its hash")
    if (text is None) != (digest is None):
        yield _refuse(where, _("lacks its text or its hash"), allowed)
    if text is None or digest is None:
        return
    if not is_unicode(text) or hashlib.sha256(text.encode()).hexdigest() != digest:
        yield _refuse(where, _("is not the one that was locked"), allowed, value=digest)
        return
    try:
        protocol.plan_from_document(json.loads(text))
    except (PlanError, ValueError, RecursionError):
        yield _refuse(where, _("cannot be read"), allowed)


def _change_problems(change: Change) -> Iterator[Problem]:
    where = _("{date}, change", date=change.date)
    yield from time_problems(change.at, where=where)
    if change.source not in CHANGE_SOURCES:
        allowed = ", ".join(CHANGE_SOURCES)
        yield _refuse(where, _("came in by no known way"), allowed, value=change.source)
    for value in (change.field, change.old, change.new):
        if isinstance(value, str) and not is_unicode(value):
            wrong, allowed = _("has half a character in it"), _("any whole characters")
            yield _refuse(where, wrong, allowed, value=ascii(value))
        if isinstance(value, float) and not math.isfinite(value):
            yield _refuse(where, _("is not a number"), _("a finite number"), value=str(value))


def _refuse(where: str, wrong: str, allowed: str, *, value: str | None = None) -> Problem:
    remedy = _("Give the file as it was written, or an older one.")
    return Problem(where=where, value=value, wrong=wrong, allowed=allowed, remedy=remedy)


def _date(day: StoredEntry) -> dt.date:
    return day.entry.date
