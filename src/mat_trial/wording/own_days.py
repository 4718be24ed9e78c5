"""Words for what a person's own days say: before the plan, and after it ended unclear."""

from mat_trial.language import _, _n
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import Design
from mat_trial.power.runin import USUAL, RunIn
from mat_trial.power.settle import list_longer
from mat_trial.wording.phrases import count_days

FEW_RUN_IN_DAYS = 28


def say_run_in(found: RunIn) -> list[str]:
    """Say what a run of days without the mat tells, and how little.

    Examples
    --------
    >>> found = RunIn(n_days=7, sd=1.24, sd_range=(0.87, 1.85), autocorrelation=0.28,
    ...               autocorrelation_range=(-0.08, 0.66))
    >>> print(say_run_in(found)[0])
    From your 7 days without the mat: your days spread by about 1.2 points around their usual level
    (SD; between 0.9 and 1.9). Their autocorrelation is about 0.3 (between −0.1 and 0.7).
    """
    low, high = (format_number(end) for end in found.sd_range)
    phi_low, phi_high = (format_number(end) for end in found.autocorrelation_range)
    said = [
        _(
            "From your {n} days without the mat: your days spread by about {sd} points around "
            "their usual level (SD; between {low} and {high}). Their autocorrelation is about "
            "{phi} (between {phi_low} and {phi_high}).",
            n=found.n_days,
            sd=format_number(found.sd),
            low=low,
            high=high,
            phi=format_number(found.autocorrelation),
            phi_low=phi_low,
            phi_high=phi_high,
        )
    ]
    if found.n_days < FEW_RUN_IN_DAYS:
        said.append(
            _(
                "So few days say little. These figures therefore lean on what is usual: a spread "
                "of {sd} points and an autocorrelation of {phi}.",
                sd=format_plain(USUAL.sd),
                phi=format_plain(USUAL.autocorrelation),
            )
        )
    return said


def say_more_cycles(n_cycles: int | None, design: Design) -> str:
    """Say how many more cycles would settle a trial that ended unclear.

    Parameters
    ----------
    n_cycles
        From `power.settle.count_more_cycles`.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> say_more_cycles(6, PairsDesign(period_days=2, cycles=14))
    'About 6 more cycles (24 days) would settle it in 4 of 5 cases, if no day is missed.'
    >>> say_more_cycles(None, PairsDesign(period_days=2, cycles=14))
    'Even a trial three times as long would leave it open too often: your days vary too much.'
    """
    if n_cycles is None:
        return _(
            "Even a trial three times as long would leave it open too often: your days vary too "
            "much."
        )
    return _n(
        "About {n} more cycle ({days}) would settle it in 4 of 5 cases, if no day is missed.",
        "About {n} more cycles ({days}) would settle it in 4 of 5 cases, if no day is missed.",
        n_cycles,
        days=count_days(list_longer(design)[n_cycles - 1].days - design.days),
    )
