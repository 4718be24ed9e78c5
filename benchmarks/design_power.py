"""What 56 days find under each design: the table in docs/design-power.md.

Run it from the top of the project: ``python benchmarks/design_power.py``. Simulated people have
AR(1) noise of SD 1.5 around a level that does not change; the verdict rule is the plan's, with one
look at the end.
"""

import math
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mat_trial.designs import draw_assignment
from mat_trial.model import PAIN, Condition, Design, FixedDesign, PairsDesign
from mat_trial.results import Call
from mat_trial.rule import decide
from mat_trial.stats.ar1 import fit_posteriors

N_PEOPLE = 4000
SEED = 20270104
SD = 1.5
BOUNDARY = 0.95
AUTOCORRELATIONS = (0.0, 0.3, 0.6)
DESIGNS: dict[str, Design] = {
    "fixed, 14 days × 4 phases": FixedDesign(phases=4, phase_days=14),
    "pairs, 7 days × 4 cycles": PairsDesign(period_days=7, cycles=4),
    "pairs, 4 days × 7 cycles": PairsDesign(period_days=4, cycles=7),
    "pairs, 2 days × 14 cycles": PairsDesign(period_days=2, cycles=14),
}
PAGE = Path(__file__).parents[1] / "docs" / "design-power.md"
HEAD = f"""# What a plan of 56 days can find

Made by `python benchmarks/design_power.py`: {N_PEOPLE} simulated people a cell, day-to-day SD
{SD}, autocorrelation φ, one look at the end, boundary {BOUNDARY}, worthwhile effect 1 point.
The first figure is the share called `helps` or `helps_a_little` when the mat lowers pain by 1
point, the second the same when it does nothing. Monte Carlo error: at most ±{{error:.3f}} (95%).

| design | {" | ".join(f"φ = {phi}" for phi in AUTOCORRELATIONS)} |
|---|{"---|" * len(AUTOCORRELATIONS)}
"""


def simulate_noise(
    random: np.random.Generator, people: int, days: int, phi: float
) -> npt.NDArray[np.float64]:
    """Draw stationary AR(1) noise, shape (people, days)."""
    noise = random.normal(0, SD, (people, days))
    for day in range(1, days):
        noise[:, day] = phi * noise[:, day - 1] + math.sqrt(1 - phi**2) * noise[:, day]
    return noise


def count_benefits(design: Design, phi: float, effect: float) -> float:
    """Return the share of simulated people whose verdict is a benefit."""
    random = np.random.default_rng(SEED)
    length = design.phase_days if isinstance(design, FixedDesign) else design.period_days
    on_mat = np.array(
        [
            np.repeat([c is Condition.MAT for c in draw_assignment(design, seed)], length)
            for seed in range(N_PEOPLE)
        ]
    )
    score = effect * on_mat + simulate_noise(random, N_PEOPLE, design.days, phi)
    fitted = fit_posteriors(
        np.arange(design.days)[None], score, on_mat, included=np.ones_like(on_mat)
    )
    chances = [1 - fitted.cdf(0.0), 1 - fitted.cdf(PAIN.benefit(PAIN.worthwhile))]
    calls = [
        decide(
            chance_benefit=PAIN.chance_better(float(above)),
            chance_worthwhile=PAIN.chance_better(float(above_worthwhile)),
            benefit=PAIN.benefit(float(mean)),
            worthwhile=PAIN.worthwhile,
            boundary=BOUNDARY,
        )
        for mean, above, above_worthwhile in zip(fitted.mean, *chances, strict=True)
    ]
    return sum(call in {Call.HELPS, Call.HELPS_A_LITTLE} for call in calls) / N_PEOPLE


def main() -> None:
    """Write the page and print it."""
    rows = []
    for name, design in DESIGNS.items():
        cells = [
            f"{count_benefits(design, phi, -1.0):.2f} ({count_benefits(design, phi, 0.0):.3f})"
            for phi in AUTOCORRELATIONS
        ]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    error = 1.96 * math.sqrt(0.25 / N_PEOPLE)
    page = HEAD.format(error=error) + "\n".join(rows) + "\n"
    PAGE.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
