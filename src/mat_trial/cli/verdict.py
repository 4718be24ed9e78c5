"""`mat-trial verdict`: read everything, tell every problem, then judge one by one."""

import datetime as dt
import gc
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

from mat_trial.cli.outcome import settle_outcome
from mat_trial.cli.show import print_limits, print_verdict
from mat_trial.daily import find_conflicts
from mat_trial.errors import Problem
from mat_trial.files.diary_file import read_diary
from mat_trial.files.plan_json import read_plan
from mat_trial.model import STANDARD_OUTCOMES, Better, Entry, Outcome, Plan
from mat_trial.power import correct_verdict
from mat_trial.results import Call, Verdict
from mat_trial.verdict import assess_people
from mat_trial.verdict_json import verdict_document

MANY_PEOPLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The options of `mat-trial verdict`; None where one was not given."""

    diaries: tuple[Path, ...]
    plan: Path | None
    outcome: str | None
    better: Better | None
    worthwhile: float | None
    washout_days: int | None
    as_json: bool


def print_verdicts(request: Request) -> list[Problem]:
    """Print one verdict a person, or nothing at all and return the problems."""
    plan, problems = (None, []) if request.plan is None else read_plan(request.plan)
    if request.plan is None:
        outcome, more = choose_outcome(request)
    else:
        outcome, more = plan.primary_outcome if plan else None, _list_overridden(request)
    problems += more
    asked = {item.name: item for item in plan.outcomes} if plan else {}
    if outcome is not None:
        asked.setdefault(outcome.name, outcome)
    diaries: list[tuple[Path, list[Entry]]] = []
    for path in request.diaries:
        entries, more, ignored = read_diary(
            path, name=str(path), outcomes=asked, condition_needed=request.plan is None
        )
        problems += more
        problems += find_conflicts(entries, plan, where=str(path)) if plan else []
        diaries.append((path, entries))
        if ignored:
            sys.stderr.write(f"{path}: not read: {', '.join(ignored)}\n")
    if problems or outcome is None:
        return problems
    # What is read stays to the end, so no collection need look at it again and again.
    gc.freeze()
    _print_all(request, diaries, plan, outcome)
    return []


def choose_outcome(request: Request) -> tuple[Outcome | None, list[Problem]]:
    """Settle the outcome and the washout from the options."""
    outcome, problems = settle_outcome(request.outcome, request.better, request.worthwhile)
    if (request.washout_days or 0) < 0:
        problems.append(
            Problem(
                where="--washout-days",
                value=str(request.washout_days),
                wrong="is no number of days",
                allowed="0 or more",
                remedy="Give the days after each switch that are to be left out.",
            )
        )
    return outcome, problems


def _list_overridden(request: Request) -> list[Problem]:
    given = {
        "--outcome": request.outcome,
        "--better": request.better,
        "--worthwhile": request.worthwhile,
        "--washout-days": request.washout_days,
    }
    return [
        Problem(
            where=option,
            value=f"{value:g}" if isinstance(value, float) else str(value),
            wrong="cannot be given beside a locked plan",
            allowed="what the plan settled before day one",
            remedy=f"Leave {option} out.",
        )
        for option, value in given.items()
        if value is not None
    ]


def _print_all(
    request: Request, diaries: list[tuple[Path, list[Entry]]], plan: Plan | None, outcome: Outcome
) -> None:
    console = Console(highlight=False, markup=False)
    judged = False
    several = len({(file, day.person) for file, entries in diaries for day in entries}) > 1
    for file, person, verdict in _judge_all(request, diaries, plan, outcome):
        if request.as_json:
            document = verdict_document(verdict, person=person)
            if len(diaries) > 1:
                document["file"] = str(file)
            sys.stdout.write(json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n")
        else:
            # A lone diary needs no name above its verdict.
            title = ", ".join(filter(None, [str(file), person])) if several else ""
            print_verdict(console, verdict, plan=plan, title=title)
            judged = judged or verdict.call is not Call.TOO_EARLY
    if judged:
        print_limits(console)


def _judge_all(
    request: Request, diaries: list[tuple[Path, list[Entry]]], plan: Plan | None, outcome: Outcome
) -> Iterator[tuple[Path, str | None, Verdict]]:
    for file, entries in diaries:
        scored = {name for entry in entries for name in entry.scores}
        others = [
            other
            for name, other in STANDARD_OUTCOMES.items()
            if name in scored and name != outcome.name
        ]
        as_of = max([dt.datetime.now().astimezone().date(), *(entry.date for entry in entries)])
        people = assess_people(
            entries,
            plan=plan,
            outcome=outcome,
            others=others,
            washout_days=request.washout_days or 0,
            as_of=as_of,
        )
        n_people = len({entry.person for entry in entries})
        # A bar is for waiting people: on a terminal, and when there is something to wait for.
        quiet = n_people < MANY_PEOPLE or not sys.stderr.isatty()
        bar = Console(stderr=True)
        for person, verdict in track(
            people, total=n_people, console=bar, disable=quiet, description=file.name
        ):
            yield file, person, correct_verdict(verdict, plan) if plan else verdict
