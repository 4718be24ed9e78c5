"""What must be known of many people's diaries before the first of them is judged."""

import polars as pl

from mat_trial.daily import find_conflicts, refuse_long_spans
from mat_trial.errors import Problem
from mat_trial.files.entry_table import EntryTable
from mat_trial.files.findings import MOST_TOLD, Finding, list_problems
from mat_trial.model import Plan


def find_table_conflicts(table: EntryTable, plan: Plan, *, where: str) -> list[Problem]:
    r"""List the days whose condition differs from the plan's, as `find_conflicts` does.

    Only days that differ are made into entries, and of very many only the first are told.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.files.diary_file import scan_diary
    >>> from mat_trial.model import PAIN, FixedDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=FixedDesign(phases=4, phase_days=2),
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> table, _, _ = scan_diary(b"date,condition,pain\n2027-01-04,mat,4\n")
    >>> [found.value for found in find_table_conflicts(table, plan, where="diary.csv")]
    ['mat']
    """
    assigned = pl.DataFrame(
        {
            "date": [day.date for day in plan.schedule],
            "assigned": [day.condition.value for day in plan.schedule],
        }
    )
    differs = pl.col("condition").cast(pl.String) != pl.col("assigned")
    problems: list[Problem] = []
    for block in table.give_blocks():
        days = block.join(assigned, on="date", maintain_order="left").filter(differs)
        problems += find_conflicts(table.make_some(days), plan, where=where)
        if len(problems) > MOST_TOLD:
            break
    return list_problems((Finding(0, problem) for problem in problems), name=where)


def refuse_long_diaries(table: EntryTable, plan: Plan | None) -> None:
    """Refuse days too far apart, whoever's they are.

    Raises
    ------
    DiaryError
        As `refuse_long_spans`.

    Examples
    --------
    >>> refuse_long_diaries(EntryTable(), None)
    """
    first = pl.DataFrame()
    for block in table.give_blocks():
        days = pl.concat([first, block.select("person", "date")], how="diagonal")
        refuse_long_spans(days, plan)
        # A person's days may go on in the next block.
        first = days.filter(pl.col("person") == days["person"][-1]).head(1)
