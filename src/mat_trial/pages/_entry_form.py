"""The questions of one day. Each answer is kept at once, so that no page change loses it."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from mat_trial.diary import StoredEntry
from mat_trial.language import _, mark
from mat_trial.language.numbers import format_plain
from mat_trial.model import Better, Condition, Entry, Outcome, Plan, PlannedDay
from mat_trial.model.naming import say_question
from mat_trial.pages import _state
from mat_trial.pages._layout import quote
from mat_trial.protocol import minutes_on

END_WORDS = {
    "pain": (mark("none"), mark("worst")),
    "sleep": (mark("poor"), mark("very good")),
    "mood": (mark("low"), mark("very good")),
}
MOST_BUTTONS = 11
YES, NO = True, False
AS_PLANNED, OTHER, UNUSED = "as_planned", "other", "unused"
"""How the mat was used: for the planned minutes, for others, not at all."""

Answers = Mapping[str, Any]
"""What a draft holds, by the names of the fields, which their keys begin with."""


def answers_of(plan: Plan, planned: PlannedDay, stored: StoredEntry | None) -> dict[str, Any]:
    """Return what a stored day answers; nothing for a day that is not written down."""
    if stored is None:
        return {}
    entry = stored.entry
    scores = {_name_field(outcome): entry.scores.get(outcome.name) for outcome in plan.outcomes}
    return {
        **scores,
        "yesno_used_mat": _name_use(plan, planned, entry),
        "minutes": entry.minutes,
        "yesno_skin_harm": entry.skin_harm,
        "yesno_rescue_medication": entry.rescue_medication,
        "note": entry.note,
    }


def draw_questions(
    plan: Plan,
    planned: PlannedDay,
    answers: Answers,
    *,
    stored: StoredEntry | None,
    form: str,
    version: int,
) -> dict[str, Any]:
    """Ask everything about one day, filled with the answers so far, and return those now.

    Parameters
    ----------
    stored
        What stands in the diary for this day.
    form
        Part of each field's key: another one is another form, empty but for `answers`.
    version
        The version of the day that is on screen; 0 where nothing stands there.
    """

    def keep() -> None:
        now = _read_answers(plan, answers, form)
        _state.keep_draft(planned.date, now, version=version)

    # A day that is written down can be taken back, answer by answer: what was is kept beside it.
    required = stored is None
    if not required:
        st.caption(_("Tap a chosen answer once more to leave it blank."))
    for outcome in plan.outcomes:
        _ask_score(outcome, answers, form, keep, required=required)
    use = _ask_use(plan, planned, answers, form, keep, required=required)
    if use == OTHER or _has_odd_minutes(plan, planned, use, stored):
        key = _key("minutes", form, answers)
        # No limits here: a widget would cut a number down without a word.
        st.number_input(
            _("Minutes on the mat"), value=None, step=1.0, format="%.0f", key=key, on_change=keep
        )
    if planned.condition is Condition.MAT:
        question = _("Is your skin sore, broken or blistered?")
        _ask_yes_no("yesno_skin_harm", question, answers, form, keep, required=required)
    question = _("Painkillers beyond your usual?")
    _ask_yes_no("yesno_rescue_medication", question, answers, form, keep, required=required)
    st.text_input(
        _("Anything to note?"),
        key=_key("note", form, answers, empty=""),
        placeholder=_("Anything to note? An odd day …"),
        label_visibility="collapsed",
        on_change=keep,
    )
    return _read_answers(plan, answers, form)


def _read_answers(plan: Plan, answers: Answers, form: str) -> dict[str, Any]:
    # What is not asked on a day of this kind stays as it was.
    asked = [_name_field(outcome) for outcome in plan.outcomes]
    asked += ["yesno_used_mat", "minutes", "yesno_skin_harm", "yesno_rescue_medication", "note"]
    keys = {name: _name_key(name, form) for name in asked}
    shown = {name: st.session_state[key] for name, key in keys.items() if key in st.session_state}
    return {**answers, **shown}


def make_entry(
    plan: Plan, planned: PlannedDay, answers: Answers, stored: StoredEntry | None
) -> Entry:
    """Make the entry that the answers say."""
    scores = {outcome.name: answers.get(_name_field(outcome)) for outcome in plan.outcomes}
    use, minutes = answers.get("yesno_used_mat"), None
    if use == AS_PLANNED:
        minutes = minutes_on(plan, planned.date)
    elif use == OTHER or _has_odd_minutes(plan, planned, use, stored):
        minutes = answers.get("minutes")
    return Entry(
        date=planned.date,
        # With the condition in it, the diary can be read without its plan.
        condition=planned.condition,
        scores={name: float(score) for name, score in scores.items() if score is not None},
        used_mat=None if use is None else use != UNUSED,
        minutes=None if minutes is None else float(minutes),
        rescue_medication=answers.get("yesno_rescue_medication"),
        skin_harm=answers.get("yesno_skin_harm"),
        note=(answers.get("note") or "").strip(),
        recorded_at=_state.read_now(),
    )


def name_ends(outcome: Outcome) -> tuple[str, str]:
    """Return the words for the lowest and the highest score of an outcome."""
    if outcome.name in END_WORDS:
        low, high = END_WORDS[outcome.name]
        return _(low), _(high)
    best, worst = _("best"), _("worst")
    return (best, worst) if outcome.better is Better.LOWER else (worst, best)


def _name_use(plan: Plan, planned: PlannedDay, entry: Entry) -> str | None:
    if entry.used_mat is None:
        return None
    if not entry.used_mat:
        return UNUSED
    return AS_PLANNED if entry.minutes == minutes_on(plan, planned.date) else OTHER


def _has_odd_minutes(
    plan: Plan, planned: PlannedDay, use: str | None, stored: StoredEntry | None
) -> bool:
    # A file may hold minutes of a day on which the mat was not used: shown, not lost.
    if stored is None or stored.entry.minutes is None or use in (AS_PLANNED, OTHER):
        return False
    return use == _name_use(plan, planned, stored.entry)


def _ask_use(
    plan: Plan,
    planned: PlannedDay,
    answers: Answers,
    form: str,
    keep: Callable[[], None],
    *,
    required: bool,
) -> str | None:
    minutes = minutes_on(plan, planned.date)
    if minutes is None:
        words = {AS_PLANNED: _("Yes"), UNUSED: _("No")}
        if answers.get("yesno_used_mat") == OTHER:
            words = {OTHER: _("Yes"), UNUSED: _("No")}
    else:
        # One tap says both. Minutes filled in ahead would be a number that nobody gave.
        as_planned = _("Yes, {n} min", n=minutes)
        words = {AS_PLANNED: as_planned, OTHER: _("Other"), UNUSED: _("No")}
    use: str | None = st.segmented_control(
        _("Did you use the mat?"),
        list(words),
        format_func=words.__getitem__,
        key=_key("yesno_used_mat", form, answers),
        required=required,
        on_change=keep,
    )
    return use


def _ask_score(
    outcome: Outcome, answers: Answers, form: str, keep: Callable[[], None], *, required: bool
) -> None:
    name, question = _name_field(outcome), f"**{quote(say_question(outcome))}**"
    if outcome.is_yes_no:
        _ask_yes_no(name, question, answers, form, keep, required=required)
        return
    key = _key(name, form, answers)
    low, high = outcome.minimum, outcome.maximum
    if low is None or high is None or high - low >= MOST_BUTTONS:
        st.number_input(question, value=None, key=key, on_change=keep)
        return
    options = [low + step for step in range(int(high - low) + 1)]
    score = answers.get(name)
    if score is not None and score not in options:
        # A file may hold 4.5: offered as it stands, so that correcting a note does not lose it.
        options = sorted([*options, score])
    ends = zip((low, high), name_ends(outcome), strict=True)
    words = {end: f"{format_plain(end)} :small[{word}]" for end, word in ends}
    st.segmented_control(
        question,
        options,
        format_func=lambda option: words.get(option, format_plain(option)),
        key=key,
        # A second tap on the same number would else take it back unseen.
        required=required,
        width="stretch",
        on_change=keep,
    )


def _ask_yes_no(
    name: str,
    question: str,
    answers: Answers,
    form: str,
    keep: Callable[[], None],
    *,
    required: bool,
) -> None:
    st.segmented_control(
        question,
        (YES, NO),
        format_func=lambda answer: _("Yes") if answer else _("No"),
        key=_key(name, form, answers),
        required=required,
        on_change=keep,
    )


def _key(name: str, form: str, answers: Answers, *, empty: object = None) -> str:
    # Given here and not as the field's own value, which the minutes could not be filled into.
    key = _name_key(name, form)
    st.session_state.setdefault(key, answers.get(name, empty))
    return key


def _name_key(name: str, form: str) -> str:
    return f"{name}_{form}"


def _name_field(outcome: Outcome) -> str:
    return f"{'yesno' if outcome.is_yes_no else 'score'}_{outcome.name}"
