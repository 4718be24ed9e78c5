"""Problems with their line, so that all of a file's can be told in its order."""

import difflib
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from mat_trial.errors import Problem
from mat_trial.language import _, _n

Unit = Literal["line", "row"]
"""What a place in a file is counted in: lines of text, or rows where there are no lines."""

MOST_TOLD = 1000
"""A file's problems are told up to here: nobody reads more, and memory has an end."""

_MOST_RUNS = 20


class Finding(NamedTuple):
    """A problem, the physical line of the file it starts on, and all lines it is about.

    The first line is 1; `lines` is empty where the problem is about no row.
    """

    line: int
    problem: Problem
    lines: Sequence[int] = ()


def list_problems(findings: Iterable[Finding], *, name: str) -> list[Problem]:
    """Return the problems in the order of the file; beyond `MOST_TOLD`, say that there are more.

    Parameters
    ----------
    findings
        In any order.
    name
        What the file is called.

    Examples
    --------
    >>> list_problems([], name="diary.csv")
    []
    """
    ordered = [finding.problem for finding in sorted(findings, key=lambda finding: finding.line)]
    if len(ordered) <= MOST_TOLD:
        return ordered
    more = Problem(
        where=name,
        wrong=_("has more problems than the {n} told here", n=MOST_TOLD),
        allowed=_("a file without any"),
        remedy=_("Put these right first; perhaps it is not the file you meant."),
    )
    return [*ordered[:MOST_TOLD], more]


def tell_lines(lines: Iterable[int], *, unit: Unit = "line") -> str:
    """Name every line, runs of lines in short; beyond a few runs, count the rest.

    Parameters
    ----------
    lines
        Line numbers in rising order, at least one.
    unit
        What the numbers count.

    Examples
    --------
    >>> tell_lines([7])
    'line 7'
    >>> tell_lines([2, 5, 6, 8, 9, 10], unit="row")
    'rows 2, 5, 6 and 8 to 10'
    """
    runs: list[list[int]] = []
    n_lines = 0
    for line in lines:
        n_lines += 1
        if runs and line == runs[-1][-1] + 1:
            runs[-1][-1] = line
            continue
        # Of the runs that are not shown only the last is kept, as lines may be millions.
        del runs[_MOST_RUNS:]
        runs.append([line, line])
    parts: list[str] = []
    n_more = n_lines
    for first, last in runs[:_MOST_RUNS]:
        n_more -= last - first + 1
        together = last - first > 1
        parts += (
            [_("{first} to {last}", first=first, last=last)]
            if together
            else [str(line) for line in range(first, last + 1)]
        )
    if n_more:
        parts.append(_n("{n} more", "{n} more", n_more))
    head = ", ".join(parts[:-1])
    which = _("{these} and {last}", these=head, last=parts[-1]) if head else parts[-1]
    if unit == "row":
        return _n("row {which}", "rows {which}", n_lines, which=which)
    return _n("line {which}", "lines {which}", n_lines, which=which)


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
    return _("Did you mean {word!r}?", word=near[0]) + " " if near else ""
