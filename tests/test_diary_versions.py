"""A diary of every older version is brought up to date with all it holds, and backed up first."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mat_trial.diary import Diary, list_backups, schema
from mat_trial.diary.place import diary_file
from mat_trial.errors import DiaryError
from mat_trial.model import Change, Condition, Entry, FollowUp

WRITTEN = Path(__file__).parent / "diary_versions"
NEWEST = len(schema.STEPS)
ZONE = dt.timezone(dt.timedelta(hours=1))
MONDAY, TUESDAY, WEDNESDAY = (dt.date(2027, 1, day) for day in (4, 5, 6))
CHANGED = dt.datetime(2027, 1, 7, 8, tzinfo=dt.UTC)


def make_diary(folder: Path, version: int) -> Path:
    """Write a diary as that version of the program left it."""
    folder.mkdir()
    path = diary_file(folder, None)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((WRITTEN / f"{version}.sql").read_text(encoding="utf-8"))
    return path


def read_version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return int(version)


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_a_diary_of_every_version_keeps_all_it_holds(tmp_path: Path, version: int) -> None:
    path = make_diary(tmp_path / "old", version)
    assert read_version(path) == version
    with Diary.open(tmp_path / "old") as diary:
        plan = diary.plan()
        assert plan is not None
        assert plan.complaint == "Rücken"
        assert diary.entries() == [
            Entry(
                date=MONDAY,
                condition=Condition.MAT,
                scores={"pain": 4.5},
                used_mat=True,
                minutes=12.5,
                rescue_medication=False,
                skin_harm=False if version >= 3 else None,
                note="slept badly",
                recorded_at=dt.datetime(2027, 1, 4, 21, tzinfo=ZONE),
            ),
            Entry(
                date=TUESDAY,
                condition=Condition.NO_MAT,
                scores={"pain": 6.0},
                recorded_at=dt.datetime(2027, 1, 5, 21, tzinfo=ZONE),
                changed_at=CHANGED,
            ),
        ]
        stored = diary.stored(TUESDAY)
        assert stored is not None
        assert stored.version == 2
        looked = dt.datetime(2027, 1, 6, 8, tzinfo=ZONE)
        assert diary.peeks() == ((looked,) if version >= 2 else ())
        assert diary.draft(WEDNESDAY) == ({"pain": 3} if version >= 4 else None)
        change = Change(
            date=TUESDAY,
            at=CHANGED,
            source="form",
            field="score pain",
            old=5.0,
            new=6.0,
            version=2,
        )
        assert diary.history() == ((change,) if version >= 5 else ())
        answered = dt.datetime(2027, 4, 1, 18, tzinfo=dt.UTC)
        answer = FollowUp(at=answered, still_used="sometimes")
        assert diary.follow_up() == (answer if version >= 6 else None)
        assert diary.setting("language") == ("de" if version >= 7 else None)
    assert read_version(path) == NEWEST


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_the_diary_as_it_was_is_backed_up_first(tmp_path: Path, version: int) -> None:
    make_diary(tmp_path / "old", version)
    for _ in range(2):
        Diary.open(tmp_path / "old").close()
    backups = list_backups(tmp_path / "old")
    assert [read_version(backup.path) for backup in backups] == [version] * (version < NEWEST)
    for backup in backups:
        with closing(sqlite3.connect(backup.path)) as connection:
            (n_days,) = connection.execute("SELECT count(*) FROM entry").fetchone()
            assert n_days == 2


def test_a_diary_that_cannot_be_backed_up_is_not_touched(tmp_path: Path) -> None:
    path = make_diary(tmp_path / "old", 1)
    (tmp_path / "old" / "backups").write_text("in the way")
    before = path.read_bytes()
    with pytest.raises(DiaryError, match="Nothing was changed"):
        Diary.open(tmp_path / "old")
    assert path.read_bytes()[100:] == before[100:]
    assert read_version(path) == 1


def test_a_diary_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = make_diary(tmp_path / "new", NEWEST)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    with pytest.raises(DiaryError, match=r"was written by a newer Mat Trial .* Update Mat Trial"):
        Diary.open(tmp_path / "new")
    assert read_version(path) == NEWEST + 1
    assert list_backups(tmp_path / "new") == ()


def test_every_version_is_kept_here() -> None:
    kept = sorted(int(path.stem) for path in WRITTEN.glob("*.sql"))
    assert kept == list(range(1, NEWEST + 1))
