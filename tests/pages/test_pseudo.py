"""Catalogues say whatever a page shows: in a language of brackets nothing stands outside."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.language import LANGUAGES, catalogue
from mat_trial.language.dates import list_weekdays, say_month
from mat_trial.model import Plan
from mat_trial.pages import _state
from pages.journey import DAY, MONDAY, go_to, make_entry
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


@pytest.mark.parametrize("page", ["today", "verdict", "phone", "about"])
def test_pages_without_a_plan(start_app: StartApp, page: str) -> None:
    assert_all_said(start_app(page))


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


@pytest.mark.parametrize("page", ["today", "plan", "verdict"])
def test_a_trial_under_way(start_app: StartApp, own_diary: Diary, plan: Plan, page: str) -> None:
    own_diary.lock_plan(plan)
    own_diary.import_entries([make_entry(MONDAY + n * DAY, pain=4) for n in (0, 1, 3)])
    assert_all_said(start_app(page, on=MONDAY + 5 * DAY), *list_typed(plan))


@pytest.mark.parametrize("name", _state.EXAMPLES)
def test_finished_trials(start_app: StartApp, name: str) -> None:
    app = start_app()
    app.button(key=f"example_{name}").click().run()
    for page in ("verdict", "today"):
        assert_all_said(go_to(app, page))
