"""Outcomes of the person's own, asked beside pain, sleep and mood."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from mat_trial.errors import Problem
from mat_trial.files.names import clean_name, name_problem
from mat_trial.language import _, mark
from mat_trial.language.numbers import format_plain
from mat_trial.model import SHARE_OF_DAYS, Better, Outcome
from mat_trial.pages import _state

MOST_OWN = 3
MOST_WORTHWHILE = 10
"""Points of a score from 0 to 10, or days out of 10."""
AnswerKind = Literal["score", "yes_no"]
KIND_WORDS: dict[AnswerKind, str] = {
    "score": mark("By a number from 0 to 10"),
    "yes_no": mark("By yes or no"),
}
BETTER_WORDS: dict[AnswerKind, dict[Better, str]] = {
    "score": {Better.LOWER: mark("A low number"), Better.HIGHER: mark("A high number")},
    "yes_no": {Better.LOWER: mark("No"), Better.HIGHER: mark("Yes")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswer:
    """What was answered about one outcome; `worthwhile` is in points, or in days out of 10."""

    name: str = ""
    question: str = ""
    kind: AnswerKind = "score"
    better: Better = Better.LOWER
    worthwhile: float | None = 1.0

    @property
    def outcome(self) -> Outcome:
        """The outcome; a worthwhile effect that cannot be counts as 1."""
        is_yes_no = self.kind == "yes_no"
        worthwhile = self.worthwhile if _can_be_worthwhile(self.worthwhile) else None
        return Outcome(
            name=clean_name(self.name),
            question=self.question.strip(),
            unit=SHARE_OF_DAYS if is_yes_no else "points",
            better=self.better,
            worthwhile=(worthwhile or 1.0) / (10 if is_yes_no else 1),
            minimum=0,
            maximum=1 if is_yes_no else 10,
        )


NOTHING = OwnAnswer()


def read_own() -> tuple[OwnAnswer, ...]:
    """Gather the answers from the session."""
    return tuple(
        OwnAnswer(
            **{
                field: st.session_state[_key(field, number)]
                for field in OwnAnswer.__dataclass_fields__
                if _key(field, number) in st.session_state
            }
        )
        for number in _state.list_own_outcomes()
    )


def list_own_outcomes(answers: Sequence[OwnAnswer]) -> list[Outcome]:
    """List the outcomes whose names can be used."""
    return [
        answer.outcome
        for number, answer in enumerate(answers)
        if name_problem(answer.name, [before.name for before in answers[:number]]) is None
    ]


def list_own_problems(answers: Sequence[OwnAnswer]) -> list[Problem]:
    """List what is wrong with outcomes of the person's own, all at once."""
    problems = []
    for number, answer in enumerate(answers):
        where = answer.name.strip() or _("something of your own, number {n}", n=number + 1)
        problem = name_problem(answer.name, [before.name for before in answers[:number]])
        if problem is not None:
            problems.append(problem)
        if not answer.question.strip():
            problems.append(
                Problem(
                    where=_("question about {name}", name=where),
                    wrong=_("is empty"),
                    allowed=_("the words you want to be asked"),
                    remedy=_("Write the question you will answer every day."),
                )
            )
        if not _can_be_worthwhile(answer.worthwhile):
            value = answer.worthwhile
            problems.append(
                Problem(
                    where=_("smallest change in {name} that is worth it", name=where),
                    value=None if value is None else format_plain(value),
                    wrong=_("is empty") if value is None else _("is not a change on this scale"),
                    allowed=_("above 0, up to {most}", most=MOST_WORTHWHILE),
                    remedy=_("If you are not sure, take 1."),
                )
            )
    return problems


def can_be_own(outcome: Outcome) -> bool:
    """Whether the Plan page can ask for such an outcome: yes or no, or points from 0 to 10."""
    return outcome.is_yes_no or (
        (outcome.unit, outcome.minimum, outcome.maximum) == ("points", 0, 10)
    )


def fill_in_own(outcomes: Sequence[Outcome]) -> None:
    """Fill in outcomes that were the person's own in an old plan, in place of any there."""
    _state.number_own_outcomes(len(outcomes))
    for number, outcome in zip(_state.list_own_outcomes(), outcomes, strict=True):
        answer = OwnAnswer(
            name=outcome.label,
            question=outcome.question,
            kind="yes_no" if outcome.is_yes_no else "score",
            better=outcome.better,
            worthwhile=round(outcome.worthwhile * (10 if outcome.is_yes_no else 1), 6),
        )
        for field in OwnAnswer.__dataclass_fields__:
            st.session_state[_key(field, number)] = getattr(answer, field)


def draw_own() -> None:
    """Ask for up to three outcomes of the person's own."""
    numbers = _state.list_own_outcomes()
    st.caption(
        _(
            "You can watch up to {n} more things, such as stiffness, stress or headache. "
            "Each is one more tap a day.",
            n=MOST_OWN,
        )
    )
    for number in numbers:
        with st.container(border=True, key=f"plan_own_{number}"):
            _draw_one(number)
    if len(numbers) < MOST_OWN:
        st.button(_("Add something of your own"), on_click=_state.add_own_outcome)


def _draw_one(number: int) -> None:
    st.text_input(
        _("What is it called?"),
        key=_key("name", number),
        placeholder=_("For example: headache"),
        persist_state="session",
    )
    st.text_input(
        _("The question you will answer every day"),
        key=_key("question", number),
        placeholder=_("For example: Did you have a headache today?"),
        persist_state="session",
    )
    kind = st.radio(
        _("How do you answer it?"),
        tuple(KIND_WORDS),
        format_func=lambda kind: _(KIND_WORDS[kind]),
        key=_key("kind", number),
        horizontal=True,
        persist_state="session",
    )
    better = st.radio(
        _("Which answer is the good one?"),
        [Better.LOWER, Better.HIGHER],
        format_func=lambda better: _(BETTER_WORDS[kind][better]),
        key=_key("better", number),
        horizontal=True,
        persist_state="session",
    )
    # No limits here: a widget would cut a number down without a word.
    st.session_state.setdefault(_key("worthwhile", number), NOTHING.worthwhile)
    st.number_input(
        _say_worthwhile(kind, better),
        step=0.5,
        format="%.1f",
        key=_key("worthwhile", number),
        persist_state="session",
    )
    st.button(
        _("Take it out"),
        key=_key("out", number),
        type="tertiary",
        on_click=_state.remove_own_outcome,
        args=(number,),
    )


def _say_worthwhile(kind: AnswerKind, better: Better) -> str:
    if kind == "score":
        return _("Smallest change in points that would matter")
    if better is Better.LOWER:
        return _("In 10 days, how many fewer with a yes would matter?")
    return _("In 10 days, how many more with a yes would matter?")


def _can_be_worthwhile(value: float | None) -> bool:
    return value is not None and 0 < value <= MOST_WORTHWHILE


def _key(field: str, number: int) -> str:
    return f"own_{field}_{number}"
