"""Schedule × entries → the DAILY frame: one row a calendar day, labelled, never filtered.

Columns of the DAILY frame:

- ``person``: null where the diary names nobody
- ``date``; ``day``: days since the person's first row, from 0
- ``condition``: as assigned; null where nobody wrote it down
- ``planned_day``: number of the day in the plan, from 1, null outside it; without a plan, of the
  day in the diary
- ``cycle``, ``period``: by the plan, or, without one, counted along the phases; from 1
- ``phase``: number of the maximal run of one condition, from 1
- ``score``: of the outcome asked for; null where missing
- ``analysed``; ``excluded_because``: null where analysed, else one of `EXCLUSIONS`
- ``in_washout``; ``after_switch``: the first day behind a switch and its washout
- ``late``: recorded more than a day after the day itself; null where nobody knows
- ``changed``: changed more than a day after the day itself; null where nobody knows
- ``used_mat``, ``minutes``, ``rescue_medication``, ``note``: as entered
"""

import datetime as dt
from collections.abc import Iterable, Sequence

import polars as pl

from mat_trial.errors import DiaryError, Problem
from mat_trial.language import _
from mat_trial.model import Condition, Entry, Outcome, Plan

EXCLUSIONS = ("outside the plan", "not yet", "no condition", "no score", "washout")
LONGEST_DAYS = 20 * 366
"""A date further off is a slip of the pen, and would make a row for every day between."""
CONDITION = pl.Enum([condition.value for condition in Condition])

_ENTRY_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "person": pl.String,
    "date": pl.Date,
    "condition": CONDITION,
    "used_mat": pl.Boolean,
    "minutes": pl.Float64,
    "rescue_medication": pl.Boolean,
    "note": pl.String,
    "late": pl.Boolean,
    "changed": pl.Boolean,
}
_CARRIED = (
    *("in_washout", "after_switch"),
    *("late", "changed", "used_mat", "minutes", "rescue_medication", "note"),
)
_PLAN_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "date": pl.Date,
    "condition": CONDITION,
    "planned_day": pl.Int64,
    "cycle": pl.Int64,
    "period": pl.Int64,
}


def daily_frame(
    entries: Iterable[Entry],
    outcome: Outcome,
    *,
    plan: Plan | None = None,
    washout_days: int = 0,
    as_of: dt.date | None = None,
) -> pl.DataFrame:
    """Return the DAILY frame of one diary for one outcome.

    Parameters
    ----------
    entries
        One person's entries, in any order.
    outcome
        The outcome whose scores stand in ``score``.
    plan
        Gives the conditions, cycles and periods; without one the entries give the conditions.
        Its pauses, and what comes after a stop, are outside it.
    washout_days
        Days after each switch to leave out; the plan's own number wins.
    as_of
        Last day to look at; None for all of them.

    Raises
    ------
    DiaryError
        When the entries hold two rows for one day, days more than 20 years apart, or, without a
        plan, no row at all.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> monday = dt.date(2027, 1, 4)
    >>> entries = [Entry(date=monday, condition=Condition.MAT, scores={"pain": 4.0}),
    ...            Entry(date=monday + dt.timedelta(days=2), condition=Condition.NO_MAT)]
    >>> daily_frame(entries, PAIN)["excluded_because"].to_list()
    [None, 'no condition', 'no score']
    """
    days = lay_out_days(entries, [outcome.name], plan=plan, washout_days=washout_days)
    return label_days(days, outcome.name, as_of=as_of)


def find_conflicts(entries: Iterable[Entry], plan: Plan, *, where: str) -> list[Problem]:
    """List the days whose condition differs from the one that the plan assigned.

    Parameters
    ----------
    where
        What the diary is called in problems.

    Examples
    --------
    >>> from mat_trial.model import PAIN, FixedDesign
    >>> from mat_trial.protocol import make_plan
    >>> monday = dt.date(2027, 1, 4)
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=monday, seed=1,
    ...                  design=FixedDesign(phases=4, phase_days=2),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> for problem in find_conflicts([Entry(date=monday, condition=Condition.MAT)], plan,
    ...                               where="diary.csv"):
    ...     print(problem)
    diary.csv, 2027-01-04: 'mat' is not what the plan assigned to that day: no_mat. Allowed: the
    plan's condition, or blank. Write the assigned condition; what was really done belongs in
    used_mat.
    """
    assigned = {day.date: day.condition for day in plan.schedule}
    return [
        Problem(
            where=f"{where}, {entry.date}",
            value=entry.condition.value,
            wrong=_(
                "is not what the plan assigned to that day: {assigned}",
                assigned=assigned[entry.date].value,
            ),
            allowed=_("the plan's condition, or blank"),
            remedy=_("Write the assigned condition; what was really done belongs in used_mat."),
        )
        for entry in entries
        if entry.condition is not None
        and entry.condition is not assigned.get(entry.date, entry.condition)
    ]


