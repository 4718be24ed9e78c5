"""The commands and their options; what they do stands in the rooms beside."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from mat_trial.errors import MatTrialError
from mat_trial.model import Better

BAD_INPUT = 2

app = typer.Typer(
    help="Find out, with a personal trial, whether an acupressure mat helps you.",
    pretty_exceptions_enable=False,
    add_completion=False,
    # Plain text: a usage error must read the same in a script's log as on a terminal.
    rich_markup_mode=None,
)


def run() -> None:
    """Run the command line; an error of ours is a sentence and exit status 2."""
    try:
        app()
    except MatTrialError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(BAD_INPUT) from None


@app.callback(invoke_without_command=True)
def run_default(context: typer.Context) -> None:
    """Start the app when no command is given."""
    if context.invoked_subcommand is None:
        _start_app(port=None, open_browser=True)


@app.command("app")
def start_app(
    *,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port to listen on, on this machine only.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Start the app on this machine; the same as no command.

    Example: mat-trial app
    """
    _start_app(port=port, open_browser=browser)


def _start_app(*, port: int | None, open_browser: bool) -> None:
    from mat_trial.launch import start_app as launch  # noqa: PLC0415 - other commands start faster

    raise typer.Exit(launch(port=port, open_browser=open_browser))


@app.command("verdict")
def print_verdict(
    *,
    diaries: Annotated[list[Path], typer.Argument(metavar="DIARY...", help="Diary files, CSV.")],
    plan: Annotated[Path | None, typer.Option(help="The locked plan, JSON.")] = None,
    outcome: Annotated[
        str | None, typer.Option(help="Column that the verdict is about. Without it: pain.")
    ] = None,
    better: Annotated[Better | None, typer.Option(help="Its good direction.")] = None,
    worthwhile: Annotated[
        float | None, typer.Option(help="Smallest change worth having. Without it: 1.")
    ] = None,
    washout_days: Annotated[
        int | None, typer.Option(help="Days after each switch to leave out. Without it: 0.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Say whether the mat helps, from one or many diaries.

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
    if problems:
        sys.stderr.write("".join(f"{problem}\n" for problem in problems))
        raise typer.Exit(BAD_INPUT)
