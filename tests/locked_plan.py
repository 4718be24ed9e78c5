"""One locked plan, and its file."""

import datetime as dt
import json

from mat_trial.files.plan_json import write_plan
from mat_trial.model import MOOD, PAIN, PairsDesign
from mat_trial.protocol import make_plan

NOW = dt.datetime(2027, 1, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
PLAN = make_plan(
    complaint="Neck, after „work“",
    outcomes=(PAIN, MOOD),
    primary="pain",
    design=PairsDesign(period_days=2, cycles=6),
    start=dt.date(2027, 1, 4),
    seed=1,
    expectation=7,
    now=NOW,
)
TEXT = write_plan(PLAN)
LOCKED = json.loads(TEXT)
