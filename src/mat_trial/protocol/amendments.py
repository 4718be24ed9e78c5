"""What may change after the lock: a note, a pause, a stop; appended, and checked back to the lock.

A pause moves planned days on the calendar and leaves the assignment alone. So the plan as it was
locked can be had from the amended one, and each amendment's hash of the plan before it be checked.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from mat_trial.errors import PlanError, Problem
from mat_trial.language import _, mark
from mat_trial.model import Amendment, Plan, PlannedDay, StopCause
from mat_trial.protocol.documents import plan_digest

LONGEST_PAUSE_DAYS = 90
STOP_CAUSES: dict[StopCause, str] = {
    "skin": mark("My skin is hurt or irritated"),
    "worse": mark("My pain has been clearly worse for several days"),
    "other": mark("Something else"),
}
"""What a person ticks when they stop; the first two need no further words."""

Schedule = tuple[PlannedDay, ...]


def amend_plan(
    plan: Plan,
    *,
    kind: Literal["note", "pause", "stop"],
    date: dt.date,
    days: int = 0,
    cause: StopCause | None = None,
    reason: str = "",
    now: dt.datetime,
) -> Plan:
    """Append an amendment, and put off the days that a pause puts off.

    Whether it may be made is for `plan_problems` to say of the plan returned.

    Parameters
    ----------
    kind, date, days, cause, reason
        As in `Amendment`.
    now
        The time it is written down, with a zone.

    Raises
    ------
    PlanError
        When the calendar ends before the trial then does.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=6),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> later = amend_plan(plan, kind="pause", date=dt.date(2027, 1, 8), days=7, reason="a trip",
    ...                    now=dt.datetime(2027, 1, 7, tzinfo=dt.UTC))
    >>> [day.date.day for day in later.schedule[:6]], later.schedule[4].condition.value
    ([4, 5, 6, 7, 15, 16], 'no_mat')
    """
    return apply_amendment(
        plan,
        Amendment(
            at=now,
            kind=kind,
            date=date,
            days=days,
            cause=cause,
            reason=reason.strip(),
            previous_sha256=plan_digest(plan),
        ),
    )


def apply_amendment(plan: Plan, amendment: Amendment) -> Plan:
    """Return the plan with one more amendment, its schedule as that leaves it.

    Raises
    ------
    PlanError
        When the calendar ends before the trial then does.
    """
    return replace(
        plan,
        schedule=_put_off(plan.schedule, amendment),
        amendments=(*plan.amendments, amendment),
    )


def find_locked_start(plan: Plan) -> dt.date:
    """Return the first day as it was when the plan was locked, before any pause put it off."""
    start = plan.start
    for change in reversed(plan.amendments):
        if _is_pause(change) and (start - change.date).days >= change.days:
            start -= dt.timedelta(days=change.days)
    return start


def amendment_problems(plan: Plan, drawn: Schedule) -> list[Problem]:
    """List what is wrong with the amendments, and whether they lead from the draw to the schedule.

    Parameters
    ----------
    drawn
        The schedule that the design and the seed draw.
    """
    problems = []
    now = replace(plan, schedule=drawn, amendments=())
    is_whole = True
    for number, change in enumerate(plan.amendments, start=1):
        where = _("amendment {number}", number=number)
        found = list(_change_problems(now, change, where))
        is_whole = is_whole and _is_digest_of(change.previous_sha256, now)
        try:
            now = apply_amendment(now, change)
        except PlanError:
            wrong = _("the calendar ends before the trial does")
            found.append(
                _refuse(where, None, wrong, _("an earlier day"), _("Choose a shorter pause."))
            )
        problems += found
    if not problems and now.schedule != plan.schedule:
        problems.append(
            Problem(
                where=_("schedule"),
                wrong=_("is not the one that the design and the seed draw and the pauses put off")
                if plan.amendments
                else _("is not the one that the design and the seed draw"),
                allowed=_("the drawn schedule, unchanged but by pauses"),
                remedy=_("Use the plan file as it was locked."),
            )
        )
    elif not problems and not is_whole:
        problems.append(
            Problem(
                where=_("amendments"),
                wrong=_(
                    "do not lead back to the plan that was locked: something else was changed"
                ),
                allowed=_("each with the hash of the plan before it"),
                remedy=_("Use the plan file as it was written."),
            )
        )
    return problems


def _is_pause(change: Amendment) -> bool:
    return change.kind == "pause" and 1 <= change.days <= LONGEST_PAUSE_DAYS


def _put_off(schedule: Schedule, change: Amendment) -> Schedule:
    if not _is_pause(change):
        return schedule
    if (dt.date.max - schedule[-1].date).days < change.days:
        raise PlanError(_("the calendar ends before the trial does. Choose a shorter pause."))
    later = dt.timedelta(days=change.days)
    return tuple(
        replace(day, date=day.date + later) if day.date >= change.date else day for day in schedule
    )


def _change_problems(plan: Plan, change: Amendment, where: str) -> Iterator[Problem]:
    # The plan as it was before this change.
    if not change.reason and change.cause not in ("skin", "worse"):
        yield _refuse(
            where, None, _("says no reason"), _("a few words"), _("Say why, or what changed.")
        )
    if change.kind == "note":
        return
    written_on, last = change.at.date(), plan.last_day
    if plan.stopped_on is not None or written_on > last:
        allowed, remedy = _("nothing but notes from then on"), _("Write a note instead.")
        yield _refuse(where, None, _("comes when the trial is over"), allowed, remedy)
    elif not written_on <= change.date <= last:
        wrong, allowed = (
            _("is not a day to come of this plan"),
            _("{first} to {last}", first=written_on, last=last),
        )
        yield _refuse(where, str(change.date), wrong, allowed, _("Choose today or a later day."))
    elif change.kind == "stop" and change.date < plan.start:
        wrong, allowed = (
            _("comes before the first day"),
            _("{first} to {last}", first=plan.start, last=last),
        )
        yield _refuse(where, str(change.date), wrong, allowed, _("Put off the start by a pause."))
    if change.kind == "pause" and not _is_pause(change):
        wrong, allowed = (
            _("is not a number of days to pause for"),
            _("1 to {most}", most=LONGEST_PAUSE_DAYS),
        )
        yield _refuse(
            where, str(change.days), wrong, allowed, _("After a longer time, plan a new trial.")
        )
    if change.kind == "stop" and (change.cause is None or change.date != written_on):
        wrong, allowed = _("is no stop of today for a cause"), ", ".join(STOP_CAUSES)
        yield _refuse(where, change.cause, wrong, allowed, _("Say why, on the day you stop."))


def _is_digest_of(digest: str, plan: Plan) -> bool:
    try:
        return digest == plan_digest(plan)
    except ValueError:
        # Half a character or an infinite number has no canonical form.
        return False


def _refuse(where: str, value: str | None, wrong: str, allowed: str, remedy: str) -> Problem:
    return Problem(where=where, value=value, wrong=wrong, allowed=allowed, remedy=remedy)
