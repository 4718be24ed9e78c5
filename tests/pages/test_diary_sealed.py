"""Files with a passphrase on the Diary page: out by the tick, and in by the passphrase."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.files.sealed import seal, unseal
from mat_trial.model import Plan
from mat_trial.pages._diary_export import _seal_made
from pages.journey import MONDAY, make_entry, read_errors, tap, tick

StartApp = Callable[..., AppTest]
PHRASE = "five words picked by chance"
TICK = "Encrypt it with a passphrase"


def read_downloads(app: AppTest) -> list[bool]:
    return [
        button.proto.disabled
        for button in app.get("download_button")
        if "export_" in button.proto.id
    ]


def test_nothing_goes_out_readable_once_the_tick_is_set(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    app = start_app("diary")
    assert read_downloads(app) == [False] * 3
    tick(app, TICK)
    assert any("If you forget this passphrase" in text.value for text in app.warning)
    assert read_downloads(app) == [True] * 3
    app.text_input(key="seal_first").set_value("short").run()
    assert "has 5 letters" in read_errors(app)
    app.text_input(key="seal_first").set_value(PHRASE).run()
    app.text_input(key="seal_again").set_value(PHRASE + "s").run()
    assert "is not the same both times" in read_errors(app)
    assert read_downloads(app) == [True] * 3
    app.text_input(key="seal_again").set_value(PHRASE).run()
    assert read_downloads(app) == [False] * 3
    assert any("Strong" in text.value for text in app.caption)
    made = _seal_made(lambda: b"date,pain", PHRASE)()
    assert unseal(made, PHRASE, name="diary.csv.age") == (b"date,pain", [])


def test_an_encrypted_file_is_taken_in_by_its_passphrase(
    start_app: StartApp, own_diary: Diary
) -> None:
    data = b"date,condition,pain\n2027-01-04,mat,4\n"
    app = start_app("diary")
    app.file_uploader[0].upload("diary.csv.age", seal(data, PHRASE), "text/plain").run()
    app.text_input(key="unseal_passphrase").set_value("not this one at all")
    tap(app, "Open the file")
    assert "does not open with this passphrase" in read_errors(app)
    assert own_diary.entries() == []
    app.text_input(key="unseal_passphrase").set_value(PHRASE)
    tap(app, "Open the file")
    tap(app, "Take in 1 day")
    assert [entry.scores["pain"] for entry in own_diary.entries()] == [4]
    assert "unsealed" not in app.session_state
