"""Start the app: its server in a process of its own, for this machine only unless told so."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from mat_trial.errors import MatTrialError
from mat_trial.language import _
from mat_trial.server.doors import ASK_KEY, HOST, PHONE_ADDRESS
from mat_trial.server.greeting import Greeting, greet
from mat_trial.server.keys import Door, open_keys

USUAL_PORTS = range(8501, 8511)
STOP_SECONDS = 10


class LaunchError(MatTrialError):
    """The app cannot be started as asked."""


def start_app(
    *,
    port: int | None = None,
    open_browser: bool = True,
    phone: str | None = None,
    ask_key: bool = False,
    new_keys: bool = False,
) -> int:
    """Serve the app until it is stopped with Ctrl-C, and open it in the browser.

    Parameters
    ----------
    port
        Port to serve on; None takes 8501, or the next free one.
    open_browser
        Whether to open the browser once the server answers; never done without a display.
    phone
        Address on the local network to serve as well, from `find_own_address`; None for this
        machine only.
    ask_key
        Whether browsers on this machine need a key as well, as phones do.
    new_keys
        Whether to forget every browser and phone that was let in before.

    Returns
    -------
    status
        Exit status of the server, 0 after Ctrl-C.

    Raises
    ------
    LaunchError
        When the port cannot be had, or the installation lacks the app.

    Examples
    --------
    >>> start_app(port=65536)
    Traceback (most recent call last):
    mat_trial.launch.LaunchError: --port: 65536 cannot be used ...
    """
    hosts = (HOST,) if phone is None else (HOST, phone)
    keys = open_keys()
    if new_keys:
        for door in Door:
            keys.shut_out(door)
    while True:
        chosen = find_port(port, hosts=hosts)
        greeting = Greeting(
            port=chosen, keys=keys, phone=phone, ask_key=ask_key, open_browser=open_browser
        )
        status = _serve_until_stopped(greeting)
        # Another program may take a port between the choice and the start.
        if status == 0 or port is not None or _is_free(chosen, hosts):
            return status


def find_bundle() -> Path:
    """Return the folder that holds ``app.py``, ``.streamlit`` and ``sample_data``.

    In a checkout that is its top, in an installed copy the package's own ``_bundle``.

    Raises
    ------
    LaunchError
        When neither place has the app.

    Examples
    --------
    >>> (find_bundle() / "app.py").is_file()
    True
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_bundle", package.parents[1]):
        if (folder / "app.py").is_file() and (folder / ".streamlit" / "config.toml").is_file():
            return folder
    raise LaunchError(
        _(
            "{package}: the app is missing from this installation. Allowed: a complete copy of "
            "mat-trial. Install it again.",
            package=package,
        )
    )


def find_port(asked: int | None = None, *, hosts: Sequence[str] = (HOST,)) -> int:
    """Return a port that is free now.

    Parameters
    ----------
    asked
        The only port that will do, up to 65535; None for the first free of the usual ones, or
        else any.
    hosts
        Addresses of this machine on each of which it must be free.

    Raises
    ------
    LaunchError
        When the port asked for is taken or may not be used.

    Examples
    --------
    >>> free = find_port(0)
    >>> find_port(free) == free
    True
    """
    if asked is not None:
        return _claim_port(asked, hosts)
    usual = (port for port in USUAL_PORTS if _is_free(port, hosts))
    return next(usual, None) or _claim_port(0, hosts)


def server_command(bundle: Path, port: int) -> list[str]:
    """Return the command that serves the app.

    Parameters
    ----------
    bundle
        Folder from `find_bundle`.
    port
        Port to serve on.

    Examples
    --------
    >>> server_command(find_bundle(), 8501)[-1]
    '8501'
    """
    return [
        sys.executable,
        "-P",  # a module in the working directory must not stand in for one of ours
        "-m",
        "mat_trial.server.serve",
        str(bundle),
        str(port),
    ]


def server_environment(
    environment: Mapping[str, str], *, phone: str | None = None, ask_key: bool = False
) -> dict[str, str]:
    """Return the environment for the server: as it is, without settings that could loosen it.

    Parameters
    ----------
    environment
        The person's own.
    phone
        Address on the local network to serve as well; None for this machine only.
    ask_key
        Whether browsers on this machine need a key as well.

    Examples
    --------
    >>> server_environment({"LANG": "C.UTF-8", "STREAMLIT_SERVER_ENABLE_CORS": "false"})
    {'LANG': 'C.UTF-8'}
    """
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith("STREAMLIT_") and name not in {PHONE_ADDRESS, ASK_KEY}
    }
    given = {PHONE_ADDRESS: phone or "", ASK_KEY: "1" if ask_key else ""}
    return kept | {name: value for name, value in given.items() if value}


def is_healthy(port: int) -> bool:
    """Tell whether the app answers on that port of 127.0.0.1, be it to ask for a key.

    Examples
    --------
    >>> is_healthy(find_port(0))
    False
    """
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        asks_for_key = answer.status == http.client.FORBIDDEN and b"Mat Trial" in answer.read()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return asks_for_key or answer.status == http.client.OK
    finally:
        connection.close()


def stop_server(server: subprocess.Popen[bytes]) -> int:
    """Let go of the server's lifeline, wait for it to end, and return its exit status.

    Examples
    --------
    >>> until_let_go = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    >>> with subprocess.Popen(until_let_go, stdin=subprocess.PIPE) as server:
    ...     stop_server(server)
    0
    """
    if server.stdin is not None:
        server.stdin.close()
    try:
        return server.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        return server.wait()


def _serve_until_stopped(greeting: Greeting) -> int:
    with subprocess.Popen(  # noqa: S603 (this very Python, with the settings committed here)
        server_command(find_bundle(), greeting.port),
        stdin=subprocess.PIPE,
        # What the server prints there is no news to its person.
        stdout=subprocess.DEVNULL,
        env=server_environment(os.environ, phone=greeting.phone, ask_key=greeting.ask_key),
        # Out of reach of the terminal's Ctrl-C, so that there is one way to stop: `stop_server`.
        process_group=None if sys.platform == "win32" else 0,
    ) as server:
        try:
            if _wait_until_healthy(server, greeting.port):
                greet(greeting)
            return _exit_status(server.wait())
        except KeyboardInterrupt:
            return _exit_status(stop_server(server))


def _is_free(port: int, hosts: Sequence[str]) -> bool:
    try:
        return _claim_port(port, hosts) == port
    except LaunchError:
        return False


def _claim_port(port: int, hosts: Sequence[str]) -> int:
    if port not in range(65536):
        raise _port_error(port, _("there is no such port"))
    claimed = port
    for host in hosts:
        try:
            with socket.create_server((host, claimed)) as listener:
                claimed = int(listener.getsockname()[1])
        except OSError as error:
            raise _port_error(port, error.strerror or str(error)) from error
    return claimed


def _port_error(port: int, why: str) -> LaunchError:
    return LaunchError(
        _(
            "--port: {port} cannot be used ({why}). Allowed: a free port, 1024 to 65535. Choose "
            "another, or leave --port out and a free one is found.",
            port=port,
            why=why,
        )
    )


def _wait_until_healthy(server: subprocess.Popen[bytes], port: int) -> bool:
    while server.poll() is None:
        if is_healthy(port):
            return True
        time.sleep(0.1)
    return False


def _exit_status(returncode: int) -> int:
    # As a shell tells a death by signal.
    return returncode if returncode >= 0 else 128 - returncode
