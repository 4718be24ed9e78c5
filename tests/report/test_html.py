"""The report as HTML: every note, nothing from elsewhere, and the same words for each verdict.

After a change of wording, delete the files under ``golden/``: the next run writes them anew and
fails once, and their difference shows what a reader will read.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mat_trial.language import LANGUAGES, speaking
from mat_trial.report import write_html
from mat_trial.results import Call
from report.reading import read_html
from report.trials import long_trial, trial_of

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("call", list(Call))
def test_what_a_reader_reads(call: Call) -> None:
    read = read_html(write_html(trial_of(call)))
    file = GOLDEN / f"{call.value}.txt"
    if not file.is_file():
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(read, encoding="utf-8")
        pytest.fail(f"{file.name} was not there and is written now: read it, then run again")
    assert read == file.read_text(encoding="utf-8")


def test_it_asks_nothing_of_any_network_and_runs_nothing() -> None:
    page = write_html(trial_of(Call.HELPS))
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|link|iframe|object|embed|img|form|base)\b", page)
    assert not re.search(r"\b(src|href|srcset|action)\s*=|url\(|@import", page)
    assert not re.search(r"\son\w+\s*=", page)
    addresses = set(re.findall(r"\w+://[^\"'\s<]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_it_has_a_language_headings_and_a_figure_in_words() -> None:
    page = write_html(trial_of(Call.HELPS))
    assert '<html lang="en">' in page
    assert page.count("<h1") == 1
    headings = re.findall(r"<h2 id=\"(\w+)\"", page)
    assert len(headings) == len(set(headings)) > 8
    figures = re.findall(r'role="img" aria-label="([^"]+)"', page)
    assert len(figures) == 2
    assert all(alt.startswith("Daily pain from 4 January 2027") for alt in figures)
    assert "@media print" in page


def test_every_note_stands_in_it_and_stays_text() -> None:
    page = write_html(trial_of(Call.HELPS))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; *so* #panic() $x$ tired" in page
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page
    assert "▯turned around" in page
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in page
    long = long_trial(21)
    notes = [entry.note for entry in long.entries]
    page = write_html(long)
    assert len(notes) > 70
    assert [note for note in notes if note not in page] == []


def test_a_name_stands_on_it_only_if_it_was_typed() -> None:
    case = trial_of(Call.HELPS)
    assert "Ann Example" in write_html(replace(case, name=" Ann Example "))
    assert 'class="about" dir="auto">made on 3 March 2027<' in write_html(case)


def test_before_the_look_it_tells_nothing_of_the_effect() -> None:
    case = trial_of(Call.TOO_EARLY)
    read = read_html(write_html(case))
    scores = {f"{score:g}" for entry in case.entries for score in entry.scores.values()}
    cells = {cell for line in read.splitlines() for cell in line.split(" | ")}
    assert not {score for score in scores if "." in score} & cells
    assert "<svg" not in write_html(case)
    assert "Extra painkillers" not in read


def test_what_is_known_of_changes_and_peeks_is_told() -> None:
    case = trial_of(Call.HELPS)
    none = read_html(write_html(replace(case, peeks=(), changed=())))
    assert "No day was changed after it was written down." in none
    assert "The raw scores were not looked at before the verdict." in none
    day = case.entries[3].date
    some = read_html(write_html(replace(case, peeks=(case.made_at,), changed=(day,))))
    assert f"1 day was changed after it was first written down: {day.day} Jan." in some
    assert "The raw scores were looked at once before the verdict" in some


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_ends_twice(language: str) -> None:
    # As where a month is shortened with a dot of its own.
    case = trial_of(Call.HELPS)
    with speaking(language):
        read = read_html(write_html(case))
    assert [line for line in read.splitlines() if ".." in line] == []


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
@example('</svg><script>x</script>" onload="x\x00\N{RIGHT-TO-LEFT OVERRIDE}')
def test_no_text_of_a_person_breaks_it(text: str) -> None:
    case = trial_of(Call.TOO_EARLY)
    entries = (replace(case.entries[0], note=text), *case.entries[1:])
    page = write_html(replace(case, entries=entries, name=f"{text}\udc80"))
    page.encode()
    assert len(re.findall(r"<script|\son\w+\s*=\s*\"", page)) == 0
    assert page.count("<tr") == write_html(case).count("<tr")
