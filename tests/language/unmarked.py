"""Finds what a person could read in the code that no catalogue says."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from language.sources import KEYWORDS

PHRASE = re.compile(r"[^\W\d_]{2,}[^\w\s]* +[^\w\s]*[^\W\d_]")
"""Two words with a blank between them."""
LETTER = re.compile(r"[^\W\d_]")
MARK = re.compile(r":material/\w+:|:\w+\[|\{\w*\}")
"""Streamlit's own marks, and what is filled in."""

MACHINE = re.compile(r"\w*[\d_.][\w.]*|\s*(ALTER|BEGIN|CREATE|INSERT|PRAGMA|SELECT) .*", re.DOTALL)
"""The name of a key in a file, such as ``design.kind``, and SQL."""

PROGRAM_ERRORS = {"AttributeError", "ModuleNotFoundError", "ValueError"}
"""Raised for those who write programs, and not shown on any page."""

READ = {
    "Problem": {"where", "wrong", "allowed", "remedy"},
    "Line": {"name", "value", "reading"},
    "ChartWords": {"title", "reading", "alt"},
    "Caution": {"message"},
    "Section": {"heading"},
}
"""Fields that people read, be it a single word: as the arguments of Streamlit's elements are, and
what `wording` and `report` return."""
SHOWN = {"alt", "body", "caption", "help", "label", "placeholder", "text", "title"}
NO_ELEMENTS = {"form", "get_option"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmarked:
    """A text that no catalogue says.

    Parameters
    ----------
    places
        Its file, and the functions and constants there that it stands in.
    """

    part: str
    line: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text in the code.

    Parameters
    ----------
    text
        With ``{}`` for what an f-string fills in.
    around
        What it stands in, the nearest first.
    """

    text: str
    line: int
    around: tuple[ast.AST, ...]


def _list_texts(tree: ast.Module) -> Iterator[_Text]:
    """List every text of a file but docstrings and types."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node, parent in parents.items():
        if isinstance(parent, ast.Expr | ast.JoinedStr | ast.FunctionDef):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            parts = [
                part.value if isinstance(part, ast.Constant) else "{}" for part in node.values
            ]
            text = "".join(map(str, parts))
        else:
            continue
        yield _Text(text=text, line=node.lineno, around=(node, *_climb(node, parents)))


def _climb(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in parents:
        node = parents[node]
        yield node


class _Said(HTMLParser):
    """Keeps what HTML says: its text, and what stands in for it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.is_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_code = tag in ("script", "style")
        said = ("alt", "title", "placeholder", "aria-label")
        self.said += [value for name, value in attrs if name in said and value]

    def handle_endtag(self, _tag: str) -> None:
        self.is_code = False

    def handle_data(self, data: str) -> None:
        if not self.is_code:
            self.said.append(data)


def _list_said(text: str) -> list[str]:
    """List what a person would read of HTML or Markdown."""
    said = [text]
    if "<" in text and ">" in text:
        reader = _Said()
        reader.feed(text)
        reader.close()
        said = reader.said
    return [MARK.sub("", part).strip(" ·,") for part in said]


def find_unmarked(code: str, place: str) -> Iterator[Unmarked]:
    """Find what a person could read in the code of a file and no catalogue says."""
    for text in _list_texts(ast.parse(code)):
        is_read = _is_read(text, place)
        said = [
            part
            for part in _list_said(text.text)
            if PHRASE.search(part) or (is_read and LETTER.search(part))
        ]
        if not said or _stands_in_call(text, {*KEYWORDS, "cast"}) or _is_for_programs(text):
            continue
        places = (place, *(f"{place} {name}" for name in _list_names(text)))
        for part in said:
            if not MACHINE.fullmatch(part):
                yield Unmarked(part=part, line=text.line, places=places)


def _stands_in_call(text: _Text, names: set[str]) -> bool:
    return any(isinstance(node, ast.Call) and _name(node.func) in names for node in text.around)


def _is_read(text: _Text, place: str) -> bool:
    node, *above = text.around
    while isinstance(above[0], ast.IfExp | ast.BoolOp):
        node, *above = above
    parent, *above = above
    if isinstance(parent, ast.Return):
        return place.startswith(("report/", "wording/"))
    name, call = None, parent
    if isinstance(parent, ast.keyword):
        name, call = parent.arg, above[0]
    if not isinstance(call, ast.Call):
        return False
    if _name(call.func) in READ:
        return name in READ[_name(call.func)] and not _is_an_option(text)
    is_element = (
        isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "st"
        and call.func.attr not in NO_ELEMENTS
    )
    return is_element and (name in SHOWN or (bool(call.args) and call.args[0] is node))


def _is_an_option(text: _Text) -> bool:
    return text.text.startswith("--")


def _is_for_programs(text: _Text) -> bool:
    # Commands' own help stays English, as their options are; steps of a migration are recorded.
    return any(
        (isinstance(node, ast.keyword) and node.arg == "help" and "typer" in _owner(above))
        or (isinstance(node, ast.Raise) and _name(_called(node.exc)) in PROGRAM_ERRORS)
        or (isinstance(node, ast.Call) and _name(node.func) == "Step")
        for node, above in zip(text.around, (*text.around[1:], None), strict=True)
    )


def _called(node: ast.AST | None) -> ast.AST | None:
    return node.func if isinstance(node, ast.Call) else node


def _owner(node: ast.AST | None) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def _name(node: ast.AST | None) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")


def _list_names(text: _Text) -> Iterator[str]:
    for node in text.around:
        if isinstance(node, ast.Assign):
            yield from map(_name, node.targets)
        elif isinstance(node, ast.AnnAssign):
            yield _name(node.target)
        elif isinstance(node, ast.FunctionDef):
            yield node.name
