"""Files in: shown first for what they would change, then taken in whole or not at all."""

from collections.abc import Sequence

import streamlit as st

from mat_trial.daily import find_conflicts
from mat_trial.diary import Comparison, Diary, compare_entries
from mat_trial.errors import DiaryError, Problem
from mat_trial.files.cutting import cut_file, has_own_columns
from mat_trial.files.diary_file import read_diary
from mat_trial.files.plan_json import is_plan_file, read_plan
from mat_trial.files.whole_json import is_whole_file
from mat_trial.language import _, _n, mark
from mat_trial.language.dates import say_weekday
from mat_trial.model import STANDARD_OUTCOMES, Entry, Plan
from mat_trial.pages import _state
from mat_trial.pages._diary_mapping import draw_mapping
from mat_trial.pages._diary_sealed import draw_unsealing, forget_unsealed
from mat_trial.pages._diary_whole import draw_whole_file
from mat_trial.pages._layout import draw_facts, draw_problems, quote
from mat_trial.wording.plan import describe_plan

REPLACE, KEEP = "replace", "keep"
CHOICES = {
    KEEP: mark("Keep what is in the diary, add only the new days"),
    REPLACE: mark("Replace those days by what the file says"),
}
NOTHING_TAKEN = mark("Nothing was taken in. Please put this right in the file first:")
KINDS = ["csv", "tsv", "txt", "parquet", "json", "age"]


def draw_import(diary: Diary, plan: Plan | None, entries: Sequence[Entry]) -> None:
    """Ask for a file, show what it would do, and do that once told to."""
    st.header(_("Bring a file"), anchor=False)
    upload = st.file_uploader(
        _("A diary of this app or another: CSV, Parquet or JSON")
        if plan
        else _("A diary of this app or another, CSV, Parquet or JSON; or a locked plan"),
        type=KINDS,
        key=_state.upload_key(),
    )
    if upload is None:
        forget_unsealed()
        st.caption(_("Nothing is taken in before you have seen what would change."))
        return
    data = draw_unsealing(upload.name, upload.getvalue())
    if data is None:
        return
    if is_whole_file(data):
        draw_whole_file(diary, upload.name, data)
    elif plan is None and is_plan_file(data):
        _draw_plan_file(diary, data)
    else:
        _draw_diary_file(diary, plan, entries, upload.name, data)


def _draw_diary_file(
    diary: Diary, plan: Plan | None, entries: Sequence[Entry], name: str, data: bytes
) -> None:
    rows, problems = cut_file(data, name=name)
    if rows is None or not rows.header:
        draw_problems(
            problems or [finding.problem for finding in rows.findings] if rows else problems,
            heading=_(NOTHING_TAKEN),
        )
        return
    is_own = has_own_columns(rows, condition_needed=plan is None)
    label = _("It comes from another app: I say what its columns mean")
    if st.toggle(label, value=not is_own, key=f"import_map_{name}_{len(data)}"):
        file = draw_mapping(
            rows,
            name=name,
            outcomes=plan.outcomes if plan else tuple(STANDARD_OUTCOMES.values()),
            condition_needed=plan is None,
        )
        if file is not None and not file.problems:
            _draw_days(diary, plan, entries, file.entries, name=name, ignored=())
        return
    asked = {outcome.name: outcome for outcome in plan.outcomes} if plan else None
    own = read_diary(data, name=name, outcomes=asked, condition_needed=plan is None)
    if own.problems:
        draw_problems(own.problems, heading=_(NOTHING_TAKEN))
        return
    _draw_days(diary, plan, entries, own.entries, name=name, ignored=own.ignored_columns)


