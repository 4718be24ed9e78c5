"""Promises that no module makes by itself: what is committed, documented and shipped."""

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from typer.testing import CliRunner

from mat_trial.cli.main import app

TOP = Path(__file__).parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
README = (TOP / "README.md").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((TOP / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
LONGEST_FILE = 400

# Spelt so that this file does not name them itself.
REGISTRIES = r"py[p]i\.org|pythonhoste[d]|npmj[s]|deb(?:ian)?\.debia[n]|://\S+/simpl[e]\b"
MACHINES = r"/wor[k]/|/roo[t]/|/op[t]/"


def committed_files() -> list[Path]:
    """Return the files that are in git or about to be."""
    if shutil.which("git") is None:
        pytest.skip("no git")
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    return [TOP / name for name in listing.stdout.splitlines() if (TOP / name).is_file()]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2, 1 to 21."""

    def luminance(color: str) -> float:
        channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    "command", ["pip install uv && uv run mat-trial", "pip install uv && uv run pytest"]
)
def test_the_readme_has_each_command_once_and_alone_on_a_line(command: str) -> None:
    assert README.splitlines().count(command) == 1


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (TOP / ".ci" / "run").read_text(encoding="utf-8")
    assert "test_command=$(grep -x 'pip install uv && uv run pytest' README.md)" in script
    assert """step 'Tests' bash -c "$test_command"\n""" in script
    assert script.count("pytest") == 1


def test_every_command_stands_in_the_readme() -> None:
    names = [command.name for command in app.registered_commands]
    assert "verdict" in names
    assert [name for name in names if f"`mat-trial {name}`" not in README] == []


def test_the_readmes_example_is_what_the_command_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    arguments = re.search(r"^uv run mat-trial (verdict .*)$", README, re.MULTILINE)
    shown = re.search(r"```text\n(.*?)…\n```", README, re.DOTALL)
    assert arguments is not None
    assert shown is not None
    monkeypatch.chdir(TOP)
    result = CliRunner().invoke(app, arguments.group(1).split())
    assert result.exit_code == 0
    lines = [line.rstrip() for line in result.stdout.strip().splitlines()]
    expected = shown.group(1).splitlines()
    assert lines[: len(expected)] == expected


def test_the_changelog_and_the_installed_package_have_this_version() -> None:
    version = PROJECT["project"]["version"]
    changelog = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## [{version}] - " in changelog
    assert importlib.metadata.version("mat-trial") == version


def test_constraints_hold_every_dependency_at_or_above_its_floor() -> None:
    pinned: dict[str, set[Version]] = {}
    for line in (TOP / "constraints.txt").read_text(encoding="utf-8").splitlines():
        requirement = Requirement(line)
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        pinned.setdefault(requirement.name, set()).add(Version(pin.version))
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    for requirement in map(Requirement, asked):
        assert requirement.name in pinned
        assert all(version in requirement.specifier for version in pinned[requirement.name])


@pytest.mark.parametrize("forbidden", [REGISTRIES, MACHINES])
def test_no_committed_file_names_a_registry_or_this_machine(forbidden: str) -> None:
    found = [
        f"{path.relative_to(TOP)}: {match.group()}"
        for path in committed_files()
        for match in re.finditer(forbidden, path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


def test_no_module_is_longer_than_a_reader_holds() -> None:
    lengths = {
        str(path.relative_to(TOP)): len(path.read_text(encoding="utf-8").splitlines())
        for path in committed_files()
        if path.suffix == ".py" and TOP / "src" in path.parents
    }
    assert lengths
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_imports_run_one_way() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_a_wheel_carries_the_app_its_settings_and_the_sample_trials(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=TOP,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    package = {
        str(path.relative_to(TOP / "src"))
        for path in committed_files()
        if TOP / "src" in path.parents
    }
    bundle = {
        f"mat_trial/_bundle/{path.relative_to(TOP)}"
        for path in committed_files()
        if path == TOP / "app.py" or {".streamlit", "sample_data"} & set(path.parts)
    }
    assert len(bundle) > 3
    assert package | bundle <= carried
    assert not any("test" in name for name in carried - package - bundle)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_white_on_the_primary_colour_can_be_read(theme: str) -> None:
    assert contrast("#ffffff", SETTINGS["theme"][theme]["primaryColor"]) >= 4.5


@pytest.mark.parametrize(
    ("theme", "background"), [("light", "#ffffff"), ("light", "#f8f8f7"), ("dark", "#171614")]
)
def test_links_and_rings_stand_out_from_the_page(theme: str, background: str) -> None:
    assert contrast(SETTINGS["theme"][theme]["linkColor"], background) >= 4.5
    assert contrast(SETTINGS["theme"][theme]["primaryColor"], background) >= 3
