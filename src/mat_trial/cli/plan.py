"""`mat-trial plan`: settle everything, tell every problem, then draw, lock and print."""

import datetime as dt
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.progress import Progress

from mat_trial.cli.design import USUAL_DESIGNS, settle_design
from mat_trial.cli.out import list_out_problems, write_file
from mat_trial.cli.outcome import settle_outcome
from mat_trial.cli.show_plan import print_plan
from mat_trial.designs import LAST_START
from mat_trial.errors import Problem
from mat_trial.files.plan_json import write_plan
from mat_trial.language import _
from mat_trial.model import (
    PAIN,
    STANDARD_OUTCOMES,
    Better,
    Design,
    DesignKind,
    FixedDesign,
    Look,
    Plan,
    Protocol,
    SafetyAnswers,
)
from mat_trial.protocol import SAFETY_ITEMS, make_plan, plan_problems
from mat_trial.wording.plan_sheet import write_plan_sheet

PLANS, SHEETS = (".json",), (".html",)
"""What the names of the files end in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The options of `mat-trial plan`; None where one was not given."""

    start: str
    kind: DesignKind
    design: Mapping[str, object]
    seed: int | None
    outcome: str | None
    better: Better | None
    worthwhile: float | None
    washout_days: int
    one_look: bool
    conceal: bool
    print_to: Path | None
    complaint: str
    no_mat_day: Literal["usual", "same_rest"]
    expectation: int | None
    applies: tuple[str, ...]
    nothing_applies: bool
    doctor_agreed: bool
    out: Path
    force: bool


def lock_plan(request: Request) -> list[Problem]:
    """Draw the days, write the plan and print it, or do nothing and return the problems."""
    now = dt.datetime.now().astimezone()
    plan, problems = settle_plan(request, now=now)
    problems += list_out_problems("--out", request.out, PLANS, force=request.force)
    problems += list_out_problems("--print", request.print_to, SHEETS, force=request.force)
    if problems:
        return problems
    if not request.one_look and not isinstance(plan.design, FixedDesign):
        plan = replace(plan, looks=_fix_looks(plan.design))
    problems = write_file(write_plan(plan), "--out", request.out, force=request.force)
    if not problems and request.print_to is not None:
        sheet = write_plan_sheet(plan, now.date()).encode()
        problems = write_file(sheet, "--print", request.print_to, force=request.force)
    if not problems:
        print_plan(Console(highlight=False, markup=False), plan, request.out)
    return problems


def _fix_looks(design: Design) -> tuple[Look, ...]:
    from mat_trial.power import choose_looks  # noqa: PLC0415 - one look needs none of it

    with Progress(
        console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True
    ) as bar:
        task = bar.add_task(_("Working out when the verdict may come"), total=1.0)
        return choose_looks(design, progress=lambda share: bar.update(task, completed=share))


def settle_plan(request: Request, *, now: dt.datetime) -> tuple[Plan, list[Problem]]:
    """Make the plan that the options ask for; good for nothing where there is any problem."""
    start, problems = read_start(request.start)
    design, more = settle_design(request.kind, request.design)
    problems += more
    primary, more = settle_outcome(request.outcome, request.better, request.worthwhile)
    problems += more
    safety, more = _settle_safety(request)
    problems += more
    primary = primary or PAIN
    others = [other for name, other in STANDARD_OUTCOMES.items() if name != primary.name]
    # What cannot be used has been told; the usual stands in for it, to find what else is wrong.
    plan = make_plan(
        complaint=request.complaint.strip(),
        outcomes=(primary, *others),
        primary=primary.name,
        design=design or USUAL_DESIGNS[request.kind],
        start=start or now.date(),
        seed=secrets.randbits(32) if request.seed is None else request.seed,
        washout_days=request.washout_days if design else 0,
        conceal=request.conceal,
        protocol=Protocol(no_mat_day=request.no_mat_day),
        safety=safety,
        expectation=request.expectation,
        now=now,
    )
    return plan, problems + plan_problems(plan)


def read_start(written: str) -> tuple[dt.date | None, list[Problem]]:
    """Read the first day of a trial, as `--start` names it.

    Examples
    --------
    >>> read_start("2027-01-04")
    (datetime.date(2027, 1, 4), [])
    """
    try:
        start = dt.date.fromisoformat(written)
    except ValueError:
        start = None
    if start is not None and start <= LAST_START:
        return start, []
    return None, [
        Problem(
            where="--start",
            value=written,
            wrong=_("is no date") if start is None else _("is too late for a trial to end"),
            allowed=_("a date such as 2027-01-31, up to {last}", last=LAST_START),
            remedy=_("Give the first day as year-month-day."),
        )
    ]


def _settle_safety(request: Request) -> tuple[SafetyAnswers | None, list[Problem]]:
    problems = []
    if request.nothing_applies and request.applies:
        problems.append(
            Problem(
                where="--nothing-applies",
                wrong=_("contradicts --applies"),
                allowed=_("one of them"),
                remedy=_("Leave out the one that is not true."),
            )
        )
    if request.doctor_agreed and not request.applies:
        problems.append(
            Problem(
                where="--doctor-agreed",
                wrong=_("does not say to what"),
                allowed=_("beside --applies"),
                remedy=_("Name with --applies what you asked the doctor about."),
            )
        )
    if not (request.applies or request.nothing_applies):
        return None, problems
    stop = {item.code for item in SAFETY_ITEMS if item.kind == "stop"}
    # A code that is not known is asked about too, and so refused by its name.
    answers = SafetyAnswers(
        stop=tuple(code for code in request.applies if code in stop),
        ask_first=tuple(code for code in request.applies if code not in stop),
        doctor_agreed=request.doctor_agreed,
    )
    return answers, problems
