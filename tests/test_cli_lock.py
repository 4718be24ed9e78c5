"""The commands of the lock, and the other commands on a locked diary."""

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mat_trial.cli import passphrase
from mat_trial.cli.main import app
from mat_trial.diary import Diary, cipher, is_locked, list_backups, lock_diary, make_backup
from mat_trial.errors import DiaryError
from mat_trial.model import Entry

PHRASE, OTHER = "a mat of many spikes", "many spikes on one mat"
SHORT = "short"
NOTE = "telltale-note"
NOW = dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC)
DAY = Entry(date=dt.date(2027, 1, 4), scores={"pain": 4}, note=NOTE, recorded_at=NOW)


@pytest.fixture
def folder(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cipher, "ROUNDS", 1000)
    with Diary.open(data_folder) as diary:
        diary.save(DAY, version=None)
    return data_folder


def run(*arguments: str, typed: str | None = None, **given: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments), env=given, input=typed)
    code, said = done.exit_code, done.stderr
    if isinstance(done.exception, DiaryError):
        code, said = 2, str(done.exception)
    return code, " ".join(done.stdout.split()), said


def keep(folder: Path, text: str) -> str:
    path = folder.parent / f"{text[:6]}.txt"
    path.write_text(text + "\n", encoding="utf-8")
    return str(path)


def test_locking_warns_and_wants_a_tick_and_a_long_passphrase(folder: Path) -> None:
    code, told, said = run("lock", MAT_TRIAL_PASSPHRASE=PHRASE)
    assert (code, told) == (2, "")
    assert "your diary is lost. Nobody can get it back" in said
    assert "--forgotten-means-lost: is missing" in said
    code, _told, said = run("lock", "--forgotten-means-lost", MAT_TRIAL_PASSPHRASE=SHORT)
    assert code == 2
    assert "has 5 letters. Allowed: 12 letters or more" in said
    code, _told, said = run("lock", "--forgotten-means-lost")
    assert code == 2
    assert "set MAT_TRIAL_PASSPHRASE" in said
    code, _told, said = run("lock", "--forgotten-means-lost", "--passphrase-file", "nowhere")
    assert code == 2
    assert "--passphrase-file: 'nowhere' cannot be read" in said
    assert not is_locked(folder)


def test_a_typed_passphrase_is_typed_twice_and_never_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([PHRASE, OTHER, PHRASE, PHRASE])
    asked = []

    def prompt(text: str, *, hide_input: bool, err: bool) -> str:
        asked.append((text, hide_input, err))
        return next(answers)

    monkeypatch.setattr("typer.prompt", prompt)
    monkeypatch.setattr(passphrase, "is_terminal", lambda: True)
    code, _told, said = run("lock", "--forgotten-means-lost")
    assert code == 2
    assert "is not the same both times" in said
    code, told, said = run("lock", "--forgotten-means-lost")
    assert code == 0, said
    assert is_locked(folder)
    assert PHRASE not in told + said
    assert asked == [("New passphrase", True, True), ("The same again", True, True)] * 2


@pytest.mark.parametrize(
    ("code", "typed", "told"),
    [
        ("en", "yes\n", "Type yes to go on [no]"),
        ("de", "Ja\n", "Tippen Sie ja, um fortzufahren [nein]"),
        ("es", "si\n", "Escriba sí para continuar [no]"),
        ("de", "nein\n", "Nichts wurde geändert."),
        ("en", "\n", "Nothing was changed."),
        ("en", "", "Stopped."),
    ],
)
def test_a_question_is_answered_in_the_language_it_is_asked_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: str, typed: str, told: str
) -> None:
    monkeypatch.setattr("mat_trial.cli.lock.is_terminal", lambda: True)
    given = {"MAT_TRIAL_PASSPHRASE": PHRASE, "MAT_TRIAL_LANGUAGE": code}
    status, _told, said = run("lock", typed=typed, **given)
    assert told in said
    meant = typed.strip() in {"yes", "Ja", "si"}
    assert (status, is_locked(folder)) == (0 if meant else 1, meant)


@pytest.mark.parametrize(("choice", "left"), [("keep", [False]), ("lock", [True]), ("delete", [])])
def test_older_backups_are_kept_locked_or_deleted(
    folder: Path, choice: str, left: list[bool]
) -> None:
    make_backup(folder)
    made_at = list_backups(folder)[0].made_at
    arguments = ("lock", "--forgotten-means-lost", "--backups", choice)
    code, told, _said = run(*arguments, MAT_TRIAL_PASSPHRASE=PHRASE)
    assert code == 0
    assert "1 backup" in told
    assert "can sometimes be read again" in told
    assert [backup.locked for backup in list_backups(folder)] == left
    assert [backup.made_at for backup in list_backups(folder)] == [made_at] * len(left)
    holding = [p for p in folder.rglob("*") if p.is_file() and NOTE.encode() in p.read_bytes()]
    assert len(holding) == (choice == "keep")


def test_every_command_on_a_locked_diary_asks_for_the_passphrase(folder: Path) -> None:
    lock_diary(folder, PHRASE)
    out = folder.parent / "diary.json"
    for command in (
        ("export", "--out", str(out)),
        ("backup",),
        ("passphrase",),
        ("unlock",),
    ):
        code, told, said = run(*command)
        assert (code, told) == (2, "")
        assert "Passphrase of the diary: is missing" in said
        code, told, said = run(*command, MAT_TRIAL_PASSPHRASE=OTHER)
        assert (code, told) == (2, "")
        assert "This passphrase does not open" in said
    file = keep(folder, PHRASE)
    assert run("export", "--out", str(out), "--passphrase-file", file)[0] == 0
    assert run("import", str(out), "--replace", "--passphrase-file", file)[0] == 0
    assert run("backup", "--passphrase-file", file)[0] == 0
    code, told, _said = run("restore", "latest", MAT_TRIAL_PASSPHRASE=PHRASE)
    assert code == 0
    assert all(backup.locked for backup in list_backups(folder))


def test_a_backup_of_another_passphrase_is_restored_with_it(folder: Path) -> None:
    lock_diary(folder, PHRASE)
    assert run("backup", MAT_TRIAL_PASSPHRASE=PHRASE)[0] == 0
    given = {"MAT_TRIAL_PASSPHRASE": PHRASE, "MAT_TRIAL_NEW_PASSPHRASE": OTHER}
    assert run("passphrase", **given)[0] == 0
    code, told, said = run("restore", "latest", MAT_TRIAL_PASSPHRASE=OTHER)
    assert (code, told) == (2, "")
    assert "Passphrase of the backup: is missing" in said
    option = ("--backup-passphrase-file", keep(folder, PHRASE))
    assert run("restore", "latest", *option, MAT_TRIAL_PASSPHRASE=OTHER)[0] == 0
    assert run("unlock", MAT_TRIAL_PASSPHRASE=OTHER)[0] == 0
    with Diary.open(folder) as diary:
        assert [entry.note for entry in diary.entries()] == [NOTE]
    assert run("unlock")[0] == 2
    # Nothing of ours: as before the lock was there.
    noise = folder.parent / "noise.db"
    noise.write_bytes(b"no diary" * 2000)
    code, _told, said = run("restore", str(noise))
    assert code == 2
    assert "no backup at all" in said
