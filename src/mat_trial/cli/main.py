"""The commands and their options; what they do stands in the rooms beside."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from mat_trial.cli.backup import back_up, restore
from mat_trial.cli.carry import export_diary, import_diary
from mat_trial.cli.command import Command, Commands
from mat_trial.cli.common_options import (
    Alike,
    AsJson,
    BetterWhen,
    Cycles,
    Days,
    Design,
    First,
    Force,
    MaxRun,
    MinPhaseDays,
    PeopleSeed,
    PeriodDays,
    PhaseDays,
    Phases,
    Spread,
    Worthwhile,
)
from mat_trial.cli.lock import change, lock, unlock
from mat_trial.cli.mistakes import also_tell
from mat_trial.cli.out import BAD_INPUT, refuse
from mat_trial.cli.remind import make_calendar, make_paper
from mat_trial.cli.report import write_report
from mat_trial.cli.start import start_app
from mat_trial.errors import MatTrialError, Problem
from mat_trial.language import LanguageError, language

HELP = """Find out, with a personal trial, whether an acupressure mat helps you.

Without a command it starts the app. What a command takes, with an example, is told by --help after
its name: mat-trial plan --help.

The environment variable MAT_TRIAL_DATA names another folder for the diary, MAT_TRIAL_LANGUAGE (en,
de or es) the language in which commands speak.
"""

app = typer.Typer(
    cls=Commands,
    help=HELP,
    pretty_exceptions_enable=False,
    add_completion=False,
    # Plain text: a usage error must read the same in a script's log as on a terminal.
    rich_markup_mode=None,
)
command = partial(app.command, cls=Command)


def run() -> None:
    """Run the command line; an error of ours is a sentence and exit status 2."""
    try:
        language()
        app()
    except (MatTrialError, LanguageError) as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(BAD_INPUT) from None


@app.callback(invoke_without_command=True)
def run_default(context: typer.Context) -> None:
    """Start the app when no command is given."""
    if context.invoked_subcommand is None:
        start_app()


command("app")(start_app)


def _check_start(written: str) -> list[Problem]:
    from mat_trial.cli.plan import read_start  # noqa: PLC0415 - as above

    return read_start(written)[1]


@command("plan")
def lock_plan(
    *,
    start: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="First day: 2027-01-31.", callback=also_tell(_check_start)
        ),
    ],
    out: Annotated[Path, typer.Option(help="The plan file to write: plan.json.")],
    force: Force = False,
    design: Design = "pairs",
    period_days: PeriodDays = None,
    cycles: Cycles = None,
    days: Days = None,
    max_run: MaxRun = None,
    phases: Phases = None,
    min_phase_days: MinPhaseDays = None,
    phase_days: PhaseDays = None,
    first: First = None,
    seed: Annotated[
        int | None,
        typer.Option(help="The same seed draws the same days. Without it: one that nobody chose."),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            help="What the verdict is about: sleep, mood, or a name of your own. Without it: "
            "pain. Pain, sleep and mood are always in the plan."
        ),
    ] = None,
    better: BetterWhen = None,
    worthwhile: Worthwhile = None,
    washout_days: Annotated[
        int, typer.Option(help="Days after each switch that do not count.")
    ] = 0,
    one_look: Annotated[
        bool,
        typer.Option(
            "--one-look",
            help="Read the verdict on the last day only. Without it, where chance draws the days, "
            "it may come early; working out when takes some seconds.",
        ),
    ] = False,
    conceal: Annotated[
        bool,
        typer.Option(
            "--conceal",
            help="Keep the days to come from your eyes: neither printed here nor shown in the app "
            "before their time. The plan file holds them all.",
        ),
    ] = False,
    print_to: Annotated[
        Path | None,
        typer.Option("--print", help="Write the plan as a page to print, too: plan.html."),
    ] = None,
    complaint: Annotated[str, typer.Option(help="What hurts, in your words.")] = "",
    no_mat_day: Annotated[
        Literal["usual", "same_rest"],
        typer.Option(help="What a day without the mat is: usual, or the same rest lying down."),
    ] = "same_rest",
    expectation: Annotated[
        int | None, typer.Option(help="How much help you expect from the mat, 0 to 10.")
    ] = None,
    applies: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="What of the safety screen is true for you; once for each. Without any answer "
            "the screen is printed, with its codes.",
        ),
    ] = None,
    nothing_applies: Annotated[
        bool,
        typer.Option("--nothing-applies", help="You read the safety screen; none of it is true."),
    ] = False,
    doctor_agreed: Annotated[
        bool, typer.Option("--doctor-agreed", help="A doctor was asked about it, and agreed.")
    ] = False,
) -> None:
    """Draw the days of a trial by chance, and lock the plan.

    A period is a run of days of one kind, with the mat or without it; a cycle is one of each.
    What is drawn: with pairs (recommended), which kind comes first in each cycle; with days,
    every day; with change_points, the days on which long phases end; with fixed, nothing.

    Example: mat-trial plan --start 2027-01-04 --design pairs --period-days 2 --cycles 14
    --out plan.json
    """
    from mat_trial.cli import plan as room  # noqa: PLC0415 - as above

    refuse(
        room.lock_plan(
            room.Request(
                start=start,
                kind=design,
                design={
                    "period_days": period_days,
                    "cycles": cycles,
                    "days": days,
                    "max_run": max_run,
                    "phases": phases,
                    "min_phase_days": min_phase_days,
                    "phase_days": phase_days,
                    "first": first,
                },
                seed=seed,
                outcome=outcome,
                better=better,
                worthwhile=worthwhile,
                washout_days=washout_days,
                one_look=one_look,
                conceal=conceal,
                print_to=print_to,
                complaint=complaint,
                no_mat_day=no_mat_day,
                expectation=expectation,
                applies=tuple(applies or ()),
                nothing_applies=nothing_applies,
                doctor_agreed=doctor_agreed,
                out=out,
                force=force,
            )
        )
    )


@command("power")
def print_power(
    *,
    design: Design = "pairs",
    period_days: PeriodDays = None,
    cycles: Cycles = None,
    days: Days = None,
    max_run: MaxRun = None,
    phases: Phases = None,
    min_phase_days: MinPhaseDays = None,
    phase_days: PhaseDays = None,
    first: First = None,
    sd: Spread = None,
    autocorrelation: Alike = None,
    worthwhile: Worthwhile = None,
    run_in: Annotated[
        Path | None,
        typer.Option(
            help="A diary of 7 days or more without the mat, to take --sd and --autocorrelation "
            "from."
        ),
    ] = None,
    one_look: Annotated[
        bool, typer.Option("--one-look", help="The verdict comes on the last day only.")
    ] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Show it beside all designs of as many days.")
    ] = False,
    trials: Annotated[int, typer.Option(help="Simulated people for each benefit.")] = 4000,
    seed: PeopleSeed = 1,
    as_json: AsJson = False,
) -> None:
    """Say what a plan can find, and how soon, before day one.

    The designs and their numbers are those of mat-trial plan.

    Example: mat-trial power --design pairs --period-days 2 --cycles 14 --sd 1.5 --compare
    """
    from mat_trial.cli import power as room  # noqa: PLC0415 - as above

    refuse(
        room.print_power(
            room.Request(
                kind=design,
                design={
                    "period_days": period_days,
                    "cycles": cycles,
                    "days": days,
                    "max_run": max_run,
                    "phases": phases,
                    "min_phase_days": min_phase_days,
                    "phase_days": phase_days,
                    "first": first,
                },
                sd=sd,
                autocorrelation=autocorrelation,
                worthwhile=worthwhile,
                run_in=run_in,
                one_look=one_look,
                compare=compare,
                trials=trials,
                seed=seed,
                as_json=as_json,
            )
        )
    )


@command("verdict")
def print_verdict(
    *,
    diaries: Annotated[
        list[Path],
        typer.Argument(metavar="DIARY", help="One or more files: CSV, Parquet or JSON."),
    ],
    plan: Annotated[Path | None, typer.Option(help="The locked plan.")] = None,
    outcome: Annotated[
        str | None, typer.Option(help="The column that the verdict is about. Without it: pain.")
    ] = None,
    better: BetterWhen = None,
    worthwhile: Worthwhile = None,
    washout_days: Annotated[
        int | None, typer.Option(help="Days after each switch that do not count. Without it: 0.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print all figures, a JSON object a line.")
    ] = False,
) -> None:
    """Say whether the mat helps, from one diary or many.

    Beside --plan, leave out what the plan has settled: --outcome, --better, --worthwhile and
    --washout-days.

    Example: mat-trial verdict diary.csv --outcome sleep --better higher --worthwhile 1
    """
    from mat_trial.cli.verdict import Request, print_verdicts  # noqa: PLC0415 - as above

    problems = print_verdicts(
        Request(
            diaries=tuple(diaries),
            plan=plan,
            outcome=outcome,
            better=better,
            worthwhile=worthwhile,
            washout_days=washout_days,
            as_json=as_json,
        )
    )
    refuse(problems)


@command("check")
def print_check(
    *,
    diary: Annotated[
        Path | None,
        typer.Argument(help="A diary to take --sd and --autocorrelation from."),
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option(help="The locked plan. Without it: 14 cycles, each 2 days of each kind."),
    ] = None,
    trials: Annotated[int, typer.Option(help="Simulated people in each scenario.")] = 2000,
    sd: Spread = None,
    autocorrelation: Alike = None,
    worthwhile: Worthwhile = None,
    seed: PeopleSeed = 1,
    as_json: AsJson = False,
) -> None:
    """Try the method on simulated people: how often it is right.

    They keep your plan. How their days vary is yours to say, or to take from your diary.

    Example: mat-trial check --plan plan.json --sd 1.2 --autocorrelation 0.4
    """
    from mat_trial.cli.check import Request, print_check  # noqa: PLC0415 - as above

    refuse(
        print_check(
            Request(
                plan=plan,
                diary=diary,
                trials=trials,
                sd=sd,
                autocorrelation=autocorrelation,
                worthwhile=worthwhile,
                seed=seed,
                as_json=as_json,
            )
        )
    )


command("report")(write_report)
command("remind")(make_calendar)
command("paper")(make_paper)
command("backup")(back_up)
command("restore")(restore)
command("export")(export_diary)
command("import")(import_diary)
command("lock")(lock)
command("unlock")(unlock)
command("passphrase")(change)
