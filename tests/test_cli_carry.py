"""`mat-trial export` and `mat-trial import`, as run from a shell."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from mat_trial.diary import Diary
from mat_trial.model import MOOD, PAIN, SLEEP, Condition, Entry, PairsDesign
from mat_trial.protocol import make_plan

MONDAY = dt.date(2027, 1, 4)
EVENING = dt.datetime(2027, 1, 4, 21, tzinfo=dt.timezone(dt.timedelta(hours=1)))
DAY = Entry(date=MONDAY, scores={"pain": 4.5}, note="=warm, 'odd'", recorded_at=EVENING)


def run(*arguments: str | Path) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "mat_trial", *map(str, arguments)]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    return result.returncode, result.stdout, result.stderr


@pytest.fixture
def kept(data_folder: Path) -> Path:
    plan = make_plan(
        outcomes=(PAIN, SLEEP, MOOD),
        primary="pain",
        design=PairsDesign(period_days=2, cycles=6),
        start=MONDAY,
        seed=2,
        now=dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC),
    )
    with Diary.open(data_folder) as diary:
        diary.lock_plan(plan)
        version = diary.save(DAY, version=None)
        diary.save(Entry(date=MONDAY, scores={"pain": 5}, recorded_at=EVENING), version=version)
        diary.save(Entry(date=MONDAY, scores={"pain": 4.5}, note="=warm"), version=version + 1)
        diary.record_peek(EVENING)
    return data_folder


def test_a_whole_diary_goes_to_another_machine_and_back(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "diary.json"
    assert run("export", "--out", file)[0] == 0
    assert run("export", "--out", file)[0] == 2
    before = Diary.open(kept).take_out()
    monkeypatch.setenv("MAT_TRIAL_DATA", str(tmp_path / "other"))
    status, said, _errors = run("import", file)
    assert (status, "1 day" in said) == (0, True)
    with Diary.open(tmp_path / "other") as other:
        assert other.take_out() == before
        other.record_peek(EVENING)
    status, said, errors = run("import", file)
    assert (status, said) == (2, "")
    assert "holds days or a plan already" in errors
    assert run("import", file, "--replace")[0] == 0
    assert Diary.open(tmp_path / "other").take_out() == before


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_days_go_out_and_come_back(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    file = tmp_path / f"diary.{suffix}"
    assert run("export", "--out", file)[0] == 0
    with Diary.open(kept) as diary:
        days = diary.entries()
    assert run("import", file)[1] == "0 added, 0 replaced, 1 as before.\n"
    monkeypatch.setenv("MAT_TRIAL_DATA", str(tmp_path / "other"))
    status, said, errors = run("import", file)
    # Without a plan nothing tells what the day was.
    assert (status, said) == (2, "")
    assert "condition: is blank" in errors
    with Diary.open(tmp_path / "other") as other:
        assert other.entries() == []
        other.import_entries([Entry(date=MONDAY, condition=Condition.MAT, scores={"pain": 1})])
    assert days[0].note == "=warm"


def test_what_cannot_be_taken_in_is_told_on_standard_error_alone(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("date,condition,pain\n2027-01-04,mat,11\nsomeday,mat,4\n")
    status, said, errors = run("import", file)
    assert (status, said) == (2, "")
    assert "line 2, pain: '11' is above 10" in errors
    assert "line 3, date: 'someday'" in errors
    assert run("import", tmp_path / "none.csv")[0] == 2
    file.write_text('{"design": {"kind": "pairs"}}')
    status, said, errors = run("import", file)
    assert (status, said) == (2, "")
    assert "bad.csv: is a plan, not a diary." in errors
    assert "--plan" in errors
    status, said, errors = run("export", "--out", tmp_path / "diary.xls")
    assert (status, said) == (2, "")
    assert "a name that ends in .csv, .parquet or .json. Choose such a name, or add" in errors


PHRASE = "five words picked by chance"


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_a_file_goes_out_encrypted_and_comes_back_by_its_passphrase_alone(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    file = tmp_path / f"diary.{suffix}.age"
    status, _said, errors = run("export", "--out", file, "--encrypt")
    assert (status, "Passphrase" in errors or "passphrase" in errors) == (2, True)
    assert not file.exists()
    monkeypatch.setenv("MAT_TRIAL_FILE_PASSPHRASE", PHRASE)
    status, _said, errors = run("export", "--out", file, "--encrypt")
    assert (status, "If you forget this passphrase" in errors) == (0, True)
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"warm" not in file.read_bytes()
    whole = ["--replace"] if suffix == "json" else []
    before = Diary.open(kept).take_out()
    assert run("import", file, *whole)[0] == 0
    assert Diary.open(kept).take_out() == before
    secret = tmp_path / "secret.txt"
    secret.write_text("another passphrase\n")
    status, said, errors = run("import", file, *whole, "--file-passphrase-file", secret)
    assert (status, said) == (2, "")
    assert "does not open with this passphrase" in errors


def test_the_name_of_a_file_says_whether_it_is_encrypted(kept: Path, tmp_path: Path) -> None:
    for name, option, remedy in (
        ("diary.json", ["--encrypt"], "Add .age to the name."),
        ("diary.json.age", [], "Add --encrypt, or leave .age out of the name."),
    ):
        status, said, errors = run("export", "--out", tmp_path / name, *option)
        assert (status, said) == (2, "")
        assert remedy in errors
        assert not (tmp_path / name).exists()
