import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("few", max_examples=25, deadline=None)
# The same examples every time, so that a change is green or red for its own sake.
settings.register_profile("same", settings.get_profile("few"), derandomize=True)
settings.load_profile("same" if os.environ.get("CI") else "few")


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the diary of the person who runs it."""
    folder = tmp_path / "data"
    monkeypatch.setenv("MAT_TRIAL_DATA", str(folder))
    monkeypatch.delenv("MAT_TRIAL_TODAY", raising=False)
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real diaries and independent answers that lies beside a checkout."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: real diaries and reference answers")
    return folder