def lay_out_days(
    entries: Iterable[Entry],
    names: Sequence[str],
    *,
    plan: Plan | None = None,
    washout_days: int = 0,
) -> pl.DataFrame:
    """Lay one or many people's entries on the calendar, to be labelled outcome by outcome.

    Parameters
    ----------
    names
        Outcomes whose scores are wanted, each in a column ``score <name>``.

    Returns
    -------
    polars.DataFrame
        The columns of the DAILY frame but ``score``, ``analysed`` and ``excluded_because``, with
        ``in_plan`` besides; the people in the order of their names.

    Raises
    ------
    DiaryError
        As `daily_frame`.

    Examples
    --------
    >>> days = lay_out_days([Entry(date=dt.date(2027, 1, 4), scores={"pain": 4.0})], ["pain"])
    >>> days.select("day", "score pain", "in_plan").row(0)
    (0, 4.0, True)
    """
    entry_frame = _frame_entries(list(entries), names)
    if plan is None:
        if entry_frame.is_empty():
            raise DiaryError(
                _("The diary is empty. At least one day is needed. Enter a day first.")
            )
        dates, keys = entry_frame.select("person", "date"), ["person", "date"]
        frame = _fill_calendar(dates).join(entry_frame, on=keys, how="left", nulls_equal=True)
        return _add_phases(frame, washout_days, planned=False)
    people = entry_frame.select(pl.col("person").unique())
    if people.is_empty():
        people = pl.DataFrame({"person": [None]}, schema={"person": pl.String})
    planned = people.join(_frame_schedule(plan), how="cross")
    dates = pl.concat([planned.select("person", "date"), entry_frame.select("person", "date")])
    frame = (
        _fill_calendar(dates)
        .join(planned, on=["person", "date"], how="left", nulls_equal=True)
        .join(entry_frame.drop("condition"), on=["person", "date"], how="left", nulls_equal=True)
    )
    return _add_phases(frame, plan.washout_days, planned=True)


def label_days(
    days: pl.DataFrame, name: str, *, as_of: dt.date | None = None, washout: bool = True
) -> pl.DataFrame:
    """Label each day of `lay_out_days` as analysed, or say why not, for one outcome.

    Parameters
    ----------
    name
        The outcome.
    as_of
        Last day to look at; None for all of them.
    washout
        Whether the days after a switch are left out.

    Examples
    --------
    >>> days = lay_out_days([Entry(date=dt.date(2027, 1, 4), condition=Condition.MAT)], ["pain"])
    >>> label_days(days, "pain")["excluded_because"].item()
    'no score'
    """
    score = pl.col(f"score {name}")
    to_come = pl.lit(value=False) if as_of is None else pl.col("date") > as_of
    reason = (
        pl.when(~pl.col("in_plan"))
        .then(pl.lit(EXCLUSIONS[0]))
        .when(to_come)
        .then(pl.lit(EXCLUSIONS[1]))
        .when(pl.col("condition").is_null())
        .then(pl.lit(EXCLUSIONS[2]))
        .when(score.is_null())
        .then(pl.lit(EXCLUSIONS[3]))
        .when(pl.col("in_washout") & pl.lit(washout))
        .then(pl.lit(EXCLUSIONS[4]))
    )
    return days.select(
        *("person", "date", "day", "planned_day", "condition", "cycle", "period", "phase"),
        score=score,
        analysed=reason.is_null(),
        excluded_because=reason,
        **{name: pl.col(name) for name in _CARRIED},
    )


def _frame_entries(entries: list[Entry], names: Sequence[str]) -> pl.DataFrame:
    columns: dict[str, list[object]] = {
        "person": [entry.person for entry in entries],
        "date": [entry.date for entry in entries],
        "condition": [entry.condition for entry in entries],
        "used_mat": [entry.used_mat for entry in entries],
        "minutes": [entry.minutes for entry in entries],
        "rescue_medication": [entry.rescue_medication for entry in entries],
        "note": [entry.note for entry in entries],
        "late": [_is_late(entry.recorded_at, entry.date) for entry in entries],
        "changed": [_is_changed(entry) for entry in entries],
    }
    scores = {f"score {name}": [entry.scores.get(name) for entry in entries] for name in names}
    schema = _ENTRY_SCHEMA | dict.fromkeys(scores, pl.Float64())
    frame = pl.DataFrame(columns | scores, schema=schema)
    _refuse_repeated_days(frame)
    return frame


