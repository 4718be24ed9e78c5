"""Printed pages: tagged, self-contained, and deaf to whatever a person typed."""

import datetime as dt
import io

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mat_trial.errors import MatTrialError
from mat_trial.language import speaking
from mat_trial.typeset import STAND_IN, make_printable, typeset_pdf

MADE_AT = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)


def open_sheet(*facts: tuple[str, str], title: str = "A sheet") -> pikepdf.Pdf:
    data, _ = make_printable({"facts": facts})
    pdf = typeset_pdf("typeset/sheet.typ", data, title=title, made_at=MADE_AT)
    return pikepdf.open(io.BytesIO(pdf))


def test_a_sheet_is_tagged_named_and_in_a_language() -> None:
    with speaking("de"):
        pdf = open_sheet(("Schmerz", "weniger"), title="Ein Blatt")
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "de"
    assert "/StructTreeRoot" in pdf.Root
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Ein Blatt"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_its_fonts_are_in_the_file() -> None:
    pdf = open_sheet(("Latin", "a"), ("Symbol", "▯"))
    (page,) = pdf.pages
    fonts = [font.DescendantFonts[0] for font in page.Resources.Font.values()]
    assert fonts
    assert all(
        {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
        for font in fonts
    )


def test_the_same_sheet_is_the_same_file() -> None:
    made = [
        typeset_pdf("typeset/sheet.typ", {"facts": []}, title="x", made_at=MADE_AT)
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_what_cannot_be_printed_is_replaced_and_said() -> None:
    data, replaced = make_printable({"a": "x\u202ey", "b": ["中", "\x07", "中"]})
    assert data == {"a": f"x{STAND_IN}y", "b": [STAND_IN, STAND_IN, STAND_IN]}
    assert replaced == (
        "U+0007",
        "U+202E RIGHT-TO-LEFT OVERRIDE",
        "U+4E2D CJK UNIFIED IDEOGRAPH-4E2D",
    )


def test_what_can_be_printed_is_left_alone() -> None:
    text = "Früh, «mañana» — Ωμέγα, Привет, שלום, ½ 5\u00a0mg ≥ 3\n\tund weiter"
    assert make_printable(text) == (text, ())


def test_a_word_longer_than_a_line_may_break() -> None:
    data, replaced = make_printable("x" * 400)
    assert data.replace("\N{ZERO WIDTH SPACE}", "") == "x" * 400
    assert len(data) == 799
    assert not replaced


def test_a_page_that_cannot_be_set_is_an_error_of_ours() -> None:
    with pytest.raises(MatTrialError, match="The page cannot be set"):
        typeset_pdf("typeset/sheet.typ", {"facts": [["x", "unseen: 中"]]}, title="x")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=80))
@example('#image("/etc/passwd") $x$ <a> @b *c* `d` \\ // e /* f')
@example("\ud800")
@example("\ufeff\u00ad\u200d\ufe0f\U000e0001")
@example("\u0628\u064e\u0301 e\u0301\u0302\u0303")
def test_no_text_breaks_a_page(text: str) -> None:
    data, _ = make_printable({"facts": [[text, text]]})
    assert typeset_pdf("typeset/sheet.typ", data, title=f"A sheet {text}")
