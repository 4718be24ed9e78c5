"""Damaged files for every reader, in great numbers: each must end in data or in problems.

A reader fails where it raises, takes more than some seconds of the processor, gives both data and
problems or neither, or ends its process. `uv run benchmarks/fuzz_readers.py` tries a million files
on all cores and writes the counts to `docs/reliability/fuzz.json`; `--inputs 20000` tries fewer.
"""

import argparse
import copy
import datetime as dt
import json
import multiprocessing as mp
import os
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from mat_trial.files.cutting import cut_file
from mat_trial.files.diary_file import read_diary
from mat_trial.files.diary_formats import WRITERS
from mat_trial.files.mapped_file import read_mapped
from mat_trial.files.mapping import DateForm, Mapping, Scale, ScoreColumn
from mat_trial.files.plan_json import read_plan, write_plan
from mat_trial.files.whole_json import read_whole, write_whole
from mat_trial.model import (
    MOOD,
    PAIN,
    SLEEP,
    Change,
    Condition,
    Entry,
    PairsDesign,
    StoredEntry,
    WholeDiary,
    WholeTrial,
)
from mat_trial.protocol import digest_document, make_plan

OUT = Path(__file__).parents[1] / "docs" / "reliability" / "fuzz.json"
INPUTS = 1_000_000
A_CHUNK = 500
LONGEST_SECONDS = 5.0
NOON = dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC)

# What breaks readers: ends of text, quotes, other encodings, huge and odd numbers, brackets.
TOKENS = (
    *(b'"', b"'", b",", b";", b"\t", b"\r", b"\n", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\x80"),
    *(b"nan", b"1e999", b"-0", b"9" * 400, b"4,5", b"2026-02-30", b"0000-01-01", b"=1+1", b"null"),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b"[" * 3000,
        b'{"a":' * 2000,
        b'"\\ud800"',
        b"\\u0000",
        b"\xe2\x80\xae",
    ),
    *(b"PAR1", "ſ\u0130".encode(), b"true", b"mat", b"\x15\x00\x15", b"\xff" * 8),
)
ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**53, 2**64, 1.5, 1e308, "", "4", "\ud800", "\0", "mat"),
    *([], {}, [[]], {"": None}, "2027-01-04", "2027-01-04T21:00:00", "9999-12-31T23:59:59-23:59"),
)


@dataclass(slots=True, kw_only=True)
class Found:
    """What became of inputs: how many of each reader, and what failed with which seed."""

    n_inputs: Counter[str] = field(default_factory=Counter)
    n_read: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, other: "Found") -> None:
        """Take in what another run found."""
        self.n_inputs += other.n_inputs
        self.n_read += other.n_read
        self.failures += other.failures
        self.slowest = max(self.slowest, other.slowest)


def check_diary(data: bytes, _chance: random.Random) -> bool:
    """Read a diary of any format."""
    file = read_diary(data, condition_needed=False)
    if bool(file.entries) == bool(file.problems):
        raise AssertionError("both or neither of entries and problems")
    return bool(file.entries)


def check_plan(data: bytes, _chance: random.Random) -> bool:
    """Read a plan."""
    plan, problems = read_plan(data)
    if (plan is None) == (not problems):
        raise AssertionError("both or neither of plan and problems")
    return plan is not None


def check_whole(data: bytes, _chance: random.Random) -> bool:
    """Read a whole diary."""
    whole, problems = read_whole(data)
    if (whole is None) == (not problems):
        raise AssertionError("both or neither of diary and problems")
    return whole is not None


def check_mapping(data: bytes, chance: random.Random) -> bool:
    """Map the columns of a file at random."""
    rows, problems = cut_file(data, name="app.csv")
    if rows is None:
        if not problems:
            raise AssertionError("neither rows nor problems")
        return False
    file = read_mapped(rows, draw_mapping(chance), name="app.csv", condition_needed=False)
    if bool(file.entries) == bool(file.problems):
        raise AssertionError("both or neither of entries and problems")
    return bool(file.entries)


