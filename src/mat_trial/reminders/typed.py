"""Rows of the paper diary, typed in as lines of text: read strictly, and written the same way."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from mat_trial.errors import Problem
from mat_trial.language import _, mark
from mat_trial.language.dates import say_weekday
from mat_trial.language.numbers import format_plain, read_number, say_range, write_number
from mat_trial.model import Entry, Outcome, Plan, PlannedDay
from mat_trial.protocol import MOST_MINUTES
from mat_trial.reminders.paper import name_columns
from mat_trial.reminders.plain import make_plain

BLANK = "-"
BEFORE_NOTE = "/"
YES, NO = mark("y"), mark("n")
# In all languages of the app at once: none of these words means the opposite in another.
YES_WORDS = frozenset({"y", "yes", "j", "ja", "s", "si", "sí"})
_NO = frozenset({"n", "no", "nein"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLine:
    """A day's line as it was typed, beside what stood in the diary when it came on screen.

    Parameters
    ----------
    day
        The day it is about.
    text
        What was typed.
    before
        The day's entry; None where there was none.
    """

    day: PlannedDay
    text: str
    before: Entry | None


def explain_line(outcomes: Sequence[Outcome]) -> str:
    """Say in which order a line is typed.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> explain_line((PAIN,))
    'Pain · Mat used · Painkillers · Minutes · Skin hurt / Note'
    """
    *boxes, note = name_columns(tuple(outcomes))
    return f"{' · '.join(boxes)} {BEFORE_NOTE} {note}"


def write_line(entry: Entry | None, outcomes: Sequence[Outcome]) -> str:
    """Write a day as the line that would be typed for it.

    Examples
    --------
    >>> from mat_trial.model import PAIN, MOOD
    >>> day = Entry(date=dt.date(2027, 1, 4), scores={"pain": 4.5}, used_mat=False, note="rain")
    >>> write_line(day, (PAIN, MOOD))
    '4.5 - n / rain'
    """
    if entry is None:
        return ""
    boxes = [_write_score(entry.scores.get(outcome.name), outcome) for outcome in outcomes]
    boxes += [_write_answer(said=entry.used_mat), _write_answer(said=entry.rescue_medication)]
    boxes += [_write_number(entry.minutes), _write_answer(said=entry.skin_harm)]
    while boxes and boxes[-1] == BLANK:
        boxes.pop()
    note = make_plain(entry.note)
    return " ".join([*boxes, *([BEFORE_NOTE, note] if note else [])])


def write_example(outcomes: Sequence[Outcome]) -> str:
    """Write a line with something in every box, as one would be typed.

    Examples
    --------
    >>> from mat_trial.model import PAIN, MOOD
    >>> write_example((PAIN, MOOD))
    '5 6 y n 12 n / slept badly'
    """
    scores = (
        _write_answer(said=True) if outcome.is_yes_no else str(5 + number % 3)
        for number, outcome in enumerate(outcomes)
    )
    yes, no, note = _(YES), _(NO), _("slept badly")
    return f"{' '.join(scores)} {yes} {no} 12 {no} {BEFORE_NOTE} {note}"


def read_lines(
    lines: Sequence[TypedLine], plan: Plan, *, now: dt.datetime
) -> tuple[list[Entry], list[Problem]]:
    """Read the lines that say something else than what stands in the diary.

    Parameters
    ----------
    lines
        Any number of them, each day once.
    now
        When they are typed, with a zone; a day that is in the diary keeps its own time.

    Returns
    -------
    The days as they would stand then, and everything that is wrong.

    Examples
    --------
    >>> from mat_trial.model import PAIN, PairsDesign
    >>> from mat_trial.protocol import make_plan
    >>> now = dt.datetime(2027, 1, 5, 9, tzinfo=dt.UTC)
    >>> plan = make_plan(outcomes=(PAIN,), primary="pain", start=dt.date(2027, 1, 4), seed=1,
    ...                  design=PairsDesign(period_days=2, cycles=6), now=now)
    >>> line = TypedLine(day=plan.schedule[0], text="5 y n 12 n / slept badly", before=None)
    >>> [day], _ = read_lines([line], plan, now=now)
    >>> day.scores, day.used_mat, day.rescue_medication, day.minutes, day.skin_harm, day.note
    ({'pain': 5.0}, True, False, 12.0, False, 'slept badly')
    >>> wrong = TypedLine(day=plan.schedule[0], text="11 maybe", before=None)
    >>> for problem in read_lines([wrong], plan, now=now)[1]:
    ...     print(problem)
    Monday 4 January, Pain: '11' is out of range. Allowed: 0 to 10, or -. Correct it, or
    type - where it is not known.
    Monday 4 January, Mat used: 'maybe' is neither yes nor no. Allowed: y, n, -. Type one of them.
    """
    entries, problems = [], []
    for line in lines:
        if make_plain(line.text) == write_line(line.before, plan.outcomes):
            continue
        entry, found = _read_line(line, plan, now)
        problems += found
        if not found and entry != line.before:
            entries.append(entry)
    return ([] if problems else entries), problems


def list_changes(
    before: Entry | None, after: Entry, outcomes: Sequence[Outcome]
) -> list[tuple[str, str]]:
    """Say what a day would say: all of it where it is new, else each box that differs.

    Returns
    -------
    list of tuple of str
        The box, and what would stand there; behind what stood there, if anything did.

    Examples
    --------
    >>> from mat_trial.model import PAIN
    >>> before = Entry(date=dt.date(2027, 1, 4), scores={"pain": 4.0}, used_mat=True)
    >>> list_changes(before, replace(before, scores={"pain": 5.0}), (PAIN,))
    [('Pain', '4 → 5')]
    """
    names, said = name_columns(tuple(outcomes)), list(_say_boxes(after, outcomes))
    if before is None:
        return list(zip(names, said, strict=True))
    boxes = zip(names, _say_boxes(before, outcomes), said, strict=True)
    return [(name, f"{old} → {new}") for name, old, new in boxes if old != new]


def _read_line(line: TypedLine, plan: Plan, now: dt.datetime) -> tuple[Entry, list[Problem]]:
    outcomes, day = plan.outcomes, line.day
    before = line.before or Entry(date=day.date, recorded_at=now)
    *columns, _note = name_columns(outcomes)
    head, _slash, written = line.text.partition(BEFORE_NOTE)
    boxes = head.split()
    problems = list(_find_miscounts(line, boxes, columns, outcomes))
    if problems:
        return before, problems
    where = partial(_say_where, day)
    cells = iter(zip(boxes + [BLANK] * (len(columns) - len(boxes)), columns, strict=True))

    def read_box(kept: float | None, low: float | None, high: float | None) -> float | None:
        box, column = next(cells)
        # What a file brought stays as it is, unless it is changed here.
        if box == BLANK or box == _write_number(kept):
            return None if box == BLANK else kept
        number, wrong = read_number(box, low, high)
        if wrong:
            remedy = _("Correct it, or type - where it is not known.")
            if column == columns[-2] and number is not None:
                remedy = _("Never lie on the mat for longer. Correct it, or type -.")
            allowed = _("{range}, or -", range=say_range(low, high))
            problems.append(_refuse(where(column), box, wrong, allowed, remedy))
        return number

    def read_answer() -> bool | None:
        box, column = next(cells)
        word = box.casefold()
        if box != BLANK and word not in YES_WORDS | _NO:
            wrong, allowed = _("is neither yes nor no"), f"{_(YES)}, {_(NO)}, -"
            problems.append(_refuse(where(column), box, wrong, allowed, _("Type one of them.")))
        return None if box == BLANK else word in YES_WORDS

    def read_score(outcome: Outcome) -> float | None:
        if outcome.is_yes_no:
            answer = read_answer()
            return None if answer is None else float(answer)
        kept = before.scores.get(outcome.name)
        return read_box(kept, outcome.minimum, outcome.maximum)

    scores = {outcome.name: read_score(outcome) for outcome in outcomes}
    others = {name: score for name, score in before.scores.items() if name not in scores}
    note = make_plain(written)
    entry = replace(
        before,
        # With the condition in it, the diary can be read without its plan.
        condition=day.condition,
        scores=others | {name: score for name, score in scores.items() if score is not None},
        used_mat=read_answer(),
        rescue_medication=read_answer(),
        minutes=read_box(before.minutes, 0, MOST_MINUTES),
        skin_harm=read_answer(),
        # A note of several lines keeps them where its words are the same.
        note=before.note if note == make_plain(before.note) else note,
    )
    return entry, problems


def _find_miscounts(
    line: TypedLine, boxes: Sequence[str], columns: Sequence[str], outcomes: Sequence[Outcome]
) -> Iterator[Problem]:
    day = _say_where(line.day)
    if not make_plain(line.text):
        yield _refuse(
            day,
            None,
            _("is empty now, but stands in the diary"),
            _("what stood there, or something else"),
            _("Type it again: {line}", line=write_line(line.before, outcomes)),
        )
    elif len(boxes) > len(columns):
        yield _refuse(
            day,
            line.text,
            _("has {n} boxes", n=len(boxes)),
            _("{n} at most: {order}", n=len(columns), order=", ".join(columns)),
            _("Put blanks between boxes only, and / before a note."),
        )
    elif all(box == BLANK for box in boxes[: len(outcomes)]):
        yield _refuse(
            day,
            line.text,
            _("has no score"),
            _("at least one of {scores}", scores=", ".join(columns[: len(outcomes)])),
            _("Type one, or leave the line empty."),
        )


def _say_where(day: PlannedDay, column: str = "") -> str:
    return f"{say_weekday(day.date)}, {column}" if column else say_weekday(day.date)


def _refuse(where: str, value: str | None, wrong: str, allowed: str, remedy: str) -> Problem:
    return Problem(where=where, value=value, wrong=wrong, allowed=allowed, remedy=remedy)


def _write_number(number: float | None) -> str:
    return BLANK if number is None else write_number(number)


def _write_score(score: float | None, outcome: Outcome) -> str:
    if outcome.is_yes_no and score is not None:
        return _write_answer(said=bool(score))
    return _write_number(score)


def _write_answer(*, said: bool | None) -> str:
    if said is None:
        return BLANK
    return _(YES) if said else _(NO)


def _say_boxes(entry: Entry, outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        score = entry.scores.get(outcome.name)
        is_answer = outcome.is_yes_no and score is not None
        yield _say_answer(said=bool(score)) if is_answer else _say_number(score)
    yield _say_answer(said=entry.used_mat)
    yield _say_answer(said=entry.rescue_medication)
    yield _say_number(entry.minutes)
    yield _say_answer(said=entry.skin_harm)
    yield make_plain(entry.note) or "–"


def _say_number(number: float | None) -> str:
    return "–" if number is None else format_plain(number)


def _say_answer(*, said: bool | None) -> str:
    if said is None:
        return "–"
    return _("yes") if said else _("no")
