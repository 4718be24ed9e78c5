"""Everything that was found out about one plan, and the same as JSON."""

from dataclasses import asdict, dataclass
from typing import Any

from mat_trial.designs import count_assignments, smallest_p_value
from mat_trial.model import Design, Look
from mat_trial.operating import Person, Shares
from mat_trial.power import Finding
from mat_trial.power.compare import Option, recommend
from mat_trial.power.runin import RunIn
from mat_trial.results import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that was found out about one plan.

    Parameters
    ----------
    findings
        One a benefit of `TIMES_WORTHWHILE`.
    run_in
        None where none was given.
    options
        The designs that fit the same days; empty where they were not asked for.
    """

    design: Design
    looks: tuple[Look, ...]
    person: Person
    findings: list[Finding]
    run_in: RunIn | None
    options: list[Option]


def power_document(found: Found, *, seed: int) -> dict[str, Any]:
    """Return all that was found, ready for JSON; shares have their 95% Monte Carlo intervals."""
    nothing, *effects = found.findings
    design, best = found.design, recommend(found.options)
    return {
        "design": asdict(design),
        "days": design.days,
        "assignments": count_assignments(design),
        "smallest_p": smallest_p_value(design),
        "sd": found.person.sd,
        "autocorrelation": found.person.autocorrelation,
        "worthwhile": found.person.worthwhile,
        "run_in": None if found.run_in is None else asdict(found.run_in),
        "trials": nothing.n_people,
        "seed": seed,
        "looks": [asdict(look) for look in found.looks],
        "false_helps": nothing.power,
        "false_helps_ci95": bound_error(nothing, nothing.power),
        "false_makes_worse": nothing.calls[Call.MAKES_WORSE],
        "no_effect": _describe_finding(nothing),
        "effects": [
            {
                "benefit": finding.benefit,
                "power": finding.power,
                "power_ci95": bound_error(finding, finding.power),
                **_describe_finding(finding),
            }
            for finding in effects
        ],
        "designs": [_option_document(option, best) for option in found.options],
    }


def _describe_finding(finding: Finding) -> dict[str, Any]:
    return {
        "mean_days": finding.mean_days,
        "mean_benefit": finding.mean_benefit,
        "verdicts": {call.value: share for call, share in finding.calls.items()},
    }


def _option_document(option: Option, best: Option | None) -> dict[str, Any]:
    return {
        "design": asdict(option.design),
        "days": option.design.days,
        "recommended": option is best,
        "power": option.power,
        "power_ci95": bound_error(option.worthwhile, option.power),
        "false_helps": option.nothing.power,
        "verdicts_without_effect": {
            call.value: share for call, share in option.nothing.calls.items()
        },
        "smallest_p": option.smallest_p,
        "mean_switches": option.n_switches,
        "mean_mat_days": option.n_mat_days,
    }


def bound_error(finding: Finding, share: float) -> list[float]:
    """Return the 95% interval that so many people leave around one of the shares."""
    counted = Shares(
        n_people=finding.n_people,
        calls=finding.calls,
        coverage=None,
        mean_benefit=finding.mean_benefit,
    )
    return list(counted.bound_error(share))
