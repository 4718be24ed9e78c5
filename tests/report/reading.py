"""What a person reads in a report: the words of its HTML, line by line, without the styles."""

import io
from html.parser import HTMLParser

import pikepdf

_SKIPPED = {"style", "script", "title", "svg", "text"}
_BLOCKS = {"h1", "h2", "p", "li", "dt", "dd", "tr", "section", "table"}
_CELLS = {"th", "td"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as its base has it
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag in _BLOCKS:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping -= 1
        elif tag in _CELLS:
            self.text.append(" | ")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.text.append(data.strip("\n"))


def read_html(page: str) -> str:
    reader = _Reader()
    reader.feed(page)
    lines = "".join(reader.text).splitlines()
    return "\n".join(line.strip(" |") for line in lines if line.strip(" |")) + "\n"


def open_pdf(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))
