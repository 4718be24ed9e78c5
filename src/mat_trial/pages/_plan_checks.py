"""What is wrong with the answers on the Plan page, step by step and as a whole."""

import datetime as dt

from mat_trial.designs import design_problems
from mat_trial.errors import Problem
from mat_trial.model import STANDARD_OUTCOMES
from mat_trial.pages._plan_draft import HIGHEST_SCORE, Draft, is_worthwhile, make_plan_of
from mat_trial.pages._plan_own import list_own_problems
from mat_trial.protocol import minutes_problems, plan_problems, safety_problems


def list_safety_problems(draft: Draft, _today: dt.date) -> list[Problem]:
    """List what keeps the person from going on after the safety screen."""
    problems = safety_problems(draft.safety)
    if not problems and not draft.read_all:
        problems.append(
            Problem(
                where="safety",
                wrong="both lists are not confirmed yet",
                allowed="a start after reading them",
                remedy="Read both lists, then tick the last box.",
            )
        )
    return problems


def list_question_problems(draft: Draft, _today: dt.date) -> list[Problem]:
    """List what is wrong with the complaint, the questions and what is worthwhile."""
    problems = []
    if not draft.complaint.strip():
        problems.append(
            Problem(
                where="what hurts",
                wrong="is empty",
                allowed="a few words of your own",
                remedy="Write for example: my lower back.",
            )
        )
    problems += [
        Problem(
            where=f"question about {outcome.name}",
            wrong="is empty",
            allowed="the words you want to be asked",
            remedy="Write the question you will answer every day.",
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
                    where=f"smallest change in {name} that is worth it",
                    value=None if worthwhile is None else f"{worthwhile:g}",
                    wrong="is empty" if worthwhile is None else "is not a change on this scale",
                    allowed=f"above 0, up to {HIGHEST_SCORE}",
                    remedy="If you are not sure, take 1.",
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
                where="first day",
                value=None if draft.start is None else draft.start.isoformat(),
                wrong="is empty" if draft.start is None else "has gone by",
                allowed="today or later",
                remedy="Choose the day you want to begin.",
            )
        )
    if not design_problems(draft.design) and draft.start is not None:
        tried = make_plan_of(draft, seed=0, now=dt.datetime.now(dt.UTC))
        problems += [problem for problem in plan_problems(tried) if problem not in problems]
    return problems
