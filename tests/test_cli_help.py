"""The help of every command: whole, without jargon, and with examples that can be typed."""

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup
from typer.testing import CliRunner

from mat_trial.cli.main import app

TOP = Path(__file__).parents[1]
COMMANDS = typer.main.get_command(app)
assert isinstance(COMMANDS, TyperGroup)
NAMES = list(COMMANDS.commands)


def ask(*arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--help"], prog_name="mat-trial")
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def find(name: str) -> TyperCommand:
    assert isinstance(COMMANDS, TyperGroup)
    command = COMMANDS.commands[name]
    assert isinstance(command, TyperCommand)
    return command


def check_line(line: str) -> None:
    """Read a command line without running it; what is wrong with it ends the test."""
    words = shlex.split(line)
    first = words.index("mat-trial") + 1
    # Alone, or with its own options, it starts the app.
    name, options = (words[first], words[first + 1 :]) if words[first:] else ("app", [])
    find(name).make_context(name, options).close()


def test_the_list_of_commands_says_each_in_a_whole_sentence() -> None:
    said = ask()
    listed = dict(re.findall(r"^  (\w+) +(.+)$", said.partition("Commands:")[2], re.MULTILINE))
    assert list(listed) == NAMES
    assert all(sentence.endswith(".") and "..." not in sentence for sentence in listed.values())
    for variable in ("MAT_TRIAL_DATA", "MAT_TRIAL_LANGUAGE"):
        assert variable in said


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_has_no_words_of_programs(name: str) -> None:
    said = ask(name)
    assert not re.search(r"<(int|float|str|path|list)|list\[|[{}]|<=|>=", said)
    assert all(len(line) <= 80 for line in said.splitlines())
    for param in find(name).params:
        assert str(getattr(param, "help", "")).endswith("."), (name, param.name)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_command_can_be_typed(name: str) -> None:
    _, found, example = (find(name).help or "").partition("Example: ")
    assert found
    check_line(example)


DOCUMENTS = [TOP / "README.md", TOP / "CONTRIBUTING.md", *sorted((TOP / "docs").glob("*.md"))]


def test_the_lines_of_the_documents_can_be_typed() -> None:
    blocks = [
        block.replace("\\\n", " ")
        for document in DOCUMENTS
        for block in re.findall(r"```sh\n(.*?)```", document.read_text("utf-8"), re.DOTALL)
    ]
    lines = re.findall(r"mat-trial\b.*", "\n".join(blocks))
    assert len(lines) > 4
    for line in lines:
        check_line(line)


def test_what_the_documents_name_is_there() -> None:
    text = " ".join(" ".join(document.read_text("utf-8").split()) for document in DOCUMENTS)
    named = re.findall(r"`(?:uv run )?mat-trial ([a-z]+)([^`]*)`", text)
    assert len(named) > 20
    for name, rest in named:
        known = {"--help", *(opt for param in find(name).params for opt in param.opts)}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, (name, rest)
