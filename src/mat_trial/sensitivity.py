"""The same scores asked otherwise: beside the verdict, never instead of it.

Everything here is fitted together, for many diaries at once: the sensitivity lines, the verdict
without each stretch of days, and the patterns that cautions speak of.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mat_trial.language import _
from mat_trial.model import Outcome
from mat_trial.results import Checks, Effect, SensitivityLine
from mat_trial.rule import FEWEST_DAYS, FEWEST_PHASES, call_effect, decide
from mat_trial.samples import Sample, measure_effects
from mat_trial.stats.patterns import CarryOver, Drift, ask_patterns, read_carry_overs, read_drifts
from mat_trial.stats.variants import Asked, FittedVariants, Variant, fit_all_variants

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

WITHOUT_STRETCH = "without_stretch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the primary analysis of one diary found.

    Parameters
    ----------
    boundary
        Chance that counts as sure.
    """

    sample: Sample
    effect: Effect
    boundary: float


def check_otherwise(found: Sequence[Found], outcome: Outcome) -> list[Checks]:
    """Ask the scores of each diary in every other way.

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
    >>> effect = measure_effect(posterior, PAIN, 0.95)
    >>> [checks] = check_otherwise([Found(sample=sample, effect=effect, boundary=0.95)], PAIN)
    >>> [(line.code, line.call and line.call.value) for line in checks.lines[2:]]
    [('adjusted_for_rescue', None), ('without_trend', 'helps'), ('longer_washout', 'helps')]
    """
    lines = [_list_lines(one.sample) for one in found]
    asked = [_ask(one.sample, models) for one, models in zip(found, lines, strict=True)]
    effects: dict[tuple[int, str], Effect] = {}
    n_left_out, n_decisive = Counter[int](), Counter[int]()
    drifts: dict[int, Drift] = {}
    carry_overs: dict[int, CarryOver] = {}
    for fitted in fit_all_variants(asked):
        effects |= _measure_lines(fitted.select(_LINES), found, outcome)
        left_out = fitted.select({WITHOUT_STRETCH})
        n_left_out.update(left_out.diaries.tolist())
        n_decisive.update(_list_decisive(left_out, found, outcome))
        drifts |= read_drifts(fitted)
        carry_overs |= read_carry_overs(fitted)
    return [
        Checks(
            lines=tuple(
                _draw_line(code, model, effects.get((diary, code)), outcome, one.boundary)
                for code, model in models.items()
            ),
            n_left_out=n_left_out[diary],
            n_decisive=n_decisive[diary],
            drift=drifts.get(diary),
            carry_over=carry_overs.get(diary),
        )
        for diary, (one, models) in enumerate(zip(found, lines, strict=True))
    ]


def _list_lines(sample: Sample) -> dict[str, Variant | str]:
    asked = {code: ask(sample) for code, ask in _LINES.items()}
    return {code: model for code, model in asked.items() if model is not None}


def _ask(sample: Sample, lines: Mapping[str, Variant | str]) -> Asked:
    variants = {
        code: model
        for code, model in lines.items()
        if isinstance(model, Variant) and _has_days(model) and _has_stretches(sample, model)
    }
    variants |= _leave_out_stretches(sample)
    variants |= ask_patterns(sample.day, sample.on_mat, sample.after_switch)
    return Asked(day=sample.day, score=sample.score, variants=variants)


def _measure_lines(
    fitted: FittedVariants, found: Sequence[Found], outcome: Outcome
) -> dict[tuple[int, str], Effect]:
    diaries = fitted.diaries.tolist()
    boundaries = [found[diary].boundary for diary in diaries]
    measured = measure_effects(fitted.posterior, outcome, boundaries)
    return dict(zip(zip(diaries, fitted.names, strict=True), measured, strict=True))


def _draw_line(
    code: str, model: Variant | str, effect: Effect | None, outcome: Outcome, boundary: float
) -> SensitivityLine:
    if isinstance(model, str) or effect is None:
        reason = model if isinstance(model, str) else _say_too_little()
        return SensitivityLine(code=code, n_days=0, effect=None, call=None, reason=reason)
    return SensitivityLine(
        code=code,
        n_days=int(model.included.sum()),
        effect=effect,
        call=call_effect(effect, outcome, boundary),
    )


