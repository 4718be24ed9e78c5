"""What the columns of a file hold whose names do not tell."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mat_trial.files.cells import DECIMAL_COMMA, NOT_FINITE, NUMBER
from mat_trial.files.checks import strip_cell
from mat_trial.files.rows import Piece


class Contents(NamedTuple):
    """What a column holds.

    Parameters
    ----------
    is_numeric
        Whether it is meant as numbers: some are, and the rest are blanks. Decimal commas, NaN and
        infinity count, so that they are refused and not passed over.
    is_blank
        Whether it holds nothing at all.
    """

    is_numeric: bool
    is_blank: bool


def survey_columns(pieces: Iterable[Piece], cells: Sequence[str]) -> dict[str, Contents]:
    """Look through columns of a whole file.

    Parameters
    ----------
    pieces
        The file, cut into cells.
    cells
        The columns.

    Examples
    --------
    >>> import polars as pl
    >>> piece = Piece(pl.DataFrame({"0": ["4,5", "", "6"], "1": ["1", "two", ""]}))
    >>> survey_columns([piece], ["0", "1"])["0"]
    Contents(is_numeric=True, is_blank=False)
    """
    # By column: any number, numbers and blanks only, blanks only.
    found = dict.fromkeys(cells, (False, True, True))
    for piece in pieces:
        for cell, (any_number, all_fit, all_blank) in found.items():
            text = strip_cell(cell)
            number = text.str.contains(NUMBER) | text.str.contains(DECIMAL_COMMA)
            rest = text.str.contains(NOT_FINITE) | (text == "")
            here = piece.cells.select(
                number.any().alias("any"),
                (number | rest).all().alias("fit"),
                (text == "").all().alias("blank"),
            ).row(0)
            found[cell] = (any_number or here[0], all_fit and here[1], all_blank and here[2])
        if not any(all_fit or all_blank for _any, all_fit, all_blank in found.values()):
            # Words in each of them: the rest of the file cannot change that.
            break
    return {
        cell: Contents(is_numeric=any_number and all_fit, is_blank=all_blank)
        for cell, (any_number, all_fit, all_blank) in found.items()
    }
