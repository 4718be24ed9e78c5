from collections.abc import Callable
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from mat_trial.diary import Diary
from mat_trial.files.diary_csv import write_diary
from mat_trial.files.diary_file import read_diary
from mat_trial.files.plan_json import write_plan
from mat_trial.files.whole_json import write_whole
from mat_trial.model import Plan
from pages.journey import DAY, MONDAY, make_entry, read_errors, read_titles, tap

StartApp = Callable[..., AppTest]


def upload(app: AppTest, name: str, data: bytes) -> AppTest:
    app.file_uploader[0].upload(name, data, "text/plain").run()
    assert not app.exception
    return app


def test_all_problems_of_a_file_are_told_at_once_and_nothing_is_kept(
    start_app: StartApp, own_diary: Diary
) -> None:
    app = upload(
        start_app("diary"),
        "mine.csv",
        b"date,condition,pain\n2027-01-04,mat,11\n2027-01-05,sofa,3\nsomeday,mat,2\n",
    )
    said = read_errors(app)
    for part in ("mine.csv, line 2", "'11'", "line 3", "'sofa'", "line 4", "'someday'"):
        assert part in said
    assert not [button for button in app.button if button.key == "import_take"]
    assert own_diary.entries() == []


def test_a_file_is_shown_before_it_is_taken_in(start_app: StartApp, own_diary: Diary) -> None:
    app = upload(
        start_app("diary"),
        "mine.csv",
        b"date,condition,pain\n2027-01-04,mat,4\n2027-01-05,no_mat,6\n",
    )
    assert own_diary.entries() == []
    tap(app, "Take in 2 days")
    assert [entry.scores["pain"] for entry in own_diary.entries()] == [4, 6]
    assert app.success[0].value == "2 days added."
    assert app.file_uploader[0].value is None


def test_days_that_differ_need_a_choice(start_app: StartApp, own_diary: Diary, plan: Plan) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    given = write_diary([make_entry(MONDAY, 2), make_entry(MONDAY + DAY, 3)])
    app = upload(start_app("diary"), "mine.csv", given)
    assert any("1 day differs" in text.value for text in app.markdown)
    assert not [button for button in app.button if button.key == "import_take"]
    app.radio(key="import_choice").set_value("keep").run()
    tap(app, "Take in 1 day")
    assert [entry.scores["pain"] for entry in own_diary.entries()] == [6, 3]
    upload(app, "mine.csv", given)
    app.radio(key="import_choice").set_value("replace").run()
    tap(app, "Take in 1 day")
    assert [entry.scores["pain"] for entry in own_diary.entries()] == [2, 3]


def test_two_peoples_days_do_not_become_one_diary(start_app: StartApp, own_diary: Diary) -> None:
    app = upload(
        start_app("diary"),
        "both.csv",
        b"person,date,condition,pain\nanna,2027-01-04,mat,4\nben,2027-01-05,mat,5\n",
    )
    assert "are several people" in read_errors(app)
    assert own_diary.entries() == []


def test_the_downloaded_diary_reads_the_same(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    app = start_app("diary")
    labels = [button.proto.label for button in app.get("download_button")]
    for kind in ("spreadsheet (CSV)", "programs (Parquet)", "machine (JSON)"):
        assert len([label for label in labels if label.endswith(kind)]) == 1
    entries = own_diary.entries()
    assert read_diary(write_diary(entries), condition_needed=False).entries == entries


def test_a_plan_file_can_be_followed(start_app: StartApp, own_diary: Diary, plan: Plan) -> None:
    app = upload(start_app("diary"), "plan.json", write_plan(plan))
    assert own_diary.plan() is None
    tap(app, "Follow this plan")
    assert own_diary.plan() == plan


def test_a_changed_plan_file_is_refused(start_app: StartApp, own_diary: Diary, plan: Plan) -> None:
    changed = write_plan(plan).replace(b"my lower back", b"my upper back")
    app = upload(start_app("diary"), "plan.json", changed)
    assert "sha256" in read_errors(app).lower()
    assert own_diary.plan() is None


def test_every_day_up_to_today_is_in_the_table(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    app = start_app("diary", on=MONDAY + 3 * DAY)
    (table,) = (shown.value for shown in app.table if "Mood" in shown.value)
    assert [str(day).split()[0] for day in table["Day"]] == ["Thu", "Wed", "Tue", "Mon"]
    assert list(table["Pain"]) == ["–", "–", "–", "6"]
    assert app.header[0].value == "1 of 24 days filled in, 2 missing, 21 to come"


def test_what_was_noted_is_told_as_it_was_written(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    odd = make_entry(MONDAY, 6)
    own_diary.save(
        replace(odd, used_mat=True, rescue_medication=True, note="*hot* [night](x)"), version=None
    )
    app = start_app("diary", on=MONDAY + 2 * DAY)
    assert any(
        r"mat used, painkillers, \*hot\* \[night\](x)" in text.value for text in app.markdown
    )


def test_a_long_diary_is_shown_a_fortnight_at_a_time(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.import_entries(make_entry(day.date, 5) for day in plan.schedule)
    app = start_app("diary", on=plan.end)
    (table,) = (shown.value for shown in app.table if "Mood" in shown.value)
    assert len(table) == 14
    app.pagination[0].set_value(2).run()
    (table,) = (shown.value for shown in app.table if "Mood" in shown.value)
    assert len(table) == 10


def test_a_day_is_opened_for_correction(start_app: StartApp, own_diary: Diary, plan: Plan) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    app = start_app("diary", on=MONDAY + 3 * DAY)
    app.button(key=f"open_{MONDAY}").click().run()
    assert read_titles(app) == ["No-mat day — the same rest without the mat"]
    assert app.segmented_control[0].value == 6
    assert not app.info


def test_days_of_another_kind_than_planned_are_refused(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    planned = plan.schedule[0]
    given = replace(make_entry(planned.date, 6), condition=planned.condition.other)
    app = upload(start_app("diary"), "mine.csv", write_diary([given]))
    assert f"'{planned.condition.other}' is not what the plan assigned" in read_errors(app)
    assert not [button for button in app.button if button.key == "import_take"]


def test_a_whole_diary_is_taken_in_and_replaces_only_when_told_to(
    start_app: StartApp, own_diary: Diary, plan: Plan
) -> None:
    own_diary.lock_plan(plan)
    own_diary.save(make_entry(MONDAY, 6), version=None)
    whole = own_diary.take_out()
    data = write_whole(whole)
    own_diary.save(make_entry(MONDAY + DAY, 3), version=None)
    app = upload(start_app("diary"), "diary.json", data.replace(b"6.0", b"7.0"))
    assert "it was changed after it was written" in read_errors(app)
    upload(app, "diary.json", data)
    assert not [button for button in app.button if button.key == "whole_take"]
    app.checkbox(key="whole_replace").check().run()
    tap(app, "Take in the whole diary")
    assert own_diary.take_out() == whole
    assert app.success[0].value == "The whole diary was taken in."
