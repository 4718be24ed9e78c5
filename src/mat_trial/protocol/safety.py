"""The safety screen: what stops a trial, and what a doctor must be asked about first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mat_trial.errors import Problem
from mat_trial.language import _, mark
from mat_trial.model import SafetyAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyItem:
    """One question of the safety screen.

    Parameters
    ----------
    kind
        ``"stop"``: no trial while it applies; ``"ask_first"``: a doctor must be asked before.
    text
        What the person ticks when it applies to them.
    """

    code: str
    kind: Literal["stop", "ask_first"]
    text: str


def _items(
    kind: Literal["stop", "ask_first"], texts: Iterable[tuple[str, str]]
) -> tuple[SafetyItem, ...]:
    return tuple(SafetyItem(code=code, kind=kind, text=text) for code, text in texts)


STOP_RULE = mark(
    "Stop and ask a doctor if your skin is broken, blistered or has a rash, "
    "or if the pain is clearly worse."
)
"""Said on every day of the trial."""

SAFETY_ITEMS = _items(
    "stop",
    [
        ("open_wound", mark("I have an open wound where the mat would lie")),
        ("skin_infection", mark("I have a skin infection where the mat would lie")),
        ("skin_disease", mark("I have a skin disease where the mat would lie")),
    ],
) + _items(
    "ask_first",
    [
        ("blood_thinners", mark("I take blood thinners, or my blood does not clot well")),
        ("thrombosis", mark("I have or had a blood clot (thrombosis)")),
        ("pregnancy", mark("I am or may be pregnant")),
        ("nerve_damage", mark("I have nerve damage or places with little feeling")),
        ("severe_pain", mark("My pain is severe, or nobody knows where it comes from")),
        ("heart", mark("I have a heart disease or a pacemaker")),
        ("epilepsy", mark("I have epilepsy")),
        ("diabetes", mark("I have diabetes with poor circulation")),
        ("thin_skin", mark("My skin is thin or tears easily")),
        ("fever", mark("I have a fever")),
    ],
)


def safety_problems(answers: SafetyAnswers) -> list[Problem]:
    """List what keeps the person from starting; empty when nothing does.

    Examples
    --------
    >>> for problem in safety_problems(SafetyAnswers(ask_first=("pregnancy",))):
    ...     print(problem)
    safety: 'I am or may be pregnant' needs a doctor's word first. Allowed: a start after asking
    a doctor who agreed. Ask your doctor, then tick that you did.
    """
    known = {item.code: item for item in SAFETY_ITEMS}
    problems = [
        Problem(
            where=_("safety"),
            value=code,
            wrong=_("is not a question of the safety screen"),
            allowed=", ".join(known),
            remedy=_("Answer the safety screen of this version."),
        )
        for code in (*answers.stop, *answers.ask_first)
        if code not in known
    ]
    problems += [
        Problem(
            where=_("safety"),
            value=known[code].text,
            wrong=_("means that the mat could harm you"),
            allowed=_("a start once it no longer applies"),
            remedy=_("Do not use the mat there. Let it heal or ask a doctor."),
        )
        for code in answers.stop
        if code in known
    ]
    if not answers.doctor_agreed:
        problems += [
            Problem(
                where=_("safety"),
                value=known[code].text,
                wrong=_("needs a doctor's word first"),
                allowed=_("a start after asking a doctor who agreed"),
                remedy=_("Ask your doctor, then tick that you did."),
            )
            for code in answers.ask_first
            if code in known
        ]
    return problems
