"""The file of a diary: private, safe against damage, told plainly when it cannot be used."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import platformdirs
import pytest
from sqlalchemy import event, insert
from sqlalchemy.exc import IntegrityError

from mat_trial.diary import Diary, connection, data_folder, place, schema
from mat_trial.errors import DiaryError
from mat_trial.model import Entry
from one_day import DAY, make_diary

posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have these modes")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {path.name: f"{path.stat().st_mode & 0o777:o}" for path in folder.iterdir()}


def run_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def run_python(program: str, folder: Path) -> int:
    return subprocess.run([sys.executable, "-c", program, str(folder)], check=False).returncode


# The folder


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MAT_TRIAL_DATA", str(tmp_path / "mine"))
    with Diary.open() as diary:
        assert diary.path == tmp_path / "mine" / "diary.db"


@pytest.mark.parametrize("named", [None, ""])
def test_without_a_name_it_is_the_platforms_own(
    monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    monkeypatch.delenv("MAT_TRIAL_DATA", raising=False)
    if named is not None:
        monkeypatch.setenv("MAT_TRIAL_DATA", named)
    assert data_folder() == Path(platformdirs.user_data_dir("mat-trial", appauthor=False))


@posix
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_may_read_folder_database_and_logs(tmp_path: Path, mask: int) -> None:
    with umask(mask):
        diary = Diary.open(tmp_path / "new" / "data")
        with diary._writing() as (held, _trial):
            held.execute(insert(schema.trial), [{"id": 2}])
            found = modes(tmp_path / "new" / "data")
    assert found == {"diary.db": "600", "diary.db-wal": "600", "diary.db-shm": "600"}
    assert modes(tmp_path) == {"new": "700"}
    assert modes(tmp_path / "new") == {"data": "700"}


@posix
def test_the_database_is_private_from_its_first_moment(tmp_path: Path) -> None:
    with umask(0o000):
        place._make_file(tmp_path / "diary.db")
    assert modes(tmp_path) == {"diary.db": "600"}


@posix
def test_a_diary_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = make_diary(tmp_path)
    path.chmod(0o644)
    tmp_path.chmod(0o755)
    Diary.open(tmp_path)
    assert modes(tmp_path) == {"diary.db": "600"}
    assert f"{tmp_path.stat().st_mode & 0o777:o}" == "755", "a folder that was there is not ours"


def test_odd_folder_names_are_only_names(tmp_path: Path) -> None:
    folder = tmp_path / "ünï ?mode=ro#a%20b&c"
    make_diary(folder)
    assert [path.name for path in folder.iterdir()] == ["diary.db"]
    assert list(tmp_path.iterdir()) == [folder]


# The settings, and what they are for


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2), ("busy_timeout", 10_000)],
)
def test_every_connection_has_the_safe_settings(
    tmp_path: Path, pragma: str, expected: object
) -> None:
    diary = Diary.open(tmp_path)
    for transaction in (diary._reading, diary._writing):
        with transaction() as (held, _trial):
            assert held.exec_driver_sql(f"PRAGMA {pragma}").scalar() == expected


def test_a_window_that_cannot_switch_the_journal_goes_on_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_diary(tmp_path)
    run_sql(path, "PRAGMA journal_mode = DELETE")
    monkeypatch.setattr(connection, "_WAIT_MS", 20)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM entry").fetchall()
        assert Diary.open(tmp_path).entries() == [DAY]
    with Diary.open(tmp_path)._reading() as (held, _trial):
        assert held.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_journal_that_may_not_be_switched_is_told(tmp_path: Path) -> None:
    path = make_diary(tmp_path)
    run_sql(path, "PRAGMA journal_mode = DELETE")
    read_only = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    with closing(read_only), pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection._keep_log(read_only)


def test_between_calls_the_database_file_alone_holds_every_day(tmp_path: Path) -> None:
    with Diary.open(tmp_path / "a") as diary:
        diary.save(DAY, version=None)
        assert [path.name for path in (tmp_path / "a").iterdir()] == ["diary.db"]
        (tmp_path / "b").mkdir()
        shutil.copy(diary.path, tmp_path / "b")
    assert Diary.open(tmp_path / "b").entries() == [DAY]


SAVE_AND_DIE = """
import datetime as dt, os, sys
from pathlib import Path
from mat_trial.diary import Diary
from mat_trial.model import Entry

diary = Diary.open(Path(sys.argv[1]))
reader = diary._reader.connect()
reader.exec_driver_sql("SELECT * FROM entry")
now = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)
diary.save(Entry(date=dt.date(2027, 1, 4), scores={"pain": 4.0}, recorded_at=now), version=None)
os._exit(3)
"""


def test_a_saved_day_outlives_a_process_that_dies_with_the_log_open(tmp_path: Path) -> None:
    assert run_python(SAVE_AND_DIE, tmp_path) == 3
    assert (tmp_path / "diary.db-wal").stat().st_size > 0
    assert Diary.open(tmp_path).entries() == [DAY]


DIE_BEFORE_THE_SCORES = """
import datetime as dt, os, sys
from pathlib import Path
from mat_trial.diary import Diary, rows
from mat_trial.model import Entry

