"""`mat-trial backup` and `mat-trial restore`: the whole diary, copied and put back."""

from pathlib import Path
from typing import Annotated

import typer

from mat_trial.cli.out import say

LATEST = "latest"


def back_up(
    *,
    out: Annotated[
        Path | None,
        typer.Option(help="The file to write. Without it: a dated one beside the diary."),
    ] = None,
) -> None:
    """Copy the diary, whole and checked, even while the app is open.

    The last ten copies beside the diary are kept.

    Example: mat-trial backup --out /media/stick/diary-backup.db
    """
    from mat_trial.diary import data_folder, make_backup  # noqa: PLC0415 - other commands start faster

    say(f"Backed up to {make_backup(data_folder(), out=out)}.")


def restore(
    *,
    backup: Annotated[
        str, typer.Argument(metavar="FILE|latest", help="A backup; latest: the last one made.")
    ],
) -> None:
    """Put a backup in the place of the diary; what is there now is backed up first.

    A diary that is damaged is set aside, under a dated name, and not overwritten.

    Example: mat-trial restore latest
    """
    from mat_trial.diary import data_folder, list_backups, restore_backup  # noqa: PLC0415 - as above
    from mat_trial.errors import DiaryError  # noqa: PLC0415 - as above

    folder = data_folder()
    path = Path(backup)
    if backup == LATEST:
        made = list_backups(folder)
        if not made:
            raise DiaryError(
                f"There is no backup in {folder} yet. Nothing was changed. Name the file of one."
            )
        path = made[0].path
    restored = restore_backup(folder, path)
    say(f"Restored from {path}.")
    if restored.backup is not None:
        say(f"What was there before is kept in {restored.backup}.")
    if restored.set_aside is not None:
        say(f"The damaged diary is kept in {restored.set_aside}.")
