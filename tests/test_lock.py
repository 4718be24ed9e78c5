"""The locked diary: noise on the disk, a standard file, whole wherever locking is cut short."""

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mat_trial.diary import (
    Diary,
    LockedError,
    LockKey,
    change_passphrase,
    cipher,
    connection,
    is_locked,
    list_backups,
    lock_diary,
    locking,
    make_backup,
    restore_backup,
    schema,
    unlock_diary,
    unlocking_key,
)
from mat_trial.diary.place import diary_file, locked_file, plain_file
from mat_trial.errors import DiaryError
from mat_trial.model import Entry

NOTE = "telltale-note-of-a-bad-day"
PHRASE, OTHER = "a mat of many spikes", "ein Nadelkissen für alle"
NOW = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)
DAY = Entry(date=dt.date(2027, 1, 4), scores={"pain": 4}, note=NOTE, recorded_at=NOW)
NEXT = Entry(date=dt.date(2027, 1, 5), scores={"pain": 3.5}, note=NOTE, recorded_at=NOW)
posix = pytest.mark.skipif(os.name != "posix", reason="forks")


@pytest.fixture
def folder(data_folder: Path) -> Path:
    with Diary.open(data_folder) as diary:
        diary.save(DAY, version=None)
    return data_folder


@pytest.fixture
def key(folder: Path) -> LockKey:
    return lock_diary(folder, PHRASE)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "ROUNDS", 1000)


def read_notes(folder: Path, key: LockKey | None = None) -> list[str]:
    with Diary.open(folder, key=key) as diary:
        return [entry.note for entry in diary.entries()]


