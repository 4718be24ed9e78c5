"""The randomisation test: the schedule that chance drew, against those it could have drawn.

The statistic is U_z = z'My / √(z'Mz), M = R⁻¹ − R⁻¹X(X'R⁻¹X)⁻¹X'R⁻¹, with X an intercept and
linear time and R_ij = φ^|day_i − day_j| at a fixed φ. The test holds whatever the trend,
autocorrelation or distribution of the scores, because chance drew the schedule; φ only lends it
power.

Taking an effect δ off the mat days, y − δ·z_obs, lowers U_z by δ·c_z, c_z = z'Mz_obs / √(z'Mz),
and no c_z exceeds the observed d_obs = √(z_obs'Mz_obs) (Cauchy–Schwarz). So each assignment passes
the observed one at a single δ, its threshold (U_obs − U_z) / (d_obs − c_z): sorted once, the
thresholds give the p-value of every δ, and with it the exact interval and the whole curve.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mat_trial.errors import AnalysisError
from mat_trial.language import _

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

PHI = 0.4
"""Fixed before any score is seen: a φ fitted to the scores would have to be fitted anew for each
assignment."""
TIE = 1e-9
"""Relative difference below which two figures count as the same."""
FEWEST_DAYS = 3
"""Intercept and time explain any two scores."""
ROWS_AT_ONCE = 2048
"""Small pieces stay in the processor's cache."""
PATTERNS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).astype(float)
"""Which of eight days are mat days, for each value of a byte, the first day in its highest bit."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RandomisationTest:
    """What the reference set says of δ = mat − no mat, at δ = 0 and at every other δ.

    Parameters
    ----------
    p_value
        Two-sided p of no effect, above 0 and at most 1.
    estimate
        Middle of the thresholds, in score units; its p-value is 1.
    ci95
        Every δ with p above .05, in score units, ends included; None where `smallest_p` is above
        .05, because no δ could then be ruled out.
    n_assignments
        Size of the reference set; for a sample, the drawn ones and the observed one.
    exact
        Whether the reference set is whole, not a sample of it.
    smallest_p
        What no two-sided p of this set on these days can fall below: 2/n, or more where
        assignments are tied with the observed one at every δ.
    thresholds
        The δ at which each assignment passes the observed one, rising, in score units; at most
        `n_assignments` − 1, because one that is tied at every δ has none.
    tolerance
        How near to a threshold a δ counts as on it, in score units.
    """

    p_value: float
    estimate: float
    ci95: tuple[float, float] | None
    n_assignments: int
    exact: bool
    smallest_p: float
    thresholds: Floats
    tolerance: float

    def p_value_at(self, delta: npt.ArrayLike) -> Floats:
        """Two-sided p, above 0 and at most 1, of an effect of `delta` score units.

        Parameters
        ----------
        delta
            Effects mat − no mat, in score units, any shape.

        Returns
        -------
        numpy.ndarray
            One p-value for each, in the same shape. It jumps at the thresholds, and on one of
            them takes the higher value.

        Examples
        --------
        >>> schedules = [[0, 1, 0, 1, 1], [0, 1, 1, 0, 1], [1, 0, 0, 1, 0], [1, 0, 1, 0, 0]]
        >>> test = run_randomisation(range(5), [5, 3, 6, 3, 2], schedules, observed=0)
        >>> test.p_value_at([-9.0, test.estimate, 9.0]).tolist()
        [0.5, 1.0, 0.5]
        """
        return _count_p_values(
            np.asarray(delta, float), self.thresholds, self.n_assignments, self.tolerance
        )

    def interval(self, one_in: int) -> tuple[float, float] | None:
        """Every δ with a two-sided p above 2/`one_in`, in score units, ends included.

        Parameters
        ----------
        one_in
            40 for a 95% interval, 20 for a 90% one.

        Returns
        -------
        tuple of float, float or None
            None where `smallest_p` is above 2/`one_in`, because no δ could then be ruled out.

        Examples
        --------
        >>> schedules = [[0, 1, 0, 1, 1], [0, 1, 1, 0, 1], [1, 0, 0, 1, 0], [1, 0, 1, 0, 0]]
        >>> test = run_randomisation(range(5), [5, 3, 6, 3, 2], schedules, observed=0)
        >>> test.interval(40) is None, test.interval(4) is None
        (True, False)
        """
        return _read_interval(self.thresholds, self.n_assignments, one_in)


def run_randomisation(
    day: npt.ArrayLike,
    score: npt.ArrayLike,
    assignments: npt.ArrayLike,
    *,
    observed: int,
    exact: bool = True,
) -> RandomisationTest:
    """Test the observed assignment against its reference set and turn the test into an interval.

    Parameters
    ----------
    day
        Calendar day of each analysed score, whole numbers in rising order, shape (days,);
        gaps are missing days and need no filling in.
    score
        The scores, finite, shape (days,).
    assignments
        Whether each analysed day is a mat day, one row for each member of the reference set,
        shape (assignments, days). Rows may be alike where days are missing; each counts.
    observed
        Row of the assignment that was drawn and followed, counted from 0.
    exact
        True when the rows are the whole reference set. False when they are m assignments drawn
        from it with equal chance and the observed one added to them as one row more, whether or
        not the draw holds it too.

    Returns
    -------
    RandomisationTest
        With p-values of min(1, 2·min(upper, lower)). Upper and lower are the shares of the rows
        whose U is at least, or at most, the observed one; ties count on both sides. The observed
        row is among them, so no p is 0, and for a sample each share is (b + 1)/(m + 1), b of the
        m drawn ones being as extreme.

    Raises
    ------
    AnalysisError
        When the arrays do not fit together, days or assignments are too few, or scores or
        assignments are so alike that there is nothing to compare.

    Notes
    -----
    An assignment that has all analysed days under one condition cannot be told from the
    intercept. It stays in the reference set with U = 0 put for 0/0, and as that says nothing, it
    counts as a tie on both sides at every δ: p can only be higher for it.

    The test is exact as long as the set of analysed days would have been the same under every
    assignment.

    SCRT (R) has the same reference sets, and other p-values on them: its difference of phase
    means takes no trend off, weighs every score of a phase alike and knows no missing days; and
    it counts both tails where this doubles the smaller one.

    References
    ----------
    Garthwaite PH (1996). Confidence intervals from randomization tests. Biometrics 52:1387–1393.
    doi:10.2307/2532852

    Phipson B, Smyth GK (2010). Permutation p-values should never be zero. Stat Appl Genet Mol
    Biol 9:39. doi:10.2202/1544-6115.1585

    Examples
    --------
    Six cycles of a day with the mat and a day without, each in an order drawn by a coin:

    >>> coins = np.arange(2**6)[:, None] >> np.arange(6) & 1
    >>> schedules = np.stack([coins, 1 - coins], axis=2).reshape(2**6, 12)
    >>> scores = [6, 4, 3, 6, 5, 3, 6, 3, 2, 5, 3, 6]
    >>> test = run_randomisation(range(12), scores, schedules, observed=0b110010)
    >>> test.p_value, round(test.estimate, 2)
    (0.03125, -2.65)
    """
    days, scores = np.asarray(day, np.int64), np.asarray(score, float)
    on_mat = np.asarray(assignments, bool)
    _refuse_misfits(days, scores, on_mat, observed)
    thresholds, near = _find_thresholds(days, scores, on_mat, observed)
    if not len(thresholds):
        raise AnalysisError(
            _(
                "On the scored days, all schedules that could have been drawn come to the same. "
                "At least two that differ are needed. Go on with the diary."
            )
        )
    middle = np.array([len(thresholds) - 1, len(thresholds)]) // 2
    n = len(on_mat)
    return RandomisationTest(
        p_value=float(_count_p_values(np.zeros(()), thresholds, n, near)),
        estimate=float(thresholds[middle].mean()),
        ci95=_read_interval(thresholds, n),
        n_assignments=n,
        exact=exact,
        smallest_p=min(1.0, 2 * (n - len(thresholds)) / n),
        thresholds=thresholds,
        tolerance=near,
    )


def _refuse_misfits(days: Ints, scores: Floats, on_mat: Bools, row: int) -> None:
    if days.ndim != 1 or scores.shape != days.shape or on_mat.shape[1:] != days.shape:
        raise AnalysisError(
            _(
                "Days of shape {days}, scores of shape {scores} and assignments of shape "
                "{assignments} do not fit together. (days), (days) and (assignments, days) are "
                "needed. Give the analysed days alone in all three.",
                days=days.shape,
                scores=scores.shape,
                assignments=on_mat.shape,
            )
        )
    if len(on_mat) < 2:
        raise AnalysisError(
            _(
                "A reference set of {n} leaves nothing to compare with. At least 2 assignments "
                "are needed. Give every assignment that the draw could have given.",
                n=len(on_mat),
            )
        )
    if not 0 <= row < len(on_mat):
        raise AnalysisError(
            _(
                "The observed assignment cannot be row {row}. 0 to {last} are the rows of the "
                "reference set. Give the row of the assignment that was drawn.",
                row=row,
                last=len(on_mat) - 1,
            )
        )
    if len(days) < FEWEST_DAYS:
        raise AnalysisError(
            _(
                "{n_days} scored days are too few for a figure. At least {fewest} are needed. Go "
                "on with the diary.",
                n_days=len(days),
                fewest=FEWEST_DAYS,
            )
        )
    if not (np.diff(days) > 0).all():
        raise AnalysisError(
            _(
                "The days are not in rising order, each once. The test needs them so. "
                "Sort the days, with one score for each."
            )
        )
    if not np.isfinite(scores).all():
        raise AnalysisError(
            _(
                "A score is missing or infinite. Only numbers can be tested. "
                "Leave out the days without a score, from the assignments too."
            )
        )


def _find_thresholds(days: Ints, scores: Floats, on_mat: Bools, row: int) -> tuple[Floats, float]:
    # Rising, of all assignments that have one, and how near two count as one. M is never built:
    # R⁻¹ is tridiagonal, M takes two columns off it, and in z'R⁻¹z each z is its own square.
    diagonal, beside = _invert_correlation(days)
    level = _weigh(diagonal, beside, np.ones((len(days), 1)))
    time = (days - days @ level / level.sum())[:, None]
    slope = _weigh(diagonal, beside, time)
    removed = np.hstack([level / np.sqrt(level.sum()), slope / np.sqrt((time * slope).sum())])
    centred = scores - scores.mean()
    pair = np.column_stack([centred, on_mat[row]])
    detrended = _weigh(diagonal, beside, pair) - removed @ (removed.T @ pair)
    if np.linalg.norm(detrended[:, 0]) <= TIE * np.abs(scores).max():
        raise AnalysisError(
            _(
                "The scores show no spread around a straight line, so schedules cannot be "
                "compared. Scores that vary are needed. Check that each day was scored on its own."
            )
        )
    observed = on_mat[row] @ detrended
    if observed[1] <= TIE:
        raise AnalysisError(
            _(
                "Mat days and no-mat days cannot be told apart from the passing of time. Both "
                "kinds of day are needed, in turns. Go on with the diary."
            )
        )
    u, steepest = observed / np.sqrt(observed[1])
    lookup = _tabulate(np.column_stack([detrended, removed, diagonal]), beside)
    half, odd = divmod(len(on_mat), 2)
    # In the usual order a row's mirror, mat for no mat, stands as far from the end as the row from
    # the start; its products are the same but for the sign.
    mirrored = not odd and bool((on_mat[:half] != on_mat[: half - 1 : -1]).all())
    end = half if mirrored else len(on_mat)
    found = []
    for start in range(0, end, ROWS_AT_ONCE):
        products = _multiply(on_mat[start : min(start + ROWS_AT_ONCE, end)], *lookup)
        with_score, with_observed, with_level, with_time, with_itself = products.T
        squared = with_itself - with_level**2 - with_time**2
        # Where no day, or every day, is a mat day, U is 0/0: a tie at every δ.
        telling = squared > TIE
        length = np.sqrt(squared, where=telling, out=np.zeros_like(squared))
        for sign in (1, -1) if mirrored else (1,):
            below = steepest * length - sign * with_observed
            # One as steep as the observed assignment differs from it by trend alone.
            passes = telling & (below > TIE * steepest * length)
            found.append((u * length - sign * with_score)[passes] / below[passes])
    largest = np.sqrt(centred @ detrended[:, 0])
    return np.sort(np.concatenate(found)), float(TIE * largest / steepest)


def _tabulate(columns: Floats, beside: Floats) -> tuple[Floats, Floats]:
    # What each pattern of eight days adds to the products below, shape (bytes, patterns, columns),
    # and to z'R⁻¹z where a byte's last day and the next one's first are both mat days.
    n_days, n_columns = columns.shape
    by_day = np.zeros((-(-n_days // 8), 8, n_columns))
    by_day.reshape(-1, n_columns)[:n_days] = columns
    with_next = np.zeros(by_day.shape[:2])
    with_next.reshape(-1)[: n_days - 1] = 2 * beside
    tables = PATTERNS @ by_day
    tables[..., -1] += with_next[:, :-1] @ (PATTERNS[:, 1:] * PATTERNS[:, :-1]).T
    return tables, with_next[:-1, -1]


def _multiply(on_mat: Bools, tables: Floats, across: Floats) -> Floats:
    # Each assignment times each column, the last one z'R⁻¹z. Eight days are one byte, and what a
    # byte comes to is looked up: a matrix product takes twice as long.
    padded = np.zeros((len(on_mat), 8 * len(tables)), bool)
    padded[:, : on_mat.shape[1]] = on_mat
    packed = np.ascontiguousarray(np.packbits(padded).reshape(len(on_mat), -1).T)
    products = np.zeros((len(on_mat), tables.shape[2]))
    for table, byte in zip(tables, packed, strict=True):
        products += table.take(byte, axis=0)
    products[:, -1] += across @ (packed[:-1] & packed[1:] >> 7)
    return products


def _invert_correlation(days: Ints) -> tuple[Floats, Floats]:
    # The diagonal of R⁻¹ and the one beside it; all else is 0.
    rho = PHI ** np.diff(days)
    share = rho**2 / (1 - rho**2)
    return 1 + np.append(share, 0) + np.append(0, share), -rho / (1 - rho**2)


def _weigh(diagonal: Floats, beside: Floats, columns: Floats) -> Floats:
    weighed = diagonal[:, None] * columns
    weighed[:-1] += beside[:, None] * columns[1:]
    weighed[1:] += beside[:, None] * columns[:-1]
    return weighed


def _count_p_values(delta: Floats, thresholds: Floats, n: int, tolerance: float) -> Floats:
    # Rows without a threshold are tied at every δ and count on both sides.
    reached = np.searchsorted(thresholds, delta + tolerance, side="right")
    not_passed = len(thresholds) - np.searchsorted(thresholds, delta - tolerance, side="left")
    fewer = n - len(thresholds) + np.minimum(reached, not_passed)
    return np.asarray(np.minimum(1.0, 2 * fewer / n))


def _read_interval(thresholds: Floats, n: int, one_in: int = 40) -> tuple[float, float] | None:
    # p is above 2/one_in where both sides count more than n/one_in rows.
    outside = n // one_in - (n - len(thresholds))
    if outside < 0:
        return None
    return float(thresholds[outside]), float(thresholds[-1 - outside])
