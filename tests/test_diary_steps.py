"""The steps from an old table to a new one: each whole, taken once, nothing lost on the way."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY

import pytest
from sqlalchemy import MetaData, create_engine, inspect
from sqlalchemy.exc import OperationalError

from mat_trial.diary import Diary, connection, schema
from one_day import DAY, make_diary


def test_the_steps_end_in_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    path = make_diary(tmp_path)
    used = create_engine("sqlite://")
    schema.metadata.create_all(used)
    made = create_engine(f"sqlite:///{path}")

    def describe(engine: object) -> dict[str, object]:
        seen = inspect(engine)
        return {
            name: (
                {(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)},
                seen.get_pk_constraint(name)["constrained_columns"],
                sorted(str(key) for key in seen.get_foreign_keys(name)),
            )
            for name in seen.get_table_names()
        }

    assert describe(made) == describe(used)
    made.dispose()
    used.dispose()


def test_each_step_is_kept_even_if_a_later_one_fails(tmp_path: Path) -> None:
    path = make_diary(tmp_path)
    engine = connection.open_engine(path)
    good = schema.Step(name="good", statements=("CREATE TABLE good (id INTEGER)",))
    bad = schema.Step(name="bad", statements=("CREATE TABLE bad (id INTEGER)", "NOT SQL"))
    with pytest.raises(OperationalError, match="NOT"):
        schema.bring_up_to_date(engine, path, (*schema.STEPS, good, bad))
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as held:
        assert held.exec_driver_sql("PRAGMA user_version").scalar() == len(schema.STEPS) + 1
    assert set(tables.tables) == {
        "trial",
        "entry",
        "score",
        "peek",
        "draft",
        "change",
        "follow_up",
        "setting",
        "good",
    }
    schema.bring_up_to_date(engine, path, (*schema.STEPS, good))


def test_a_diary_of_the_first_version_is_brought_up_to_date_with_all_it_holds(
    tmp_path: Path,
) -> None:
    path = tmp_path / "diary.db"
    path.touch()
    engine = connection.open_engine(path)
    schema.bring_up_to_date(engine, path, schema.STEPS[:1])
    with connection.for_writing(engine).begin() as held:
        old = "INSERT INTO entry (trial_id, date, note, recorded_at, version) VALUES "
        held.exec_driver_sql(f"{old} (1, '2027-01-04', '', '2027-01-04T21:00:00+00:00', 1)")
        held.exec_driver_sql("INSERT INTO score VALUES (1, '2027-01-04', 'pain', 4.0)")
    with Diary.open(tmp_path) as diary:
        assert diary.entries() == [DAY]
        assert diary.peeks() == ()
        diary.record_peek(dt.datetime(2027, 1, 5, tzinfo=dt.UTC))
        diary.save(replace(DAY, skin_harm=True), version=1)
    with Diary.open(tmp_path) as diary:
        assert diary.entries() == [replace(DAY, skin_harm=True, changed_at=ANY)]
        assert len(diary.peeks()) == 1


def test_opening_again_takes_no_step_again(tmp_path: Path) -> None:
    path = make_diary(tmp_path)
    before = path.read_bytes()
    assert Diary.open(tmp_path).entries() == [DAY]
    assert path.read_bytes() == before
