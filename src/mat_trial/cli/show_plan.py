"""A locked plan on the terminal: what, when, how sure it can be, and its hash."""

import datetime as dt
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mat_trial.designs import smallest_p_value
from mat_trial.language import _, _n, mark
from mat_trial.language.dates import list_weekdays, say_date, say_short_date, say_weekday
from mat_trial.language.numbers import format_plain
from mat_trial.model import Better, Condition, Outcome, Plan
from mat_trial.model.naming import count_units, name_outcome
from mat_trial.protocol import SAFETY_ITEMS, STOP_RULE, plan_digest
from mat_trial.wording.designs import say_design, warn_of_chance
from mat_trial.wording.phrases import open_sentence
from mat_trial.wording.plan import say_look_days

MARKS = {Condition.MAT: mark("mat"), Condition.NO_MAT: "–"}


def print_plan(console: Console, plan: Plan, out: Path) -> None:
    """Print a plan that was locked in a file."""
    last = plan.schedule[-1].date
    said = open_sentence(say_design(plan.design))
    console.print(f"{said}.", style="bold")
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_row(
        _("Days"),
        _n(
            "{first} {first_year} to {last} {last_year}, {n} day",
            "{first} {first_year} to {last} {last_year}, {n} days",
            len(plan.schedule),
            first=say_weekday(plan.start),
            first_year=plan.start.year,
            last=say_weekday(last),
            last_year=last.year,
        ),
    )
    for outcome in plan.outcomes:
        name = open_sentence(name_outcome(outcome))
        table.add_row(name, _say_worthwhile(outcome, is_primary=outcome.name == plan.primary))
    if plan.washout_days:
        table.add_row(_("Not analysed"), _("{n} after each switch", n=plan.washout_days))
    looks = say_look_days([look.day for look in plan.looks])
    table.add_row(_("Verdict"), f"{looks}, {say_date(last)}")
    table.add_row(_("Seed of the draw"), str(plan.seed))
    table.add_row(_("Smallest p"), _say_smallest_p(plan))
    console.print(table)
    # In one piece, to be copied and compared.
    console.print(f"SHA-256 {plan_digest(plan)}", soft_wrap=True)
    console.print()
    if plan.conceal:
        console.print(
            _("The days to come stay concealed, as you wished; the file holds them all.")
        )
    else:
        console.print(_tabulate_weeks(plan))
    console.print()
    for warning in _list_warnings(plan):
        console.print(warning)
    if plan.safety is None:
        _print_safety(console, plan)
    console.print(
        _("Locked in {out}. Keep this file as it is: the verdict is read with it.", out=out)
    )


def _say_worthwhile(outcome: Outcome, *, is_primary: bool) -> str:
    size = count_units(format_plain(outcome.worthwhile), outcome)
    is_down = outcome.better is Better.LOWER
    if is_primary and is_down:
        return _("down by {size} is worth it (the verdict is about this)", size=size)
    if is_primary:
        return _("up by {size} is worth it (the verdict is about this)", size=size)
    if is_down:
        return _("down by {size} is worth it", size=size)
    return _("up by {size} is worth it", size=size)


def _say_smallest_p(plan: Plan) -> str:
    smallest = smallest_p_value(plan.design)
    if smallest is None:
        return _("none: nothing is drawn by chance, so there is no test of chance")
    return _(
        "{smallest}: the test of chance cannot come lower",
        smallest=format_plain(float(f"{smallest:.2g}")),
    )


def _tabulate_weeks(plan: Plan) -> Table:
    table = Table(_("Week of"), *list_weekdays(), box=None, pad_edge=False)
    weeks: dict[dt.date, list[str]] = {}
    for day in plan.schedule:
        monday = day.date - dt.timedelta(days=day.date.weekday())
        week = weeks.setdefault(monday, [""] * 7)
        week[day.date.weekday()] = _(MARKS[day.condition])
    for monday, marks in weeks.items():
        table.add_row(say_short_date(monday), *marks)
    return table


def _list_warnings(plan: Plan) -> list[str]:
    warnings = [warn_of_chance(plan.design)]
    locked = plan.locked_at.date()
    if plan.start < locked:
        warnings.append(
            _(
                "The first day had gone by when this plan was locked, on {day}. "
                "What was known by then could have shaped it, and the plan tells so.",
                day=say_date(locked),
            )
        )
    return [_("Take care: {warning}", warning=warning) for warning in warnings if warning]


def _print_safety(console: Console, plan: Plan) -> None:
    console.print(
        _(
            "Is a mat safe for you? Nobody has asked yet, and this plan says so. If any of this "
            "is true for you, do not use a mat, or ask a doctor first:"
        )
    )
    table = Table(box=None, show_header=False, pad_edge=False)
    for item in SAFETY_ITEMS:
        kind = _("stop") if item.kind == "stop" else _("ask first")
        table.add_row(kind, item.code, _(item.text))
    console.print(table)
    console.print(_(STOP_RULE))
    console.print(
        _(
            "To put your answers into the plan, give the same options again with "
            "--seed {seed} --force, and --nothing-applies or --applies CODE.",
            seed=plan.seed,
        )
    )
    console.print()
