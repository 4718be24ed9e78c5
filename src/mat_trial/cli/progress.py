"""Bars of progress: for people who wait, so on a terminal and only where it takes long."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, track

from mat_trial.files.rows import Tell, say_nothing
from mat_trial.language import _

MANY_PEOPLE = 20
LONG_SECONDS = 1.0
_T = TypeVar("_T")


@contextmanager
def show_reading(file: Path) -> Iterator[Tell]:
    """Give what is to be told the share that is read; from a second on a bar shows it.

    Examples
    --------
    >>> with show_reading(Path("diary.csv")) as tell:
    ...     tell(0.5)
    """
    if not sys.stderr.isatty():
        yield say_nothing
        return
    begun = time.monotonic()
    text = escape(_("Reading {file}", file=file.name))
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=1.0, visible=False)

        def tell(share: float) -> None:
            bar.update(task, completed=share, visible=time.monotonic() - begun > LONG_SECONDS)

        yield tell


def show_judging(verdicts: Iterable[_T], file: Path, *, n_people: int) -> Iterator[_T]:
    """Give one verdict after the other; with many people a bar shows how many there are.

    Examples
    --------
    >>> list(show_judging(["helps"], Path("diary.csv"), n_people=1))
    ['helps']
    """
    yield from track(
        verdicts,
        total=n_people,
        console=Console(stderr=True),
        disable=n_people < MANY_PEOPLE or not sys.stderr.isatty(),
        description=escape(file.name),
    )
