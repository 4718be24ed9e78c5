"""The page on the phone: how to, and with `--phone` the code and the way to end it."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mat_trial.server.doors import PHONE_ADDRESS
from mat_trial.server.keys import Door, open_keys
from pages.journey import read_titles, tap, unquote

StartApp = Callable[..., AppTest]


def read_page(app: AppTest) -> str:
    drawn = [*app.markdown, *app.warning, *app.success, *app.get("html")]
    return unquote(
        "\n".join(str(part.value if hasattr(part, "value") else part.proto.body) for part in drawn)
    )


def read_code(app: AppTest) -> str:
    found = re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", read_page(app))
    assert found is not None
    return found[0]


def test_without_the_option_the_page_says_how_to_start(start_app: StartApp) -> None:
    app = start_app("phone")
    assert read_titles(app) == ["Use it on your phone"]
    assert "mat-trial app --phone" in read_page(app)
    assert "network that you trust" in read_page(app)
    assert not open_keys().folder.exists()


def test_the_code_lets_a_phone_in_and_the_button_out(
    start_app: StartApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PHONE_ADDRESS, "192.168.1.5")
    app = start_app("phone")
    read = read_page(app)
    assert "data:image/svg+xml" in read
    assert "http://192.168.1.5:" in read
    assert "network that you trust" in read
    assert "No phone is let in yet." in read
    code = read_code(app)
    assert read_code(app.run()) == code
    keys = open_keys()
    given = keys.redeem_ticket(Door.PHONE, code)
    assert given is not None
    app.run()
    assert read_code(app) != code
    assert "1 phone is let in." in read_page(app)
    tap(app, "Shut phones out")
    assert "All phones are shut out." in read_page(app)
    assert not keys.admits(Door.PHONE, given)


def test_a_new_code_ends_the_one_before(
    start_app: StartApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PHONE_ADDRESS, "192.168.1.5")
    app = start_app("phone")
    code = read_code(app)
    tap(app, "Show a new code")
    assert read_code(app) != code
    assert open_keys().redeem_ticket(Door.PHONE, code) is None
