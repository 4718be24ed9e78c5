"""The page of promises: as its figures say, and each promise held by tests that are there."""

import re
from pathlib import Path

import pytest

from reliability import PAGE, PAGES, PARTS, PROMISES, read_figures, write_page

TESTS = Path(__file__).parent


def test_the_page_says_what_the_figures_say() -> None:
    kills = read_figures("kills")
    assert kills is not None
    assert PAGE.read_text(encoding="utf-8") == write_page(
        kills, *(read_figures(part) for part in PARTS if part != "kills")
    )


def test_the_long_runs_kept_every_promise() -> None:
    kills, fuzz = read_figures("kills"), read_figures("fuzz")
    assert kills is not None
    assert kills["kills"] >= 500
    assert (kills["days_lost"], kills["backups_not_whole"]) == (0, 0)
    assert kills["leftovers_after_a_day"] == 0
    assert kills["findings"] == []
    assert fuzz is not None
    assert (fuzz["inputs"] >= 1_000_000, fuzz["failures"]) == (True, 0)


def test_ten_browsers_at_once_lost_nothing_on_a_diary_of_five_years() -> None:
    load = read_figures("load")
    assert load is not None
    assert (load["diary"]["days"], load["diary"]["trials"]) == (1826, 20)
    at_once = load["at_once"]
    assert (at_once["browsers"], at_once["told_saved"]) == (10, 10)
    assert (at_once["lost"], at_once["disturbed"]) == (0, 0)
    measured = {page for pages in load["pages"].values() for page in pages}
    assert measured == set(PAGES), "every page"


def test_every_page_was_on_screen_in_under_half_a_second() -> None:
    load = read_figures("load")
    assert load is not None
    slow = {
        (trial, page): told["drawn"]["median"]
        for trial, pages in load["pages"].items()
        for page, told in pages.items()
        if told["drawn"]["median"] >= 0.5
    }
    assert slow == {}


def test_a_file_of_any_size_took_the_same_memory() -> None:
    large = read_figures("large")
    assert large is not None
    peaks = {
        file["megabytes"]: file["peak_megabytes"]
        for file in large["files"]
        if file["text"] == "CSV, scores only"
    }
    assert len(peaks) == 3
    assert max(peaks) > 7 * min(peaks)
    assert max(peaks.values()) < 1.15 * min(peaks.values())
    assert max(file["peak_megabytes"] for file in large["files"]) < 600


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
