"""Every sentence marked in the code stands in every catalogue, whole and with its own values."""

import ast
import string
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from language.sources import KEYWORDS, TOP, list_sources
from mat_trial.language import ENGLISH, FOLDER, LANGUAGES

CATALOGUES = [code for code in LANGUAGES if code != ENGLISH]


@cache
def extract_messages() -> Catalog:
    """Collect what is marked in the code."""
    catalog = Catalog()
    for path in list_sources():
        for _line, message, _comments, _context in extract_from_file(
            "python", path, keywords=KEYWORDS
        ):
            if message:
                catalog.add(message)
    return catalog


def list_values(text: str) -> set[str]:
    """List the names in braces."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def list_forms(message: object) -> list[str]:
    """List the forms of a message, one where it does not count."""
    return (
        [str(form or "") for form in message]
        if isinstance(message, list | tuple)
        else [str(message or "")]
    )


def list_faults(catalog: Catalog, wanted: Catalog) -> list[str]:
    """List everything that keeps a catalogue from being whole."""
    faults = [f"obsolete: {message}" for message in catalog.obsolete]
    faults += [f"not in the code: {m.id!r}" for m in catalog if m.id and m.id not in wanted]
    for asked in wanted:
        if not asked.id:
            continue
        found = catalog.get(asked.id)
        if found is None:
            faults.append(f"missing: {asked.id!r}")
            continue
        said = list_forms(found.string)
        forms = catalog.num_plurals if asked.pluralizable else 1
        if found.fuzzy or len(said) != forms or not all(said):
            faults.append(f"not whole: {asked.id!r}")
        values = {name for text in list_forms(asked.id) for name in list_values(text)}
        # One form may leave the number out: "a day".
        if any(values - {"n"} != list_values(text) - {"n"} for text in said) or (
            "n" in values and "n" not in list_values(said[-1])
        ):
            faults.append(f"other values: {asked.id!r}")
    return faults


def test_what_is_marked_is_found() -> None:
    messages = extract_messages()
    assert "{where}: {wrong}. Allowed: {allowed}. {remedy}" in messages
    assert ("{n} day", "{n} days") in messages
    assert "Who will be helped and who will not." in messages


def test_no_sentence_is_marked_where_the_collection_does_not_look() -> None:
    # Babel reads f-strings only from Python 3.12 on.
    hidden = [
        f"{path.relative_to(TOP)}:{call.lineno}"
        for path in list_sources()
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KEYWORDS
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_each_fault_is_told() -> None:
    wanted = Catalog()
    for message in ("Whole {a}.", "Missing.", "Empty.", "Other {a}.", ("{n} day", "{n} days")):
        wanted.add(message)
    catalog = Catalog(locale="de")
    catalog.add("Whole {a}.", "Ganz {a}.")
    catalog.add("Empty.", "")
    catalog.add("Other {a}.", "Anders {b}.")
    catalog.add(("{n} day", "{n} days"), ("{n} Tag", ""))
    catalog.add("Gone.", "Fort.")
    faults = list_faults(catalog, wanted)
    assert {fault.partition(":")[0] for fault in faults} == {
        "not in the code",
        "missing",
        "not whole",
        "other values",
    }
    assert not any("Whole" in fault for fault in faults)


@pytest.mark.parametrize("code", CATALOGUES)
def test_a_catalogue_is_whole(code: str) -> None:
    with (FOLDER / code / "LC_MESSAGES" / "mat_trial.po").open("rb") as file:
        catalog = read_po(file, locale=code)
    assert list_faults(catalog, extract_messages()) == []
