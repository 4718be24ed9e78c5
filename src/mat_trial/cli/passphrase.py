"""How commands get a passphrase: a file, the environment, or asked for; never an argument."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mat_trial.cli.out import refuse
from mat_trial.errors import Problem
from mat_trial.language import _

if TYPE_CHECKING:
    from mat_trial.diary import LockKey

VARIABLE = "MAT_TRIAL_PASSPHRASE"
NEW_VARIABLE = "MAT_TRIAL_NEW_PASSPHRASE"
BACKUP_VARIABLE = "MAT_TRIAL_BACKUP_PASSPHRASE"
FILE_VARIABLE = "MAT_TRIAL_FILE_PASSPHRASE"
_FILE_OPTION = "--file-passphrase-file"
_MOST_BYTES = 4096

PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help=f"Of a locked diary: a file with its passphrase. Without it: {VARIABLE}, or asked.",
    ),
]

SealedFilePassphrase = Annotated[
    Path | None,
    typer.Option(
        _FILE_OPTION,
        help=f"Of an encrypted file: a file with its passphrase. Without it: {FILE_VARIABLE}, "
        "or asked.",
    ),
]


def find_key(folder: Path, file: Path | None) -> "LockKey | None":
    """Return the key of the diary in a folder, its passphrase asked for; None where not locked.

    Parameters
    ----------
    folder
        Where the diary lies.
    file
        With the passphrase; None to look elsewhere.
    """
    from mat_trial.diary import diary_file, is_locked, unlocking_key  # noqa: PLC0415 - other commands start faster

    if not is_locked(folder):
        return None
    return unlocking_key(diary_file(folder, None), read_passphrase(file))


def find_backup_key(
    backup: Path, key: "LockKey | None", file: Path | None, own_file: Path | None
) -> "LockKey | None":
    """Return the key of a backup, its passphrase asked for; None where it is not locked.

    Parameters
    ----------
    backup
        The file.
    key
        Of the diary, tried first: the backup may be from under the same lock.
    file
        With the passphrase of the diary.
    own_file
        With that of the backup, where it is another.
    """
    from mat_trial.diary import looks_locked, opens, unlocking_key  # noqa: PLC0415 - as above

    if not looks_locked(backup):
        return None
    if own_file is None:
        if key is not None and opens(backup, key):
            return key
        given = _look_up(file, "--passphrase-file", VARIABLE)
        if given is not None:
            same = unlocking_key(backup, given)
            if opens(backup, same):
                return same
    return unlocking_key(
        backup,
        _look_up(own_file, "--backup-passphrase-file", BACKUP_VARIABLE)
        or _ask(_("Passphrase of the backup"), BACKUP_VARIABLE),
    )


def read_passphrase(file: Path | None, *, prompt: str | None = None) -> str:
    """Return a passphrase that is in use.

    Parameters
    ----------
    file
        With it; None to look elsewhere.
    prompt
        What is asked; None for that of the diary.
    """
    given = _look_up(file, "--passphrase-file", VARIABLE)
    return given or _ask(prompt or _("Passphrase of the diary"), VARIABLE)


def read_new_passphrase(
    file: Path | None, *, option: str = "--passphrase-file", variable: str = VARIABLE
) -> str:
    """Return a passphrase to be, long enough, and typed twice where it is typed.

    Parameters
    ----------
    file
        With it; None to look elsewhere.
    option
        That names the file.
    variable
        Of the environment.
    """
    from mat_trial.wording.lock import describe_strength, passphrase_problems  # noqa: PLC0415 - as above

    given = _look_up(file, option, variable)
    again = given
    if given is None:
        given = _ask(_("New passphrase"), variable)
        again = _ask(_("The same again"), variable)
    refuse(passphrase_problems(given, again or "", where=_("Passphrase")))
    sys.stderr.write(f"{describe_strength(given)}\n")
    return given


def read_file_passphrase(file: Path | None) -> str:
    """Return the passphrase of an encrypted file that is taken in.

    Parameters
    ----------
    file
        With it; None to look elsewhere.
    """
    given = _look_up(file, _FILE_OPTION, FILE_VARIABLE)
    return given or _ask(_("Passphrase of the file"), FILE_VARIABLE)


def read_new_file_passphrase(file: Path | None) -> str:
    """Return the passphrase that a file is to be encrypted with, after a warning.

    Parameters
    ----------
    file
        With it; None to look elsewhere.
    """
    from mat_trial.wording.lock import FILE_WARNING  # noqa: PLC0415 - as above

    sys.stderr.write(_(FILE_WARNING) + "\n")
    return read_new_passphrase(file, option=_FILE_OPTION, variable=FILE_VARIABLE)


def is_terminal() -> bool:
    """Whether there is somebody to ask.

    Examples
    --------
    >>> is_terminal() in {True, False}
    True
    """
    return sys.stdin.isatty()


def _look_up(file: Path | None, option: str, variable: str) -> str | None:
    if file is None:
        return os.environ.get(variable) or None
    try:
        with file.open("rb") as opened:
            text = opened.read(_MOST_BYTES).decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or _("it is no text")
        refuse(
            [
                Problem(
                    where=option,
                    value=str(file),
                    wrong=_("cannot be read ({reason})", reason=reason),
                    allowed=_("a text file with the passphrase in it"),
                    remedy=_("Name such a file."),
                )
            ]
        )
        return None
    return text


def _ask(prompt: str, variable: str) -> str:
    if not is_terminal():
        refuse(
            [
                Problem(
                    where=prompt,
                    wrong=_("is missing"),
                    allowed=_("a passphrase"),
                    remedy=_(
                        "Run the command in a terminal, name a file, or set {variable}.",
                        variable=variable,
                    ),
                )
            ]
        )
    typed: str = typer.prompt(prompt, hide_input=True, err=True)
    return typed
