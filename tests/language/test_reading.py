"""All that is said is easy to read, in each language by its own formula."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from every_verdict import SIZES, make_verdict, say_all
from mat_trial.language import FOLDER, speaking
from mat_trial.model import PAIN, SLEEP
from mat_trial.results import Call
from mat_trial.wording.verdict import headline
from readability import (
    HARDEST,
    TWELVE,
    WORD,
    count_syllables,
    ease_spanish,
    grade_german,
    grade_text,
)

FAIRLY_EASY, NORMAL = 65.0, 55.0
"""Of the INFLESZ scale for what patients in Spain read: fairly easy from 65 on, normal from 55
(Barrio-Cantalejo et al. 2008, 10.4321/S1137-66272008000300004)."""
LAST = 12.5
"""The last grade of school, for the hardest English message of all: why a figure is missing."""
COMPULSORY = 9.0
"""The grade in which compulsory school ends, for the hardest German message of all."""
FEWEST_WORDS = 12
"""Below so many words, one long one decides the figure."""


@pytest.mark.parametrize("call", Call)
def test_a_verdict_reads_as_easily_in_german_and_spanish(call: Call) -> None:
    for outcome in (PAIN, SLEEP):
        verdict = make_verdict(call, outcome, SIZES[call][0])
        with speaking("de"):
            assert grade_german(" ".join(say_all(verdict))) <= TWELVE, say_all(verdict)
            assert grade_german(headline(verdict)) <= HARDEST
        with speaking("es"):
            assert ease_spanish(" ".join(say_all(verdict))) >= FAIRLY_EASY, say_all(verdict)
            assert ease_spanish(headline(verdict)) >= FAIRLY_EASY


def test_no_message_is_harder_than_school_has_taught() -> None:
    english = {text: grade_text(text) for text in list_messages("en")}
    german = {text: grade_german(text) for text in list_messages("de")}
    spanish = {text: ease_spanish(text) for text in list_messages("es")}
    assert min(len(english), len(german), len(spanish)) > 300
    # What stands here wants shorter words, or two sentences.
    assert {text: grade for text, grade in english.items() if grade > LAST} == {}
    assert {text: grade for text, grade in german.items() if grade > COMPULSORY} == {}
    assert {text: ease for text, ease in spanish.items() if ease < NORMAL} == {}


def test_most_messages_are_far_easier_than_the_hardest() -> None:
    assert grade_text(" ".join(list_messages("en"))) <= TWELVE
    assert grade_german(" ".join(list_messages("de"))) <= TWELVE
    assert ease_spanish(" ".join(list_messages("es"))) >= FAIRLY_EASY


def list_messages(code: str) -> Iterator[str]:
    """List the sentences of a language, with a number for each value."""
    catalogued = "de" if code == "en" else code
    with (FOLDER / catalogued / "LC_MESSAGES" / "mat_trial.po").open("rb") as file:
        catalogue = read_po(file, locale=catalogued)
    for message in catalogue:
        said = message.id if code == "en" else message.string
        forms = said if isinstance(said, tuple | list) else [said]
        text = re.sub(r"{\w+(![rs])?}", "7", str(forms[-1]))
        if (
            message.id
            and text.endswith((".", "?", "!"))
            and len(WORD.findall(text)) >= FEWEST_WORDS
        ):
            yield text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "Mat-te Tag Aus-wasch-ta-ge Kopf-schmer-zen ü-ber-haupt neu ru-hig"),
        ("es", "u-na dí-as es-te-ri-lla pe-or ac-tú-an a-yu-da que gui-ta-rra pre-o-cu-pa-ción"),
        ("es", "yo rey rui-do cui-da-do si-guien-te a-ún ve-re-dic-to ver-güen-za"),
    ],
)
def test_syllables_are_those_of_the_language(code: str, words: str) -> None:
    for parted in words.split():
        assert count_syllables(parted.replace("-", ""), code) == parted.count("-") + 1, parted


def test_the_formulas_tell_hard_from_easy() -> None:
    assert grade_german("Die Katze saß auf der Matte. Es war eine rote Matte.") < 3
    hard = (
        "Ungeachtet beträchtlicher methodischer Verschiedenartigkeit demonstrierte die "
        "Intervention statistisch nachweisbare Verbesserungen."
    )
    assert grade_german(hard) > 15
    assert ease_spanish("El gato se echó en la estera. Era una estera roja.") > 80
    hard = (
        "No obstante la considerable heterogeneidad metodológica, la intervención demostró "
        "mejorías estadísticamente detectables."
    )
    assert ease_spanish(hard) < 20
