"""Start the app: Streamlit in a process of its own, for this machine only."""

import http.client
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mat_trial.errors import MatTrialError

HOST = "127.0.0.1"
USUAL_PORTS = range(8501, 8511)
STOP_SECONDS = 10


class LaunchError(MatTrialError):
    """The app cannot be started as asked."""


def start_app(*, port: int | None = None, open_browser: bool = True) -> int:
    """Serve the app until it is stopped with Ctrl-C, and open it in the browser.

    Parameters
    ----------
    port
        Port on 127.0.0.1; None takes 8501, or the next free one.
    open_browser
        Whether to open the browser once the server answers; never done without a display.

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
    while True:
        chosen = find_port(port)
        status = _serve_until_stopped(chosen, open_browser=open_browser)
        # Another program may take a port between the choice and the start.
        if status == 0 or port is not None or _is_free(chosen):
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
        f"{package}: the app is missing from this installation. Allowed: a complete copy of "
        "mat-trial. Install it again."
    )


def find_port(asked: int | None = None) -> int:
    """Return a port of 127.0.0.1 that is free now.

    Parameters
    ----------
    asked
        The only port that will do, up to 65535; None for the first free of the usual ones, or
        else any.

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
        return _claim_port(asked)
    return next(filter(_is_free, USUAL_PORTS), None) or _claim_port(0)


def server_command(bundle: Path, port: int) -> list[str]:
    """Return the command that serves the app, every setting of the bundle given as a flag.

    Parameters
    ----------
    bundle
        Folder from `find_bundle`.
    port
        Port on 127.0.0.1.

    Examples
    --------
    >>> command = server_command(find_bundle(), 8501)
    >>> "--server.address=127.0.0.1" in command, command[-1]
    (True, '--server.port=8501')
    """
    settings = tomllib.loads((bundle / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return [
        sys.executable,
        "-P",  # a module in the working directory must not stand in for one of ours
        "-m",
        "mat_trial.launch",
        "run",
        str(bundle / "app.py"),
        *(f"--{name}={value}" for name, value in _flatten(settings)),
        f"--server.port={port}",
    ]


def server_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for the server: as it is, without settings for Streamlit.

    Examples
    --------
    >>> server_environment({"LANG": "C.UTF-8", "STREAMLIT_SERVER_ENABLE_CORS": "false"})
    {'LANG': 'C.UTF-8'}
    """
    return {
        name: value for name, value in environment.items() if not name.startswith("STREAMLIT_")
    }


def is_healthy(port: int) -> bool:
    """Tell whether a Streamlit server answers on that port of 127.0.0.1.

    Examples
    --------
    >>> is_healthy(find_port(0))
    False
    """
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
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


def _serve_until_stopped(port: int, *, open_browser: bool) -> int:
    with subprocess.Popen(  # noqa: S603 (this very Python, with the settings committed here)
        server_command(find_bundle(), port),
        stdin=subprocess.PIPE,
        # Streamlit says "Stopping..." there, and a closed terminal would keep it from doing so.
        stdout=subprocess.DEVNULL,
        env=server_environment(os.environ),
        # Out of reach of the terminal's Ctrl-C, so that there is one way to stop: `stop_server`.
        process_group=None if sys.platform == "win32" else 0,
    ) as server:
        try:
            if _wait_until_healthy(server, port):
                _announce(f"http://{HOST}:{port}", open_browser=open_browser)
            return _exit_status(server.wait())
        except KeyboardInterrupt:
            return _exit_status(stop_server(server))


def _is_free(port: int) -> bool:
    try:
        return _claim_port(port) == port
    except LaunchError:
        return False


def _claim_port(port: int) -> int:
    if port not in range(65536):
        raise _port_error(port, "there is no such port")
    try:
        with socket.create_server((HOST, port)) as claimed:
            return int(claimed.getsockname()[1])
    except OSError as error:
        raise _port_error(port, error.strerror or str(error)) from error


def _port_error(port: int, why: str) -> LaunchError:
    return LaunchError(
        f"--port: {port} cannot be used ({why}). Allowed: a free port, 1024 to 65535. Choose "
        "another, or leave --port out and a free one is found."
    )


def _flatten(settings: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        elif isinstance(value, list):
            yield from ((prefix + name, str(item)) for item in value)
        else:
            yield prefix + name, str(value).lower() if isinstance(value, bool) else str(value)


def _wait_until_healthy(server: subprocess.Popen[bytes], port: int) -> bool:
    while server.poll() is None:
        if is_healthy(port):
            return True
        time.sleep(0.1)
    return False


def _announce(address: str, *, open_browser: bool) -> None:
    print(f"Mat Trial runs at {address}. Press Ctrl-C to stop it.", flush=True)
    if open_browser and _has_display():
        webbrowser.open(address)


def _has_display() -> bool:
    # Without one, webbrowser would start a text browser in the person's terminal.
    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _exit_status(returncode: int) -> int:
    # As a shell tells a death by signal.
    return returncode if returncode >= 0 else 128 - returncode


def _serve() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


def _end_with_parent() -> None:
    # Standard input is a pipe from the parent that closes however the parent ends, SIGKILL and
    # Windows included.
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os._exit(1)  # Streamlit did not stop by itself


if __name__ == "__main__":
    _serve()
