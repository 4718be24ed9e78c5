"""A trial as a calendar file (RFC 5545): what to do each day, at the person's own time."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from mat_trial.errors import Problem
from mat_trial.language import _, language
from mat_trial.model import Plan
from mat_trial.protocol import MOST_MINUTES, plan_digest
from mat_trial.reminders.events import Reminder, list_reminders

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Mat Trial//Reminders//EN"
# As long as the longest day allowed, so that no length gives a concealed day away.
LENGTH = dt.timedelta(minutes=MOST_MINUTES)
_NAMES = uuid.UUID("c0a52f0d-6f53-5d0e-9f4e-2f6a5a3d7c11")


def write_calendar(plan: Plan, *, at: dt.time, now: dt.datetime) -> bytes:
    """Write the calendar file of a plan.

    Times are on the clock of wherever the person is. An event has the same name (UID) in every
    file of one plan, and a file made later outranks one made before (SEQUENCE): days that a pause
    put off move, and those after a stop are called off, instead of standing there twice.

    Parameters
    ----------
    at
        When the person wishes to be reminded.
    now
        When the file is made, by the person's clock, with a zone. What the plan conceals on that
        day is not told, and nothing that is past rings.

    Returns
    -------
    bytes
        The file: UTF-8, an event for each planned day, each look and the end.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> friday = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=6), now=friday)
    >>> file = write_calendar(plan, at=dt.time(20, 30), now=friday).decode()
    >>> file.count("BEGIN:VEVENT"), file.count("DTSTART:20270104T203000")
    (25, 1)
    """
    from icalendar import Calendar  # noqa: PLC0415 - the pages start faster

    locked = _digest_at_lock(plan)
    calendar = Calendar.new(
        prodid=PRODUCT,
        name="Mat Trial",
        language=language(),
        uid=str(uuid.uuid5(_NAMES, locked)),
    )
    for reminder in list_reminders(plan, now.date()):
        event = _make_event(reminder, at=at, now=now)
        event.uid = str(uuid.uuid5(_NAMES, f"{locked} {reminder.name}"))
        event.sequence = _count_revisions(plan, now)
        calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file


def read_clock(written: str, *, where: str) -> tuple[dt.time | None, list[Problem]]:
    """Read a time of day, hours and minutes.

    Parameters
    ----------
    where
        What the time is called in problems.

    Examples
    --------
    >>> read_clock("20:30", where="--at")
    (datetime.time(20, 30), [])
    """
    try:
        return dt.datetime.strptime(written.strip(), "%H:%M").time(), []  # noqa: DTZ007 - no zone: wherever the person is
    except ValueError:
        return None, [
            Problem(
                where=where,
                value=written,
                wrong=_("is no time of day"),
                allowed=_("hours and minutes, 00:00 to 23:59"),
                remedy=_("Write it as in 20:30."),
            )
        ]


def _make_event(reminder: Reminder, *, at: dt.time, now: dt.datetime) -> "Event":
    from icalendar import CLASS, STATUS, TRANSP, Alarm, Event  # noqa: PLC0415 - as above

    rings_at = dt.datetime.combine(reminder.date, at)
    event = Event.new(
        start=rings_at if reminder.has_time else reminder.date,
        end=rings_at + LENGTH if reminder.has_time else reminder.date + dt.timedelta(days=1),
        stamp=now.astimezone(dt.UTC).replace(microsecond=0),
        summary=reminder.title,
        description="\n".join(reminder.lines),
        status=STATUS.CANCELLED if reminder.cancelled else STATUS.CONFIRMED,
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT,
    )
    if reminder.has_time and not reminder.cancelled and rings_at > now.replace(tzinfo=None):
        alarm = Alarm.new(description=reminder.title)
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", dt.timedelta(0))
        event.add_component(alarm)
    return event


def _digest_at_lock(plan: Plan) -> str:
    return plan.amendments[0].previous_sha256 if plan.amendments else plan_digest(plan)


def _count_revisions(plan: Plan, now: dt.datetime) -> int:
    # Seconds, because another time of day or a day no longer concealed is a change as well, and
    # nobody keeps what was handed out before.
    latest = max([now, *(change.at for change in plan.amendments)])
    return max(int((latest - plan.locked_at).total_seconds()), 0) + len(plan.amendments)
