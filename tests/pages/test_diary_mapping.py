"""Another app's file, from its columns to the diary, on the page."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from headache import HEADACHE
from mat_trial.diary import Diary
from mat_trial.model import PAIN, Condition, PairsDesign, Plan
from mat_trial.protocol import make_plan
from pages.journey import DAY, MONDAY, read_errors, tap, unquote

StartApp = Callable[..., AppTest]

OTHER = (
    b"Datum;Schmerz (0-100);Schlaf;Matte;Schmerzmittel;Bemerkung\n"
    b"04.01.2027;40;6,5;ja;ja;'=warm\n"
    b"05.01.2027;NA;7;nein;nein;\n"
    b"13.01.2027;35;8;nein;nein;kalt\n"
    b"someday;10;1;nein;nein;\n"
)


def upload(app: AppTest, data: bytes, name: str = "app.csv") -> AppTest:
    app.file_uploader[0].upload(name, data, "text/plain").run()
    assert not app.exception
    return app


def read_infos(app: AppTest) -> str:
    return unquote("\n".join(info.value for info in app.info))


def find(app: AppTest, kind: str, label: str) -> Any:
    (found,) = (one for one in app.get(kind) if str(getattr(one, "label", "")).startswith(label))
    return found


def test_another_apps_file_is_mapped_shown_and_taken_in_whole(
    start_app: StartApp, own_diary: Diary
) -> None:
    app = upload(start_app("diary"), OTHER)
    assert "condition: is not chosen" in read_infos(app)
    assert find(app, "selectbox", "Date").value == 0
    # Day first reads all but one row, which nothing reads: so nothing is suggested.
    assert find(app, "radio", "How are the dates").value is None
    find(app, "radio", "How are the dates").set_value("day_first").run()
    find(app, "selectbox", "Mat day or").set_value(3).run()
    find(app, "selectbox", "Was the mat used").select_index(0).run()
    find(app, "button_group", "Words for a day with the mat").set_value(["ja"]).run()
    find(app, "button_group", "Words for a day without").set_value(["nein"]).run()
    said = read_errors(app)
    assert "line 2, Schmerz (0-100): '40' is above 10" in said
    assert "line 5, Datum: 'someday' is no date written in the way that was chosen" in said
    assert not [button for button in app.button if button.key == "import_take"]
    find(app, "selectbox", "Scale of “pain”").set_value("hundred").run()
    find(app, "button_group", "Leave these lines out").set_value([5]).run()
    assert not app.error
    (shown,) = (table.value for table in app.table if "Kind" in table.value)
    assert list(shown["Pain"]) == ["4", "–", "3.5"]
    assert own_diary.entries() == []
    tap(app, "Take in 3 days")
    first, second, third = own_diary.entries()
    assert (first.date, first.condition) == (dt.date(2027, 1, 4), Condition.MAT)
    assert (dict(first.scores), first.note) == ({"pain": 4.0, "sleep": 6.5}, "=warm")
    assert (first.rescue_medication, second.rescue_medication) == (True, False)
    assert (dict(second.scores), third.condition) == ({"sleep": 7.0}, Condition.NO_MAT)


def test_dates_that_read_two_ways_are_never_guessed(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    app = upload(start_app("diary"), b"day,pain score\n01/05/2027 9:30 PM,4\n01/06/2027 9 PM,4\n")
    assert "could be read in more than one way" in read_infos(app)
    find(app, "radio", "How are the dates").set_value("month_first").run()
    assert "has a time of day behind it" in read_errors(app)
    find(app, "checkbox", "Leave out the time of day").check().run()
    assert "'01/06/2027 9 PM' is no date" in read_errors(app)


def test_a_diary_of_ones_own_may_be_mapped_too(start_app: StartApp, own_diary: Diary) -> None:
    app = upload(start_app("diary"), b"date,condition,pain\n2027-01-04,mat,4\n")
    assert find(app, "toggle", "It comes from another app").value is False
    tap(app, "Take in 1 day")
    assert len(own_diary.entries()) == 1


def test_a_score_that_is_yes_or_no_is_read_by_its_words(
    start_app: StartApp, own_diary: Diary
) -> None:
    own_diary.lock_plan(
        make_plan(
            outcomes=(PAIN, HEADACHE),
            primary="pain",
            design=PairsDesign(period_days=2, cycles=6),
            start=MONDAY,
            seed=2,
            now=dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC),
        )
    )
    data = b"Tag;Schmerz;headache\n4.1.2027;4;ja\n5.1.2027;5;nein\n16.1.2027;6;?\n"
    app = upload(start_app("diary", on=MONDAY + 13 * DAY), data)
    assert not [one for one in app.selectbox if "Scale of “headache”" in one.label]
    assert find(app, "button_group", "Words for yes").value == ["ja"]
    assert find(app, "button_group", "Words that mean that nothing").value == ["?"]
    (shown,) = (t.value for t in app.table if "Headache" in t.value and len(t.value) == 3)
    assert list(shown["Headache"]) == ["yes", "no", "–"]
    find(app, "button_group", "Words for no").set_value([]).run()
    assert "line 3, headache: 'nein' has no meaning yet" in read_errors(app)
    find(app, "button_group", "Words for no").set_value(["nein"]).run()
    tap(app, "Take in 3 days")
    assert [day.scores.get("headache") for day in own_diary.entries()] == [1, 0, None]
