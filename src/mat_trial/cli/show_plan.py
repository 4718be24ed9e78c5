"""A locked plan on the terminal: what, when, how sure it can be, and its hash."""

import datetime as dt
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mat_trial.designs import smallest_p_value
from mat_trial.model import Better, Condition, Outcome, Plan
from mat_trial.protocol import SAFETY_ITEMS, STOP_RULE, plan_digest
from mat_trial.wording.dates import list_weekdays, say_date, say_short_date, say_weekday
from mat_trial.wording.designs import say_design, warn_of_chance
from mat_trial.wording.numbers import count_units, format_plain
from mat_trial.wording.plan import say_look_days

MARKS = {Condition.MAT: "mat", Condition.NO_MAT: "–"}


def print_plan(console: Console, plan: Plan, out: Path) -> None:
    """Print a plan that was locked in a file."""
    last = plan.schedule[-1].date
    said = say_design(plan.design)
    console.print(f"{said[0].upper()}{said[1:]}.", style="bold")
    table = Table(box=None, show_header=False, pad_edge=False)
    days = f"{say_weekday(plan.start)} {plan.start.year} to {say_weekday(last)} {last.year}"
    table.add_row("Days", f"{days}, {len(plan.schedule)} days")
    for outcome in plan.outcomes:
        primary = " (the verdict is about this)" if outcome.name == plan.primary else ""
        table.add_row(outcome.label.capitalize(), f"{_say_worthwhile(outcome)}{primary}")
    if plan.washout_days:
        table.add_row("Not analysed", f"{plan.washout_days} after each switch")
    looks = [look.day for look in plan.looks]
    table.add_row("Verdict", f"{say_look_days(looks)}, {say_date(last)}")
    table.add_row("Seed of the draw", str(plan.seed))
    table.add_row("Smallest p", _say_smallest_p(plan))
    console.print(table)
    # In one piece, to be copied and compared.
    console.print(f"SHA-256 {plan_digest(plan)}", soft_wrap=True)
    console.print()
    if plan.conceal:
        console.print("The days to come stay concealed, as you wished; the file holds them all.")
    else:
        console.print(_tabulate_weeks(plan))
    console.print()
    for warning in _list_warnings(plan):
        console.print(warning)
    if plan.safety is None:
        _print_safety(console, plan)
    console.print(f"Locked in {out}. Keep this file as it is: the verdict is read with it.")


def _say_worthwhile(outcome: Outcome) -> str:
    way = "down" if outcome.better is Better.LOWER else "up"
    return f"{way} by {count_units(format_plain(outcome.worthwhile), outcome)} is worth it"


def _say_smallest_p(plan: Plan) -> str:
    smallest = smallest_p_value(plan.design)
    if smallest is None:
        return "none: nothing is drawn by chance, so there is no test of chance"
    return f"{smallest:.2g}: the test of chance cannot come lower"


def _tabulate_weeks(plan: Plan) -> Table:
    table = Table("Week of", *list_weekdays(), box=None, pad_edge=False)
    weeks: dict[dt.date, list[str]] = {}
    for day in plan.schedule:
        monday = day.date - dt.timedelta(days=day.date.weekday())
        week = weeks.setdefault(monday, [""] * 7)
        week[day.date.weekday()] = MARKS[day.condition]
    for monday, marks in weeks.items():
        table.add_row(say_short_date(monday), *marks)
    return table


def _list_warnings(plan: Plan) -> list[str]:
    warnings = [warn_of_chance(plan.design)]
    locked = plan.locked_at.date()
    if plan.start < locked:
        warnings.append(
            f"The first day had gone by when this plan was locked, on {say_date(locked)}. "
            "What was known by then could have shaped it, and the plan tells so."
        )
    return [f"Take care: {warning}" for warning in warnings if warning]


def _print_safety(console: Console, plan: Plan) -> None:
    console.print(
        "Is a mat safe for you? Nobody has asked yet, and this plan says so. If any of this is "
        "true for you, do not use a mat, or ask a doctor first:"
    )
    table = Table(box=None, show_header=False, pad_edge=False)
    for item in SAFETY_ITEMS:
        table.add_row("stop" if item.kind == "stop" else "ask first", item.code, item.text)
    console.print(table)
    console.print(STOP_RULE)
    console.print(
        "To put your answers into the plan, give the same options again with "
        f"--seed {plan.seed} --force, and --nothing-applies or --applies CODE."
    )
    console.print()
