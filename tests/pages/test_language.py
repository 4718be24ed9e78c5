"""The app speaks the language that the person chose, else that of their browser."""

import gettext
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.errors import DiaryError
from mat_trial.language import LANGUAGES, catalogue
from mat_trial.pages import _judging, _state
from mat_trial.verdict import assess
from pages.journey import APP, MONDAY, go_to, make_entry, read_errors, tap

StartApp = Callable[..., AppTest]


class OneWord(gettext.NullTranslations):
    """A catalogue in which every sentence is the name of its language."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def gettext(self, message: str) -> str:
        return self.name if message == "Language" else message


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_catalogue", lambda code: OneWord(LANGUAGES[code]))


def run_in(locale: str | None) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=30)
    if locale is not None:
        app.context["locale"] = locale
    app.run()
    assert not app.exception
    return app


def read_language(app: AppTest) -> str:
    (choice,) = (row for row in app.radio if str(row.key).startswith("language_"))
    assert choice.options == list(LANGUAGES.values())
    code = str(choice.value)
    assert choice.label == LANGUAGES[code]
    return code


def choose(app: AppTest, code: str) -> AppTest:
    (choice,) = (row for row in app.radio if str(row.key).startswith("language_"))
    choice.set_value(code).run()
    return app


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("de-AT", "de"),
        ("es-419", "es"),
        ("DE", "de"),
        ("fr-FR", "en"),
        ("en-GB", "en"),
        (None, "en"),
    ],
)
def test_it_begins_in_the_language_of_the_browser(
    start_app: StartApp, named: None, locale: str | None, code: str
) -> None:
    app = run_in(locale)
    assert read_language(app) == code
    (script,) = (said for html in app.get("html") if "data-language" in (said := html.proto.body))
    assert f'document.documentElement.lang = "{code}"' in script


def test_a_choice_is_kept_for_every_browser_and_page(
    start_app: StartApp, named: None, own_diary: Diary
) -> None:
    computer = choose(run_in("en-US"), "es")
    assert own_diary.setting("language") == "es"
    assert read_language(computer) == "es"
    assert read_language(go_to(computer, "about")) == "es"
    phone = run_in("de-DE")
    assert read_language(phone) == "es"
    assert read_language(choose(phone, "en")) == "en"
    assert read_language(computer.run()) == "en"
    assert own_diary.setting("language") == "en"


def test_a_choice_that_cannot_be_kept_is_told(
    start_app: StartApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_diary: Diary, _name: str, _value: str) -> None:
        raise DiaryError("The disk is full.")

    monkeypatch.setattr(Diary, "keep_setting", fail)
    app = choose(run_in("de"), "es")
    assert read_errors(app) == "The disk is full."


def test_without_a_diary_it_still_speaks(start_app: StartApp, data_folder: Path) -> None:
    data_folder.mkdir()
    (data_folder / "diary.db").write_bytes(b"no database" * 400)
    assert "diary.db" in read_errors(run_in("de"))


def test_a_verdict_is_kept_in_each_language_by_itself(
    start_app: StartApp, named: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []

    def listen(*given: object, **named: object) -> object:
        said.append(catalogue.language())
        return assess(*given, **named)  # type: ignore[arg-type]  # it hands on what it is given

    monkeypatch.setattr(_judging, "assess", listen)
    app = tap(run_in("de"), _state.EXAMPLES["helps"])
    choose(app, "es")
    choose(app, "de")
    assert said == ["de", "es"]


def test_all_that_a_diary_holds_leaves_the_choice_alone(own_diary: Diary) -> None:
    own_diary.keep_setting("language", "de")
    whole = own_diary.take_out()
    assert whole.is_empty
    own_diary.import_entries([make_entry(MONDAY, pain=4)])
    own_diary.take_in(whole, replace=True)
    assert own_diary.setting("language") == "de"
