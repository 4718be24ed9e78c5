import ast
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mat_trial import launch
from mat_trial.launch import (
    LaunchError,
    find_bundle,
    find_port,
    is_healthy,
    server_environment,
    start_app,
)
from mat_trial.server.doors import HOST
from mat_trial.server.greeting import Greeting
from mat_trial.server.keys import Door, open_keys
from mat_trial.server.settings import read_settings

TOP = Path(__file__).parents[1]
# Any free port: the usual ones may be wanted by another run of these tests.
START = """
from mat_trial.launch import find_port, start_app
raise SystemExit(start_app(port=find_port(0), open_browser=False))
"""
LOOSE = """
[server]
address = "0.0.0.0"
allowedHosts = ["*"]
enableCORS = false
corsAllowedOrigins = ["https://example.org"]
enableXsrfProtection = false
enableStaticServing = true
enableAgentApi = true
baseUrlPath = "elsewhere"
maxUploadSize = 4000
[browser]
gatherUsageStats = true
[client]
showErrorDetails = "full"
allowedOrigins = ["https://example.org"]
[theme.light]
primaryColor = "#ff0000"
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    bundle = tmp_path / "bundle"
    shutil.copytree(find_bundle() / ".streamlit", bundle / ".streamlit")
    (bundle / "app.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(launch, "find_bundle", lambda: bundle)
    return bundle


@pytest.fixture
def loose_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "home" / ".streamlit" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(LOOSE, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "4000")
    monkeypatch.setenv("STREAMLIT_SERVER_ENABLE_CORS", "false")
    # A working directory with settings of its own.
    monkeypatch.chdir(tmp_path / "home")


@contextmanager
def running_app() -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start the app as the command does, and tell its process and its port."""
    with subprocess.Popen([sys.executable, "-c", START], stdout=subprocess.PIPE, text=True) as app:
        try:
            assert app.stdout is not None
            line = app.stdout.readline()
            port = int(line.split(f"http://{HOST}:")[1].split(".")[0])
            assert line == f"Mat Trial runs at http://{HOST}:{port}. Press Ctrl-C to stop it.\n"
            yield app, port
        finally:
            app.kill()


def interrupt_once(wait: Callable[..., int]) -> Callable[..., int]:
    interrupts = iter([KeyboardInterrupt])

    def wait_or_interrupt(server: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        for interrupt in interrupts:
            raise interrupt
        return wait(server, timeout)

    return wait_or_interrupt


def test_the_bundle_of_a_checkout_is_its_top() -> None:
    assert find_bundle() == TOP


def test_the_bundle_of_an_installed_copy_lies_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "mat_trial"
    shutil.copytree(TOP / ".streamlit", package / "_bundle" / ".streamlit")
    shutil.copy(TOP / "app.py", package / "_bundle")
    monkeypatch.setattr(launch, "__file__", str(package / "launch.py"))
    assert find_bundle() == package / "_bundle"


def test_an_installation_without_the_app_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "__file__", str(tmp_path / "lib" / "mat_trial" / "launch.py"))
    with pytest.raises(LaunchError, match="the app is missing"):
        find_bundle()


def test_a_taken_port_is_passed_over_unless_it_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = find_port(0)
    monkeypatch.setattr(launch, "USUAL_PORTS", range(taken, taken + 1))
    assert find_port() == taken
    with socket.create_server((HOST, taken)):
        assert find_port() not in {0, taken}
        with pytest.raises(LaunchError, match=rf"--port: {taken} cannot be used .*Choose another"):
            find_port(taken)
    assert find_port(taken) == taken


@pytest.mark.usefixtures("loose_home")
def test_settings_of_the_person_and_the_working_directory_loosen_nothing() -> None:
    bundle = find_bundle()
    show = (
        "from streamlit import config\n"
        "from streamlit.web import bootstrap\n"
        f"bootstrap.load_config_options({read_settings(bundle, port=8501)!r})\n"
        "print({name: config.get_option(name) for name in config._config_options})"
    )
    shown = subprocess.run(
        [sys.executable, "-c", show],
        cwd=Path.home(),
        env=server_environment(os.environ),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    in_force = ast.literal_eval(shown)
    assert in_force.items() >= read_settings(bundle, port=8501).items()
    assert in_force["server.address"] == HOST
    assert in_force["server.enableCORS"] is True
    assert in_force["server.allowedHosts"] == ["localhost", HOST]
    assert in_force["theme.light.primaryColor"] == "#0f766e"


@pytest.mark.usefixtures("loose_home")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux answers on all of 127.0.0.0/8")
def test_only_this_machine_may_connect(monkeypatch: pytest.MonkeyPatch) -> None:
    # Neither may a variable of the person's own open the way for phones.
    monkeypatch.setenv("MAT_TRIAL_PHONE_ADDRESS", "127.0.0.2")
    with running_app() as (_, port), pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port))


