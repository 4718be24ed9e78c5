"""Simulated people: scores whose truth is known, to try the method on.

Sizes are in the person's own day-to-day SDs, so that a scenario means the same to everybody.
Scores count up from the best one there is, as pain does; with the other direction the same figures
come out mirrored.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import signal, special

from mat_trial.language import mark

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

SPAN = 10.0
LEVEL = 0.55
"""Where on the scale a usual day lies, as a share of its span."""
FLOOR_LEVEL = 1.0
"""Near the floor people sit one SD above the best score there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What days are like, besides level, AR(1) noise and the effect of the mat.

    Parameters
    ----------
    code
        Stable name: ``"weekly_cycle"``.
    title
        The same for people.
    whole_scores
        Whether scores are rounded to whole ones on the scale.
    missing
        Share of days without a score, 0 to 1.
    missing_when_bad
        Log odds of a missing score for each SD that the day is worse.
    linear_trend, curved_trend
        Change from the first day to the last, and depth of a parabola, in SDs.
    weekly_cycle
        Height of a wave of seven days, in SDs.
    drift
        SD of a random walk on its last day, in SDs.
    heavy_tails
        Whether the innovations are t with 3 degrees of freedom in place of normal.
    near_floor
        Whether the level is one SD above the best score; scores are then whole, too.
    """

    code: str
    title: str
    whole_scores: bool = False
    missing: float = 0.0
    missing_when_bad: float = 0.0
    linear_trend: float = 0.0
    curved_trend: float = 0.0
    weekly_cycle: float = 0.0
    drift: float = 0.0
    heavy_tails: bool = False
    near_floor: bool = False


PLAIN = Scenario(code="plain", title=mark("nothing special"))
SCENARIOS = (
    PLAIN,
    Scenario(code="whole_scores", title=mark("whole scores"), whole_scores=True),
    Scenario(code="missing", title=mark("1 day in 5 missing"), missing=0.2),
    Scenario(
        code="missing_when_bad",
        title=mark("bad days missing more often"),
        missing=0.2,
        missing_when_bad=1.0,
    ),
    Scenario(code="linear_trend", title=mark("steady trend, 1.5 SD"), linear_trend=-1.5),
    Scenario(code="curved_trend", title=mark("curved trend, 1 SD"), curved_trend=1.0),
    Scenario(code="heavy_tails", title=mark("very odd days (t3)"), heavy_tails=True),
    Scenario(code="weekly_cycle", title=mark("weekly wave, ±0.3 SD"), weekly_cycle=0.3),
    Scenario(code="drift", title=mark("wandering level, 0.75 SD"), drift=0.75),
    Scenario(code="near_floor", title=mark("near the best score"), near_floor=True),
)
"""What the method is tried in; all but the last leave the effect itself as it is."""


def simulate_scores(
    on_mat: npt.ArrayLike,
    *,
    effect: float,
    autocorrelation: float,
    sd: float,
    span: float = SPAN,
    scenario: Scenario,
    random: np.random.Generator,
) -> tuple[Floats, Bools]:
    """Draw the scores of many simulated people, one row a person; 0 is the best score.

    Parameters
    ----------
    on_mat
        Whether each day is a mat day, shape (people, days).
    effect
        True effect mat − no mat, in score units.
    autocorrelation
        From one day to the next, above −1 and below 1.
    sd
        Day-to-day SD of the noise, above zero, in score units.
    span
        Worst score there is.
    random
        The same state gives the same people, whatever the effect.

    Returns
    -------
    numpy.ndarray
        Scores, shape (people, days), also for days that are missing.
    numpy.ndarray
        Whether each day has a score, shape (people, days).

    Examples
    --------
    >>> mat = np.tile([[False, False, True, True]], (2, 1))
    >>> score, has_score = simulate_scores(mat, effect=-1.0, autocorrelation=0.3, sd=1.5,
    ...     scenario=SCENARIOS[1], random=np.random.default_rng(1))
    >>> score.tolist(), bool(has_score.all())
    ([[6.0, 7.0, 5.0, 3.0], [7.0, 7.0, 4.0, 5.0]], True)
    """
    mat = np.asarray(on_mat, bool)
    noise = simulate_noise(
        random, mat.shape, autocorrelation=autocorrelation, heavy_tails=scenario.heavy_tails
    )
    level = FLOOR_LEVEL * sd if scenario.near_floor else LEVEL * span
    day = noise + _shape_days(scenario, mat.shape, random)
    score = level + sd * day + effect * mat
    badness = (score - level) / sd
    if scenario.whole_scores or scenario.near_floor:
        score = np.clip(np.round(score), 0.0, span)
    return score, random.random(mat.shape) >= _chance_missing(scenario, badness)


def simulate_noise(
    random: np.random.Generator,
    shape: tuple[int, ...],
    *,
    autocorrelation: float,
    heavy_tails: bool = False,
) -> Floats:
    """Draw stationary AR(1) noise of SD 1.

    Parameters
    ----------
    shape
        People and days.
    heavy_tails
        As in `Scenario`.

    Examples
    --------
    >>> noise = simulate_noise(np.random.default_rng(1), (4000, 30), autocorrelation=0.6)
    >>> round(float(noise.std()), 1), round(float((noise[:, 1:] * noise[:, :-1]).mean()), 1)
    (1.0, 0.6)
    """
    if heavy_tails:
        # Three degrees of freedom have a variance of 3.
        innovation = random.standard_t(3, shape) / np.sqrt(3)
    else:
        innovation = random.standard_normal(shape)
    left_over = np.sqrt(1 - autocorrelation**2)
    # The first day has nothing before it and the whole variance itself.
    innovation[:, 0] /= left_over
    return np.asarray(signal.lfilter([left_over], [1.0, -autocorrelation], innovation, axis=-1))


def _shape_days(scenario: Scenario, shape: tuple[int, ...], random: np.random.Generator) -> Floats:
    people, days = shape
    time = np.linspace(-1.0, 1.0, days)
    # Nobody's trial starts on the same day of the week.
    weekday = np.arange(days) + random.integers(0, 7, (people, 1))
    steps = random.standard_normal(shape).cumsum(-1) / np.sqrt(days)
    return np.asarray(
        scenario.linear_trend * time / 2
        + scenario.curved_trend * time**2
        + scenario.weekly_cycle * np.sin(2 * np.pi * weekday / 7)
        + scenario.drift * steps
    )


def _chance_missing(scenario: Scenario, badness: Floats) -> Floats:
    if not scenario.missing:
        return np.zeros_like(badness)
    slope = scenario.missing_when_bad
    # Averaged over normal scores, the logistic curve flattens by about this much.
    middle = special.logit(scenario.missing) * np.sqrt(1 + np.pi * slope**2 / 8)
    return np.asarray(special.expit(middle + slope * badness))
