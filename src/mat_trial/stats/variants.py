"""Many models of many diaries at the price of one: each asks the same scores another question."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mat_trial.stats.ar1 import fit_each
from mat_trial.stats.mixture import group_by_nodes
from mat_trial.stats.posterior import Posterior, join_posteriors

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MANY_DIARIES = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Variant:
    """One model of the scores, or several that differ in their days only.

    Parameters
    ----------
    included
        Which days to analyse, shape (days,), or (models, days).
    target
        The column whose coefficient is wanted, shape (days,).
    beside
        Columns to adjust for besides the intercept, shape (days,) each.
    """

    included: Bools
    target: Floats
    beside: tuple[Floats, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """The scores of one diary, and all that they are asked.

    Parameters
    ----------
    day, score
        As in `ar1.fit_posterior`, shape (days,).
    variants
        The models, by name.
    """

    day: npt.NDArray[np.int64]
    score: Floats
    variants: Mapping[str, Variant]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FittedVariants:
    """Posteriors by diary and name; a model that could not be fitted is not there.

    Parameters
    ----------
    diaries
        Which diary each model is of: its position among those asked, shape (models,).
    names
        The variants' names, shape (models,).
    posterior
        With a leading axis of models.
    """

    diaries: Ints
    names: tuple[str, ...]
    posterior: Posterior

    def select(self, wanted: Container[str]) -> "FittedVariants":
        """Return only the variants that are wanted, in the same order."""
        rows = [row for row, name in enumerate(self.names) if name in wanted]
        return FittedVariants(
            diaries=self.diaries[rows],
            names=tuple(self.names[row] for row in rows),
            posterior=self.posterior[rows],
        )


def fit_variants(
    day: npt.ArrayLike, score: npt.ArrayLike, variants: Mapping[str, Variant]
) -> FittedVariants:
    """Fit all variants of one diary at once, and pass over those that cannot be.

    Parameters
    ----------
    day, score
        As in `ar1.fit_posterior`, shape (days,).

    Examples
    --------
    >>> on_mat, all_days = np.array([0.0, 0.0, 1.0, 1.0] * 3), np.ones(12, bool)
    >>> day = np.arange(12.0)
    >>> fitted = fit_variants(day, [6, 7, 4, 3, 6, 5, 3, 4, 6, 6, 2, 3], {
    ...     "plain": Variant(included=all_days, target=on_mat, beside=(day,)),
    ...     "without_trend": Variant(included=all_days, target=on_mat, beside=()),
    ...     "unfittable": Variant(included=on_mat > 0, target=on_mat, beside=(day,)),
    ... })
    >>> fitted.names, fitted.posterior.mean.round(1).tolist()
    (('plain', 'without_trend'), [-2.7, -2.8])
    """
    asked = Asked(day=np.asarray(day), score=np.asarray(score), variants=variants)
    (fitted,) = fit_all_variants([asked])
    return fitted


def fit_all_variants(asked: Sequence[Asked]) -> list[FittedVariants]:
    """Fit all variants of many diaries, in a few array operations.

    Returns
    -------
    list of FittedVariants
        One for all diaries whose posteriors have the same nodes.

    Examples
    --------
    >>> on_mat, day = np.array([0.0, 0.0, 1.0, 1.0] * 3), np.arange(12)
    >>> plain = Variant(included=np.ones(12, bool), target=on_mat, beside=(day,))
    >>> score = np.array([6.0, 7, 4, 3, 6, 5, 3, 4, 6, 6, 2, 3])
    >>> diaries = [Asked(day=day, score=score + up, variants={"plain": plain}) for up in (0, 1)]
    >>> [fitted] = fit_all_variants(diaries)
    >>> fitted.diaries.tolist(), fitted.posterior.mean.round(1).tolist()
    ([0, 1], [-2.7, -2.7])
    """
    return [
        _fit_group(asked, group) for group in group_by_nodes(len(diary.day) for diary in asked)
    ]


def _fit_group(asked: Sequence[Asked], group: Sequence[int]) -> FittedVariants:
    # Models of one width go together, as a column of zeros costs as much as any other; but few
    # models cost less than another call.
    models: dict[int, list[tuple[int, str]]] = defaultdict(list)
    widths = [len(model.beside) for diary in group for model in asked[diary].variants.values()]
    least = max(widths) if len(group) < MANY_DIARIES else 0
    for diary in group:
        for name, variant in asked[diary].variants.items():
            models[max(least, len(variant.beside))].append((diary, name))
    parts = [_fit_alike(asked, alike, width) for width, alike in models.items()]
    return FittedVariants(
        diaries=np.concatenate([part.diaries for part in parts]),
        names=tuple(name for part in parts for name in part.names),
        posterior=join_posteriors([part.posterior for part in parts]),
    )


def _fit_alike(
    asked: Sequence[Asked], models: Sequence[tuple[int, str]], width: int
) -> FittedVariants:
    variants = [asked[diary].variants[name] for diary, name in models]
    n_models = [variant.included.size // len(variant.target) for variant in variants]
    ends = np.cumsum(n_models)
    n_days = max(len(variant.target) for variant in variants)
    day, included = np.zeros((ends[-1], n_days), int), np.zeros((ends[-1], n_days), bool)
    score, target, *beside = columns = np.zeros((2 + width, ends[-1], n_days))
    for (diary, _), variant, end, n in zip(models, variants, ends, n_models, strict=True):
        cells = slice(end - n, end), slice(len(variant.target))
        day[cells], included[cells] = asked[diary].day, variant.included
        score[cells], target[cells] = asked[diary].score, variant.target
        # What a narrower model leaves blank is absent from it and changes no figure.
        for column, values in zip(beside, variant.beside, strict=False):
            column[cells] = values
    posterior, reasons = fit_each(
        day,
        score,
        target,
        included=included,
        beside=np.moveaxis(columns[2:], 0, -1),
        n_days=max(len(asked[diary].day) for diary, _ in models),
    )
    asked_for = [model for model, n in zip(models, n_models, strict=True) for _ in range(n)]
    fitted = [model for model, reason in zip(asked_for, reasons, strict=True) if not reason]
    return FittedVariants(
        diaries=np.array([diary for diary, _ in fitted], int),
        names=tuple(name for _, name in fitted),
        posterior=posterior,
    )
