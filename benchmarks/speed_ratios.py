"""How fast the method is, as ratios in one run: the page docs/speed.md.

Run it from the top of the project: ``python benchmarks/speed_ratios.py``; it takes two minutes.
Everything runs on one core, and what is counted is processor time, so that other programs do not
count; each figure is the median of several rounds that take turns.
"""

import datetime as dt
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
import statsmodels.api as sm
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # ships no types

from mat_trial.cli.verdict import Request, print_verdicts
from mat_trial.daily import label_days, lay_out_days
from mat_trial.files.diary_csv import write_diary
from mat_trial.files.diary_file import scan_diary
from mat_trial.model import Condition, Entry
from mat_trial.stats.ar1 import fit_each, fit_posteriors
from mat_trial.stats.pingouin_tests import load_pingouin
from mat_trial.stats.randomisation import PHI, run_randomisation
from mat_trial.verdict_json import verdict_document

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

N_PEOPLE = 1000
N_DAYS = 56
N_CYCLES = 14
N_LOOPED = 100
"""GLSAR fits in a round, scaled up to all people: the loop's time grows with their number."""
N_ROUNDS = 7
N_COMMAND_ROUNDS = 3
SEED = 20270104
WORTHWHILE = -1.0
PAGE = Path(__file__).parents[1] / "docs" / "speed.md"
TEXT = """# How fast it is

Made by `python benchmarks/speed_ratios.py`: diaries of {days} days, one core, processor time, the
median of {rounds} rounds that take turns. Ratios hold on other machines; the seconds beside them
are of the machine that made this page.

| what | against | ratio | bar |
|---|---|---|---|
| posterior of {people} diaries, one batched fit ({fit:.0f} ms) | a loop of `statsmodels` GLSAR \
fits ({glsar:.0f} ms) | {glsar_by_fit:.0f} × as fast | 50 × |
| the same, with mean, 95% interval and both chances read off ({read:.0f} ms) | the same loop | \
{glsar_by_read:.0f} × as fast | |
| exact randomisation test of {assignments} assignments, with its interval ({test:.1f} ms) | a \
numpy loop over assignments, without one ({loop:.0f} ms) | {loop_by_test:.0f} × as fast | 20 × |
| the same test | two Pingouin `ttest` calls ({ttests:.1f} ms) | {test_by_ttests:.2f} of their \
time | under 1 |

Each GLSAR fit runs as it comes (three passes) and has its estimate, 95% interval and p read off;
{looped} are run, and their time scaled up. They settle on one φ and take it for known; the
posterior averages over φ.

## `mat-trial verdict --json`

{people} diaries in one file, primary outcome only, no plan: **{warm:.0f} diaries a second** on
one core once the command has started, {whole:.0f} with the start counted in (bar: 100). The start
takes {cold:.1f} s, most of it importing Pingouin and what Pingouin imports. Medians of {commands}
runs of the whole command.

What bounds it, in the same process after the start:

| part | ms a diary | share |
|---|---|---|
{parts}

Pingouin's own functions are {pingouin:.0%} of it. Its paired t test and TOST are taken from its
`linear_regression` of the cycle differences on a constant, its Bayes factor from
`bayesfactor_ttest`, and NAP from `compute_effsize`: the tests hold each to `ttest`, `tost` and
`mwu`, which give the same figures in several times the time, as they also make a pandas frame, an
achieved power and a p-value of days. `wilcoxon` and `normality` have no way around the frame.

How much memory large files take is in [reliability.md](reliability.md).
"""


def draw_people() -> tuple[Bools, Floats]:
    """Draw whether each day is a mat day, and its score, shape (people, days) each."""
    random = np.random.default_rng(SEED)
    on_mat = list_pairs()[random.integers(0, 2**N_CYCLES, N_PEOPLE)]
    return on_mat, random.normal(5.0 - on_mat, 1.5)


