"""What a report says of the plan: the question, what was done, and how it is judged."""

from collections.abc import Sequence

from mat_trial.language import _, _n
from mat_trial.language.dates import say_date
from mat_trial.language.numbers import format_plain
from mat_trial.model import Better, FixedDesign, Outcome, Plan
from mat_trial.model.naming import count_units, name_outcome, say_question
from mat_trial.protocol import SAFETY_ITEMS, plan_digest
from mat_trial.report.case import Fact
from mat_trial.wording.after import list_decisions
from mat_trial.wording.designs import say_design
from mat_trial.wording.phrases import open_sentence, say_hundredths
from mat_trial.wording.plan import NO_MAT_WORDS, say_look_days, say_place


def list_plan_facts(plan: Plan) -> list[Fact]:
    """List what was settled before day one."""
    primary = plan.primary_outcome
    beside = [outcome for outcome in plan.outcomes if outcome.name != plan.primary]
    facts = [
        (_("Question"), _ask(plan, primary)),
        (_("Judged by"), _describe_outcome(primary)),
        (_("Beside it"), _list_beside(beside)),
        (_("Mat day"), _describe_mat_day(plan)),
        (_("No-mat day"), f"{_(NO_MAT_WORDS[plan.protocol.no_mat_day])}."),
        (_("Order"), _describe_order(plan)),
        (_("Days"), _describe_days(plan)),
        (_("Rule"), _describe_rule(plan)),
        (_("Looks"), _describe_looks(plan)),
        (_("Decided"), _describe_decision(plan)),
        (_("Safety screen"), _describe_safety(plan)),
        (_("Locked"), f"{_describe_lock(plan)} {_describe_expectation(plan)}".rstrip()),
    ]
    return [(term, text) for term, text in facts if text]


def say_fingerprint(plan: Plan) -> Fact:
    """Say the plan's hash: whoever holds the plan file can check that it is this one."""
    return (_("Plan's fingerprint (SHA-256)"), plan_digest(plan))


def _ask(plan: Plan, outcome: Outcome) -> str:
    if plan.complaint:
        return _(
            "Does lying on an acupressure mat change this person's {outcome}? What hurts: "
            "{complaint}.",
            outcome=name_outcome(outcome),
            complaint=plan.complaint.rstrip("."),
        )
    return _(
        "Does lying on an acupressure mat change this person's {outcome}?",
        outcome=name_outcome(outcome),
    )


def _describe_outcome(outcome: Outcome) -> str:
    words = {
        "name": open_sentence(name_outcome(outcome)),
        "question": say_question(outcome),
        "least": count_units(format_plain(outcome.worthwhile), outcome),
    }
    lower_is_better = outcome.better is Better.LOWER
    if outcome.minimum is None or outcome.maximum is None:
        if lower_is_better:
            return _("{name}, “{question}”; lower is better; worth it from {least} on.", **words)
        return _("{name}, “{question}”; higher is better; worth it from {least} on.", **words)
    ends = {"low": format_plain(outcome.minimum), "high": format_plain(outcome.maximum)}
    if lower_is_better:
        return _(
            "{name}, “{question}”, {low} to {high}; lower is better; worth it from {least} on.",
            **words,
            **ends,
        )
    return _(
        "{name}, “{question}”, {low} to {high}; higher is better; worth it from {least} on.",
        **words,
        **ends,
    )


def _list_beside(outcomes: Sequence[Outcome]) -> str:
    said = []
    for outcome in outcomes:
        least = count_units(format_plain(outcome.worthwhile), outcome)
        if outcome.better is Better.LOWER:
            said.append(_("{name} (lower by {least})", name=name_outcome(outcome), least=least))
        else:
            said.append(_("{name} (higher by {least})", name=name_outcome(outcome), least=least))
    return open_sentence(f"{'; '.join(said)}.") if said else ""


def _describe_mat_day(plan: Plan) -> str:
    protocol, ramp = plan.protocol, plan.protocol.minutes
    said = [
        _n("{n} minute", "{n} minutes", ramp.goal_minutes)
        if ramp.start_minutes == ramp.goal_minutes
        else _(
            "{start} minutes at first, {goal} from mat day {day} on",
            start=ramp.start_minutes,
            goal=ramp.goal_minutes,
            day=ramp.ramp_days,
        ),
        say_place(protocol),
        protocol.cover,
    ]
    return f"{'; '.join(filter(None, said))}."


def _describe_order(plan: Plan) -> str:
    order = open_sentence(say_design(plan.design))
    if isinstance(plan.design, FixedDesign):
        return _("{order}; nothing was drawn.", order=order)
    return _("{order}. Drawn by this program, seed {seed}.", order=order, seed=plan.seed)


def _describe_days(plan: Plan) -> str:
    n_days = len(plan.schedule)
    said = _n(
        "{n} day, {first} to {last}.",
        "{n} days, {first} to {last}.",
        n_days,
        first=say_date(plan.start),
        last=say_date(plan.schedule[-1].date),
    )
    if plan.protocol.time_of_day:
        said += " " + _("Scored {when}.", when=plan.protocol.time_of_day)
    if plan.washout_days:
        said += " " + _n(
            "{n} day after each switch is written down and not counted.",
            "{n} days after each switch are written down and not counted.",
            plan.washout_days,
        )
    return said


def _describe_rule(plan: Plan) -> str:
    first, last = plan.looks[0], plan.looks[-1]
    if first == last:
        return _(
            "Benefit, harm, or no worthwhile effect counts as sure from a chance of {sure} in 100 "
            "on; read on the last day.",
            sure=say_hundredths(last.boundary),
        )
    return _(
        "Benefit, harm, or no worthwhile effect counts as sure from a chance of {first} in 100 on "
        "at the first look, falling to {sure} at the last.",
        first=say_hundredths(first.boundary),
        sure=say_hundredths(last.boundary),
    )


def _describe_looks(plan: Plan) -> str:
    if len(plan.looks) == 1:
        return ""
    when = say_look_days([look.day for look in plan.looks])
    return _("The verdict may be read {when}.", when=when)


def _describe_decision(plan: Plan) -> str:
    return " ".join(f"{when}: {what.rstrip('.')}." for when, what in list_decisions(plan))


def _describe_safety(plan: Plan) -> str:
    if plan.safety is None:
        return _("Nobody asked its questions.")
    texts = {item.code: item.text for item in SAFETY_ITEMS}
    said = "; ".join(_(texts.get(code, code)) for code in plan.safety.ask_first)
    if not said:
        return _("Nothing of it applied.")
    return _("{said}. A doctor was asked and agreed.", said=said)


def _describe_lock(plan: Plan) -> str:
    date = plan.locked_at.date()
    if date == plan.start:
        return _("On {date}, day one itself.", date=say_date(date))
    if date < plan.start:
        return _("On {date}, before day one.", date=say_date(date))
    return _("On {date}, after day one.", date=say_date(date))


def _describe_expectation(plan: Plan) -> str:
    if plan.expectation is None:
        return ""
    return _("Help expected from the mat then: {n} of 10.", n=plan.expectation)
