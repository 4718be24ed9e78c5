"""The page of promises: as its figures say, and each promise held by tests that are there."""

import re
from pathlib import Path

import pytest

from reliability import PAGE, PROMISES, read_figures, write_page

TESTS = Path(__file__).parent


def test_the_page_says_what_the_figures_say() -> None:
    kills = read_figures("kills")
    assert kills is not None
    assert PAGE.read_text(encoding="utf-8") == write_page(kills, read_figures("fuzz"))


def test_the_long_runs_kept_every_promise() -> None:
    kills, fuzz = read_figures("kills"), read_figures("fuzz")
    assert kills is not None
    assert kills["kills"] >= 500
    assert (kills["days_lost"], kills["backups_not_whole"]) == (0, 0)
    assert kills["leftovers_after_a_day"] == 0
    assert fuzz is None or fuzz["failures"] == 0


@pytest.mark.parametrize("test", [test for _promise, tests in PROMISES for test in tests])
def test_every_test_it_names_is_there(test: str) -> None:
    file, _, name = test.partition("::")
    text = (TESTS / file).read_text(encoding="utf-8")
    assert not name or re.search(rf"^def {name}\(", text, re.MULTILINE)


def test_the_threat_model_names_tests_that_are_there() -> None:
    text = (TESTS.parent / "docs" / "threat-model.md").read_text(encoding="utf-8")
    for file, name in re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", text):
        if not (TESTS / file).exists():
            assert (TESTS.parent / "src" / "mat_trial" / file).exists(), file
        elif name:
            assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8"), name
