"""A plan in words: what is done, when it may be looked at, and what was changed after its lock."""

from collections.abc import Sequence

from mat_trial.language import _, _n, mark
from mat_trial.language.dates import say_weekday
from mat_trial.language.numbers import format_plain
from mat_trial.model import Amendment, Better, Condition, Outcome, Plan, Protocol, StopCause
from mat_trial.model.naming import count_units, name_outcome, say_question
from mat_trial.wording.after import list_decisions
from mat_trial.wording.designs import say_design
from mat_trial.wording.yes_no import count_outcome_in_days

STOP_WORDS: dict[StopCause, str] = {
    "skin": mark("the skin was hurt"),
    "worse": mark("the pain was clearly worse for several days"),
    "other": mark("for another reason"),
}
AFTER_STOP = mark(
    "What is written down up to the stop is judged by the same rule as the whole trial would have "
    "been. Fewer days leave more open, so the verdict may well stay unclear; that the mat did "
    "harm is itself an answer."
)
"""What can still be concluded from a trial that was stopped."""


NO_MAT_WORDS = {
    "same_rest": mark("The same rest, lying down without the mat"),
    "usual": mark("My usual day"),
}
PLACE_WORDS = {"bed": mark("On the bed"), "floor": mark("On the floor")}

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
    facts = [
        (_("What hurts"), plan.complaint),
        *(
            (_("Every day: {name}", name=name_outcome(outcome)), say_question(outcome))
            for outcome in plan.outcomes
        ),
        (_("When"), protocol.time_of_day),
        (_("Worth it to you"), "; ".join(_say_worthwhile(outcome) for outcome in plan.outcomes)),
        (_("Mat day"), _say_minutes(ramp.start_minutes, ramp.goal_minutes, ramp.ramp_days)),
        (_("The mat lies"), say_place(protocol)),
        (_("Between you and it"), protocol.cover),
        (_("No-mat day"), _(NO_MAT_WORDS[protocol.no_mat_day])),
        (_("Order of the days"), say_design(plan.design)),
        (
            _("From"),
            _n(
                "{first} to {last} {year}, {n} day",
                "{first} to {last} {year}, {n} days",
                len(plan.schedule),
                first=say_weekday(plan.start),
                last=say_weekday(last),
                year=last.year,
            ),
        ),
    ]
    if plan.stopped_on is not None:
        on = _("on {day} {year}", day=say_weekday(plan.stopped_on), year=plan.stopped_on.year)
        facts.append((_("Stopped"), on))
    if drawn and not plan.conceal:
        is_mat = plan.schedule[0].condition is Condition.MAT
        facts.append((_("It begins with"), _("a mat day") if is_mat else _("a no-mat day")))
    if plan.washout_days:
        left_out = _n("{n} day after each switch", "{n} days after each switch", plan.washout_days)
        facts.append((_("Not counted"), left_out))
    if plan.expectation is not None:
        expected = _("{n} of 10: how much the mat will help", n=plan.expectation)
        facts.append((_("You expect"), expected))
    facts += list_decisions(plan)
    rule = _("{days}, by a rule that is part of this plan", days=say_look_days(days))
    facts.append((_("Verdict"), rule))
    return [(term, text) for term, text in facts if text]


def say_place(protocol: Protocol) -> str:
    """Say where the mat lies, and where on the body.

    Examples
    --------
    >>> say_place(Protocol(place="bed", body_area="back and neck"))
    'on the bed: back and neck'
    """
    is_bed = protocol.place == "bed"
    if not protocol.body_area:
        return _("on the bed") if is_bed else _("on the floor")
    if is_bed:
        return _("on the bed: {area}", area=protocol.body_area)
    return _("on the floor: {area}", area=protocol.body_area)


def _say_worthwhile(outcome: Outcome) -> str:
    counted = count_outcome_in_days(outcome)
    values = {
        "name": name_outcome(outcome),
        "size": count_units(format_plain(counted.worthwhile), counted),
    }
    if outcome.better is Better.LOWER:
        return _("{name} down by {size}", **values)
    return _("{name} up by {size}", **values)


def _say_minutes(start: int, goal: int, mat_days: int) -> str:
    if start == goal:
        return _n("{n} minute", "{n} minutes", goal)
    return _(
        "{start} minutes at first, {goal} from mat day {day} on",
        start=start,
        goal=goal,
        day=mat_days,
    )


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
        return _("on day {day}, the last one", day=first)
    return _n(
        "as early as day {first}, then on {n} later day, at the latest on day {last}",
        "as early as day {first}, then on {n} later days, at the latest on day {last}",
        len(later),
        first=first,
        last=later[-1],
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
    said = {"on": say_weekday(change.at.date()), "what": _say_change(change)}
    if change.reason:
        return _("{on}: {what}: {why}", why=change.reason, **said)
    return _("{on}: {what}", **said)


def _say_change(change: Amendment) -> str:
    if change.kind == "pause":
        return _n(
            "paused for {n} day from {day}",
            "paused for {n} days from {day}",
            change.days,
            day=say_weekday(change.date),
        )
    if change.kind == "stop":
        if change.cause is None:
            return _("stopped")
        return _("stopped, {cause}", cause=_(STOP_WORDS[change.cause]))
    if change.date == change.at.date():
        return _("note")
    return _("on {day}", day=say_weekday(change.date))
