"""What is done to a diary while it is killed, and what must stand in it after each step.

What must stand there is worked out here, apart from the diary's own code: so a day that is lost,
doubled, half written or written wrongly is found, whichever way it came about.
"""

import datetime as dt
import hashlib
import json
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import rfc8785

from mat_trial import protocol
from mat_trial.diary import (
    Diary,
    LockKey,
    list_backups,
    lock_diary,
    make_backup,
    restore_backup,
    schema,
    unlock_diary,
)
from mat_trial.diary.cipher import SALT_BYTES, derive_key
from mat_trial.diary.place import diary_file, is_locked
from mat_trial.model import (
    DAY,
    PAIN,
    Change,
    ChangeSource,
    Entry,
    PairsDesign,
    Plan,
    StoredEntry,
    WholeDiary,
    WholeTrial,
)

FIRST = dt.date(2027, 1, 4)
EVENING = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)
NEWEST = len(schema.STEPS)
# How often each is drawn, once there is a backup and a plan to do it with.
WEIGHTS = {
    "save": 6,
    "save_many": 4,
    "import": 4,
    "draft": 2,
    "amend": 2,
    "peek": 1,
    "backup": 2,
    "restore": 3,
    "restore_damaged": 2,
    "take_in": 2,
    "lock": 2,
    "unlock": 2,
}
PASSPHRASE = "a mat of many spikes"  # noqa: S105 - of diaries that are made to be killed
DAMAGES = ("garbage", "page", "cut")
PAGE = 4096

