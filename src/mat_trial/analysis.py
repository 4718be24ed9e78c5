"""All figures of many diaries: what can be is computed for all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from mat_trial.cautions import find_cautions
from mat_trial.fits import Fit, fit_samples
from mat_trial.model import Outcome, Plan
from mat_trial.randomised import compare_with_draws
from mat_trial.results import Analysis, Caution, Checks, SecondaryResult
from mat_trial.rule import list_missing
from mat_trial.samples import Sample
from mat_trial.sensitivity import Found, check_otherwise
from mat_trial.stats.pingouin_tests import PingouinResults, adjust_holm, regress, run_tests


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """One diary to analyse.

    Parameters
    ----------
    sample
        The days of the outcome that the verdict is about.
    beside
        Those of the outcomes beside it, in their order.
    boundary
        Chance that counts as sure.
    tested
        The days of the randomisation test, where they are not those of `sample`.
    """

    sample: Sample
    beside: tuple[Sample, ...] = ()
    boundary: float
    tested: Sample | None = None


def analyse(
    cases: Sequence[Case],
    outcome: Outcome,
    *,
    others: Sequence[Outcome] = (),
    plan: Plan | None = None,
) -> list[Analysis]:
    """Compute all figures of each diary; none depends on the diaries beside it.

    Parameters
    ----------
    others
        The outcomes beside the primary one.
    plan
        The plan that the days were drawn by, for the randomisation test.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.daily import daily_frame
    >>> from mat_trial.model import PAIN, Condition, Entry
    >>> from mat_trial.samples import take_samples
    >>> entries = [Entry(date=dt.date(2027, 1, day + 1), scores={"pain": score},
    ...                  condition=Condition.MAT if day % 4 > 1 else Condition.NO_MAT)
    ...            for day, score in enumerate([6.0, 7.0, 4.0, 3.0, 6.0, 5.0, 3.0, 4.0])]
    >>> [(_, sample)] = take_samples(daily_frame(entries, PAIN), PAIN)
    >>> [analysis] = analyse([Case(sample=sample, boundary=0.95)], PAIN)
    >>> analysis.days.analysed, round(analysis.effect.mean, 1)
    ((4, 4), -2.5)
    """
    boundaries = [case.boundary for case in cases]
    fits = fit_samples([case.sample for case in cases], outcome, boundaries)
    fits_beside = [
        fit_samples([case.beside[number] for case in cases], other, boundaries)
        for number, other in enumerate(others)
    ]
    checks = _check(cases, fits, outcome)
    return [
        _complete(
            case,
            fit,
            check,
            outcome=outcome,
            beside=list(zip(others, beside, strict=True)),
            plan=plan,
        )
        for case, fit, check, *beside in zip(cases, fits, checks, *fits_beside, strict=True)
    ]


def _check(cases: Sequence[Case], fits: Sequence[Fit], outcome: Outcome) -> list[Checks]:
    found = {
        number: Found(sample=case.sample, effect=fit.effect, boundary=case.boundary)
        for number, (case, fit) in enumerate(zip(cases, fits, strict=True))
        if fit.effect is not None and not list_missing(case.sample.days)
    }
    checks = dict(zip(found, check_otherwise(list(found.values()), outcome), strict=True))
    return [checks.get(number, Checks()) for number in range(len(cases))]


def _complete(
    case: Case,
    fit: Fit,
    checks: Checks,
    *,
    outcome: Outcome,
    beside: Sequence[tuple[Outcome, Fit]],
    plan: Plan | None,
) -> Analysis:
    sample, effect = case.sample, fit.effect
    pingouin = _run_tests(sample, outcome, fit)
    p_value = pingouin.regression.p_value if pingouin.regression else None
    p_values_beside = [
        _test_beside(taken, found) for taken, (_, found) in zip(case.beside, beside, strict=True)
    ]
    p_holm, *p_holm_beside = _adjust([p_value, *p_values_beside])
    randomisation, no_randomisation = compare_with_draws(case.tested or sample, plan)
    why_not = (Caution(code="no_effect", message=fit.why_not),) if fit.why_not else ()
    cautions = find_cautions(
        sample=sample, outcome=outcome, effect=effect, pingouin=pingouin, checks=checks
    )
    return Analysis(
        outcome=outcome,
        boundary=case.boundary,
        days=sample.days,
        conduct=sample.conduct,
        effect=effect,
        posterior=fit.posterior,
        cycles=sample.cycles,
        pingouin=pingouin,
        randomisation=randomisation,
        no_randomisation=no_randomisation,
        p_holm=p_holm,
        secondary=tuple(
            SecondaryResult(outcome=other, effect=found.effect, p_value=p, p_holm=adjusted)
            for (other, found), p, adjusted in zip(
                beside, p_values_beside, p_holm_beside, strict=True
            )
        ),
        sensitivity=checks.lines,
        cautions=why_not + cautions,
    )


def _run_tests(sample: Sample, outcome: Outcome, fit: Fit) -> PingouinResults:
    return run_tests(
        day=sample.day,
        score=sample.score,
        on_mat=sample.on_mat,
        phi=None if fit.effect is None else fit.effect.autocorrelation,
        cycle_mat=[pair.mat for pair in sample.cycles],
        cycle_no_mat=[pair.no_mat for pair in sample.cycles],
        worthwhile=outcome.worthwhile,
    )


def _test_beside(sample: Sample, fit: Fit) -> float | None:
    if fit.effect is None:
        return None
    found, _ = regress(sample.day, sample.score, sample.on_mat, fit.effect.autocorrelation)
    return found.p_value


def _adjust(p_values: Sequence[float | None]) -> list[float | None]:
    known = [p for p in p_values if p is not None]
    adjusted = iter(adjust_holm(known) if known else ())
    return [None if p is None else next(adjusted) for p in p_values]
