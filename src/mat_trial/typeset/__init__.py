"""Pages to print: a template in, tagged PDF out, alike on every machine, without a network."""

from mat_trial.typeset.pdf import typeset_pdf
from mat_trial.typeset.printable import (
    STAND_IN,
    make_printable,
    name_letters,
    replace_hidden,
    replace_unprintable,
)

__all__ = [
    "STAND_IN",
    "make_printable",
    "name_letters",
    "replace_hidden",
    "replace_unprintable",
    "typeset_pdf",
]
