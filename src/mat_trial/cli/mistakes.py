"""What is wrong with a command line: every mistake in its options at once, and what was meant."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from mat_trial.cli.out import refuse
from mat_trial.cli.refusals import (
    refuse_form,
    refuse_option,
    refuse_value,
    refuse_words,
)
from mat_trial.errors import Problem

Value = TypeVar("Value")

_GATHERING = f"{__name__}.gathering"
"""Set while all mistakes of a command line are looked for."""


class OptionError(typer.BadParameter):
    """A value that its option refuses, with the problem to be told."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def also_tell(
    find: Callable[[Value], list[Problem]],
) -> Callable[[typer.Context, Value], Value]:
    """Make a callback that checks an option where other options are wrong.

    Where they are right the command itself finds the problem, with all else that it finds.

    Examples
    --------
    >>> check = also_tell(lambda value: [])
    """

    def check(context: typer.Context, value: Value) -> Value:
        problems = find(value) if value is not None and _GATHERING in context.meta else []
        if problems:
            raise OptionError(problems[0])
        return value

    return check


@contextmanager
def telling_all(
    command: TyperCommand | TyperGroup, context: Any, args: list[str]
) -> Iterator[None]:
    """Tell all mistakes where the library, which reads the arguments here, stops at the first.

    Parameters
    ----------
    context
        That of the command; closed where there are mistakes, for then the command never starts.

    Raises
    ------
    typer.Exit
        When there are mistakes, with status 2.
    """
    try:
        yield
    except typer.TyperException:
        try:
            refuse(_list_mistakes(command, context, args))
        finally:
            # Nobody else would close what the options have opened.
            context.close()
        raise


@dataclass(slots=True, kw_only=True)
class _Line:
    """A command line as far as it can be understood."""

    given: Mapping[str, Any] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    """What is no option, and the options that are like it."""
    odd: dict[str, str | None] = field(default_factory=dict)
    """Options with a value that they do not take (None: without the value that they need)."""


def _list_mistakes(
    command: TyperCommand | TyperGroup, context: Any, args: list[str]
) -> list[Problem]:
    options = {
        name: param
        for param in command.get_params(context)
        if isinstance(param, TyperOption)
        for name in (*param.opts, *param.secondary_opts)
    }
    own = [param for param in command.params if isinstance(param, (TyperOption, TyperArgument))]
    line = _understand(command, context, args, options)
    context.meta[_GATHERING] = True
    refused = []
    # An eager one first: it says in which language all is told.
    for param in sorted(own, key=lambda param: not param.is_eager):
        try:
            param.handle_parse_result(context, line.given, [])
        except typer.BadParameter as error:
            if isinstance(error, OptionError):
                refused.append(error.problem)
            elif line.odd.keys().isdisjoint(param.opts):
                refused.append(refuse_value(context, param, line.given.get(param.name)))
    problems = [refuse_option(context, name, meant) for name, meant in line.unknown.items()]
    problems += [refuse_form(options[name], name, value) for name, value in line.odd.items()]
    problems += refused
    if line.extra and not context.allow_extra_args:
        problems.append(refuse_words(context, line.extra))
    return problems


def _understand(
    command: TyperCommand | TyperGroup,
    context: Any,
    args: list[str],
    options: Mapping[str, TyperOption],
) -> _Line:
    line = _Line()
    stray: list[str] = []
    while True:
        rest = list(args)
        try:
            # The parser takes from the front of the list that it is given, word by word.
            line.given, extra, _order = command.make_parser(context).parse_args(rest)
        except typer.TyperException:
            at = len(args) - len(rest) - 1
            if at < 0:
                raise
        else:
            line.extra = [word for word in extra if word not in stray]
            return line
        before, word, after = args[:at], args[at], args[at + 1 :]
        name, is_given, value = word.partition("=")
        if name in options:
            line.odd[name] = value if is_given else None
            args = [*before, *([name] if is_given else []), *after]
            continue
        meant = get_close_matches(name, options)
        line.unknown[name] = meant
        has_value = bool(is_given) or (bool(after) and not after[0].startswith("--"))
        given = {other.partition("=")[0] for other in (*before, *after)}
        if meant and meant[0] not in given and options[meant[0]].is_flag != has_value:
            # Its value, and what may be wrong with that, belongs to the one that was meant.
            args = [*before, meant[0] + is_given + value, *after]
        else:
            stray += [following for following in after[:1] if not following.startswith("-")]
            args = [*before, *after]
