"""What a calendar says about a trial: each day, each look and the end, in words."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from mat_trial.language import _
from mat_trial.model import Condition, Plan, PlannedDay
from mat_trial.protocol import STOP_RULE, list_visible_days, minutes_on, rest_minutes_on
from mat_trial.reminders.plain import make_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One event of the calendar.

    Parameters
    ----------
    name
        What it is called within its plan, whatever the date: ``"day 12"``, ``"look 1"``,
        ``"end"``.
    date
        The day it stands on.
    title, lines
        What is said, without line breaks.
    has_time
        Whether it stands at the person's time and rings, or all day and silent.
    cancelled
        Whether a stop has made it needless.
    """

    name: str
    date: dt.date
    title: str
    lines: tuple[str, ...]
    has_time: bool = True
    cancelled: bool = False


def list_reminders(plan: Plan, today: dt.date) -> list[Reminder]:
    """List all events of a plan, the days first.

    Parameters
    ----------
    today
        The day on which the calendar is made: what is concealed then is not told.

    Examples
    --------
    >>> from mat_trial.model import PAIN, FixedDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=FixedDesign(phases=4, phase_days=2),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> for reminder in list_reminders(plan, plan.start)[1:3]:
    ...     print(reminder.name, reminder.title)
    day 2 No-mat day: the same rest without the mat, 10 minutes
    day 3 Mat day: 10 minutes
    """
    visible = frozenset(list_visible_days(plan, today))
    days = [
        _describe_day(plan, number, day, is_known=day in visible)
        for number, day in enumerate(plan.schedule, start=1)
    ]
    return [*days, *_list_looks(plan), _describe_end(plan)]


def _describe_day(plan: Plan, number: int, day: PlannedDay, *, is_known: bool) -> Reminder:
    cancelled = day.date > plan.last_day
    lines: tuple[str, ...] = (_write_down(),)
    if cancelled:
        title, lines = _("Not needed: your trial has ended"), ()
    elif not is_known:
        title = _("Today's kind of day shows in the app")
        lines = (_("Open the app, do what it says, and write the day down."),)
    elif day.condition is Condition.MAT:
        title = _("Mat day: {n} minutes", n=minutes_on(plan, day.date))
        lines = (*_say_place(plan), *lines, _(STOP_RULE))
    elif plan.protocol.no_mat_day == "same_rest":
        title = _(
            "No-mat day: the same rest without the mat, {n} minutes",
            n=rest_minutes_on(plan, day.date),
        )
    else:
        title = _("No-mat day: your usual day")
    position = _("Day {number} of {total}.", number=number, total=len(plan.schedule))
    return Reminder(
        name=f"day {number}",
        date=day.date,
        title=title,
        lines=(position, *lines),
        cancelled=cancelled,
    )


def _list_looks(plan: Plan) -> Iterator[Reminder]:
    # The last look is the end itself.
    for number, look in enumerate(plan.looks[:-1], start=1):
        date = plan.schedule[look.day - 1].date
        cancelled = date > plan.last_day
        title = _("Your verdict may be read today")
        yield Reminder(
            name=f"look {number}",
            date=date,
            title=_("Not needed: your trial has ended") if cancelled else title,
            lines=(
                _("Write the day down first. Then open the Verdict page in the app."),
                _("It may still be too early to say. Then your trial simply goes on."),
            ),
            has_time=False,
            cancelled=cancelled,
        )


def _describe_end(plan: Plan) -> Reminder:
    if plan.stopped_on is None:
        title = _("Last day of your trial")
        line = _("Write the day down first. Then your verdict can be read in the app.")
    else:
        title = _("Your trial ended today")
        line = _("What is written down up to now can be read in the app, on the Verdict page.")
    return Reminder(name="end", date=plan.last_day, title=title, lines=(line,), has_time=False)


def _say_place(plan: Plan) -> Iterator[str]:
    protocol = plan.protocol
    on_bed = protocol.place == "bed"
    yield _("The mat lies on the bed.") if on_bed else _("The mat lies on the floor.")
    if area := make_plain(protocol.body_area):
        yield _("Where on your body: {area}", area=area)
    if cover := make_plain(protocol.cover):
        yield _("Between you and the mat: {cover}", cover=cover)


def _write_down() -> str:
    return _("Then write the day down in the app. It takes a minute.")
