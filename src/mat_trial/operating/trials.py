"""Trials of simulated people, judged by the verdict rule."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from mat_trial.operating.layouts import Layouts
from mat_trial.results import Call
from mat_trial.rule import FEWEST_DAYS, FEWEST_PHASES, decide
from mat_trial.stats.ar1 import fit_posteriors
from mat_trial.stats.posterior import Posterior
from mat_trial.stats.simulate import SPAN, Scenario, simulate_scores

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trials:
    """Simulated diaries and the truth behind them.

    Parameters
    ----------
    benefit
        True benefit, in score units, positive is good; the scores are pain.
    score
        Shape (people, days).
    analysed
        Whether the day has a score and is no washout day, shape (people, days).
    """

    layouts: Layouts
    benefit: float
    score: Floats
    analysed: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What became of simulated people under one truth.

    Parameters
    ----------
    n_people
        How many there were.
    calls
        Share of each verdict, 0 to 1.
    coverage
        Share whose 95% interval holds the true effect, among those with an interval; None where
        nobody has one.
    mean_benefit
        Mean of their posterior means, in score units, positive is good; None likewise.
    """

    n_people: int
    calls: dict[Call, float]
    coverage: float | None
    mean_benefit: float | None

    @property
    def finds_benefit(self) -> float:
        """Share called `helps` or `helps_a_little`, 0 to 1."""
        return self.calls[Call.HELPS] + self.calls[Call.HELPS_A_LITTLE]

    def bound_error(self, share: float) -> tuple[float, float]:
        """Return the 95% interval, 0 to 1, that so many people leave around one of the shares.

        Notes
        -----
        Wilson's interval, which has a width even around a share of 0.
        """
        counted = stats.binomtest(round(share * self.n_people), self.n_people)
        interval = counted.proportion_ci(method="wilson")
        return float(interval.low), float(interval.high)


def simulate_trials(
    layouts: Layouts,
    scenario: Scenario,
    *,
    benefit: float,
    autocorrelation: float,
    sd: float,
    span: float = SPAN,
    seed: int,
) -> Trials:
    """Simulate one person's diary for each layout.

    Parameters
    ----------
    benefit
        True benefit, in score units, positive is good.
    autocorrelation, sd, span
        Of the day-to-day noise and the scale, as in `simulate_scores`.
    seed
        The same seed gives the same people, whatever the benefit.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> from mat_trial.operating import lay_out_people
    >>> from mat_trial.stats.simulate import PLAIN
    >>> drawn = lay_out_people(PairsDesign(period_days=2, cycles=14), n_people=3, seed=1)
    >>> trials = simulate_trials(drawn, PLAIN, benefit=2.0, autocorrelation=0.3, sd=1.5, seed=1)
    >>> trials.score.shape, bool(trials.analysed.all())
    ((3, 56), True)
    """
    score, has_score = simulate_scores(
        layouts.on_mat,
        effect=-benefit,
        autocorrelation=autocorrelation,
        sd=sd,
        span=span,
        scenario=scenario,
        random=np.random.default_rng(seed),
    )
    return Trials(
        layouts=layouts, benefit=benefit, score=score, analysed=has_score & layouts.analysed
    )


def judge_trials(trials: Trials, *, worthwhile: float, boundary: float) -> Shares:
    """Judge simulated trials by the verdict rule and hold the verdicts against the truth.

    Parameters
    ----------
    worthwhile, boundary
        Smallest worthwhile effect in score units, and the chance that counts as sure.

    Examples
    --------
    >>> from mat_trial.model import PairsDesign
    >>> from mat_trial.operating import lay_out_people
    >>> from mat_trial.stats.simulate import PLAIN
    >>> drawn = lay_out_people(PairsDesign(period_days=2, cycles=14), n_people=200, seed=1)
    >>> trials = simulate_trials(drawn, PLAIN, benefit=2.0, autocorrelation=0.3, sd=1.5, seed=1)
    >>> found = judge_trials(trials, worthwhile=1.0, boundary=0.95)
    >>> round(found.finds_benefit, 1), round(found.mean_benefit, 1)
    (1.0, 2.0)
    """
    enough = _find_ready(trials)
    fit = enough & _find_spread(trials)
    n_people = len(fit)
    counts = Counter(dict.fromkeys(Call, 0))
    counts[Call.TOO_EARLY] = int((~enough).sum())
    # Without any spread there is no figure, and the verdict is unclear.
    counts[Call.UNCLEAR] = int((enough & ~fit).sum())
    coverage = mean_benefit = None
    if fit.any():
        posterior = _fit(trials, fit)
        counts.update(call_all(posterior, worthwhile=worthwhile, boundary=boundary))
        below = posterior.cdf(-trials.benefit)
        coverage = float(((below >= 0.025) & (below <= 0.975)).mean())
        mean_benefit = float(-posterior.mean.mean())
    return Shares(
        n_people=n_people,
        calls={call: counts[call] / n_people for call in Call},
        coverage=coverage,
        mean_benefit=mean_benefit,
    )


def call_all(posterior: Posterior, *, worthwhile: float, boundary: float) -> list[Call]:
    """Apply the verdict rule to many posteriors of pain at once."""
    benefits = (-posterior.mean).tolist()
    chances = posterior.cdf(0.0).tolist()
    worthwhiles = posterior.cdf(-worthwhile).tolist()
    return [
        decide(
            chance_benefit=chance,
            chance_worthwhile=chance_worthwhile,
            benefit=benefit,
            worthwhile=worthwhile,
            boundary=boundary,
        )
        for benefit, chance, chance_worthwhile in zip(benefits, chances, worthwhiles, strict=True)
    ]


def _fit(trials: Trials, people: Bools) -> Posterior:
    return fit_posteriors(
        np.arange(trials.score.shape[1])[None],
        trials.score[people],
        trials.layouts.on_mat[people],
        included=trials.analysed[people],
    )


def _find_ready(trials: Trials) -> Bools:
    ready = np.ones(len(trials.score), bool)
    phase = trials.layouts.phase
    for mat in (True, False):
        mine = trials.analysed & (trials.layouts.on_mat == mat)
        # One bin for each phase of each person, counted in one pass.
        seen = np.zeros((len(phase), phase.max() + 1), bool)
        rows, columns = np.nonzero(mine)
        seen[rows, phase[rows, columns]] = True
        ready &= (mine.sum(-1) >= FEWEST_DAYS) & (seen.sum(-1) >= FEWEST_PHASES)
    return ready


def _find_spread(trials: Trials) -> Bools:
    spread = np.zeros(len(trials.score), bool)
    for mat in (True, False):
        mine = trials.analysed & (trials.layouts.on_mat == mat)
        highest = np.where(mine, trials.score, -np.inf).max(-1)
        spread |= highest > np.where(mine, trials.score, np.inf).min(-1)
    return spread
