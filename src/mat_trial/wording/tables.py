"""The figures behind a verdict as lines of a table: what it is, what came out, how to read it."""

from dataclasses import dataclass

from mat_trial.language import _, _n
from mat_trial.language.dates import say_date
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import Outcome
from mat_trial.model.naming import count_units, name_outcome
from mat_trial.results import Analysis, Call, Effect, Verdict
from mat_trial.stats.pingouin_tests import PRIOR_SCALE, PairedTest, PingouinResults
from mat_trial.wording.confidence import choose_test_digits, say_schedules
from mat_trial.wording.numbers import choose_digits, format_chance, format_p_value
from mat_trial.wording.phrases import (
    count_days,
    open_sentence,
    say_hundredths,
)
from mat_trial.wording.sensitivity import AS_PLANNED, describe_effect, name_way, say_answer
from mat_trial.wording.yes_no import count_in_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a table.

    Parameters
    ----------
    reading
        How to read the value: one plain sentence; empty where the name says it all.
    """

    name: str
    value: str
    reading: str = ""


def list_days(verdict: Verdict) -> list[Line]:
    """List how many days there are of each kind.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import DayCounts
    >>> days = DayCounts(planned=9, recorded=7, analysed=(3, 4), missing=(2, 0), phases=(1, 1))
    >>> for line in list_days(Verdict(call=Call.TOO_EARLY,
    ...                               analysis=Analysis(outcome=PAIN, boundary=0.95, days=days))):
    ...     print(line.name, "·", line.value)
    Analysed days · 3 mat, 4 no mat
    Days without a score · 2 mat, 0 no mat
    """
    days = verdict.analysis.days
    lines = [
        Line(name=_("Analysed days"), value=_count_kinds(days.analysed)),
        Line(name=_("Days without a score"), value=_count_kinds(days.missing)),
    ]
    if days.washout:
        lines.append(Line(name=_("Days left out after a switch"), value=str(days.washout)))
    if days.without_condition:
        lines.append(
            Line(
                name=_("Gaps in the diary, kind of day unknown"), value=str(days.without_condition)
            )
        )
    return lines


def list_looks(verdict: Verdict) -> list[Line]:
    """List how far the looks of a plan have come; nothing for a plan with but one.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import PAIN
    >>> from mat_trial.results import DatedLook, DayCounts, LooksSoFar
    >>> days = DayCounts(planned=56, recorded=30, analysed=(15, 15), missing=(0, 0), phases=(8, 8))
    >>> looks = (DatedLook(day=24, date=dt.date(2027, 1, 27), boundary=0.99),
    ...          DatedLook(day=56, date=dt.date(2027, 2, 28), boundary=0.96))
    >>> so_far = LooksSoFar(looks=looks, n_undecided=1, stands=None, as_of=dt.date(2027, 2, 2))
    >>> for line in list_looks(Verdict(call=Call.TOO_EARLY, looks=so_far,
    ...                                analysis=Analysis(outcome=PAIN, boundary=0.96, days=days))):
    ...     print(line.name, "·", line.value)
    Looks that have been · 1 of 2, none settled it
    Next look · 28 February 2027, day 56 of 56
    """
    looks = verdict.looks
    if looks is None or len(looks.looks) == 1:
        return []
    n_looks, n_days, lines = len(looks.looks), looks.looks[-1].day, []
    if looks.next is not None:
        values = {"n": looks.n_undecided, "n_looks": n_looks}
        lines = [
            Line(
                name=_("Looks that have been"),
                value=_("{n} of {n_looks}, none settled it", **values)
                if looks.n_undecided
                else _("{n} of {n_looks}", **values),
            ),
            Line(
                name=_("Next look"),
                value=_(
                    "{date}, day {day} of {n_days}",
                    date=say_date(looks.next.date),
                    day=looks.next.day,
                    n_days=n_days,
                ),
            ),
        ]
    if looks.stands is not None:
        lines.append(
            Line(
                name=_("The look it stands at"),
                value=_(
                    "{date}, day {day} of {n_days}, look {n} of {n_looks}",
                    date=say_date(looks.stands.date),
                    day=looks.stands.day,
                    n_days=n_days,
                    n=looks.n_undecided + 1,
                    n_looks=n_looks,
                ),
                reading=_(
                    "At this look a chance of {sure} in 100 counts as sure",
                    sure=say_hundredths(looks.stands.boundary),
                ),
            )
        )
    return lines


def list_figures(verdict: Verdict) -> list[Line]:
    """List the primary figures; without any before a verdict is due."""
    effect, outcome = verdict.analysis.effect, verdict.analysis.outcome
    if verdict.call is Call.TOO_EARLY or effect is None:
        return []
    return [
        Line(name=_("Difference, mat − no mat"), value=_describe_difference(effect, outcome)),
        Line(name=_("Chance of any benefit"), value=format_chance(effect.chance_benefit)),
        Line(
            name=_("Chance of a benefit of {worthwhile} or more", worthwhile=_worth(outcome)),
            value=format_chance(effect.chance_worthwhile),
        ),
        Line(
            name=_("Day-to-day spread (SD)"),
            value=count_units(format_number(effect.sd, _digits(effect)), outcome),
        ),
        Line(
            name=_("Autocorrelation from day to day"),
            value=format_number(effect.autocorrelation, 1),
            reading=_("How much a day resembles the day before it: 0 not at all, 1 wholly."),
        ),
    ]


def list_secondary(verdict: Verdict) -> list[Line]:
    """List the outcomes beside the primary one; they never change the verdict."""
    if verdict.call is Call.TOO_EARLY:
        return []
    lines = []
    for result in map(count_in_days, verdict.analysis.secondary):
        if result.effect is None:
            value = _("cannot be computed from these scores")
        else:
            value = _describe_difference(result.effect, result.outcome)
            chance = format_chance(result.effect.chance_benefit)
            parts = [value, _("chance of any benefit {chance}", chance=chance)]
            if result.p_holm is not None:
                parts.append(_("p {p_value} (Holm)", p_value=format_p_value(result.p_holm)))
            value = "; ".join(parts)
        lines.append(Line(name=open_sentence(name_outcome(result.outcome)), value=value))
    return lines


def list_sensitivity(verdict: Verdict) -> list[Line]:
    """List the ways to count the days, the verdict's own first, with the verdict's interval."""
    analysis = verdict.analysis
    if verdict.call is Call.TOO_EARLY or analysis.effect is None or not analysis.sensitivity:
        return []
    days = count_days(sum(analysis.days.analysed))
    lines = [Line(name=_(AS_PLANNED), value=describe_effect(analysis.effect), reading=days)]
    for line in analysis.sensitivity:
        value, reading = _("not computed"), line.reason
        if line.effect is not None and line.call is not None:
            value = describe_effect(line.effect, beside=analysis.effect)
            days = count_days(line.n_days)
            reading = f"{days}; {say_answer(line.call, verdict)}"
        lines.append(Line(name=open_sentence(name_way(line.code)), value=value, reading=reading))
    return lines


def list_tests(verdict: Verdict) -> list[Line]:
    """List Pingouin's tests, each with its estimate and uncertainty; p-values are two-sided."""
    found, analysis = verdict.analysis.pingouin, verdict.analysis
    if verdict.call is Call.TOO_EARLY or found is None:
        return []
    lines = [
        *_list_regression(found, analysis),
        *_list_paired(found, analysis),
        *_list_randomisation(analysis),
        *_list_sizes(found, analysis.outcome),
    ]
    if found.normality_p is not None:
        lines.append(
            Line(
                name=_("Shapiro–Wilk on the residuals"),
                value=_("p {p_value}", p_value=format_p_value(found.normality_p)),
                reading=_("A small p says that the noise is not bell-shaped."),
            )
        )
    return lines


