"""Writing the files that commands make, and never over one that is there unless told to."""

from pathlib import Path

from mat_trial.errors import Problem


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
                wrong=f"cannot be written ({error.strerror or error})",
                allowed="the name of a new file",
                remedy="Choose a place that is there, and that you may write to.",
            )
        ]
    return []


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
        wrong="is there already",
        allowed="the name of a new file",
        remedy="Choose another name, or add --force to replace it.",
    )
