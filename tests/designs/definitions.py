"""Each design by its definition: every assignment there is, tried one by one."""

import itertools
from collections.abc import Iterator

from hypothesis import strategies as st

from mat_trial.designs import Assignment
from mat_trial.model import (
    ChangePointsDesign,
    Condition,
    DaysDesign,
    Design,
    FixedDesign,
    PairsDesign,
)

Row = tuple[bool, ...]

pairs_designs = st.builds(PairsDesign, period_days=st.integers(1, 4), cycles=st.integers(2, 7))
fixed_designs = st.builds(
    FixedDesign,
    phases=st.integers(2, 5).map(lambda half: 2 * half),
    phase_days=st.integers(1, 14),
    first=st.sampled_from(Condition),
)
change_points_designs = st.builds(
    lambda spare, phases, least, first: ChangePointsDesign(
        days=spare + phases * least, phases=phases, min_phase_days=least, first=first
    ),
    spare=st.integers(1, 6),
    phases=st.sampled_from([4, 6]),
    least=st.integers(1, 5),
    first=st.sampled_from(Condition),
)
days_designs = st.builds(
    DaysDesign, days=st.integers(4, 7).map(lambda half: 2 * half), max_run=st.integers(2, 7)
)
drawn_designs: st.SearchStrategy[Design] = st.one_of(
    pairs_designs, change_points_designs, days_designs
)
designs: st.SearchStrategy[Design] = st.one_of(drawn_designs, fixed_designs)
# Too many to list: each assignment is one of a sample.
large_designs: st.SearchStrategy[Design] = st.sampled_from(
    [
        PairsDesign(period_days=3, cycles=60),
        ChangePointsDesign(days=112, phases=8),
        ChangePointsDesign(days=125, phases=120, min_phase_days=1, first=Condition.MAT),
        ChangePointsDesign(days=366, phases=20, min_phase_days=2),
        DaysDesign(days=56),
        DaysDesign(days=366, max_run=7),
    ]
)


def write_row(assignment: Assignment) -> Row:
    return tuple(condition is Condition.MAT for condition in assignment)


def measure_runs(row: Row) -> list[int]:
    return [len(list(run)) for _, run in itertools.groupby(row)]


def allows(design: Design, row: Row) -> bool:
    """Tell whether a design allows a row of days, in the words of METHOD.md."""
    match design:
        case FixedDesign():
            starts = row[0] == (design.first is Condition.MAT)
            return starts and measure_runs(row) == [design.phase_days] * design.phases
        case PairsDesign():
            n = design.period_days
            periods = [set(row[start : start + n]) for start in range(0, design.days, n)]
            cycles = zip(periods[::2], periods[1::2], strict=True)
            return all(len(one) == len(two) == 1 and one != two for one, two in cycles)
        case ChangePointsDesign():
            starts = row[0] == (design.first is Condition.MAT)
            runs = measure_runs(row)
            return starts and len(runs) == design.phases and min(runs) >= design.min_phase_days
        case DaysDesign():
            return 2 * sum(row) == len(row) and max(measure_runs(row)) <= design.max_run


def list_by_definition(design: Design) -> Iterator[Row]:
    """Try every row of days there is; for designs of up to about 14 days."""
    rows = itertools.product([False, True], repeat=design.days)
    return (row for row in rows if allows(design, row))
