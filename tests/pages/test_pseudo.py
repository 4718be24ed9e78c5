"""Catalogues say whatever a page shows: in a language of brackets nothing stands outside."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.files.mapping import DateForm, Mapping, Scale, ScoreColumn, mapping_problems
from mat_trial.language import LANGUAGES, catalogue
from mat_trial.language.dates import list_weekdays, say_month
from mat_trial.model import Plan
from mat_trial.pages import _state
from mat_trial.wording.known import HARMS, PAIN_SCORES, STUDIES, say_source
from pages.journey import DAY, MONDAY, go_to, make_entry, open_tables, tap
from pages.pseudo import Bracketed, list_left_over, strip_said

StartApp = Callable[..., AppTest]
ALLOWED = {
    *LANGUAGES.values(),  # each language calls itself by its own name
    # Babel says them in each language without a catalogue.
    *list_weekdays(),
    *(say_month(MONDAY.replace(month=month)) for month in range(1, 13)),
    "p",  # the sign of a p-value, on an axis
    "SD",
    "SHA-256",  # a name
    "mat-trial",
    "CSV",
    "Pingouin",
}


NAMES_IN_FILES = ("date", "condition", "pain", "mat", "no_mat", "yes", "no")
"""What is written in files is the same in every language."""


@pytest.fixture(autouse=True)
def bracketed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_catalogue", lambda _code: Bracketed())


def list_typed(plan: Plan) -> set[str]:
    """List what the person typed into a plan, which no catalogue can say."""
    typed = [plan.complaint, plan.protocol.body_area, plan.protocol.cover]
    typed += [plan.protocol.time_of_day, *(outcome.question for outcome in plan.outcomes)]
    if plan.decision is not None:
        typed += [plan.decision.if_helps, plan.decision.if_not, plan.decision.if_unclear]
    return {words for words in typed if words}


def assert_all_said(app: AppTest, *typed: str) -> None:
    assert list_left_over(app, {*ALLOWED, *typed}) == []


def test_what_stands_outside_of_the_brackets_is_found() -> None:
    assert strip_said("⟦From ⟦4 Jan⟧ on⟧ late") == " late"
    assert strip_said(":material/check: ⟦Yes⟧ :small[⟦none⟧]").strip(" ]") == ""


@pytest.mark.parametrize("page", ["today", "diary", "verdict", "phone", "about"])
def test_pages_without_a_plan(start_app: StartApp, page: str) -> None:
    assert_all_said(start_app(page))


def test_what_is_known_about_mats(start_app: StartApp) -> None:
    sources = {study.source for study in STUDIES}
    sources |= {source for fact in (*HARMS, *PAIN_SCORES) for source in fact.sources}
    assert_all_said(start_app("mats"), *map(say_source, sources))


@pytest.mark.parametrize("step", range(5))
def test_the_steps_to_a_plan(start_app: StartApp, step: int) -> None:
    app = start_app()
    app.session_state["plan_step"] = step
    app.session_state["plan_start"] = MONDAY
    assert_all_said(go_to(app, "plan"))


def test_mistakes_on_the_way_to_a_plan(start_app: StartApp) -> None:
    app = start_app()
    app.session_state["plan_step"] = 1
    app = go_to(app, "plan")
    app.number_input(key="plan_pain_worthwhile").set_value(40.0).run()
    app.button(key="plan_next").click().run()
    assert app.error
    assert_all_said(app)


@pytest.mark.parametrize("page", ["today", "plan", "diary", "verdict"])
def test_a_trial_under_way(start_app: StartApp, own_diary: Diary, plan: Plan, page: str) -> None:
    own_diary.lock_plan(plan)
    own_diary.import_entries([make_entry(MONDAY + n * DAY, pain=4) for n in (0, 1, 3)])
    app = open_tables(start_app(page, on=MONDAY + 5 * DAY))
    assert_all_said(app, *list_typed(plan))


@pytest.mark.parametrize("name", _state.EXAMPLES)
def test_finished_trials(start_app: StartApp, name: str) -> None:
    app = start_app()
    app.button(key=f"example_{name}").click().run()
    for page in ("verdict", "today", "diary"):
        assert_all_said(open_tables(go_to(app, page)))


def test_a_day_of_the_diary_and_what_was_changed(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    for day in (MONDAY, MONDAY - DAY):
        entry = make_entry(day, pain=4)
        stored = own_diary.save(entry, version=None)
        own_diary.save(replace(entry, scores={"pain": 5}, used_mat=True), version=stored)
    app = start_app("diary", on=MONDAY + 5 * DAY)
    for day in (MONDAY, MONDAY - DAY):
        app.button(key=f"open_{day}").click().run()
        assert_all_said(app)
        tap(app, "⟦Leave it as it was⟧")
    tap(app, "⟦Change many days at once⟧")
    assert_all_said(app)


def test_what_is_typed_wrong_into_a_day(start_app: StartApp, own_diary: Diary) -> None:
    own_diary.save(make_entry(MONDAY, pain=4), version=None)
    app = start_app("diary", on=MONDAY + DAY)
    app.button(key=f"open_{MONDAY}").click().run()
    for field in app.text_input:
        field.set_value("xx")
    tap(app, "⟦Save⟧")
    assert app.error
    assert_all_said(app, "xx")


def test_days_typed_in_from_paper(start_app: StartApp, own_diary: Diary, plan: Plan) -> None:
    own_diary.lock_plan(plan)
    app = start_app("diary", on=MONDAY + 5 * DAY)
    for lines in (["5 6 7", "4", "3 - 8"], ["11 6", "5 6 7 xx", "- - -", "1 1 1 1 1 1 1 1"]):
        fields = (field for field in app.text_input if str(field.key).startswith("typing_line_"))
        for field, line in zip(fields, lines, strict=False):
            field.set_value(line)
        tap(app, "⟦Check these days⟧")
        assert_all_said(app, "xx")
    assert app.error


@pytest.mark.parametrize(
    "rows",
    [
        "date,condition,pain\n2027-01-04,mat,4\n2027-01-05,no_mat,6\n",
        "date,condition,pain\n2027-01-04,xx,40\nxx,mat,4;5\n2027-01-06,mat\n",
        "xx;yy\n04.01.2027;40\n05.01.2027;6,5\n",
        "",
    ],
)
def test_files_that_are_brought(start_app: StartApp, own_diary: Diary, rows: str) -> None:
    own_diary.save(make_entry(MONDAY, pain=5), version=None)
    app = start_app("diary", on=MONDAY + 5 * DAY)
    app.file_uploader[0].upload("zz.csv", rows.encode(), "text/csv").run()
    assert_all_said(app, "xx", "yy", "zz.csv", *NAMES_IN_FILES)


def test_columns_of_a_file_chosen_twice() -> None:
    chosen = Mapping(
        date=0,
        date_form=DateForm.DAY_FIRST,
        scores={"pain": ScoreColumn(column=0, scale=Scale(low=5, high=5))},
        condition=0,
        used_mat=0,
        minutes=0,
        skin_harm=0,
        note=0,
    )
    problems = mapping_problems(chosen, n_columns=1, condition_needed=False)
    assert len(problems) == 7
    assert not [problem for problem in problems if re.search("[a-z]", strip_said(str(problem)))]
