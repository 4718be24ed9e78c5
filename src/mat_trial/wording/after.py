"""What comes after a verdict: the decision that was set before day one, and the look back."""

from collections.abc import Sequence

from mat_trial.language import _, mark
from mat_trial.model import Decision, FollowUp, Plan, StillUsed
from mat_trial.results import Call

STILL_USED: dict[StillUsed, str] = {
    "yes": mark("The mat is still in use."),
    "sometimes": mark("The mat is in use sometimes."),
    "no": mark("The mat is no longer in use."),
}


def list_decisions(plan: Plan) -> list[tuple[str, str]]:
    """List what the person means to do with each answer; empty where they did not say.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=7),
    ...                  decision=Decision(if_helps="keep it", if_not="give it away"),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> list_decisions(plan)
    [('If it helps', 'keep it'), ('If it does not', 'give it away')]
    """
    if plan.decision is None:
        return []
    said = (
        (_("If it helps"), plan.decision.if_helps),
        (_("If it does not"), plan.decision.if_not),
        (_("If it stays unclear"), plan.decision.if_unclear),
    )
    return [(when, what) for when, what in said if what]


def choose_decision(decision: Decision | None, call: Call) -> str:
    """Choose what was decided for this answer; empty where nothing was, or there is no answer.

    Examples
    --------
    >>> choose_decision(Decision(if_not="give it away"), Call.MAKES_WORSE)
    'give it away'
    """
    if decision is None or call is Call.TOO_EARLY:
        return ""
    if call in (Call.HELPS, Call.HELPS_A_LITTLE):
        return decision.if_helps
    if call in (Call.NO_WORTHWHILE_EFFECT, Call.MAKES_WORSE):
        return decision.if_not
    return decision.if_unclear


def say_follow_up(answer: FollowUp | None) -> Sequence[str]:
    """Say what was answered four weeks later, with its note; nothing where nothing was said.

    Examples
    --------
    >>> import datetime as dt
    >>> at = dt.datetime(2027, 4, 1, 20, tzinfo=dt.UTC)
    >>> say_follow_up(FollowUp(at=at, still_used="sometimes", note="on bad days"))
    ['The mat is in use sometimes.', 'on bad days']
    """
    if answer is None:
        return []
    used = [] if answer.still_used is None else [_(STILL_USED[answer.still_used])]
    return [*used, *filter(None, [answer.note])]
