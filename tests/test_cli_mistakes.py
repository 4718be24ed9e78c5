"""Mistakes in the options of a command: all at once, on standard error, with what was meant."""

import shlex
from contextlib import suppress
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.core import TyperGroup
from typer.testing import CliRunner

from mat_trial.cli.command import Command
from mat_trial.cli.main import app
from mat_trial.language import language, speaking

COMMANDS = typer.main.get_command(app)
WORDS = ["--plan", "--plna", "--plan=", "--out=x.pdf", "--language", "de", "--force=no", "--at"]
WORDS += ["soon", "--paper", "a3", "--port", "-1", "-x", "-", "--", "--help", "--seed=x", "1,5"]


def tell(line: str) -> list[str]:
    done = CliRunner().invoke(app, shlex.split(line), prog_name="mat-trial")
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    return done.stderr.splitlines()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "app --port 70000 --prot abc --new-key=yes --phone-adress 10.0.0.1",
            [
                "mat-trial app: '--prot' is no option here. Allowed: what mat-trial app --help "
                "lists. Did you mean --port, --phone?",
                "mat-trial app: '--phone-adress' is no option here. Allowed: what mat-trial app "
                "--help lists. Did you mean --phone-address, --phone?",
                "--new-key: 'yes' was given to an option that takes no value. Allowed: --new-key "
                "alone. Leave the value out, or the whole option.",
                "--port: '70000' is no such number. Allowed: a whole number from 1 to 65535. "
                "Give one in digits.",
            ],
        ),
        (
            "plan --design pars --cycles many --worthwhile 1,5 --start 31.1.2027 --first night "
            "my back --out",
            [
                "--out: has no value. Allowed: the name of a file. Write the value after it.",
                "--start: '31.1.2027' is no date. Allowed: a date such as 2027-01-31, up to "
                "9998-12-30. Give the first day as year-month-day.",
                "--design: 'pars' is none of the choices. Allowed: pairs, days, change_points, "
                "fixed. Did you mean pairs?",
                "--cycles: 'many' is no such number. Allowed: a whole number. Give one in digits.",
                "--first: 'night' is none of the choices. Allowed: mat, no_mat. Choose one of "
                "these.",
                "--worthwhile: '1,5' is no such number. Allowed: a number, with a point before "
                "decimals. Give one in digits.",
                "mat-trial plan: 'my back' is not expected here. Allowed: only options. Leave it "
                "out. Words that belong together go in quotes.",
            ],
        ),
        (
            "check --seed -1 --tirals many --sd 0 --autocorrelation 1 --worthwhile -1",
            [
                "mat-trial check: '--tirals' is no option here. Allowed: what mat-trial check "
                "--help lists. Did you mean --trials?",
                "--trials: 'many' is no such number. Allowed: a whole number. Give one in digits.",
                "--sd: '0' is nothing to simulate with. Allowed: a number above 0, in the units "
                "of the score. Leave --sd out for the usual figure.",
                "--autocorrelation: '1' is no autocorrelation. Allowed: above -1 and below 1. 0.3 "
                "is usual.",
                "--worthwhile: '-1' is no change worth having. Allowed: a number above 0, in the "
                "units of the score. Give the smallest change that would matter to you.",
                "--seed: '-1' is no such number. Allowed: a whole number, 0 or more. Give one in "
                "digits.",
            ],
        ),
    ],
)
def test_all_mistakes_of_a_line_are_told_at_once(line: str, told: list[str]) -> None:
    assert tell(line) == told


def test_what_is_missing_is_told_with_what_is_wrong() -> None:
    told = tell("remind --at soon --plam x.json --foo bar")
    assert [line.partition(". Allowed")[0] for line in told] == [
        "mat-trial remind: '--plam' is no option here",
        "mat-trial remind: '--foo' is no option here",
        "--at: 'soon' is no time of day",
        "--out: is missing",
    ]


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("report a.csv --ot x.pdf --plan p.json", ["mat-trial report"]),
        ("export --out", ["--out"]),
        ("restore --passphrase-file", ["--passphrase-file", "FILE|latest"]),
        ("report a.csv --jason --out x.pdf --plan=", ["mat-trial report"]),
    ],
)
def test_nothing_is_told_twice(line: str, places: list[str]) -> None:
    assert [told.partition(":")[0] for told in tell(line)] == places


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("verdit diary.csv", "'verdit' is no command. Allowed: app, plan, power, "),
        ("verdit diary.csv", "Did you mean verdict?"),
        ("zzz", "Choose one of these."),
        ("--port 8600", "'--port' stands before the command that it belongs to. Allowed: after"),
        ("--port 8600", "after one of these: app. Write the command first, then --port."),
        ("--zzz", "'--zzz' is no option here. Allowed: what mat-trial --help lists."),
    ],
)
def test_a_command_that_is_none_is_told_with_what_was_meant(line: str, told: str) -> None:
    [said] = tell(line)
    assert said.startswith("mat-trial: '")
    assert told in said


def test_it_is_told_in_the_language_that_is_asked_for() -> None:
    told = tell("paper --nix --plan p.json --paper a3 --language de")
    assert told[0].startswith("mat-trial paper: '--nix' gibt es hier nicht. Erlaubt: ")
    assert told[2].endswith("Erlaubt: a4, us-letter. Wählen Sie eines davon.")
    assert told[1].startswith("--out: fehlt. Erlaubt: der Name einer Datei.")
    assert language() == "en"
    with speaking("es"):
        assert "Quiso decir --port" in tell("app --prot 1")[0]


def test_a_line_without_mistakes_goes_on_to_the_command(tmp_path: Path) -> None:
    [told] = tell(f"remind --plan {tmp_path / 'none.json'} --at 20:30 --out r.ics")
    assert "none.json" in told


@pytest.mark.parametrize(
    ("line", "allowed", "meant"),
    [
        ("remind --at 20:30", ".ics", "r.ics"),
        ("paper", ".pdf", "r.pdf"),
        ("report none.csv", ".pdf or .html", "r.pdf"),
        ("paper --paper a3", ".pdf", "r.pdf"),
        ("report none.csv --nmae Ann", ".pdf or .html", "r.pdf"),
    ],
)
def test_a_file_is_named_by_what_it_is(
    tmp_path: Path, line: str, allowed: str, meant: str
) -> None:
    out = tmp_path / "r.txt"
    told = tell(f"{line} --plan {tmp_path / 'none.json'} --out {out}")
    assert (
        f"--out: 'r.txt' has no ending that fits. Allowed: a name that ends in {allowed}. "
        f"Write {meant}, for example."
    ) in told
    assert len(told) > 1
    assert not out.exists()


def test_every_command_tells_its_mistakes_like_this() -> None:
    assert isinstance(COMMANDS, TyperGroup)
    assert len(COMMANDS.commands) == 15
    for name, command in COMMANDS.commands.items():
        assert isinstance(command, Command), name
        told = tell(f"{name} --one-thing --another-thing")
        assert [line.partition("'")[2].partition("'")[0] for line in told[:2]] == [
            "--one-thing",
            "--another-thing",
        ]


@given(
    name=st.sampled_from(["app", "paper", "remind", "report", "power", "restore"]),
    words=st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=8),
)
def test_whatever_is_typed_is_read_or_refused(name: str, words: list[str]) -> None:
    assert isinstance(COMMANDS, TyperGroup)
    # It ends a line that it does not take; whatever else comes out fails the test.
    with suppress(typer.Exit):
        COMMANDS.commands[name].make_context(name, words).close()
    assert language() == "en"
