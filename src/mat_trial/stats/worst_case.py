"""How far missing days could have moved the effect, had they been as extreme as any scored."""

import numpy as np
import numpy.typing as npt

from mat_trial.stats.ar1 import fit_posteriors


def bound_missing(
    day: npt.ArrayLike,
    score: npt.ArrayLike,
    on_mat: npt.ArrayLike,
    missing_day: npt.ArrayLike,
    missing_on_mat: npt.ArrayLike,
) -> tuple[float, float]:
    """Fit the primary analysis with the missing days filled in to either extreme.

    Parameters
    ----------
    day, score, on_mat
        As in `ar1.fit_posterior`, shape (days,).
    missing_day, missing_on_mat
        The days without a score and whether each is assigned to the mat, shape (missing,).

    Returns
    -------
    tuple of float
        Posterior mean effect with each missing mat day at the lowest score there is and each
        missing no-mat day at the highest, then the other way round; in score units.

    Raises
    ------
    AnalysisError
        As `ar1.fit_posterior`.

    Examples
    --------
    >>> low, high = bound_missing([0, 1, 2, 3, 4, 6, 7], [6, 7, 4, 3, 6, 3, 4],
    ...                           [0, 0, 1, 1, 0, 1, 1], [5], [0])
    >>> round(low, 1), round(high, 1)
    (-3.2, -1.7)
    """
    scores, missing = np.asarray(score, float), np.asarray(missing_on_mat, bool)
    ends = scores.min(), scores.max()
    filled = [
        np.concatenate([scores, np.where(missing, mat, no_mat)])
        for mat, no_mat in (ends, ends[::-1])
    ]
    days = np.concatenate([np.asarray(day), np.asarray(missing_day)])
    order = np.argsort(days)
    fitted = fit_posteriors(
        days[order][None],
        np.stack(filled)[:, order],
        np.concatenate([np.asarray(on_mat, bool), missing])[order][None],
        included=np.ones((2, len(days)), bool),
    )
    low, high = fitted.mean.tolist()
    return low, high
