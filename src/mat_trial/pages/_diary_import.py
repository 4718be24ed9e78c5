"""Files in: shown first for what they would change, then taken in whole or not at all."""

from collections.abc import Sequence

import streamlit as st

from mat_trial.daily import find_conflicts
from mat_trial.diary import Comparison, Diary, compare_entries
from mat_trial.errors import DiaryError, Problem
from mat_trial.files.diary_file import read_diary
from mat_trial.files.plan_json import read_plan
from mat_trial.model import Entry, Plan
from mat_trial.pages import _state
from mat_trial.pages._layout import draw_facts, draw_problems, quote
from mat_trial.pages._phrases import say_number
from mat_trial.wording.dates import say_weekday
from mat_trial.wording.plan import describe_plan

REPLACE, KEEP = "replace", "keep"
CHOICES = {
    KEEP: "Keep what is in the diary, add only the new days",
    REPLACE: "Replace those days by what the file says",
}
NOTHING_TAKEN = "Nothing was taken in. Please put this right in the file first:"


def draw_import(diary: Diary, plan: Plan | None, entries: Sequence[Entry]) -> None:
    """Ask for a file, show what it would do, and do that once told to."""
    st.header("Bring a file", anchor=False)
    kinds = ["csv", "tsv", "txt"] if plan else ["csv", "tsv", "txt", "json"]
    label = "A diary as CSV" if plan else "A diary as CSV, or a locked plan as JSON"
    upload = st.file_uploader(label, type=kinds, key=_state.upload_key())
    if upload is None:
        st.caption("Nothing is taken in before you have seen what would change.")
    elif upload.name.lower().endswith(".json"):
        _draw_plan_file(diary, upload.getvalue())
    else:
        _draw_diary_file(diary, plan, entries, upload.name, upload.getvalue())


def _draw_diary_file(
    diary: Diary, plan: Plan | None, entries: Sequence[Entry], name: str, data: bytes
) -> None:
    asked = {outcome.name: outcome for outcome in plan.outcomes} if plan else None
    file = read_diary(data, name=name, outcomes=asked, condition_needed=plan is None)
    problems = [*file.problems, *_list_people_problems(file.entries, name)]
    if plan is not None:
        problems += find_conflicts(file.entries, plan, where=name)
    if problems:
        draw_problems(problems, heading=NOTHING_TAKEN)
        return
    found = compare_entries(file.entries, entries)
    _draw_comparison(found, file.ignored_columns, plan)
    choice: str | None = KEEP
    if found.changed:
        choice = st.radio(
            "What should happen to the days that differ?",
            list(CHOICES),
            format_func=CHOICES.__getitem__,
            index=None,
            key="import_choice",
        )
    wanted = (*found.new, *found.changed) if choice == REPLACE else found.new
    if choice is None or not wanted:
        return
    if st.button(f"Take in {say_number(len(wanted), 'day')}", type="primary", key="import_take"):
        _take_in(diary, wanted, overwrite=choice == REPLACE)


def _draw_comparison(found: Comparison, ignored: Sequence[str], plan: Plan | None) -> None:
    lines = [f"**{say_number(len(found.new), 'new day')}**"]
    if found.changed:
        days = ", ".join(say_weekday(entry.date) for entry in found.changed)
        differ = (
            "1 day differs" if len(found.changed) == 1 else f"{len(found.changed)} days differ"
        )
        lines.append(f"**{differ} from what is in the diary:** {days}")
    if found.same:
        lines.append(f"{say_number(len(found.same), 'day')} exactly as in the diary")
    if plan is not None:
        lines += _list_outsiders((*found.new, *found.changed), plan)
    if ignored:
        lines.append(f"Columns that were not read: {', '.join(map(quote, ignored))}")
    with st.container(key="card_import"):
        st.markdown("This file would bring:\n\n" + "\n".join(f"- {line}" for line in lines))


def _list_outsiders(entries: Sequence[Entry], plan: Plan) -> list[str]:
    planned = {day.date for day in plan.schedule}
    outside = sum(entry.date not in planned for entry in entries)
    if not outside:
        return []
    return [f"{say_number(outside, 'day')} outside your plan: kept, but not counted"]


def _list_people_problems(entries: Sequence[Entry], name: str) -> list[Problem]:
    people = sorted({entry.person or "" for entry in entries})
    if len(people) < 2:
        return []
    return [
        Problem(
            where=f"{name}, person",
            value=", ".join(people),
            wrong="are several people",
            allowed="one person's days",
            remedy="Make a file of one person's rows and bring that.",
        )
    ]


def _take_in(diary: Diary, entries: Sequence[Entry], *, overwrite: bool) -> None:
    try:
        summary = diary.import_entries(entries, replace=overwrite, at=_state.read_now())
    except DiaryError as error:
        st.error(quote(str(error)), icon=":material/error:")
        return
    said = f"{say_number(summary.added, 'day')} added"
    if summary.replaced:
        said += f", {summary.replaced} replaced"
    _state.forget_upload()
    _state.tell_next(f"{said}.")
    st.rerun()


def _draw_plan_file(diary: Diary, data: bytes) -> None:
    plan, problems = read_plan(data)
    if plan is None or problems:
        draw_problems(problems, heading=NOTHING_TAKEN)
        return
    st.markdown("This plan is in the file:")
    draw_facts(describe_plan(plan, drawn=True))
    if st.button("Follow this plan", type="primary", key="import_plan"):
        try:
            diary.lock_plan(plan)
        except DiaryError as error:
            st.error(quote(str(error)), icon=":material/error:")
            return
        _state.forget_upload()
        _state.tell_next(
            "The plan is yours now. Next, bring the diary that goes with it, if there is one."
        )
        st.rerun()
