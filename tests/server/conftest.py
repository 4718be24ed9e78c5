import sys
from collections.abc import Iterator

import pytest

from browser.serving import AppServer
from mat_trial.launch import find_bundle

LAN = "127.0.0.2"
"""Stands for this computer's address on the local network."""


@pytest.fixture(scope="session")
def phones_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """Serve as `mat-trial app --phone --key` does."""
    if sys.platform != "linux":
        pytest.skip("only Linux answers on all of 127.0.0.0/8")
    app = AppServer(tmp_path_factory.mktemp("phones"), find_bundle(), phone=LAN, ask_key=True)
    app.start()
    yield app
    app.stop()
    assert app.went_outside() == [f"socket.bind {LAN}"]
    assert "Traceback" not in app.log(), app.log()
