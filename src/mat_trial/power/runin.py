"""How a person's days vary, from a run of days without the mat before the plan.

Scores follow a line in time with AR(1) noise, as in `stats.ar1`, with no mat in it. A week says
little, so the usual figures stand beside it as priors: log σ ~ N(log 1.5, 0.5²), which holds most
of the spreads seen in people with pain, and φ ~ N(0.3, 0.25²) between the ends that the analysis
allows. β is flat and integrated out; σ and φ are laid on a grid.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mat_trial.errors import AnalysisError
from mat_trial.language import _, _n
from mat_trial.model import PAIN, Condition, Entry
from mat_trial.operating import Person
from mat_trial.stats.ar1 import whiten
from mat_trial.stats.mixture import HIGHEST_PHI, LOWEST_PHI

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEWEST_DAYS = 7
USUAL = Person()
LOG_SD_SPREAD = 0.5
PHI_SPREAD = 0.25
SD_GRID = np.geomspace(0.1, 10.0, 161)
PHI_GRID = np.linspace(LOWEST_PHI, HIGHEST_PHI, 51)
LEVEL = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class RunIn:
    """What a run of days without the mat says of a person's days.

    Parameters
    ----------
    n_days
        Scored days it rests on.
    sd, autocorrelation
        Posterior medians: day-to-day SD in score units, and φ.
    sd_range, autocorrelation_range
        Ends of their 90% intervals.
    """

    n_days: int
    sd: float
    sd_range: tuple[float, float]
    autocorrelation: float
    autocorrelation_range: tuple[float, float]


def estimate_run_in(day: npt.ArrayLike, score: npt.ArrayLike) -> RunIn:
    """Estimate SD and autocorrelation from days without the mat, leaning on the usual ones.

    Parameters
    ----------
    day
        Calendar day of each score, whole numbers in rising order, shape (days,); gaps need no
        filling in.
    score
        On a scale from 0 to 10, shape (days,).

    Raises
    ------
    AnalysisError
        When there are fewer than seven days, or scores that do not vary around a line.

    Examples
    --------
    >>> found = estimate_run_in(range(7), [5, 6, 4, 5, 7, 5, 6])
    >>> round(found.sd, 1), [round(end, 1) for end in found.sd_range]
    (1.4, [0.8, 2.4])
    """
    days, scores = np.asarray(day, np.int64), np.asarray(score, float)
    n = len(days)
    if n < FEWEST_DAYS:
        raise AnalysisError(
            _n(
                "{n} scored day without the mat is too little to learn from. At least {fewest} "
                "are needed. Go on with the diary, or take the usual figures.",
                "{n} scored days without the mat is too little to learn from. At least {fewest} "
                "are needed. Go on with the diary, or take the usual figures.",
                n,
                fewest=FEWEST_DAYS,
            )
        )
    if abs(_find_rest(days, scores, phi=0.0)[2]) < SD_GRID[0]:
        raise AnalysisError(
            _(
                "The scores of these days do not vary, so nothing can be learned of their spread. "
                "Scores that vary are needed. Take the usual figures."
            )
        )
    weight = np.exp(_log_likelihood(days, scores) + _log_prior())
    weight /= weight.sum()
    sd = _read_quantiles(np.log(SD_GRID), weight.sum(0))
    phi = _read_quantiles(PHI_GRID, weight.sum(1))
    low, middle, high = np.exp(sd).tolist()
    phi_low, phi_middle, phi_high = phi.tolist()
    return RunIn(
        n_days=n,
        sd=middle,
        sd_range=(low, high),
        autocorrelation=phi_middle,
        autocorrelation_range=(phi_low, phi_high),
    )


def choose_run_in(
    entries: Iterable[Entry], *, name: str = PAIN.name
) -> tuple[list[int], list[float]]:
    """Choose the days without the mat and their scores, in order.

    Parameters
    ----------
    name
        Of the outcome.

    Returns
    -------
    list of int
        Day numbers, one for each score.
    list of float
        The scores; days with the mat, as assigned or as used, are left out.

    Examples
    --------
    >>> import datetime as dt
    >>> first = Entry(date=dt.date(2027, 1, 4), scores={"pain": 5.0})
    >>> other = Entry(date=dt.date(2027, 1, 5), scores={"pain": 3.0}, used_mat=True)
    >>> choose_run_in([first, other])[1]
    [5.0]
    """
    chosen = sorted(
        (entry.date.toordinal(), entry.scores[name])
        for entry in entries
        if name in entry.scores and entry.condition is not Condition.MAT and not entry.used_mat
    )
    return [day for day, _ in chosen], [score for _, score in chosen]


def _log_prior() -> Floats:
    # The grid of the SD is even in its logarithm, so the normal density needs no other weight.
    sd = -0.5 * (np.log(SD_GRID / USUAL.sd) / LOG_SD_SPREAD) ** 2
    phi = -0.5 * ((PHI_GRID - USUAL.autocorrelation) / PHI_SPREAD) ** 2
    return np.asarray(phi[:, None] + sd)


def _find_rest(day: Ints, score: Floats, *, phi: float) -> Floats:
    # On the diagonal of the triangle stands what each column has beside those before it: last,
    # what the line leaves of the scores.
    time = (day - day.mean()) / np.ptp(day)
    rows = np.stack([np.ones_like(score), time, score - score.mean()], axis=1)
    triangle = np.linalg.qr(whiten(day, rows, phi), mode="r")
    return np.asarray(np.abs(np.diagonal(triangle)), float)


def _log_likelihood(day: Ints, score: Floats) -> Floats:
    gaps = np.diff(day)
    logs = []
    for phi in PHI_GRID.tolist():
        *inner, rest = _find_rest(day, score, phi=phi)
        log_dets = 0.5 * np.log1p(-(phi ** (2 * gaps))).sum() + np.log(inner).sum()
        logs.append(-log_dets - (len(day) - 2) * np.log(SD_GRID) - 0.5 * (rest / SD_GRID) ** 2)
    log = np.array(logs)
    return np.asarray(log - log.max())


def _read_quantiles(grid: Floats, weight: Floats) -> Floats:
    # Each weight is spread over half a step to either side.
    below = np.cumsum(weight) - weight / 2
    tail = (1 - LEVEL) / 2
    return np.asarray(np.interp([tail, 0.5, 1 - tail], below, grid))
