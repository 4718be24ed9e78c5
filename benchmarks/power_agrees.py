"""The planner's promise against diaries judged one by one, all through the command line.

Run it from the top of the project: ``python benchmarks/power_agrees.py``. It asks ``mat-trial
power`` what a plan with looks finds, lets simulated people live through plans of the same design,
each with a draw of its own, and has ``mat-trial verdict`` judge their diaries.
"""

import json
import math
import tempfile
from pathlib import Path

import numpy as np
from rich.progress import track
from typer.testing import CliRunner

from mat_trial.cli.main import app
from mat_trial.files.diary_csv import write_diary
from mat_trial.files.plan_json import read_plan
from mat_trial.model import Condition, Entry, Plan
from mat_trial.stats.simulate import simulate_noise

N_PLANS = 10
N_PEOPLE = 20
BENEFITS = (0.0, 1.0)
DESIGN = ("--design", "pairs", "--period-days", "2", "--cycles", "14")
SD = 1.5
PHI = 0.3


def main() -> None:
    """Print the promised and the counted shares, with the error of the counted one."""
    promised = json.loads(run("power", *DESIGN, "--sd", SD, "--autocorrelation", PHI, "--json"))
    shares = {effect["benefit"]: effect["power"] for effect in promised["effects"]}
    shares[0.0] = promised["false_helps"]
    n = N_PLANS * N_PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        for benefit in BENEFITS:
            helped = sum(
                count_helped(Path(folder), seed, benefit) for seed in track(range(N_PLANS))
            )
            error = 1.96 * math.sqrt(max(helped, 1) / n * (1 - helped / n) / n)
            print(
                f"benefit {benefit:g}: promised {shares[benefit]:.3f}, "
                f"counted {helped / n:.3f} ± {error:.3f} ({n} people)"
            )


def count_helped(folder: Path, seed: int, benefit: float) -> int:
    """Return how many people under one drawn plan are told that the mat helps."""
    file = folder / f"plan-{seed}.json"
    if not file.exists():
        run("plan", "--start", "2027-01-04", *DESIGN, "--seed", seed, "--out", file)
    plan, _ = read_plan(file)
    if plan is None:
        raise RuntimeError("the plan that was just written cannot be read")
    diary = folder / "diary.csv"
    diary.write_bytes(write_diary(keep_diaries(plan, benefit, seed)))
    lines = run("verdict", diary, "--plan", file, "--json").splitlines()
    return sum(json.loads(line)["verdict"].startswith("helps") for line in lines)


def keep_diaries(plan: Plan, benefit: float, seed: int) -> list[Entry]:
    """Return the diaries of all people under one plan, with unrounded scores."""
    random = np.random.default_rng([seed, 99])
    shape = (N_PEOPLE, len(plan.schedule))
    on_mat = np.array([day.condition is Condition.MAT for day in plan.schedule])
    noise = simulate_noise(random, shape, autocorrelation=PHI)
    scores = np.clip(5.5 + SD * noise - benefit * on_mat, 0, 10)
    return [
        Entry(date=day.date, person=f"{person:03}", scores={"pain": float(score)})
        for person, row in enumerate(scores)
        for day, score in zip(plan.schedule, row, strict=True)
    ]


def run(*arguments: object) -> str:
    """Run a command and return what it prints."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if done.exit_code:
        raise RuntimeError(done.output)
    return done.stdout


if __name__ == "__main__":
    main()
