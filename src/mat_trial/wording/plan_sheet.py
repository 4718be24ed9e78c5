"""A plan as one page to print: HTML that holds all it needs and asks nothing of any network."""

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape

from mat_trial.language import _, _n, language
from mat_trial.language.dates import list_weekdays, say_date, say_short_date
from mat_trial.language.numbers import format_plain
from mat_trial.model import Condition, Look, Plan, PlannedDay
from mat_trial.model.naming import name_outcome
from mat_trial.protocol import (
    MOST_MINUTES,
    SAFETY_ITEMS,
    STOP_RULE,
    list_visible_days,
    minutes_on,
    plan_digest,
)
from mat_trial.wording.plan import Fact, describe_plan, say_amendment

_STYLE = """
@page { size: A4; margin: 11mm 14mm; }
body { font: 8.5pt/1.3 system-ui, sans-serif; color: #111; max-width: 182mm; margin: 0 auto; }
h1 { font-size: 15pt; margin: 0; }
h2 { font-size: 10pt; margin: 2.5mm 0 1mm; }
p, dl { margin: 0; }
dl { display: grid; grid-template-columns: 42mm 1fr; gap: .4mm 3mm; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: .2mm solid #999; padding: .5mm 1mm; text-align: left; white-space: nowrap; }
td.mat { background: #e4e4e4; font-weight: 600; print-color-adjust: exact; }
code { overflow-wrap: anywhere; }
"""


def write_plan_sheet(plan: Plan, today: dt.date) -> str:
    """Write a plan as one page of A4; a longer trial than 56 days may take two.

    Parameters
    ----------
    today
        The day it is printed; where the plan conceals the days to come, they stay blank.

    Returns
    -------
    str
        A whole HTML document.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=14), complaint="<neck>",
    ...                  now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    >>> sheet = write_plan_sheet(plan, plan.start)
    >>> "&lt;neck&gt;" in sheet, "http" in sheet, sheet.count("<td class")
    (True, False, 28)
    """
    title = escape(_("My trial of the mat"))
    locked = escape(_("Locked on {day}", day=say_date(plan.locked_at.date())))
    limit = _n(
        "Never more than {n} minute at once.", "Never more than {n} minutes at once.", MOST_MINUTES
    )
    parts = [
        f"<h1>{title}</h1><p>{locked}</p>",
        _write_facts(describe_plan(plan, drawn=True)),
        _write_heading(_("The days, with the minutes on the mat")),
        _write_weeks(plan, frozenset(list_visible_days(plan, today))),
        _write_heading(_("Safety")),
        f"<p>{escape(_(STOP_RULE))} {escape(limit)}</p>",
        _write_facts(_describe_safety(plan)),
        _write_heading(_("The verdict")),
        _write_facts(_describe_verdict(plan)),
    ]
    if plan.amendments:
        changes = "".join(f"<p>{escape(say_amendment(change))}</p>" for change in plan.amendments)
        parts.append(_write_heading(_("Changed since the lock")) + changes)
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _write_heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _write_facts(facts: Iterable[Fact]) -> str:
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in facts)
    return f"<dl>{rows}</dl>"


def _write_weeks(plan: Plan, visible: frozenset[PlannedDay]) -> str:
    weeks: dict[dt.date, list[str]] = {}
    for day in plan.schedule:
        if day.date > plan.last_day:
            break
        monday = day.date - dt.timedelta(days=day.date.weekday())
        week = weeks.setdefault(monday, ["<td></td>"] * 7)
        week[day.date.weekday()] = _write_day(plan, day, known=day in visible)
    names = "".join(f'<th scope="col">{name}</th>' for name in list_weekdays())
    rows = "".join(
        f'<tr><th scope="row">{say_short_date(monday)}</th>{"".join(cells)}</tr>'
        for monday, cells in weeks.items()
    )
    week_of = escape(_("Week of"))
    return f'<table><tr><th scope="col">{week_of}</th>{names}</tr>{rows}</table>'


def _write_day(plan: Plan, day: PlannedDay, *, known: bool) -> str:
    if not known:
        return f"<td>{day.date.day}:</td>"
    if day.condition is Condition.NO_MAT:
        said = _("{day}: no mat", day=day.date.day)
        return f"<td>{escape(said)}</td>"
    text = _("{day}: mat {minutes}", day=day.date.day, minutes=minutes_on(plan, day.date))
    return f'<td class="mat">{escape(text)}</td>'


def _describe_safety(plan: Plan) -> list[Fact]:
    screen = _("Safety screen")
    if plan.safety is None:
        return [(screen, _("nobody has asked yet"))]
    texts = {item.code: _(item.text) for item in SAFETY_ITEMS}
    said = "; ".join(texts.get(code, code) for code in plan.safety.ask_first)
    if not said:
        return [(screen, _("nothing of it applies"))]
    return [(screen, _("{items}. A doctor was asked and agreed", items=said))]


def _describe_verdict(plan: Plan) -> list[Fact]:
    return [
        (_("About"), name_outcome(plan.primary_outcome)),
        (_("Chance that counts as sure"), _say_sure(plan.looks)),
        (_("Rule"), _(plan.decision_rule.text)),
        (_("Seed of the draw"), str(plan.seed)),
        (_("Fingerprint (SHA-256)"), plan_digest(plan)),
    ]


def _say_sure(looks: Sequence[Look]) -> str:
    first, last = looks[0], looks[-1]
    if len(looks) == 1:
        return _("{chance} on day {day}", chance=_say_boundary(first), day=first.day)
    return _(
        "{first} on day {first_day}, falling to {last} on day {last_day}",
        first=_say_boundary(first),
        first_day=first.day,
        last=_say_boundary(last),
        last_day=last.day,
    )


def _say_boundary(look: Look) -> str:
    return format_plain(float(f"{look.boundary:.4g}"))
