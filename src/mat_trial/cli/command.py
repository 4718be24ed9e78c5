"""What a command is here: its mistakes are told all at once, and its help speaks plainly."""

import re
import sys
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from mat_trial.cli.mistakes import telling_all
from mat_trial.cli.out import refuse
from mat_trial.cli.refusals import refuse_command
from mat_trial.language import _

VALUES: dict[object, str] = {int: "NUMBER", float: "NUMBER", Path: "FILE", str: "TEXT"}
"""What stands for a value in the help, in place of the name of its type."""


class Command(TyperCommand):
    """A command that tells all mistakes in its options; the library stops at the first."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        for param in self.params:
            if isinstance(param, TyperArgument):
                param.metavar = param.metavar or param.name.upper()
            elif isinstance(param, TyperOption):
                param.metavar = param.metavar or VALUES.get(param.type_descriptor.annotation)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options, or tell all that is wrong with them and end with status 2."""
        with telling_all(self, ctx, args):
            return super().parse_args(ctx, list(args))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Write what to type without braces, which nobody is to type."""
        return [
            piece.translate({ord(brace): None for brace in "{}"})
            for piece in super().collect_usage_pieces(ctx)
        ]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments by their names alone, and then the options."""
        rows: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, TyperArgument):
                rows["Arguments"].append((param.display_name_raw, record[1]))
            elif record is not None:
                rows["Options"].append((record[0], _say_range(record[1])))
        for title, written in rows.items():
            if written:
                with formatter.section(title):
                    formatter.write_dl(written)


def _say_range(text: str) -> str:
    text = re.sub(r"(\d+)<=x<=(\d+)(?=.*]$)", r"\1 to \2", text)
    return re.sub(r"x>=(\d+)(?=.*]$)", r"\1 or more", text)


class Commands(TyperGroup):
    """All commands; a name that is none of them is told with what was perhaps meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before the command, or tell what is wrong there."""
        with telling_all(self, ctx, args):
            return super().parse_args(ctx, list(args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command that is named; who leaves a question unanswered ends it."""
        try:
            return super().invoke(ctx)
        except typer.Abort:
            sys.stderr.write("\n" + _("Stopped.") + "\n")
            raise typer.Exit(1) from None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is named."""
        if args[0] not in self.commands:
            refuse([refuse_command(ctx, args[0], list(self.commands))])
        return super().resolve_command(ctx, args)
