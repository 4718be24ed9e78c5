"""A report as one page of A4: what does not fit is counted and pointed to, never cut unsaid."""

from typing import Any

from mat_trial.language import _, _n
from mat_trial.report.case import Case, Section, Table
from mat_trial.report.cent import group_items
from mat_trial.report.figure import draw_figure
from mat_trial.report.letters import say_replaced
from mat_trial.report.sections import Report, compose
from mat_trial.typeset import make_printable, typeset_pdf

LONGEST, LONGEST_FACT, LONGEST_PHRASE = 420, 240, 60
"""Letters of a sentence, a fact and a name on the one page; the HTML has all of them."""
GIVES_WAY = (
    *(("notes", 0), ("changes", 8), ("sensitivity", 3), ("changes", 3), ("sensitivity", 0)),
    *(("changes", 1), ("cautions", 2), ("changes", 0), ("cautions", 0), ("result", 0)),
)
"""Whose last lines leave the page where there is too much for one, in turn, and how many stay."""
CUT = "[…]"


def write_pdf(case: Case) -> bytes:
    """Write the report of a trial as PDF/UA-1, one page whatever the trial holds.

    Parameters
    ----------
    case
        The trial.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> from mat_trial.verdict import assess
    >>> now = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=14), now=now)
    >>> verdict = assess([], plan=plan, as_of=plan.start)
    >>> write_pdf(Case(plan=plan, entries=(), verdict=verdict, today=plan.start,
    ...                made_at=now))[:4]
    b'%PDF'
    """
    report = compose(case)
    data, replaced = make_printable(_lay_out(report))
    data["replaced"] = say_replaced(replaced)
    pictures = {}
    if not report.frame.is_empty():
        figure = draw_figure(report.frame, case.plan.primary_outcome)
        data["figure"] = make_printable({"caption": figure.caption, "alt": figure.alt})[0]
        pictures["days"] = figure.svg
    return typeset_pdf(
        "report/report.typ", data, title=report.title, pictures=pictures, made_at=case.made_at
    )


def _lay_out(report: Report) -> dict[str, Any]:
    sections = {
        section.code: _lay_out_section(section)
        for section in report.sections
        if section.code != "cent"
    }
    cent = report.section("cent")
    if report.brief_periods is not None:
        sections["periods"]["table"] = _lay_out_table(report.brief_periods)
        told = _("In longer stretches here; the HTML report has every period.")
        sections["periods"]["sentences"] = [told]
    return {
        "title": report.title,
        "about": [_shorten(phrase, LONGEST_PHRASE) for phrase in report.about],
        "call": report.call,
        "answer": report.answer,
        "explained": report.explained,
        "figure": None,
        "figure_name": _("Figure"),
        "tests": _("How it was worked out"),
        "sections": sections,
        "gives_way": [way for way in GIVES_WAY if way[0] in sections],
        "left_out": [
            _n("{n} in the HTML report only.", "{n} in the HTML report only.", n)
            for n in range(1, 1 + max(_count_lines(section) for section in report.sections))
        ],
        "cut": _("{cut} marks what is shortened here; the HTML report has all of it.", cut=CUT)
        if any(CUT in text for section in sections.values() for text in _list_texts(section))
        else "",
        "cent": {
            "heading": cent.heading if cent else "",
            "groups": group_items(report.places),
            "source": cent.sentences[0] if cent else "",
        },
    }


def _lay_out_section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "facts": [(term, _shorten(text, LONGEST_FACT)) for term, text in section.facts],
        "table": _lay_out_table(section.table) if section.table else None,
        "sentences": [_shorten(text, LONGEST) for text in section.sentences],
    }


def _lay_out_table(table: Table) -> dict[str, Any]:
    return {
        "columns": table.columns,
        "rows": table.rows,
        "left": table.left,
        "strong": table.strong,
    }


def _count_lines(section: Section) -> int:
    rows = len(section.table.rows) if section.table else 0
    return max(rows, len(section.facts), len(section.sentences))


def _list_texts(section: dict[str, Any]) -> list[str]:
    return [*section["sentences"], *(text for _term, text in section["facts"])]


def _shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - len(CUT) - 1].rstrip()} {CUT}"
