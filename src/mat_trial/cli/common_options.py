"""The options that several commands have, each with its words in the help."""

from pathlib import Path
from typing import Annotated

import typer

from mat_trial.cli.mistakes import also_tell
from mat_trial.cli.outcome import settle_outcome
from mat_trial.cli.people import figure_problems
from mat_trial.model import Better, Condition, DesignKind

Force = Annotated[bool, typer.Option("--force", help="Replace a file of that name.")]
Design = Annotated[DesignKind, typer.Option(help="How days with and without the mat take turns.")]
PeriodDays = Annotated[int | None, typer.Option(help="pairs: days in a period. Without it: 2.")]
Cycles = Annotated[int | None, typer.Option(help="pairs: how many cycles. Without it: 14.")]
Days = Annotated[
    int | None, typer.Option(help="days, change_points: days in all. Without it: 56.")
]
MaxRun = Annotated[
    int | None, typer.Option(help="days: most days of one kind in a row. Without it: 3.")
]
Phases = Annotated[
    int | None, typer.Option(help="change_points, fixed: how many phases. Without it: 4.")
]
MinPhaseDays = Annotated[
    int | None, typer.Option(help="change_points: fewest days in a phase. Without it: 7.")
]
PhaseDays = Annotated[int | None, typer.Option(help="fixed: days in a phase. Without it: 14.")]
First = Annotated[
    Condition | None,
    typer.Option(help="change_points, fixed: what comes first. Without it: no_mat."),
]
BetterWhen = Annotated[
    Better | None,
    typer.Option(help="Which scores of it are better. Needed for a name of your own."),
]
Worthwhile = Annotated[
    float | None,
    typer.Option(
        help="Smallest change that would matter to you. Without it: 1.",
        callback=also_tell(lambda worthwhile: settle_outcome(None, None, worthwhile)[1]),
    ),
]
Spread = Annotated[
    float | None,
    typer.Option(
        help="How much scores vary from day to day (standard deviation). Without it: 1.5.",
        callback=also_tell(lambda sd: figure_problems(sd=sd)),
    ),
]
Alike = Annotated[
    float | None,
    typer.Option(
        help="How much each day is like the day before, 0 for not at all. Without it: 0.3.",
        callback=also_tell(lambda alike: figure_problems(autocorrelation=alike)),
    ),
]
PeopleSeed = Annotated[int, typer.Option(min=0, help="The same seed gives the same people.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print all figures as one JSON object.")]
PlanFile = Annotated[Path, typer.Option(help="The locked plan.")]
