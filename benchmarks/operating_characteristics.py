"""How often the verdict errs and finds, on simulated people: docs/validity.md and validity.csv.

Run it from the top of the project: ``python benchmarks/operating_characteristics.py``; it takes
some twenty minutes on two cores. Each cell has its 10,000 people; within a cell the same people
live through every true benefit, and every method reads the same diaries.
"""

import csv
import itertools
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

from rich.progress import track

from mat_trial.cautions.scale import MOST_AT_END
from mat_trial.model import ChangePointsDesign, DaysDesign, Design, FixedDesign, PairsDesign
from mat_trial.operating import Layouts, Trials, judge_trials, lay_out_people, simulate_trials
from mat_trial.results import Call
from mat_trial.stats.simulate import PLAIN, SCENARIOS, Scenario
from rivals import find_by_newey_west, find_by_oracle, find_by_pairs, find_by_welch
from validity_page import write_page

N_PEOPLE = 10_000
SEED = 20270104
SD = 1.5
WORTHWHILE = 1.0
BOUNDARY = 0.95
AUTOCORRELATIONS = (0.0, 0.3, 0.6, 0.85)
BENEFITS = (0.5, 1.0, 2.0)
DESIGNS: dict[str, Design] = {
    "fixed 14 d × 4": FixedDesign(phases=4, phase_days=14),
    "change points 56 d, 4 phases": ChangePointsDesign(days=56, phases=4, min_phase_days=7),
    "pairs 7 d × 4": PairsDesign(period_days=7, cycles=4),
    "pairs 4 d × 7": PairsDesign(period_days=4, cycles=7),
    "pairs 2 d × 14": PairsDesign(period_days=2, cycles=14),
    "days 56 d, runs to 3": DaysDesign(days=56, max_run=3),
}
STRESSES = (
    *(("weekly_cycle", size) for size in (0.15, 0.3, 0.5, 0.7)),
    *(("drift", size) for size in (0.5, 0.75, 1.0, 1.5)),
)
FOLDER = Path(__file__).parents[1] / "docs"

Row = dict[str, str | float | None]


def measure_cell(name: str, phi: float, scenario: Scenario, n_people: int = N_PEOPLE) -> Row:
    """Return one row of the table: every figure of one design, φ and scenario."""
    layouts = _lay_out(name, n_people)
    row: Row = {"design": name, "phi": phi, "scenario": scenario.code}
    row.update(_measure_nothing(layouts, phi, scenario))
    for benefit in BENEFITS:
        trials = _simulate(layouts, phi, scenario, benefit)
        found = judge_trials(trials, worthwhile=WORTHWHILE, boundary=BOUNDARY)
        row[f"power_{benefit:g}"] = found.finds_benefit
        row |= {
            f"{rival}_power_{benefit:g}": share
            for rival, share in _try_rivals(trials, phi).items()
        }
        if benefit == WORTHWHILE:
            row["false_no_worthwhile"] = found.calls[Call.NO_WORTHWHILE_EFFECT]
            row["coverage_worthwhile"] = found.coverage
            row["mean_benefit_worthwhile"] = found.mean_benefit
    return row


def measure_stress(name: str, phi: float, stress: tuple[str, float]) -> Row:
    """Return the false verdicts where one kind of trouble has a given size, in SDs."""
    kind, size = stress
    if kind == "drift":
        scenario = replace(PLAIN, code=kind, drift=size)
    else:
        scenario = replace(PLAIN, code=kind, weekly_cycle=size)
    row: Row = {"design": name, "phi": phi, "kind": kind, "size": size}
    row.update(_measure_nothing(_lay_out(name, N_PEOPLE), phi, scenario))
    return row


def main() -> None:
    """Measure all cells, write the table and the page."""
    cells = list(itertools.product(DESIGNS, AUTOCORRELATIONS, SCENARIOS))
    stresses = list(itertools.product(DESIGNS, AUTOCORRELATIONS, STRESSES))
    with ProcessPoolExecutor() as pool:
        rows = _collect(pool.map(measure_cell, *zip(*cells, strict=True)), len(cells))
        strained = pool.map(measure_stress, *zip(*stresses, strict=True))
        stress_rows = _collect(strained, len(stresses))
    with (FOLDER / "validity.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    page = write_page(rows, stress_rows, n_people=N_PEOPLE, sd=SD, worthwhile=WORTHWHILE)
    (FOLDER / "validity.md").write_text(page, encoding="utf-8")
    print(page)


@cache
def _lay_out(name: str, n_people: int) -> Layouts:
    return lay_out_people(DESIGNS[name], n_people=n_people, seed=SEED)


def _collect(rows: Iterable[Row], total: int) -> list[Row]:
    return [
        {key: round(value, 5) if isinstance(value, float) else value for key, value in row.items()}
        for row in track(rows, total=total)
    ]


def _measure_nothing(layouts: Layouts, phi: float, scenario: Scenario) -> dict[str, float | None]:
    trials = _simulate(layouts, phi, scenario, 0.0)
    found = judge_trials(trials, worthwhile=WORTHWHILE, boundary=BOUNDARY)
    return {
        "false_helps": found.finds_benefit,
        "false_worse": found.calls[Call.MAKES_WORSE],
        "coverage": found.coverage,
        "warned_of_floor": _share_at_floor(trials),
    } | {f"{rival}_false_helps": share for rival, share in _try_rivals(trials, phi).items()}


def _simulate(layouts: Layouts, phi: float, scenario: Scenario, benefit: float) -> Trials:
    return simulate_trials(
        layouts, scenario, benefit=benefit, autocorrelation=phi, sd=SD, seed=SEED
    )


def _try_rivals(trials: Trials, phi: float) -> dict[str, float]:
    found = {
        "oracle": find_by_oracle(trials, autocorrelation=phi, sd=SD),
        "welch": find_by_welch(trials),
        "newey_west": find_by_newey_west(trials),
        "paired_t": find_by_pairs(trials),
    }
    return {rival: float(helped.mean()) for rival, helped in found.items()}


def _share_at_floor(trials: Trials) -> float:
    no_mat = trials.analysed & ~trials.layouts.on_mat
    at_floor = (no_mat & (trials.score <= 0)).sum(-1)
    return float((at_floor > MOST_AT_END * no_mat.sum(-1)).mean())


if __name__ == "__main__":
    main()