rows._add_scores = lambda *given: os._exit(3)
Diary.open(Path(sys.argv[1])).import_entries([Entry(date=dt.date(2027, 1, 5))])
"""


def test_half_an_import_is_no_import(tmp_path: Path) -> None:
    make_diary(tmp_path)
    assert run_python(DIE_BEFORE_THE_SCORES, tmp_path) == 3
    assert Diary.open(tmp_path).entries() == [DAY]


# Files that are no diary: told, and left as they are


def assert_refused_untouched(path: Path, said: str) -> None:
    before = path.read_bytes()
    with pytest.raises(DiaryError, match=said) as error:
        Diary.open(path.parent)
    assert str(path) in str(error.value)
    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    path.write_text("date,condition,pain\n" * 100)
    assert_refused_untouched(path, "is no diary")


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    run_sql(path, "CREATE TABLE entry (date)")
    assert_refused_untouched(path, "belongs to another program")


def test_an_empty_database_that_another_program_has_signed(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    run_sql(path, "PRAGMA application_id = 7")
    assert_refused_untouched(path, "belongs to another program")


@pytest.mark.parametrize("page", [1, 2, 3, 4])
def test_a_damaged_page(tmp_path: Path, page: int) -> None:
    path = make_diary(tmp_path)
    content = bytearray(path.read_bytes())
    content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    assert_refused_untouched(path, "is damaged")


def test_a_file_cut_short(tmp_path: Path) -> None:
    path = make_diary(tmp_path)
    path.write_bytes(path.read_bytes()[: 2 * 4096])
    assert_refused_untouched(path, "is damaged")


def test_a_value_that_the_tables_forbid(tmp_path: Path) -> None:
    path = make_diary(tmp_path)
    forbidden = "UPDATE entry SET condition = 'both'"
    run_sql(path, "PRAGMA ignore_check_constraints = ON", forbidden)
    assert_refused_untouched(path, r"is damaged \(CHECK constraint failed in entry\)")


def test_a_diary_of_a_newer_version(tmp_path: Path) -> None:
    path = make_diary(tmp_path)
    run_sql(path, "PRAGMA user_version = 99")
    assert_refused_untouched(path, r"newer Mat Trial \(file version 99; this one knows up to 7\)")


def test_a_log_without_its_database_is_not_thrown_away(tmp_path: Path) -> None:
    assert run_python(SAVE_AND_DIE, tmp_path) == 3
    (tmp_path / "diary.db").rename(tmp_path / "elsewhere.db")
    before = (tmp_path / "diary.db-wal").read_bytes()
    with pytest.raises(DiaryError, match=r"its log diary\.db-wal is there and may hold days"):
        Diary.open(tmp_path)
    assert (tmp_path / "diary.db-wal").read_bytes() == before
    assert not (tmp_path / "diary.db").exists()
    (tmp_path / "elsewhere.db").rename(tmp_path / "diary.db")
    assert Diary.open(tmp_path).entries() == [DAY]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(DiaryError, match="Set MAT_TRIAL_DATA to a folder that is yours"):
        Diary.open(tmp_path / "taken" / "data")
    assert (tmp_path / "taken").read_text() == "a file"


@posix
def test_a_folder_in_the_place_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "diary.db").mkdir(mode=0o755)
    with pytest.raises(DiaryError, match="cannot be opened"):
        Diary.open(tmp_path)
    assert modes(tmp_path) == {"diary.db": "755"}


# A diary that fails while it is in use


def test_a_diary_that_vanished_is_not_made_anew(tmp_path: Path) -> None:
    diary = Diary.open(tmp_path)
    diary.path.unlink()
    with pytest.raises(DiaryError, match="cannot be opened"):
        diary.entries()
    assert list(tmp_path.iterdir()) == []


def test_a_diary_that_another_program_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary = Diary.open(tmp_path)
    monkeypatch.setattr(connection, "_WAIT_MS", 20)
    with diary._writing(), pytest.raises(DiaryError, match="is in use by another program"):
        diary.save(DAY, version=None)
    assert diary.save(DAY, version=None) == 1


def test_a_full_disk_saves_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    diary = Diary.open(tmp_path)
    huge = Entry(date=DAY.date, note="x" * 100_000, recorded_at=DAY.recorded_at)

    @event.listens_for(diary._reader, "connect")
    def allow_no_more_pages(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA max_page_count = 1")

    with pytest.raises(DiaryError, match=r"the disk is full\. Nothing was saved"):
        diary.save(huge, version=None)
    assert Diary.open(tmp_path).entries() == []


def test_a_file_that_may_not_be_written(tmp_path: Path) -> None:
    diary = Diary.open(tmp_path)

    @event.listens_for(diary._reader, "connect")
    def forbid(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA query_only = ON")

    with pytest.raises(DiaryError, match="may not be written to"):
        diary.save(DAY, version=None)


def test_a_mistake_of_the_program_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    diary = Diary.open(tmp_path)
    with pytest.raises(IntegrityError), diary._writing() as (held, _trial):
        held.execute(
            insert(schema.score),
            [{"trial_id": 1, "date": DAY.date, "outcome": "pain", "value": 1}],
        )
