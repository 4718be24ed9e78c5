"""The options that say whom to simulate, checked alike by `check` and `power`."""

import math

from mat_trial.cli.out import write_given
from mat_trial.errors import Problem
from mat_trial.language import _


def people_problems(
    *,
    trials: int,
    most_trials: int,
    usual_trials: int,
    sd: float | None,
    autocorrelation: float | None,
    worthwhile: float | None,
) -> list[Problem]:
    """List what is wrong with the options, all at once; None stands for one not given.

    Examples
    --------
    >>> for problem in people_problems(trials=0, most_trials=100, usual_trials=50, sd=None,
    ...                                autocorrelation=None, worthwhile=1.0):
    ...     print(problem)
    --trials: '0' is no number of people to simulate. Allowed: 1 to 100. 50 are a good start.
    """
    problems = []
    if not 1 <= trials <= most_trials:
        problems.append(
            Problem(
                where="--trials",
                value=str(trials),
                wrong=_("is no number of people to simulate"),
                allowed=_("1 to {most}", most=most_trials),
                remedy=_("{n} are a good start.", n=usual_trials),
            )
        )
    return problems + figure_problems(
        sd=sd, autocorrelation=autocorrelation, worthwhile=worthwhile
    )


def figure_problems(
    *,
    sd: float | None = None,
    autocorrelation: float | None = None,
    worthwhile: float | None = None,
) -> list[Problem]:
    """List what is wrong with how the people are to be; None stands for one not given.

    Examples
    --------
    >>> figure_problems(sd=1.5), len(figure_problems(sd=0, autocorrelation=1))
    ([], 2)
    """
    problems = []
    if autocorrelation is not None and not -1 < autocorrelation < 1:
        problems.append(
            Problem(
                where="--autocorrelation",
                value=write_given(autocorrelation),
                wrong=_("is no autocorrelation"),
                allowed=_("above -1 and below 1"),
                remedy=_("0.3 is usual."),
            )
        )
    for option, value in (("--sd", sd), ("--worthwhile", worthwhile)):
        if value is not None and not (math.isfinite(value) and value > 0):
            problems.append(
                Problem(
                    where=option,
                    value=write_given(value),
                    wrong=_("is nothing to simulate with"),
                    allowed=_("a number above 0, in the units of the score"),
                    remedy=_("Leave {option} out for the usual figure.", option=option),
                )
            )
    return problems
