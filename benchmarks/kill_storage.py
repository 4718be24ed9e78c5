"""Kill the program while it writes in a diary, again and again, and look what is left.

``uv run benchmarks/kill_storage.py`` kills it 520 times (some minutes) and writes
``docs/reliability/kills.json``. Each time a process of its own saves, imports, amends, backs up
and restores on a real file, and says after each call that it has returned; SIGKILL comes at a
random moment of a call that was drawn before. Then the diary is opened as the app opens it. It
must hold all that was said to be done and, of the call that was cut short, all or nothing; its
backups must be whole. What must stand there is worked out in ``storage_steps.py``.

A kill leaves to the system what the program has written; a power failure may not. Against that
the diary asks SQLite to wait for the disk (``synchronous = FULL``), which no kill can prove.
"""

import argparse
import dataclasses
import hashlib
import json
import multiprocessing
import os
import platform
import random
import shutil
import sqlite3
import statistics
import sys
import time
import traceback
from collections import Counter, defaultdict
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from mat_trial.diary import (
    Diary,
    LockKey,
    cipher,
    is_locked,
    list_backups,
    make_backup,
    restore_backup,
)
from mat_trial.diary.place import diary_file, locked_file, plain_file
from mat_trial.diary.whole_file import connect
from mat_trial.errors import MatTrialError
from mat_trial.model import StoredEntry, WholeTrial
from storage_steps import (
    EVENING,
    NEWEST,
    Step,
    World,
    carry_out,
    draw_step,
    expect,
    find_key,
    read_key,
    restore_latest,
)

ROOT = Path(__file__).parents[1]
VERSIONS = ROOT / "tests" / "diary_versions"
FIGURES = ROOT / "docs" / "reliability" / "kills.json"
KILLS = 520
STEPS_A_ROUND = 8
# Kills that one diary lives through before another is begun, in an older version or new.
LIFE = (3, 8)
# Seconds that a call of unknown length is taken to last.
UNKNOWN = 0.03
PATIENCE = 120
DAYS_AGO = 2 * 86_400
# Of the passphrase's key: with as many as the app takes, most kills would fall into making it.
ROUNDS = 1000