def _draw_days(
    diary: Diary,
    plan: Plan | None,
    there: Sequence[Entry],
    given: Sequence[Entry],
    *,
    name: str,
    ignored: Sequence[str],
) -> None:
    problems = _list_people_problems(given, name)
    if plan is not None:
        problems += find_conflicts(given, plan, where=name)
    if problems:
        draw_problems(problems, heading=_(NOTHING_TAKEN))
        return
    found = compare_entries(given, there)
    _draw_comparison(found, ignored, plan)
    choice: str | None = KEEP
    if found.changed:
        choice = st.radio(
            _("What should happen to the days that differ?"),
            list(CHOICES),
            format_func=lambda one: _(CHOICES[one]),
            index=None,
            key="import_choice",
        )
    wanted = (*found.new, *found.changed) if choice == REPLACE else found.new
    if choice is None or not wanted:
        return
    label = _n("Take in {n} day", "Take in {n} days", len(wanted))
    if st.button(label, type="primary", key="import_take"):
        _take_in(diary, wanted, overwrite=choice == REPLACE)


def _draw_comparison(found: Comparison, ignored: Sequence[str], plan: Plan | None) -> None:
    lines = [_n("**{n} new day**", "**{n} new days**", len(found.new))]
    if found.changed:
        lines.append(
            _n(
                "**{n} day differs from what is in the diary:** {days}",
                "**{n} days differ from what is in the diary:** {days}",
                len(found.changed),
                days=", ".join(say_weekday(entry.date) for entry in found.changed),
            )
        )
    if found.same:
        n_same = len(found.same)
        lines.append(
            _n("{n} day exactly as in the diary", "{n} days exactly as in the diary", n_same)
        )
    if plan is not None:
        lines += _list_outsiders((*found.new, *found.changed), plan)
    if ignored:
        columns = ", ".join(map(quote, ignored))
        lines.append(_("Columns that were not read: {columns}", columns=columns))
    with st.container(key="card_import"):
        said = _("This file would bring:")
        st.markdown(f"{said}\n\n" + "\n".join(f"- {line}" for line in lines))


def _list_outsiders(entries: Sequence[Entry], plan: Plan) -> list[str]:
    planned = {day.date for day in plan.schedule}
    outside = sum(entry.date not in planned for entry in entries)
    if not outside:
        return []
    return [
        _n(
            "{n} day outside your plan: kept, but not counted",
            "{n} days outside your plan: kept, but not counted",
            outside,
        )
    ]


def _list_people_problems(entries: Sequence[Entry], name: str) -> list[Problem]:
    people = sorted({entry.person or "" for entry in entries})
    if len(people) < 2:
        return []
    return [
        Problem(
            where=f"{name}, person",
            value=", ".join(people),
            wrong=_("are several people"),
            allowed=_("one person's days"),
            remedy=_("Make a file of one person's rows and bring that."),
        )
    ]


def _take_in(diary: Diary, entries: Sequence[Entry], *, overwrite: bool) -> None:
    try:
        summary = diary.import_entries(entries, replace=overwrite, at=_state.read_now())
    except DiaryError as error:
        st.error(quote(str(error)), icon=":material/error:")
        return
    said = _n("{n} day added.", "{n} days added.", summary.added)
    if summary.replaced:
        said += " " + _n("{n} day replaced.", "{n} days replaced.", summary.replaced)
    _state.forget_upload()
    _state.tell_next(said)
    st.rerun()


def _draw_plan_file(diary: Diary, data: bytes) -> None:
    plan, problems = read_plan(data)
    if plan is None or problems:
        draw_problems(problems, heading=_(NOTHING_TAKEN))
        return
    st.markdown(_("This plan is in the file:"))
    draw_facts(describe_plan(plan, drawn=True))
    if st.button(_("Follow this plan"), type="primary", key="import_plan"):
        try:
            diary.lock_plan(plan)
        except DiaryError as error:
            st.error(quote(str(error)), icon=":material/error:")
            return
        _state.forget_upload()
        _state.tell_next(
            _("The plan is yours now. Next, bring the diary that goes with it, if there is one.")
        )
        st.rerun()
