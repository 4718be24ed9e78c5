"""A plan in words: what is done, when it may be looked at, and what was changed after its lock."""

from collections.abc import Sequence

from mat_trial.language import _
from mat_trial.model import Amendment, Better, Outcome, Plan, StopCause
from mat_trial.wording.after import list_decisions
from mat_trial.wording.dates import say_weekday
from mat_trial.wording.designs import say_design
from mat_trial.wording.numbers import count_units, format_plain
from mat_trial.wording.phrases import count_things, say_kind
from mat_trial.wording.yes_no import count_outcome_in_days

STOP_WORDS: dict[StopCause, str] = {
    "skin": "the skin was hurt",
    "worse": "the pain was clearly worse for several days",
    "other": "for another reason",
}
AFTER_STOP = (
    "What is written down up to the stop is judged by the same rule as the whole trial would have "
    "been. Fewer days leave more open, so the verdict may well stay unclear; that the mat did "
    "harm is itself an answer."
)
"""What can still be concluded from a trial that was stopped."""


NO_MAT_WORDS = {
    "same_rest": "The same rest, lying down without the mat",
    "usual": "My usual day",
}
PLACE_WORDS = {"bed": "On the bed", "floor": "On the floor"}

Fact = tuple[str, str]


def describe_plan(
    plan: Plan, *, drawn: bool, look_days: Sequence[int] | None = None
) -> list[Fact]:
    """Say a plan in plain words, as terms and what stands for them.

    Parameters
    ----------
    drawn
        Whether chance has drawn the order of its days, so that the first one is known.
    look_days
        The days of the looks; None for those of the plan.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=7),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> dict(describe_plan(plan, drawn=True))["It begins with"]
    'a mat day'
    """
    days = [look.day for look in plan.looks] if look_days is None else look_days
    protocol, ramp = plan.protocol, plan.protocol.minutes
    last = plan.schedule[-1].date
    place = PLACE_WORDS[protocol.place].lower()
    facts = [
        ("What hurts", plan.complaint),
        *((f"Every day: {outcome.name}", outcome.question) for outcome in plan.outcomes),
        ("When", protocol.time_of_day),
        ("Worth it to you", "; ".join(_say_worthwhile(outcome) for outcome in plan.outcomes)),
        ("Mat day", _say_minutes(ramp.start_minutes, ramp.goal_minutes, ramp.ramp_days)),
        ("The mat lies", f"{place}: {protocol.body_area}" if protocol.body_area else place),
        ("Between you and it", protocol.cover),
        ("No-mat day", NO_MAT_WORDS[protocol.no_mat_day]),
        ("Order of the days", say_design(plan.design)),
        (
            "From",
            f"{say_weekday(plan.start)} to {say_weekday(last)} {last.year}, "
            f"{len(plan.schedule)} days",
        ),
    ]
    if plan.stopped_on is not None:
        facts.append(("Stopped", f"on {say_weekday(plan.stopped_on)} {plan.stopped_on.year}"))
    if drawn and not plan.conceal:
        first = say_kind(plan.schedule[0].condition)
        facts.append(("It begins with", f"a {first}"))
    if plan.washout_days:
        facts.append(
            ("Not counted", f"{count_things(plan.washout_days, 'day')} after each switch")
        )
    if plan.expectation is not None:
        facts.append(("You expect", f"{plan.expectation} of 10: how much the mat will help"))
    facts += list_decisions(plan)
    facts.append(("Verdict", f"{say_look_days(days)}, by a rule that is part of this plan"))
    return [(term, text) for term, text in facts if text]


def _say_worthwhile(outcome: Outcome) -> str:
    counted = count_outcome_in_days(outcome)
    values = {
        "name": outcome.label,
        "size": count_units(format_plain(counted.worthwhile), counted),
    }
    if outcome.better is Better.LOWER:
        return _("{name} down by {size}", **values)
    return _("{name} up by {size}", **values)


def _say_minutes(start: int, goal: int, mat_days: int) -> str:
    if start == goal:
        return f"{goal} minutes"
    return f"{start} minutes at first, {goal} from mat day {mat_days} on"


def say_look_days(days: Sequence[int]) -> str:
    """Say when the verdict may be read.

    Parameters
    ----------
    days
        The days of the looks, rising.

    Examples
    --------
    >>> say_look_days([56])
    'on day 56, the last one'
    >>> say_look_days([12, 14, 56])
    'as early as day 12, then on 2 later days, at the latest on day 56'
    """
    first, *later = days
    if not later:
        return f"on day {first}, the last one"
    return (
        f"as early as day {first}, then on {count_things(len(later), 'later day')}, "
        f"at the latest on day {later[-1]}"
    )


def say_amendment(change: Amendment) -> str:
    """Say what was changed, when, and why, in one line.

    Examples
    --------
    >>> import datetime as dt
    >>> at = dt.datetime(2027, 1, 8, 21, tzinfo=dt.UTC)
    >>> say_amendment(Amendment(at=at, kind="pause", date=at.date(), days=7, reason="a trip",
    ...                         previous_sha256=""))
    'Friday 8 January: paused for 7 days from Friday 8 January: a trip'
    """
    what = "note" if change.date == change.at.date() else f"on {say_weekday(change.date)}"
    if change.kind == "pause":
        what = f"paused for {count_things(change.days, 'day')} from {say_weekday(change.date)}"
    elif change.kind == "stop":
        what = "stopped" + (f", {STOP_WORDS[change.cause]}" if change.cause else "")
    why = f": {change.reason}" if change.reason else ""
    return f"{say_weekday(change.at.date())}: {what}{why}"
