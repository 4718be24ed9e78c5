"""The report on the verdict page: offered beside the verdict, made when it is asked for."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from mat_trial.pages._state import EXAMPLES
from pages.journey import go_to, tap

StartApp = Callable[..., AppTest]


def test_the_verdict_offers_both_reports_and_asks_no_name(start_app: StartApp) -> None:
    app = tap(start_app("today"), EXAMPLES["helps"])
    go_to(app, "verdict")
    (name,) = (field for field in app.text_input if field.key == "report_name")
    assert name.value == ""
    assert [
        button.proto.label
        for button in app.get("download_button")
        if "Report" in button.proto.label
    ] == [
        "Report as PDF",
        "Report as web page",
    ]