def list_pairs() -> Bools:
    """List all schedules of pairs of two days, shape (assignments, days)."""
    coins = (np.arange(2**N_CYCLES)[:, None] >> np.arange(N_CYCLES) & 1).astype(bool)
    periods = np.stack([coins, ~coins], axis=2).reshape(2**N_CYCLES, -1)
    return np.repeat(periods, N_DAYS // periods.shape[1], axis=1)


def loop_glsar(on_mat: Bools, score: Floats) -> None:
    """Fit one diary after the other with statsmodels, and read the effect off each."""
    time_column = np.arange(N_DAYS) - (N_DAYS - 1) / 2
    for mat, scores in zip(on_mat, score, strict=True):
        design = np.column_stack([np.ones(N_DAYS), time_column, mat])
        found = sm.GLSAR(scores, design, rho=1).iterative_fit()
        _ = found.params[2], found.conf_int()[2], found.pvalues[2]


def fit_people(on_mat: Bools, score: Floats, *, read: bool) -> None:
    """Fit all diaries in one go, and read the effect off if asked to."""
    days = np.arange(N_DAYS)[None]
    posterior = fit_posteriors(days, score, on_mat, included=np.ones_like(on_mat))
    if read:
        _ = posterior.mean, posterior.quantile(np.array([[0.025], [0.975]]))
        _ = posterior.cdf(0.0), posterior.cdf(WORTHWHILE)


def loop_assignments(score: Floats, assignments: Bools, observed: int) -> float:
    """Return the two-sided p of the same statistic by a loop that builds M once."""
    days = np.arange(N_DAYS)
    inverse = np.linalg.inv(PHI ** np.abs(days[:, None] - days))
    trend = np.column_stack([np.ones(N_DAYS), days])
    weighed = inverse @ trend
    m = inverse - weighed @ np.linalg.solve(trend.T @ weighed, weighed.T)
    with_score = m @ score
    u = np.array([z @ with_score / np.sqrt(z @ m @ z) for z in assignments.astype(float)])
    upper, lower = (u >= u[observed] - 1e-9).mean(), (u <= u[observed] + 1e-9).mean()
    return float(min(1.0, 2 * min(upper, lower)))


def run_ttests(score: Floats, on_mat: Bools) -> None:
    """Run Pingouin's t test twice: on days, and on the means of the cycles."""
    pingouin = load_pingouin()
    pingouin.ttest(score[on_mat], score[~on_mat])
    halves = [score[kind].reshape(N_CYCLES, -1).mean(-1) for kind in (on_mat, ~on_mat)]
    pingouin.ttest(*halves, paired=True)


def time_in_turns(tasks: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median milliseconds of each task over rounds that take turns."""
    for task in tasks.values():
        task()
    spent: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(N_ROUNDS):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            spent[name].append(1000 * (time.process_time() - start))
    return {name: statistics.median(rounds) for name, rounds in spent.items()}


def measure_kernels() -> dict[str, float]:
    """Time the posterior and the randomisation test, each against its rivals."""
    on_mat, score = draw_people()
    assignments, observed = list_pairs(), 4711
    scores = score[0] + on_mat[0] - assignments[observed]
    ours = run_randomisation(np.arange(N_DAYS), scores, assignments, observed=observed)
    if ours.p_value != loop_assignments(scores, assignments, observed):
        raise RuntimeError("The two randomisation tests differ, so their times say nothing.")
    found = time_in_turns(
        {
            "fit": partial(fit_people, on_mat, score, read=False),
            "read": partial(fit_people, on_mat, score, read=True),
            "glsar": partial(loop_glsar, on_mat[:N_LOOPED], score[:N_LOOPED]),
            "test": partial(
                run_randomisation, np.arange(N_DAYS), scores, assignments, observed=observed
            ),
            "loop": partial(loop_assignments, scores, assignments, observed),
            "ttests": partial(run_ttests, scores, assignments[observed]),
        }
    )
    found["glsar"] *= N_PEOPLE / N_LOOPED
    return found


def keep_diaries(n_people: int) -> Iterator[Entry]:
    """Simulate diaries of whole scores under pairs of two days."""
    random = np.random.default_rng(SEED)
    for person in range(n_people):
        for day in range(N_DAYS):
            on_mat = day // 2 % 2 == 1
            yield Entry(
                person=f"person {person:04}",
                date=dt.date(2027, 1, 4) + dt.timedelta(days=day),
                condition=Condition.MAT if on_mat else Condition.NO_MAT,
                scores={"pain": float(np.clip(np.round(random.normal(5 - on_mat, 1.5)), 0, 10))},
            )


def time_command(file: Path) -> float:
    """Return the processor seconds that the whole command takes."""
    command = [sys.executable, "-m", "mat_trial", "verdict", str(file), "--json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, capture_output=True, check=True, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if not done.stdout:
        raise RuntimeError("The command printed no verdict.")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def time_parts(file: Path, parts: dict[str, Callable[..., Any]]) -> tuple[dict[str, float], float]:
    """Return the seconds in each part, wherever it is imported, and in all."""
    spent = dict.fromkeys(parts, 0.0)

    def watch(name: str, part: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: object, **options: object) -> object:
            start = time.process_time()
            try:
                return part(*arguments, **options)
            finally:
                spent[name] += time.process_time() - start

        return timed

    request = Request(
        diaries=(file,),
        plan=None,
        outcome=None,
        better=None,
        worthwhile=None,
        washout_days=None,
        as_json=True,
    )
    with ExitStack() as stack:
        for name, part in parts.items():
            for module in [one for one in sys.modules.values() if one.__name__ != __name__]:
                if vars(module).get(part.__name__) is part:
                    timed = watch(name, part)
                    stack.enter_context(mock.patch.object(module, part.__name__, timed))
        stack.enter_context(redirect_stdout(io.StringIO()))
        start = time.process_time()
        print_verdicts(request)
        return spent, time.process_time() - start


def measure_command() -> tuple[dict[str, float], str]:
    """Time the command, and tell what bounds it."""
    pingouin = load_pingouin()
    theirs = {
        f"Pingouin `{name}`": getattr(pingouin, name)
        for name in (
            *("wilcoxon", "linear_regression", "normality"),
            *("bayesfactor_ttest", "compute_effsize"),
        )
    }
    ours: dict[str, Callable[..., Any]] = {
        "posteriors: primary, sensitivity, without a phase each": fit_each,
        "reading the file": scan_diary,
        "laying out days": lay_out_days,
        "labelling days": label_days,
        "JSON": verdict_document,
    }
    entries = list(keep_diaries(N_PEOPLE))
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder) / "one.csv", Path(folder) / "many.csv"
        one.write_bytes(write_diary(entries[:N_DAYS]))
        many.write_bytes(write_diary(entries))
        rounds = [(time_command(one), time_command(many)) for _ in range(N_COMMAND_ROUNDS)]
        time_parts(one, {})
        spent, whole = time_parts(many, theirs | ours)
    cold, all_in = (statistics.median(times) for times in zip(*rounds, strict=True))
    spent["the rest: chances and intervals read off, cautions, guards"] = whole - sum(
        spent.values()
    )
    rows = [
        f"| {name} | {1000 * seconds / N_PEOPLE:.2f} | {seconds / whole:.0%} |"
        for name, seconds in sorted(spent.items(), key=lambda item: -item[1])
    ]
    figures = {
        "cold": cold,
        "whole": N_PEOPLE / all_in,
        "warm": (N_PEOPLE - 1) / (all_in - cold),
        "pingouin": sum(spent[name] for name in theirs) / whole,
    }
    return figures, "\n".join(rows)


def main() -> None:
    """Write the page and print it."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    # Threads that wait for each other on one core would be timed in place of the work.
    threadpool_limits(1)
    found = measure_kernels()
    command, parts = measure_command()
    page = TEXT.format(
        days=N_DAYS,
        rounds=N_ROUNDS,
        commands=N_COMMAND_ROUNDS,
        people=f"{N_PEOPLE:,}",
        looped=N_LOOPED,
        assignments=f"{2**N_CYCLES:,}",
        glsar_by_fit=found["glsar"] / found["fit"],
        glsar_by_read=found["glsar"] / found["read"],
        loop_by_test=found["loop"] / found["test"],
        test_by_ttests=found["test"] / found["ttests"],
        parts=parts,
        **found,
        **command,
    )
    PAGE.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
