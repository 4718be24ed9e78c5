"""A report as one HTML file that holds all it needs and asks nothing of any network."""

from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files

from mat_trial.charts.theme import DARK, LIGHT
from mat_trial.language import _, language
from mat_trial.report.case import Case, Fact, Section, Table
from mat_trial.report.day_words import tabulate_days
from mat_trial.report.figure import SCREEN_FONT, Figure, draw_figure
from mat_trial.report.letters import say_replaced
from mat_trial.report.sections import Report, compose
from mat_trial.typeset import name_letters, replace_hidden

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STRONG = ' class="strong"'
_ORDER = (
    *("result", "figure", "plan", "kinds", "periods", "sensitivity", "cautions", "changes"),
    *("limits", "days", "cent", "fingerprint"),
)


def write_html(case: Case) -> str:
    """Write the report of a trial as a whole HTML document, with every day and every note.

    Parameters
    ----------
    case
        The trial.

    Examples
    --------
    >>> import datetime as dt
    >>> from mat_trial.model import PAIN, Entry, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> from mat_trial.verdict import assess
    >>> now = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=14), now=now)
    >>> day = Entry(date=plan.start, scores={"pain": 4.0}, note="<b>tired</b>")
    >>> verdict = assess([day], plan=plan, as_of=plan.start)
    >>> page = write_html(Case(plan=plan, entries=(day,), verdict=verdict, today=plan.start,
    ...                        made_at=now))
    >>> "<b>" in page, "&lt;b&gt;tired&lt;/b&gt;" in page
    (False, True)
    """
    report = compose(case)
    outcome, figures = case.plan.primary_outcome, {}
    if not report.frame.is_empty():
        figures = {
            f"on-{name}": draw_figure(report.frame, outcome, palette=palette, font=SCREEN_FONT)
            for name, palette in (("light", LIGHT), ("dark", DARK))
        }
    days = Section(code="days", heading=_("Day by day"), table=tabulate_days(case))
    return _Page().write(report, figures, days)


class _Page:
    """One page in the making; it remembers which letters it could not show."""

    def __init__(self) -> None:
        self._hidden: set[str] = set()

    def write(self, report: Report, figures: Mapping[str, Figure], days: Section) -> str:
        parts = {section.code: self._section(section) for section in (*report.sections, days)}
        if figures:
            parts["figure"] = self._figure(figures)
        body = "\n".join(parts[code] for code in _ORDER if code in parts)
        style = files("mat_trial.report").joinpath("report.css").read_text(encoding="utf-8")
        head = (
            f'<!doctype html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
            '<meta name="viewport" content="width=device-width">\n'
            '<meta name="color-scheme" content="light dark">\n'
            f"<title>{self._say(report.title)}</title>\n<style>\n{style}</style>\n</head>\n"
        )
        about = " · ".join(report.about)
        answer = (
            f"<header><h1>{self._say(report.title)}</h1>"
            f'<p class="about" dir="auto">{self._say(about)}</p></header>\n'
            f'<main>\n<section class="answer" aria-labelledby="answer">'
            f'<p class="call">{self._say(report.call)}</p>'
            f'<h2 id="answer">{self._say(report.answer)}</h2>'
            f"{self._paragraphs(report.explained)}</section>\n"
        )
        # Said last, for only then is it known.
        unseen = self._paragraphs(filter(None, [say_replaced(name_letters(self._hidden))]))
        return f"{head}<body>\n{answer}{body}\n{unseen}</main>\n</body>\n</html>\n"

    def _say(self, text: str) -> str:
        shown, hidden = replace_hidden(text)
        self._hidden |= hidden
        return escape(shown)

    def _section(self, section: Section) -> str:
        heading = f'<h2 id="{section.code}">{self._say(section.heading)}</h2>'
        sentences = (
            self._paragraphs(section.sentences)
            if section.table or len(section.sentences) == 1
            else self._list(section.sentences)
        )
        table = self._table(section.table, section) if section.table else ""
        return (
            f'<section class="{section.code}" aria-labelledby="{section.code}">{heading}'
            f"{table}{sentences}{self._facts(section.facts)}</section>"
        )

    def _figure(self, figures: Mapping[str, Figure]) -> str:
        figure = next(iter(figures.values()))
        alt = self._say(figure.alt)
        heading = self._say(_("Figure: {caption}", caption=figure.caption))
        pictures = "".join(
            f'<div class="{name}" role="img" aria-label="{alt}">'
            f"{replace_hidden(drawn.svg)[0]}</div>"
            for name, drawn in figures.items()
        )
        return (
            f'<section class="figure" aria-labelledby="figure"><h2 id="figure">{heading}</h2>'
            f'<div class="wide" role="group" tabindex="0" aria-labelledby="figure">{pictures}'
            f"</div><p>{alt}</p></section>"
        )

    def _facts(self, facts: Iterable[Fact]) -> str:
        rows = "".join(
            f'<dt>{self._say(term)}</dt><dd dir="auto">{self._say(text)}</dd>'
            for term, text in facts
        )
        return f"<dl>{rows}</dl>" if rows else ""

    def _list(self, sentences: Iterable[str]) -> str:
        items = "".join(f'<li dir="auto">{self._say(sentence)}</li>' for sentence in sentences)
        return f"<ul>{items}</ul>" if items else ""

    def _paragraphs(self, sentences: Iterable[str]) -> str:
        return "".join(f"<p>{self._say(sentence)}</p>" for sentence in sentences)

    def _table(self, table: Table, section: Section) -> str:
        names = "".join(
            f'<th scope="col"{self._align(table, place)}>{self._say(name)}</th>'
            for place, name in enumerate(table.columns)
        )
        rows = "".join(
            f"<tr{STRONG if number in table.strong else ''}>{self._row(table, row)}</tr>"
            for number, row in enumerate(table.rows)
        )
        return (
            f'<div class="wide" role="group" tabindex="0" aria-labelledby="{section.code}">'
            f"<table><thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _row(self, table: Table, row: tuple[str, ...]) -> str:
        first, *others = row
        cells = "".join(
            f'<td dir="auto"{self._align(table, place)}>{self._say(cell)}</td>'
            for place, cell in enumerate(others, start=1)
        )
        return f'<th scope="row">{self._say(first)}</th>{cells}'

    def _align(self, table: Table, place: int) -> str:
        is_figure = table.left <= place < (len(table.columns) - table.right)
        return ' class="figure"' if is_figure else ""
