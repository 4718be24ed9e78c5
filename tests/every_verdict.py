"""Verdicts in each direction at each edge, and all that is said of one in words."""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import replace

from mat_trial.model import PAIN, SLEEP, Better, Outcome
from mat_trial.results import (
    Analysis,
    Call,
    DatedLook,
    DayCounts,
    Effect,
    Interval,
    LooksSoFar,
    SecondaryResult,
    SensitivityLine,
    Verdict,
)
from mat_trial.wording.beside import say_beside
from mat_trial.wording.looks import explain_look
from mat_trial.wording.verdict import (
    explain_blinding,
    explain_call,
    explain_chances,
    explain_limits,
    headline,
)

DAYS = DayCounts(planned=56, recorded=56, analysed=(28, 28), missing=(0, 0), phases=(9, 9))
HUNDRED = Outcome(
    name="stiffness", question="?", better=Better.LOWER, worthwhile=7.5, minimum=0, maximum=100
)
YES_NO = Outcome(
    name="headache", question="?", better=Better.LOWER, worthwhile=0.15, minimum=0, maximum=1
)
STEPS = Outcome(name="steps", question="?", unit="steps", better=Better.HIGHER, worthwhile=800)
OUTCOMES = (PAIN, SLEEP, HUNDRED, YES_NO, STEPS)
# Benefits in units of the worthwhile effect: middle, and the ends of the interval.
SIZES = {
    Call.HELPS: [(1.3, 0.7, 1.9), (1.0, 0.02, 1.98), (1.02, 0.4, 1.6), (9.0, 8.99, 9.01)],
    Call.HELPS_A_LITTLE: [(0.6, 0.1, 1.1), (0.97, 0.2, 1.7), (0.02, 0.001, 0.04)],
    Call.MAKES_WORSE: [(-1.2, -2.2, -0.2), (-0.05, -0.09, -0.01), (-6.0, -12.0, -0.001)],
    Call.NO_WORTHWHILE_EFFECT: [(0.0, -0.5, 0.52), (0.3, 0.0, 0.6), (-0.001, -0.3, 0.3)],
    Call.UNCLEAR: [(0.8, -0.02, 1.6), (0.0, -3.0, 3.0), (-0.4, -1.2, 0.4), (0.9, 0.0, 1.8)],
    Call.TOO_EARLY: [(1.3, 0.7, 1.9)],
}
LOOKS = (
    DatedLook(day=24, date=dt.date(2027, 1, 27), boundary=0.9984),
    DatedLook(day=56, date=dt.date(2027, 2, 28), boundary=0.96),
)
EARLY = LooksSoFar(
    looks=LOOKS, n_undecided=0, stands=LOOKS[0], as_of=LOOKS[0].date, n_days_after=3
)


def make_effect(outcome: Outcome, size: tuple[float, float, float]) -> Effect:
    mean, *ends = (outcome.benefit(benefit * outcome.worthwhile) for benefit in size)
    low, high = sorted(ends)
    return Effect(
        mean=mean,
        ci95=Interval(level=0.95, low=low - (high - low) / 10, high=high + (high - low) / 10),
        interval=Interval(level=0.9, low=low, high=high),
        chance_benefit=0.97 if size[1] > 0 else 0.02 if size[2] < 0 else 0.6,
        chance_worthwhile=0.4,
        autocorrelation=0.31,
        sd=1.42,
    )


def make_verdict(
    call: Call, outcome: Outcome, size: tuple[float, float, float], *lines: SensitivityLine
) -> Verdict:
    effect = make_effect(outcome, size)
    sleep = make_effect(SLEEP, size)
    beside = SecondaryResult(outcome=SLEEP, effect=sleep, p_value=0.01, p_holm=0.02)
    analysis = Analysis(
        outcome=outcome,
        boundary=0.95,
        days=DAYS,
        effect=effect,
        secondary=(beside,),
        sensitivity=lines,
    )
    return Verdict(call=call, analysis=analysis)


def every_verdict() -> Iterator[Verdict]:
    for call, outcome in itertools.product(Call, OUTCOMES):
        for size in SIZES[call]:
            verdict = make_verdict(call, outcome, size)
            yield verdict
            if call not in (Call.TOO_EARLY, Call.UNCLEAR):
                yield replace(verdict, looks=EARLY)
                yield replace(verdict, looks=EARLY, corrected=outcome.benefit(size[0]))
        nothing = Analysis(outcome=outcome, boundary=0.95, days=DAYS)
        yield Verdict(call=call, analysis=nothing)


def say_all(verdict: Verdict) -> list[str]:
    """Say what stands above the fold and what stands below it, without figures and tests."""
    return [
        headline(verdict),
        *explain_call(verdict),
        *explain_blinding(verdict.call),
        *explain_look(verdict),
        *explain_chances(verdict),
        *explain_limits(verdict),
        *say_beside(verdict),
    ]