def draw_mapping(chance: random.Random) -> Mapping:
    """Draw a mapping: one that fits the file undamaged, or any."""
    if chance.random() < 0.5:
        return Mapping(
            date=0,
            date_form=DateForm.YEAR_FIRST,
            scores={"pain": ScoreColumn(column=2)},
            condition=1,
            conditions={"mat": "mat", "no_mat": "no_mat"},
            used_mat=4,
            answers={"yes": "yes", "no": "no"},
            minutes=5,
            left_out=frozenset(chance.sample(range(9), chance.randrange(3))),
        )
    columns = chance.sample(range(8), 5)
    scale = chance.choice([None, Scale(low=0, high=100), Scale(low=1, high=5, is_reversed=True)])
    return Mapping(
        date=chance.choice([0, columns[0]]),
        date_form=chance.choice([*DateForm, None]),
        with_time=chance.random() < 0.5,
        scores={"pain": ScoreColumn(column=chance.choice([2, columns[1]]), scale=scale)},
        condition=chance.choice([None, columns[2]]),
        conditions={"mat": "mat", "no_mat": "no_mat"},
        used_mat=chance.choice([None, columns[3]]),
        answers={"yes": "yes", "no": "no"},
        note=chance.choice([None, columns[4]]),
        decimal_comma=chance.random() < 0.5,
        blanks=frozenset({"", "NA"}),
        left_out=frozenset(chance.sample(range(9), 2)),
    )


Check = Callable[[bytes, random.Random], bool]
READERS: dict[str, tuple[Check, str]] = {
    "diary CSV": (check_diary, "csv"),
    "diary Parquet": (check_diary, "parquet"),
    "diary JSON": (check_diary, "json"),
    "plan": (check_plan, "plan"),
    "whole diary": (check_whole, "whole"),
    "wizard": (check_mapping, "csv"),
}


@cache
def make_originals(kind: str) -> tuple[bytes, ...]:
    """Make good files of a kind, to be damaged."""
    days = [
        Entry(
            date=dt.date(2027, 1, 4 + i),
            condition=Condition.MAT if i % 2 else Condition.NO_MAT,
            scores={"pain": 4.5 + i, "stiffness": -1e-7 * i},
            used_mat=bool(i % 2),
            minutes=20.0,
            skin_harm=None if i else False,
            note=("=warm, 'tis", 'two\nlines "here"', "")[i],
            recorded_at=NOON + dt.timedelta(days=i),
        )
        for i in range(3)
    ]
    plan = make_plan(
        outcomes=(PAIN, SLEEP, MOOD),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=2),
        start=days[0].date,
        seed=1,
        now=NOON - dt.timedelta(days=3),
    )
    if kind == "plan":
        return (write_plan(plan),)
    if kind != "whole":
        writer = WRITERS[kind]  # type: ignore[index]
        return writer(days), writer(days[:1]), writer([])
    locked = json.loads(write_plan(plan))
    digest = locked.pop("sha256")
    change = Change(
        date=days[0].date, at=NOON, source="form", field="score pain", old=4.0, new=4.5, version=2
    )
    trial = WholeTrial(
        plan_json=json.dumps(locked),
        sha256=digest,
        days=tuple(StoredEntry(entry=day, version=1) for day in days),
        changes=(change,),
        peeks=(NOON,),
        drafts={days[2].date: {"pain": 4}},
    )
    return write_whole(WholeDiary(trials=(trial,))), write_whole(WholeDiary())


def damage(data: bytes, chance: random.Random) -> bytes:
    """Damage a file: bytes changed, cut, doubled, put in; now and then in its structure."""
    if data[:1] in b"[{" and chance.random() < 0.4:
        return _damage_json(data, chance)
    found = bytearray(data)
    for _ in range(chance.choice((0, 1, 1, 2, 4, 8))):
        at = chance.randrange(len(found) + 1)
        kind = chance.randrange(6)
        if kind == 0 and at < len(found):
            found[at] = chance.randrange(256)
        elif kind == 1:
            del found[at : at + chance.randrange(1, 40)]
        elif kind == 2:
            found[at:at] = chance.choice(TOKENS)
        elif kind == 3:
            start = chance.randrange(len(found) + 1)
            found[at:at] = found[start : start + chance.randrange(1, 200)]
        elif kind == 4:
            found[at : at + 1] = chance.choice(TOKENS)
        elif chance.random() < 0.2:
            del found[at:]
    return bytes(found)


