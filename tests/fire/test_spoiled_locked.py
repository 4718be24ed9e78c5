"""A damaged diary and its backup, each locked or not: restored, and one diary is there."""

import datetime as dt
from pathlib import Path

import pytest

from mat_trial.diary import (
    Diary,
    LockedError,
    cipher,
    diary_file,
    is_locked,
    lock_diary,
    make_backup,
    restore_backup,
    unlock_diary,
)
from mat_trial.errors import LostDiaryError
from mat_trial.model import Entry

PHRASE = "a mat of many spikes"
MONDAY = dt.date(2027, 1, 4)
EVENING = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)


def write_days(folder: Path) -> None:
    days = [
        Entry(date=MONDAY + dt.timedelta(days=n), note="x" * 300, recorded_at=EVENING)
        for n in range(60)
    ]
    with Diary.open(folder) as diary:
        diary.save_many([(day, None) for day in days])


def cut(path: Path) -> bytes:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 8192 * 4096])
    return path.read_bytes()


@pytest.mark.parametrize("diary_locked", [False, True])
@pytest.mark.parametrize("backup_locked", [False, True])
def test_a_damaged_diary_goes_back_to_a_backup_of_the_other_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, diary_locked: bool, backup_locked: bool
) -> None:
    monkeypatch.setattr(cipher, "ROUNDS", 1000)
    write_days(tmp_path)
    key = lock_diary(tmp_path, PHRASE) if backup_locked else None
    backup = make_backup(tmp_path, key=key)
    own = key if diary_locked else None
    if diary_locked and key is None:
        own = lock_diary(tmp_path, PHRASE)
    elif key is not None and not diary_locked:
        unlock_diary(tmp_path, key)
    damaged = cut(diary_file(tmp_path, None))
    with pytest.raises(LostDiaryError, match="damaged"), Diary.open(tmp_path, key=own) as diary:
        diary.entries()
    if diary_locked:
        with pytest.raises(LockedError):
            restore_backup(tmp_path, backup, key=cipher.derive_key("another"), backup_key=key)
    restored = restore_backup(tmp_path, backup, key=own, backup_key=key)
    assert restored.set_aside is not None
    assert restored.set_aside.read_bytes() == damaged
    # Nobody is left with a readable diary who had a locked one, or only a locked backup.
    assert is_locked(tmp_path) is (diary_locked or backup_locked)
    with Diary.open(tmp_path, key=own or key) as diary:
        assert len(diary.entries()) == 60
