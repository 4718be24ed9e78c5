"""Several windows, threads and processes at one diary: no change is lost, none half seen."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Event
from unittest.mock import ANY

import pytest

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.model import Entry

FIRST = dt.date(2027, 1, 4)
EVENING = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)


def blank(date: dt.date) -> Entry:
    return Entry(date=date, scores={"pain": 0.0}, recorded_at=EVENING)


def add_one(diary: Diary, date: dt.date) -> None:
    """Read, add one and save, again and again until no other window came in between."""
    while True:
        stored = diary.stored(date)
        assert stored is not None
        more = replace(stored.entry, scores={"pain": stored.entry.scores["pain"] + 1})
        try:
            diary.save(more, version=stored.version)
        except DiaryError as error:
            assert "changed in another tab or window" in str(error)  # noqa: PT017 - nothing else may stop it
        else:
            return


def run_at_once(n: int, work: Callable[[int], object]) -> None:
    barrier = Barrier(n)

    def start(index: int) -> None:
        barrier.wait()
        work(index)

    with ThreadPoolExecutor(n) as pool:
        list(pool.map(start, range(n)))


def test_two_windows_see_each_others_change_of_one_day(tmp_path: Path) -> None:
    one, other = Diary.open(tmp_path), Diary.open(tmp_path)
    seen = one.save(blank(FIRST), version=None)
    other.save(replace(blank(FIRST), note="other"), version=seen)
    with pytest.raises(DiaryError, match="changed in another tab or window"):
        one.save(replace(blank(FIRST), note="one"), version=seen)
    assert one.entries() == [replace(blank(FIRST), note="other", changed_at=ANY)]


def test_threads_that_change_one_day_lose_no_change(tmp_path: Path) -> None:
    diary = Diary.open(tmp_path)
    diary.save(blank(FIRST), version=None)

    def add_ten(_index: int) -> None:
        for _ in range(10):
            add_one(diary, FIRST)

    run_at_once(4, add_ten)
    stored = diary.stored(FIRST)
    assert stored is not None
    assert (stored.entry.scores["pain"], stored.version) == (40.0, 41)


def test_threads_that_write_different_days_all_get_through(tmp_path: Path) -> None:
    diary = Diary.open(tmp_path)
    days = [FIRST + dt.timedelta(days=i) for i in range(40)]
    run_at_once(4, lambda k: [diary.save(blank(day), version=None) for day in days[k::4]])
    assert [entry.date for entry in diary.entries()] == days


def test_only_one_of_several_threads_adds_the_same_day(tmp_path: Path) -> None:
    diary = Diary.open(tmp_path)
    saved: list[int] = []

    def save(index: int) -> None:
        try:
            diary.save(replace(blank(FIRST), minutes=float(index)), version=None)
        except DiaryError:
            return
        saved.append(index)

    run_at_once(4, save)
    assert len(saved) == 1
    assert [entry.minutes for entry in diary.entries()] == [float(index) for index in saved]


def test_windows_that_open_a_new_diary_at_once_make_one(tmp_path: Path) -> None:
    for attempt in range(5):
        folder = tmp_path / str(attempt)
        day = [FIRST + dt.timedelta(days=k) for k in range(4)]
        run_at_once(4, lambda k: Diary.open(folder).save(blank(day[k]), version=None))  # noqa: B023 - ends before the next turn
        assert [entry.date for entry in Diary.open(folder).entries()] == day


ADD_TEN = """
import datetime as dt, sys
from pathlib import Path

sys.path.insert(0, sys.argv[3])
from test_diary_at_once import FIRST, add_one, blank
from mat_trial.diary import Diary

diary = Diary.open(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for i in range(10):
    add_one(diary, FIRST)
    diary.save(blank(FIRST + dt.timedelta(days=int(sys.argv[2]) + i)), version=None)
"""


def test_processes_lose_no_change(tmp_path: Path) -> None:
    diary = Diary.open(tmp_path)
    diary.save(blank(FIRST), version=None)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ADD_TEN, str(tmp_path), first, str(Path(__file__).parent)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for first in ("100", "200")
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
    stored = diary.stored(FIRST)
    assert stored is not None
    assert (stored.entry.scores["pain"], stored.version) == (20.0, 21)
    assert len(diary.entries()) == 1 + 2 * 10


def test_a_reader_never_sees_half_a_change(tmp_path: Path) -> None:
    diary = Diary.open(tmp_path)
    done = Event()
    torn: list[Entry] = []

    def write() -> None:
        try:
            version = None
            for k in range(80):
                even = {"pain": float(k), "sleep": float(k), "mood": float(k)}
                entry = replace(blank(FIRST), scores=even, minutes=float(k))
                version = diary.save(entry, version=version)
        finally:
            done.set()

    def read() -> None:
        while not done.is_set():
            torn.extend(
                entry
                for entry in diary.entries()
                if list(entry.scores.values()) != [entry.minutes] * 3
            )

    run_at_once(3, lambda index: write() if index == 0 else read())
    assert torn == []
    assert diary.entries()[0].minutes == 79.0
