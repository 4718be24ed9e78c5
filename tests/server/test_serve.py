"""What the server sets up before it serves."""

import sys

import pytest
from streamlit.runtime.scriptrunner.exec_code import modified_sys_path

from mat_trial.launch import find_bundle
from mat_trial.server.serve import keep_path


def test_the_run_of_a_page_leaves_the_path_of_imports_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bundle = find_bundle()
    elsewhere = [folder for folder in sys.path if folder != str(bundle)]
    monkeypatch.setattr(sys, "path", elsewhere)
    keep_path(bundle)
    before = list(sys.path)
    with modified_sys_path(str(bundle / "app.py")):
        assert sys.path == before
    assert sys.path == before
