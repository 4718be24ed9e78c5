"""What is told of each mistake in a command line: what it is, what is allowed, what to do."""

from difflib import get_close_matches
from enum import Enum
from typing import Any

from typer.core import TyperArgument, TyperGroup, TyperOption

from mat_trial.errors import Problem
from mat_trial.language import _, mark

_FORMS = {
    "DATE": mark("a date such as 2027-01-31"),
    "TIME": mark("a time such as 20:30"),
    "ADDRESS": mark("an address such as 192.168.0.10"),
    "CODE": mark("a code of the safety screen"),
}
"""What an option takes, by the word that stands for it in the help."""


def refuse_command(context: Any, named: str, commands: list[str]) -> Problem:
    """Refuse what is no command."""
    return Problem(
        where=context.command_path,
        value=named,
        wrong=_("is no command"),
        allowed=", ".join(commands),
        remedy=_suggest(get_close_matches(named, commands)) or _("Choose one of these."),
    )


def refuse_option(context: Any, named: str, meant: list[str]) -> Problem:
    """Refuse what is no option, or is one of a command and stands before it."""
    command = context.command
    owners = [
        name
        for name, other in (command.commands if isinstance(command, TyperGroup) else {}).items()
        if any(named in (*param.opts, *param.secondary_opts) for param in other.params)
    ]
    if owners:
        return Problem(
            where=context.command_path,
            value=named,
            wrong=_("stands before the command that it belongs to"),
            allowed=_("after one of these: {commands}", commands=", ".join(owners)),
            remedy=_("Write the command first, then {option}.", option=named),
        )
    return Problem(
        where=context.command_path,
        value=named,
        wrong=_("is no option here"),
        allowed=_("what {command} --help lists", command=context.command_path),
        remedy=_suggest(meant) or _("Correct it, or leave it out."),
    )


def refuse_form(option: TyperOption, name: str, value: str | None) -> Problem:
    """Refuse an option without the value that it needs, or with one where it takes none."""
    if value is None:
        return Problem(
            where=name,
            wrong=_("has no value"),
            allowed=_describe(option),
            remedy=_("Write the value after it."),
        )
    return Problem(
        where=name,
        value=value,
        wrong=_("was given to an option that takes no value"),
        allowed=_("{option} alone", option=name),
        remedy=_("Leave the value out, or the whole option."),
    )


def refuse_value(context: Any, param: TyperOption | TyperArgument, written: object) -> Problem:
    """Refuse a value that cannot be used, or say that one is missing."""
    where = param.opts[0] if isinstance(param, TyperOption) else param.display_name_raw
    if written is None:
        return Problem(
            where=where,
            wrong=_("is missing"),
            allowed=_describe(param),
            remedy=_("Add it; {command} --help has an example.", command=context.command_path),
        )
    if choices := _list_choices(param):
        wrong = _("is none of the choices")
        remedy = _suggest(get_close_matches(str(written), choices)) or _("Choose one of these.")
    else:
        wrong, remedy = _("is no such number"), _("Give one in digits.")
    return Problem(
        where=where, value=str(written), wrong=wrong, allowed=_describe(param), remedy=remedy
    )


def refuse_words(context: Any, words: list[str]) -> Problem:
    """Refuse words that belong to nothing."""
    arguments = [
        param.display_name_raw
        for param in context.command.params
        if isinstance(param, TyperArgument)
    ]
    return Problem(
        where=context.command_path,
        value=" ".join(words),
        wrong=_("is not expected here"),
        allowed=_("{arguments}, and options", arguments=", ".join(arguments))
        if arguments
        else _("only options"),
        remedy=_("Leave it out. Words that belong together go in quotes."),
    )


def _suggest(meant: list[str]) -> str:
    return _("Did you mean {names}?", names=", ".join(meant)) if meant else ""


def _describe(param: TyperOption | TyperArgument) -> str:
    if choices := _list_choices(param):
        return ", ".join(choices)
    if _is_number(param):
        return _describe_number(param)
    if param.metavar in _FORMS:
        return _(_FORMS[param.metavar])
    if isinstance(param, TyperArgument) or param.type_descriptor.is_path:
        return _("the name of a file")
    return _("a text")


def _describe_number(param: TyperOption | TyperArgument) -> str:
    if param.type_descriptor.annotation is float:
        return _("a number, with a point before decimals")
    if param.min is None:
        return _("a whole number")
    if param.max is None:
        return _("a whole number, {least} or more", least=param.min)
    return _("a whole number from {least} to {most}", least=param.min, most=param.max)


def _list_choices(param: TyperOption | TyperArgument) -> list[str]:
    return [
        str(choice.value if isinstance(choice, Enum) else choice)
        for choice in param.type_descriptor.choices or ()
    ]


def _is_number(param: TyperOption | TyperArgument) -> bool:
    return param.type_descriptor.annotation in {int, float}
