"""The form for one day: what was felt, what was done, saved against the version on screen."""

import streamlit as st

from mat_trial.diary import StoredEntry
from mat_trial.model import Better, Condition, Entry, Outcome, Plan, PlannedDay
from mat_trial.pages import _state
from mat_trial.pages._layout import quote

END_WORDS = {
    "pain": ("none", "worst"),
    "sleep": ("poor", "very good"),
    "mood": ("low", "very good"),
}
YES_NO = ("Yes", "No")
MOST_BUTTONS = 11


def draw_entry_form(plan: Plan, planned: PlannedDay, stored: StoredEntry | None) -> Entry | None:
    """Draw the form of one day, filled with what is stored, and return the entry once saved."""
    day = planned.date
    before = Entry(date=day) if stored is None else stored.entry
    # With the version in the keys, a form that is drawn afresh shows what is stored by then.
    form = f"{day}_{0 if stored is None else stored.version}"
    with st.form(f"day_{form}", border=False):
        scores = {
            outcome.name: _ask_score(outcome, f"{outcome.name}_{form}", before)
            for outcome in plan.outcomes
        }
        used_mat = _ask_yes_no("Did you use the mat?", f"used_{form}", before=before.used_mat)
        minutes, skin_harm = before.minutes, before.skin_harm
        if planned.condition is Condition.MAT:
            # No limits here: a widget would cut a number down without a word.
            minutes = st.number_input(
                "Minutes on the mat",
                value=before.minutes,
                step=1.0,
                format="%.0f",
                key=f"minutes_{form}",
                placeholder="May stay empty",
            )
            skin_harm = _ask_yes_no(
                "Is your skin sore, broken or blistered?",
                f"skin_{form}",
                before=before.skin_harm,
            )
        rescue = _ask_yes_no(
            "Painkillers beyond your usual?", f"rescue_{form}", before=before.rescue_medication
        )
        note = st.text_input(
            "Anything to note? An odd day …",
            value=before.note,
            key=f"note_{form}",
            placeholder="May stay empty",
        )
        if not st.form_submit_button("Save", type="primary", width="stretch"):
            return None
    return Entry(
        date=day,
        # With the condition in it, the diary can be read without its plan.
        condition=planned.condition,
        scores={name: score for name, score in scores.items() if score is not None},
        used_mat=used_mat,
        minutes=minutes,
        rescue_medication=rescue,
        skin_harm=skin_harm,
        note=note.strip(),
        recorded_at=_state.read_now(),
    )


def name_ends(outcome: Outcome) -> tuple[str, str]:
    """Return the words for the lowest and the highest score of an outcome."""
    if outcome.name in END_WORDS:
        return END_WORDS[outcome.name]
    return ("best", "worst") if outcome.better is Better.LOWER else ("worst", "best")


def _ask_score(outcome: Outcome, key: str, before: Entry) -> float | None:
    score = before.scores.get(outcome.name)
    low, high = outcome.minimum, outcome.maximum
    if low is None or high is None or high - low >= MOST_BUTTONS:
        return st.number_input(quote(outcome.question), value=score, key=f"number_{key}")
    options = [low + step for step in range(int(high - low) + 1)]
    if score is not None and score not in options:
        # A file may hold 4.5: offered as it stands, so that correcting a note does not lose it.
        options = sorted([*options, score])
    ends = zip((low, high), name_ends(outcome), strict=True)
    words = {end: f"{end:g} :small[{word}]" for end, word in ends}
    return st.segmented_control(
        f"**{quote(outcome.question)}**",
        options,
        default=score,
        format_func=lambda option: words.get(option, f"{option:g}"),
        key=f"score_{key}",
        width="stretch",
    )


def _ask_yes_no(question: str, key: str, *, before: bool | None) -> bool | None:
    answer = st.segmented_control(
        question,
        YES_NO,
        default=None if before is None else YES_NO[0 if before else 1],
        key=f"yesno_{key}",
    )
    return None if answer is None else answer == YES_NO[0]
