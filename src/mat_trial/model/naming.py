"""Outcomes by their names: in the language of the moment, or as the person named their own."""

from mat_trial.language import _
from mat_trial.model.outcome import SHARE_OF_DAYS, Outcome


def name_outcome(outcome: Outcome) -> str:
    """Name an outcome as it stands within a sentence.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> name_outcome(PAIN)
    'pain'
    """
    known = {"pain": _("pain"), "sleep": _("sleep"), "mood": _("mood")}
    return known.get(outcome.name, outcome.label)


def say_question(outcome: Outcome) -> str:
    """Ask for an outcome's score: in the language of the moment, or as the person worded it.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> say_question(PAIN)
    'How bad was your pain today, on average?'
    """
    # Only the questions that come with this program stand in the catalogues.
    return _(outcome.question)


def name_unit(outcome: Outcome) -> str:
    """Name what an outcome is counted in.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> name_unit(PAIN)
    'points'
    """
    if outcome.unit == SHARE_OF_DAYS:
        return _(SHARE_OF_DAYS)
    return _("points") if outcome.unit == "points" else outcome.unit


def count_units(text: str, outcome: Outcome) -> str:
    """Put the outcome's unit behind a number.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> count_units("1", PAIN), count_units("1.3", PAIN)
    ('1 point', '1.3 points')
    """
    if outcome.unit == "points":
        return _("{size} point", size=text) if text == "1" else _("{size} points", size=text)
    return f"{text} {name_unit(outcome)}"
