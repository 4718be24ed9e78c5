"""`mat-trial verdict`: read everything, tell every problem, then judge one by one."""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from rich.console import Console

from mat_trial.cli.many import find_table_conflicts, refuse_long_diaries
from mat_trial.cli.out import write_given
from mat_trial.cli.outcome import settle_outcome
from mat_trial.cli.progress import show_judging, show_reading
from mat_trial.cli.show import print_limits, print_verdict
from mat_trial.errors import Problem
from mat_trial.files.diary_file import scan_diary
from mat_trial.files.entry_table import EntryTable
from mat_trial.files.plan_json import read_plan
from mat_trial.language import _
from mat_trial.model import STANDARD_OUTCOMES, Better, Outcome, Plan
from mat_trial.power import correct_verdict
from mat_trial.results import Call, Verdict
from mat_trial.verdict import assess_people
from mat_trial.verdict_json import verdict_document

PEOPLE_AT_ONCE = 256
"""Whose days are in memory as entries at a time, at most."""


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
    diaries: list[tuple[Path, EntryTable]] = []
    for path in request.diaries:
        with show_reading(path) as tell:
            table, more, ignored = scan_diary(
                path,
                name=str(path),
                outcomes=asked,
                condition_needed=request.plan is None,
                tell=tell,
            )
        problems += more
        if plan:
            problems += find_table_conflicts(table, plan, where=str(path))
        diaries.append((path, table))
        if ignored:
            sys.stderr.write(
                _("{file}: not read: {ignored}", file=path, ignored=", ".join(ignored)) + "\n"
            )
    if problems or outcome is None:
        return problems
    for _path, table in diaries:
        # What a later person's days would end with must come before the first verdict.
        refuse_long_diaries(table, plan)
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
                wrong=_("is no number of days"),
                allowed=_("0 or more"),
                remedy=_("Give the days after each switch that are to be left out."),
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
            value=write_given(value) if isinstance(value, float) else str(value),
            wrong=_("cannot be given beside a locked plan"),
            allowed=_("what the plan settled before day one"),
            remedy=_("Leave {option} out.", option=option),
        )
        for option, value in given.items()
        if value is not None
    ]


def _print_all(
    request: Request, diaries: list[tuple[Path, EntryTable]], plan: Plan | None, outcome: Outcome
) -> None:
    console = Console(highlight=False, markup=False)
    judged = False
    several = sum(table.n_people for _path, table in diaries) > 1
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
    request: Request, diaries: list[tuple[Path, EntryTable]], plan: Plan | None, outcome: Outcome
) -> Iterator[tuple[Path, str | None, Verdict]]:
    for file, table in diaries:
        others = [
            other
            for name, other in STANDARD_OUTCOMES.items()
            if name in table.scored and name != outcome.name
        ]
        today = dt.datetime.now().astimezone().date()
        as_of = max(today, table.last_day or today)
        assessed = (
            assess_people(
                entries,
                plan=plan,
                outcome=outcome,
                others=others,
                washout_days=request.washout_days or 0,
                as_of=as_of,
            )
            for entries in table.part_people(PEOPLE_AT_ONCE)
        )
        for person, verdict in show_judging(
            chain.from_iterable(assessed), file, n_people=table.n_people
        ):
            yield file, person, correct_verdict(verdict, plan) if plan else verdict
