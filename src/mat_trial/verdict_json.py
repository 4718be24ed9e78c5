"""A verdict as the JSON object that other programs read: public, kept."""

from typing import Any

from mat_trial.language import _
from mat_trial.language.numbers import format_plain
from mat_trial.model import Outcome
from mat_trial.results import (
    Analysis,
    DayCounts,
    Effect,
    LooksSoFar,
    SecondaryResult,
    SensitivityLine,
    Verdict,
)
from mat_trial.stats.pingouin_tests import PingouinResults
from mat_trial.stats.randomisation import RandomisationTest
from mat_trial.wording.confidence import list_levels


def verdict_document(
    verdict: Verdict, *, person: str | None = None, n_peeks: int | None = None
) -> dict[str, Any]:
    """Return a verdict as JSON data: finite numbers at full precision, null where there is none.

    Parameters
    ----------
    person
        Whose verdict it is, where a file holds several people.
    n_peeks
        How often the raw scores were looked at before the verdict; None where nobody knows.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import Call
    >>> days = DayCounts(planned=2, recorded=2, analysed=(1, 1), missing=(0, 0), phases=(1, 1))
    >>> analysis = Analysis(outcome=PAIN, boundary=0.95, days=days)
    >>> document = verdict_document(Verdict(call=Call.TOO_EARLY, analysis=analysis))
    >>> document["verdict"], document["effect"], document["days"]["analysed"]
    ('too_early', None, {'mat': 1, 'no_mat': 1})
    """
    analysis = verdict.analysis
    cautions = [
        {"code": caution.code, "message": caution.message} for caution in analysis.cautions
    ]
    cautions += [{"code": "too_early", "message": sentence} for sentence in verdict.missing]
    cautions += _explain_randomisation(analysis)
    return {
        "person": person,
        **_describe_outcome(analysis.outcome),
        "verdict": verdict.call.value,
        **_describe_looks(verdict.looks, verdict.corrected),
        **({} if n_peeks is None else {"peeks": n_peeks}),
        "effect": _describe_effect(analysis.effect),
        "days": _describe_days(analysis.days),
        "pingouin": _describe_pingouin(analysis.pingouin, analysis.outcome, analysis.p_holm),
        "randomisation": _describe_randomisation(analysis.randomisation),
        "sensitivity": [_describe_line(line) for line in analysis.sensitivity],
        "secondary": [_describe_secondary(result) for result in analysis.secondary],
        "cautions": cautions,
    }


def _describe_outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "outcome": outcome.name,
        "better": outcome.better.value,
        "worthwhile": outcome.worthwhile,
    }


def _describe_looks(looks: LooksSoFar | None, corrected: float | None) -> dict[str, Any]:
    if looks is None:
        return {"look": None, "next_look": None}
    stands, to_come = looks.stands, looks.next
    return {
        "look": stands
        and {
            "day": stands.day,
            "date": stands.date.isoformat(),
            "boundary": stands.boundary,
            "of": len(looks.looks),
            "early": looks.is_early,
            "corrected_mean": corrected,
        },
        "next_look": to_come and {"day": to_come.day, "date": to_come.date.isoformat()},
    }


def _describe_effect(effect: Effect | None) -> dict[str, Any] | None:
    if effect is None:
        return None
    return {
        "mean": effect.mean,
        "ci95": [effect.ci95.low, effect.ci95.high],
        "interval": {
            # 1 − 2 · (1 − boundary) leaves the dust of binary fractions behind.
            "level": round(effect.interval.level, 12),
            "low": effect.interval.low,
            "high": effect.interval.high,
        },
        "chance_benefit": effect.chance_benefit,
        "chance_worthwhile": effect.chance_worthwhile,
        "autocorrelation": effect.autocorrelation,
        "sd": effect.sd,
    }


def _describe_days(days: DayCounts) -> dict[str, Any]:
    return {
        "planned": days.planned,
        "recorded": days.recorded,
        "analysed": {"mat": days.analysed[0], "no_mat": days.analysed[1]},
        "missing": {"mat": days.missing[0], "no_mat": days.missing[1]},
        "washout": days.washout,
        "without_condition": days.without_condition,
        "phases": {"mat": days.phases[0], "no_mat": days.phases[1]},
    }


def _describe_pingouin(
    found: PingouinResults | None, outcome: Outcome, p_holm: float | None
) -> dict[str, Any] | None:
    if found is None:
        return None
    regression, paired = found.regression, found.paired_t
    return {
        "regression": regression
        and {
            "estimate": regression.estimate,
            "se": regression.se,
            "t": regression.t,
            "dof": regression.dof,
            "p": regression.p_value,
            "ci95": list(regression.ci95),
        },
        "paired_t": paired
        and {
            "n": paired.n,
            "t": paired.t,
            "dof": paired.dof,
            "p": paired.p_value,
            "ci95": list(paired.ci95),
            "bf10": paired.bf10,
        },
        "wilcoxon_p": found.wilcoxon_p,
        "tost_p": found.tost_p,
        "nap": None if found.nap_higher is None else outcome.chance_better(found.nap_higher),
        "hedges_g": found.hedges_g,
        "normality_p": found.normality_p,
        "p_holm": p_holm,
    }


def _describe_randomisation(found: RandomisationTest | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "p": found.p_value,
        "assignments": found.n_assignments,
        "exact": found.exact,
        "estimate": found.estimate,
        "ci95": None if found.ci95 is None else list(found.ci95),
        "smallest_p": found.smallest_p,
        "levels": [
            {"level": level, "low": low, "high": high}
            for level, (low, high) in list_levels(found).items()
        ],
    }


def _explain_randomisation(analysis: Analysis) -> list[dict[str, str]]:
    found = analysis.randomisation
    if found is None and analysis.no_randomisation:
        message = _(
            "Not computed: randomisation test ({reason}).", reason=analysis.no_randomisation
        )
    elif found is not None and found.ci95 is None:
        message = _(
            "Not computed: interval of the randomisation test (on these days no p below "
            "{smallest} is possible).",
            smallest=format_plain(float(f"{found.smallest_p:.2g}")),
        )
    else:
        return []
    return [{"code": "no_randomisation", "message": message}]


def _describe_secondary(result: SecondaryResult) -> dict[str, Any]:
    return {
        **_describe_outcome(result.outcome),
        "effect": _describe_effect(result.effect),
        "p": result.p_value,
        "p_holm": result.p_holm,
    }


def _describe_line(line: SensitivityLine) -> dict[str, Any]:
    keys = ("mean", "ci95", "interval", "chance_benefit", "chance_worthwhile")
    effect = _describe_effect(line.effect) or dict.fromkeys(keys)
    return {
        "code": line.code,
        "days": line.n_days,
        **{key: effect[key] for key in keys},
        "verdict": None if line.call is None else line.call.value,
        "reason": line.reason or None,
    }
