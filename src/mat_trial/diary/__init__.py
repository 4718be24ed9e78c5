"""The diary store: one SQLite file a person, and the only place that knows SQL."""

from mat_trial.diary.compare import Comparison, compare_entries
from mat_trial.diary.place import data_folder
from mat_trial.diary.store import Diary
from mat_trial.diary.writing import ImportSummary
from mat_trial.model import StoredEntry

__all__ = [
    "Comparison",
    "Diary",
    "ImportSummary",
    "StoredEntry",
    "compare_entries",
    "data_folder",
]
