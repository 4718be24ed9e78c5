"""Who opens the program for the first time: one tap to the sentence, two to the report."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from browser.faces import open_all
from browser.serving import StartServer
from browser.watching import OpenPage, wait_until_idle
from mat_trial.pages._state import EXAMPLES
from report.reading import open_pdf

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"
CHARTS = ("effect", "sensitivity", "timeline", "spread", "cycles", "confidence")
LEAST_MARKS = 5


def take(page: Page, button: Locator) -> Path:
    with page.expect_download(timeout=60_000) as download:
        button.click()
    return download.value.path()


def read_table(table: Locator) -> list[list[str]]:
    read: list[list[str]] = table.evaluate(
        "table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    return read


def check_csv(file: Path, shown: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert [[cell.strip() for cell in row] for row in read] == shown
    assert len(read) > 1


def check_svg(file: Path, title: str) -> None:
    drawn = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - made by us just now
    assert drawn.tag == f"{SVG}svg"
    said = " ".join("".join(text.itertext()) for text in drawn.iter(f"{SVG}text"))
    assert title in re.sub(r"\s+", " ", said)
    marks = [*drawn.iter(f"{SVG}path"), *drawn.iter(f"{SVG}line")]
    assert len(marks) > LEAST_MARKS


def check_png(file: Path) -> None:
    with Image.open(file) as picture:
        picture.load()
        assert picture.format == "PNG"
        assert picture.width > 2 * 390, "sharp where a phone is wide"
        assert len(picture.convert("RGB").getcolors(2**24) or ()) > LEAST_MARKS


def test_one_tap_to_the_sentence_two_to_the_report_and_every_picture_comes_along(
    server: StartServer, page_at: OpenPage
) -> None:
    page = page_at(390, 844)
    page.goto(server().url)
    wait_until_idle(page)

    page.get_by_role("button", name=EXAMPLES["helps"]).click()
    sentence = page.get_by_role("heading", level=1)
    expect(sentence).to_contain_text("the mat lowered your pain by")
    wait_until_idle(page)
    expect(sentence).to_be_in_viewport(ratio=1)

    button = page.get_by_role("button", name="Report as PDF")
    expect(button).not_to_be_in_viewport()
    page.get_by_role("link", name="Take it to your doctor").tap()
    heading = page.get_by_role("heading", name="For your doctor")
    for seen in (heading, button):
        expect(seen).to_be_in_viewport(ratio=1)
    # Below the banner of the example, which stays in sight.
    covered = page.locator(".st-key-banner").bounding_box()
    place = heading.bounding_box()
    assert covered is not None
    assert place is not None
    assert place["y"] >= covered["y"] + covered["height"]

    report = take(page, button)
    assert len(open_pdf(report.read_bytes()).pages) == 1

    open_all(page)
    for name in CHARTS:
        table = page.locator(f".st-key-table_{name} table")
        title = str(table.get_attribute("aria-label")).removeprefix("Table: ")
        check_csv(take(page, page.locator(f".st-key-keep_{name}_csv button")), read_table(table))
        check_svg(take(page, page.locator(f".st-key-keep_{name}_svg button")), title)
        check_png(take(page, page.locator(f".st-key-keep_{name}_png button")))