def _list_regression(found: PingouinResults, analysis: Analysis) -> list[Line]:
    regression = found.regression
    if regression is None:
        return []
    value = _(
        "{size}; t({dof}) = {t}, p {p_value}",
        size=_interval(regression.estimate, *regression.ci95, analysis.outcome),
        dof=regression.dof,
        t=format_number(regression.t, 2),
        p_value=format_p_value(regression.p_value),
    )
    if analysis.secondary and analysis.p_holm is not None:
        value = _(
            "{value}, {p_value} after Holm", value=value, p_value=format_p_value(analysis.p_holm)
        )
    return [
        Line(
            name=_("Regression on whitened days"),
            value=value,
            reading=_("The main analysis with the autocorrelation held at its average."),
        )
    ]


def _list_paired(found: PingouinResults, analysis: Analysis) -> list[Line]:
    paired, outcome = found.paired_t, analysis.outcome
    if paired is None:
        return []
    mean = sum(paired.ci95) / 2
    # Not coarser than the main figure, so that the two can be set side by side.
    digits = 0 if analysis.effect is None else _digits(analysis.effect)
    size = _interval(mean, *paired.ci95, outcome, digits=digits)
    cycles = _n("{n} cycle", "{n} cycles", paired.n)
    lines = [
        Line(
            name=_("Paired t on cycle means"),
            value=_(
                "{size}; {cycles}, t({dof}) = {t}, p {p_value}{bayes_factor}",
                size=size,
                cycles=cycles,
                dof=paired.dof,
                t=format_number(paired.t, 2),
                p_value=format_p_value(paired.p_value),
                bayes_factor=_bayes_factor(paired),
            ),
            reading=_("The textbook comparison: each cycle's mat half against its no-mat half."),
        )
    ]
    if found.wilcoxon_p is not None:
        lines.append(
            Line(
                name=_("Wilcoxon signed-rank"),
                value=_(
                    "{size}; {cycles}, p {p_value}",
                    size=size,
                    cycles=cycles,
                    p_value=format_p_value(found.wilcoxon_p),
                ),
                reading=_("The same by ranks, for scores that are not bell-shaped."),
            )
        )
    if found.tost_p is not None:
        lines.append(
            Line(
                name=_("Equivalence (TOST) within ±{worthwhile}", worthwhile=_worth(outcome)),
                value=_(
                    "{size}; {cycles}, p {p_value}",
                    size=size,
                    cycles=cycles,
                    p_value=format_p_value(found.tost_p),
                ),
                reading=_(
                    "A small p says that the difference is smaller than would matter to you."
                ),
            )
        )
    return lines


