"""`mat-trial power`: what a plan can find, before day one."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from mat_trial.cli.design import settle_design
from mat_trial.cli.people import people_problems
from mat_trial.cli.power_found import Found, bound_error, power_document
from mat_trial.errors import AnalysisError, Problem
from mat_trial.files.diary_file import read_diary
from mat_trial.language import _, mark
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import PAIN, Design, DesignKind, FixedDesign, Look
from mat_trial.operating import Person
from mat_trial.power import Finding, choose_looks
from mat_trial.power.compare import compare_designs, list_designs, order_options, recommend
from mat_trial.power.pieces import measure_in_pieces
from mat_trial.power.runin import RunIn, choose_run_in, estimate_run_in
from mat_trial.results import Call
from mat_trial.verdict import BOUNDARY
from mat_trial.wording.own_days import say_run_in
from mat_trial.wording.power import (
    CHANCE_COLUMNS,
    CHANCE_LEGEND,
    COST_COLUMNS,
    COST_LEGEND,
    explain_recommendation,
    explain_rule,
    list_chances,
    list_cost,
    sum_up_power,
)

USUAL = Person()
MOST_TRIALS = 20_000
EFFECT_COLUMNS = (mark("true benefit"), mark("found in 100"), mark("days"), mark("no answer"))
TIMES_WORTHWHILE = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
"""True benefits tried, in worthwhile ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The options of `mat-trial power`; None where one was not given."""

    kind: DesignKind
    design: Mapping[str, object]
    sd: float | None
    autocorrelation: float | None
    worthwhile: float | None
    run_in: Path | None
    one_look: bool
    compare: bool
    trials: int
    seed: int
    as_json: bool


def print_power(request: Request) -> list[Problem]:
    """Print what a plan can find, or return the problems and print nothing."""
    design, problems = settle_design(request.kind, request.design)
    run_in, more = (None, []) if request.run_in is None else _read_run_in(request.run_in)
    problems = [*problems, *more, *_check_figures(request)]
    if design is None or problems:
        return problems
    found = _find(request, design, run_in)
    if request.as_json:
        document = power_document(found, seed=request.seed)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n")
    else:
        _print_found(Console(highlight=False, markup=False), found)
    return []


def _find(request: Request, design: Design, run_in: RunIn | None) -> Found:
    person = _settle_person(request, run_in)
    with Progress(
        console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True
    ) as bars:

        def tell(what: str) -> Callable[[float], object]:
            task = bars.add_task(what, total=1.0)
            return lambda share: bars.update(task, completed=share)

        looks: tuple[Look, ...] = (Look(day=design.days, boundary=BOUNDARY),)
        # An early verdict rests on chance having drawn the days.
        if not request.one_look and not isinstance(design, FixedDesign):
            looks = choose_looks(design, progress=tell(_("Calibrating the looks")))
        findings = measure_in_pieces(
            design,
            person,
            looks,
            benefits=[times * person.worthwhile for times in TIMES_WORTHWHILE],
            n_people=request.trials,
            seed=request.seed,
            progress=tell(_("Simulating people")),
        )
        options = []
        if request.compare:
            fitting = list_designs(design.days)
            options = compare_designs(
                fitting if design in fitting else (*fitting, design),
                person,
                n_people=request.trials,
                seed=request.seed,
                progress=tell(_("Comparing designs")),
            )
    return Found(
        design=design,
        looks=looks,
        person=person,
        findings=findings,
        run_in=run_in,
        options=order_options(options),
    )


def _settle_person(request: Request, run_in: RunIn | None) -> Person:
    person = USUAL
    if run_in is not None:
        person = replace(person, sd=run_in.sd, autocorrelation=run_in.autocorrelation)
    given = {
        name: value
        for name in ("sd", "autocorrelation", "worthwhile")
        if (value := getattr(request, name)) is not None
    }
    return replace(person, **given)


def _read_run_in(path: Path) -> tuple[RunIn | None, list[Problem]]:
    entries, problems, _ignored = read_diary(
        path, name=str(path), outcomes={PAIN.name: PAIN}, condition_needed=False
    )
    if problems:
        return None, problems
    people = {entry.person for entry in entries}
    if len(people) > 1:
        return None, [
            Problem(
                where=str(path),
                wrong=_("holds the diaries of {n} people", n=len(people)),
                allowed=_("the diary of one person"),
                remedy=_("Give a file with your own days only."),
            )
        ]
    try:
        return estimate_run_in(*choose_run_in(entries)), []
    except AnalysisError as error:
        return None, [
            Problem(
                where=str(path),
                wrong=_(
                    "cannot serve as a run-in ({why})", why=str(error).split(". ")[0].rstrip(".")
                ),
                allowed=_("7 or more scored days without the mat"),
                remedy=_("Leave --run-in out, and the usual figures are taken."),
            )
        ]


def _check_figures(request: Request) -> list[Problem]:
    return people_problems(
        trials=request.trials,
        most_trials=MOST_TRIALS,
        usual_trials=4000,
        sd=request.sd,
        autocorrelation=request.autocorrelation,
        worthwhile=request.worthwhile,
    )


def _print_found(console: Console, found: Found) -> None:
    nothing = found.findings[0]
    worthwhile = found.findings[TIMES_WORTHWHILE.index(1.0)]
    for sentence in sum_up_power(
        found.design, found.looks, nothing=nothing, worthwhile=worthwhile
    ):
        console.print(sentence)
    if found.run_in is not None:
        for sentence in say_run_in(found.run_in):
            console.print(sentence)
    person = found.person
    console.print(
        _(
            "{n} simulated people, {days} days, day-to-day spread (SD) "
            "{sd}, autocorrelation {autocorrelation}.",
            n=nothing.n_people,
            days=found.design.days,
            sd=format_plain(float(f"{person.sd:.2g}")),
            autocorrelation=format_plain(float(f"{person.autocorrelation:.2g}")),
        )
    )
    console.print()
    rows = [_list_effect(finding) for finding in found.findings]
    _print_table(console, EFFECT_COLUMNS, rows)
    if found.options:
        console.print()
        for sentence in (
            *explain_recommendation(recommend(found.options)),
            explain_rule(),
            _(COST_LEGEND),
        ):
            console.print(sentence)
        _print_table(console, COST_COLUMNS, [list_cost(option) for option in found.options])
        console.print()
        console.print(_(CHANCE_LEGEND))
        _print_table(console, CHANCE_COLUMNS, [list_chances(option) for option in found.options])


def _list_effect(finding: Finding) -> list[str]:
    low, high = bound_error(finding, finding.power)
    return [
        format_plain(finding.benefit),
        f"{format_number(finding.power * 100)} ±{format_number((high - low) * 50)}",
        format_number(finding.mean_days, 0),
        format_number(finding.calls[Call.UNCLEAR] * 100, 0),
    ]


def _print_table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(
            _(column),
            justify="left" if column == columns[0] else "right",
            no_wrap=column == columns[0],
        )
    for row in rows:
        table.add_row(*row)
    console.print(table)
