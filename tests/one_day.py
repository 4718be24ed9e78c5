"""One day, and a diary that holds it."""

import datetime as dt
from pathlib import Path

from mat_trial.diary import Diary
from mat_trial.model import Entry

DAY = Entry(
    date=dt.date(2027, 1, 4),
    scores={"pain": 4.0},
    recorded_at=dt.datetime(2027, 1, 4, 21, tzinfo=dt.UTC),
)


def make_diary(folder: Path) -> Path:
    with Diary.open(folder) as diary:
        diary.save(DAY, version=None)
    return diary.path
