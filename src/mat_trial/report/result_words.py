"""What a report says of the result: the figures, by kind of day, and stretch by stretch."""

from collections.abc import Mapping

import polars as pl

from mat_trial.language import _, _n
from mat_trial.language.dates import say_date, say_span
from mat_trial.language.numbers import format_number, format_plain
from mat_trial.model import Condition
from mat_trial.model.naming import count_units, name_outcome
from mat_trial.report.case import Case, Fact, Table
from mat_trial.report.days import Kind
from mat_trial.results import Effect, SecondaryResult, Verdict
from mat_trial.wording.after import say_follow_up
from mat_trial.wording.confidence import choose_test_digits, say_schedules
from mat_trial.wording.numbers import choose_digits, format_chance, format_p_value
from mat_trial.wording.phrases import open_sentence, say_difference, say_hundredths
from mat_trial.wording.sensitivity import describe_effect, name_way, say_answer

NONE = "–"


def tabulate_effects(case: Case) -> Table:
    """Set the effect on every outcome into one table, the one that is judged first."""
    analysis = case.verdict.analysis
    primary = SecondaryResult(
        outcome=analysis.outcome,
        effect=analysis.effect,
        p_value=None,
        p_holm=analysis.p_holm,
    )
    level = say_hundredths(1 - 2 * (1 - analysis.boundary))
    return Table(
        columns=(
            _("Mat − no mat"),
            _("Difference"),
            _("{level}% interval", level=level),
            _("95% interval"),
            _("Chance of any benefit"),
            _("Chance of a worthwhile one"),
            _("p (Holm)"),
        ),
        rows=tuple(_write_effect(result) for result in (primary, *analysis.secondary)),
        strong=(0,),
    )


def _write_effect(result: SecondaryResult) -> tuple[str, ...]:
    outcome, effect = result.outcome, result.effect
    name = open_sentence(name_outcome(outcome))
    if effect is None:
        return (name, _("not computed"), NONE, NONE, NONE, NONE, NONE)
    digits = _digits(effect)
    return (
        name,
        count_units(format_number(effect.mean, digits), outcome),
        *(
            _(
                "{low} to {high}",
                low=format_number(end.low, digits),
                high=format_number(end.high, digits),
            )
            for end in (effect.interval, effect.ci95)
        ),
        format_chance(effect.chance_benefit),
        _(
            "{chance} (≥ {least})",
            chance=format_chance(effect.chance_worthwhile),
            least=format_plain(outcome.worthwhile),
        ),
        NONE if result.p_holm is None else format_p_value(result.p_holm),
    )


def tabulate_ways(verdict: Verdict) -> Table:
    """Set the other ways to count the days into a table, computed or with the reason why not."""
    rows = [
        (
            open_sentence(name_way(line.code)),
            _("not computed")
            if line.effect is None
            else describe_effect(line.effect, beside=verdict.analysis.effect),
            str(line.n_days) if line.n_days else NONE,
            line.reason if line.call is None else say_answer(line.call, verdict),
        )
        # Where a page is too short for all, the last leave it first.
        for line in sorted(verdict.analysis.sensitivity, key=lambda line: line.effect is None)
    ]
    columns = (_("Way"), _("Difference"), _("Days"), _("Answer"))
    return Table(columns=columns, rows=tuple(rows), left=4)


def list_result_facts(case: Case) -> list[Fact]:
    """List the tests beside the main analysis, and what the days are like."""
    analysis = case.verdict.analysis
    effect, outcome = analysis.effect, analysis.outcome
    facts = []
    if effect is not None:
        facts.append(
            (
                _("Main analysis"),
                _(
                    "Bayesian regression on kind of day and time (flat priors, AR(1) correlation "
                    "{phi}, SD {sd}); each p: the same by least squares, two-sided.",
                    phi=format_number(effect.autocorrelation, 1),
                    sd=count_units(format_number(effect.sd, _digits(effect)), outcome),
                ),
            )
        )
    if case.verdict.corrected is not None:
        facts.append(
            (
                _("Corrected for the early stop"),
                _(
                    "{Name} {corrected} on mat days; median-unbiased, without an interval of its "
                    "own.",
                    Name=open_sentence(name_outcome(outcome)),
                    corrected=say_difference(case.verdict.corrected, outcome, digits=1),
                ),
            )
        )
    facts.append((_("Randomisation test"), _describe_randomisation(case)))
    paired = analysis.pingouin.paired_t if analysis.pingouin else None
    if paired is not None:
        # Not coarser than the main figure, so that the two can be set side by side.
        digits = max(choose_digits(*paired.ci95), 0 if effect is None else _digits(effect))
        facts.append(
            (
                _("Paired t on cycles"),
                _n(
                    "{size} (95%: {low} to {high}); {n} cycle, t\u00a0=\u00a0{t}, p {p}.",
                    "{size} (95%: {low} to {high}); {n} cycles, t\u00a0=\u00a0{t}, p {p}.",
                    paired.n,
                    size=count_units(format_number(sum(paired.ci95) / 2, digits), outcome),
                    low=format_number(paired.ci95[0], digits),
                    high=format_number(paired.ci95[1], digits),
                    t=format_number(paired.t, 2),
                    p=format_p_value(paired.p_value),
                ),
            )
        )
    if case.follow_up is not None:
        said = " ".join(say_follow_up(case.follow_up))
        facts.append((_("Since, on {day}", day=say_date(case.follow_up.at.date())), said))
    return [(term, text) for term, text in facts if text]


