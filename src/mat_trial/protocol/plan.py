"""Making a plan, and checking it."""

import datetime as dt

from mat_trial.designs import LAST_START, design_problems, draw_schedule
from mat_trial.errors import Problem
from mat_trial.language import _, _n
from mat_trial.language.numbers import format_plain
from mat_trial.model import Decision, Design, Look, Outcome, Plan, Protocol, SafetyAnswers
from mat_trial.protocol.amendments import amendment_problems, find_locked_start
from mat_trial.protocol.minutes import minutes_problems
from mat_trial.protocol.safety import safety_problems

BOUNDARY_OF_ONE_LOOK = 0.95
LONGEST_WASHOUT_DAYS = 7
NOTHING_APPLIES = SafetyAnswers()
LARGEST_SEED = 2**53 - 1
"""JSON numbers beyond it are not the same in every language, so RFC 8785 has no form for them."""


def make_plan(
    *,
    complaint: str = "",
    outcomes: tuple[Outcome, ...],
    primary: str,
    design: Design,
    start: dt.date,
    seed: int,
    washout_days: int = 0,
    looks: tuple[Look, ...] | None = None,
    conceal: bool = False,
    protocol: Protocol | None = None,
    safety: SafetyAnswers | None = NOTHING_APPLIES,
    expectation: int | None = None,
    decision: Decision | None = None,
    now: dt.datetime,
) -> Plan:
    """Draw the schedule and fix the looks.

    Parameters
    ----------
    complaint
        What hurts, in the person's words.
    start
        The first day.
    seed
        Of the draw: whole number, drawn once and kept.
    looks
        Days on which the verdict may be read, from `power.choose_looks`; None for one look, on
        the last day.
    conceal
        Whether the days to come are kept from the person's eyes.
    safety
        What the person said to the safety screen; None where nobody asked.
    decision
        What the person means to do with each answer; None if not said.
    now
        The time of locking, with a zone.

    Raises
    ------
    PlanError
        When the design cannot be used; for all else see `plan_problems`.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=14),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> len(plan.schedule), plan.looks
    (56, (Look(day=56, boundary=0.95),))
    """
    schedule = draw_schedule(design, start, seed)
    return Plan(
        complaint=complaint,
        outcomes=outcomes,
        primary=primary,
        design=design,
        seed=seed,
        schedule=schedule,
        washout_days=washout_days,
        looks=looks or (Look(day=len(schedule), boundary=BOUNDARY_OF_ONE_LOOK),),
        conceal=conceal,
        protocol=protocol or Protocol(),
        safety=safety,
        expectation=expectation,
        decision=decision,
        created_at=now,
        locked_at=now,
    )


def plan_problems(plan: Plan) -> list[Problem]:
    """List all that keeps a plan from being locked, or a read one from being trusted.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> plan = make_plan(outcomes=(PAIN,), primary="sleep", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=6),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> [problem.where for problem in plan_problems(plan)]
    ['primary outcome']
    """
    if not plan.schedule:
        return [
            Problem(
                where=_("schedule"),
                wrong=_("has no days"),
                allowed=_("every planned day"),
                remedy=_("Use the plan file as it was locked."),
            )
        ]
    problems = design_problems(plan.design) + _start_problems(plan)
    if not problems:
        drawn = draw_schedule(plan.design, find_locked_start(plan), plan.seed)
        problems += amendment_problems(plan, drawn)
    problems += _outcome_problems(plan) + _washout_problems(plan) + _look_problems(plan)
    problems += minutes_problems(plan.protocol.minutes)
    problems += safety_problems(plan.safety) if plan.safety else []
    if plan.expectation is not None and not 0 <= plan.expectation <= 10:
        problems.append(
            Problem(
                where=_("expectation"),
                value=str(plan.expectation),
                wrong=_("is not on the scale"),
                allowed=_("0 to 10, or nothing"),
                remedy=_("Say how much you expect the mat to help."),
            )
        )
    return problems


def _start_problems(plan: Plan) -> list[Problem]:
    problems = []
    if not 0 <= plan.seed <= LARGEST_SEED:
        problems.append(
            Problem(
                where=_("seed"),
                value=str(plan.seed),
                wrong=_("cannot be kept exactly"),
                allowed=_("0 to {most}", most=LARGEST_SEED),
                remedy=_("Draw a smaller one."),
            )
        )
    if plan.start > LAST_START:
        problems.append(
            Problem(
                where=_("start"),
                value=str(plan.start),
                wrong=_("is too late for a trial to end"),
                allowed=_("up to {last}", last=LAST_START),
                remedy=_("Choose an earlier day."),
            )
        )
    return problems


def _outcome_problems(plan: Plan) -> list[Problem]:
    names = [outcome.name for outcome in plan.outcomes]
    problems = [
        Problem(
            where=_("outcomes"),
            value=name,
            wrong=_("stands there more than once"),
            allowed=_("each outcome once"),
            remedy=_("Take the second one out."),
        )
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    if plan.primary not in names:
        problems.append(
            Problem(
                where=_("primary outcome"),
                value=plan.primary,
                wrong=_("is none of the plan's outcomes"),
                allowed=", ".join(names) or _("an outcome of the plan"),
                remedy=_("Choose the one that the verdict is to be about."),
            )
        )
    return problems


def _washout_problems(plan: Plan) -> list[Problem]:
    # With a length below 1 the design has a problem of its own.
    length = max(plan.design.shortest_period_days, 1)
    most = min(LONGEST_WASHOUT_DAYS, length - 1)
    if 0 <= plan.washout_days <= most:
        return []
    return [
        Problem(
            where=_("washout days"),
            value=str(plan.washout_days),
            wrong=_n(
                "does not fit periods as short as {n} day",
                "does not fit periods as short as {n} days",
                length,
            ),
            allowed=_("0 to {most}", most=most) if most else "0",
            remedy=_("Leave out fewer days after each switch, or take longer periods."),
        )
    ]


def _look_problems(plan: Plan) -> list[Problem]:
    days = [look.day for look in plan.looks]
    in_order = days == sorted(set(days)) and bool(days) and days[-1] == len(plan.schedule)
    if in_order and days[0] >= 1 and all(0.5 < look.boundary < 1 for look in plan.looks):
        return []
    return [
        Problem(
            where=_("looks"),
            value=", ".join(
                _("day {day} at {boundary}", day=look.day, boundary=format_plain(look.boundary))
                for look in plan.looks
            ),
            wrong=_("cannot be kept to"),
            allowed=_("days in order, the last one the last day, each boundary between 0.5 and 1"),
            remedy=_("Use the plan file as it was locked."),
        )
    ]
