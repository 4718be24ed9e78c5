"""`mat-trial export` and `mat-trial import`: the diary out, and back, with nothing lost."""

import sys
from dataclasses import replace as alter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mat_trial.cli.common_options import Force
from mat_trial.cli.out import list_ending_problems, refuse, refuse_there, say, write_file
from mat_trial.cli.passphrase import (
    PassphraseFile,
    SealedFilePassphrase,
    find_key,
    read_file_passphrase,
    read_new_file_passphrase,
)
from mat_trial.errors import Problem
from mat_trial.language import _, _n
from mat_trial.language.lists import say_any_of

if TYPE_CHECKING:
    from mat_trial.diary import Diary

Format = Literal["csv", "parquet", "json"]
_SUFFIXES: dict[str, Format] = {".csv": "csv", ".parquet": "parquet", ".json": "json"}


def export_diary(
    *,
    out: Annotated[
        Path, typer.Option(help="The file to write: diary.json, diary.csv or diary.parquet.")
    ],
    kind: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="json: the whole diary, with plans, changes and peeks. csv, parquet: the days. "
            "Without it: as the name of the file ends.",
        ),
    ] = None,
    force: Force = False,
    encrypt: Annotated[
        bool,
        typer.Option(
            "--encrypt",
            help="Encrypt the file with a passphrase (age format); its name ends in .age.",
        ),
    ] = False,
    file_passphrase_file: SealedFilePassphrase = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write the whole diary, or its days, to a file.

    Example: mat-trial export --out diary.json
    """
    from mat_trial.diary import Diary, data_folder  # noqa: PLC0415 - other commands start faster
    from mat_trial.files.diary_formats import WRITERS  # noqa: PLC0415 - as above
    from mat_trial.files.sealed import SUFFIX, seal  # noqa: PLC0415 - as above
    from mat_trial.files.whole_json import write_whole  # noqa: PLC0415 - as above

    named_sealed = out.suffix.lower() == SUFFIX
    plain = out.with_suffix("") if named_sealed else out
    chosen = kind or _SUFFIXES.get(plain.suffix.lower())
    problems = [] if encrypt == named_sealed else [_refuse_encryption(out, encrypt=encrypt)]
    if kind is None:
        problems += [
            alter(problem, remedy=_("Choose such a name, or add --format."))
            for problem in list_ending_problems("--out", plain, tuple(_SUFFIXES))
        ]
    if out.is_file() and not force:
        problems.append(refuse_there("--out", out))
    refuse(problems)
    if chosen is None:
        return
    with Diary.open(key=find_key(data_folder(), passphrase_file)) as diary:
        entries = diary.entries()
        data = write_whole(diary.take_out()) if chosen == "json" else WRITERS[chosen](entries)
    if encrypt:
        data = seal(data, read_new_file_passphrase(file_passphrase_file))
    refuse(write_file(data, "--out", out, force=force))
    if chosen == "json":
        say(_("The whole diary, with its plans, written to {out}.", out=out))
    else:
        say(_n("{n} day written to {out}.", "{n} days written to {out}.", len(entries), out=out))


def _refuse_encryption(out: Path, *, encrypt: bool) -> Problem:
    if encrypt:
        return Problem(
            where="--out",
            value=str(out),
            wrong=_("does not tell that the file is encrypted"),
            allowed=_("with --encrypt, a name that ends in .csv.age, .parquet.age or .json.age"),
            remedy=_("Add .age to the name."),
        )
    return Problem(
        where="--out",
        value=str(out),
        wrong=_("tells of an encrypted file, and this one would not be"),
        allowed=_("a name that ends in {endings}", endings=say_any_of(list(_SUFFIXES))),
        remedy=_("Add --encrypt, or leave .age out of the name."),
    )


def import_diary(
    *,
    file: Annotated[
        Path,
        typer.Argument(
            help="Days as CSV, Parquet or JSON, or a whole diary as JSON; .age if encrypted."
        ),
    ],
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Days: overwrite those that differ. A whole diary: replace all that is there.",
        ),
    ] = False,
    file_passphrase_file: SealedFilePassphrase = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Take a file into the diary, whole or not at all.

    Example: mat-trial import diary.json
    """
    from mat_trial.diary import Diary, data_folder  # noqa: PLC0415 - as above
    from mat_trial.files.whole_json import read_whole  # noqa: PLC0415 - as above

    source = _open_sealed(file, file_passphrase_file)
    if not _starts_as_whole(source):
        with Diary.open(key=find_key(data_folder(), passphrase_file)) as diary:
            _import_days(diary, source, str(file), replace=replace)
        return
    whole, problems = read_whole(source, name=str(file))
    refuse(problems)
    if whole is not None:
        with Diary.open(key=find_key(data_folder(), passphrase_file)) as diary:
            diary.take_in(whole, replace=replace)
        n_days = sum(len(trial.days) for trial in whole.trials)
        trials = _n("{n} trial", "{n} trials", len(whole.trials))
        days = _n("{n} day", "{n} days", n_days)
        say(_("The whole diary was taken in: {trials}, {days}.", trials=trials, days=days))


def _open_sealed(file: Path, passphrase_file: Path | None) -> Path | bytes:
    from mat_trial.files.sealed import is_sealed, unseal  # noqa: PLC0415 - as above

    if not is_sealed(_read_start(file)):
        return file
    data, problems = unseal(file, read_file_passphrase(passphrase_file), name=str(file))
    refuse(problems)
    return data


def _starts_as_whole(source: Path | bytes) -> bool:
    from mat_trial.files.whole_json import is_whole_file  # noqa: PLC0415 - as above

    return is_whole_file(source if isinstance(source, bytes) else _read_start(source))


def _read_start(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(1000)
    except (OSError, ValueError):
        # Whatever is wrong with the file, its reader tells.
        return b""


def _import_days(diary: "Diary", source: Path | bytes, name: str, *, replace: bool) -> None:
    from mat_trial.daily import find_conflicts  # noqa: PLC0415 - as above
    from mat_trial.files.diary_file import read_diary  # noqa: PLC0415 - as above

    plan = diary.plan()
    asked = {outcome.name: outcome for outcome in plan.outcomes} if plan else None
    entries, problems, ignored = read_diary(
        source, name=name, outcomes=asked, condition_needed=plan is None
    )
    refuse([*problems, *(find_conflicts(entries, plan, where=name) if plan else [])])
    summary = diary.import_entries(entries, replace=replace)
    if ignored:
        sys.stderr.write(
            _("{file}: not read: {ignored}", file=name, ignored=", ".join(ignored)) + "\n"
        )
    say(
        _(
            "{added} added, {replaced} replaced, {unchanged} as before.",
            added=summary.added,
            replaced=summary.replaced,
            unchanged=summary.unchanged,
        )
    )
