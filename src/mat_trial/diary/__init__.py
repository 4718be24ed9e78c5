"""The diary store: one SQLite file a person, and the only place that knows SQL."""

from mat_trial.diary.backups import (
    BACKUPS_KEPT,
    Backup,
    backups_folder,
    list_backups,
    make_backup,
)
from mat_trial.diary.compare import Comparison, compare_entries
from mat_trial.diary.place import data_folder
from mat_trial.diary.restoring import Restored, restore_backup
from mat_trial.diary.store import Diary
from mat_trial.diary.writing import ImportSummary
from mat_trial.model import StoredEntry

__all__ = [
    "BACKUPS_KEPT",
    "Backup",
    "Comparison",
    "Diary",
    "ImportSummary",
    "Restored",
    "StoredEntry",
    "backups_folder",
    "compare_entries",
    "data_folder",
    "list_backups",
    "make_backup",
    "restore_backup",
]