def find_telltale(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return sorted(path.name for path in files if NOTE.encode() in path.read_bytes())


def test_a_locked_diary_is_noise_with_its_log_and_its_backups(folder: Path) -> None:
    assert find_telltale(folder) == ["diary.db"]
    key = lock_diary(folder, PHRASE)
    with Diary.open(folder, key=key) as diary, diary._reader.connect() as held:
        held.exec_driver_sql("SELECT * FROM entry").fetchall()
        diary.save(NEXT, version=None)
        backup = make_backup(folder, key=key)
        # The log is there as long as somebody reads.
        assert locked_file(folder).with_name("diary-locked.db-wal").stat().st_size > 0
        assert find_telltale(folder) == []
    assert [(kept.path, kept.locked) for kept in list_backups(folder)] == [(backup, True)]
    assert not plain_file(folder).exists()
    assert read_notes(folder, key) == [NOTE, NOTE]
    if os.name == "posix":
        assert locked_file(folder).stat().st_mode & 0o777 == 0o600


def test_other_programs_open_it_with_the_passphrase_alone(folder: Path, key: LockKey) -> None:
    for path in (locked_file(folder), make_backup(folder, key=key)):
        with closing(sqlcipher.connect(path)) as raw:
            raw.execute(f"PRAGMA key = '{PHRASE}'")
            assert raw.execute("SELECT note FROM entry").fetchall() == [(NOTE,)]
            assert raw.execute("PRAGMA cipher_integrity_check").fetchall() == []


def test_the_passphrase_opens_it_and_no_other(folder: Path, key: LockKey) -> None:
    path = locked_file(folder)
    assert unlocking_key(path, PHRASE) == key
    before = path.read_bytes()
    with pytest.raises(
        LockedError, match=r"This passphrase does not open .*Or the file is damaged"
    ):
        Diary.open(folder, key=unlocking_key(path, OTHER))
    with pytest.raises(LockedError, match="is locked"):
        Diary.open(folder)
    with pytest.raises(LockedError, match="is locked"):
        make_backup(folder)
    assert path.read_bytes() == before
    assert PHRASE not in repr(key)
    assert key.secret.hex() not in repr(key)
    # Written in two ways, as keyboards do.
    assert unlocking_key(path, "u\u0308").secret == unlocking_key(path, "\u00fc").secret


def test_another_passphrase_shuts_the_old_one_out(folder: Path, key: LockKey) -> None:
    new = change_passphrase(folder, key, OTHER)
    assert read_notes(folder, new) == [NOTE]
    with pytest.raises(LockedError):
        Diary.open(folder, key=key)
    with pytest.raises(LockedError):
        unlock_diary(folder, key)
    assert new.salt != key.salt


def test_the_lock_is_taken_off_for_good(folder: Path, key: LockKey) -> None:
    unlock_diary(folder, key)
    assert not is_locked(folder)
    assert read_notes(folder) == [NOTE]
    with closing(sqlite3.connect(plain_file(folder))) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (connection.APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (len(schema.STEPS),)
    with pytest.raises(DiaryError, match="is not locked"):
        unlock_diary(folder, key)


def test_what_cannot_be_locked_is_said(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(DiaryError, match="nothing to lock"):
        lock_diary(tmp_path / "none", PHRASE)
    lock_diary(folder, PHRASE)
    with pytest.raises(DiaryError, match="locked already"):
        lock_diary(folder, PHRASE)
    shutil.copy(Path(__file__), plain_file(folder))
    with pytest.raises(DiaryError, match="two diaries"):
        Diary.open(folder, key=unlocking_key(locked_file(folder), PHRASE))


def test_garbage_under_the_locked_name_is_told_as_either(folder: Path, key: LockKey) -> None:
    locked_file(folder).write_bytes(b"no diary at all" * 1000)
    with pytest.raises(LockedError, match="Or the file is damaged"):
        Diary.open(folder, key=key)


@pytest.mark.parametrize("version", range(1, len(schema.STEPS) + 1))
@pytest.mark.usefixtures("quick")
def test_an_older_diary_is_brought_up_to_date_under_its_lock(tmp_path: Path, version: int) -> None:
    text = (Path(__file__).parent / "diary_versions" / f"{version}.sql").read_text("utf-8")
    for name in ("plain", "locked"):
        (tmp_path / name).mkdir()
        with closing(sqlite3.connect(plain_file(tmp_path / name))) as raw:
            raw.executescript(text)
    key = lock_diary(tmp_path / "locked", PHRASE)
    with Diary.open(tmp_path / "plain") as plain, Diary.open(tmp_path / "locked", key=key) as kept:
        assert kept.take_out() == plain.take_out()
        assert kept.history() == plain.history()
    backups = list_backups(tmp_path / "locked")
    assert [backup.locked for backup in backups] == [True] * (version < len(schema.STEPS))


# Restored


@pytest.mark.parametrize("backup_locked", [False, True])
@pytest.mark.parametrize("diary_locked", [False, True])
@pytest.mark.usefixtures("quick")
def test_a_backup_comes_back_under_the_lock_that_the_diary_has(
    folder: Path, *, backup_locked: bool, diary_locked: bool
) -> None:
    backup_key = lock_diary(folder, PHRASE) if backup_locked else None
    backup = make_backup(folder, key=backup_key)
    if backup_key is not None:
        unlock_diary(folder, backup_key)
    key = lock_diary(folder, OTHER) if diary_locked else None
    with Diary.open(folder, key=key) as diary:
        diary.save(NEXT, version=None)
    restored = restore_backup(folder, backup, key=key, backup_key=backup_key)
    assert is_locked(folder) == diary_locked
    assert read_notes(folder, key) == [NOTE]
    assert restored.backup is not None
    assert list_backups(folder)[0].locked == diary_locked
    # Where there is no diary, the new one is locked as the backup is.
    diary_file(folder, None).unlink()
    restore_backup(folder, backup, backup_key=backup_key)
    assert is_locked(folder) == backup_locked
    assert read_notes(folder, backup_key) == [NOTE]


def test_a_wrong_passphrase_restores_nothing(folder: Path, key: LockKey) -> None:
    backup = make_backup(folder, key=key)
    wrong = LockKey(secret=bytes(32), salt=key.salt)
    before = {path: path.read_bytes() for path in folder.rglob("*.db")}
    for keys in ({}, {"key": wrong}, {"key": key}, {"key": key, "backup_key": wrong}):
        with pytest.raises(DiaryError):
            restore_backup(folder, backup, **keys)
    assert {path: path.read_bytes() for path in folder.rglob("*.db")} == before


# Cut short, and two at once

CHANGES: dict[str, Callable[[Path, LockKey], object]] = {
    "lock": lambda folder, _key: lock_diary(folder, OTHER),
    "unlock": unlock_diary,
    "change": lambda folder, key: change_passphrase(folder, key, OTHER),
}


def cut_short(calls: int, change: Callable[[], object]) -> bool:
    """Do it in a process that is gone before its nth step on the disk; True if it was."""
    child = os.fork()
    if child == 0:
        left = calls

        def count(step: Callable[..., Any]) -> Callable[..., Any]:
            def do(*args: Any, **options: Any) -> Any:
                nonlocal left
                left -= 1
                if left < 0:
                    os._exit(9)
                return step(*args, **options)

            return do

        try:
            for name in ("fsync", "write", "unlink", "replace"):
                setattr(os, name, count(getattr(os, name)))
            for name in ("touch", "unlink", "replace"):
                setattr(Path, name, count(getattr(Path, name)))
            change()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in {0, 9}
    return status == 9


@posix
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("what", list(CHANGES))
def test_cut_short_anywhere_the_diary_is_whole_under_one_lock(
    tmp_path: Path, folder: Path, what: str
) -> None:
    old = LockKey(secret=b"", salt=b"") if what == "lock" else lock_diary(folder, PHRASE)
    calls, outcomes = 0, set()
    while True:
        here = tmp_path / f"{calls}"
        shutil.copytree(folder, here)
        change = partial(CHANGES[what], here, old)
        if not cut_short(calls, change):
            break
        keys: list[LockKey | None] = [None]
        if is_locked(here):
            keys = [unlocking_key(locked_file(here), phrase) for phrase in (PHRASE, OTHER)]
        opened = []
        for number, key in enumerate(keys):
            try:
                opened.append((number, read_notes(here, key)))
            except LockedError:
                continue
        assert [notes for _number, notes in opened] == [[NOTE]]
        outcomes.add((is_locked(here), opened[0][0]))
        if is_locked(here):
            telltale = find_telltale(here)
            assert [name for name in telltale if not name.endswith(".part")] == []
        calls += 1
    assert calls > 5
    assert len(outcomes) == 2


def test_another_process_that_saves_meanwhile_loses_nothing(folder: Path) -> None:
    saving = """
import datetime as dt, sys
from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.model import Entry
day = dt.date(2028, 1, 1)
with Diary.open() as diary:
    print("ready", flush=True)
    for i in range(10_000):
        at = dt.datetime(2028, 1, 1, tzinfo=dt.UTC)
        try:
            diary.save(Entry(date=day + dt.timedelta(days=i), recorded_at=at), version=None)
        except DiaryError as error:
            print(error, flush=True)
            break
        print("saved", flush=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", saving], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        key = lock_diary(folder, PHRASE)
        lines = other.stdout.read().splitlines()
    n_saved = lines.count("saved")
    assert lines[n_saved] == (
        "The diary was locked, or its lock taken off, by another window just now. Nothing was "
        "saved. Load the page again, or start again."
    )
    assert len(read_notes(folder, key)) == 1 + n_saved


@pytest.mark.usefixtures("quick")
def test_who_is_reading_makes_locking_wait_and_then_be_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_WAIT_SECONDS", 0.1)
    monkeypatch.setattr("mat_trial.diary.whole_file._WAIT_SECONDS", 0.1)
    with Diary.open(folder) as diary, diary._reader.connect() as held:
        held.exec_driver_sql("SELECT * FROM entry").fetchall()
        with pytest.raises(DiaryError, match="in use"):
            lock_diary(folder, PHRASE)
    assert read_notes(folder) == [NOTE]


def test_two_processes_write_in_one_locked_diary(folder: Path, key: LockKey) -> None:
    saving = f"""
import datetime as dt, sys
from mat_trial.diary import Diary, LockKey
from mat_trial.model import Entry
key = LockKey(secret=bytes.fromhex({key.secret.hex()!r}), salt=bytes.fromhex({key.salt.hex()!r}))
at = dt.datetime(2028, 1, 1, tzinfo=dt.UTC)
with Diary.open(key=key) as diary:
    for i in range(20):
        day = dt.date(int(sys.argv[1]), 1, 1) + dt.timedelta(days=i)
        diary.save(Entry(date=day, recorded_at=at), version=None)
"""
    others = [subprocess.Popen([sys.executable, "-c", saving, year]) for year in ("2028", "2029")]
    assert [other.wait(120) for other in others] == [0, 0]
    assert len(read_notes(folder, key)) == 41
