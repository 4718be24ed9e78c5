"""The diary as CSV, written so that it reads the same, in a spreadsheet too."""

import re
from collections.abc import Iterable

from mat_trial.files.days_table import Cell, tabulate_days
from mat_trial.files.formulas import mark_formula
from mat_trial.model import Entry

_TO_QUOTE = re.compile(r'[",;\t\r\n]')
_TEXTS = ("note", "person")


def write_diary(entries: Iterable[Entry]) -> bytes:
    r"""Write a diary as CSV that `read_diary` reads back as it was.

    Texts that a spreadsheet might work out as formulas are marked, see `formulas`.

    Parameters
    ----------
    entries
        In the order to be written. Outcomes are named as in the diary; nothing is kept back.

    Raises
    ------
    DiaryError
        As `tabulate_days` does.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import Condition
    >>> day = Entry(date=dt.date(2026, 1, 5), condition=Condition.MAT, scores={"pain": 4.0},
    ...             used_mat=True, minutes=20.0, note="warm, tired")
    >>> print(write_diary([day]).decode())
    date,condition,pain,used_mat,minutes,rescue_medication,note,recorded_at
    2026-01-05,mat,4,yes,20,,"warm, tired",
    <BLANKLINE>
    """
    columns = tabulate_days(entries)
    lines = [[mark_formula(name) for name in columns]]
    written = [
        [_write_cell(cell, is_text=name in _TEXTS) for cell in column]
        for name, column in columns.items()
    ]
    lines += map(list, zip(*written, strict=True))
    return "".join(",".join(map(_quote, line)) + "\n" for line in lines).encode()


def _write_cell(cell: Cell, *, is_text: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return mark_formula(cell) if is_text else cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return repr(float(cell)).removesuffix(".0")


def _quote(cell: str) -> str:
    # The csv module of Python 3.11 leaves a lone carriage return unquoted, which breaks the row.
    return '"' + cell.replace('"', '""') + '"' if _TO_QUOTE.search(cell) else cell
