"""What a person does on a page, for tests that follow a journey from `app.py`."""

import datetime as dt
from pathlib import Path

from streamlit.testing.v1 import AppTest

from mat_trial.model import Entry

APP = Path(__file__).parents[2] / "app.py"
MONDAY = dt.date(2027, 1, 4)
DAY = dt.timedelta(days=1)


def go_to(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"src/mat_trial/pages/{page}.py").run()
    assert not app.exception
    return app


def open_tables(app: AppTest) -> AppTest:
    """Open what is drawn only once it is opened: the tables of pictures, and all tests."""
    opened: set[str] = set()
    # One of them lies within another.
    while closed := {part.proto.id.rpartition("-")[2] for part in app.expander} - opened:
        for key in closed:
            if key.startswith("table_") or key == "verdict_tests":
                app.session_state[key] = True
        opened |= closed
        app.run()
        assert not app.exception
    return app


def tap(app: AppTest, label: str) -> AppTest:
    (button,) = (button for button in app.button if button.label == label)
    button.click().run()
    assert not app.exception
    return app


def tick(app: AppTest, label: str) -> AppTest:
    (box,) = (box for box in app.checkbox if box.label.startswith(label))
    box.check().run()
    return app


def give_score(app: AppTest, name: str, score: float) -> None:
    (row,) = (row for row in app.segmented_control if f"score_{name}_" in str(row.key))
    row.set_value(score)


def answer(app: AppTest, name: str, said: bool) -> None:  # noqa: FBT001 - it is the answer
    (row,) = (row for row in app.segmented_control if f"yesno_{name}_" in str(row.key))
    row.set_value(said).run()


def use_mat(app: AppTest, use: str) -> None:
    (row,) = (row for row in app.segmented_control if "used_mat_" in str(row.key))
    row.set_value(use).run()


def make_entry(day: dt.date, pain: float) -> Entry:
    evening = dt.datetime.combine(day, dt.time(21), tzinfo=dt.UTC)
    return Entry(date=day, scores={"pain": pain}, recorded_at=evening)


def read_titles(app: AppTest) -> list[str]:
    return [unquote(title.value) for title in app.title]


def read_errors(app: AppTest) -> str:
    return unquote("\n".join(error.value for error in app.error))


def unquote(markdown: str) -> str:
    return markdown.replace("\\", "")
