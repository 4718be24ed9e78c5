"""A plan in words, its days as a calendar and a table, and its hash."""

import datetime as dt

import polars as pl
import streamlit as st

from mat_trial.charts import draw_calendar
from mat_trial.daily import daily_frame
from mat_trial.files.plan_json import write_plan
from mat_trial.model import Better, Condition, Outcome, Plan
from mat_trial.pages._layout import draw_chart, draw_facts, is_dark
from mat_trial.pages._phrases import CONDITION_WORDS, say_number
from mat_trial.pages._plan_steps import NO_MAT_WORDS, PLACE_WORDS
from mat_trial.protocol import minutes_on, plan_digest
from mat_trial.wording.dates import say_short_weekday, say_weekday
from mat_trial.wording.designs import say_design

SHOWN_OF_HASH = 12

Fact = tuple[str, str]


def draw_locked_plan(plan: Plan) -> None:
    """Show a locked plan; nothing on it can be changed."""
    locked = plan.locked_at
    st.caption(f"Locked on {say_weekday(locked.date())} {locked.year}")
    st.title("Your plan", anchor=False)
    draw_facts(describe_plan(plan, drawn=True))

    # As on the eve of the trial: what was planned, whatever has been written down since.
    eve = plan.start - dt.timedelta(days=1)
    frame = daily_frame([], plan.primary_outcome, plan=plan, as_of=eve)
    draw_chart(draw_calendar(frame, dark=is_dark()), key="plan", table=_tabulate(plan))

    st.header("Proof that it stayed as it was", anchor=False)
    digest = plan_digest(plan)
    st.markdown(
        f"This plan's fingerprint (SHA-256) begins with `{digest[:SHOWN_OF_HASH]}`. Keep the "
        "file, or show it to someone: if a letter of the plan changes, so does the fingerprint."
    )
    st.download_button(
        "Download the plan",
        write_plan(plan),
        file_name="plan.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
    )
    with st.expander("The whole fingerprint", key="plan_digest"):
        st.code(digest, language=None, wrap_lines=True)


def describe_plan(plan: Plan, *, drawn: bool) -> list[Fact]:
    """Say a plan in plain words; without its draw, the order of the days is left open."""
    protocol, ramp = plan.protocol, plan.protocol.minutes
    last = plan.schedule[-1].date
    place = PLACE_WORDS[protocol.place].lower()
    facts = [
        ("What hurts", plan.complaint),
        *((f"Every day: {outcome.name}", outcome.question) for outcome in plan.outcomes),
        ("When", protocol.time_of_day),
        ("Worth it to you", "; ".join(_say_worthwhile(outcome) for outcome in plan.outcomes)),
        ("Mat day", _say_minutes(ramp.start_minutes, ramp.goal_minutes, ramp.ramp_days)),
        ("The mat lies", f"{place}: {protocol.body_area}" if protocol.body_area else place),
        ("Between you and it", protocol.cover),
        ("No-mat day", NO_MAT_WORDS[protocol.no_mat_day]),
        ("Order of the days", say_design(plan.design)),
        (
            "From",
            f"{say_weekday(plan.start)} to {say_weekday(last)} {last.year}, "
            f"{len(plan.schedule)} days",
        ),
    ]
    if drawn:
        first = CONDITION_WORDS[plan.schedule[0].condition].lower()
        facts.append(("It begins with", f"a {first}"))
    if plan.washout_days:
        facts.append(("Not counted", f"{say_number(plan.washout_days, 'day')} after each switch"))
    if plan.expectation is not None:
        facts.append(("You expect", f"{plan.expectation} of 10: how much the mat will help"))
    facts.append(("Verdict", "on the last day, by a rule that is part of this plan"))
    return [(term, text) for term, text in facts if text]


def _say_worthwhile(outcome: Outcome) -> str:
    way = "down" if outcome.better is Better.LOWER else "up"
    return f"{outcome.name} {way} by {say_number(outcome.worthwhile, 'point')}"


def _say_minutes(start: int, goal: int, mat_days: int) -> str:
    if start == goal:
        return f"{goal} minutes"
    return f"{start} minutes at first, {goal} from mat day {mat_days} on"


def _tabulate(plan: Plan) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "Day": [str(number) for number in range(1, len(plan.schedule) + 1)],
            "Date": [say_short_weekday(day.date) for day in plan.schedule],
            "Kind": [CONDITION_WORDS[day.condition] for day in plan.schedule],
            "Minutes": [
                str(minutes_on(plan, day.date)) if day.condition is Condition.MAT else "–"
                for day in plan.schedule
            ],
        }
    )
