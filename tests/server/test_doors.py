"""Who is let in by a server that runs: by host, origin, key and address."""

import http.client
from pathlib import Path

import pytest

from browser.serving import AppServer
from mat_trial.launch import find_bundle
from mat_trial.server.doors import HOST, Doors
from mat_trial.server.guard import MOST_WRONG
from mat_trial.server.keys import Door
from server.asking import PASS, Answer, ask, open_socket
from server.conftest import LAN

ALL_DOORS = ("/", "/diary", "/static/index.html", "/_stcore/health", "/_stcore/host-config")
NOT_THERE = (
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/openapi.json",
    "/_stcore/bidi-components/x",
    "/auth/login",
    "/component/x/y",
    "/app/static/x",
    "//_stcore/metrics",
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


def come_in(app: AppServer, door: Door, to: str) -> Answer:
    return ask(app, f"/enter?key={app.keys.issue_ticket(door)}", to=to)


def test_nothing_is_answered_without_a_key(phones_server: AppServer) -> None:
    for to in (HOST, LAN):
        for path in ALL_DOORS:
            answer = ask(phones_server, path, to=to)
            assert answer.status == http.client.FORBIDDEN, path
            assert "no key to the diary" in answer.body
        assert open_socket(phones_server, to=to).status == http.client.FORBIDDEN
        upload = ask(
            phones_server,
            "/_stcore/upload_file/a/b",
            {"Origin": f"http://{to}:{phones_server.port}"},
            to=to,
            method="PUT",
        )
        assert upload.status == http.client.FORBIDDEN


def test_a_ticket_becomes_a_pass_that_opens_everything(phones_server: AppServer) -> None:
    for door, to in ((Door.COMPUTER, HOST), (Door.PHONE, LAN)):
        answer = come_in(phones_server, door, to)
        assert answer.status == http.client.SEE_OTHER
        assert answer.headers["location"] == "/"
        set_cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in set_cookie
        assert "samesite=strict" in set_cookie
        for path in ALL_DOORS:
            assert ask(phones_server, path, answer.cookie, to=to).status == http.client.OK
        opened = open_socket(phones_server, to=to, headers=answer.cookie)
        assert opened.status == http.client.SWITCHING_PROTOCOLS
        # Somebody who lets a page see the key could log it.
        assert answer.cookie["Cookie"].split("=")[1] not in phones_server.log()


def test_a_ticket_works_once_and_only_when_a_person_asks(phones_server: AppServer) -> None:
    path = f"/enter?key={phones_server.keys.issue_ticket(Door.COMPUTER)}"
    for ahead in ({"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}):
        assert ask(phones_server, path, ahead).status == http.client.FORBIDDEN
    assert ask(phones_server, path, method="HEAD").status == http.client.FORBIDDEN
    assert ask(phones_server, path).status == http.client.SEE_OTHER
    again = ask(phones_server, path)
    assert again.status == http.client.FORBIDDEN
    assert "Each code works once" in again.body
    # Who is in already only goes home.
    assert ask(phones_server, path, PASS).status == http.client.SEE_OTHER


def test_a_key_of_one_door_does_not_open_the_other(phones_server: AppServer) -> None:
    phone = come_in(phones_server, Door.PHONE, LAN)
    assert ask(phones_server, "/", phone.cookie).status == http.client.FORBIDDEN
    assert ask(phones_server, "/", PASS, to=LAN).status == http.client.FORBIDDEN
    ticket = phones_server.keys.issue_ticket(Door.COMPUTER)
    assert ask(phones_server, f"/enter?key={ticket}", to=LAN).status == http.client.FORBIDDEN


def test_wrong_keys_are_slowed_down_and_then_refused(phones_server: AppServer) -> None:
    peer = "127.0.0.9"
    statuses = [
        ask(phones_server, "/enter?key=WRONG", to=LAN, peer=peer).status for _ in range(MOST_WRONG)
    ]
    assert statuses == [http.client.FORBIDDEN] * MOST_WRONG
    ticket = phones_server.keys.issue_ticket(Door.PHONE)
    refused = ask(phones_server, f"/enter?key={ticket}", to=LAN, peer=peer)
    assert refused.status == http.client.TOO_MANY_REQUESTS
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert phones_server.keys.is_ticket_open(Door.PHONE, ticket)
    assert ask(phones_server, f"/enter?key={ticket}", to=LAN).status == http.client.SEE_OTHER


@pytest.mark.parametrize(
    "host",
    ["example.org", "example.org:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}"],
)
def test_a_name_that_is_not_ours_is_refused_even_with_the_key(
    phones_server: AppServer, host: str
) -> None:
    headers = PASS | {"Host": host.format(port=phones_server.port)}
    for path in ALL_DOORS:
        assert ask(phones_server, path, headers).status == http.client.MISDIRECTED_REQUEST


@pytest.mark.parametrize(
    "origin",
    ["https://example.org", "http://127.0.0.1:1", "http://localhost:{port}", "null", None],
)
def test_other_origins_open_no_socket_and_change_nothing(
    phones_server: AppServer, origin: str | None
) -> None:
    port = phones_server.port
    origin = origin and origin.format(port=port)
    assert open_socket(phones_server, origin=origin, headers=PASS).status == http.client.FORBIDDEN
    more = {} if origin is None else {"Origin": origin}
    for method in ("POST", "PUT", "DELETE"):
        answer = ask(phones_server, "/_stcore/upload_file/a/b", PASS | more, method=method)
        assert answer.status == http.client.FORBIDDEN
    if origin is not None:
        assert ask(phones_server, "/", PASS | more).status == http.client.FORBIDDEN


def test_another_page_may_link_here_and_no_more(phones_server: AppServer) -> None:
    for site in ("same-site", "cross-site"):
        loaded = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
        assert ask(phones_server, "/", PASS | loaded).status == http.client.FORBIDDEN
        framed = loaded | {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
        assert ask(phones_server, "/", PASS | framed).status == http.client.FORBIDDEN
        linked = framed | {"Sec-Fetch-Dest": "document"}
        assert ask(phones_server, "/", PASS | linked).status == http.client.OK


def test_what_the_pages_do_not_need_is_not_there(phones_server: AppServer) -> None:
    for path in NOT_THERE:
        assert ask(phones_server, path, PASS).status == http.client.NOT_FOUND, path


def test_every_kind_of_answer_has_the_headers(phones_server: AppServer) -> None:
    script = ask(phones_server, "/", PASS).body.split('src="./')[1].split('"')[0]
    answers = [
        ask(phones_server, "/"),
        ask(phones_server, "/", PASS),
        ask(phones_server, "/_stcore/metrics", PASS),
        ask(phones_server, "/_stcore/health", PASS),
        ask(phones_server, "/media/none.png", PASS),
        ask(phones_server, "/manifest.webmanifest"),
        ask(phones_server, "/apple-touch-icon.png"),
        come_in(phones_server, Door.COMPUTER, HOST),
        open_socket(phones_server),
        open_socket(phones_server, headers=PASS),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
    for answer in (*answers, ask(phones_server, f"/{script}", PASS)):
        assert answer.headers.items() >= HEADERS.items()
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "camera=()" in answer.headers["permissions-policy"]
        assert "server" not in answer.headers
    elsewhere = ask(phones_server, "/", {"Host": "example.org"})
    assert elsewhere.headers.items() >= HEADERS.items()


def test_the_keys_are_kept_as_hashes_for_their_owner_alone(phones_server: AppServer) -> None:
    ticket = phones_server.keys.issue_ticket(Door.PHONE)
    folder: Path = phones_server.keys.folder
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.parent.stat().st_mode & 0o077 == 0
    for path in folder.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
        assert ticket not in path.name + path.read_text()
        assert ticket.replace("-", "") not in path.name + path.read_text()


def test_the_icon_is_there_for_a_home_screen(phones_server: AppServer) -> None:
    manifest = ask(phones_server, "/manifest.webmanifest")
    assert manifest.headers["content-type"].startswith("application/manifest+json")
    for field in ('"name": "Mat Trial"', '"start_url": "/"', '"display": "standalone"'):
        assert field in manifest.body
    page = ask(phones_server, "/", PASS).body
    for link in ('rel="manifest" href="/manifest.webmanifest"', 'rel="apple-touch-icon"'):
        assert link in page
    assert "<title>Streamlit" not in page
    icon = ask(phones_server, "/apple-touch-icon.png")
    assert icon.headers["content-type"] == "image/png"


def test_without_key_this_computer_walks_in_and_other_pages_do_not(tmp_path: Path) -> None:
    app = AppServer(tmp_path, find_bundle())
    app.start()
    try:
        assert ask(app, "/").status == http.client.OK
        assert ask(app, "/enter?key=OLD").status == http.client.SEE_OTHER
        assert open_socket(app).status == http.client.SWITCHING_PROTOCOLS
        assert open_socket(app, origin=f"http://{HOST}:{app.port + 1}").status == (
            http.client.FORBIDDEN
        )
        assert ask(app, "/", {"Host": "evil.example"}).status == http.client.MISDIRECTED_REQUEST
        assert ask(app, "/_stcore/metrics").status == http.client.NOT_FOUND
    finally:
        app.stop()


def test_loopback_names_are_for_loopback_peers() -> None:
    assert Doors(port=8501).find(f"{HOST}:8501", peer="192.168.1.9") is None
