"""How long to lie on the mat: the ramp, its limits, and the minutes of a given day."""

import datetime as dt

from mat_trial.errors import Problem
from mat_trial.language import _
from mat_trial.model import Condition, MinutesRamp, Plan

MOST_MINUTES = 30
LEAST_START_MINUTES = 5
MOST_START_MINUTES = 10
LONGEST_RAMP_DAYS = 30


def minutes_problems(ramp: MinutesRamp) -> list[Problem]:
    """List what is wrong with a minutes ramp; over 30 minutes is refused, never cut down.

    Examples
    --------
    >>> for problem in minutes_problems(MinutesRamp(start_minutes=10, goal_minutes=40)):
    ...     print(problem)
    minutes to work up to: '40' is more than is safe at once. Allowed: 10 to 30. Choose 30
    minutes or less.
    """
    problems = []
    if not LEAST_START_MINUTES <= ramp.start_minutes <= MOST_START_MINUTES:
        problems.append(
            Problem(
                where=_("minutes to start with"),
                value=str(ramp.start_minutes),
                wrong=_("is not a gentle start"),
                allowed=_("{low} to {high}", low=LEAST_START_MINUTES, high=MOST_START_MINUTES),
                remedy=_("Start low; your skin needs some days to get used to it."),
            )
        )
    if ramp.goal_minutes > MOST_MINUTES:
        problems.append(
            Problem(
                where=_("minutes to work up to"),
                value=str(ramp.goal_minutes),
                wrong=_("is more than is safe at once"),
                allowed=_("{low} to {high}", low=ramp.start_minutes, high=MOST_MINUTES),
                remedy=_("Choose {most} minutes or less.", most=MOST_MINUTES),
            )
        )
    elif ramp.goal_minutes < ramp.start_minutes:
        problems.append(
            Problem(
                where=_("minutes to work up to"),
                value=str(ramp.goal_minutes),
                wrong=_(
                    "is less than the {start_minutes} you start with",
                    start_minutes=ramp.start_minutes,
                ),
                allowed=_("{low} to {high}", low=ramp.start_minutes, high=MOST_MINUTES),
                remedy=_("Raise it, or start with fewer minutes."),
            )
        )
    if not 1 <= ramp.ramp_days <= LONGEST_RAMP_DAYS:
        problems.append(
            Problem(
                where=_("mat days to work up over"),
                value=str(ramp.ramp_days),
                wrong=_("is not a number of days that can be used"),
                allowed=_("1 to {most}", most=LONGEST_RAMP_DAYS),
                remedy=_("Five mat days suit most people."),
            )
        )
    return problems


def minutes_on(plan: Plan, date: dt.date) -> int | None:
    """Return the minutes for that day by the ramp; None when it is no mat day of the plan.

    Examples
    --------
    >>> from mat_trial.model import PAIN, FixedDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=FixedDesign(phases=4, phase_days=2),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> [minutes_on(plan, dt.date(2027, 1, day)) for day in (4, 6, 7, 10, 11)]
    [None, 10, 12, 15, 18]
    """
    before = [day for day in plan.schedule if day.condition is Condition.MAT and day.date <= date]
    if not before or before[-1].date != date:
        return None
    ramp = plan.protocol.minutes
    if len(before) >= ramp.ramp_days:
        return ramp.goal_minutes
    share = (len(before) - 1) / (ramp.ramp_days - 1)
    return ramp.start_minutes + round(share * (ramp.goal_minutes - ramp.start_minutes))


def rest_minutes_on(plan: Plan, date: dt.date) -> int | None:
    """Return how long to rest without the mat that day; None where no such rest is planned.

    As long as on the mat day before, or on the first one to come, so that only the mat differs.

    Examples
    --------
    >>> from mat_trial.model import PAIN, FixedDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=FixedDesign(phases=4, phase_days=2),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> [rest_minutes_on(plan, dt.date(2027, 1, day)) for day in (4, 6, 8)]
    [10, None, 12]
    """
    today = plan.find_day(date)
    if (
        plan.protocol.no_mat_day != "same_rest"
        or today is None
        or today.condition is not Condition.NO_MAT
    ):
        return None
    mat_days = [day.date for day in plan.schedule if day.condition is Condition.MAT]
    gone = [day for day in mat_days if day < date]
    return minutes_on(plan, gone[-1]) if gone else plan.protocol.minutes.start_minutes
