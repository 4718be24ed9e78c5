"""How long a verdict takes: one diary from a cold start, and 1,000 in one file on one core.

Run it from the top of the project: ``python benchmarks/verdict_speed.py``. Figures are seconds of
whole processes held to one core, and the share of Pingouin is taken in one run, so that it holds
on any machine.
"""

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import numpy as np

from mat_trial.files.diary_csv import write_diary
from mat_trial.model import Condition, Entry
from mat_trial.stats.pingouin_tests import load_pingouin, run_tests
from mat_trial.verdict import assess_people

N_PEOPLE = 1000
N_DAYS = 56
N_RUNS = 3


def keep_diaries(n_people: int) -> Iterator[Entry]:
    """Simulate diaries of whole scores under pairs of two days."""
    random = np.random.default_rng(20270104)
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
    """Return the seconds that the whole command takes on one core."""
    command = [sys.executable, "-m", "mat_trial", "verdict", str(file), "--json"]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True)
    seconds = time.perf_counter() - start
    if not done.stdout:
        raise RuntimeError("The command printed no verdict.")
    return seconds


def measure_pingouin(entries: list[Entry]) -> float:
    """Return the share of the time in assessing that is spent in Pingouin's tests."""
    spent = 0.0

    def timed(**arguments: object) -> object:
        nonlocal spent
        start = time.perf_counter()
        found = run_tests(**arguments)  # type: ignore[arg-type]
        spent += time.perf_counter() - start
        return found

    load_pingouin()
    with mock.patch("mat_trial.verdict.run_tests", timed):
        start = time.perf_counter()
        for _ in assess_people(entries):
            pass
        return spent / (time.perf_counter() - start)


def main() -> None:
    """Print the figures."""
    os.sched_setaffinity(0, {0})
    entries = list(keep_diaries(N_PEOPLE))
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder) / "one.csv", Path(folder) / "many.csv"
        one.write_bytes(write_diary(entries[:N_DAYS]))
        many.write_bytes(write_diary(entries))
        cold = [time_command(one) for _ in range(N_RUNS)]
        whole = [time_command(many) for _ in range(N_RUNS)]
    warm = statistics.median(whole) - statistics.median(cold)
    print(f"one diary of {N_DAYS} days, cold: {statistics.median(cold):.2f} s (of {N_RUNS} runs)")
    print(f"{N_PEOPLE} diaries in one file: {statistics.median(whole):.1f} s, start included")
    print(f"  {N_PEOPLE / statistics.median(whole):.0f} diaries a second, start included")
    print(f"  {(N_PEOPLE - 1) / warm:.0f} diaries a second, start taken off")
    print(f"share of Pingouin in assessing: {measure_pingouin(entries[: 100 * N_DAYS]):.0%}")


if __name__ == "__main__":
    main()
