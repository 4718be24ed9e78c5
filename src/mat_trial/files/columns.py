"""Which column of a diary file is which, and what its header lacks."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mat_trial.errors import Problem
from mat_trial.files.contents import Contents
from mat_trial.files.findings import suggest
from mat_trial.files.names import FIXED_COLUMNS, clean_name, fold_name
from mat_trial.language import _
from mat_trial.model import STANDARD_OUTCOMES

# Near enough that a column of words is a known one misspelt: "notes", but not "medication".
_MISSPELT = 0.8
Survey = Callable[[Sequence[str]], Mapping[str, Contents]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a diary file.

    Parameters
    ----------
    name
        What the diary calls it: ``"used_mat"``.
    header
        What the file calls it: ``"Used mat"``.
    cell
        Its column in `Rows.cells`.
    """

    name: str
    header: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a diary file.

    Parameters
    ----------
    fixed
        Columns that are no scores, by name.
    outcomes
        Columns of scores, in the order of the file.
    ignored
        What the file calls the columns of words that mean nothing to a diary.
    """

    fixed: dict[str, Column]
    outcomes: tuple[Column, ...]
    ignored: tuple[str, ...]


def match_columns(
    header: Sequence[str],
    survey: Survey,
    *,
    where: str,
    asked: Collection[str],
    condition_needed: bool,
) -> tuple[Columns, list[Problem]]:
    r"""Tell the columns of a diary file apart.

    Parameters
    ----------
    header
        The names, as in `Rows`.
    survey
        Looks through columns of cells, where names do not tell what they are.
    where
        Where the header is.
    asked
        Names of outcomes, one of which must be there; empty where any will do.
    condition_needed
        Whether a file without a column `condition` is refused.

    Examples
    --------
    >>> columns, problems = match_columns(("Date", "Pain"), lambda cells: {},
    ...                                   where="diary.csv, line 1", asked=(),
    ...                                   condition_needed=False)
    >>> columns.outcomes, problems
    ((Column(name='pain', header='Pain', cell='1'),), [])
    """
    known = {fold_name(name) for name in (*asked, *STANDARD_OUTCOMES, *FIXED_COLUMNS)}
    unclear = [str(i) for i, name in enumerate(header) if fold_name(name) not in known]
    contents = survey(unclear) if unclear else {}
    named, problems = _name_columns(header, contents, asked, where)
    fixed = {name: named[name] for name in FIXED_COLUMNS if name in named}
    outcomes, ignored = _part_scores(
        [column for column in named.values() if column.name not in fixed], contents
    )
    missing = [
        name
        for name in ("date", "condition")
        if name not in fixed and (condition_needed or name == "date")
    ]
    problems += [_describe_missing(name, named.values(), where) for name in missing]
    problems += _find_misspelt(
        ignored, {*FIXED_COLUMNS, *STANDARD_OUTCOMES} - {*named, *missing}, where
    )
    columns = Columns(
        fixed=fixed,
        outcomes=tuple(outcomes),
        ignored=tuple(column.header for column in ignored),
    )
    return columns, problems


def find_no_scores(columns: Columns, asked: Collection[str], where: str) -> list[Problem]:
    """Say that no column of a file with days holds the scores that are asked for.

    Parameters
    ----------
    columns, asked, where
        As in `match_columns`.

    Examples
    --------
    >>> [problem] = find_no_scores(Columns(fixed={}, outcomes=(), ignored=("pian",)), ["pain"],
    ...                            "diary.csv, line 1")
    >>> problem.wrong, problem.remedy.partition("?")[0]
    ("has no column 'pain'", "Did you mean 'pian'")
    """
    names = [column.name for column in columns.outcomes]
    if any(name in asked for name in names) or (names and not asked):
        return []
    there = [*names, *columns.ignored]
    meant = "".join(suggest(word, there) for word in asked or STANDARD_OUTCOMES)
    return [
        Problem(
            where=where,
            wrong=_("has no column {names}", names=_(" or ").join(map(repr, asked)))
            if asked
            else _("has no column of scores"),
            allowed=", ".join(names) or _("pain, sleep, mood, or any other column of numbers"),
            remedy=meant + _("Choose a column of scores that is there, or correct its name."),
        )
    ]


def _name_columns(
    header: Sequence[str], contents: Mapping[str, Contents], asked: Collection[str], where: str
) -> tuple[dict[str, Column], list[Problem]]:
    names = {fold_name(known): known for known in (*asked, *STANDARD_OUTCOMES, *FIXED_COLUMNS)}
    columns: dict[str, Column] = {}
    problems = []
    for i, written in enumerate(header):
        name = names.setdefault(fold_name(written), clean_name(written))
        if name in columns:
            problems.append(
                Problem(
                    where=where,
                    value=written,
                    wrong=_("is the same column as {header!r}", header=columns[name].header),
                    allowed=_("every column once; case, spaces and hyphens do not count"),
                    remedy=_("Rename one of the two or take it out."),
                )
            )
        elif written:
            columns[name] = Column(name=name, header=written, cell=str(i))
        elif not contents[str(i)].is_blank:
            problems.append(
                Problem(
                    where=where,
                    wrong=_("has no name for column {number}, which is filled in", number=i + 1),
                    allowed=_("a name for every column"),
                    remedy=_("Name the column or clear it."),
                )
            )
    return columns, problems


def _part_scores(
    others: list[Column], contents: Mapping[str, Contents]
) -> tuple[list[Column], list[Column]]:
    outcomes, ignored = [], []
    for column in others:
        # What has a known name needs no look into it.
        content = contents.get(column.cell)
        if content is None or content.is_numeric:
            outcomes.append(column)
        elif not content.is_blank:
            ignored.append(column)
    return outcomes, ignored


def _describe_missing(name: str, columns: Iterable[Column], where: str) -> Problem:
    # A column that is taken for something else already cannot be the one that is missing.
    free = [column.header for column in columns if column.name not in FIXED_COLUMNS]
    remedy = _("Call the column that holds it {name!r}.", name=name)
    if name == "condition":
        remedy = _(
            "Call the column that holds it {name!r}, or give the plan with the diary.", name=name
        )
    return Problem(
        where=where,
        wrong=_("has no column {name!r}", name=name),
        allowed=_(
            "a column each for date, condition and at least one score such as pain, with "
            "commas, semicolons or tabs between them"
        ),
        remedy=suggest(name, free) + remedy,
    )


def _find_misspelt(ignored: list[Column], absent: Collection[str], where: str) -> list[Problem]:
    problems = []
    for column in ignored:
        meant = suggest(column.name, sorted(absent), likeness=_MISSPELT)
        if meant:
            problems.append(
                Problem(
                    where=where,
                    value=column.header,
                    wrong=_("is a column of words that a diary does not have"),
                    allowed=_("{names}, and columns of numbers", names=", ".join(FIXED_COLUMNS)),
                    remedy=meant + _("Rename the column or take it out."),
                )
            )
    return problems
