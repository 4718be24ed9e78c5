"""What is said of looks: how far a trial has come, that a verdict came early, and of peeking."""

import datetime as dt
from collections.abc import Sequence

from mat_trial.language import _, _n, mark
from mat_trial.language.dates import say_date
from mat_trial.model.naming import name_outcome
from mat_trial.results import Call, DayCounts, Verdict
from mat_trial.wording.phrases import join_parts, say_difference

NOT_ADJUSTED = mark("These figures do not allow for having looked before the end of the plan.")
PEEKING_FOOLS = mark(
    "Scores by kind of day go up and down by chance. Seen early, they look like an answer when "
    "there is none yet, and what you then hope or fear colours the scores you give from now on. "
    "If you look, it is written down, and stands beside your verdict."
)


def explain_look(verdict: Verdict) -> list[str]:
    """Say that a verdict came early, that it stands, and which way it leans; else nothing.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import Analysis, DatedLook, DayCounts, Effect, Interval, LooksSoFar
    >>> effect = Effect(mean=-1.4, ci95=Interval(level=0.95, low=-2.1, high=-0.7),
    ...                 interval=Interval(level=0.98, low=-2.3, high=-0.5), chance_benefit=0.999,
    ...                 chance_worthwhile=0.9, autocorrelation=0.3, sd=1.4)
    >>> looks = (DatedLook(day=24, date=dt.date(2027, 1, 27), boundary=0.99),
    ...          DatedLook(day=56, date=dt.date(2027, 2, 28), boundary=0.96))
    >>> so_far = LooksSoFar(looks=looks, n_undecided=0, stands=looks[0], as_of=looks[0].date)
    >>> days = DayCounts(planned=56, recorded=24, analysed=(12, 12), missing=(0, 0),
    ...                  phases=(6, 6))
    >>> analysis = Analysis(outcome=PAIN, boundary=0.99, days=days, effect=effect)
    >>> verdict = Verdict(call=Call.HELPS, analysis=analysis, looks=so_far, corrected=-1.1)
    >>> for sentence in explain_look(verdict):
    ...     print(sentence)
    This came early: at the look of 27 January 2027, day 24 of 56. It stands, whatever later days
    bring.
    Early figures tend to be too large. With that allowed for, the best guess for mat days is this:
    pain 1.1 points lower. It is no surer than the figure it comes from.
    You may stop here, or go on for yourself.
    """
    looks = verdict.looks
    if looks is None or looks.stands is None or not looks.is_early:
        return []
    went_on = _("You may stop here, or go on for yourself.")
    if looks.n_days_after:
        went_on = _n(
            "You went on for {n} more scored day; that does not change the verdict.",
            "You went on for {n} more scored days; that does not change the verdict.",
            looks.n_days_after,
        )
    came_early = _(
        "This came early: at the look of {date}, day {day} of {n_days}. It stands, whatever "
        "later days bring.",
        date=say_date(looks.stands.date),
        day=looks.stands.day,
        n_days=looks.looks[-1].day,
    )
    return [came_early, say_lean(verdict), went_on]


def say_progress(n_gone: int, days: DayCounts) -> str:
    """Say how far a trial has come.

    Parameters
    ----------
    n_gone
        Planned days gone by.

    Examples
    --------
    >>> days = DayCounts(planned=56, recorded=28, analysed=(14, 14), missing=(1, 1), phases=(8, 8))
    >>> say_progress(30, days)
    'Day 30 of 56: 28 scored, 2 without a score'
    """
    values = {"day": n_gone, "n_days": days.planned, "scored": days.recorded}
    if not sum(days.missing):
        return _("Day {day} of {n_days}: {scored} scored", **values)
    return _(
        "Day {day} of {n_days}: {scored} scored, {missing} without a score",
        missing=sum(days.missing),
        **values,
    )


def say_peeks(peeks: Sequence[dt.date]) -> str:
    """Say that the raw scores were looked at before the verdict; empty if they were not.

    Examples
    --------
    >>> say_peeks([dt.date(2027, 1, 12)])
    'You looked at the raw scores once before the verdict: on 12 January 2027.'
    """
    if not peeks:
        return ""
    return _n(
        "You looked at the raw scores once before the verdict: on {dates}.",
        "You looked at the raw scores {n} times before the verdict: on {dates}.",
        len(peeks),
        dates=join_parts([say_date(day) for day in sorted(set(peeks))]),
    )


def say_lean(verdict: Verdict) -> str:
    """Say which way an early verdict leans, and the best guess with that allowed for."""
    is_nothing = verdict.call is Call.NO_WORTHWHILE_EFFECT
    if verdict.corrected is None:
        if is_nothing:
            return _(
                "Because it stopped early, the truth is probably a little better than this figure."
            )
        return _(
            "Because it stopped early, the truth is probably a little closer to no difference "
            "than this figure."
        )
    outcome, effect = verdict.analysis.outcome, verdict.analysis.effect
    said = {
        "name": name_outcome(outcome),
        "corrected": say_difference(verdict.corrected, outcome, digits=1),
    }
    change = 0.0 if effect is None else verdict.corrected - effect.mean
    # Tends: one figure may well be corrected the other way, as after a first look.
    if is_nothing and outcome.benefit(change) >= 0:
        return _(
            "Early figures tend to lean against the mat. With that allowed for, the best guess "
            "for mat days is this: {name} {corrected}. It is no surer than the figure it comes "
            "from.",
            **said,
        )
    if not is_nothing and effect is not None and change * effect.mean <= 0:
        return _(
            "Early figures tend to be too large. With that allowed for, the best guess for mat "
            "days is this: {name} {corrected}. It is no surer than the figure it comes from.",
            **said,
        )
    return _(
        "An early stop can push a figure either way. With that allowed for, the best guess for "
        "mat days is this: {name} {corrected}. It is no surer than the figure it comes from.",
        **said,
    )
