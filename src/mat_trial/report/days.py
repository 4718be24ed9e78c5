"""The days of a trial counted for its report: by kind of day, and stretch by stretch."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from mat_trial.daily import daily_frame
from mat_trial.model import Condition, DaysDesign, Entry, PairsDesign
from mat_trial.report.case import Case

MOST_ROWS, MOST_BLOCKS = 30, 24
"""More rows than these leave too little room on one page for all else."""
WEEK = 7
_MAT = pl.col("condition") == Condition.MAT.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is known of the days of one condition; a pair is so many, of so many known.

    Parameters
    ----------
    due, scored, analysed
        Days that have come, those with a score, and those that count.
    mean, sd
        Of the analysed scores; None without any, or with one.
    minutes
        Mean minutes on the mat on the days it was used; None where nobody wrote them down.
    skin
        Over every day written down, whatever became of it, for harm always counts.
    """

    due: int
    scored: int
    analysed: int
    mean: float | None
    sd: float | None
    used: tuple[int, int]
    minutes: float | None
    rescue: tuple[int, int]
    skin: tuple[int, int]


def lay_out(case: Case) -> pl.DataFrame:
    """Return the DAILY frame that the report's figures are made from."""
    frame = daily_frame(case.entries, case.plan.primary_outcome, plan=case.plan, as_of=case.as_of)
    return frame.filter(pl.col("date") <= case.as_of)


def count_kinds(case: Case, frame: pl.DataFrame) -> dict[Condition, Kind]:
    """Count the days of each kind."""
    due = _list_due(frame)
    return {
        condition: _count_kind(case, due.filter(pl.col("condition") == condition.value), condition)
        for condition in (Condition.MAT, Condition.NO_MAT)
    }


def _count_kind(case: Case, days: pl.DataFrame, condition: Condition) -> Kind:
    scores = days.filter("analysed")["score"]
    skin = [
        entry.skin_harm
        for entry in case.entries
        if entry.skin_harm is not None and find_condition(case, entry) is condition
    ]
    return Kind(
        due=days.height,
        scored=days["score"].count(),
        analysed=len(scores),
        mean=_read(scores.mean()),
        sd=_read(scores.std()),
        used=_count_true(days["used_mat"]),
        minutes=_read(days.filter("used_mat")["minutes"].mean()),
        rescue=_count_true(days["rescue_medication"]),
        skin=(sum(skin), len(skin)),
    )


def find_condition(case: Case, entry: Entry) -> Condition | None:
    """Return the condition that the plan assigned to an entry's day; None outside the plan."""
    day = case.plan.find_day(entry.date)
    return None if day is None else day.condition


def list_periods(case: Case, frame: pl.DataFrame) -> pl.DataFrame:
    """List the periods that have begun: each with its days, its mean and its minutes.

    Where every day is drawn, so that each is a period, those of one kind in a row make one line.
    """
    unit = "phase" if isinstance(case.plan.design, DaysDesign) else "period"
    due = _list_due(frame)
    return due.group_by(unit, "condition", maintain_order=True).agg(*_sum_up())


def list_blocks(case: Case, frame: pl.DataFrame) -> pl.DataFrame:
    """List the pairs of periods or, where those are too many or none, stretches of whole weeks."""
    due = _list_due(frame)
    block = pl.col("cycle")
    if not isinstance(case.plan.design, PairsDesign) or due["cycle"].n_unique() > MOST_BLOCKS:
        weeks = math.ceil(due.height / (WEEK * MOST_BLOCKS))
        block = (pl.col("planned_day") - 1) // (WEEK * weeks) + 1
    mat, no_mat = (pl.col("score").filter(pl.col("analysed") & of) for of in (_MAT, ~_MAT))
    return due.group_by(block.alias("block"), maintain_order=True).agg(
        *_sum_up(), mat=mat.mean(), no_mat=no_mat.mean()
    )


def _list_due(frame: pl.DataFrame) -> pl.DataFrame:
    reason = pl.col("excluded_because")
    return frame.filter(~reason.is_in(["outside the plan", "not yet"]).fill_null(value=False))


def _sum_up() -> Sequence[pl.Expr]:
    return (
        pl.col("date").min().alias("first"),
        pl.col("date").max().alias("last"),
        pl.len().alias("days"),
        pl.col("score").is_null().sum().alias("missing"),
        pl.col("score").filter("analysed").mean().alias("mean"),
        pl.col("minutes").filter("used_mat").mean().alias("minutes"),
    )


def list_dates(frame: pl.DataFrame, wanted: pl.Expr) -> list[dt.date]:
    """List the days of the plan for which something holds."""
    return _list_due(frame).filter(wanted)["date"].to_list()


def _count_true(answers: pl.Series) -> tuple[int, int]:
    return int(answers.sum() or 0), answers.count()


def _read(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
