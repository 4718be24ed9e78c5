"""`mat-trial remind`: a plan as a calendar file that reminds."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from mat_trial.cli.out import write_file
from mat_trial.errors import Problem
from mat_trial.files.plan_json import read_plan
from mat_trial.reminders import read_clock, write_calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The options of `mat-trial remind`."""

    plan: Path
    at: str
    out: Path
    force: bool


def make_calendar(request: Request) -> list[Problem]:
    """Write the calendar and say what to do with it, or do nothing and return the problems."""
    plan, problems = read_plan(request.plan)
    at, more = read_clock(request.at, where="--at")
    problems = [*problems, *more]
    if plan is None or at is None or problems:
        return problems
    file = write_calendar(plan, at=at, now=dt.datetime.now().astimezone())
    problems = write_file(file, "--out", request.out, force=request.force)
    if not problems:
        console = Console(highlight=False, markup=False)
        console.print(f"Written to {request.out}. Open it with your calendar.")
        console.print(
            "After a pause, a stop or another time, make it anew and open it once more: the days "
            "move and do not double."
        )
    return problems
