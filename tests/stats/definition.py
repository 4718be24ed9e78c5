"""METHOD.md word for word, to hold the quick way against: R is built, and φ stands on a grid."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import stats

Numbers = npt.NDArray[Any]


def fit_by_definition(
    day: Numbers, score: Numbers, columns: Numbers, n_nodes: int = 2001
) -> tuple[float, float]:
    """Return the posterior mean of the last column's coefficient, and its chance to be below 0.

    Columns are all of [X z], the intercept among them.
    """
    log_weight, estimate, below = [], [], []
    dof = len(day) - columns.shape[1]
    for phi in -0.3 + 1.25 * (np.arange(n_nodes) + 0.5) / n_nodes:
        distance = np.abs(np.subtract.outer(day, day))
        r = np.sign(phi) ** distance * np.abs(phi) ** distance
        inverse = np.linalg.inv(r)
        inner = columns.T @ inverse @ columns
        beta = np.linalg.solve(inner, columns.T @ inverse @ score)
        residual = score - columns @ beta
        rss = residual @ inverse @ residual
        scale = np.sqrt(rss / dof * np.linalg.inv(inner)[-1, -1])
        log_weight.append(
            -0.5 * (np.linalg.slogdet(r)[1] + np.linalg.slogdet(inner)[1] + dof * np.log(rss))
        )
        estimate.append(beta[-1])
        below.append(stats.t.cdf(-beta[-1] / scale, dof))
    weight = np.exp(np.array(log_weight) - max(log_weight))
    weight /= weight.sum()
    return float(weight @ estimate), float(weight @ below)
