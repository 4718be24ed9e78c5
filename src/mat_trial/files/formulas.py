"""Texts that a spreadsheet would take for formulas: marked in CSV, and unmarked when read.

A cell that starts with ``=``, ``+``, ``-``, ``@`` or a line or tab character may be worked out
when a spreadsheet opens the file. An apostrophe before it keeps it text. A text that starts with
apostrophes and then with such a character gets one more, so that taking one off is always right.
"""

import re

import polars as pl

MARK = "'"
_RISKY = r"[=+\-@\t\r\n＝＋－＠]"
_TO_MARK = re.compile(rf"^{MARK}*{_RISKY}")
_MARKED = re.compile(rf"^{MARK}+{_RISKY}")


def mark_formula(text: str) -> str:
    """Put the mark before a text that a spreadsheet might work out.

    Examples
    --------
    >>> mark_formula("=1+1"), mark_formula("'=1+1"), mark_formula("warm")
    ("'=1+1", "''=1+1", 'warm')
    """
    return MARK + text if _TO_MARK.match(text) else text


def unmark_formula(text: str) -> str:
    """Take the mark off again; a text without one stays as it is.

    Examples
    --------
    >>> unmark_formula("'=1+1"), unmark_formula("=1+1"), unmark_formula("'tis")
    ('=1+1', '=1+1', "'tis")
    """
    return text[1:] if _MARKED.match(text) else text


def mark_cells(cell: str) -> pl.Expr:
    """Put the mark in a whole column, where a spreadsheet might work a text out.

    Examples
    --------
    >>> pl.DataFrame({"0": ["=1+1", "warm"]}).select(mark_cells("0")).to_series().to_list()
    ["'=1+1", 'warm']
    """
    text = pl.col(cell)
    risky = text.str.contains(_TO_MARK.pattern)
    return pl.when(risky).then(pl.lit(MARK) + text).otherwise(text).alias(cell)


def unmark_cells(cell: str) -> pl.Expr:
    """Take the mark off a whole column.

    Examples
    --------
    >>> pl.DataFrame({"0": ["'-5", "'tis"]}).select(unmark_cells("0")).to_series().to_list()
    ['-5', "'tis"]
    """
    text = pl.col(cell)
    marked = text.str.contains(_MARKED.pattern)
    return pl.when(marked).then(text.str.slice(1)).otherwise(text).alias(cell)
