"""What commands hand out: problems, words, and files, never over one that is there unasked."""

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from mat_trial.errors import Problem
from mat_trial.language import _
from mat_trial.language.lists import say_any_of

BAD_INPUT = 2


def refuse(problems: Sequence[Problem]) -> None:
    """Tell all problems and end with status 2; go on where there are none.

    Raises
    ------
    typer.Exit
        When there are problems.

    Examples
    --------
    >>> refuse([])
    """
    if problems:
        sys.stderr.write("".join(f"{problem}\n" for problem in problems))
        raise typer.Exit(BAD_INPUT)


def write_given(value: float) -> str:
    """Write a number as it was given to an option: with a point, whatever the language.

    Examples
    --------
    >>> write_given(-1.5), write_given(2.0)
    ('-1.5', '2')
    """
    return f"{value:g}"


def say(text: str) -> None:
    """Print text as it is, in lines as wide as the terminal.

    Examples
    --------
    >>> say("Done.")
    Done.
    """
    from rich.console import Console  # noqa: PLC0415 - only where something is said

    Console(highlight=False, markup=False).print(text)


def write_file(data: bytes, option: str, out: Path, *, force: bool) -> list[Problem]:
    """Write a file; where that cannot be, change nothing and return the problem.

    Parameters
    ----------
    option
        The option that named the file.
    force
        Whether a file of that name is replaced.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     out = Path(folder) / "plan.json"
    ...     write_file(b"{}", "--out", out, force=False)
    ...     len(write_file(b"[]", "--out", out, force=False)), out.read_bytes()
    []
    (1, b'{}')
    """
    try:
        # A file that is there is not opened at all: a locked plan is kept as it is.
        with out.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError:
        return [refuse_there(option, out)]
    except OSError as error:
        return [
            Problem(
                where=option,
                value=str(out),
                wrong=_("cannot be written ({why})", why=error.strerror or error),
                allowed=_("the name of a new file"),
                remedy=_("Choose a place that is there, and that you may write to."),
            )
        ]
    return []


def list_out_problems(
    option: str, out: Path | None, endings: Sequence[str], *, force: bool
) -> list[Problem]:
    """List what is wrong with the name of a file to write, before any work is done for it.

    Parameters
    ----------
    option
        The option that named the file.
    out
        The file; None where none is wanted.
    endings
        What its name may end in.
    force
        Whether a file of that name is replaced.

    Examples
    --------
    >>> list_out_problems("--out", Path("new.pdf"), [".pdf", ".html"], force=False)
    []
    """
    problems = list_ending_problems(option, out, endings)
    if out is not None and out.is_file() and not force:
        problems.append(refuse_there(option, out))
    return problems


def list_ending_problems(option: str, out: Path | None, endings: Sequence[str]) -> list[Problem]:
    """Refuse a name by whose ending no program would know what the file is.

    Examples
    --------
    >>> print(*list_ending_problems("--out", Path("diary.txt"), [".pdf", ".html"]))
    --out: 'diary.txt' has no ending that fits. Allowed: a name that ends in .pdf or .html. Write
    diary.pdf, for example.
    """
    if out is None or out.suffix.lower() in endings:
        return []
    return [
        Problem(
            where=option,
            # A long path is cut at its end, which is what matters here.
            value=out.name or str(out),
            wrong=_("has no ending that fits"),
            allowed=_("a name that ends in {endings}", endings=say_any_of(endings)),
            remedy=_("Write {name}, for example.", name=f"{out.stem or 'file'}{endings[0]}"),
        )
    ]


def refuse_there(option: str, out: Path) -> Problem:
    """Say that a file of that name is there.

    Examples
    --------
    >>> refuse_there("--out", Path("plan.json")).wrong
    'is there already'
    """
    return Problem(
        where=option,
        value=str(out),
        wrong=_("is there already"),
        allowed=_("the name of a new file"),
        remedy=_("Choose another name, or add --force to replace it."),
    )
