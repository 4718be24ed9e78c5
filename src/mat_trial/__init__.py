"""Mat Trial: a personal trial of an acupressure mat.

What programs need stands here: `assess` a diary, `read_diary` and `write_diary`, `make_plan`
and `read_plan`, and the types they speak in. Names are loaded when first used, so that a command
pays only for what it needs.

Examples
--------
>>> import mat_trial
>>> mat_trial.PAIN.better.value
'lower'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mat_trial.daily import daily_frame as daily_frame
    from mat_trial.diary import Diary as Diary
    from mat_trial.files.diary_csv import write_diary as write_diary
    from mat_trial.files.diary_file import read_diary as read_diary
    from mat_trial.files.plan_json import read_plan as read_plan
    from mat_trial.files.plan_json import write_plan as write_plan
    from mat_trial.model import MOOD as MOOD
    from mat_trial.model import PAIN as PAIN
    from mat_trial.model import SLEEP as SLEEP
    from mat_trial.model import ChangePointsDesign as ChangePointsDesign
    from mat_trial.model import Condition as Condition
    from mat_trial.model import DaysDesign as DaysDesign
    from mat_trial.model import Entry as Entry
    from mat_trial.model import FixedDesign as FixedDesign
    from mat_trial.model import Outcome as Outcome
    from mat_trial.model import PairsDesign as PairsDesign
    from mat_trial.model import Plan as Plan
    from mat_trial.protocol import make_plan as make_plan
    from mat_trial.results import Call as Call
    from mat_trial.results import Verdict as Verdict
    from mat_trial.verdict import assess as assess
    from mat_trial.verdict import assess_people as assess_people
    from mat_trial.wording.verdict import headline as headline

_ROOMS = {
    "daily": ("daily_frame",),
    "diary": ("Diary",),
    "files.diary_csv": ("write_diary",),
    "files.diary_file": ("read_diary",),
    "files.plan_json": ("read_plan", "write_plan"),
    "model": (
        "MOOD",
        "PAIN",
        "SLEEP",
        "ChangePointsDesign",
        "Condition",
        "DaysDesign",
        "Entry",
        "FixedDesign",
        "Outcome",
        "PairsDesign",
        "Plan",
    ),
    "protocol": ("make_plan",),
    "results": ("Call", "Verdict"),
    "verdict": ("assess", "assess_people"),
    "wording.verdict": ("headline",),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"mat_trial has no {name!r}")
    return getattr(import_module(f"mat_trial.{_ROOM_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_ROOM_OF)
