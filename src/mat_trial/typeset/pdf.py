"""The only file that knows typst."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from mat_trial.errors import MatTrialError
from mat_trial.language import _, language
from mat_trial.typeset.fonts import load_fonts
from mat_trial.typeset.printable import replace_unprintable

PACKAGE = Path(__file__).parents[1]


def typeset_pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    title: str,
    pictures: Mapping[str, str] | None = None,
    made_at: dt.datetime | None = None,
) -> bytes:
    """Set a page as PDF/UA-1, tagged for screen readers, in the language of the moment.

    Parameters
    ----------
    template
        The template's path within this package, ``"typeset/sheet.typ"``; it begins with
        ``#import "/typeset/page.typ": data, paper`` and ``#show: paper``.
    data
        JSON data, all of whose text has gone through `make_printable`. It reaches the template
        as values, so that what a person typed is never read as markup.
    title
        Of the document.
    pictures
        SVG by name; the template shows one with ``picture("name", alt: data.words)``.
    made_at
        The time written into the file, with a zone; None for now.

    Raises
    ------
    MatTrialError
        When the page cannot be set.

    Examples
    --------
    >>> from mat_trial.typeset import make_printable
    >>> data, _ = make_printable({"facts": [["Note", "#panic() *not bold*"]]})
    >>> typeset_pdf("typeset/sheet.typ", data, title="A sheet")[:4]
    b'%PDF'
    """
    drawn = {name: replace_unprintable(svg)[0] for name, svg in (pictures or {}).items()}
    inputs = {
        "data": json.dumps(data),
        "pictures": json.dumps(drawn),
        "title": replace_unprintable(title)[0],
        "language": language(),
    }
    try:
        # No path but the package's own can be read from within.
        pdf: bytes = typst.compile(
            PACKAGE / template,
            root=PACKAGE,
            font_paths=load_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=int((made_at or dt.datetime.now(dt.UTC)).timestamp()),
        )
    except typst.TypstError as error:
        raise MatTrialError(
            _(
                "The page cannot be set: {message}. Leave out what you added last, and tell "
                "us of it.",
                message=error.message,
            )
        ) from error
    return pdf
