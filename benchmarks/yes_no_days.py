"""How the verdict does on an outcome that is yes or no each day: makes `docs/yes-no.md`.

Headache days, say: each day is a yes where a hidden AR(1) score lies under a threshold, and the
mat moves the rate of such days. The model takes yes and no for the numbers 1 and 0.

Run with `uv run benchmarks/yes_no_days.py`; it takes about a minute.
"""

from pathlib import Path

import numpy as np
from scipy import special

from mat_trial.model import PairsDesign
from mat_trial.operating import lay_out_people
from mat_trial.operating.trials import Shares, Trials, judge_trials
from mat_trial.results import Call
from mat_trial.stats.simulate import simulate_noise

DESIGN = PairsDesign(period_days=2, cycles=14)
N_PEOPLE = 4000
RATES = (0.2, 0.3, 0.4, 0.5)
AUTOCORRELATIONS = (0.0, 0.3, 0.6)
WORTHWHILE = 0.2
BOUNDARY = 0.95
SEED = 7
PAGE = Path(__file__).parents[1] / "docs" / "yes-no.md"
HEAD = f"""\
# Yes or no each day

Made by `uv run benchmarks/yes_no_days.py`: {N_PEOPLE} simulated people a row, 56 days in 14 pairs
of 2 days, one look, {WORTHWHILE * 10:.0f} days in 10 worthwhile. A day is a yes where a hidden
score, as much like the day before as φ says, falls under a threshold. The model knows nothing of
that: it takes yes for 1 and no for 0. Shares in percent; each may be off by 1.

| days with a yes | φ of the hidden score | falsely "helps" | falsely "makes worse" | 95% interval holds the truth | no verdict to be had | finds {WORTHWHILE * 10:.0f} days in 10 fewer |
|---|---|---|---|---|---|---|
"""  # noqa: E501 - a row of a table is one line


def simulate(rate: float, fewer: float, phi: float) -> Trials:
    """Simulate diaries in which the mat takes this share of days away."""
    layouts = lay_out_people(DESIGN, n_people=N_PEOPLE, seed=SEED)
    random = np.random.default_rng(SEED)
    hidden = simulate_noise(random, layouts.on_mat.shape, autocorrelation=phi)
    rates = np.where(layouts.on_mat, rate - fewer, rate)
    score = (special.ndtr(hidden) < rates).astype(float)
    return Trials(
        layouts=layouts, benefit=fewer, score=score, analysed=np.ones(score.shape, dtype=bool)
    )


def try_rate(rate: float, fewer: float, phi: float) -> Shares:
    """Judge such diaries by the verdict rule."""
    return judge_trials(simulate(rate, fewer, phi), worthwhile=WORTHWHILE, boundary=BOUNDARY)


def main() -> None:
    """Write the page."""
    rows = []
    for rate in RATES:
        for phi in AUTOCORRELATIONS:
            null = try_rate(rate, 0.0, phi)
            # Of two days in ten with a yes all two would go, and no day would be left to vary.
            power = try_rate(rate, WORTHWHILE, phi).finds_benefit if rate > WORTHWHILE else None
            cells = (
                f"{rate * 10:.0f} in 10",
                f"{phi:g}",
                f"{100 * null.finds_benefit:.1f}",
                f"{100 * null.calls[Call.MAKES_WORSE]:.1f}",
                "–" if null.coverage is None else f"{100 * null.coverage:.1f}",
                f"{100 * null.calls[Call.TOO_EARLY]:.1f}",
                "–" if power is None else f"{100 * power:.0f}",
            )
            rows.append(f"| {' | '.join(cells)} |")
    PAGE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