class Killer:
    """Draw, kill, look, and count.

    Parameters
    ----------
    seed
        Draws the calls and where they are cut short; the clock decides where exactly.
    """

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 (no secret is drawn)
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.in_call: dict[str, Counter[str]] = defaultdict(Counter)
        self.count: Counter[str] = Counter()
        self.findings: list[str] = []
        self.number = 0

    def live(self, folder: Path, kills: int) -> None:
        """Begin a diary, new or of an older version, and kill its program that many times."""
        version = self.rng.choice([None, *range(1, NEWEST + 1)])
        world = _begin(folder, version)
        states = [world.diary]
        seen: dict[Path, WholeTrial] = {}
        for turn in range(kills):
            steps, worlds = self._draw(world)
            states += [step.diary for step in worlds[1:]]
            aim = 0 if turn == 0 and self.rng.random() < 0.7 else self.rng.randrange(len(steps))
            done, begun, said = self._kill(folder, steps, aim)
            self.count["kills"] += 1
            self.count["calls_done"] += done
            self.count["days_written"] += sum(len(step.days) for step in steps[:done])
            kind = steps[done].kind if begun > done else "between two calls"
            after = worlds[min(done + 1, len(steps))] if begun > done else worlds[done]
            n_found = len(self.findings)
            world = self._look(folder, worlds[done], after, kind=kind, said=said)
            self._look_at_backups(folder, states, seen, version if turn == 0 else None)
            if len(self.findings) > n_found:
                self.findings[-1] += f" (calls: {', '.join(step.kind for step in steps[:begun])})"
                return  # What follows from one fault is not counted as another.
        self._look_at_leftovers(folder)

    def tell(self, *, seed: int, seconds: int) -> dict[str, object]:
        """Return the figures, as they are written down."""
        counted = ("kills", "calls_done", "days_written", "days_lost", "backups_read")
        left = ("backups_not_whole", "leftovers_most", "leftovers_after_a_day")
        return {
            **{name: self.count[name] for name in (*counted, *left)},
            "killed_in": {
                kind: {"kills": ended.total(), **ended}
                for kind, ended in sorted(self.in_call.items())
            },
            "findings": self.findings,
            "seed": seed,
            "seconds": seconds,
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "system": platform.system(),
        }

    def _draw(self, world: World) -> tuple[list[Step], list[World]]:
        # The first call opens the diary; one of an older version is backed up, and brought up.
        kind = "open" if world.version == NEWEST else "migrate"
        steps, worlds = [Step(kind=kind, at=EVENING)], [world, world.open()]
        for _ in range(STEPS_A_ROUND):
            self.number += 1
            steps.append(draw_step(self.rng, worlds[-1], self.number))
            worlds.append(expect(steps[-1], worlds[-1]))
        return steps, worlds

    def _kill(self, folder: Path, steps: list[Step], aim: int) -> tuple[int, int, list[str]]:
        """Return how many calls were done and begun, and what was told meanwhile."""
        context = multiprocessing.get_context("fork")
        ear, mouth = context.Pipe(duplex=False)
        child = context.Process(target=_work, args=(folder, steps, mouth))
        child.start()
        mouth.close()
        done = begun = 0
        said: list[str] = []
        killed = False
        while True:
            try:
                word, what = ear.recv()
            except EOFError:
                break
            if word == "begun":
                begun += 1
                if begun > aim and not killed:
                    time.sleep(self._wait(steps[aim].kind))
                    child.kill()
                    killed = True
            elif word == "done":
                self.seconds[steps[done].kind].append(what)
                done += 1
            elif word == "failed":
                self.findings.append(f"{steps[done].kind} failed: {what}")
                child.kill()
            else:
                said.append(what)
        child.join(PATIENCE)
        ear.close()
        return done, begun, said

    def _wait(self, kind: str) -> float:
        if self.rng.random() < 1 / 8:
            return 0.0
        lasts = statistics.median(self.seconds[kind][-30:] or [UNKNOWN])
        return self.rng.uniform(0, 1.15 * lasts)

    def _look(
        self, folder: Path, before: World, after: World, *, kind: str, said: list[str]
    ) -> World:
        """Open the diary as the app does, and compare it with what must stand there."""
        try:
            found = _read(folder)
        except (MatTrialError, sqlite3.Error) as error:
            if kind != "restore_damaged":
                told = str(error).replace(str(folder), "…")
                self.findings.append(f"{kind}: the diary cannot be opened: {told}")
                return before
            # Also where the kill came before the harness could tell what it had damaged.
            said = [hashlib.sha256(diary_file(folder, None).read_bytes()).hexdigest()]
            restore_latest(folder, find_key(folder))
            self.count["restored_after_a_killed_restore"] += 1
            found = _read(folder)
        if said and said[-1] not in _hash_kept(folder):
            self.findings.append(f"{kind}: the damaged file was not kept")
        locked = is_locked(folder)
        if locked and plain_file(folder).exists():
            self.findings.append(f"{kind}: a readable diary is left beside the locked one")
        made = list_backups(folder)
        newest = _read_copy(made[0].path, locked=made[0].locked) if made else None
        for world, name in ((after, "carried_through"), (before, "taken_back")):
            # A backup that was made first may stand there without what it was made for. And just
            # now the diary was opened, which backs up one that was restored in an older version.
            backups = (world.open().backup, world.backup, after.backup)
            if found == world.diary and newest in backups and locked == world.locked:
                self.in_call[kind][name] += 1
                stands = World(diary=found, locked=locked)
                if not made:
                    return stands
                version = _read_version(made[0].path, locked=made[0].locked)
                return dataclasses.replace(
                    stands,
                    backup=newest,
                    backup_version=version,
                    backup_locked=made[0].locked,
                )
        self.count["days_lost"] += len(_list_lost(before.diary, after.diary, found))
        differs = [_name_differences(world.diary, found) for world in (before, after)]
        self.findings.append(
            f"{kind}: what stands there differs from before in {differs[0]}, from after in "
            f"{differs[1]}; it is locked: {locked}; the latest backup is that of before: "
            f"{newest == before.backup}, of after: {newest == after.backup}"
        )
        return before

    def _look_at_backups(
        self,
        folder: Path,
        states: list[WholeTrial],
        seen: dict[Path, WholeTrial],
        version: int | None,
    ) -> None:
        made = {backup.path: backup.locked for backup in list_backups(folder)}
        for path, locked in made.items():
            if path in seen:
                continue
            self.count["backups_read"] += 1
            try:
                seen[path] = _read_copy(path, locked=locked)
            except (MatTrialError, sqlite3.Error) as error:
                self.count["backups_not_whole"] += 1
                self.findings.append(f"a backup is not whole: {error}")
            else:
                if seen[path] not in states:
                    self.findings.append("a backup holds what never stood in the diary")
        versions = [_read_version(path, locked=locked) for path, locked in made.items()]
        if version not in (None, NEWEST) and version not in versions:
            self.findings.append(f"no backup was made before a diary of version {version} changed")

    def _look_at_leftovers(self, folder: Path) -> None:
        left = _list_leftovers(folder)
        self.count["leftovers_most"] = max(self.count["leftovers_most"], len(left))
        long_ago = time.time() - DAYS_AGO
        for path in left:
            os.utime(path, (long_ago, long_ago))
        key = find_key(folder)
        made = make_backup(folder, key=key)
        restore_backup(folder, made, key=key, backup_key=key)
        still = _list_leftovers(folder)
        self.count["leftovers_after_a_day"] += len(still)
        if still:
            self.findings.append(f"files stay for ever: {sorted(path.name for path in still)}")


