"""What is wrong with the answers on the Plan page, step by step and as a whole."""

import datetime as dt

from mat_trial.designs import design_problems
from mat_trial.errors import Problem
from mat_trial.language import _
from mat_trial.language.numbers import format_plain
from mat_trial.model import STANDARD_OUTCOMES
from mat_trial.model.naming import name_outcome
from mat_trial.pages._plan_draft import HIGHEST_SCORE, Draft, is_worthwhile, make_plan_of
from mat_trial.pages._plan_own import list_own_problems
from mat_trial.protocol import minutes_problems, plan_problems, safety_problems


def list_safety_problems(draft: Draft, _today: dt.date) -> list[Problem]:
    """List what keeps the person from going on after the safety screen."""
    problems = safety_problems(draft.safety)
    if not problems and not draft.read_all:
        problems.append(
            Problem(
                where=_("safety"),
                wrong=_("both lists are not confirmed yet"),
                allowed=_("a start after reading them"),
                remedy=_("Read both lists, then tick the last box."),
            )
        )
    return problems


def list_question_problems(draft: Draft, _today: dt.date) -> list[Problem]:
    """List what is wrong with the complaint, the questions and what is worthwhile."""
    problems = []
    if not draft.complaint.strip():
        problems.append(
            Problem(
                where=_("what hurts"),
                wrong=_("is empty"),
                allowed=_("a few words of your own"),
                remedy=_("Write for example: my lower back."),
            )
        )
    problems += [
        Problem(
            where=_("question about {name}", name=name_outcome(outcome)),
            wrong=_("is empty"),
            allowed=_("the words you want to be asked"),
            remedy=_("Write the question you will answer every day."),
        )
        for outcome in draft.outcomes
        if not outcome.question and outcome.name in STANDARD_OUTCOMES
    ]
    asked = {"pain": True, "sleep": draft.ask_sleep, "mood": draft.ask_mood}
    for name in (name for name in asked if asked[name]):
        worthwhile = getattr(draft, f"{name}_worthwhile")
        if worthwhile is None or not is_worthwhile(worthwhile):
            problems.append(
                Problem(
                    where=_(
                        "smallest change in {name} that is worth it",
                        name=name_outcome(STANDARD_OUTCOMES[name]),
                    ),
                    value=None if worthwhile is None else format_plain(worthwhile),
                    wrong=_("is empty")
                    if worthwhile is None
                    else _("is not a change on this scale"),
                    allowed=_("above 0, up to {most}", most=HIGHEST_SCORE),
                    remedy=_("If you are not sure, take 1."),
                )
            )
    return problems + list_own_problems(draft.own)


def list_mat_problems(draft: Draft, _today: dt.date) -> list[Problem]:
    """List what is wrong with the minutes on the mat."""
    return minutes_problems(draft.minutes)


def list_all_problems(draft: Draft, today: dt.date) -> list[Problem]:
    """List everything that keeps this draft from being locked."""
    problems = [
        *list_safety_problems(draft, today),
        *list_question_problems(draft, today),
        *list_mat_problems(draft, today),
        *design_problems(draft.design),
    ]
    if draft.start is None or draft.start < today:
        problems.append(
            Problem(
                where=_("first day"),
                value=None if draft.start is None else draft.start.isoformat(),
                wrong=_("is empty") if draft.start is None else _("has gone by"),
                allowed=_("today or later"),
                remedy=_("Choose the day you want to begin."),
            )
        )
    if not design_problems(draft.design) and draft.start is not None:
        tried = make_plan_of(draft, seed=0, now=dt.datetime.now(dt.UTC))
        problems += [problem for problem in plan_problems(tried) if problem not in problems]
    return problems