def _damage_json(data: bytes, chance: random.Random) -> bytes:
    document = json.loads(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        _change_somewhere(document, chance)
    if isinstance(document, dict) and chance.random() < 0.8:
        # With a hash that fits, so that what lies behind the hash is tried too.
        document.pop("sha256", None)
        try:
            document["sha256"] = digest_document(document)
        except ValueError:
            document["sha256"] = "0" * 64
    return json.dumps(document).encode()


def _change_somewhere(document: Any, chance: random.Random) -> None:
    place = document
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(place[key], dict | list) and place[key] and chance.random() < 0.85:
            place = place[key]
            continue
        kind = chance.random()
        if kind < 0.7:
            place[key] = copy.deepcopy(chance.choice(ODD_VALUES))
        elif kind < 0.85:
            del place[key]
        elif isinstance(place, dict):
            name = chance.choice(["", "x", "person", "\ud800"])
            place[name] = copy.deepcopy(chance.choice(ODD_VALUES))
        else:
            place.append(copy.deepcopy(place[key]))
        return


def fuzz(reader: str, seed: int, n_inputs: int) -> Found:
    """Try so many damaged files on a reader; the same seed gives the same files."""
    check, kind = READERS[reader]
    found = Found()
    for i in range(n_inputs):
        chance = random.Random(f"{reader} {seed} {i}")  # noqa: S311 - repeatable, not secret
        data = damage(chance.choice(make_originals(kind)), chance)
        started = time.process_time()
        try:
            found.n_read[reader] += check(data, chance)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - whatever escapes is what is looked for
            found.failures.append(f"{reader}, seed {seed}, input {i}: {error!r:.300}")
        took = time.process_time() - started
        found.slowest = max(found.slowest, took)
        if took > LONGEST_SECONDS:
            found.failures.append(f"{reader}, seed {seed}, input {i}: {took:.1f} s of processor")
        found.n_inputs[reader] += 1
    return found


def list_chunks(n_inputs: int, first_seed: int) -> Iterator[tuple[str, int, int]]:
    """Share the inputs out among the readers, in chunks."""
    readers = list(READERS)
    for i in range(-(-n_inputs // A_CHUNK)):
        yield readers[i % len(readers)], first_seed + i, A_CHUNK


def run(n_inputs: int, *, first_seed: int, n_processes: int, seconds: float) -> Found:
    """Try inputs in several processes until they or the time are used up."""
    found = Found()
    end = time.monotonic() + seconds
    context = mp.get_context("spawn")
    with ProcessPoolExecutor(n_processes, mp_context=context) as pool:
        chunks = list_chunks(n_inputs, first_seed)
        waiting = {pool.submit(fuzz, *chunk): chunk for chunk in islice(chunks, 2 * n_processes)}
        while waiting:
            done = next(as_completed(waiting))
            chunk = waiting.pop(done)
            try:
                found.add(done.result())
            except BrokenProcessPool:
                found.failures.append(f"{chunk[0]}, seed {chunk[1]}: ended the process")
                break
            sys.stderr.write(f"\r{found.n_inputs.total():,} inputs, {len(found.failures)} failed")
            following = next(chunks, None) if time.monotonic() < end else None
            if following:
                waiting[pool.submit(fuzz, *following)] = following
    sys.stderr.write("\n")
    return found


def main() -> None:
    """Try, and write down what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=INPUTS)
    parser.add_argument("--seed", type=int, default=1, help="of the first chunk")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after these")
    options = parser.parse_args()
    started = time.monotonic()
    found = run(
        options.inputs,
        first_seed=options.seed,
        n_processes=options.processes,
        seconds=options.seconds,
    )
    figures = {
        "inputs": found.n_inputs.total(),
        "failures": len(found.failures),
        "seed": options.seed,
        "minutes": round((time.monotonic() - started) / 60, 1),
        "slowest_seconds": round(found.slowest, 2),
        "python": platform.python_version(),
        "readers": {
            reader: {"inputs": found.n_inputs[reader], "read": found.n_read[reader]}
            for reader in READERS
        },
        "failed": found.failures[:100],
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write("".join(f"{failure}\n" for failure in found.failures[:100]))
    sys.stdout.write(f"{figures['inputs']:,} inputs, {figures['failures']} failures\n")
    raise SystemExit(1 if found.failures else 0)


if __name__ == "__main__":
    main()
