"""`mat-trial report`: a trial as one page for the doctor."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mat_trial.cli.common_options import Force, PlanFile
from mat_trial.cli.mistakes import also_tell
from mat_trial.cli.out import list_ending_problems, list_out_problems, refuse, say, write_file
from mat_trial.cli.speak import Language
from mat_trial.errors import Problem
from mat_trial.language import _

if TYPE_CHECKING:
    from mat_trial.model import Entry, Plan
    from mat_trial.report import Case

ENDINGS = (".pdf", ".html")


def write_report(
    *,
    diary: Annotated[Path, typer.Argument(help="The diary file: CSV, Parquet or JSON.")],
    plan: PlanFile,
    out: Annotated[
        Path,
        typer.Option(
            help="The file to write: report.pdf or report.html.",
            callback=also_tell(partial(list_ending_problems, "--out", endings=ENDINGS)),
        ),
    ],
    name: Annotated[str, typer.Option(help="Your name, if you want it on the page.")] = "",
    force: Force = False,
    language: Language = None,  # noqa: ARG001 - its callback chooses it
) -> None:
    """Write a trial as one page for your doctor, PDF or HTML.

    Example: mat-trial report diary.csv --plan plan.json --out report.pdf
    """
    from mat_trial.report import write_html, write_pdf  # noqa: PLC0415 - other commands start faster

    problems = list_out_problems("--out", out, ENDINGS, force=force)
    found, entries, more = _read(diary, plan)
    problems += more
    if found is None or problems:
        refuse(problems)
        return
    case = _make_case(found, entries, name)
    is_pdf = out.suffix.lower() == ".pdf"
    page = write_pdf(case) if is_pdf else write_html(case).encode()
    refuse(write_file(page, "--out", out, force=force))
    say(_("Written to {out}. Read it through before you hand it on.", out=out))


def _read(diary: Path, plan: Path) -> "tuple[Plan | None, list[Entry], list[Problem]]":
    from mat_trial.daily import find_conflicts  # noqa: PLC0415 - as above
    from mat_trial.files.diary_file import read_diary  # noqa: PLC0415 - as above
    from mat_trial.files.plan_json import read_plan  # noqa: PLC0415 - as above

    found, problems = read_plan(plan)
    asked = {outcome.name: outcome for outcome in found.outcomes} if found else {}
    entries, more, ignored = read_diary(
        diary, name=str(diary), outcomes=asked, condition_needed=False
    )
    problems += more
    if found is not None:
        problems += find_conflicts(entries, found, where=str(diary))
    people = sorted({entry.person or "" for entry in entries})
    if len(people) > 1:
        problems.append(
            Problem(
                where=_("{diary}, person", diary=diary),
                value=", ".join(people),
                wrong=_("are {n} people", n=len(people)),
                allowed=_("the diary of one person"),
                remedy=_("Give each person's days in a file of their own."),
            )
        )
    if ignored and not problems:
        say(_("{file}: not read: {ignored}", file=diary, ignored=", ".join(ignored)))
    return found, entries, problems


def _make_case(plan: "Plan", entries: "list[Entry]", name: str) -> "Case":
    from mat_trial.power import correct_verdict  # noqa: PLC0415 - as above
    from mat_trial.report import Case  # noqa: PLC0415 - as above
    from mat_trial.verdict import assess  # noqa: PLC0415 - as above

    now = dt.datetime.now().astimezone()
    today = max([now.date(), *(entry.date for entry in entries)])
    return Case(
        plan=plan,
        entries=tuple(entries),
        verdict=correct_verdict(assess(entries, plan=plan, as_of=today), plan),
        today=today,
        made_at=now,
        name=name,
    )
