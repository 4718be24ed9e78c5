"""Problems with their line, so that all of a file's can be told in its order."""

import difflib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mat_trial.errors import Problem


class Finding(NamedTuple):
    """A problem and the physical line of the file it starts on; the first line is 1."""

    line: int
    problem: Problem


def list_problems(findings: Iterable[Finding]) -> list[Problem]:
    """Return the problems in the order of the file.

    Examples
    --------
    >>> list_problems([])
    []
    """
    return [finding.problem for finding in sorted(findings, key=lambda finding: finding.line)]


def tell_lines(lines: Sequence[int]) -> str:
    """Name every line, runs of lines in short.

    Parameters
    ----------
    lines
        Line numbers in rising order, at least one.

    Examples
    --------
    >>> tell_lines([7])
    'line 7'
    >>> tell_lines([2, 5, 6, 8, 9, 10])
    'lines 2, 5, 6 and 8 to 10'
    """
    if len(lines) == 1:
        return f"line {lines[0]}"
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    parts: list[str] = []
    for run in runs:
        parts += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(line) for line in run]
    head = ", ".join(parts[:-1])
    return f"lines {head} and {parts[-1]}" if head else f"lines {parts[-1]}"


def suggest(word: str, choices: Iterable[str], *, likeness: float = 0.65) -> str:
    """Ask "Did you mean ...?" with a trailing space, or return nothing where none is near.

    Parameters
    ----------
    word
        What was written.
    choices
        What may have been meant.
    likeness
        How near is near enough: 0 to 1, as in `difflib.get_close_matches`.

    Examples
    --------
    >>> suggest("pian", ["date", "pain"])
    "Did you mean 'pain'? "
    >>> suggest("weather", ["date", "pain"])
    ''
    """
    near = difflib.get_close_matches(word, list(choices), n=1, cutoff=likeness)
    return f"Did you mean {near[0]!r}? " if near else ""
