"""From a diary to its figures, and from the figures to one of the six verdicts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from mat_trial.analysis import Case, analyse
from mat_trial.daily import label_days, lay_out_days
from mat_trial.errors import DiaryError
from mat_trial.language import _, _n, mark
from mat_trial.language.dates import say_date
from mat_trial.looks import take_looks
from mat_trial.model import PAIN, ChangePointsDesign, Entry, Outcome, Plan
from mat_trial.results import (
    Analysis,
    Call,
    Caution,
    DatedLook,
    DayCounts,
    LooksSoFar,
    Verdict,
)
from mat_trial.rule import call_effect, list_missing
from mat_trial.samples import Sample, take_samples

BOUNDARY = 0.95
PEOPLE_AT_ONCE = 32
"""Enough to spare most of the cost of a call, few enough to keep their arrays in the cache."""
BEFORE_LOOK = mark("The figures stay hidden until the look that the plan allows.")
EARLY_LOOK = mark(
    "This is an early look. The tests, their p-values and the outcomes beside do not allow for "
    "looking early. And an early stop leans towards the answer that made it."
)


def assess(
    entries: Iterable[Entry],
    *,
    plan: Plan | None = None,
    outcome: Outcome = PAIN,
    others: Sequence[Outcome] = (),
    washout_days: int = 0,
    as_of: dt.date | None = None,
) -> Verdict:
    """Analyse one person's diary and judge it by the rule that was fixed before day one.

    Parameters
    ----------
    entries
        One person's entries.
    plan
        The locked plan. It gives outcomes, washout and boundary; `outcome`, `others` and
        `washout_days` are for diaries without one.
    outcome, others
        The outcome that the verdict is about, and those beside it.
    washout_days
        Days after each switch to leave out.
    as_of
        The day on which the verdict is read; None for when all is over.

    Raises
    ------
    DiaryError
        When the entries hold two rows for one day, or none at all without a plan.

    Examples
    --------
    >>> from mat_trial.model import Condition
    >>> scores = [6, 7, 6, 5, 3, 4, 3, 2, 6, 5, 6, 7, 3, 3, 4, 2]
    >>> entries = [Entry(date=dt.date(2027, 1, day + 1), scores={"pain": float(score)},
    ...                  condition=Condition.MAT if day // 4 % 2 else Condition.NO_MAT)
    ...            for day, score in enumerate(scores)]
    >>> assess(entries).call
    <Call.HELPS: 'helps'>
    """
    people = assess_people(
        entries,
        plan=plan,
        outcome=outcome,
        others=others,
        washout_days=washout_days,
        as_of=as_of,
    )
    (_person, verdict), *more = people
    if more:
        # For programs: people with such a file get a verdict for each.
        raise DiaryError(
            _(
                "The diary holds {n} people. One at a time is needed. Pick one, or assess them "
                "with assess_people.",
                n=len(more) + 1,
            )
        )
    return verdict


def assess_people(
    entries: Iterable[Entry],
    *,
    plan: Plan | None = None,
    outcome: Outcome = PAIN,
    others: Sequence[Outcome] = (),
    washout_days: int = 0,
    as_of: dt.date | None = None,
) -> Iterator[tuple[str | None, Verdict]]:
    """Assess many people's diaries; parameters and errors as for `assess`.

    Yields
    ------
    tuple of str or None, Verdict
        The person's name and verdict, in the order of the names.

    Examples
    --------
    >>> from mat_trial.model import Condition
    >>> entries = [Entry(date=dt.date(2027, 1, day + 1), person="ann", scores={"pain": score},
    ...                  condition=Condition.MAT if day % 4 > 1 else Condition.NO_MAT)
    ...            for day, score in enumerate([6.0, 7.0, 4.0, 3.0, 6.0, 5.0, 3.0, 4.0])]
    >>> [(person, verdict.call.value) for person, verdict in assess_people(entries)]
    [('ann', 'helps')]
    """
    entries = list(entries)
    if plan is not None:
        outcome = plan.primary_outcome
        others = [other for other in plan.outcomes if other.name != plan.primary]
    items = (outcome, *others)
    days = lay_out_days(
        entries, [item.name for item in items], plan=plan, washout_days=washout_days
    )
    found = {} if plan is None else take_looks(days, outcome, plan, as_of)
    groups = list(_group_people(days, found, as_of))
    samples = _sample_people(groups, items)
    tested = _take_tested(groups, outcome, plan)
    people = days["person"].unique(maintain_order=True).to_list()
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        some = people[start : start + PEOPLE_AT_ONCE]
        verdicts, cases = {}, {}
        for person in some:
            sample, *beside = samples[person]
            looks = found.get(person)
            if looks is not None and looks.next is not None and as_of is not None:
                # Until a look settles it nothing is computed here, so nothing can leak out.
                verdicts[person] = _hide_figures(outcome, sample.days, looks, looks.next, as_of)
                continue
            cases[person] = Case(
                sample=sample,
                beside=tuple(beside),
                boundary=looks.stands.boundary if looks and looks.stands else BOUNDARY,
                tested=tested.get(person),
            )
        analyses = analyse(list(cases.values()), outcome, others=others, plan=plan)
        for person, analysis in zip(cases, analyses, strict=True):
            verdicts[person] = _judge_at(analysis, found.get(person))
        yield from ((person, verdicts[person]) for person in some)


def judge(analysis: Analysis) -> Verdict:
    """Turn an analysis into a verdict; too few days come before all else.

    Examples
    --------
    >>> days = DayCounts(planned=2, recorded=2, analysed=(1, 1), missing=(0, 0), phases=(1, 1))
    >>> judge(Analysis(outcome=PAIN, boundary=0.95, days=days)).call
    <Call.TOO_EARLY: 'too_early'>
    """
    missing = list_missing(analysis.days)
    if missing:
        return Verdict(call=Call.TOO_EARLY, analysis=analysis, missing=tuple(missing))
    if analysis.effect is None:
        return Verdict(call=Call.UNCLEAR, analysis=analysis)
    call = call_effect(analysis.effect, analysis.outcome, analysis.boundary)
    return Verdict(call=call, analysis=analysis)


def _judge_at(analysis: Analysis, looks: LooksSoFar | None) -> Verdict:
    if looks is not None and looks.is_early:
        early = Caution(code="early_look", message=_(EARLY_LOOK))
        analysis = replace(analysis, cautions=(early, *analysis.cautions))
    return replace(judge(analysis), looks=looks)


def _group_people(
    days: pl.DataFrame, found: Mapping[str | None, LooksSoFar], as_of: dt.date | None
) -> Iterator[tuple[pl.DataFrame, dt.date | None]]:
    """Part the people by the last day that counts for them."""
    people: dict[dt.date | None, list[str | None]] = defaultdict(list)
    for person in days["person"].unique(maintain_order=True):
        people[found[person].as_of if found else as_of].append(person)
    for end, names in people.items():
        wanted = pl.DataFrame({"person": names}, schema={"person": pl.String})
        group = days.join(wanted, on="person", how="semi", nulls_equal=True, maintain_order="left")
        yield group, end


def _sample_people(
    groups: Iterable[tuple[pl.DataFrame, dt.date | None]], outcomes: Iterable[Outcome]
) -> dict[str | None, list[Sample]]:
    samples: dict[str | None, list[Sample]] = defaultdict(list)
    for days, end in groups:
        for outcome in outcomes:
            frame = label_days(days, outcome.name, as_of=end)
            for person, sample in take_samples(frame, outcome):
                samples[person].append(sample)
    return samples


def _take_tested(
    groups: Iterable[tuple[pl.DataFrame, dt.date | None]], outcome: Outcome, plan: Plan | None
) -> dict[str | None, Sample]:
    if plan is None or not isinstance(plan.design, ChangePointsDesign) or not plan.washout_days:
        return {}
    # Which days follow a drawn switch depends on the draw, so the test takes none of them off.
    return {
        person: sample
        for days, end in groups
        for person, sample in take_samples(
            label_days(days, outcome.name, as_of=end, washout=False), outcome
        )
    }


def _hide_figures(
    outcome: Outcome, days: DayCounts, looks: LooksSoFar, to_come: DatedLook, as_of: dt.date
) -> Verdict:
    analysis = Analysis(
        outcome=outcome,
        boundary=to_come.boundary,
        days=days,
        cautions=(Caution(code="before_look", message=_(BEFORE_LOOK)),),
    )
    missing = tuple(_say_wait(looks, to_come, as_of))
    return Verdict(call=Call.TOO_EARLY, analysis=analysis, missing=missing, looks=looks)


def _say_wait(looks: LooksSoFar, to_come: DatedLook, as_of: dt.date) -> Iterator[str]:
    if looks.n_undecided:
        yield _n(
            "The look of {last} did not settle it.",
            "The {n} looks so far, the last of {last}, did not settle it.",
            looks.n_undecided,
            last=say_date(looks.looks[looks.n_undecided - 1].date),
        )
    is_last = to_come == looks.looks[-1]
    left = (to_come.date - as_of).days
    if left == 0:
        yield (
            _("The last day is today. Enter its scores, then read the verdict.")
            if is_last
            else _("A look is today. Enter its scores, then see whether they settle it.")
        )
        return
    day = say_date(to_come.date)
    if is_last:
        yield _n(
            "Your verdict comes on the last day of your plan, {day}: {n} day to go. Until then "
            "the effect stays hidden, so that it cannot sway you.",
            "Your verdict comes on the last day of your plan, {day}: {n} days to go. Until then "
            "the effect stays hidden, so that it cannot sway you.",
            left,
            day=day,
        )
    elif looks.n_undecided:
        yield _n(
            "The next look is on {day}: {n} day to go. Until then the effect stays hidden, so "
            "that it cannot sway you.",
            "The next look is on {day}: {n} days to go. Until then the effect stays hidden, so "
            "that it cannot sway you.",
            left,
            day=day,
        )
    else:
        yield _n(
            "The first look is on {day}: {n} day to go. Until then the effect stays hidden, so "
            "that it cannot sway you.",
            "The first look is on {day}: {n} days to go. Until then the effect stays hidden, so "
            "that it cannot sway you.",
            left,
            day=day,
        )
