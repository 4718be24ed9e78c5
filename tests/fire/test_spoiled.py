"""A file cut short, overwritten or another's: refused or read whole, never changed."""

import datetime as dt
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mat_trial.diary import Diary, find_latest_whole, make_backup, restore_backup
from mat_trial.errors import DiaryError, LostDiaryError
from mat_trial.model import Entry

MONDAY = dt.date(2027, 1, 4)
EVENING = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)
PAGE = 4096


@pytest.fixture
def diary(data_folder: Path) -> Diary:
    with Diary.open(data_folder) as diary:
        diary.import_entries(
            Entry(
                date=MONDAY + dt.timedelta(days=day),
                scores={"pain": float(day % 11), "sleep": 5.0},
                note=f"day {day}",
                recorded_at=EVENING,
            )
            for day in range(120)
        )
        make_backup(data_folder)
        return diary


def test_a_diary_cut_anywhere_is_refused_and_goes_back_to_its_backup(
    diary: Diary, data_folder: Path
) -> None:
    whole, days = diary.path.read_bytes(), diary.entries()
    draw = random.Random(7)  # noqa: S311 (no secret is drawn)
    lengths = [
        *(0, 1, 15, 16, 17, 99, 100, 101, 511, 512, PAGE - 1, PAGE, PAGE + 1),
        *(page * PAGE for page in range(2, len(whole) // PAGE)),
        *(draw.randrange(1, len(whole)) for _ in range(20)),
        len(whole) - 1,
    ]
    for length in lengths:
        cut = whole[:length]
        diary.path.write_bytes(cut)
        with pytest.raises(LostDiaryError, match="Nothing"):
            Diary.open(data_folder)
        assert diary.path.read_bytes() == cut
        found = find_latest_whole(data_folder)
        assert found is not None
        assert found.n_days == 120
        restored = restore_backup(data_folder, found.backup.path)
        assert restored.set_aside is not None
        assert restored.set_aside.read_bytes() == cut
        assert diary.entries() == days
        restored.set_aside.unlink()


def test_noise_anywhere_is_refused_or_harmless(diary: Diary, data_folder: Path) -> None:
    whole = diary.path.read_bytes()
    draw = random.Random(11)  # noqa: S311 (no secret is drawn)
    refused = 0
    for _ in range(60):
        spoiled = bytearray(whole)
        # Whole blocks, as disks lose them.
        start = draw.randrange(len(whole) // 512) * 512
        spoiled[start : start + 512] = draw.randbytes(512)
        diary.path.write_bytes(spoiled)
        try:
            with Diary.open(data_folder) as found:
                found.entries()
                found.take_out()
        except DiaryError as error:
            refused += 1
            assert "Nothing" in str(error)  # noqa: PT017 - a refusal is one of two good ends
        for part in ("-wal", "-shm"):
            diary.path.with_name(diary.path.name + part).unlink(missing_ok=True)
    assert refused > 30


def test_a_log_beside_nothing_is_kept_with_the_backup_put_in_place(
    diary: Diary, data_folder: Path
) -> None:
    log = diary.path.with_name("diary.db-wal")
    log.write_bytes(b"days of yours" * 100)
    diary.path.write_bytes(b"")
    with pytest.raises(LostDiaryError, match="Nothing was changed"):
        Diary.open(data_folder)
    found = find_latest_whole(data_folder)
    assert found is not None
    restored = restore_backup(data_folder, found.backup.path)
    assert restored.set_aside is not None
    kept = restored.set_aside.with_name(f"{restored.set_aside.name}-wal")
    assert kept.read_bytes() == b"days of yours" * 100
    assert len(diary.entries()) == 120


def test_another_programs_database_is_neither_changed_nor_taken_for_a_backup(
    data_folder: Path, tmp_path: Path
) -> None:
    data_folder.mkdir()
    with closing(sqlite3.connect(data_folder / "diary.db")) as raw:
        raw.execute("CREATE TABLE recipe (name TEXT)")
    before = (data_folder / "diary.db").read_bytes()
    with pytest.raises(LostDiaryError, match="belongs to another program"):
        Diary.open(data_folder)
    other = tmp_path / "other.db"
    shutil.copyfile(data_folder / "diary.db", other)
    with pytest.raises(DiaryError, match="is no diary"):
        restore_backup(data_folder, other)
    assert (data_folder / "diary.db").read_bytes() == before


def test_no_empty_diary_is_begun_beside_backups_of_a_full_one(
    diary: Diary, data_folder: Path
) -> None:
    diary.path.unlink()
    with pytest.raises(LostDiaryError, match=r"move the folder .*backups away first"):
        Diary.open(data_folder)
    assert not diary.path.exists()
    (data_folder / "backups").rename(data_folder / "old backups")
    with Diary.open(data_folder) as anew:
        assert anew.entries() == []
