"""`mat-trial lock`, `unlock` and `passphrase`: the diary locked on the disk."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mat_trial.cli.out import refuse, say
from mat_trial.cli.passphrase import (
    NEW_VARIABLE,
    PassphraseFile,
    find_key,
    is_terminal,
    read_new_passphrase,
)
from mat_trial.errors import Problem
from mat_trial.language import _, _n


class Backups(StrEnum):
    """What becomes of the backups that anyone can read."""

    KEEP = "keep"
    LOCK = "lock"
    DELETE = "delete"


def lock(
    *,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(
            help="A file with the new passphrase. Without it: MAT_TRIAL_PASSPHRASE, or asked."
        ),
    ] = None,
    backups: Annotated[
        Backups, typer.Option(help="What becomes of the backups that are not locked.")
    ] = Backups.KEEP,
    understood: Annotated[
        bool,
        typer.Option(
            "--forgotten-means-lost",
            help="Say that you know: without the passphrase nobody can get the diary back.",
        ),
    ] = False,
) -> None:
    """Lock the diary with a passphrase. Forgotten means lost.

    From then on nobody can read the diary, or get it back, without the passphrase.

    Example: mat-trial lock --backups lock
    """
    from mat_trial.diary import (  # noqa: PLC0415 - other commands start faster  # noqa: PLC0415 - as above
        data_folder,
        delete_plain_backups,
        list_plain_backups,
        lock_backups,
        lock_diary,
    )
    from mat_trial.wording.lock import ADVICE, LEFTOVERS, WARNING  # noqa: PLC0415 - as above

    sys.stderr.write(f"{_(WARNING)}\n{_(ADVICE)}\n")
    if not understood:
        _ask_whether_understood()
    folder = data_folder()
    key = lock_diary(folder, read_new_passphrase(passphrase_file))
    say(_("The diary is locked."))
    if backups is Backups.LOCK:
        n = lock_backups(folder, key)
        say(_n("{n} backup was locked, too.", "{n} backups were locked, too.", n))
    elif backups is Backups.DELETE:
        n = delete_plain_backups(folder)
        say(_n("{n} backup was deleted.", "{n} backups were deleted.", n))
    elif n := len(list_plain_backups(folder)):
        say(
            _n(
                "{n} backup beside the diary is not locked: anyone can read it who has the disk.",
                "{n} backups beside the diary are not locked: anyone can read them who has the "
                "disk.",
                n,
            )
        )
    say(_(LEFTOVERS))


def unlock(*, passphrase_file: PassphraseFile = None) -> None:
    """Take the lock off the diary for good.

    Example: mat-trial unlock
    """
    from mat_trial.diary import data_folder, unlock_diary  # noqa: PLC0415 - as above

    folder = data_folder()
    key = find_key(folder, passphrase_file)
    if key is None:
        refuse([_refuse_unlocked(folder)])
        return
    unlock_diary(folder, key)
    say(_("The diary is not locked any more. Backups made meanwhile keep their passphrase."))


def change(
    *,
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: Annotated[
        Path | None,
        typer.Option(help=f"A file with the new one. Without it: {NEW_VARIABLE}, or asked."),
    ] = None,
) -> None:
    """Give the locked diary another passphrase.

    Example: mat-trial passphrase
    """
    from mat_trial.diary import Diary, change_passphrase, data_folder  # noqa: PLC0415 - as above
    from mat_trial.wording.lock import WARNING  # noqa: PLC0415 - as above

    folder = data_folder()
    key = find_key(folder, passphrase_file)
    if key is None:
        refuse([_refuse_unlocked(folder)])
        return
    # A wrong one is told before a new one is asked for.
    Diary.open(folder, key=key).close()
    sys.stderr.write(f"{_(WARNING)}\n")
    new = read_new_passphrase(
        new_passphrase_file, option="--new-passphrase-file", variable=NEW_VARIABLE
    )
    change_passphrase(folder, key, new)
    say(
        _(
            "The diary has the new passphrase. Locked backups made before ask for the one they "
            "were made with."
        )
    )


def _ask_whether_understood() -> None:
    if not is_terminal():
        refuse(
            [
                Problem(
                    where="--forgotten-means-lost",
                    wrong=_("is missing"),
                    allowed=_("the option, once you have read the warning"),
                    remedy=_("Add it."),
                )
            ]
        )
    from mat_trial.reminders.typed import YES_WORDS  # noqa: PLC0415 - as above

    # The library's own question takes the English words only.
    said: str = typer.prompt(
        _("Lock the diary all the same? Type {yes} to go on", yes=_("yes")),
        default=_("no"),
        err=True,
    )
    if said.strip().lower() not in YES_WORDS:
        sys.stderr.write(_("Nothing was changed.") + "\n")
        raise typer.Exit(1)


def _refuse_unlocked(folder: Path) -> Problem:
    return Problem(
        where=str(folder),
        wrong=_("holds no locked diary"),
        allowed=_("a locked one"),
        remedy=_("Lock it first with mat-trial lock."),
    )
