"""`mat-trial backup` and `mat-trial restore`: the whole diary, copied and put back."""

from pathlib import Path
from typing import Annotated

import typer

from mat_trial.cli.out import say
from mat_trial.cli.passphrase import PassphraseFile, find_backup_key, find_key
from mat_trial.language import _

LATEST = "latest"


def back_up(
    *,
    out: Annotated[
        Path | None,
        typer.Option(help="The file to write. Without it: a dated one beside the diary."),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Copy the diary, whole and checked, even while the app is open.

    The last ten copies beside the diary are kept. Those of a locked diary are locked by the same
    passphrase.

    Example: mat-trial backup --out /media/stick/diary-backup.db
    """
    from mat_trial.diary import data_folder, make_backup  # noqa: PLC0415 - other commands start faster

    folder = data_folder()
    made = make_backup(folder, out=out, key=find_key(folder, passphrase_file))
    say(_("Backed up to {path}.", path=made))


def restore(
    *,
    backup: Annotated[
        str, typer.Argument(metavar="FILE|latest", help="A backup, or latest: the last whole one.")
    ],
    passphrase_file: PassphraseFile = None,
    backup_passphrase_file: Annotated[
        Path | None,
        typer.Option(
            help="Of a backup with another passphrase: a file with that one. Without it: asked."
        ),
    ] = None,
) -> None:
    """Put a backup in the place of the diary.

    What is there now is backed up first. A diary that is damaged is set aside, under a dated
    name, and not overwritten. What was locked stays locked.

    Example: mat-trial restore latest
    """
    from mat_trial.diary import data_folder, find_latest_whole, restore_backup  # noqa: PLC0415 - as above
    from mat_trial.errors import DiaryError  # noqa: PLC0415 - as above

    folder = data_folder()
    path = Path(backup)
    if backup == LATEST:
        found = find_latest_whole(folder)
        if found is None:
            raise DiaryError(
                _(
                    "There is no whole backup in {folder}. Nothing was changed. Name the file "
                    "of one.",
                    folder=folder,
                )
            )
        for damaged in found.passed_over:
            say(_("The backup {path} is damaged and was passed over.", path=damaged))
        path = found.backup.path
    key = find_key(folder, passphrase_file)
    backup_key = find_backup_key(path, key, passphrase_file, backup_passphrase_file)
    restored = restore_backup(folder, path, key=key, backup_key=backup_key)
    say(_("Restored from {path}.", path=path))
    if restored.backup is not None:
        say(_("What was there before is kept in {path}.", path=restored.backup))
    if restored.set_aside is not None:
        say(_("The damaged diary is kept in {path}.", path=restored.set_aside))
