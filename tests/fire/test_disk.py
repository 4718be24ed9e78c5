"""A disk that is full or may not be written to: told in a sentence, and nothing half done."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mat_trial.diary import Diary, list_backups, make_backup, restore_backup
from mat_trial.errors import DiaryError
from mat_trial.model import Entry

MONDAY = dt.date(2027, 1, 4)
EVENING = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)
NOBODY = 65_534


def make_days(n: int, note: str = "") -> list[Entry]:
    return [
        Entry(date=MONDAY + dt.timedelta(days=day), note=note, recorded_at=EVENING)
        for day in range(n)
    ]


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    """Mount a small file system of its own at a place."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    place.mkdir(exist_ok=True)
    asked = ["mount", "-t", "tmpfs", "-o", options, "none", str(place)]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(folder: Path) -> Path:
    """Leave not a byte free."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65_536, 4096, 1):
            try:
                while file.write(b"\0" * size):
                    pass
            except OSError:
                continue
    return ballast


def test_a_full_disk_loses_nothing_and_is_told(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=2m") as disk, Diary.open(disk) as diary:
        diary.save(make_days(1)[0], version=None)
        backup = make_backup(disk)
        whole = diary.take_out()
        ballast = fill(disk)
        long = make_days(30, note="x" * 4000)
        for fails in (
            lambda: diary.save_many([(day, None) for day in long[1:]]),
            lambda: diary.import_entries(long, replace=True),
            lambda: make_backup(disk),
            lambda: restore_backup(disk, backup),
        ):
            with pytest.raises(DiaryError, match=r"(?i)disk is full|space"):
                fails()
        ballast.unlink()
        assert diary.take_out() == whole
        assert [made.path for made in list_backups(disk)] == [backup]
        assert not list(disk.rglob("*.part*"))
        assert diary.import_entries(long[1:]).added == 29


def test_a_disk_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=2m") as disk:
        with Diary.open(disk) as diary:
            diary.save(make_days(1)[0], version=None)
        before = diary.path.read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(DiaryError, match="Nothing was"):
            diary.save(make_days(2)[1], version=None)
        with pytest.raises(DiaryError, match=r"[Aa]llow writing"):
            make_backup(disk)
        assert diary.path.read_bytes() == before


AS_ANOTHER = """
import datetime as dt, os, sys
from pathlib import Path
from mat_trial.diary import Diary, make_backup
from mat_trial.errors import DiaryError
from mat_trial.model import Entry

folder, uid = Path(sys.argv[1]), int(sys.argv[2])
if uid >= 0:
    os.setgid(uid)
    os.setuid(uid)
day = Entry(date=dt.date(2027, 1, 5), recorded_at=dt.datetime(2027, 1, 5, tzinfo=dt.UTC))
for attempt in (lambda: Diary.open(folder).save(day, version=None), lambda: make_backup(folder)):
    try:
        attempt()
    except DiaryError as error:
        print(error)
    else:
        print("done")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX systems have these modes")
def test_a_folder_of_another_user_is_told(tmp_path: Path) -> None:
    # Root may write everywhere, so the attempt is made as somebody else, in a place all can reach.
    as_root = os.geteuid() == 0
    with Diary.open(tmp_path / "data") as diary:
        diary.save(make_days(1)[0], version=None)
    for place in (tmp_path, *tmp_path.parents):
        if as_root and not place.stat().st_mode & 0o001:
            place.chmod(place.stat().st_mode | 0o011)
    (tmp_path / "data").chmod(0o555)
    diary.path.chmod(0o444)
    before = diary.path.read_bytes()
    uid = NOBODY if as_root else -1
    done = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER, str(tmp_path / "data"), str(uid)],
        capture_output=True,
        text=True,
        check=False,
    )
    (tmp_path / "data").chmod(0o700)
    assert done.returncode == 0, done.stderr
    assert "done" not in done.stdout
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 2, done.stdout
    assert diary.path.read_bytes() == before


LIMITED = """
import datetime as dt, resource, signal, sys
from pathlib import Path
from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.model import Entry

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
evening = dt.datetime(2027, 1, 4, tzinfo=dt.UTC)
with Diary.open(Path(sys.argv[1])) as diary:
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
    try:
        for day in range(400):
            date = dt.date(2027, 1, 4) + dt.timedelta(days=day)
            entry = Entry(date=date, note="x" * 2000, recorded_at=evening)
            diary.save(entry, version=None)
            saved = day + 1
    except DiaryError as error:
        print(saved, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX systems limit a file's size")
def test_a_file_that_may_not_grow_keeps_every_day_that_was_saved(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    saved, said = done.stdout.split(" ", 1)
    assert "Nothing was saved" in said
    with Diary.open(tmp_path) as diary:
        assert len(diary.entries()) == int(saved) > 0
