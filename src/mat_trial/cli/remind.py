"""`mat-trial remind` and `mat-trial paper`: a plan as a calendar, and as a diary to fill in."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from mat_trial.cli.common_options import Force, PlanFile
from mat_trial.cli.mistakes import also_tell
from mat_trial.cli.out import list_ending_problems, list_out_problems, refuse, say, write_file
from mat_trial.cli.speak import Language
from mat_trial.errors import Problem
from mat_trial.language import _

CALENDARS, PAPERS = (".ics",), (".pdf",)
"""What the names of the files end in."""


def _check_time(written: str) -> list[Problem]:
    from mat_trial.reminders import read_clock  # noqa: PLC0415 - other commands start faster

    return read_clock(written, where="--at")[1]


def make_calendar(
    *,
    plan: PlanFile,
    at: Annotated[
        str,
        typer.Option(
            metavar="TIME", help="When to remind you: 20:30.", callback=also_tell(_check_time)
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            help="The calendar file to write: reminders.ics.",
            callback=also_tell(partial(list_ending_problems, "--out", endings=CALENDARS)),
        ),
    ],
    force: Force = False,
    language: Language = None,  # noqa: ARG001 - its callback chooses it
) -> None:
    """Write a calendar that reminds you each day of what to do.

    Example: mat-trial remind --plan plan.json --at 20:30 --out reminders.ics
    """
    from mat_trial.files.plan_json import read_plan  # noqa: PLC0415 - as above
    from mat_trial.reminders import read_clock, write_calendar  # noqa: PLC0415 - as above

    found, problems = read_plan(plan)
    time, more = read_clock(at, where="--at")
    refuse([*problems, *more, *list_out_problems("--out", out, CALENDARS, force=force)])
    if found is None or time is None:
        return
    file = write_calendar(found, at=time, now=dt.datetime.now().astimezone())
    refuse(write_file(file, "--out", out, force=force))
    say(
        _(
            "Written to {out}. Open it with your calendar. After a pause, a stop or another time, "
            "make it anew and open it once more: the days move and do not double.",
            out=out,
        )
    )


def make_paper(
    *,
    plan: PlanFile,
    out: Annotated[
        Path,
        typer.Option(
            help="The file to write and print: diary.pdf.",
            callback=also_tell(partial(list_ending_problems, "--out", endings=PAPERS)),
        ),
    ],
    paper: Annotated[Literal["a4", "us-letter"], typer.Option(help="Size of your paper.")] = "a4",
    force: Force = False,
    language: Language = None,  # noqa: ARG001 - as above
) -> None:
    """Write a diary to print and fill in by hand.

    It has a page for each fortnight. The Diary page of the app takes its rows afterwards.

    Example: mat-trial paper --plan plan.json --paper us-letter --out diary.pdf
    """
    from mat_trial.files.plan_json import read_plan  # noqa: PLC0415 - as above
    from mat_trial.reminders import write_paper  # noqa: PLC0415 - as above

    found, problems = read_plan(plan)
    refuse([*problems, *list_out_problems("--out", out, PAPERS, force=force)])
    if found is None:
        return
    pdf, lacking = write_paper(found, today=dt.datetime.now().astimezone().date(), paper=paper)
    refuse(write_file(pdf, "--out", out, force=force))
    say(
        _(
            "Written to {out}. Print it; the Diary page of the app takes its rows afterwards.",
            out=out,
        )
    )
    if lacking:
        say(
            _("Not in the fonts, so shown as an empty box: {lacking}.", lacking=", ".join(lacking))
        )