def _list_randomisation(analysis: Analysis) -> list[Line]:
    found = analysis.randomisation
    if found is None:
        value = _("not computed: {reason}", reason=analysis.no_randomisation)
        return (
            [Line(name=_("Randomisation test"), value=value)] if analysis.no_randomisation else []
        )
    digits = choose_test_digits(found)
    among = _(
        "p {p_value} among {schedules}",
        p_value=format_p_value(found.p_value),
        schedules=say_schedules(found),
    )
    if found.ci95 is None:
        size = count_units(format_number(found.estimate, digits), analysis.outcome)
        value = _(
            "{size}; {among}; no interval, for on these days no p can fall below {least}",
            size=size,
            among=among,
            least=format_p_value(found.smallest_p),
        )
    else:
        size = _interval(found.estimate, *found.ci95, analysis.outcome, digits=digits)
        value = f"{size}; {among}"
    return [
        Line(
            name=_("Randomisation test"),
            value=value,
            reading=_(
                "If the mat did nothing: how often chance alone, drawing the schedule anew, would "
                "set mat days and no-mat days at least this far apart. It holds whatever the "
                "trend or the noise."
            ),
        )
    ]


def _list_sizes(found: PingouinResults, outcome: Outcome) -> list[Line]:
    lines = []
    if found.nap_higher is not None:
        lines.append(
            Line(
                name=_("Nonoverlap of all pairs (NAP)"),
                value=format_number(outcome.chance_better(found.nap_higher), 2),
                reading=_(
                    "How often a mat day is better than a no-mat day; {half} is no difference. It "
                    "describes these days and is no evidence by itself.",
                    half=format_number(0.5, 2),
                ),
            )
        )
    if found.hedges_g is not None:
        lines.append(
            Line(
                name=_("Hedges' g, mat − no mat"),
                value=format_number(found.hedges_g, 2),
                reading=_(
                    "The difference in standard deviations of single days; also a description "
                    "only."
                ),
            )
        )
    return lines


def _bayes_factor(paired: PairedTest) -> str:
    if paired.bf10 is None:
        return ""
    is_for = paired.bf10 >= 1
    values = {
        "factor": format_plain(float(f"{paired.bf10 if is_for else 1 / paired.bf10:.3g}")),
        "scale": format_number(PRIOR_SCALE, 3),
    }
    if is_for:
        return _(", Bayes factor {factor} to 1 for a difference (Cauchy prior {scale})", **values)
    return _(", Bayes factor {factor} to 1 against a difference (Cauchy prior {scale})", **values)


def _describe_difference(effect: Effect, outcome: Outcome) -> str:
    return _interval(
        effect.mean, effect.ci95.low, effect.ci95.high, outcome, digits=_digits(effect)
    )


def _interval(value: float, low: float, high: float, outcome: Outcome, *, digits: int = 0) -> str:
    digits = max(digits, choose_digits(low, high))
    size = count_units(format_number(value, digits), outcome)
    return _(
        "{size} (95%: {low} to {high})",
        size=size,
        low=format_number(low, digits),
        high=format_number(high, digits),
    )


def _count_kinds(days: tuple[int, int]) -> str:
    return _("{on} mat, {off} no mat", on=days[0], off=days[1])


def _digits(effect: Effect) -> int:
    # As in the sentence above the table, so that the two never seem to differ.
    return choose_digits(effect.interval.low, effect.interval.high)


def _worth(outcome: Outcome) -> str:
    return count_units(format_plain(outcome.worthwhile), outcome)
