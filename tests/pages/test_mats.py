import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.designs import count_assignments, smallest_p_value
from mat_trial.model import PairsDesign
from mat_trial.protocol import SAFETY_ITEMS, STOP_RULE
from mat_trial.protocol.minutes import LEAST_START_MINUTES, MOST_MINUTES, MOST_START_MINUTES
from mat_trial.wording import help as design_help
from mat_trial.wording import known
from mat_trial.wording.help import TOPICS
from mat_trial.wording.known import HARMS, PAIN_SCORES, STUDIES, list_study, say_fact
from pages.journey import read_titles, tap, unquote

StartApp = Callable[..., AppTest]
VALIDITY = Path(__file__).parents[2] / "docs" / "validity.csv"


def read_texts(value: object) -> Iterator[str]:
    """Return every sentence of a module of words, sources apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from read_texts(part)
    elif is_dataclass(value) and not isinstance(value, known.Source):
        for field in fields(value):
            yield from read_texts(getattr(value, field.name))


TEXTS = [
    text
    for module in (known, design_help)
    for name, value in vars(module).items()
    if name.isupper()
    for text in read_texts(value)
]


def measure(design: str, figure: str, *, scenario: str = "plain") -> float:
    """Return a figure of docs/validity.md for days a little like the day before (φ = .3)."""
    with VALIDITY.open(encoding="utf-8") as file:
        (value,) = (
            float(row[figure])
            for row in csv.DictReader(file)
            if (row["design"], float(row["phi"]), row["scenario"]) == (design, 0.3, scenario)
        )
    return value


def reasons_of(question: str) -> str:
    (topic,) = (topic for topic in TOPICS if topic.question == question)
    return " ".join(topic.reasons)


def read_page(app: AppTest) -> str:
    drawn = [*app.markdown, *app.caption, *app.subheader, *app.get("html")]
    return unquote(
        "\n".join(str(part.value if hasattr(part, "value") else part.proto.body) for part in drawn)
    )


def test_the_page_is_one_tap_away_and_leads_to_the_plan(start_app: StartApp) -> None:
    for page in ("today", "plan", "diary", "verdict", "about"):
        links = [link.proto.label for link in start_app(page).get("page_link")]
        assert "What is known about mats" in links[4:], page
    app = start_app("mats")
    assert read_titles(app) == ["What is known about mats"]
    tap(app, "Go to my plan")
    assert read_titles(app) == ["Is it safe for you?"]


def test_every_fact_stands_on_the_page_with_its_source(start_app: StartApp) -> None:
    read = read_page(start_app("mats"))
    for study in STUDIES:
        for _, text in list_study(study):
            assert text in read
    for fact in (*HARMS, *PAIN_SCORES):
        assert say_fact(fact) in read


def test_every_fact_has_a_source_that_is_named() -> None:
    sources = [study.source for study in STUDIES]
    for fact in (*HARMS, *PAIN_SCORES):
        assert fact.sources, fact.text
        sources += fact.sources
    for source in sources:
        assert source.name or source.doi
        assert not source.doi or re.fullmatch(r"10\.\d{4}/\S+", source.doi)


def test_every_source_is_in_the_notes(shared: Path) -> None:
    notes = (shared / "PRODUCT.md").read_text(encoding="utf-8")
    for source in [study.source for study in STUDIES] + [
        source for fact in (*HARMS, *PAIN_SCORES) for source in fact.sources
    ]:
        assert source.name.replace(",", "") in notes
        assert source.doi in notes


def test_the_harms_the_stop_rule_and_who_should_not_are_on_the_page(start_app: StartApp) -> None:
    read = read_page(start_app("mats"))
    assert STOP_RULE in read
    limits = (
        f"{LEAST_START_MINUTES} to {MOST_START_MINUTES} minutes",
        f"{MOST_MINUTES} minutes at once",
    )
    assert all(limit in read for limit in limits)
    for item in SAFETY_ITEMS:
        assert f"- {item.text}" in read


def test_each_question_about_the_design_has_its_answer_behind_a_tap(start_app: StartApp) -> None:
    expanders = {part.label: part for part in start_app("mats").expander}
    for topic in TOPICS:
        first, *reasons = [text.value for text in expanders[topic.question].markdown]
        assert first == f"**{topic.answer}**"
        assert tuple(reasons) == topic.reasons
        assert topic.basis in expanders[topic.question].caption[0].value


def test_other_pages_can_show_the_design_help_in_one_place() -> None:
    def show() -> None:
        from mat_trial.pages._design_help import show_design_help  # noqa: PLC0415 (a page's script)

        show_design_help()

    app = AppTest.from_function(show).run()
    assert not app.exception
    (expander,) = app.expander
    assert [header.value for header in expander.header] == [topic.question for topic in TOPICS]


@pytest.mark.parametrize(
    ("design", "said"),
    [
        ("pairs 2 d × 14", "Pairs of 2 days find it for 8 in 10"),
        ("pairs 4 d × 7", "Pairs of 4 days find it for 7 in 10"),
        ("pairs 7 d × 4", "pairs of 7 days for 6 in 10"),
        ("fixed 14 d × 4", "Four blocks of 14 days find it for 5 in 10"),
    ],
)
def test_what_is_said_of_short_stretches_is_what_was_measured(design: str, said: str) -> None:
    assert said in reasons_of("Why such short stretches?")
    assert said.endswith(f"{round(measure(design, 'power_1') * 10)} in 10")


def test_what_is_said_of_missing_days_is_what_was_measured() -> None:
    said = reasons_of("What if I miss a day?")
    design = "pairs 2 d × 14"
    assert "near 5 in 100" in said
    assert 0.045 < measure(design, "false_helps", scenario="missing") < 0.055
    assert "for 7 people in 10, not 8" in said
    assert round(measure(design, "power_1", scenario="missing") * 10) == 7
    assert round(measure(design, "power_1") * 10) == 8
    assert "5 people in 100 are wrongly told" in said
    assert "7 or 8 were" in said
    missed = measure(design, "false_no_worthwhile", scenario="missing_when_bad")
    assert round(missed * 100) in {7, 8}
    assert round(measure(design, "false_no_worthwhile") * 100) == 5


def test_what_is_said_of_few_pairs_and_of_washout_is_so() -> None:
    five = PairsDesign(period_days=2, cycles=5)
    assert f"only {count_assignments(five)} orders" in reasons_of("Why at least 6 pairs?")
    assert f"{smallest_p_value(five):.2f}" == "0.06"
    six = smallest_p_value(PairsDesign(period_days=2, cycles=6))
    assert six is not None
    assert six < 0.05

    def share_left_out(pairs: int, days: int) -> float:
        # One switch within each pair, and behind it in half of the cases.
        return (pairs + (pairs - 1) / 2) / (2 * pairs * days)

    said = reasons_of("Should some days after a switch not count?")
    assert "more than 1 day in 3, with pairs of 4 days fewer than 1 in 5" in said
    assert share_left_out(14, 2) > 1 / 3
    assert share_left_out(7, 4) < 1 / 5


def test_the_sentences_are_short_and_plain() -> None:
    sentences = [
        sentence
        for text in TEXTS
        for sentence in re.split(r"[.?!:;](?:\*\*)?(?:\s|$)", text)
        if len(sentence.split()) > 2
    ]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert len(lengths) > 100
    assert sum(lengths) / len(lengths) < 12
    assert max(lengths) <= 24, sentences[lengths.index(max(lengths))]
    assert not [text for text in TEXTS if "significan" in text.lower()]


def test_the_words_are_our_own(shared: Path) -> None:
    ours = {run for text in TEXTS for run in cut(text)}
    for notes in (shared / "PRODUCT.md", *(shared / "seed").iterdir()):
        theirs = cut(notes.read_text(encoding="utf-8"))
        assert len(theirs) > 500
        assert not theirs & ours


def cut(text: str, *, length: int = 6) -> set[tuple[str, ...]]:
    """Return every run of so many words."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}