def _refuse_repeated_days(frame: pl.DataFrame) -> None:
    repeated = frame.filter(pl.struct("person", "date").is_duplicated())
    if repeated.is_empty():
        return
    twice = ", ".join(str(date) for date in repeated["date"].unique().sort())
    raise DiaryError(
        _("{days} stands in the diary twice. One row a day is needed. Keep one.", days=twice)
    )


def _is_late(time: dt.datetime | None, date: dt.date) -> bool | None:
    return None if time is None else time.date() > date + dt.timedelta(days=1)


def _is_changed(entry: Entry) -> bool | None:
    if entry.changed_at is None and entry.recorded_at is not None:
        return False
    return _is_late(entry.changed_at, entry.date)


def _frame_schedule(plan: Plan) -> pl.DataFrame:
    rows = [
        (day.date, day.condition.value, number, day.cycle, day.period)
        for number, day in enumerate(plan.schedule, start=1)
        if day.date <= plan.last_day
    ]
    return pl.DataFrame(rows, schema=_PLAN_SCHEMA, orient="row")


def refuse_long_spans(dates: pl.DataFrame, plan: Plan | None = None) -> pl.DataFrame:
    """Refuse days too far apart, before anything is made of them.

    Parameters
    ----------
    dates
        Columns ``person`` and ``date``.
    plan
        Its days stand beside each person's.

    Returns
    -------
    polars.DataFrame
        Each person's ``first`` and ``last`` day.

    Raises
    ------
    DiaryError
        When days are more than 20 years apart.

    Examples
    --------
    >>> days = [dt.date(2027, 1, 4), dt.date(2027, 1, 13)]
    >>> dates = pl.DataFrame({"person": ["al", "al"], "date": days})
    >>> refuse_long_spans(dates).row(0)
    ('al', datetime.date(2027, 1, 4), datetime.date(2027, 1, 13))
    """
    first, last = pl.col("date").min(), pl.col("date").max()
    if plan is not None:
        first = pl.min_horizontal(first, pl.lit(plan.schedule[0].date))
        last = pl.max_horizontal(last, pl.lit(plan.last_day))
    spans = dates.group_by("person").agg(first=first, last=last)
    too_long = spans.filter((pl.col("last") - pl.col("first")).dt.total_days() > LONGEST_DAYS)
    if not too_long.is_empty():
        row = too_long.row(0, named=True)
        raise DiaryError(
            _(
                "The days run from {first} to {last}. Allowed: a diary of up to {n} years. Check "
                "the year of each date.",
                first=row["first"],
                last=row["last"],
                n=LONGEST_DAYS // 366,
            )
        )
    return spans


def _fill_calendar(dates: pl.DataFrame) -> pl.DataFrame:
    spans = refuse_long_spans(dates)
    return spans.select("person", date=pl.date_ranges("first", "last")).explode("date")


def _add_phases(frame: pl.DataFrame, washout_days: int, *, planned: bool) -> pl.DataFrame:
    condition = pl.col("condition")
    before = condition.forward_fill().shift(1).over("person")
    switched = condition.ne_missing(before) & condition.is_not_null()
    n_switches = switched.cum_sum().over("person").cast(pl.Int64)
    frame = frame.sort("person", "date").with_columns(
        day=pl.int_range(pl.len()).over("person"),
        phase=pl.when(condition.is_not_null()).then(n_switches),
        note=pl.col("note").fill_null(""),
    )
    since_switch = pl.col("day") - pl.col("day").min().over("person", "phase")
    frame = frame.with_columns(
        in_plan=pl.col("period").is_not_null() if planned else pl.lit(value=True),
        # The first phase follows no switch.
        in_washout=(since_switch < washout_days) & (pl.col("phase") > 1),
        after_switch=(since_switch == washout_days) & (pl.col("phase") > 1),
    )
    if planned:
        return frame
    return frame.with_columns(
        planned_day=pl.col("day") + 1,
        cycle=(pl.col("phase") + 1) // 2,
        period=pl.col("phase"),
    )
