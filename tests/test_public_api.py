"""What `import mat_trial` promises, and what it must not load."""

import subprocess
import sys

import mat_trial


def test_every_public_name_can_be_had() -> None:
    for name in dir(mat_trial):
        assert getattr(mat_trial, name) is not None
    assert {"assess", "read_diary", "make_plan", "Outcome"} <= set(dir(mat_trial))


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(mat_trial, "asses")


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, mat_trial, mat_trial.launch;"
        "print({'polars', 'pandas', 'pingouin', 'scipy', 'streamlit', 'altair', 'sqlalchemy'}"
        " & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
