"""The parts of a report in their order: what stands in each, whatever it is then drawn as."""

from dataclasses import dataclass, replace

import polars as pl

from mat_trial.language import _, mark
from mat_trial.language.dates import say_date, say_short_date
from mat_trial.report.case import Case, Section, Table
from mat_trial.report.cent import SOURCE, locate_items
from mat_trial.report.conduct_words import (
    list_amendments,
    list_deviations,
    list_harms,
    list_notes,
    list_records,
)
from mat_trial.report.days import MOST_ROWS, count_kinds, lay_out, list_blocks, list_periods
from mat_trial.report.plan_words import list_plan_facts, say_fingerprint
from mat_trial.report.result_words import (
    list_result_facts,
    tabulate_blocks,
    tabulate_effects,
    tabulate_kinds,
    tabulate_periods,
    tabulate_ways,
)
from mat_trial.results import Call
from mat_trial.wording.looks import NOT_ADJUSTED
from mat_trial.wording.plan import AFTER_STOP
from mat_trial.wording.sensitivity import say_changes, sum_up_checks
from mat_trial.wording.verdict import explain_call, headline, name_call

NOT_BLIND = mark(
    "Not blind: the person knew which days were mat days, so this is what the mat and expecting "
    "it to help did together."
)
ONE_PERSON = mark("One person, these weeks: it says nothing of other people or other times.")
NOT_ADVICE = mark("The person’s own record, not medical advice.")
NEVER_UPGRADES = mark(
    "Only the first line is judged; the others stand beside it, and each p allows for all of them."
)
NOT_THE_GAP = mark(
    "Each difference allows for slow drift and for days that are like their neighbours. So it "
    "need not be the gap between the plain averages below."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as words and figures, to be drawn as a page.

    Parameters
    ----------
    about
        Whose it is and when it was made, in short phrases.
    call, answer, explained
        The verdict's name, the verdict, and what is easily misread in it.
    frame
        The days that its figure shows; empty where none may be shown.
    brief_periods
        The periods in few rows, for a page that cannot hold them all; None where it can.
    """

    title: str
    about: tuple[str, ...]
    call: str
    answer: str
    explained: tuple[str, ...]
    frame: pl.DataFrame
    sections: tuple[Section, ...]
    brief_periods: Table | None

    def section(self, code: str) -> Section | None:
        """Return the section of that code; None where this report has none."""
        return next((section for section in self.sections if section.code == code), None)

    @property
    def places(self) -> dict[str, str]:
        """What each part is called, for pointing to it."""
        named = {"title": _("Title"), "answer": _("Verdict")}
        if not self.frame.is_empty():
            named["figure"] = _("Figure")
        return named | {section.code: section.heading for section in self.sections}


def compose(case: Case) -> Report:
    """Compose a report from a trial."""
    frame = lay_out(case)
    periods = list_periods(case, frame)
    scored = frame["score"].count() > 0
    sections = [
        *_tell_plan(case),
        *_tell_result(case, frame, periods),
        *_tell_conduct(case, frame),
    ]
    report = Report(
        title=_("Report of a personal (n-of-1) trial of an acupressure mat"),
        about=tuple(_say_about(case)),
        call=_("Verdict, as the person was told: {call}", call=name_call(case.verdict.call)),
        answer=headline(case.verdict),
        explained=(*case.verdict.missing, *explain_call(case.verdict)),
        frame=frame if scored and not case.is_hidden else frame.clear(),
        sections=tuple(section for section in sections if not section.is_empty),
        brief_periods=_shorten_periods(case, frame, periods),
    )
    cent = Section(
        code="cent",
        heading=_("What CENT 2015 asks of such a report"),
        table=Table(
            columns=(_("Item"), _("Asks for"), _("Where")),
            rows=tuple(locate_items(report.places)),
            left=3,
        ),
        sentences=(SOURCE,),
    )
    return replace(report, sections=(*report.sections, cent))


def _say_about(case: Case) -> list[str]:
    said = [
        case.name.strip(),
        _("made on {date}", date=say_date(case.made_at.date())),
    ]
    if case.as_of < case.plan.last_day:
        said.append(_("data to {date}", date=say_date(case.as_of)))
    if case.plan.simulated:
        said.insert(0, _("a simulated person"))
    return [phrase for phrase in said if phrase]


def _tell_plan(case: Case) -> list[Section]:
    return [
        Section(
            code="plan",
            heading=_("Question and plan"),
            facts=tuple(list_plan_facts(case.plan)),
        )
    ]


def _tell_result(case: Case, frame: pl.DataFrame, periods: pl.DataFrame) -> list[Section]:
    verdict = case.verdict
    kinds = Section(
        code="kinds",
        heading=_("By kind of day"),
        table=tabulate_kinds(case, count_kinds(case, frame)),
        sentences=tuple(list_harms(case)),
    )
    by_period = Section(
        code="periods", heading=_("Period by period"), table=tabulate_periods(case, periods)
    )
    if verdict.call is Call.TOO_EARLY or verdict.analysis.effect is None:
        return [kinds, by_period]
    ways = tabulate_ways(verdict)
    return [
        Section(
            code="result",
            heading=_("Result"),
            facts=tuple(list_result_facts(case)),
            table=tabulate_effects(case),
            sentences=(
                _(NEVER_UPGRADES),
                _(NOT_THE_GAP),
                *[_(NOT_ADJUSTED)] * verdict.is_early,
            ),
        ),
        kinds,
        by_period,
        Section(
            code="sensitivity",
            heading=_("Counted otherwise"),
            table=ways,
            sentences=(f"{sum_up_checks(verdict)}. {say_changes(verdict)}",) if ways.rows else (),
        ),
    ]


def _tell_conduct(case: Case, frame: pl.DataFrame) -> list[Section]:
    stopped = [_(AFTER_STOP)] if case.plan.stopped_on else []
    concealed = (
        _("The person did not see the days to come before their time.")
        if case.plan.conceal
        else _("The person could see the order of the days beforehand.")
    )
    return [
        Section(
            code="cautions",
            heading=_("What could make it wrong"),
            sentences=tuple(caution.message for caution in case.verdict.analysis.cautions)
            or (_("None of the checks found anything."),),
        ),
        Section(
            code="changes",
            heading=_("Kept to, changed, looked at"),
            sentences=(
                *list_deviations(case, frame),
                *list_amendments(case),
                *stopped,
                *list_records(case, frame),
            ),
        ),
        Section(
            code="limits",
            heading=_("Limits"),
            sentences=(_(NOT_BLIND), concealed, _(ONE_PERSON), _(NOT_ADVICE)),
        ),
        Section(
            code="notes",
            heading=_("Notes of the days, in the person’s own words"),
            facts=tuple((say_short_date(date), note) for date, note in list_notes(case)),
        ),
        Section(
            code="fingerprint",
            heading=_("The plan this follows"),
            facts=(say_fingerprint(case.plan),),
        ),
    ]


def _shorten_periods(case: Case, frame: pl.DataFrame, periods: pl.DataFrame) -> Table | None:
    if periods.height <= MOST_ROWS or case.is_hidden:
        return None
    return tabulate_blocks(list_blocks(case, frame))
