"""On which scale another app's scores stand: kept as they are unless the person says otherwise."""

from collections.abc import Callable

import streamlit as st

from mat_trial.files.mapping import Scale
from mat_trial.language import _
from mat_trial.language.numbers import format_plain
from mat_trial.model import Outcome
from mat_trial.model.naming import name_outcome

AS_IS, TURNED, HUNDRED, HUNDRED_TURNED, OTHER = "as_is", "turned", "hundred", "turned_100", "other"


def choose_scale(outcome: Outcome, *, key: Callable[[str], str]) -> Scale | None:
    """Ask for the file's scale; None where scores are to stand as they are.

    Parameters
    ----------
    outcome
        What is scored; without two ends nothing can be stretched, and nothing is asked.
    key
        Names the fields.
    """
    low, high = outcome.minimum, outcome.maximum
    if low is None or high is None:
        return None
    ends = {"low": format_plain(low), "high": format_plain(high)}
    labels = {
        AS_IS: _("{low} to {high}, as here", **ends),
        TURNED: _("{low} to {high}, turned round: {high} becomes {low}", **ends),
        HUNDRED: _("0 to 100: 100 becomes {high}", **ends),
        HUNDRED_TURNED: _("0 to 100, turned round: 100 becomes {low}", **ends),
        OTHER: _("Another scale"),
    }
    name = outcome.name
    chosen = st.selectbox(
        _("Scale of “{score}” in the file", score=name_outcome(outcome)),
        list(labels),
        format_func=labels.__getitem__,
        filter_mode=None,
        key=key(f"scale_{name}"),
    )
    if chosen == OTHER:
        return _ask_ends(outcome, key)
    return {
        TURNED: Scale(low=low, high=high, is_reversed=True),
        HUNDRED: Scale(low=0, high=100),
        HUNDRED_TURNED: Scale(low=0, high=100, is_reversed=True),
    }.get(chosen)


def _ask_ends(outcome: Outcome, key: Callable[[str], str]) -> Scale:
    name = outcome.name
    with st.container(horizontal=True, key=key(f"ends_{name}")):
        low = st.number_input(_("Its lowest"), value=1.0, step=1.0, key=key(f"low_{name}"))
        high = st.number_input(_("Its highest"), value=5.0, step=1.0, key=key(f"high_{name}"))
    label = _("Turned round: its highest is the lowest here")
    is_reversed = st.checkbox(label, key=key(f"turned_{name}"))
    return Scale(low=low, high=high, is_reversed=is_reversed)
