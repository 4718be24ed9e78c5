"""A language of brackets, and what a page shows outside of them."""

import gettext
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

SAID = re.compile(r"⟦[^⟦⟧]*⟧")
ICON = re.compile(r":material/\w+:")
BROWSER = re.compile(r"\]\(#\w+\)|:(?:small|gray|red)\[|\[datum\.value\]|\\u[0-9a-f]{4}")
"""Streamlit's and Vega's own marks."""
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
ALTERNATIVE = re.compile(r'\balt="([^"]*)"')
SEEN = {
    "body", "label", "help", "placeholder", "text", "alt", "alt_text", "content", "options",
    "caption", "title", "element_toolbar_label", "message",
}  # fmt: skip
"""Fields of Streamlit's elements that a person meets."""
DRAWN = {"title", "text", "description", "labelExpr"}
"""Keys of a chart that hold words."""


class Bracketed(gettext.NullTranslations):
    """A catalogue that says each sentence in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"⟦{one if n == 1 else many}⟧"


def list_left_over(app: AppTest, allowed: Iterable[str] = ()) -> list[str]:
    """List what a page shows that no catalogue has said and that is not allowed, as it stands."""
    words = sorted(allowed, key=len, reverse=True)
    found = set()
    for text in list_texts(app):
        left = strip_said(text.replace("\\", ""))
        for word in words:
            left = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "", left)
        if re.search(r"[^\W\d_]", left):
            found.add(text)
    return sorted(found)


def list_texts(app: AppTest) -> list[str]:
    """List every text that a page shows: words, cells, and what charts are drawn from."""
    return list(_walk(app._tree))


def strip_said(text: str) -> str:
    """Take out what stands in brackets, one within the other, and marks for the browser."""
    before = None
    while before != text:
        before, text = text, SAID.sub("", text)
    return BROWSER.sub("", ICON.sub("", text))


def _walk(block: Any) -> Iterator[str]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _read(child.proto) if child.proto is not None else ()
            yield from _walk(child)
        else:
            yield from _read_element(child)


def _read_element(element: Any) -> Iterator[str]:
    if element.type == "html":
        yield from ALTERNATIVE.findall(element.proto.body)
        yield MARKUP.sub(" ", element.proto.body)
    elif element.type == "table":
        frame = element.value
        yield from map(str, frame.columns)
        for column in frame.columns:
            yield from map(str, frame[column])
        yield from _read(element.proto)
    elif "vega" in element.type:
        yield element.proto.alt
        yield from _read_chart(json.loads(element.proto.spec))
    else:
        yield from _read(element.proto)


def _read(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        several = value if field.is_repeated else [value]
        for one in several:
            if isinstance(one, str):
                if field.name in SEEN:
                    yield one
            elif hasattr(one, "ListFields"):
                yield from _read(one)


def _read_chart(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _read_chart(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in DRAWN and isinstance(value, str):
                yield value
            elif key in DRAWN and isinstance(value, list):
                yield from (line for line in value if isinstance(line, str))
            elif key != "datasets":
                yield from _read_chart(value)
