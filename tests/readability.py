"""How hard a text is to read: the Flesch–Kincaid grade, the years of school that it asks for.

Own code, for the formula is one line and the packages that have it bring language models along:
Kincaid et al. 1975, 0.39 words a sentence + 11.8 syllables a word − 15.59. Syllables are counted
as groups of vowels, a silent e at the end left out; a number counts as one.
"""

import re

WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]*|[−-]?\d[\d.,]*")
SENTENCE = re.compile(r"[.!?](?=\s|$)")


def grade_text(text: str) -> float:
    """Return the school grade whose pupils can read a text; grade 6 is about age 12."""
    words = WORD.findall(text)
    n_sentences = max(1, len(SENTENCE.findall(text)))
    n_syllables = sum(count_syllables(word) for word in words)
    return 0.39 * len(words) / n_sentences + 11.8 * n_syllables / len(words) - 15.59


def count_syllables(word: str) -> int:
    """Return about how many syllables a word has."""
    groups = re.findall(r"[aeiouyà-ÿ]+", word.lower())
    silent = re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$", word.lower()) is not None
    return max(1, len(groups) - silent)
