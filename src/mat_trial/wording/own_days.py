"""Words for what a person's own days say: before the plan, and after it ended unclear."""

from mat_trial.model import Design
from mat_trial.power.runin import USUAL, RunIn
from mat_trial.power.settle import list_longer
from mat_trial.wording.numbers import format_number, format_plain
from mat_trial.wording.phrases import count_things

FEW_RUN_IN_DAYS = 28
WEEK_SAYS_LITTLE = (
    "So few days say little, so these figures lean on what is usual: a spread of "
    f"{format_plain(USUAL.sd)} points and an autocorrelation of "
    f"{format_plain(USUAL.autocorrelation)}."
)


def say_run_in(found: RunIn) -> list[str]:
    """Say what a run of days without the mat tells, and how little.

    Examples
    --------
    >>> found = RunIn(n_days=7, sd=1.24, sd_range=(0.87, 1.85), autocorrelation=0.28,
    ...               autocorrelation_range=(-0.08, 0.66))
    >>> print(say_run_in(found)[0])
    From your 7 days without the mat: your days spread by about 1.2 points around their usual level
    (SD; between 0.9 and 1.9), and their autocorrelation is about 0.3 (between −0.1 and 0.7).
    """
    low, high = (format_number(end) for end in found.sd_range)
    phi_low, phi_high = (format_number(end) for end in found.autocorrelation_range)
    said = [
        f"From your {found.n_days} days without the mat: your days spread by about "
        f"{format_number(found.sd)} points around their usual level (SD; between {low} and "
        f"{high}), and their autocorrelation is about {format_number(found.autocorrelation)} "
        f"(between {phi_low} and {phi_high})."
    ]
    if found.n_days < FEW_RUN_IN_DAYS:
        said.append(WEEK_SAYS_LITTLE)
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
    'About 6 more cycles (24 days) would settle it in 4 of 5 cases.'
    >>> say_more_cycles(None, PairsDesign(period_days=2, cycles=14))
    'Even a trial three times as long would leave it open too often: your days vary too much.'
    """
    if n_cycles is None:
        return (
            "Even a trial three times as long would leave it open too often: your days vary too "
            "much."
        )
    days = list_longer(design)[n_cycles - 1].days - design.days
    return (
        f"About {count_things(n_cycles, 'more cycle')} ({count_things(days, 'day')}) would settle "
        "it in 4 of 5 cases."
    )
