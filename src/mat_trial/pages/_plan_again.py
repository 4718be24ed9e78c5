"""An old plan as the beginning of a new one: its answers filled in, to be changed at will."""

from dataclasses import fields

import streamlit as st

from mat_trial.language import _
from mat_trial.model import (
    STANDARD_OUTCOMES,
    ChangePointsDesign,
    DaysDesign,
    Decision,
    Design,
    FixedDesign,
    Outcome,
    PairsDesign,
    Plan,
)
from mat_trial.model.naming import name_outcome
from mat_trial.pages import _state
from mat_trial.pages._plan_draft import Draft, key_of
from mat_trial.pages._plan_own import can_be_own, fill_in_own
from mat_trial.protocol import SAFETY_ITEMS
from mat_trial.wording.phrases import join_parts


def fill_in(plan: Plan) -> None:
    """Fill the steps in from an old plan, all but what must be asked anew, and say so.

    Safety, the first day and the expectation are asked anew; the seed is drawn anew.
    """
    for name in (
        *(key_of(answer.name) for answer in fields(Draft)),
        *(key_of(item.code) for item in SAFETY_ITEMS),
        _state.Key.PLAN_STEP,
    ):
        st.session_state.pop(name, None)
    for answer, value in _list_answers(plan).items():
        st.session_state[key_of(answer)] = value
    own = [outcome for outcome in plan.outcomes if outcome.name not in STANDARD_OUTCOMES]
    own = [outcome for outcome in own if can_be_own(outcome)]
    fill_in_own(own)
    codes = {
        outcome.name: f"own_{number}"
        for number, outcome in zip(_state.list_own_outcomes(), own, strict=True)
    }
    st.session_state[key_of("primary")] = codes.get(plan.primary, plan.primary)
    told = [
        _("Your old plan is filled in here. Change in it what you like."),
        _("Safety, the first day and what you expect are asked anew."),
    ]
    left_out = [
        name_outcome(outcome)
        for outcome in plan.outcomes
        if not (_is_usual(outcome) if outcome.name in STANDARD_OUTCOMES else can_be_own(outcome))
    ]
    if left_out:
        told.append(
            _("Not taken over, because its scale is another: {names}.", names=join_parts(left_out))
        )
    _state.tell_next(" ".join(told))


def _list_answers(plan: Plan) -> dict[str, object]:
    protocol, decision = plan.protocol, plan.decision or Decision()
    named = {outcome.name: outcome for outcome in plan.outcomes if _is_usual(outcome)}
    answers: dict[str, object] = {
        "complaint": plan.complaint,
        "ask_sleep": "sleep" in named,
        "ask_mood": "mood" in named,
        "time_of_day": protocol.time_of_day,
        "no_mat_day": protocol.no_mat_day,
        "body_area": protocol.body_area,
        "place": protocol.place,
        "cover": protocol.cover,
        "start_minutes": protocol.minutes.start_minutes,
        "goal_minutes": protocol.minutes.goal_minutes,
        "ramp_days": protocol.minutes.ramp_days,
        "washout_days": plan.washout_days,
        "look_early": len(plan.looks) > 1,
        "conceal": plan.conceal,
        "decide_helps": decision.if_helps,
        "decide_not": decision.if_not,
        "decide_unclear": decision.if_unclear,
    }
    for name, outcome in named.items():
        answers[f"{name}_question"] = outcome.question
        answers[f"{name}_worthwhile"] = outcome.worthwhile
    return answers | _list_numbers(plan.design)


def _list_numbers(design: Design) -> dict[str, object]:
    match design:
        case PairsDesign():
            return {
                "kind": "pairs",
                "period_days": design.period_days,
                "cycles": design.cycles,
            }
        case DaysDesign():
            return {"kind": "days", "total_days": design.days, "max_run": design.max_run}
        case ChangePointsDesign():
            return {
                "kind": "change_points",
                "total_days": design.days,
                "phases": design.phases,
                "min_phase_days": design.min_phase_days,
            }
        case FixedDesign():
            return {"kind": "fixed", "phases": design.phases, "phase_days": design.phase_days}


def _is_usual(outcome: Outcome) -> bool:
    usual = STANDARD_OUTCOMES.get(outcome.name)
    return usual is not None and (
        (outcome.unit, outcome.better, outcome.minimum, outcome.maximum)
        == (usual.unit, usual.better, usual.minimum, usual.maximum)
    )
