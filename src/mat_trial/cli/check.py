"""`mat-trial check`: the method, tried on simulated people under the person's own plan."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from mat_trial.cli.people import people_problems
from mat_trial.errors import Problem
from mat_trial.files.diary_file import read_diary
from mat_trial.files.plan_json import read_plan
from mat_trial.language import _
from mat_trial.language.numbers import format_plain
from mat_trial.model import PAIN, Design, Outcome, PairsDesign, Plan
from mat_trial.model.naming import name_outcome
from mat_trial.operating import Person, ScenarioResult, Shares, try_scenarios
from mat_trial.results import Call, Effect
from mat_trial.stats.simulate import SCENARIOS, SPAN
from mat_trial.verdict import BOUNDARY, assess
from mat_trial.wording.check import COLUMNS, LEGEND, list_shares, sum_up_check

USUAL = Person()
MOST_TRIALS = 20_000
SPAN_IN_SDS = 10.0
"""A scale without ends is taken to be this long, so that nothing comes near them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The options of `mat-trial check`; None where one was not given."""

    plan: Path | None
    diary: Path | None
    trials: int
    sd: float | None
    autocorrelation: float | None
    worthwhile: float | None
    seed: int
    as_json: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is tried: a design and how its verdict is reached."""

    design: Design
    outcome: Outcome
    boundary: float
    washout_days: int


def print_check(request: Request) -> list[Problem]:
    """Print what the plan does to simulated people, or return the problems and print nothing."""
    plan, problems = (None, []) if request.plan is None else read_plan(request.plan)
    effect, more = (None, []) if request.diary is None else _read_effect(request.diary, plan)
    problems = [*problems, *more, *_check_options(request, plan)]
    if problems:
        return problems
    trial = _settle_trial(plan)
    person = _settle_person(request, trial.outcome, effect)
    results = list(
        track(
            try_scenarios(
                trial.design,
                person,
                boundary=trial.boundary,
                washout_days=trial.washout_days,
                n_people=request.trials,
                seed=request.seed,
            ),
            total=len(SCENARIOS),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
            description="Simulating",
        )
    )
    if request.as_json:
        document = check_document(results, trial=trial, person=person, seed=request.seed)
        sys.stdout.write(json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n")
    else:
        _print_results(results, trial, person)
    return []


def check_document(
    results: list[ScenarioResult], *, trial: Trial, person: Person, seed: int
) -> dict[str, Any]:
    """Return the whole check, ready for JSON; each share has its 95% Monte Carlo interval."""
    return {
        "design": asdict(trial.design),
        "days": trial.design.days,
        "boundary": trial.boundary,
        "washout_days": trial.washout_days,
        "autocorrelation": person.autocorrelation,
        "sd": person.sd,
        "worthwhile": person.worthwhile,
        "trials": results[0].no_effect.n_people,
        "seed": seed,
        "scenarios": [_result_document(result, person) for result in results],
    }


def _result_document(result: ScenarioResult, person: Person) -> dict[str, Any]:
    nothing = result.no_effect
    worthwhile = result.with_benefit[person.worthwhile]
    missed = worthwhile.calls[Call.NO_WORTHWHILE_EFFECT]
    return {
        "scenario": result.scenario.code,
        "title": result.scenario.title,
        "false_helps": _share_document(nothing, nothing.finds_benefit),
        "false_makes_worse": _share_document(nothing, nothing.calls[Call.MAKES_WORSE]),
        "false_no_worthwhile_effect": _share_document(worthwhile, missed),
        "coverage": nothing.coverage,
        "effects": [
            {
                "benefit": benefit,
                "power": _share_document(shares, shares.finds_benefit),
                "verdicts": {call.value: share for call, share in shares.calls.items()},
                "mean_benefit": shares.mean_benefit,
                "coverage": shares.coverage,
            }
            for benefit, shares in result.with_benefit.items()
        ],
    }


def _share_document(shares: Shares, share: float) -> dict[str, Any]:
    return {"share": share, "ci95": list(shares.bound_error(share))}


def _settle_trial(plan: Plan | None) -> Trial:
    if plan is None:
        return Trial(
            design=PairsDesign(period_days=2, cycles=14),
            outcome=PAIN,
            boundary=BOUNDARY,
            washout_days=0,
        )
    return Trial(
        design=plan.design,
        outcome=plan.primary_outcome,
        boundary=plan.looks[-1].boundary,
        washout_days=plan.washout_days,
    )


def _settle_person(request: Request, outcome: Outcome, effect: Effect | None) -> Person:
    sd = request.sd or (effect.sd if effect else USUAL.sd)
    phi = request.autocorrelation
    if phi is None:
        phi = effect.autocorrelation if effect else USUAL.autocorrelation
    if outcome.minimum is None or outcome.maximum is None:
        span = max(SPAN, SPAN_IN_SDS * sd)
    else:
        span = outcome.maximum - outcome.minimum
    return Person(
        autocorrelation=phi, sd=sd, worthwhile=request.worthwhile or outcome.worthwhile, span=span
    )


def _read_effect(diary: Path, plan: Plan | None) -> tuple[Effect | None, list[Problem]]:
    outcome = plan.primary_outcome if plan else PAIN
    entries, problems, _ignored = read_diary(
        diary,
        name=str(diary),
        outcomes={outcome.name: outcome},
        condition_needed=plan is None,
    )
    if problems:
        return None, problems
    effect = assess(entries, plan=plan, outcome=outcome).analysis.effect
    if effect is not None:
        return effect, []
    return None, [
        Problem(
            where=str(diary),
            wrong=_(
                "says too little about the day-to-day spread of {name}", name=name_outcome(outcome)
            ),
            allowed=_("a diary with mat days and no-mat days"),
            remedy=_("Leave it out, and give --sd and --autocorrelation yourself."),
        )
    ]


def _check_options(request: Request, plan: Plan | None) -> list[Problem]:
    problems = people_problems(
        trials=request.trials,
        most_trials=MOST_TRIALS,
        usual_trials=2000,
        sd=request.sd,
        autocorrelation=request.autocorrelation,
        worthwhile=request.worthwhile,
    )
    if plan is not None and request.worthwhile is not None:
        problems.append(
            Problem(
                where="--worthwhile",
                value=format_plain(request.worthwhile),
                wrong=_("cannot be given beside a locked plan"),
                allowed=_("what the plan settled before day one"),
                remedy=_("Leave --worthwhile out."),
            )
        )
    return problems


def _print_results(results: list[ScenarioResult], trial: Trial, person: Person) -> None:
    console = Console(highlight=False, markup=False)
    console.print(
        _(
            "{n} simulated people a line, {days} days, "
            "day-to-day spread (SD) {sd}, autocorrelation {autocorrelation}.",
            n=results[0].no_effect.n_people,
            days=trial.design.days,
            sd=format_plain(float(f"{person.sd:.2g}")),
            autocorrelation=format_plain(float(f"{person.autocorrelation:.2g}")),
        )
    )
    for sentence in sum_up_check(results[0], person):
        console.print(sentence)
    console.print()
    for line in LEGEND:
        console.print(_(line))
    table = Table(box=None, pad_edge=False)
    for column in COLUMNS:
        table.add_column(_(column), justify="left" if column == COLUMNS[0] else "right")
    for result in results:
        table.add_row(*list_shares(result))
    console.print(table)