Difference = tuple[str, str | float | None, str | float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What must stand in the diary, and in the latest backup; None where there is none.

    The versions are those of the tables that it stands in.
    """

    diary: WholeTrial
    backup: WholeTrial | None = None
    version: int = NEWEST
    backup_version: int = NEWEST
    locked: bool = False
    backup_locked: bool = False

    def open(self) -> "World":
        """Tell what is there once the diary was opened: an older one backed up and brought up."""
        if self.version == NEWEST:
            return self
        return replace(self.backed_up(), version=NEWEST)

    def backed_up(self) -> "World":
        """Tell what is there once the diary was backed up as it stands."""
        return replace(
            self, backup=self.diary, backup_version=self.version, backup_locked=self.locked
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call of the diary, with all that it is given."""

    kind: str
    at: dt.datetime
    days: tuple[Entry, ...] = ()
    versions: tuple[int | None, ...] = ()
    plan: Plan | None = None
    damage: str = ""


def draw_step(rng: random.Random, world: World, number: int) -> Step:
    """Draw what is done next; `number` makes each note and each time its own."""
    kinds = dict(WEIGHTS)
    if world.backup is None:
        del kinds["restore"]
    if world.backup is None or world.locked:
        # Damage to a locked file cannot be told from a wrong passphrase: nothing is put in its
        # place before the person has moved it away.
        del kinds["restore_damaged"]
    del kinds["lock" if world.locked else "unlock"]
    (kind,) = rng.choices(list(kinds), list(kinds.values()))
    at = EVENING + dt.timedelta(minutes=number)
    if kind == "amend":
        return Step(kind=kind, at=at, plan=_plan_next(world.diary, at, f"because {number}"))
    if kind == "restore_damaged":
        return Step(kind=kind, at=at, damage=rng.choice(DAMAGES))
    n_days = {"save": 1, "draft": 1, "save_many": 7, "import": 60, "take_in": 90}.get(kind, 0)
    dates = [FIRST + dt.timedelta(days=day) for day in rng.sample(range(400), n_days)]
    known = {} if kind == "take_in" else {day.entry.date: day for day in world.diary.days}
    scores = [float(rng.randint(0, 10)) for _date in dates]
    return Step(
        kind=kind,
        at=at,
        days=tuple(
            _write_anew(known.get(date), date, score, f"note {number}: {date}", kind)
            for date, score in zip(dates, scores, strict=True)
        ),
        versions=tuple(known[date].version if date in known else None for date in dates),
    )


def carry_out(step: Step, folder: Path, tell: Callable[[str], None]) -> None:
    """Do it, as the app and the commands do; `tell` passes on the hash of what was damaged."""
    key = find_key(folder)
    if step.kind in ("open", "migrate"):
        Diary.open(folder, key=key).close()
    elif step.kind == "backup":
        make_backup(folder, key=key)
    elif step.kind == "lock":
        lock_diary(folder, PASSPHRASE)
    elif step.kind == "unlock" and key is not None:
        unlock_diary(folder, key)
    elif step.kind in ("restore", "restore_damaged"):
        if step.damage:
            tell(damage(diary_file(folder, None), step.damage))
        restore_latest(folder, key)
    else:
        with Diary.open(folder, key=key) as diary:
            _call(step, diary)


def restore_latest(folder: Path, key: LockKey | None) -> None:
    """Put the latest backup in the place of the diary, whether that backup is locked or not."""
    backup = list_backups(folder)[0]
    backup_key = read_key(backup.path) if backup.locked else None
    restore_backup(folder, backup.path, key=key, backup_key=backup_key)


def find_key(folder: Path) -> LockKey | None:
    """Return the key of the diary in a folder; None where it is not locked."""
    return read_key(diary_file(folder, None)) if is_locked(folder) else None


def read_key(path: Path) -> LockKey:
    """Return the key of a locked file that nobody else in this process has open."""
    with path.open("rb") as file:
        return derive_key(PASSPHRASE, file.read(SALT_BYTES))


def damage(path: Path, kind: str) -> str:
    """Spoil a file, and return the SHA-256 of what is left of it."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        if kind == "cut":
            file.truncate(max(PAGE, size // 2 // PAGE * PAGE))
        else:
            file.seek(0 if kind == "garbage" else PAGE)
            file.write(b"\xff" * 64)
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(path.read_bytes()).hexdigest()


def expect(step: Step, world: World) -> World:
    """Work out what must stand there once the step is done."""
    now = world.diary
    if step.kind == "backup":
        return world.backed_up()
    if step.kind in ("lock", "unlock"):
        return replace(world, locked=step.kind == "lock")
    if step.kind in ("restore", "restore_damaged"):
        kept = world.backed_up() if step.kind == "restore" else world
        # One that is whole keeps its lock, or its lack of one; a damaged one gets the backup's.
        locked = world.locked if step.kind == "restore" else world.backup_locked
        diary = world.backup or now
        return replace(kept, diary=diary, version=world.backup_version, locked=locked)
    world = world.open()
    if step.kind in ("open", "migrate"):
        return world
    after = _after_call(step, now)
    is_backed_up = {"import": bool(now.days), "take_in": now != WholeTrial()}
    if is_backed_up.get(step.kind, False):
        return replace(world.backed_up(), diary=after)
    return replace(world, diary=after)


def _after_call(step: Step, now: WholeTrial) -> WholeTrial:
    match step.kind:
        case "take_in":
            return _taken_in(step).trials[0]
        case "import":
            # New days come first, as they stand in the file, then those that are replaced.
            order = sorted(
                zip(step.days, step.versions, strict=True), key=lambda day: bool(day[1])
            )
            return _written(now, [day for day, _version in order], step.at, "import")
        case "save" | "save_many":
            return _written(now, step.days, step.at, "form" if step.kind == "save" else "bulk")
        case "draft":
            form = {"note": step.days[0].note}
            return replace(now, drafts={**now.drafts, step.days[0].date: form})
        case "peek":
            return replace(now, peeks=(*now.peeks, step.at))
    if step.plan is None:
        raise ValueError(f"what becomes of the diary after {step.kind!r} is not worked out here")
    text = rfc8785.dumps(protocol.plan_document(step.plan)).decode()
    return replace(now, plan_json=text, sha256=protocol.plan_digest(step.plan))


def _call(step: Step, diary: Diary) -> None:
    match step.kind:
        case "save":
            diary.save(step.days[0], version=step.versions[0], at=step.at)
        case "save_many":
            diary.save_many(zip(step.days, step.versions, strict=True), at=step.at)
        case "import":
            diary.import_entries(step.days, replace=True, at=step.at)
        case "draft":
            diary.keep_draft(step.days[0].date, {"note": step.days[0].note})
        case "peek":
            diary.record_peek(step.at)
        case "take_in":
            diary.take_in(_taken_in(step), replace=True)
        case "amend" if step.plan is not None:
            (diary.amend_plan if step.plan.amendments else diary.lock_plan)(step.plan)


def _taken_in(step: Step) -> WholeDiary:
    days = sorted((StoredEntry(entry=day, version=1) for day in step.days), key=_date)
    return WholeDiary(trials=(WholeTrial(days=tuple(days)),))


def _date(day: StoredEntry) -> dt.date:
    return day.entry.date


def _plan_next(trial: WholeTrial, at: dt.datetime, reason: str) -> Plan:
    if trial.plan_json is None:
        return protocol.make_plan(
            outcomes=(PAIN,),
            primary="pain",
            design=PairsDesign(period_days=2, cycles=6),
            start=FIRST,
            seed=1,
            now=EVENING - dt.timedelta(days=3),
        )
    plan = protocol.plan_from_document(json.loads(trial.plan_json))
    return protocol.amend_plan(plan, kind="note", date=at.date(), reason=reason, now=at)


def _write_anew(
    there: StoredEntry | None, date: dt.date, score: float, note: str, kind: str
) -> Entry:
    if there is None:
        return Entry(
            date=date, scores={"pain": score, "sleep": 5.0}, note=note, recorded_at=EVENING
        )
    scores = {**there.entry.scores, "pain": score}
    recorded_at = None if kind == "import" else there.entry.recorded_at
    return replace(there.entry, scores=scores, note=note, recorded_at=recorded_at)


def _written(
    trial: WholeTrial, entries: Sequence[Entry], at: dt.datetime, source: ChangeSource
) -> WholeTrial:
    days = {day.entry.date: day for day in trial.days}
    drafts, changes = dict(trial.drafts), list(trial.changes)
    for entry in entries:
        there = days.get(entry.date)
        drafts.pop(entry.date, None)
        if there is None:
            days[entry.date] = StoredEntry(entry=entry, version=1)
            # A form's first entry says itself when it was made.
            found: list[Difference] = [] if source == "form" else [(DAY, None, None)]
        else:
            after = replace(entry, recorded_at=there.entry.recorded_at, changed_at=at)
            days[entry.date] = StoredEntry(entry=after, version=there.version + 1)
            was, now = there.entry, entry
            found = [
                ("score pain", was.scores.get("pain"), now.scores["pain"]),
                ("note", was.note, now.note),
            ]
        version = days[entry.date].version
        changes += [
            Change(
                date=entry.date,
                at=at,
                source=source,
                field=field,
                old=old,
                new=new,
                version=version,
            )
            for field, old, new in found
            if there is None or old != new
        ]
    return replace(
        trial, days=tuple(sorted(days.values(), key=_date)), changes=tuple(changes), drafts=drafts
    )
