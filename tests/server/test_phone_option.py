"""`mat-trial app --phone`: which address, what the terminal says, and what is refused."""

import socket
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mat_trial import launch
from mat_trial.cli.main import app
from mat_trial.errors import MatTrialError
from mat_trial.server import network
from mat_trial.server.greeting import Greeting, greet
from mat_trial.server.keys import Door, Keys
from mat_trial.server.network import find_own_address


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "0.0.0.0", "127.0.0.1", "home.example", "::1", ""],  # noqa: S104 (to be refused)
)
def test_an_address_that_is_not_of_a_home_network_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_ask_system", lambda: None)
    with pytest.raises(MatTrialError, match=r"not one of a home network|on no network"):
        find_own_address(address)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(MatTrialError, match="not an address of this computer"):
        find_own_address("198.18.7.7")


def test_the_own_address_is_found_without_sending_anything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds = []

    class NotedSocket(socket.socket):
        def connect(self, address: tuple[str, int]) -> None:  # type: ignore[override]
            kinds.append(self.type)
            super().connect(address)

    monkeypatch.setattr(socket, "socket", NotedSocket)
    try:
        address = find_own_address()
    except MatTrialError as error:
        pytest.skip(f"no home network here: {error}")
    assert kinds == [socket.SOCK_DGRAM]
    assert not address.startswith("127.")


def test_the_terminal_says_how_a_phone_comes_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    keys = Keys(tmp_path / "keys")
    greet(Greeting(port=8501, keys=keys, phone="192.168.1.5", ask_key=False, open_browser=False))
    told = capsys.readouterr().out
    assert "network that you trust" in told
    assert "\N{LOWER HALF BLOCK}" in told
    (address,) = (line.strip() for line in told.splitlines() if "192.168.1.5" in line)
    assert keys.redeem_ticket(Door.PHONE, address.split("?key=")[1]) is not None


def test_the_options_reach_the_launcher(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def start(**options: object) -> int:
        asked.append(options)
        return 0

    monkeypatch.setattr(launch, "start_app", start)
    monkeypatch.setattr(network, "find_own_address", lambda named: named or "192.168.1.5")
    for words in ([], ["app"], ["app", "--phone", "--key", "--new-key"]):
        assert CliRunner().invoke(app, words).exit_code == 0
    assert [options["phone"] for options in asked] == [None, None, "192.168.1.5"]
    assert [options["ask_key"] for options in asked] == [False, False, True]
    assert [options["new_keys"] for options in asked] == [False, False, True]
    refused = CliRunner().invoke(app, ["app", "--phone-address", "192.168.1.5"])
    assert refused.exit_code == 2
    assert "Add --phone" in refused.stderr
