"""Backups: made when it matters, whole, private, and put back without losing what is there."""

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mat_trial.cli.main import app
from mat_trial.diary import (
    BACKUPS_KEPT,
    Diary,
    backups_folder,
    connection,
    list_backups,
    make_backup,
    restore_backup,
    schema,
    whole_file,
)
from mat_trial.errors import DiaryError
from mat_trial.model import Entry, WholeDiary

MONDAY = dt.date(2027, 1, 4)
NOW = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)
DAYS = [Entry(date=MONDAY + dt.timedelta(days=i), recorded_at=NOW) for i in range(4)]
posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have these modes")


@pytest.fixture
def diary(data_folder: Path) -> Iterator[Diary]:
    with Diary.open(data_folder) as diary:
        diary.save(DAYS[0], version=None)
        yield diary


def read_days(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (n_days,) = raw.execute("SELECT count(*) FROM entry").fetchone()
        return int(n_days)


def list_files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    said = str(done.exception) if isinstance(done.exception, DiaryError) else done.stderr
    return done.exit_code, " ".join(done.stdout.split()), said


# Made


@posix
def test_a_backup_is_one_whole_private_file_with_a_date(diary: Diary, data_folder: Path) -> None:
    made = make_backup(data_folder)
    assert read_days(made) == 1
    assert list_files(made.parent) == {made.name}
    assert (made.stat().st_mode & 0o777, made.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    [backup] = list_backups(data_folder)
    assert backup.path == made
    assert abs(dt.datetime.now(dt.UTC) - backup.made_at) < dt.timedelta(minutes=5)


def test_the_last_ten_are_kept_and_the_one_just_made_among_them(
    diary: Diary, data_folder: Path
) -> None:
    made = [make_backup(data_folder) for _ in range(BACKUPS_KEPT + 2)]
    kept = [backup.path for backup in list_backups(data_folder)]
    assert kept == made[:-11:-1]
    # A clock that goes back makes a backup older than all others.
    for number, path in enumerate(kept):
        path.rename(path.with_name(f"diary-2999-01-{number + 1:02}T000000.000000Z.db"))
    newest = make_backup(data_folder)
    (backups_folder(data_folder) / "notes.txt").write_text("not ours")
    kept = [backup.path for backup in list_backups(data_folder)]
    assert len(kept) == BACKUPS_KEPT
    assert newest in kept


def test_an_import_is_preceded_by_a_backup(diary: Diary, data_folder: Path) -> None:
    diary.import_entries(DAYS)
    [backup] = list_backups(data_folder)
    assert read_days(backup.path) == 1


def test_what_changes_nothing_makes_no_backup(diary: Diary, data_folder: Path) -> None:
    diary.import_entries([DAYS[0]])
    with pytest.raises(DiaryError):
        diary.import_entries([replace(DAYS[0], note="other")])
    diary.take_in(diary.take_out())
    with pytest.raises(DiaryError):
        diary.take_in(WholeDiary())
    with Diary.open(data_folder, scratch="helps") as scratch:
        scratch.import_entries(DAYS[:2])
        scratch.import_entries(DAYS)
    with Diary.open(data_folder / "new") as new:
        new.import_entries(DAYS)
    assert list_backups(data_folder) == list_backups(data_folder / "new") == ()


def test_a_diary_that_is_replaced_is_backed_up(diary: Diary, data_folder: Path) -> None:
    diary.take_in(WholeDiary(), replace=True)
    assert diary.entries() == []
    [backup] = list_backups(data_folder)
    assert read_days(backup.path) == 1


def test_an_import_that_cannot_be_backed_up_is_no_import(diary: Diary, data_folder: Path) -> None:
    backups_folder(data_folder).write_text("in the way")
    with pytest.raises(DiaryError, match="Nothing was changed"):
        diary.import_entries(DAYS)
    assert diary.entries() == [DAYS[0]]


def test_a_backup_made_while_others_write_is_whole(diary: Diary, data_folder: Path) -> None:
    done = threading.Event()

    def write() -> None:
        for number in range(1, 60):
            day = MONDAY + dt.timedelta(days=number)
            diary.save(Entry(date=day, scores={"pain": 1.0}, recorded_at=NOW), version=None)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not done.is_set():
        assert read_days(make_backup(data_folder)) <= 60
    writer.join()
    assert len(diary.entries()) == 60


def test_a_damaged_diary_is_not_backed_up(diary: Diary, data_folder: Path) -> None:
    make_backup(data_folder)
    damage(diary.path)
    with pytest.raises(DiaryError, match="is damaged"):
        make_backup(data_folder)
    assert len(list_files(backups_folder(data_folder))) == 1


def test_what_a_program_cut_short_left_is_cleared_after_a_day(
    diary: Diary, data_folder: Path
) -> None:
    folder = make_backup(data_folder).parent
    old, young = folder / ".mat-trial-old.part", folder / ".mat-trial-young.part"
    others = folder / ".film.mp4.part"
    for part in (old, young, others):
        part.touch()
    for part in (old, others):
        os.utime(part, (0, 0))
    make_backup(data_folder)
    assert (old.exists(), young.exists(), others.exists()) == (False, True, True)


# Put back


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)


def test_a_diary_in_use_goes_back_to_its_backup_and_can_come_forward_again(
    diary: Diary, data_folder: Path
) -> None:
    made = make_backup(data_folder)
    diary.import_entries(DAYS)
    restored = restore_backup(data_folder, made)
    assert diary.entries() == [DAYS[0]]
    assert restored.set_aside is None
    assert restored.backup is not None
    assert read_days(restored.backup) == 4
    restore_backup(data_folder, restored.backup)
    assert diary.entries() == DAYS
    assert diary.save(replace(DAYS[0], note="x"), version=1) == 2
    with diary._reading() as (held, _trial):
        assert held.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


GARBAGE = b"date,condition,pain\n" * 1000


@pytest.mark.parametrize("kind", ["garbage", "page", "cut", "empty"])
def test_a_damaged_diary_is_set_aside_and_not_overwritten(
    diary: Diary, data_folder: Path, kind: str
) -> None:
    made = make_backup(data_folder)
    if kind == "page":
        damage(diary.path)
    elif kind == "cut":
        diary.path.write_bytes(diary.path.read_bytes()[: 2 * 4096])
    else:
        diary.path.write_bytes(GARBAGE if kind == "garbage" else b"")
    log = diary.path.with_name("diary.db-wal")
    log.write_bytes(b"what is left of a log")
    before = diary.path.read_bytes()
    restored = restore_backup(data_folder, made)
    assert restored.backup is None
    assert restored.set_aside is not None
    assert restored.set_aside.name.startswith("diary-damaged-20")
    assert restored.set_aside.read_bytes() == before
    aside_log = restored.set_aside.with_name(f"{restored.set_aside.name}-wal")
    assert aside_log.read_bytes() == b"what is left of a log"
    with Diary.open(data_folder) as anew:
        assert anew.entries() == [DAYS[0]]


def test_a_diary_that_is_gone_is_put_back(diary: Diary, data_folder: Path, tmp_path: Path) -> None:
    made = make_backup(data_folder, out=tmp_path / "copy.db")
    with Diary.open(tmp_path / "elsewhere" / "data") as other:
        other.path.unlink()
    restored = restore_backup(tmp_path / "elsewhere" / "data", made)
    assert (restored.backup, restored.set_aside) == (None, None)
    with Diary.open(tmp_path / "elsewhere" / "data") as other:
        assert other.entries() == [DAYS[0]]


def test_a_copied_database_with_its_log_is_a_backup_too(
    diary: Diary, data_folder: Path, tmp_path: Path
) -> None:
    with diary._writing(), closing(sqlite3.connect(diary.path)):
        pass
    with diary._reader.connect() as held:
        held.exec_driver_sql("SELECT count(*) FROM entry").scalar()
        diary.save(DAYS[1], version=None)
        for part in data_folder.glob("diary.db*"):
            (tmp_path / part.name.replace("diary", "copy")).write_bytes(part.read_bytes())
    before = {path.name: path.read_bytes() for path in tmp_path.glob("copy.db*")}
    assert len(before["copy.db-wal"]) > 0
    diary.save(DAYS[2], version=None)
    restore_backup(data_folder, tmp_path / "copy.db")
    assert diary.entries() == DAYS[:2]
    assert {path.name: path.read_bytes() for path in tmp_path.glob("copy.db*")} == before


def test_what_is_no_backup_is_refused_and_the_diary_stays(
    diary: Diary, data_folder: Path, tmp_path: Path
) -> None:
    whole = make_backup(data_folder, out=tmp_path / "whole.db").read_bytes()
    bad = tmp_path / "bad.db"
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as raw, raw:
        raw.execute("CREATE TABLE entry (date)")
    newer = tmp_path / "newer.db"
    newer.write_bytes(whole)
    with closing(sqlite3.connect(newer)) as raw:
        raw.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    damaged = bytearray(whole)
    damaged[4096 : 4096 + 64] = b"\xff" * 64
    before = list_files(data_folder)
    for content, said in (
        (GARBAGE, "no backup at all.* mat-trial import takes"),
        (b"", "is no diary of Mat Trial"),
        (whole[: 2 * 4096], "is damaged"),
        (bytes(damaged), "is damaged"),
        (foreign.read_bytes(), "is no diary of Mat Trial"),
        (newer.read_bytes(), "was written by a newer Mat Trial"),
    ):
        bad.write_bytes(content)
        with pytest.raises(DiaryError, match=said):
            restore_backup(data_folder, bad)
    with pytest.raises(DiaryError, match=r"gone\.db cannot be read: No such file"):
        restore_backup(data_folder, tmp_path / "gone.db")
    assert diary.entries() == [DAYS[0]]
    assert list_files(data_folder) == before


def test_a_newer_diary_is_backed_up_like_any_other(diary: Diary, data_folder: Path) -> None:
    made = make_backup(data_folder)
    with closing(sqlite3.connect(diary.path)) as raw:
        raw.execute("PRAGMA user_version = 99")
    restored = restore_backup(data_folder, made)
    assert restored.backup is not None
    assert Diary.open(data_folder).entries() == [DAYS[0]]


def test_a_diary_that_another_program_holds_stays(
    diary: Diary, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_backup(data_folder)
    diary.save(DAYS[1], version=None)
    monkeypatch.setattr(whole_file, "_WAIT_SECONDS", 0.02)
    monkeypatch.setattr(connection, "_WAIT_MS", 20)
    with diary._writing(), pytest.raises(DiaryError, match="is in use by another program"):
        restore_backup(data_folder, made)
    assert diary.entries() == DAYS[:2]


# On the command line


def test_backup_and_restore_on_the_command_line(
    diary: Diary, data_folder: Path, tmp_path: Path
) -> None:
    assert run("restore", "latest")[::2] == (
        1,
        f"There is no whole backup in {data_folder}. Nothing was changed. Name the file of one.",
    )
    status, said, _ = run("backup")
    [backup] = list_backups(data_folder)
    assert (status, said.replace(" ", "")) == (0, f"Backedupto{backup.path}.".replace(" ", ""))
    out = tmp_path / "stick.db"
    assert run("backup", "--out", str(out))[0] == 0
    assert "is there already" in run("backup", "--out", str(out))[2]
    diary.save(DAYS[1], version=None)
    status, said, _ = run("restore", "latest")
    assert status == 0
    assert "What was there before is kept in" in said
    assert diary.entries() == [DAYS[0]]
    damage(diary.path)
    status, said, _ = run("restore", str(out))
    assert "The damaged diary is kept in" in said
    assert diary.entries() == [DAYS[0]]


def test_nothing_can_be_backed_up_before_there_is_a_diary(data_folder: Path) -> None:
    assert "nothing to back up" in run("backup")[2]
    assert not data_folder.exists()
