"""How much memory `mat-trial verdict` takes for a file of 100 MB: many people's diaries.

Run it from the top of the project: ``python benchmarks/big_diary.py``; it takes some
minutes, and makes the part of docs/speed.md below "A file of 100 MB".
"""

import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from mat_trial.cli.verdict import PEOPLE_AT_ONCE
from speed_ratios import LARGE, N_DAYS, PAGE

MEGABYTES = 100
N_JUDGED = 5000
"""Verdicts after which the command is stopped: memory rises no more while they are made."""
SEED = 20270104
TEXT = """
`mat-trial verdict --json` on {megabytes:.0f} MB of CSV, {people:,} people of {days} days, rows in
the order of the days: the first verdict after {first:.0f} s and {judged:,} after {whole:.0f} s
({rate:.0f} a second, by the clock on the wall, other programs running), never with more than
**{peak:,.0f} MB** of memory; {before:,.0f} MB are the command itself. The file is read and checked
whole, so that all its problems are told before anything is printed, and stays in memory as a
compact table; only {at_once} people at a time are made into entries and judged. A file may have
200 MB.

Made by `python benchmarks/big_diary.py`.
"""


def write_diaries(path: Path) -> int:
    """Write diaries until the file is large enough, day by day, and return for how many people."""
    random = np.random.default_rng(SEED)
    row = "person 00000,2027-01-04,no_mat,5,,,,,\n"
    n_people = MEGABYTES * 1_000_000 // (len(row) * N_DAYS)
    with path.open("w", encoding="utf-8") as file:
        file.write(
            "person,date,condition,pain,used_mat,minutes,rescue_medication,note,recorded_at\n"
        )
        for day in range(N_DAYS):
            date = dt.date(2027, 1, 4) + dt.timedelta(days=day)
            on_mat = day // 2 % 2 == 1
            scores = np.clip(np.rint(random.normal(5 - on_mat, 1.5, n_people)), 0, 10).astype(int)
            condition = "mat" if on_mat else "no_mat"
            file.writelines(
                f"person {person:05},{date},{condition},{score},,,,,\n"
                for person, score in enumerate(scores)
            )
    return n_people


def run_command(path: Path) -> tuple[int, float, float]:
    """Return the number of verdicts, and the seconds to the first and to the last."""
    command = [sys.executable, "-m", "mat_trial", "verdict", str(path), "--json"]
    start = time.monotonic()
    first, people = 0.0, list[str]()
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        for line in process.stdout or ():
            first = first or time.monotonic() - start
            people.append(json.loads(line)["person"])
            if len(people) == N_JUDGED:
                process.terminate()
                break
        spent = time.monotonic() - start
    if people != sorted(set(people)):
        raise RuntimeError("The command failed, or somebody has two verdicts.")
    return len(people), first, spent


def read_peak() -> float:
    """Return the most memory that any command so far has taken, in megabytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def main() -> None:
    """Measure a small file, then the large one, and put the figures on the page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.csv"
        n_people = write_diaries(path)
        small = Path(folder) / "one.csv"
        with path.open(encoding="utf-8") as file:
            lines = [line for line in file if line.startswith(("person,", "person 00000"))]
        small.write_text("".join(lines), encoding="utf-8")
        run_command(small)
        before = read_peak()
        n_verdicts, first, whole = run_command(path)
        megabytes = path.stat().st_size / 1e6
    if n_verdicts != N_JUDGED:
        raise RuntimeError(f"{n_verdicts} verdicts, not {N_JUDGED}.")
    told = TEXT.format(
        megabytes=megabytes,
        people=n_people,
        days=N_DAYS,
        first=first,
        whole=whole,
        rate=N_JUDGED / (whole - first),
        judged=N_JUDGED,
        peak=read_peak(),
        before=before,
        at_once=PEOPLE_AT_ONCE,
    )
    page = PAGE.read_text(encoding="utf-8").partition(LARGE)[0]
    PAGE.write_text(page + LARGE + told, encoding="utf-8")
    print(told)


if __name__ == "__main__":
    main()
