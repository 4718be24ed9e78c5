"""The outcome that the options of a command name."""

import math
from dataclasses import replace

from mat_trial.cli.out import write_given
from mat_trial.errors import Problem
from mat_trial.files.names import clean_name
from mat_trial.language import _
from mat_trial.model import PAIN, STANDARD_OUTCOMES, Better, Outcome


def settle_outcome(
    named: str | None, better: Better | None, worthwhile: float | None
) -> tuple[Outcome | None, list[Problem]]:
    """Settle an outcome from options; one that is not known needs its direction and worth.

    Parameters
    ----------
    named
        As the person wrote it; None for pain.
    better, worthwhile
        In place of the usual ones; None where not given.

    Examples
    --------
    >>> outcome, _ = settle_outcome(None, None, 2.0)
    >>> outcome.name, outcome.worthwhile
    ('pain', 2.0)
    >>> _, problems = settle_outcome("stiffness", None, None)
    >>> [problem.where for problem in problems]
    ['--better', '--worthwhile']
    """
    name = clean_name(named or PAIN.name)
    known = STANDARD_OUTCOMES.get(name)
    problems = []
    if known is None and better is None:
        problems.append(
            Problem(
                where="--better",
                wrong=_("is missing, so nobody knows which way {name} is good", name=name),
                allowed=_("lower or higher"),
                remedy=_("Add --better lower or --better higher."),
            )
        )
    if (known is None and worthwhile is None) or (
        worthwhile is not None and not (math.isfinite(worthwhile) and worthwhile > 0)
    ):
        problems.append(
            Problem(
                where="--worthwhile",
                value=None if worthwhile is None else write_given(worthwhile),
                wrong=_("is missing") if worthwhile is None else _("is no change worth having"),
                allowed=_("a number above 0, in the units of the score"),
                remedy=_("Give the smallest change that would matter to you."),
            )
        )
    if problems:
        return None, problems
    if known is None:
        better = better or Better.LOWER
        return Outcome(name=name, question=name, better=better, worthwhile=worthwhile or 1.0), []
    better = better or known.better
    return replace(known, better=better, worthwhile=worthwhile or known.worthwhile), []