def _describe_randomisation(case: Case) -> str:
    analysis = case.verdict.analysis
    found = analysis.randomisation
    if found is None:
        reason = analysis.no_randomisation
        return _("Not computed: {reason}.", reason=reason) if reason else ""
    digits = choose_test_digits(found)
    size = count_units(format_number(found.estimate, digits), analysis.outcome)
    p, schedules = format_p_value(found.p_value), say_schedules(found)
    if found.ci95 is None:
        return _(
            "{size}; p {p} among {schedules}. On these days no p can fall below {least}, so there "
            "is no interval.",
            size=size,
            p=p,
            schedules=schedules,
            least=format_p_value(found.smallest_p),
        )
    return _(
        "{size} (95%: {low} to {high}); p {p} among {schedules}.",
        size=size,
        low=format_number(found.ci95[0], digits),
        high=format_number(found.ci95[1], digits),
        p=p,
        schedules=schedules,
    )


def tabulate_kinds(case: Case, kinds: Mapping[Condition, Kind]) -> Table:
    """Set what was done and what happened side by side, mat days and no-mat days."""
    outcome, both = case.plan.primary_outcome, (kinds[Condition.MAT], kinds[Condition.NO_MAT])
    days, skin = _("Days of the plan so far"), _("Skin sore or broken")
    if case.verdict.is_early:
        # Harm always counts, so its days go on where those of the verdict end.
        days, skin = _("Days up to the verdict"), _("Skin sore or broken, on all days")
    rows = [
        (days, *(str(kind.due) for kind in both)),
        (_("Without a score"), *(str(kind.due - kind.scored) for kind in both)),
        (_("Analysed"), *(str(kind.analysed) for kind in both)),
        (_("Mat used"), *(_share(kind.used) for kind in both)),
        (_("Minutes on the mat, mean"), *(_mean(kind.minutes, 0) for kind in both)),
        (_("Extra painkillers"), *(_share(kind.rescue) for kind in both)),
        (skin, *(_share(kind.skin) for kind in both)),
    ]
    if not case.is_hidden:
        mean = _("Mean {outcome} (SD)", outcome=name_outcome(outcome))
        rows.insert(3, (mean, *(_spread(kind) for kind in both)))
    else:
        # It tells nearly as much of the effect as the scores do.
        rows = [row for row in rows if row[0] != _("Extra painkillers")]
    return Table(columns=(_("Days"), _("Mat"), _("No mat")), rows=tuple(rows))


def _share(pair: tuple[int, int]) -> str:
    return _("{n} of {known}", n=pair[0], known=pair[1]) if pair[1] else _("not known")


def _mean(value: float | None, digits: int = 1) -> str:
    return NONE if value is None else format_number(value, digits)


def _spread(kind: Kind) -> str:
    if kind.sd is None:
        return _mean(kind.mean)
    return f"{_mean(kind.mean)} ({_mean(kind.sd)})"


def tabulate_periods(case: Case, periods: pl.DataFrame) -> Table:
    """Set every period into a table, with its mean only where that may be seen."""
    kinds = {Condition.MAT.value: _("mat"), Condition.NO_MAT.value: _("no mat")}
    rows = tuple(
        (
            str(number),
            say_span(row["first"], row["last"]),
            kinds[row["condition"]],
            _("{n} of {days}", n=row["days"] - row["missing"], days=row["days"]),
            NONE if case.is_hidden else _mean(row["mean"]),
            _mean(row["minutes"], 0),
        )
        for number, row in enumerate(periods.iter_rows(named=True), start=1)
    )
    columns = (_("No."), _("Dates"), _("Kind"), _("Scored"), _("Mean"), _("Min."))
    strong = tuple(
        number
        for number, condition in enumerate(periods["condition"])
        if condition == Condition.MAT.value
    )
    return Table(columns=columns, rows=rows, left=3, strong=strong)


def tabulate_blocks(blocks: pl.DataFrame) -> Table:
    """Set cycles or stretches of weeks into a table."""
    rows = tuple(
        (
            str(row["block"]),
            say_span(row["first"], row["last"]),
            _("{n} of {days}", n=row["days"] - row["missing"], days=row["days"]),
            _mean(row["mat"]),
            _mean(row["no_mat"]),
            _mean(None if None in (row["mat"], row["no_mat"]) else row["mat"] - row["no_mat"]),
            _mean(row["minutes"], 0),
        )
        for row in blocks.iter_rows(named=True)
    )
    columns = (
        *(_("No."), _("Dates"), _("Scored"), _("Mat"), _("No mat"), _("Diff.")),
        _("Min."),
    )
    return Table(columns=columns, rows=rows, left=2)


def _digits(effect: Effect) -> int:
    return choose_digits(effect.interval.low, effect.interval.high)
