"""Files encrypted with a passphrase: back as they were, and closed to everyone else."""

import datetime as dt

import pytest

from mat_trial.files import sources
from mat_trial.files.diary_file import read_diary
from mat_trial.files.diary_formats import WRITERS, Format
from mat_trial.files.sealed import is_sealed, seal, unseal
from mat_trial.files.whole_json import read_whole, write_whole
from mat_trial.model import Entry, WholeDiary

PHRASE = "five words picked by chance"
NOTE = "a telltale note"
DAYS = [Entry(date=dt.date(2026, 1, 5), scores={"pain": 4.5}, note=NOTE)]
NAME = "diary.age"


@pytest.mark.parametrize("kind", WRITERS)
def test_days_come_back_as_they_were_and_tell_nothing_meanwhile(kind: Format) -> None:
    data = WRITERS[kind](DAYS)
    sealed = seal(data, PHRASE)
    assert NOTE.encode() in data
    assert NOTE.encode() not in sealed
    assert not any(word in sealed for word in (b"2026-01-05", b"pain", b"PAR1"))
    assert (is_sealed(sealed), is_sealed(data)) == (True, False)
    opened, problems = unseal(sealed, PHRASE, name=NAME)
    assert (opened, problems) == (data, [])
    assert read_diary(opened, condition_needed=False) == (DAYS, [], [])


def test_a_whole_diary_comes_back_and_nothing_else_opens_it() -> None:
    sealed = seal(write_whole(WholeDiary()), PHRASE)
    opened, problems = unseal(sealed, PHRASE, name=NAME)
    assert not problems
    assert read_whole(opened) == (WholeDiary(), [])
    middle = len(sealed) // 2
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for data, phrase in (
        (sealed, PHRASE + " "),
        (sealed[:-1], PHRASE),
        (sealed[:middle], PHRASE),
        (sealed[:30], PHRASE),
        (changed, PHRASE),
        # So much work is none that a computer does: it must be refused, and at once.
        (sealed.split(b" ", 3)[0] + b" scrypt PYIrrBXXqMrRNvgEwHn9ag 63\n", PHRASE),
    ):
        opened, problems = unseal(data, phrase, name=NAME)
        assert opened == b""
        (problem,) = problems
        assert str(problem).startswith(f"{NAME}: does not open with this passphrase.")
        assert "Type it again" in problem.remedy
        assert phrase not in str(problem)


def test_a_file_too_large_is_not_opened_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = seal(b"date,pain", PHRASE)
    monkeypatch.setattr(sources, "MOST_MEGABYTES", 0)
    opened, problems = unseal(sealed, PHRASE, name=NAME)
    assert opened == b""
    assert "is larger than 0 MB" in str(problems[0])
