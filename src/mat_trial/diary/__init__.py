"""The diary store: one SQLite file a person, and the only place that knows SQL."""

from mat_trial.diary.backups import (
    BACKUPS_KEPT,
    Backup,
    backups_folder,
    list_backups,
    make_backup,
)
from mat_trial.diary.cipher import (
    FEWEST_LETTERS,
    LockedError,
    LockKey,
    looks_locked,
    opens,
    unlocking_key,
)
from mat_trial.diary.compare import Comparison, compare_entries
from mat_trial.diary.latest import WholeBackup, find_latest_whole
from mat_trial.diary.locked_backups import (
    delete_plain_backups,
    list_plain_backups,
    lock_backups,
)
from mat_trial.diary.locking import change_passphrase, lock_diary, unlock_diary
from mat_trial.diary.place import data_folder, diary_file, is_locked, list_parts
from mat_trial.diary.restoring import Restored, restore_backup
from mat_trial.diary.store import Diary
from mat_trial.diary.writing import ImportSummary
from mat_trial.model import StoredEntry

__all__ = [
    "BACKUPS_KEPT",
    "FEWEST_LETTERS",
    "Backup",
    "Comparison",
    "Diary",
    "ImportSummary",
    "LockKey",
    "LockedError",
    "Restored",
    "StoredEntry",
    "WholeBackup",
    "backups_folder",
    "change_passphrase",
    "compare_entries",
    "data_folder",
    "delete_plain_backups",
    "diary_file",
    "find_latest_whole",
    "is_locked",
    "list_backups",
    "list_parts",
    "list_plain_backups",
    "lock_backups",
    "lock_diary",
    "looks_locked",
    "make_backup",
    "opens",
    "restore_backup",
    "unlock_diary",
    "unlocking_key",
]
