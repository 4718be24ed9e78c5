"""How much memory `mat-trial verdict` takes for large files of many people's diaries.

``uv run benchmarks/big_diary.py``, from the top of the project, takes some minutes, writes
``docs/reliability/large.json``, and fails where a verdict is missing or a mistake is not told.
"""

import datetime as dt
import json
import multiprocessing as mp
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import polars as pl

from mat_trial.files.json_text import MOST_MEGABYTES as MOST_OF_JSON
from mat_trial.files.sources import MOST_MEGABYTES

OUT = Path(__file__).parents[1] / "docs" / "reliability" / "large.json"
N_JUDGED = 2000
"""Verdicts after which the command is stopped: memory rises no more while they are made."""
N_DAYS = 56
SEED = 20270104
MONDAY = dt.date(2027, 1, 4)
HEADER = "person,date,condition,pain,used_mat,minutes,rescue_medication,note,recorded_at\n"


def write_score(person: int, date: dt.date, condition: str, score: int) -> str:
    """Write a day of which only the score is known."""
    return f"person {person:05},{date},{condition},{score},,,,,\n"


def write_all(person: int, date: dt.date, condition: str, score: int) -> str:
    """Write a day with all there can be, hardly two notes and times alike."""
    minutes = 20 if condition == "mat" else 0
    note = f'"tired, slept badly; {person * 31 % 9973} steps"'
    recorded_at = f"{date}T21:30:{person % 60:02}.{person:06}+01:00"
    named = f"person {person:05} of the second group"
    return f"{named},{date},{condition},{score},yes,{minutes},no,{note},{recorded_at}\n"


def write_wrong(person: int, date: dt.date, condition: str, score: int) -> str:
    """Write a day with mistakes in three cells."""
    written = f"{date.day}.{date.month}.{date.year}"
    return f"person {person:05},{written},{condition}?,{score},perhaps,,,,\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file to be judged: its kind, its size in megabytes, and how a day is written."""

    text: str
    megabytes: float
    write_row: Callable[[int, dt.date, str, int], str] = write_all
    ending: str = "csv"


CASES = (
    Case(text="one person", megabytes=0.003, write_row=write_score),
    Case(text="CSV, scores only", megabytes=25, write_row=write_score),
    Case(text="CSV, scores only", megabytes=100, write_row=write_score),
    Case(text="CSV, scores only", megabytes=MOST_MEGABYTES - 4, write_row=write_score),
    Case(text="CSV, all filled in", megabytes=100),
    Case(text="CSV, three mistakes a row", megabytes=100, write_row=write_wrong),
    Case(text="Parquet of 100 MB of CSV, all filled in", megabytes=100, ending="parquet"),
    # Of JSON less is taken.
    Case(text="JSON, all filled in", megabytes=MOST_OF_JSON / 2.3, ending="json"),
)


def write_file(case: Case, folder: Path) -> tuple[Path, int]:
    """Write a file, in the order of the days; return it, and of how many people it is."""
    random = np.random.default_rng(SEED)
    length = len(case.write_row(10_000, MONDAY, "no_mat", 5))
    n_people = max(1, int(case.megabytes * 1e6 / (length * N_DAYS)))
    csv = folder / "diary.csv"
    with csv.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for day in range(N_DAYS):
            on_mat = day // 2 % 2 == 1
            scores = np.clip(np.rint(random.normal(5 - on_mat, 1.5, n_people)), 0, 10).astype(int)
            date, condition = MONDAY + dt.timedelta(days=day), "mat" if on_mat else "no_mat"
            file.writelines(
                case.write_row(person, date, condition, score)
                for person, score in enumerate(scores)
            )
    path = csv.with_suffix(f".{case.ending}")
    if case.ending == "parquet":
        pl.scan_csv(csv, infer_schema=False).sink_parquet(path)
    elif case.ending == "json":
        days = pl.read_csv(csv, infer_schema=False).iter_rows(named=True)
        path.write_text("[" + ",\n".join(map(json.dumps, days)) + "]", encoding="utf-8")
    return path, n_people


def judge(path: Path) -> dict[str, object]:
    """Run the command until it has given enough verdicts, or all its problems."""
    command = [sys.executable, "-m", "mat_trial", "verdict", str(path), "--json"]
    started = time.monotonic()
    people: list[str] = []
    first = 0.0
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors) as process,
    ):
        for line in process.stdout or ():
            first = first or time.monotonic() - started
            people.append(json.loads(line)["person"])
            if len(people) == N_JUDGED:
                process.terminate()
                break
        _pid, _status, used = os.wait4(process.pid, 0)
        process.returncode = 0
        errors.seek(0)
        problems = errors.read().splitlines()
    if people != sorted(set(people)):
        raise RuntimeError("Somebody has two verdicts, or they are out of order.")
    return {
        "megabytes": round(path.stat().st_size / 1e6, 1),
        "first_seconds": round(first or time.monotonic() - started, 1),
        "peak_megabytes": round(used.ru_maxrss / 1000),
        "verdicts": len(people),
        "problems": len(problems),
    }


def main() -> None:
    """Write and judge each file, and keep the figures."""
    found = []
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            # A process counts as its own the memory of the one that starts it: this one stays
            # small, and others write the files.
            with ProcessPoolExecutor(1, mp_context=mp.get_context("spawn")) as pool:
                path, n_people = pool.submit(write_file, case, Path(folder)).result()
            told = {"text": case.text, "people": n_people, **judge(path)}
        print(told)
        is_wrong = case.write_row is write_wrong
        if told["verdicts"] != (0 if is_wrong else min(n_people, N_JUDGED)):
            sys.exit("Verdicts are missing.")
        if bool(told["problems"]) != is_wrong:
            sys.exit("Mistakes are not told.")
        found.append(told)
    figures = {
        "days": N_DAYS,
        "files": found,
        "machine": {
            "system": platform.system(),
            "python": platform.python_version(),
            "polars": version("polars"),
        },
    }
    OUT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
