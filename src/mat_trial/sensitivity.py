"""The same scores asked otherwise: beside the verdict, never instead of it.

Everything here is fitted in one array operation: the sensitivity lines, the verdict without each
stretch of days, and the patterns that cautions speak of.
"""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from mat_trial.model import Outcome
from mat_trial.results import Checks, Effect, SensitivityLine
from mat_trial.rule import FEWEST_DAYS, FEWEST_PHASES, call_effect, decide
from mat_trial.samples import Sample, measure_effects
from mat_trial.stats.patterns import ask_patterns, read_carry_over, read_drift
from mat_trial.stats.posterior import Posterior
from mat_trial.stats.variants import FittedVariants, Variant, fit_variants

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

TOO_LITTLE = (
    f"too little would be left: {FEWEST_DAYS} days of each kind in {FEWEST_PHASES} stretches are "
    "needed, with scores that vary"
)


def check_otherwise(sample: Sample, outcome: Outcome, boundary: float, effect: Effect) -> Checks:
    """Ask the scores of one diary in every other way.

    Parameters
    ----------
    boundary
        Chance that counts as sure.
    effect
        What the primary analysis found.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.daily import daily_frame
    >>> from mat_trial.model import PAIN, Condition, Entry
    >>> from mat_trial.samples import measure_effect, take_samples
    >>> from mat_trial.stats.ar1 import fit_posterior
    >>> entries = [Entry(date=dt.date(2027, 1, day + 1), scores={"pain": score},
    ...                  condition=Condition.MAT if day % 4 > 1 else Condition.NO_MAT)
    ...            for day, score in enumerate([6, 7, 4, 3, 6, 5, 3, 4, 7, 6, 2, 4, 5, 6, 4, 3])]
    >>> [(_, sample)] = take_samples(daily_frame(entries, PAIN), PAIN)
    >>> posterior = fit_posterior(sample.day, sample.score, sample.on_mat)
    >>> checks = check_otherwise(sample, PAIN, 0.95, measure_effect(posterior, PAIN, 0.95))
    >>> [(line.code, line.call and line.call.value) for line in checks.lines[2:]]
    [('adjusted_for_rescue', None), ('without_trend', 'helps'), ('longer_washout', 'helps')]
    """
    asked = {code: ask(sample) for code, ask in _LINES.items()}
    lines = {
        code: model
        for code, model in asked.items()
        if isinstance(model, Variant) and _has_days(model) and _has_stretches(sample, model)
    }
    stretches = _leave_out_stretches(sample)
    patterns = ask_patterns(sample.day, sample.on_mat, sample.after_switch)
    fitted = fit_variants(sample.day, sample.score, lines | stretches | patterns)
    left_out = fitted.select(stretches)
    return Checks(
        lines=_draw_lines(asked, fitted.select(lines), outcome, boundary),
        n_left_out=len(left_out.names),
        n_decisive=_count_decisive(left_out.posterior, outcome, boundary, effect),
        drift=read_drift(fitted),
        carry_over=read_carry_over(fitted),
    )


def _draw_lines(
    asked: Mapping[str, Variant | str], fitted: FittedVariants, outcome: Outcome, boundary: float
) -> tuple[SensitivityLine, ...]:
    measured = measure_effects(fitted.posterior, outcome, boundary)
    effects = dict(zip(fitted.names, measured, strict=True))
    lines = []
    for code, model in asked.items():
        if isinstance(model, str):
            line = SensitivityLine(code=code, n_days=0, effect=None, call=None, reason=model)
        elif code not in effects:
            line = SensitivityLine(code=code, n_days=0, effect=None, call=None, reason=TOO_LITTLE)
        else:
            line = SensitivityLine(
                code=code,
                n_days=int(model.included.sum()),
                effect=effects[code],
                call=call_effect(effects[code], outcome, boundary),
            )
        lines.append(line)
    return tuple(lines)


