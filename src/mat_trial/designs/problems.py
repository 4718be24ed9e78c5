"""What a design may ask for, and everything that is wrong with one that asks for more."""

from mat_trial.errors import PlanError, Problem
from mat_trial.language import _
from mat_trial.model import ChangePointsDesign, DaysDesign, Design, FixedDesign, PairsDesign

LONGEST_PERIOD_DAYS = 60
MOST_CYCLES = 60
MOST_PHASES = 2 * MOST_CYCLES
LONGEST_TRIAL_DAYS = 366
FEWEST_DRAWN_DAYS = 8
LONGEST_RUN_DAYS = 7


def design_problems(design: Design) -> list[Problem]:
    """List what is wrong with a design, all at once; empty when nothing is.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> design_problems(PairsDesign(period_days=2, cycles=14))
    []
    >>> for problem in design_problems(FixedDesign(phases=3, phase_days=14)):
    ...     print(problem)
    phases: '3' is not an even number from 4 to 120. Allowed: 4, 6, 8 … up to 120. Choose two
    phases for each time you want to compare the mat with no mat.
    """
    problems = _find_problems(design)
    if not problems and design.days > LONGEST_TRIAL_DAYS:
        problems.append(
            Problem(
                where=_("length of the trial"),
                value=_("{n} days", n=design.days),
                wrong=_("is too long"),
                allowed=_("up to {most} days", most=LONGEST_TRIAL_DAYS),
                remedy=_("Plan fewer days, in fewer or shorter stretches."),
            )
        )
    return problems


def refuse_bad_design(design: Design) -> None:
    """Raise everything that is wrong with a design as one error.

    Raises
    ------
    PlanError
        When the design cannot be used.

    Examples
    --------
    >>> refuse_bad_design(DaysDesign(days=57))
    Traceback (most recent call last):
    mat_trial.errors.PlanError: days: '57' is not an even number from 8 to 366. ...
    """
    problems = design_problems(design)
    if problems:
        raise PlanError("\n".join(map(str, problems)))


def _find_problems(design: Design) -> list[Problem]:
    match design:
        case FixedDesign():
            phases = _phase_problems(design.phases)
            return phases + _length_problems(design.phase_days, _("days in a phase"))
        case PairsDesign():
            cycles = _cycle_problems(design.cycles)
            return cycles + _length_problems(design.period_days, _("days in a period"))
        case ChangePointsDesign():
            phases = _phase_problems(design.phases)
            phases += _length_problems(design.min_phase_days, _("fewest days in a phase"))
            return phases or _spare_problems(design)
        case DaysDesign():
            return _day_problems(design.days) + _run_problems(design.max_run)


def _phase_problems(phases: int) -> list[Problem]:
    if phases % 2 == 0 and 4 <= phases <= MOST_PHASES:
        return []
    return [
        Problem(
            where=_("phases"),
            value=str(phases),
            wrong=_("is not an even number from 4 to {most}", most=MOST_PHASES),
            allowed=_("4, 6, 8 … up to {most}", most=MOST_PHASES),
            remedy=_("Choose two phases for each time you want to compare the mat with no mat."),
        )
    ]


def _length_problems(length: int, name: str) -> list[Problem]:
    if 1 <= length <= LONGEST_PERIOD_DAYS:
        return []
    return [
        Problem(
            where=name,
            value=str(length),
            wrong=_("is not a length that can be used"),
            allowed=_("1 to {most}", most=LONGEST_PERIOD_DAYS),
            remedy=_("Shorter stretches find more in the same number of days; try 2."),
        )
    ]


def _cycle_problems(cycles: int) -> list[Problem]:
    if 2 <= cycles <= MOST_CYCLES:
        return []
    return [
        Problem(
            where=_("cycles"),
            value=str(cycles),
            wrong=_("is not a number of cycles that can be used"),
            allowed=_("2 to {most}", most=MOST_CYCLES),
            remedy=_("At least 6 are worth having; try 14."),
        )
    ]


def _spare_problems(design: ChangePointsDesign) -> list[Problem]:
    bound = design.phases * design.min_phase_days
    if design.days > bound:
        return []
    if bound >= LONGEST_TRIAL_DAYS:
        allowed = _(
            "fewer or shorter phases, so that they fit into {most} days", most=LONGEST_TRIAL_DAYS
        )
    else:
        allowed = _("{low} to {high}", low=bound + 1, high=LONGEST_TRIAL_DAYS)
    return [
        Problem(
            where=_("days"),
            value=str(design.days),
            wrong=_(
                "leaves nothing to draw: {phases} phases of {min_phase_days} "
                "days or more need more than {bound}",
                phases=design.phases,
                min_phase_days=design.min_phase_days,
                bound=bound,
            ),
            allowed=allowed,
            remedy=_("Take more days, or fewer or shorter phases."),
        )
    ]


def _day_problems(days: int) -> list[Problem]:
    if days % 2 == 0 and FEWEST_DRAWN_DAYS <= days <= LONGEST_TRIAL_DAYS:
        return []
    return [
        Problem(
            where=_("days"),
            value=str(days),
            wrong=_(
                "is not an even number from {least} to {most}",
                least=FEWEST_DRAWN_DAYS,
                most=LONGEST_TRIAL_DAYS,
            ),
            allowed=_(
                "{first}, {second}, {third} … up to {most}",
                first=FEWEST_DRAWN_DAYS,
                second=FEWEST_DRAWN_DAYS + 2,
                third=FEWEST_DRAWN_DAYS + 4,
                most=LONGEST_TRIAL_DAYS,
            ),
            remedy=_("Half of the days are mat days; try 56."),
        )
    ]


def _run_problems(max_run: int) -> list[Problem]:
    if 2 <= max_run <= LONGEST_RUN_DAYS:
        return []
    return [
        Problem(
            where=_("most days in a row"),
            value=str(max_run),
            wrong=_("is not a limit that can be used"),
            allowed=_("2 to {most}", most=LONGEST_RUN_DAYS),
            remedy=_("Short runs keep the two kinds of day close together; try 3."),
        )
    ]