def _work(folder: Path, steps: list[Step], mouth: Connection) -> None:
    for step in steps:
        mouth.send(("begun", step.kind))
        start = time.perf_counter()
        try:
            carry_out(step, folder, lambda text: mouth.send(("damaged", text)))
        except BaseException:  # noqa: BLE001 (told to the one who looks)
            mouth.send(("failed", traceback.format_exc()))
            return
        mouth.send(("done", time.perf_counter() - start))
    time.sleep(PATIENCE)


def _begin(folder: Path, version: int | None) -> World:
    folder.mkdir()
    if version is None:
        return World(diary=WholeTrial())
    path = diary_file(folder, None)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((VERSIONS / f"{version}.sql").read_text(encoding="utf-8"))
    return World(diary=_read_copy(path, locked=False), version=version)


def _read(folder: Path) -> WholeTrial:
    with Diary.open(folder, key=find_key(folder)) as diary:
        (trial,) = diary.take_out().trials
        return trial


def _read_copy(path: Path, *, locked: bool) -> WholeTrial:
    with TemporaryDirectory() as folder:
        shutil.copyfile(path, (locked_file if locked else plain_file)(Path(folder)))
        return _read(Path(folder))


def _read_version(path: Path, *, locked: bool) -> int:
    # A copy, since SQLite may write beside what it reads.
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copyfile(path, Path(folder) / path.name))
        key: LockKey | None = read_key(copy) if locked else None
        with closing(connect(copy, key)) as raw:
            (version,) = raw.execute("PRAGMA user_version").fetchone()
            return int(version)


def _hash_kept(folder: Path) -> set[str]:
    kept = [*folder.glob("*-damaged-*.db"), diary_file(folder, None)]
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def _list_leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if ".part" in path.name]


def _name_differences(one: WholeTrial, other: WholeTrial) -> list[str]:
    names = [field.name for field in dataclasses.fields(WholeTrial)]
    return [name for name in names if getattr(one, name) != getattr(other, name)]


def _list_lost(before: WholeTrial, after: WholeTrial, found: WholeTrial) -> list[StoredEntry]:
    # Days that the call that was cut short leaves alone, and yet they are gone or different.
    return [day for day in before.days if day in after.days and day not in found.days]


def main() -> None:
    """Kill, tell, and write the figures down."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=KILLS)
    asked.add_argument("--seed", type=int, default=2027)
    asked.add_argument("--out", type=Path, default=FIGURES)
    options = asked.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    cipher.ROUNDS = ROUNDS
    killer = Killer(options.seed)
    started = time.monotonic()
    while killer.count["kills"] < options.kills and len(killer.findings) < 20:
        left = options.kills - killer.count["kills"]
        with TemporaryDirectory() as folder:
            killer.live(Path(folder) / "data", min(left, killer.rng.randint(*LIFE)))
        # After each life, so that a run that is stopped has told what it found.
        figures = killer.tell(seed=options.seed, seconds=round(time.monotonic() - started))
        options.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(options.out.read_text(encoding="utf-8"))
    if killer.findings:
        sys.exit(1)


if __name__ == "__main__":
    main()