def _count_decisive(left_out: Posterior, outcome: Outcome, boundary: float, effect: Effect) -> int:
    # A 95% interval is about four standard errors wide.
    furthest = (effect.ci95.high - effect.ci95.low) / 4
    moved = left_out[np.flatnonzero(np.abs(left_out.mean - effect.mean) > furthest).tolist()]
    call = call_effect(effect, outcome, boundary)
    edges = np.array([[0.0], [outcome.benefit(outcome.worthwhile)]])
    figures = zip(moved.mean.tolist(), *(1 - moved.cdf(edges)).tolist(), strict=True)
    calls = [
        decide(
            chance_benefit=outcome.chance_better(above),
            chance_worthwhile=outcome.chance_better(above_worthwhile),
            benefit=outcome.benefit(mean),
            worthwhile=outcome.worthwhile,
            boundary=boundary,
        )
        for mean, above, above_worthwhile in figures
    ]
    return sum(other is not call for other in calls)


def _leave_out_stretches(sample: Sample) -> dict[str, Variant]:
    phases = np.unique(sample.phase)
    included = sample.phase != phases[:, None]
    kinds = (included & sample.on_mat, included & ~sample.on_mat)
    enough = np.logical_and(*(of_kind.sum(-1) >= FEWEST_DAYS for of_kind in kinds))
    return {
        f"without stretch {phase}": _model(sample, included=days)
        for phase, days in zip(phases[enough], included[enough], strict=True)
    }


def _go_by_use(sample: Sample) -> Variant | str:
    is_unknown = np.isnan(sample.used_mat)
    if is_unknown.all():
        return "it was not written down whether the mat was used"
    used = np.where(is_unknown, sample.on_mat, sample.used_mat)
    if (used == sample.on_mat).all():
        return f"the mat was used as planned on every day{_where_known(sample.used_mat)}"
    return _model(sample, target=used)


def _leave_out_late(sample: Sample) -> Variant | str:
    if np.isnan(sample.late).all():
        return "it is not known when the days were written down"
    if not (sample.late == 1).any():
        return f"no day was written down late{_where_known(sample.late)}"
    return _model(sample, included=sample.late != 1)


def _adjust_for_rescue(sample: Sample) -> Variant | str:
    taken = sample.rescue_medication
    is_known = ~np.isnan(taken)
    if not is_known.any():
        return "it was not written down whether extra painkillers were taken"
    known, on_mat = taken[is_known], sample.on_mat[is_known]
    if (known == known[0]).all():
        which = "every" if known[0] else "no"
        return f"extra painkillers were taken on {which} day{_where_known(taken)}"
    if (known == on_mat).all() or (known != on_mat).all():
        return "extra painkillers went with one kind of day, so the two cannot be told apart"
    return _model(sample, included=is_known, beside=(sample.day.astype(float), taken))


def _drop_trend(sample: Sample) -> Variant | str:
    return _model(sample, beside=())


def _wash_out_longer(sample: Sample) -> Variant | str:
    if not sample.after_switch.any():
        return "no analysed day comes straight after a switch"
    return _model(sample, included=~sample.after_switch)


_LINES: dict[str, Callable[[Sample], Variant | str]] = {
    "as_used": _go_by_use,
    "without_late": _leave_out_late,
    "adjusted_for_rescue": _adjust_for_rescue,
    "without_trend": _drop_trend,
    "longer_washout": _wash_out_longer,
}


def _model(
    sample: Sample,
    *,
    included: Bools | None = None,
    target: Floats | None = None,
    beside: tuple[Floats, ...] | None = None,
) -> Variant:
    return Variant(
        included=np.ones(len(sample.day), bool) if included is None else included,
        target=sample.on_mat.astype(float) if target is None else target,
        beside=(sample.day.astype(float),) if beside is None else beside,
    )


def _has_days(model: Variant) -> bool:
    kinds = (model.included & (model.target == kind) for kind in (0, 1))
    return all(of_kind.sum() >= FEWEST_DAYS for of_kind in kinds)


def _has_stretches(sample: Sample, model: Variant) -> bool:
    kinds = (sample.phase[model.included & (model.target == kind)] for kind in (0, 1))
    return all(len(np.unique(of_kind)) >= FEWEST_PHASES for of_kind in kinds)


def _where_known(values: Floats) -> str:
    return " where that is known" if np.isnan(values).any() else ""