@pytest.mark.parametrize(("signal_name", "status"), [("SIGINT", 0), ("SIGKILL", -9)])
def test_the_server_ends_however_the_command_ends(signal_name: str, status: int) -> None:
    with running_app() as (app, port):
        app.send_signal(signal.Signals[signal_name])
        assert app.wait(timeout=30) == status
        deadline = time.monotonic() + 30
        while is_healthy(port):
            assert time.monotonic() < deadline, "the server outlived the command"
            time.sleep(0.05)


@pytest.mark.parametrize(
    ("display", "options", "opened"),
    [
        (":0", {}, True),
        (":0", {"ask_key": True}, True),
        (":0", {"ask_key": True, "open_browser": False}, False),
        ("", {}, False),
    ],
)
@pytest.mark.usefixtures("stand_in")
@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_the_browser_opens_once_and_only_where_it_can_be_seen(
    display: str,
    options: dict[str, bool],
    opened: bool,  # noqa: FBT001 (a parameter of the test)
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    addresses: list[str] = []
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    # Stands for the Ctrl-C of a person who has seen enough.
    monkeypatch.setattr(subprocess.Popen, "wait", interrupt_once(subprocess.Popen.wait))
    port = find_port(0)
    assert start_app(port=port, **options) == 0  # type: ignore[arg-type] # all of them flags
    assert len(addresses) == opened
    told = capsys.readouterr().out
    ask_key = options.get("ask_key", False)
    entrance = rf"http://{HOST}:{port}/enter\?key=[2-9A-Z]{{4}}(-\w{{4}}){{3}}"
    assert len(re.findall(entrance, told)) == ask_key
    for address in addresses:
        if not ask_key:
            assert address == f"http://{HOST}:{port}"
            continue
        # What a browser is started with, other users of the machine may see; so it works once,
        # and is not the one in the terminal.
        assert re.fullmatch(entrance, address)
        assert address not in told
    assert not is_healthy(port)


@pytest.mark.usefixtures("stand_in")
def test_another_port_is_found_when_one_is_taken_at_the_last_moment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop_once_greeted(greeting: Greeting) -> None:
        print(greeting.port)
        raise KeyboardInterrupt

    monkeypatch.setattr(launch, "greet", stop_once_greeted)
    with socket.create_server((HOST, 0)) as other_program:
        taken = other_program.getsockname()[1]
        free = find_port(0)
        choices = iter([taken, free])
        monkeypatch.setattr(launch, "find_port", lambda *_, **__: next(choices))
        assert start_app() == 0
    assert capsys.readouterr().out == f"{free}\n"


def test_a_server_that_cannot_start_passes_its_status_on(
    stand_in: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = stand_in / ".streamlit" / "config.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[server]", "[server]\nnonsense = 1"), encoding="utf-8")
    assert start_app(open_browser=False) == 1
    told = capfd.readouterr()
    assert "nonsense" in told.err
    assert told.out == ""


@pytest.mark.usefixtures("stand_in")
def test_new_keys_forget_whoever_was_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop_once_greeted(_: Greeting) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(launch, "greet", stop_once_greeted)
    keys = open_keys()
    for door in Door:
        keys.redeem_ticket(door, keys.issue_ticket(door))
    assert start_app(port=find_port(0)) == 0
    assert [keys.count_passes(door) for door in Door] == [1, 1]
    assert start_app(port=find_port(0), new_keys=True) == 0
    assert [keys.count_passes(door) for door in Door] == [0, 0]


def test_a_server_that_does_not_stop_is_made_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "STOP_SECONDS", 0.2)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", deaf], stdin=subprocess.PIPE) as server:
        assert launch.stop_server(server) == -signal.SIGKILL