def _list_decisive(
    left_out: FittedVariants, found: Sequence[Found], outcome: Outcome
) -> Iterator[int]:
    # A 95% interval is about four standard errors wide.
    means, furthest = np.array(
        [(one.effect.mean, (one.effect.ci95.high - one.effect.ci95.low) / 4) for one in found]
    ).T[:, left_out.diaries]
    moved = np.flatnonzero(np.abs(left_out.posterior.mean - means) > furthest)
    posterior = left_out.posterior[moved]
    edges = np.array([[0.0], [outcome.benefit(outcome.worthwhile)]])
    figures = zip(
        left_out.diaries[moved].tolist(),
        posterior.mean.tolist(),
        *(1 - posterior.cdf(edges)).tolist(),
        strict=True,
    )
    for diary, mean, above, above_worthwhile in figures:
        one = found[diary]
        call = decide(
            chance_benefit=outcome.chance_better(above),
            chance_worthwhile=outcome.chance_better(above_worthwhile),
            benefit=outcome.benefit(mean),
            worthwhile=outcome.worthwhile,
            boundary=one.boundary,
        )
        if call is not call_effect(one.effect, outcome, one.boundary):
            yield diary


def _leave_out_stretches(sample: Sample) -> dict[str, Variant]:
    phases = np.unique(sample.phase)
    included = sample.phase != phases[:, None]
    kinds = (included & sample.on_mat, included & ~sample.on_mat)
    enough = np.logical_and(*(of_kind.sum(-1) >= FEWEST_DAYS for of_kind in kinds))
    if not enough.any():
        return {}
    return {WITHOUT_STRETCH: _model(sample, included=included[enough])}


def _go_by_use(sample: Sample) -> Variant | str:
    is_unknown = np.isnan(sample.used_mat)
    if is_unknown.all():
        return _("it was not written down whether the mat was used")
    used = np.where(is_unknown, sample.on_mat, sample.used_mat)
    if (used == sample.on_mat).all():
        if _is_partly_known(sample.used_mat):
            return _("the mat was used as planned on every day where that is known")
        return _("the mat was used as planned on every day")
    return _model(sample, target=used)


def _leave_out_late(sample: Sample) -> Variant | str:
    if np.isnan(sample.late).all():
        return _("it is not known when the days were written down")
    if not (sample.late == 1).any():
        if _is_partly_known(sample.late):
            return _("no day was written down late where that is known")
        return _("no day was written down late")
    return _model(sample, included=sample.late != 1)


def _leave_out_changed(sample: Sample) -> Variant | None:
    if not (sample.changed == 1).any():
        # Most diaries have none: a line that says so would only take up room.
        return None
    return _model(sample, included=sample.changed != 1)


def _adjust_for_rescue(sample: Sample) -> Variant | str:
    taken = sample.rescue_medication
    is_known = ~np.isnan(taken)
    if not is_known.any():
        return _("it was not written down whether extra painkillers were taken")
    known, on_mat = taken[is_known], sample.on_mat[is_known]
    if (known == known[0]).all():
        return _say_constant_rescue(always=bool(known[0]), partly_known=_is_partly_known(taken))
    if (known == on_mat).all() or (known != on_mat).all():
        return _("extra painkillers went with one kind of day, so the two cannot be told apart")
    return _model(sample, included=is_known, beside=(sample.day.astype(float), taken))


def _say_constant_rescue(*, always: bool, partly_known: bool) -> str:
    if always and partly_known:
        return _("extra painkillers were taken on every day where that is known")
    if always:
        return _("extra painkillers were taken on every day")
    if partly_known:
        return _("extra painkillers were taken on no day where that is known")
    return _("extra painkillers were taken on no day")


def _drop_trend(sample: Sample) -> Variant | str:
    return _model(sample, beside=())


def _wash_out_longer(sample: Sample) -> Variant | str:
    if not sample.after_switch.any():
        return _("no analysed day comes straight after a switch")
    return _model(sample, included=~sample.after_switch)


_LINES: dict[str, Callable[[Sample], Variant | str | None]] = {
    "as_used": _go_by_use,
    "without_late": _leave_out_late,
    "without_changed": _leave_out_changed,
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


def _say_too_little() -> str:
    return _(
        "too little would be left: {days} days of each kind in {stretches} stretches are needed, "
        "with scores that vary",
        days=FEWEST_DAYS,
        stretches=FEWEST_PHASES,
    )


def _is_partly_known(values: Floats) -> bool:
    return bool(np.isnan(values).any())
