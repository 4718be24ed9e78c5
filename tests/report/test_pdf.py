"""The report as PDF: one page whatever the trial holds, and one that a screen reader can read."""

import datetime as dt
import itertools
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mat_trial.language import LANGUAGES, speaking
from mat_trial.report import write_html, write_pdf
from mat_trial.results import Call
from report.reading import open_pdf
from report.trials import drawn_days, long_trial, report_case, trial_of

OVERLAP = 3
"""In points; the boxes of lines that follow each other closely share two of them."""


@pytest.mark.parametrize("call", list(Call))
def test_every_verdict_makes_one_tagged_page(call: Call) -> None:
    case = trial_of(call)
    assert case.verdict.call is call
    pdf = open_pdf(write_pdf(case))
    assert len(pdf.pages) == 1
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "en"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Report of a personal (n-of-1) trial of an acupressure mat"
    kinds = list_tags(pdf)
    assert {"/Title", "/H1", "/Table", "/TH", "/TD"} <= set(kinds)
    assert kinds.count("/Figure") == (0 if call is Call.TOO_EARLY else 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_printed_over_anything_else(language: str, tmp_path: Path) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not there: it says where each word stands")
    path, case = tmp_path / "report.pdf", trial_of(Call.HELPS)
    with speaking(language):
        path.write_bytes(write_pdf(case))
    told = subprocess.run([program, "-bbox", path, "-"], check=True, capture_output=True)
    words = re.findall(
        r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)</word>',
        told.stdout.decode(),
    )
    boxes = [(*map(float, place), word) for *place, word in words]
    assert len(boxes) > 300
    over = [
        (one[4], other[4])
        for one, other in itertools.combinations(boxes, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > OVERLAP
        and min(one[3], other[3]) - max(one[1], other[1]) > OVERLAP
    ]
    assert over == []


def list_tags(pdf: pikepdf.Pdf) -> list[str]:
    return [str(item.S) for item in pdf.objects if is_of(item, "/StructElem")]


def is_of(item: pikepdf.Object, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind


@pytest.mark.parametrize("cycles", [21, 45])
def test_a_long_trial_is_still_one_page_that_says_what_it_leaves_out(cycles: int) -> None:
    case = long_trial(cycles)
    pdf = open_pdf(write_pdf(case))
    assert len(pdf.pages) == 1


def test_a_trial_whose_every_day_was_drawn_is_one_page() -> None:
    assert len(open_pdf(write_pdf(drawn_days())).pages) == 1


def test_a_trial_before_its_first_day_and_one_without_an_entry_are_one_page() -> None:
    plan = trial_of(Call.HELPS).plan
    for today in (plan.start - dt.timedelta(days=2), plan.start):
        case = report_case(plan, (), today=today)
        assert len(open_pdf(write_pdf(case)).pages) == 1
        assert write_html(case)


def test_the_figure_says_in_words_what_it_shows_and_the_fonts_are_in_the_file() -> None:
    pdf = open_pdf(write_pdf(trial_of(Call.HELPS)))
    elements = [item for item in pdf.objects if is_of(item, "/StructElem")]
    (figure,) = (element for element in elements if element.S == "/Figure")
    assert "Daily pain from 4 January 2027" in str(figure.Alt)
    descriptors = [item for item in pdf.objects if is_of(item, "/FontDescriptor")]
    assert descriptors
    assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in descriptors)


def test_nothing_in_it_runs_or_leads_elsewhere() -> None:
    pdf = open_pdf(write_pdf(trial_of(Call.HELPS)))
    keys = {
        key
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)
        for key in item.keys()  # noqa: SIM118 - a stream is no mapping
    }
    assert not {"/JS", "/JavaScript", "/URI", "/AA", "/Launch", "/EmbeddedFiles"} & keys
    assert "/OpenAction" not in pdf.Root


def test_the_same_trial_makes_the_same_file() -> None:
    case = trial_of(Call.HELPS)
    assert write_pdf(case) == write_pdf(case)


@settings(max_examples=12, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
@example(' #import "x" \\u{202e} $')
def test_no_text_of_a_person_breaks_it(text: str) -> None:
    case = trial_of(Call.TOO_EARLY)
    entries = (replace(case.entries[0], note=text), *case.entries[1:])
    plan = replace(case.plan, complaint=text)
    pdf = open_pdf(write_pdf(replace(case, entries=entries, plan=plan, name=f"{text}\udc80")))
    assert len(pdf.pages) == 1
