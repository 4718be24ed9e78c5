"""Which planned days a person sees who wished not to know the days to come."""

import datetime as dt

from mat_trial.model import Plan, PlannedDay


def list_visible_days(plan: Plan, today: dt.date) -> tuple[PlannedDay, ...]:
    """List the planned days that may be shown: all, or up to the end of today's period.

    Where the schedule is concealed, the days to come appear one period at a time, and all of
    them once the trial is over.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=6), conceal=True,
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> [len(list_visible_days(plan, dt.date(2027, 1, day))) for day in (3, 4, 5, 6, 28)]
    [0, 2, 2, 4, 24]
    """
    if not plan.conceal or today >= plan.end:
        return plan.schedule
    current = plan.find_day(today)
    period = None if current is None else current.period
    return tuple(day for day in plan.schedule if day.date <= today or day.period == period)
