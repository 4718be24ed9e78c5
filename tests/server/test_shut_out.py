"""Keys end: a phone that is shut out loses the connection it has, too."""

import datetime as dt
import http.client
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from browser.serving import AppServer
from mat_trial.server.keys import Door, Keys
from server.asking import ask
from server.conftest import LAN


def test_a_phone_that_is_shut_out_loses_its_socket_and_its_pages(phones_server: AppServer) -> None:
    given = phones_server.keys.redeem_ticket(
        Door.PHONE, phones_server.keys.issue_ticket(Door.PHONE)
    )
    headers = {"Cookie": f"mat_trial_x={given}"}
    own = f"http://{LAN}:{phones_server.port}"
    with connect(
        f"ws://{LAN}:{phones_server.port}/_stcore/stream",
        additional_headers=headers | {"Origin": own},
        proxy=None,
    ) as socket:
        phones_server.keys.shut_out(Door.PHONE)
        socket.send(b"")
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=30)
        assert socket.close_code == 1008
    assert ask(phones_server, "/", headers, to=LAN).status == http.client.FORBIDDEN


def test_keys_end_after_their_time(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    keys._keep("pass", Door.PHONE, "old", dt.timedelta(seconds=-1))
    keys._keep("pass", Door.PHONE, "new", dt.timedelta(days=1))
    assert not keys.admits(Door.PHONE, "old")
    assert keys.admits(Door.PHONE, "new")
    assert keys.count_passes(Door.PHONE) == 1
    # The next key made clears away what has ended.
    ticket = keys.issue_ticket(Door.PHONE)
    assert len(list(keys.folder.iterdir())) == 2
    keys.drop_ticket(Door.PHONE, ticket)
    assert keys.redeem_ticket(Door.PHONE, ticket) is None


def test_a_ticket_may_be_typed_in_small_letters_and_with_spaces(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    ticket = keys.issue_ticket(Door.PHONE)
    assert keys.redeem_ticket(Door.PHONE, ticket.lower().replace("-", " ")) is not None


def test_a_damaged_key_opens_nothing(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    keys._keep("pass", Door.COMPUTER, "mine", dt.timedelta(days=1))
    (path,) = keys.folder.iterdir()
    path.write_bytes(b"\xff\xfe")
    assert not keys.admits(Door.COMPUTER, "mine")
