"""When the person is asked whether the mat is still in use."""

import datetime as dt

from mat_trial.model import FollowUp, Plan

FOLLOW_UP_DAYS = 28


def is_follow_up_due(plan: Plan, answered: FollowUp | None, today: dt.date) -> bool:
    """Whether to ask now: four weeks after the end of the trial or later, and only once.

    Parameters
    ----------
    plan
        A locked one.
    answered
        The answer that is kept already; None where there is none.
    today
        The day by the person's clock.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=14),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> plan.end.isoformat(), is_follow_up_due(plan, None, dt.date(2027, 3, 29))
    ('2027-03-01', True)
    """
    return answered is None and today >= plan.end + dt.timedelta(days=FOLLOW_UP_DAYS)
